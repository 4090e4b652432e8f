package read

import (
	"regexp"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// front takes what the front matter says about the person. It wins over the body.
func (rd *reader) front() {
	m, r := rd.doc.Meta, rd.resume
	r.Lang = "en"
	if lang := meta.Text(m, meta.ResumeDoc, "lang").Text; lang != "" {
		r.Lang = lang
	}
	for _, f := range []struct {
		key string
		to  *resume.Value
	}{{"name", &r.Name}, {"headline", &r.Headline}, {"email", &r.Email}, {"phone", &r.Phone}, {"location", &r.Location}} {
		n := meta.Text(m, meta.ResumeDoc, f.key)
		*f.to = resume.Value{Text: n.Text, Span: scalar(n.Span, n.Text)}
	}
	contact, _ := m.Get("contact")
	for _, v := range contact.List {
		rd.frontContact(v)
	}
	for _, f := range contact.Fields {
		rd.frontFact(f)
	}
	header, _ := m.Get("header") // oh-my-cv's: texts in a row, each perhaps with a link
	for _, v := range header.List {
		rd.frontHeader(v)
	}
	for _, key := range [...]string{"website", "homepage", "blog", "portfolio", "github", "gitlab", "linkedin", "twitter", "mastodon"} {
		v, _ := m.Get(key)
		if v.Kind != meta.String || v.Text == "" {
			continue
		}
		if u, ok := absolute(v.Text); ok {
			rd.addLink(u, resume.Value{}, scalar(v.Span, v.Text))
		} else if u, ok := term.Profile(key, v.Text); ok && !strings.ContainsAny(v.Text, " \t") {
			rd.addLink(u, resume.Value{}, scalar(v.Span, v.Text))
		}
	}
	links, _ := m.Get("links")
	switch links.Kind {
	case meta.List:
		for _, v := range links.List {
			rd.frontLink(v)
		}
	case meta.String:
		for _, n := range meta.Names(links) {
			rd.frontLink(meta.Value{Kind: meta.String, Text: n.Text, Span: n.Span})
		}
	case meta.Map: // {GitHub: https://...}, or one {label, url}
		if _, ok := mapText(links, "url", "href", "link"); ok {
			rd.frontLink(links)
			break
		}
		for _, f := range links.Fields {
			rd.addLink(f.Value.Text, resume.Value{Text: f.Key, Span: f.KeySpan}, scalar(f.Value.Span, f.Value.Text))
		}
	}
}

// frontContact takes an item of the list of further facts: a text, a label and a value, or labels with a value each.
func (rd *reader) frontContact(v meta.Value) {
	label, labelled := mapText(v, "label", "name")
	text, _ := v.Get("value")
	if text.Kind == meta.Null {
		text, _ = v.Get("text")
	}
	switch {
	case v.Kind != meta.Map:
		rd.frontFact(meta.Field{Value: v})
	case labelled && text.Kind != meta.Null:
		rd.frontFact(meta.Field{Key: label.Text, KeySpan: label.Span, Value: text})
		for _, f := range v.Fields {
			if f.Value.Span != label.Span && f.Value.Span != text.Span {
				rd.frontFact(f)
			}
		}
	case len(v.Fields) == 1 && text.Kind != meta.Null: // a value without a label
		rd.frontFact(meta.Field{Value: text})
	default:
		for _, f := range v.Fields {
			rd.frontFact(f)
		}
	}
}

// frontFact takes a further fact, whatever its value is: of a list the items, of a map the keys with their values stand in
// one line.
func (rd *reader) frontFact(f meta.Field) {
	if text := flat(f.Value); text != "" {
		rd.contact(fact{label: resume.Value{Text: f.Key, Span: f.KeySpan}, value: resume.Value{Text: text, Span: scalar(f.Value.Span, text)}})
	} else if f.Key != "" { // a key alone is a fact as well: "Driving licence:"
		rd.contact(fact{value: resume.Value{Text: f.Key, Span: f.KeySpan}})
	}
}

// flat is a value of the front matter in one line.
func flat(v meta.Value) string {
	var parts []string
	for _, item := range v.List {
		if text := flat(item); text != "" {
			parts = append(parts, text)
		}
	}
	for _, f := range v.Fields {
		switch text := flat(f.Value); text {
		case "":
			parts = append(parts, f.Key)
		default:
			parts = append(parts, f.Key+": "+text)
		}
	}
	if v.Kind == meta.List || v.Kind == meta.Map {
		return strings.Join(parts, ", ")
	}
	return strings.TrimSpace(v.Text)
}

// frontHeader takes one of the texts of a header: its link says what it is, or its form.
func (rd *reader) frontHeader(v meta.Value) {
	shown, _ := mapText(v, "text", "label", "title")
	link, _ := mapText(v, "link", "url", "href")
	text := resume.Value{Text: strings.TrimSpace(htmlTag().ReplaceAllString(shown.Text, " ")), Span: scalar(shown.Span, shown.Text)}
	scheme, target, _ := strings.Cut(link.Text, ":")
	switch {
	case strings.EqualFold(scheme, "mailto"):
		if !isEmail(text.Text) {
			text = resume.Value{Text: target, Span: link.Span}
		}
		rd.fact(fact{field: term.Email, value: text})
	case strings.EqualFold(scheme, "tel"), isPhone(text.Text):
		rd.fact(fact{field: term.Phone, value: text})
	case link.Text != "":
		label := text
		if sameAddress(text.Text, link.Text) {
			label = resume.Value{}
		}
		rd.addLink(link.Text, label, scalar(link.Span, link.Text))
	case isEmail(text.Text):
		rd.fact(fact{field: term.Email, value: text})
	case text.Known():
		rd.plain(text, false)
	}
}

// htmlTag is HTML in a text of the front matter: icons.
var htmlTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[^<>]*>`) })

func (rd *reader) frontLink(v meta.Value) {
	switch v.Kind {
	case meta.String:
		rd.addLink(v.Text, resume.Value{}, scalar(v.Span, v.Text))
	case meta.Map:
		if address, ok := mapText(v, "url", "href", "link"); ok {
			label, _ := mapText(v, "label", "name", "title", "text")
			rd.addLink(address.Text, resume.Value{Text: label.Text, Span: label.Span}, scalar(address.Span, address.Text))
		}
	}
}

// mapText is the first text of a map under one of the keys.
func mapText(v meta.Value, keys ...string) (meta.Value, bool) {
	for _, k := range keys {
		if f, ok := v.Get(k); ok && f.Kind == meta.String && f.Text != "" {
			return f, true
		}
	}
	return meta.Value{}, false
}

// scalar is the span of a text of the front matter without the quotes around it.
func scalar(s source.Span, text string) source.Span {
	if raw := s.Text(); len(raw) == len(text)+2 && raw[1:len(raw)-1] == text {
		return s.Sub(1, len(raw)-1)
	}
	return s
}

// addLink adds a profile or site unless it is there already. A bare host is https; what is no
// address is kept as it is, so that check can say so.
func (rd *reader) addLink(address string, label resume.Value, at source.Span) {
	address = strings.TrimSpace(address)
	if address == "" {
		return
	}
	if u, ok := absolute(address); ok {
		address = u
	} else if !strings.Contains(address, ":") && strings.Contains(address, ".") && !strings.ContainsAny(address, " \t") {
		address = "https://" + address
	}
	for i := range rd.resume.Links {
		if l := &rd.resume.Links[i]; sameAddress(l.URL, address) {
			switch {
			case l.Label == "":
				l.Label, l.LabelSpan = label.Text, label.Span
			case sameWords(l.Label, label.Text):
				rd.drop(label.Span, resume.Again)
			default:
				rd.keepLabel(label)
			}
			rd.drop(at, resume.Again)
			return
		}
	}
	if sameAddress(label.Text, address) {
		rd.drop(label.Span, resume.Again)
		label = resume.Value{}
	}
	rd.resume.Links = append(rd.resume.Links, resume.Link{URL: address, Text: shortAddress(address), Label: label.Text, LabelSpan: label.Span, Span: at})
}

// titleName is the last resort for a name: the page's title without words like "Resume".
func (rd *reader) titleName() (name resume.Value) {
	title := meta.Text(rd.doc.Meta, meta.ResumeDoc, "title")
	if title.Text == "" || term.Title(title.Text) {
		// "CV of Ewa Zielińska" may be the description; a sentence is no name.
		title = meta.Text(rd.doc.Meta, meta.ResumeDoc, "description")
		first, _, _ := strings.Cut(title.Text, " ")
		if !term.TitleWord(first) && !strings.Contains(title.Text, "'s ") && !strings.Contains(title.Text, "’s ") || wordCount(title.Text) > 7 {
			return name
		}
	}
	at := scalar(title.Span, title.Text)
	i, j := nameIn(title.Text, 0, len(title.Text))
	if k := nameEnd(title.Text, i, j); k > i {
		_, j = trim(title.Text, i, k, isMargin)
	}
	i, j = nameIn(title.Text, i, j)
	if !isName(title.Text[i:j]) {
		return name
	}
	if at.End-at.Start == len(title.Text) {
		at = at.Sub(i, j)
	}
	return resume.Value{Text: title.Text[i:j], Span: at}
}
