package rules

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

// paragraphs yields what the person says in the résumé, paragraph by paragraph: the summary, what stands in sections, the text
// of entries and each bullet. Heads, contact data and quotations are none of it, nor are lists of books, talks and references.
func paragraphs(p *check.Pass) iter.Seq2[*prose.Text, resume.Kind] {
	return func(yield func(*prose.Text, resume.Kind) bool) {
		r := p.Resume()
		if r == nil || !said(p, r.Summary, resume.Summary, yield) {
			return
		}
		for i := range r.Sections {
			s := &r.Sections[i]
			switch s.Kind {
			case resume.Publications, resume.References:
				continue
			}
			if !said(p, s.Intro, s.Kind, yield) {
				return
			}
			for j := range s.Groups {
				if t := p.Prose(s.Groups[j].Markup); len(t.Words) > 0 && !yield(t, s.Kind) {
					return
				}
			}
			for j := range s.Entries {
				if !said(p, s.Entries[j].Body, s.Kind, yield) {
					return
				}
			}
			if !said(p, s.Outro, s.Kind, yield) {
				return
			}
		}
	}
}

func said(p *check.Pass, bs []markup.Block, k resume.Kind, yield func(*prose.Text, resume.Kind) bool) bool {
	for i := range bs {
		switch b := &bs[i]; b.Kind {
		case markup.Paragraph, markup.Cell, markup.Term:
			if t := p.Prose(b.Inlines); len(t.Words) > 0 && !yield(t, k) {
				return false
			}
		case markup.Quote, markup.Code, markup.Footnotes:
		default:
			if !said(p, b.Blocks, k, yield) {
				return false
			}
		}
	}
	return true
}

// longestQuote is how far before a word, in bytes, the mark may stand that opens a quotation around it.
const longestQuote = 400

// quoted reports whether the byte i of a text stands between quotation marks: words that are not the person's own, or a name.
func quoted(t *prose.Text, i int) bool {
	before := t.Plain[max(0, i-longestQuote):i]
	open := strings.LastIndexAny(before, "“«„")
	if open >= 0 && !strings.ContainsAny(before[open:], "”»") {
		return true
	}
	return strings.Count(before, `"`)%2 == 1
}

// properName reports whether the word i has a capital where none is due, and so is part of a name: "CodeGuru", "the Ninja build".
func properName(t *prose.Text, i int) bool {
	w := t.Plain[t.Words[i].Start:t.Words[i].End]
	r, size := utf8.DecodeRuneInString(w)
	if strings.IndexFunc(w[size:], unicode.IsUpper) >= 0 {
		return true
	}
	if !unicode.IsUpper(r) || i == 0 {
		return false
	}
	return !strings.ContainsAny(t.Between(i), ".:;!?–—|•\n") && t.Glue(i) != '-'
}

// ownWords is the phrases of a table that the person says of their work: not in code, quotations or names.
func ownWords(t *prose.Text, table *prose.Phrases) []prose.Hit {
	var out []prose.Hit
	for _, h := range table.In(t) {
		if !t.Words[h.First].Code && !quoted(t, t.Words[h.First].Start) {
			out = append(out, h)
		}
	}
	return out
}
