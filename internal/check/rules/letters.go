package rules

import (
	"iter"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

// coverLetters is the letters whose wording rules can judge: those in the language of the résumé. They are as their authors wrote them, with
// the fields in braces.
func coverLetters(p *check.Pass) []*compose.Letter {
	if p.Site == nil {
		return nil
	}
	var out []*compose.Letter
	for _, l := range p.Site.Letters {
		if locale.Base(l.Lang) == p.Language() {
			out = append(out, l)
		}
	}
	return out
}

// variants is those whose wording rules can judge.
func variants(p *check.Pass) []*compose.Variant {
	if p.Site == nil {
		return nil
	}
	var out []*compose.Variant
	for _, v := range p.Site.Variants {
		if locale.Base(v.Version.Lang) == p.Language() {
			out = append(out, v)
		}
	}
	return out
}

// ownSummaries is those of them that bring a summary.
func ownSummaries(p *check.Pass) []*compose.Variant {
	return slices.DeleteFunc(variants(p), func(v *compose.Variant) bool { return !v.Summary() })
}

// bodies is the text of the résumé, and that of each letter and of each variant's own summary.
func bodies(p *check.Pass) [][]markup.Block {
	var out [][]markup.Block
	if p.Site != nil && p.Site.Master != nil {
		out = append(out, p.Site.Master.Blocks)
	}
	for _, l := range coverLetters(p) {
		out = append(out, l.Body)
	}
	for _, v := range ownSummaries(p) {
		out = append(out, v.Doc.Blocks)
	}
	return out
}

// claimed is paragraphs, and those of letters and of variants' summaries: what somebody says of themselves anywhere.
func claimed(p *check.Pass) iter.Seq2[*prose.Text, resume.Kind] {
	return func(yield func(*prose.Text, resume.Kind) bool) {
		for t, kind := range paragraphs(p) {
			if !yield(t, kind) {
				return
			}
		}
		for _, l := range coverLetters(p) {
			if !said(p, l.Body, resume.Summary, yield) {
				return
			}
		}
		for _, v := range ownSummaries(p) {
			if !said(p, v.Doc.Blocks, resume.Summary, yield) {
				return
			}
		}
	}
}

// asPassage is a value of front matter as a passage.
func asPassage(v resume.Value) passage {
	in := []markup.Inline{{Kind: markup.Text, Text: v.Text, Span: v.Span}}
	return passage{prose.Of(in), in, 0, false}
}
