package lsp

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

func (s *server) hover(ctx context.Context, req *jrpc2.Request) (any, error) {
	var p placeParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	d, err := s.doc(p.TextDocument.URI)
	if err != nil {
		return nil, err
	}
	if d.site == nil || len(d.file.Bytes) > source.MaxText {
		return nil, nil
	}
	found, err := d.site.settled(ctx, d)
	if err != nil {
		return nil, err
	}
	at := s.client.encoding.offset(d.file.Bytes, p.Position)
	var parts []string
	var around source.Span
	const most = 3 // manuals; nobody reads more in a hover
	told := map[string]bool{}
	for _, f := range found {
		r := s.rules[f.Rule]
		if span := marked(f.Span); r != nil && !told[f.Rule] && len(parts) < most && span.Start <= at && at <= span.End {
			told[f.Rule] = true
			parts = append(parts, said(f)+"\n\n"+manual(r))
			around = around.Join(span)
		}
	}
	if text, span := s.explain(d, at); text != "" {
		parts, around = append(parts, text), around.Join(span)
	}
	if parts == nil {
		return nil, nil
	}
	where := s.client.encoding.span(around)
	return hover{Contents: markupContent{"markdown", strings.Join(parts, "\n\n---\n\n")}, Range: &where}, nil
}

// manual is a rule's manual as Markdown.
func manual(r *check.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** (by default: %s)\n\n%s\n\n**Why:** %s\n", r.ID, r.Level, strings.TrimSpace(r.Doc.What), strings.TrimSpace(r.Doc.Why))
	for _, l := range r.Limits {
		fmt.Fprintf(&b, "\n* %s: %s", l, l.What)
	}
	if len(r.Limits) > 0 {
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\n**Bad:**\n\n%s\n\n**Good:**\n\n%s\n\n**How to mend it:** %s\n", fenced(r.Doc.Bad), fenced(r.Doc.Good), strings.TrimSpace(r.Doc.Mend))
	return b.String()
}

// fenced is a text as a block of code, whatever stands in it.
func fenced(text string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + "markdown\n" + strings.TrimRight(text, "\r\n") + "\n" + fence
}

// explain is what a place of a document means by itself: a key of the front matter, or the name of a rule; "" when nothing is to be said of it.
func (s *server) explain(d *doc, at int) (string, source.Span) {
	doctype := d.doctype()
	parsed := d.parsed()
	for _, a := range parsed.Allows {
		if r := s.rules[a.Rule]; r != nil && a.Span.Start <= at && at < a.Span.End {
			return manual(r), a.Span
		}
	}
	var path []string
	value := parsed.Meta
	for {
		i := slices.IndexFunc(value.Fields, func(f meta.Field) bool {
			return f.KeySpan.Start <= at && at <= f.KeySpan.End || f.Value.Span.Start <= at && at < f.Value.Span.End
		})
		if i < 0 {
			return "", source.Span{}
		}
		f := value.Fields[i]
		path = append(path, f.Key)
		if f.KeySpan.Start <= at && at <= f.KeySpan.End {
			return s.explainKey(d, doctype, path), f.KeySpan
		}
		value = f.Value
	}
}

// explainKey says what a key means.
func (s *server) explainKey(d *doc, doctype meta.Doctype, path []string) string {
	if len(path) == 3 && path[0] == "check" && (path[1] == "rules" || path[1] == "limits") {
		if r := s.rules[path[2]]; r != nil {
			return manual(r)
		}
		return ""
	}
	if len(path) == 3 && path[0] == "pdf" && path[1] == "options" {
		for _, o := range d.options() {
			if o.Name == path[2] {
				return fmt.Sprintf("**%s**: %s\n\n%s", strings.Join(path, "."), optionValues(o), o.Doc)
			}
		}
		return ""
	}
	k := keyAt(meta.Keys(doctype), path)
	if k == nil {
		return ""
	}
	return fmt.Sprintf("**%s**: %s\n\n%s", strings.Join(path, "."), keyValues(k), k.Doc)
}

// keyAt is the key at a path; nil when there is none.
func keyAt(keys []meta.Key, path []string) *meta.Key {
	for i := range keys {
		k := &keys[i]
		if k.Name != path[0] && !slices.Contains(k.Aliases, path[0]) {
			continue
		}
		if len(path) == 1 {
			return k
		}
		return keyAt(k.Keys, path[1:])
	}
	return nil
}

// keyValues says what the value of a key may be.
func keyValues(k *meta.Key) string {
	var kinds []string
	for _, kind := range k.Kinds {
		kinds = append(kinds, kind.String())
	}
	text := strings.Join(kinds, " or ")
	if k.Max > 0 {
		text += fmt.Sprintf(" from %d to %d", k.Min, k.Max)
	}
	if k.Values != nil {
		text = "one of " + strings.Join(k.Values, ", ")
	}
	return text
}

func optionValues(o theme.Option) string {
	switch o.Kind {
	case theme.Colour:
		return "a colour, as in `\"#1f4e79\"`"
	case theme.Sections:
		return "a list of sections"
	}
	return "one of " + strings.Join(o.Values, ", ")
}

// set is the files that a document stands among, as far as its role depends on them.
func (d *doc) set() *source.Set { return &source.Set{Only: d.site.only} }

func (d *doc) doctype() meta.Doctype { return build.Doctype(d.set(), d.path) }

// head is the document without its body. Of private.yaml it is the values.
func (d *doc) head() *document.Document {
	if compose.Role(d.set(), d.path) == compose.Private {
		return document.Data(d.file)
	}
	return document.Head(d.file)
}

// parsed is the whole document.
func (d *doc) parsed() *document.Document { return d.head().Body() }

// options is what can be chosen of the theme that a document names, or else of the usual one.
func (d *doc) options() []theme.Option {
	name := meta.Decode(document.Head(d.file).Meta).PDF.Theme.Text
	for _, t := range d.site.themes() {
		if t.Name == name {
			return t.Options()
		}
	}
	return nil
}

// themes is those that the site can have.
func (t *site) themes() []theme.Theme {
	t.mu.Lock()
	set := t.view.set
	t.mu.Unlock()
	if set == nil {
		set = &source.Set{}
	}
	return build.Themes(set)
}
