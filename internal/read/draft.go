package read

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A draft is an entry whose head is gathered but not yet told apart into fields.
type draft struct {
	head
	attrs markup.Attrs
	at    source.Span // of the head
	body  []markup.Block
	above *draft // the head of an employer with several roles, nil when there is none
	first bool   // the first role below it
	cells []int  // of a table's row: the column that each row of the head stands in
}

// row adds a line to the head.
func (d *draft) row(l *line) {
	d.add(l)
	d.at = d.at.Join(l.span)
}

// adopt adds a line that was taken apart already.
func (d *draft) adopt(l *line, h *head) {
	for i := range h.parts {
		h.parts[i].row = d.rows
	}
	d.parts = append(d.parts, h.parts...)
	d.dates = append(d.dates, h.dates...)
	d.rows++
	d.at = d.at.Join(l.span)
}

// below makes the draft, which began with the rows of an employer's head, the first role there.
func (d *draft) below(top *draft) {
	d.parts = slices.DeleteFunc(d.parts, func(p part) bool { return p.row < top.rows })
	for i := range d.parts {
		d.parts[i].row -= top.rows
	}
	d.dates = slices.DeleteFunc(d.dates, func(f foundDate) bool {
		return slices.ContainsFunc(top.dates, func(g foundDate) bool { return f.line == g.line })
	})
	d.rows -= top.rows
	d.above, d.first = top, true
}

// start begins a draft with the lines of a heading, or of what stands for one.
func start(ls []line, attrs markup.Attrs, at source.Span) *draft {
	d := &draft{attrs: attrs, at: at}
	for i := range ls {
		d.row(&ls[i])
	}
	return d
}

// A head may have this many rows; what follows is text.
const mostRows = 5

// take moves the lines at the beginning of the blocks that belong to the head into it and
// returns what is left.
func (d *draft) take(kind resume.Kind, blocks []markup.Block) []markup.Block {
	for len(blocks) > 0 && blocks[0].Kind == markup.Paragraph && !isPrivate(blocks[0].Attrs) {
		ls := lines(blocks[0].Inlines)
		n := d.accept(kind, ls, len(blocks) > 1)
		if n == 0 {
			break
		}
		if n < len(ls) {
			left := make([]markup.Block, 0, len(blocks))
			return append(append(left, rest(blocks[0], ls, n)), blocks[1:]...)
		}
		blocks = blocks[1:]
	}
	return blocks
}

// accept adds those of the lines to the head that it consists of, from the first on, and says how
// many they were.
func (d *draft) accept(kind resume.Kind, ls []line, more bool) int {
	for i := range ls {
		if d.rows >= mostRows {
			return i
		}
		var h head
		h.add(&ls[i])
		if !d.wants(kind, &ls[i], &h, more || i+1 < len(ls)) && (isWork(kind) || len(d.dates) > 0 || len(h.parts) == 0 || wordCount(ls[i].text) > 12 || sentence(ls[i].text) || !datedBelow(ls[i:])) {
			return i
		}
		d.adopt(&ls[i], &h)
	}
	return len(ls)
}

// wants reports whether a line below the head belongs to it: dates, a place, or the title or
// organization that the head lacks. more is whether anything follows the line.
func (d *draft) wants(kind resume.Kind, l *line, h *head, more bool) bool {
	words := wordCount(l.text)
	if words == 0 || words > 18 || sentence(l.text) || l.has(picture) {
		return false
	}
	if l.text[len(l.text)-1] == ':' && (len(h.dates) == 0 || h.dates[len(h.dates)-1].End < len(l.text)-1) {
		return false // it announces what follows
	}
	if len(h.dates) > 0 {
		left := 0
		for i := range h.parts {
			left += wordCount(h.parts[i].text())
		}
		return left <= 10 && (len(d.dates) == 0 || left == 0)
	}
	if len(h.parts) == 0 {
		return false
	}
	if len(d.parts) == 0 && d.above == nil {
		return words <= 14 // the head has been nothing but dates
	}
	if isWork(kind) && h.labelled {
		return true // "Client: Acme"
	}
	if isWork(kind) || isLabelled(l) && !h.labelled && (strings.Contains(l.text, ":") || d.any(isOrg) || !h.any(isOrg)) {
		return false
	}
	missing := len(d.parts) < 2 && d.above == nil
	evident := h.any(isTitle) && !d.any(isTitle) || h.any(isOrg) && !d.any(isOrg) || h.any(isPlace) && !d.any(isPlace)
	if l.whole(italic) && words <= 3 && !strings.Contains(l.text, ":") && len(d.dates) > 0 && !d.any(isPlace) && looksLikePlace(l.text) && !evident {
		return true // "*Winterthur*"
	}
	if l.whole(bold | italic | code) {
		return words <= 12 && (evident || missing)
	}
	switch {
	case words > 8 || h.parts[0].lower:
		return false
	case evident:
		return true
	}
	return missing && more && words <= 6 && looksLikePlace(h.parts[0].text())
}

// isLabelled reports whether a line begins with a label: "Technologies: Go".
func isLabelled(l *line) bool {
	_, _, ok := labelOf(l)
	return ok
}

// isWork reports whether the entries of a section are things that have a name, and not positions
// somewhere.
func isWork(k resume.Kind) bool {
	switch k {
	case resume.Projects, resume.Publications, resume.Awards, resume.Certifications, resume.References:
		return true
	}
	return false
}

// names reports whether a heading below an entry names a part of its text, like "Projects" or
// "Responsibilities:", and is no field.
func names(l *line) bool {
	_, whole := term.Section(l.text)
	return whole || l.text[len(l.text)-1] == ':'
}
