package lsp

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// mostItems bounds a list of completions; who types on gets another.
const mostItems = 100

func (s *server) completion(_ context.Context, req *jrpc2.Request) (any, error) {
	var p placeParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	d, err := s.doc(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	list := completionList{Items: []completionItem{}}
	if d.site == nil || len(d.file.Bytes) > source.MaxText {
		return list, nil
	}
	c := completer{s: s, d: d, at: s.client.encoding.offset(d.file.Bytes, p.Position)}
	switch strings.ToLower(path.Ext(d.path)) {
	case ".md", ".markdown", ".yaml":
		c.complete()
	}
	if len(c.out) > mostItems {
		c.out, list.IsIncomplete = c.out[:mostItems], true
	}
	list.Items = append(list.Items, c.out...)
	list.IsIncomplete = list.IsIncomplete || c.partial
	return list, nil
}

// A completer gathers what can stand at a place.
type completer struct {
	s       *server
	d       *doc
	at      int // byte of the document's text
	out     []completionItem
	partial bool // another letter may bring others
}

// add offers a text in place of the last n bytes before the place; fewer when the text does not begin like them.
func (c *completer) add(kind int, label, text, detail, doc string, n int) {
	item := completionItem{Label: label, Kind: kind, Detail: detail,
		TextEdit: &textEdit{c.s.client.encoding.span(c.d.file.Span(c.at-n, c.at)), text}}
	if doc != "" {
		item.Documentation = &markupContent{"markdown", doc}
	}
	c.out = append(c.out, item)
}

// words offers those that begin like what was typed.
func (c *completer) words(kind int, typed string, list []string) {
	for _, w := range list {
		if begins(w, typed) {
			c.add(kind, w, w, "", "", len(typed))
		}
	}
}

func begins(word, typed string) bool {
	return len(word) >= len(typed) && strings.EqualFold(word[:len(typed)], typed)
}

func (c *completer) complete() {
	before := string(c.d.file.Bytes[:c.at])
	role := compose.Role(c.d.set(), c.d.path)
	if sp, ok := headSpot(before, role == compose.Private); ok {
		c.inHead(sp)
		return
	}
	if role == compose.Private || c.at < document.Head(c.d.file).BodySpan.Start {
		return
	}
	line := before[strings.LastIndexAny(before, "\r\n")+1:]
	if c.inComment(line) || c.inBraces(line) {
		return
	}
	c.dates(before, line)
	c.technologies(before, line)
}

// inHead offers keys, or values.
func (c *completer) inHead(sp spot) {
	doctype := c.d.doctype()
	if !sp.value {
		c.keys(doctype, sp)
		return
	}
	values := c.values(doctype, sp.path)
	if values == nil {
		return
	}
	c.words(itemValue, sp.word, values)
}

// keys offers those of the map that the place is in, but for those that it has.
func (c *completer) keys(doctype meta.Doctype, sp spot) {
	// The word that is being written is taken out: with it, hardly any front matter can be read.
	without := *c.d
	b := c.d.file.Bytes
	without.file = source.NewFile(c.d.path, slices.Concat(b[:c.at-len(sp.word)], b[c.at:]))
	have := map[string]bool{}
	m, found := without.head().Meta, true
	for _, key := range sp.path {
		if m, found = m.Get(key); !found {
			break
		}
	}
	for _, f := range m.Fields {
		have[f.Key] = true
	}
	add := func(name, detail, doc string) {
		if begins(name, sp.word) && !have[name] {
			text := name + ": "
			if rest := c.d.file.Bytes[c.at:]; len(rest) > 0 && rest[0] == ':' {
				text = name
			}
			c.add(itemProperty, name, text, detail, doc, len(sp.word))
		}
	}
	switch at := strings.Join(sp.path, "."); {
	case at == "check.rules" || at == "check.limits":
		for _, r := range c.s.opts.Rules {
			if at == "check.rules" || len(r.Limits) > 0 && r.Limits[0].Settable() {
				add(r.ID, "by default: "+r.Level.String(), r.Doc.What)
			}
		}
		c.partial = true // there are more than one list holds
	case at == "pdf.options":
		for _, o := range c.d.options() {
			add(o.Name, optionValues(o), o.Doc)
		}
	default:
		keys := meta.Keys(doctype)
		if len(sp.path) > 0 {
			k := keyAt(keys, sp.path)
			if k == nil {
				return
			}
			keys = k.Keys
		}
		for i := range keys {
			add(keys[i].Name, keyValues(&keys[i]), keys[i].Doc)
		}
	}
}

// values is the words that the value at a path may be; nil when it may be anything.
func (c *completer) values(doctype meta.Doctype, keys []string) []string {
	if len(keys) == 0 {
		return nil
	}
	last := keys[len(keys)-1]
	switch at := strings.Join(keys, "."); {
	case last == "theme":
		var names []string
		for _, t := range c.d.site.themes() {
			names = append(names, t.Name)
		}
		return names
	case len(keys) == 3 && keys[0] == "check" && keys[1] == "rules":
		return []string{"off", "info", "warning", "error"}
	case len(keys) == 3 && keys[0] == "pdf" && keys[1] == "options":
		for _, o := range c.d.options() {
			if o.Name == last && o.Kind == theme.Choice {
				return o.Values
			}
		}
		return nil
	case at == "private" && doctype == meta.ResumeDoc:
		return []string{"phone", "email", "location", "headline", "links"}
	case at == "sections" && doctype == meta.VariantDoc:
		return kinds()
	case at == "posting" && (doctype == meta.VariantDoc || doctype == meta.LetterDoc):
		return c.files("content/jobs", "content/", "")
	case at == "variant" && doctype == meta.LetterDoc:
		return c.files("content/variants", "content/variants/", ".md")
	}
	k := keyAt(meta.Keys(doctype), keys)
	switch {
	case k == nil:
		return nil
	case k.Values != nil:
		return k.Values
	case slices.Equal(k.Kinds, []meta.Kind{meta.Bool}):
		return []string{"true", "false"}
	}
	return nil
}

// kinds is the names of the kinds of sections.
func kinds() []string {
	var out []string
	for _, k := range resume.Kinds() {
		out = append(out, string(k))
	}
	return out
}

// files is the files of a folder, as others name them: without what stands before and behind.
func (c *completer) files(folder, before, behind string) []string {
	t := c.d.site
	t.mu.Lock()
	set := t.view.set
	t.mu.Unlock()
	var out []string
	if set != nil {
		for _, f := range set.Under(folder) {
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(f.Path, before), behind))
		}
	}
	return out
}

