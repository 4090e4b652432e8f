package term

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed networks.txt
var networksText string

//go:embed labels.txt
var labelsText string

// A network is a site on which people have profiles.
type network struct{ name, profile string }

type networks struct {
	byHost map[string]network
	byName map[string]network // the name folded, without blanks
}

var knownNetworks = sync.OnceValue(func() networks {
	n := networks{map[string]network{}, map[string]network{}}
	for line := range strings.Lines(networksText) {
		fields := strings.Split(strings.TrimSpace(line), " | ")
		if len(fields) != 3 {
			continue // the comment
		}
		site := network{fields[1], fields[2]}
		n.byHost[fields[0]] = site
		n.byName[joined(site.name)] = site
	}
	return n
})

// Network is the name of the site at a host, as its people write it: "GitHub" for "github.com",
// "www.github.com" and "gist.github.com". ok is false for a site of one's own.
func Network(host string) (name string, ok bool) {
	host = strings.ToLower(host)
	for host != "" {
		if n, ok := knownNetworks().byHost[host]; ok {
			return n.name, true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return "", false
}

// Profile is the address of a person's profile on a network, of which the name is given in any
// case and with or without blanks; ok is false when the name is none or the handle is empty.
func Profile(network, handle string) (url string, ok bool) {
	handle = strings.TrimSuffix(strings.TrimPrefix(handle, "@"), "/")
	if i := strings.LastIndexByte(handle, '/'); i >= 0 { // "in/maya", "users/maya"
		handle = handle[i+1:]
	}
	n, ok := knownNetworks().byName[joined(network)]
	if !ok || handle == "" {
		return "", false
	}
	return strings.Replace(n.profile, "{}", handle, 1), true
}

// IsNetwork reports whether a text is the name of a network: "Stack Overflow", "linkedin".
func IsNetwork(text string) bool {
	_, ok := knownNetworks().byName[joined(text)]
	return ok
}

func joined(text string) string { return strings.ReplaceAll(Fold(text), " ", "") }

// A Field is what a label announces, in contact data or in the head of an entry.
type Field string

// The fields.
const (
	Email    Field = "email"
	Phone    Field = "phone"
	Location Field = "location"
	Link     Field = "link"
	Name     Field = "name"
	Dates    Field = "dates"
	Employer Field = "organization"
	Position Field = "title"

	beside Field = "beside" // of words that may stand in a label
)

var labels = sync.OnceValue(func() map[string]Field {
	m := map[string]Field{}
	for line := range strings.Lines(labelsText) {
		field, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || line[0] == '#' {
			continue
		}
		for text := range strings.SplitSeq(list, ",") {
			m[Fold(text)] = Field(field)
		}
	}
	return m
})

// Label is the field that a label announces: "E-Mail", "Tel.", "My website", "Duration"; ""
// when no word of it does, or when it is longer than a label. whole is true when the label says nothing
// else, as "Fax or phone" does.
func Label(text string) (f Field, whole bool) {
	folded := Fold(text)
	known := labels()
	if f := known[folded]; f != "" && f != beside {
		return f, true
	}
	words := strings.Fields(folded)
	if len(words) > 4 {
		return "", false
	}
	whole = true
	for _, w := range words {
		is := known[w]
		if is != "" && is != beside && len(w) > 2 && f == "" {
			f = is
		}
		whole = whole && is != ""
	}
	return f, whole && f != ""
}

// OwnLabel is what a label says of an address beyond the address itself: "" for "GitHub" and "E-mail", the label for "My blog".
func OwnLabel(label string) string {
	if _, whole := Label(label); whole || IsNetwork(label) {
		return ""
	}
	return label
}
