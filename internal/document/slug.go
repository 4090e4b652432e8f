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
// the text alone.
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
	next := map[string]int{} // for each slug, the last number tried
	for b := range markup.Blocks(blocks) {
		if b.Kind != markup.Heading || b.Attrs.ID != "" {
			continue
		}
		base := slug(markup.Plain(b.Inlines))
		id := base
		for {
			if _, taken := given[id]; !taken {
				break
			}
			next[base]++
			id = base + "-" + strconv.Itoa(next[base])
		}
		given[id] = source.Span{}
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
