package rules

import (
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A passage is one block of the résumé or of a letter with words of its own, or the headline, or a value of a letter's front matter.
type passage struct {
	*prose.Text
	inlines []markup.Inline
	kind    markup.BlockKind // 0 for the headline
	item    bool             // it stands in a list
}

// passages is every text of the résumé, of letters and of variants that somebody reads: what is in another language by its attributes, and what is left out
// on purpose, is not among them.
func passages(p *check.Pass) []passage {
	r := p.Resume()
	if r == nil || p.Site.Master == nil {
		return nil
	}
	var out []passage
	if h := r.Headline; h.Known() && h.Span.Known() && p.Site.Master.File == h.Span.File && h.Span.Start < p.Site.Master.BodySpan.Start {
		out = append(out, asPassage(h))
	}
	lang, _, _ := strings.Cut(strings.ToLower(r.Lang), "-")
	var walk func(bs []markup.Block, item bool)
	walk = func(bs []markup.Block, item bool) {
		for i := range bs {
			b := &bs[i]
			if own, ok := b.Attrs.Get("lang"); ok && !strings.HasPrefix(strings.ToLower(own.Value), lang) {
				continue
			}
			if len(b.Inlines) > 0 && !dropped(r, b.Span) {
				if t := p.Prose(b.Inlines); t.Plain != "" {
					out = append(out, passage{t, b.Inlines, b.Kind, item})
				}
			}
			walk(b.Blocks, item || b.Kind == markup.Item)
		}
	}
	for _, bs := range bodies(p) {
		walk(bs, false)
	}
	for _, v := range variants(p) {
		if h := v.Settings.Headline; h.Text != "" && h.Span.Text() == h.Text {
			out = append(out, asPassage(resume.Value{Text: h.Text, Span: h.Span}))
		}
	}
	for _, l := range coverLetters(p) {
		for _, v := range []resume.Value{l.Subject, l.Greeting, l.Closing} {
			if v.Known() && v.Span.Text() == v.Text { // in quotation marks no place in it is known
				out = append(out, asPassage(v))
			}
		}
	}
	return out
}

// dropped reports whether no reader is meant to see a block.
func dropped(r *resume.Resume, s source.Span) bool {
	return slices.ContainsFunc(r.Dropped, func(d resume.Dropped) bool { return d.Span.Contains(s) })
}

// longestChunk is how far, in bytes, the text around a word is looked at in each direction: few addresses are longer.
const longestChunk = 1000

// chunk is the text around the bytes i to j that no blank parts from them: the whole of an address or a path. Of one without end
// it is the part within longestChunk.
func (t passage) chunk(i, j int) string {
	from, to := max(0, i-longestChunk), min(len(t.Plain), j+longestChunk)
	if n := strings.LastIndexFunc(t.Plain[from:i], unicode.IsSpace); n >= 0 {
		from += n + 1
	}
	if n := strings.IndexFunc(t.Plain[j:to], unicode.IsSpace); n >= 0 {
		to = j + n
	}
	return t.Plain[from:to]
}

// isCode reports whether a piece of text is written for machines: an address, a path, a flag, an assignment.
func isCode(chunk string) bool {
	chunk = strings.Trim(chunk, "()[]{}.,;:!?\"'“”‘’*")
	switch {
	case chunk == "":
		return false
	case strings.Contains(chunk, "://"), strings.Contains(chunk, "::"), strings.Contains(chunk, "->"), strings.HasPrefix(chunk, "www."):
		return true
	case strings.ContainsAny(chunk, `=<>\{}$@~^|`), strings.ContainsAny(chunk[:1], "/.-#"):
		return true
	}
	_, rest, path := strings.Cut(chunk, "/")
	return path && strings.ContainsAny(chunk, "._") || strings.Count(rest, "/") > 1 && strings.Contains(chunk, "-")
}

// begins reports whether the word i is the first of the passage or of a sentence, a label or a cell.
func (t passage) begins(i int) bool {
	if i == 0 {
		return true
	}
	return strings.ContainsAny(t.Between(i), ".!?:;•·|–—(\"“") || t.Words[i-1].End == t.Words[i].Start
}

// uncoded is the text with blanks in the place of code, byte for byte.
func (t passage) uncoded() string {
	coded := false
	for in := range markup.Walk(t.inlines) {
		coded = coded || in.Kind == markup.CodeSpan
	}
	if !coded {
		return t.Plain
	}
	b := []byte(t.Plain)
	at := 0
	var walk func(in []markup.Inline)
	walk = func(in []markup.Inline) {
		for i := range in {
			switch n := &in[i]; n.Kind {
			case markup.CodeSpan, markup.Text, markup.Image:
				for k := 0; n.Kind == markup.CodeSpan && k < len(n.Text) && at+k < len(b); k++ {
					b[at+k] = ' '
				}
				at += len(n.Text)
			case markup.HardBreak, markup.SoftBreak:
				at++
			case markup.Strike, markup.FootnoteRef, markup.RawHTML:
			default:
				walk(n.Inlines)
			}
		}
	}
	walk(t.inlines)
	return string(b)
}
