package export

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// A key is one line of front matter: what the résumé says about the person.
type key struct {
	name  string
	text  string
	links []resume.Link
	facts []resume.Contact
}

// keys is what front matter says of a person, in the order of DESIGN 2; what is not known is left out.
func keys(r *resume.Resume) []key {
	var out []key
	for _, k := range []key{
		{name: "name", text: r.Name.Text}, {name: "headline", text: r.Headline.Text}, {name: "email", text: r.Email.Text},
		{name: "phone", text: r.Phone.Text}, {name: "location", text: r.Location.Text}, {name: "links", links: r.Links},
		{name: "contact", facts: r.Contact}, {name: "lang", text: r.Lang},
	} {
		if k.text != "" && (k.name != "lang" || k.text != "en") || len(k.links) > 0 || len(k.facts) > 0 {
			out = append(out, k)
		}
	}
	return out
}

// front is the front matter of a résumé: that of the document it was read from, with what stood in the body
// added at its top; or a new one in YAML. above is the keys that stand in the text; "" when all do.
func front(r *resume.Resume, d *document.Document, above map[string]bool) string {
	all := keys(r)
	if d == nil || !d.MetaSpan.Known() {
		var b strings.Builder
		for _, k := range all {
			if !above[k.name] {
				b.WriteString(k.yaml() + "\n")
			}
		}
		if b.Len() == 0 && above != nil {
			return ""
		}
		return "---\n" + b.String() + "---\n"
	}
	head := d.File.Span(0, d.BodySpan.Start).Text()
	fence, rest, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(head, "\r\n", "\n"), "\ufeff"), "\n")
	write, kept := key.yaml, rest
	switch {
	case strings.HasPrefix(fence, "+++"):
		write = key.toml
	case strings.HasPrefix(fence, ";;;"):
		before, after, _ := strings.Cut(rest, "{")
		fence, kept, write = fence+"\n"+before+"{", "\n"+strings.TrimLeft(after, "\n"), key.json
	case strings.HasPrefix(fence, "{"):
		fence, kept, write = "{", "\n"+strings.TrimPrefix(fence, "{")+rest, key.json
		kept = "\n" + strings.TrimLeft(kept, "\n")
	}
	var added []string
	for _, k := range all {
		if _, has := d.Meta.Get(k.name); !has && (k.name != "lang" || !hasLanguage(d.Meta)) {
			added = append(added, write(k))
		}
	}
	if len(added) == 0 {
		return fence + "\n" + strings.TrimLeft(kept, "\n")
	}
	return fence + "\n" + strings.Join(added, "\n") + "\n" + strings.TrimLeft(kept, "\n")
}

func hasLanguage(m meta.Value) bool {
	_, ok := m.Get("language")
	return ok
}

// yaml is the key as a line, or as lines.
func (k key) yaml() string {
	switch {
	case len(k.facts) > 0:
		var b strings.Builder
		b.WriteString(k.name + ":")
		for _, c := range k.facts {
			if c.Label == "" {
				b.WriteString("\n  - " + scalar(c.Value.Text))
			} else {
				b.WriteString("\n  - {label: " + quoted(c.Label) + ", value: " + quoted(c.Value.Text) + "}")
			}
		}
		return b.String()
	case len(k.links) > 0:
		plain := !slices.ContainsFunc(k.links, func(l resume.Link) bool { return l.Label != "" || !safe(l.URL) || strings.ContainsAny(l.URL, ",[]{}") })
		var urls []string
		for _, l := range k.links {
			urls = append(urls, l.URL)
		}
		if line := k.name + ": [" + strings.Join(urls, ", ") + "]"; plain && len(line) <= 120 {
			return line
		}
		var b strings.Builder
		b.WriteString(k.name + ":")
		for _, l := range k.links {
			if l.Label == "" {
				b.WriteString("\n  - " + scalar(l.URL))
			} else {
				b.WriteString("\n  - {label: " + quoted(l.Label) + ", url: " + quoted(l.URL) + "}")
			}
		}
		return b.String()
	}
	return k.name + ": " + scalar(k.text)
}

func (k key) toml() string {
	var items []string
	for _, l := range k.links {
		items = append(items, `{label = `+quoted(l.Label)+`, url = `+quoted(l.URL)+`}`)
	}
	for _, c := range k.facts {
		items = append(items, `{label = `+quoted(c.Label)+`, value = `+quoted(c.Value.Text)+`}`)
	}
	if items != nil {
		return k.name + " = [" + strings.Join(items, ", ") + "]"
	}
	return k.name + " = " + quoted(k.text)
}

func (k key) json() string {
	var items []string
	for _, l := range k.links {
		items = append(items, `{"label": `+quoted(l.Label)+`, "url": `+quoted(l.URL)+`}`)
	}
	for _, c := range k.facts {
		items = append(items, `{"label": `+quoted(c.Label)+`, "value": `+quoted(c.Value.Text)+`}`)
	}
	if items != nil {
		return `  "` + k.name + `": [` + strings.Join(items, ", ") + "],"
	}
	return `  "` + k.name + `": ` + quoted(k.text) + ","
}

// scalar is a text as YAML: plain when nothing in it means anything, else in double quotes.
func scalar(text string) string {
	if safe(text) {
		return text
	}
	return quoted(text)
}

var (
	plainText = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[\pL+(][\pL\pM\pN ,.;()/@&'’·•|+–—_!?-]*$`)
	})
	plainURL = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^https?://[\pL\pN._~/?=&%+@:-]+$`) })
)

// safe reports whether a text is a plain scalar of YAML that is read as a text.
func safe(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
		return false
	}
	return plainText().MatchString(text) && strings.TrimSpace(text) == text && strings.Trim(text, "+0123456789._ ()-e") != "" || phone(text) ||
		plainURL().MatchString(text) && !strings.HasSuffix(text, ":")
}

// phone reports whether a text is a number that YAML does not take for one: it has blanks.
func phone(text string) bool {
	return strings.HasPrefix(text, "+") && strings.Contains(text, " ") && strings.Trim(text, "+0123456789 ()-") == ""
}

// quoted is a text in double quotes, as JSON, YAML and TOML read it alike.
func quoted(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic("export: a string that is no JSON: " + err.Error())
	}
	return strings.TrimSuffix(b.String(), "\n")
}
