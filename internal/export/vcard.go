package export

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// VCard is a résumé's contact data as vCard 4.0 (RFC 6350): name, title and employer of today, or else the headline,
// addresses, telephone, place, language. Lines end in CRLF and are folded at 75 bytes, never inside of a character. Nothing in it
// is made up: a name is not taken apart, for nobody can tell which word of it is the family's; there is no UID, and no date of today.
func VCard(r *resume.Resume) []byte {
	c := newCard(r)
	title, org := present(r)
	c.text("TITLE", cmp.Or(title, r.Headline.Text))
	c.text("ORG", org)
	c.text("EMAIL", r.Email.Text)
	if number := telephone(r.Phone.Text); number != "" {
		c.line("TEL;VALUE=uri:tel:" + number)
	} else {
		c.text("TEL", r.Phone.Text)
	}
	if r.Location.Known() {
		street, city, region, country := placeParts(r.Location.Text)
		c.line(`ADR;LABEL="` + parameter(r.Location.Text) + `":;;` + escaped(street) + ";" + escaped(city) + ";" + escaped(region) + ";;" + escaped(country))
	}
	for _, l := range r.Links {
		if address := ofWeb(l.URL); address != "" {
			c.line("URL:" + address)
		}
	}
	// Again, for programs that know what a profile is: as Apple's write it. RFC 9554 calls it SOCIALPROFILE, for which strict readers of RFC 6350 alone
	// refuse the whole card (npm vcard4 4.0.5 does).
	for _, l := range r.Links {
		u, err := url.Parse(Absolute(l.URL))
		if err != nil {
			continue
		}
		if network, ok := term.Network(u.Host); ok {
			user := ""
			if name := handle(network, l.URL); name != "" {
				user = `;X-USER="` + parameter(name) + `"`
			}
			c.line("X-SOCIALPROFILE;TYPE=" + strings.ReplaceAll(term.Fold(network), " ", "") + user + ":" + u.String())
		}
	}
	c.text("LANG", r.Lang)
	return []byte(c.end(true))
}

// Card is a vCard that is small enough for a QR code on a sheet: name, headline, e-mail address, telephone and the first address of the web.
// Its lines are not folded, which not every reader of codes undoes.
func Card(r *resume.Resume) string {
	c := newCard(r)
	title, _ := present(r)
	c.text("TITLE", cmp.Or(r.Headline.Text, title))
	c.text("EMAIL", r.Email.Text)
	c.text("TEL", cmp.Or(telephone(r.Phone.Text), r.Phone.Text))
	for _, l := range r.Links {
		if address := ofWeb(l.URL); address != "" {
			c.line("URL:" + address)
			break
		}
	}
	return c.end(false)
}

// ofWeb is a link's whole address, when it is one of the web: an address book opens what it is given, a javascript: or file: as well. "" for others.
func ofWeb(address string) string {
	whole := Absolute(address)
	if u, err := url.Parse(whole); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return whole
}

// present is the position that the person has: the first that goes on and has an employer.
func present(r *resume.Resume) (title, organization string) {
	for i := range r.Sections {
		if r.Sections[i].Kind != resume.Experience {
			continue
		}
		for _, e := range r.Sections[i].Entries {
			if e.Dates.Present && e.Organization.Known() {
				return e.Title.Text, e.Organization.Text
			}
		}
	}
	return "", ""
}

// A card gathers the lines of a vCard.
type card struct{ lines []string }

// newCard is a card with the name, which must be there: without one it is the address that the person goes by.
func newCard(r *resume.Resume) *card {
	c := &card{lines: []string{"BEGIN:VCARD", "VERSION:4.0"}}
	name := cmp.Or(r.Name.Text, r.Email.Text, r.Headline.Text)
	c.line("FN:" + escaped(name))
	if r.Name.Known() {
		c.line("N:;" + escaped(name) + ";;;") // whole, as given name: shown right everywhere
	}
	return c
}

func (c *card) line(l string) { c.lines = append(c.lines, l) }

func (c *card) text(property, text string) {
	if text != "" {
		c.line(property + ":" + escaped(text))
	}
}

func (c *card) end(fold bool) string {
	var b strings.Builder
	for _, l := range append(c.lines, "END:VCARD") {
		if fold {
			l = folded(l)
		}
		b.WriteString(l + "\r\n")
	}
	return b.String()
}

// folded is a line in pieces of 75 bytes at most, all but the first behind a blank.
func folded(l string) string {
	const most = 75
	var b strings.Builder
	room := most
	for len(l) > room {
		n := room
		for !utf8.RuneStart(l[n]) {
			n--
		}
		b.WriteString(l[:n] + "\r\n ")
		l, room = l[n:], most-1
	}
	return b.String() + l
}

// visible is a text on one line, without what would end it.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Join(strings.Fields(text), " ")
}

var (
	escapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`)
	carets  = strings.NewReplacer("^", "^^", `"`, "^'") // RFC 6868
)

// escaped is a text as a value, or as one part of a value that has several.
func escaped(text string) string { return escapes.Replace(visible(text)) }

// parameter is a text as it stands between the quotes of a parameter.
func parameter(text string) string { return carets.Replace(visible(text)) }

// telephone is a number as RFC 3966 has it, where it begins with the country: "+46701740605"; "" for another.
func telephone(text string) string {
	text = strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(text), "tel:"), "(0)", "") // of the country's own form
	if !strings.HasPrefix(text, "+") {
		return ""
	}
	var b strings.Builder
	for _, r := range text[1:] {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case strings.ContainsRune(" -.()/\u00a0\u202f\u2011\u2013", r):
		default:
			return ""
		}
	}
	const least, most = 7, 15 // digits, by E.164
	if n := b.Len(); n < least || n > most {
		return ""
	}
	return "+" + b.String()
}

// placeParts is a place by its parts; one that cannot be taken apart is all street.
func placeParts(text string) (street, city, region, country string) {
	place := LocationOf(text)
	get := func(key string) string { v, _ := place.Get(key); return v.Text }
	if get("countryCode") != "" {
		country = strings.TrimSpace(text[strings.LastIndexByte(text, ',')+1:])
	}
	return get("address"), get("city"), get("region"), country
}