// inComment offers what a comment of ours can say: an exception, or attributes. ok is false outside of one.
func (c *completer) inComment(line string) (ok bool) {
	i := strings.LastIndex(line, "<!--")
	if i < 0 || strings.Contains(line[i:], "-->") {
		return false
	}
	text := strings.TrimLeft(line[i+len("<!--"):], " ")
	typed, isAllow := strings.CutPrefix(text, "allow ")
	switch {
	case isAllow && !strings.Contains(typed, ":"):
		typed = typed[strings.LastIndexAny(typed, " ,")+1:]
		for _, r := range c.s.opts.Rules {
			if begins(r.ID, typed) {
				c.add(itemValue, r.ID, r.ID, "", r.Doc.What, len(typed))
			}
		}
		c.partial = true
	case isAllow:
	default:
		c.attributes(text, strings.HasPrefix(line, "#"))
		if begins("allow", text) {
			c.add(itemProperty, "allow", "allow ", "an exception from a rule", "`<!-- allow RULE: why -->`", len(text))
		}
	}
	return true
}

// inBraces offers attributes in braces behind a heading; ok is false outside of those.
func (c *completer) inBraces(line string) (ok bool) {
	i := strings.LastIndexByte(line, '{')
	if !strings.HasPrefix(line, "#") || i < 0 || strings.Contains(line[i:], "}") {
		return false
	}
	c.attributes(line[i+1:], true)
	return true
}

// attributes offers those of a heading or a bullet, and the kinds of sections.
func (c *completer) attributes(text string, heading bool) {
	typed := text[strings.LastIndexAny(text, " \t")+1:]
	if kind, ok := strings.CutPrefix(typed, "kind="); ok {
		c.words(itemValue, strings.TrimPrefix(kind, `"`), kinds())
		return
	}
	for _, a := range []struct {
		name, text, doc string
		heading         bool
	}{
		{"kind", "kind=", "What the section is about, where its heading does not say it.", true},
		{"lang", "lang=", "The language of this part, as in `de`.", true},
		{"private", "private", "In what you send, and never in what is published.", false},
		{"tags", `tags="`, "What it is about, for tailored versions.", false},
	} {
		if begins(a.name, typed) && (heading || !a.heading) {
			c.add(itemProperty, a.name, a.text, "", a.doc, len(typed))
		}
	}
}

// lang is the language of the document, without its region.
func (c *completer) lang() string {
	lang, _, _ := strings.Cut(strings.ToLower(meta.Text(document.Head(c.d.file).Meta, c.d.doctype(), "lang").Text), "-")
	if file := compose.FileLanguage(c.d.file.Path); lang == "" && locale.Valid(file) { // resume.de.md
		lang = locale.Base(file)
	}
	return cmp.Or(lang, "en")
}
