package document_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// spanFaults checks what holds for the spans of every document: each lies in the file and
// within its parent's, siblings stand in order and do not overlap, and a text without
// escapes is what its span covers.
func spanFaults(d *document.Document) []string {
	c := spanCheck{d: d}
	c.blocks(d.Blocks, d.BodySpan)
	c.value("front matter", d.Meta)
	for _, a := range d.Allows {
		c.in("allow", a.Span, d.BodySpan)
		c.in("what allow covers", a.Covers, d.BodySpan)
	}
	for _, s := range d.Comments {
		c.in("comment", s, d.BodySpan)
		if !strings.HasPrefix(s.Text(), "<!--") {
			c.fault("comment is %q", s.Text())
		}
	}
	for _, x := range d.Diags {
		c.in("diagnostic", x.Span, d.File.Whole())
		if x.Rule == "" || x.Severity == 0 || x.Message == "" || x.Help == "" || strings.ContainsAny(x.Message, "\n\r") {
			c.fault("diagnostic is not complete: %+v", x)
		}
	}
	return c.faults
}

type spanCheck struct {
	d      *document.Document
	faults []string
}

func (c *spanCheck) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func show(s source.Span) string { return fmt.Sprintf("[%d,%d) %q", s.Start, s.End, s.Text()) }

// in reports a span that is unknown or does not lie in outer.
func (c *spanCheck) in(what string, s, outer source.Span) {
	if !outer.Contains(s) || s.Start > s.End {
		c.fault("%s %s is not in %s", what, show(s), show(outer))
	}
}

func (c *spanCheck) blocks(bs []markup.Block, outer source.Span) {
	at := outer.Start
	for _, b := range bs {
		if b.Kind == markup.Footnotes { // stands last, wherever its notes were written
			c.in("footnotes", b.Span, c.d.BodySpan)
			for _, note := range b.Blocks {
				c.in("footnote", note.Span, b.Span)
				c.blocks(note.Blocks, note.Span)
			}
			continue
		}
		c.in(b.Kind.String(), b.Span, outer)
		if b.Span.Start < at {
			c.fault("%s %s begins before %d", b.Kind, show(b.Span), at)
		}
		at = b.Span.End
		c.attrs(b.Attrs)
		c.blocks(b.Blocks, b.Span)
		c.inlines(b.Inlines, b.Span)
		if !utf8.ValidString(b.Raw + b.Info) {
			c.fault("%s %s is no UTF-8", b.Kind, show(b.Span))
		}
		if n := len(b.Inlines); n > 0 && (b.Inlines[0].Span.Start != b.Span.Start || b.Inlines[n-1].Span.End != b.Span.End) {
			c.fault("%s %s is not as long as its text", b.Kind, show(b.Span))
		}
		if b.Kind == markup.Heading && b.Attrs.ID == "" {
			c.fault("heading %s has no id", show(b.Span))
		}
	}
}

func (c *spanCheck) attrs(a markup.Attrs) {
	for _, p := range a.Pairs {
		c.in("attribute", p.Span, a.Span)
		if want := p.Value; want != "" && p.Span.Text() != want || want == "" && p.Span.Text() != "" && p.Span.Text() != p.Key {
			c.fault("attribute %s=%q is at %s", p.Key, p.Value, show(p.Span))
		}
	}
}

