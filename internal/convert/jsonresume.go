package convert

import (
	"net/url"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// jsonResume reads JSON Resume (https://jsonresume.org/schema), its old keys (company, website, picture) and new ones
// (name, url, image) alike, and YAMLResume, which has the same sections with a few other keys.
func (c *converter) jsonResume(v meta.Value) {
	own := c.own(v)
	top := newFields(v)
	if basics := top.take("basics"); own != nil {
		c.ownBasics(basics, own)
	} else {
		c.basics(newFields(basics))
	}
	c.place(newFields(top.take("location")))
	c.profiles(top.take("profiles"))
	arrays := map[resume.Kind]array{}
	for _, s := range []struct {
		keys  []string
		kind  resume.Kind
		title string
		read  func(*resume.Section, meta.Value)
	}{
		{[]string{"work"}, resume.Experience, "Experience", c.job},
		{[]string{"projects"}, resume.Projects, "Projects", c.project},
		{[]string{"education"}, resume.Education, "Education", c.school},
		{[]string{"skills"}, resume.Skills, "Skills", c.skill},
		{[]string{"certificates", "certifications"}, resume.Certifications, "Certifications", c.certificate},
		{[]string{"awards"}, resume.Awards, "Awards", c.award},
		{[]string{"publications"}, resume.Publications, "Publications", c.publication},
		{[]string{"volunteer"}, resume.Volunteer, "Volunteering", c.volunteer},
		{[]string{"languages"}, resume.Languages, "Languages", c.language},
		{[]string{"interests"}, resume.Interests, "Interests", c.skill},
		{[]string{"references"}, resume.References, "References", c.reference},
	} {
		list := top.take(s.keys...)
		if list.Kind == meta.Map { // one, where a list is expected
			list = meta.Value{Kind: meta.List, List: []meta.Value{list}, Span: list.Span}
		}
		a := array{s.title, s.read, list}
		if arrays[s.kind] = a; own == nil {
			c.section(s.kind, a)
		}
	}
	if own != nil {
		c.ownSections(own, arrays)
	}
	top.take("meta", "$schema")
	for _, key := range []string{"meta", "$schema", "locale", "layout", "layouts"} { // of the program, not of the person
		top.take(key)
	}
	c.others(top.rest())
}

// section reads an array of another program as a section.
func (c *converter) section(k resume.Kind, a array) {
	out := resume.Section{Kind: k, Title: resume.Value{Text: a.title}, Span: a.list.Span}
	for _, x := range a.list.List {
		switch {
		case empty(x):
		case x.Kind == meta.Map || k == resume.Skills || k == resume.Languages || k == resume.Interests:
			a.read(&out, x)
		default: // a text where its parts are expected
			out.Entries = append(out.Entries, resume.Entry{Title: text(x), Span: x.Span, Head: x.Span})
		}
	}
	if a.list.Kind != meta.List && !empty(a.list) {
		out.Intro = prose(a.list)
	}
	c.add(out)
}

// add adds a section that says anything.
func (c *converter) add(s resume.Section) {
	if len(s.Intro) > 0 || len(s.Entries) > 0 || len(s.Groups) > 0 {
		c.resume.Sections = append(c.resume.Sections, s)
	}
}

// others keeps what no key of ours is for, a section each.
func (c *converter) others(rest []meta.Field) {
	for _, f := range rest {
		s := resume.Section{Kind: resume.Other, Title: resume.Value{Text: title(f.Key), Span: f.KeySpan}, Span: f.Value.Span}
		if kind, whole := term.Section(s.Title.Text); whole && kind == term.Contact {
			s.Title.Text += " (" + f.Key + ")"
		}
		switch f.Value.Kind {
		case meta.Map:
			for _, x := range f.Value.Fields {
				if !empty(x.Value) {
					s.Intro = append(s.Intro, labelled(title(x.Key), x.Value))
				}
			}
		case meta.List:
			s.Intro = bullets(f.Value)
		default:
			s.Intro = prose(f.Value)
		}
		c.note(f.KeySpan, "%q is not known, and was kept as the section %q", f.Key, s.Title.Text)
		c.add(s)
	}
}

func (c *converter) basics(b *fields) {
	r := c.resume
	r.Name, r.Headline = b.value("name"), b.value("label", "headline")
	r.Email, r.Phone = b.value("email"), b.value("phone")
	summary := b.take("summary", "about")
	r.Summary = prose(summary)
	c.link(b.value("url", "website"), "")
	if place := b.take("location"); place.Kind == meta.Map {
		c.place(newFields(place))
	} else {
		r.Location = text(place) // "Oslo"
	}
	c.profiles(b.take("profiles"))
	if p := b.take("image", "picture"); !empty(p) {
		c.note(p.Span, "the picture was left out: a résumé that is read by programs has none")
	}
	for _, f := range b.rest() {
		c.fact(title(f.Key), text(f.Value))
	}
}

// fact keeps a further fact about the person.
func (c *converter) fact(label string, v resume.Value) {
	if v.Known() {
		c.resume.Contact = append(c.resume.Contact, resume.Contact{Label: label, Value: v})
	}
}

func (c *converter) place(l *fields) {
	var parts []string
	var at source.Span
	for _, key := range []string{"city", "region", "country", "countryCode"} {
		v := l.value(key)
		if !v.Known() || slices.Contains(parts, v.Text) || key == "countryCode" && len(parts) > 0 && strings.Contains(strings.Join(parts, " "), v.Text) {
			continue
		}
		parts, at = append(parts, v.Text), at.Join(v.Span)
	}
	if len(parts) > 0 {
		c.resume.Location = resume.Value{Text: strings.Join(parts, ", "), Span: at}
	}
	var address []string
	for _, key := range []string{"address", "postalCode"} {
		if v := l.value(key); v.Known() {
			address, at = append(address, v.Text), v.Span
		}
	}
	if len(address) > 0 {
		c.fact("Address", resume.Value{Text: strings.Join(address, ", "), Span: at})
		c.note(at, "the street address is kept as a contact fact; take it out before you publish")
	}
	for _, f := range l.rest() {
		c.fact(title(f.Key), text(f.Value))
	}
}

func (c *converter) profiles(v meta.Value) {
	list := v.List
	if v.Kind != meta.List && !empty(v) {
		list = []meta.Value{v} // one by itself
	}
	for _, x := range list {
		if x.Kind != meta.Map {
			c.link(text(x), "") // its address alone
			continue
		}
		p := newFields(x)
		network, user, address := p.value("network"), p.value("username"), p.value("url")
		switch {
		case address.Known():
			c.link(address, network.Text)
		case user.Known():
			if u, ok := profile(network.Text, user.Text); ok {
				c.link(resume.Value{Text: u, Span: user.Span}, "")
			} else {
				c.fact(network.Text, user)
			}
		case network.Known():
			c.note(network.Span, "%s is named without an address or a user name, and was left out", network.Text)
		}
		for _, f := range p.rest() {
			c.fact(title(f.Key), text(f.Value))
		}
	}
}

// profile is the address of a handle; one of the fediverse names its server, as in "@ines@data.example".
func profile(network, user string) (string, bool) {
	if name, server, ok := strings.Cut(strings.TrimPrefix(user, "@"), "@"); ok && name != "" && strings.Contains(server, ".") {
		return "https://" + server + "/@" + name, true
	}
	return term.Profile(network, user)
}

// link adds a profile or a site. A label that only says what the address says is left out.
func (c *converter) link(v resume.Value, label string) {
	if !v.Known() {
		return
	}
	address := v.Text
	if !strings.Contains(address, "://") {
		address = "https://" + strings.TrimLeft(address, "/")
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.ContainsAny(address, " \t") {
		c.fact(label, v)
		return
	}
	if name, ok := term.Network(u.Host); ok && strings.EqualFold(name, label) {
		label = ""
	}
	for _, l := range c.resume.Links {
		if strings.EqualFold(strings.TrimSuffix(l.URL, "/"), strings.TrimSuffix(address, "/")) {
			return
		}
	}
	shown := strings.TrimSuffix(strings.TrimPrefix(address[strings.Index(address, "://")+3:], "www."), "/")
	c.resume.Links = append(c.resume.Links, resume.Link{URL: address, Text: shown, Label: label, Span: v.Span})
}
