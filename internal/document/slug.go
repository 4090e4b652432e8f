package document

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// makeIDs gives an id to every heading that was given none, made from its text as GitHub
// makes it, and reports ids that were given twice. All ids are different and depend on
// the text alone; those of what is published do not depend on what is private.
func (c *converter) makeIDs(blocks []markup.Block) {
	given := map[string]source.Span{}
	for b := range markup.Blocks(blocks) {
		id := b.Attrs.ID
		if id == "" {
			continue
		}
		if first, ok := given[id]; ok {
			c.doc.report(diag.Diagnostic{
				Rule: ruleAttributes, Severity: diag.Warning, Span: b.Attrs.Span,
				Message: "the id \"" + id + "\" is given twice; links lead to the first",
				Help:    "give one of the two another id",
				Notes:   []diag.Note{{Span: first, Text: "the first one"}},
			})
			continue
		}
		given[id] = b.Attrs.Span
	}
	var open, hidden []*markup.Block
	var sort func(bs []markup.Block, within bool)
	sort = func(bs []markup.Block, within bool) {
		markup.Split(bs, func(b *markup.Block, private bool) {
			if private || within {
				hidden = append(hidden, b)
			} else {
				open = append(open, b)
			}
			sort(b.Blocks, private || within)
		})
	}
	sort(blocks, false)
	taken := map[string]bool{}
	number(open, taken)
	number(hidden, taken)
}

// number gives an id to each heading of some blocks that has none.
func number(blocks []*markup.Block, taken map[string]bool) {
	for _, b := range blocks {
		if b.Attrs.ID != "" {
			taken[b.Attrs.ID] = true
		}
	}
	next := map[string]int{} // for each slug, the last number tried
	for _, b := range blocks {
		if b.Kind != markup.Heading || b.Attrs.ID != "" {
			continue
		}
		base := slug(markup.Plain(b.Inlines))
		id := base
		for taken[id] {
			next[base]++
			id = base + "-" + strconv.Itoa(next[base])
		}
		taken[id] = true
		b.Attrs.ID = id
	}
}

// slug is a heading's text as GitHub makes an anchor of it: lower case, blanks as
// hyphens, only letters, digits, hyphens and underscores of any script; "section" when
// none is left.
func slug(text string) string {
	var s strings.Builder
	for _, r := range strings.TrimSpace(text) {
		switch {
		case r == ' ':
			s.WriteByte('-')
		case r == '-' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.Is(unicode.Nd, r) || unicode.Is(unicode.Pc, r):
			s.WriteRune(unicode.ToLower(r))
		}
	}
	if s.Len() == 0 {
		return "section"
	}
	return s.String()
}