func (c *spanCheck) inlines(in []markup.Inline, outer source.Span) {
	at := outer.Start
	for i, x := range in {
		c.in(x.Kind.String(), x.Span, outer)
		if x.Span.Start < at {
			c.fault("%s %s begins before %d", x.Kind, show(x.Span), at)
		}
		at = x.Span.End
		src := x.Span.Text()
		edges := func(open, shut string) {
			if !strings.HasPrefix(src, open) || !strings.HasSuffix(src, shut) || len(src) < len(open)+len(shut) {
				c.fault("%s is %s", x.Kind, show(x.Span))
			}
		}
		switch x.Kind {
		case markup.Text:
			if x.Text == "" || x.Span.Start == x.Span.End {
				c.fault("empty text at %s", show(x.Span))
			}
			if i > 0 && in[i-1].Kind == markup.Text && in[i-1].Span.End == x.Span.Start {
				c.fault("text %s should be one with the text before it", show(x.Span))
			}
			if !strings.ContainsAny(src, `\&`) && x.Text != valid(src) {
				c.fault("text %q is at %s", x.Text, show(x.Span))
			}
		case markup.CodeSpan:
			edges("`", "`")
		case markup.Emphasis:
			edges(src[:min(1, len(src))], src[:min(1, len(src))])
			if !strings.HasPrefix(src, "*") && !strings.HasPrefix(src, "_") {
				c.fault("emphasis is %s", show(x.Span))
			}
		case markup.Strong:
			if !strings.HasPrefix(src, "**") && !strings.HasPrefix(src, "__") {
				c.fault("strong is %s", show(x.Span))
			}
			edges(src[:min(2, len(src))], src[:min(2, len(src))])
		case markup.Strike:
			edges("~", "~")
		case markup.Link:
			if !strings.HasPrefix(src, "[") && !strings.HasPrefix(src, "<") && strings.TrimPrefix(strings.TrimPrefix(x.URL, "mailto:"), "http://") != valid(src) && x.URL != valid(src) {
				c.fault("link to %q is %s", x.URL, show(x.Span))
			}
			if strings.HasPrefix(src, "[") && !strings.HasSuffix(src, "]") && !strings.HasSuffix(src, ")") {
				c.fault("link is %s", show(x.Span))
			}
		case markup.Image:
			if !strings.HasPrefix(src, "![") || !strings.HasSuffix(src, "]") && !strings.HasSuffix(src, ")") {
				c.fault("image is %s", show(x.Span))
			}
		case markup.HardBreak, markup.SoftBreak:
			tag := x.Kind == markup.HardBreak && strings.HasPrefix(strings.ToLower(src), "<br") && strings.HasSuffix(src, ">")
			if !tag && strings.Trim(src, " \t\r\\\v\f") != "\n" {
				c.fault("break is %s", show(x.Span))
			}
		case markup.RawHTML:
			edges("<", ">")
			if strings.HasPrefix(src, "<!--") {
				c.fault("comment %s was not taken out", show(x.Span))
			}
		case markup.FootnoteRef:
			edges("[^", "]")
		}
		if !utf8.ValidString(x.Text + x.URL + x.Title) {
			c.fault("%s %s is no UTF-8", x.Kind, show(x.Span))
		}
		c.inlines(x.Inlines, x.Span)
	}
}

// value checks front matter: keys and plain scalars are what their spans cover.
func (c *spanCheck) value(what string, v meta.Value) {
	if v.Kind == meta.Null && !v.Span.Known() {
		return
	}
	c.in(what, v.Span, c.d.File.Whole())
	// A plain scalar is what stands there, folded at most. Aliases, block scalars and quoted texts begin with a mark.
	if src := v.Span.Text(); v.Kind == meta.String || v.Kind == meta.Number {
		if !strings.ContainsAny(src[:min(1, len(src))], "*|>'\"") && noBlanks(string([]rune(src))) != noBlanks(v.Text) {
			c.fault("%s %q is at %s", what, v.Text, show(v.Span))
		}
	}
	for _, f := range v.Fields {
		c.in("key", f.KeySpan, c.d.File.Whole())
		c.value(f.Key, f.Value)
	}
	for _, x := range v.List {
		c.value("item of "+what, x)
	}
}

func valid(s string) string { return strings.ReplaceAll(string([]rune(s)), "\x00", "\uFFFD") }

func parse(src string) *document.Document {
	return document.Parse(source.NewFile("test.md", []byte(src)))
}

func reportFaults(t *testing.T, d *document.Document) {
	t.Helper()
	for i, f := range spanFaults(d) {
		if i == 5 {
			t.Fatal("and more")
		}
		t.Errorf("%s\n  in %q", f, clip(string(d.File.Bytes)))
	}
}

func clip(s string) string { return s[:min(len(s), 400)] }
