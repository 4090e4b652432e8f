package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// page writes the comparison with the sheets side by side.
func (d *differing) page(w io.Writer, c *report.Comparison, o report.Options) error {
	return report.DifferenceHTML(w, c, func(side, number int) bool { return d.pinned[report.DifferencePin(side, number)] }, o)
}

// draw paints the sheets of both sides, with what changed marked on them. Of a sheet that shows something private there is no picture.
func (d *differing) draw(c *report.Comparison) {
	numbered := report.Numbered(c.Diff)
	d.pinned = map[string]bool{}
	for i, s := range d.sides {
		if s.print == nil {
			continue
		}
		marks := s.marks(i, numbered, d.pinned)
		drawing := s.drawing()
		hidden := map[int]bool{} // sheets, 1-based
		for _, n := range s.covered {
			for _, at := range paint.Find(s.print, diag.Diagnostic{Span: n.Span}) {
				hidden[at.Sheet] = true
			}
		}
		for k := range s.print.Sheets {
			if hidden[k+1] || !d.app.flags.private && d.secret(s.print.Sheets[k].Text()) {
				c.Sides[i].Pictures = append(c.Sides[i].Pictures, nil)
				for _, m := range marks[k] {
					delete(d.pinned, m.ID)
				}
				continue
			}
			c.Sides[i].Pictures = append(c.Sides[i].Pictures, paint.SVG(drawing, k, paint.Options{
				Label: fmt.Sprintf("Sheet %d of %s", k+1, s.name), Print: s.print, Marks: marks[k],
			}))
		}
	}
}

// drawing is how the side looks; nil, and it is sketched, of what another program printed.
func (s *diffSide) drawing() *sheet.Drawing {
	var d *sheet.Drawing
	var err error
	if s.printed != nil {
		d, err = s.printed.Drawing()
	} else {
		d, err = readback.Draw(s.pdf)
	}
	if err != nil {
		return nil
	}
	return d
}

// marks is what of the changes stands on the sheets of a side.
func (s *diffSide) marks(side int, numbered []*diff.Change, pinned map[string]bool) [][]paint.Mark {
	out := make([][]paint.Mark, len(s.print.Sheets))
	for i, c := range numbered {
		n := i + 1
		places := make([]paint.Place, len(s.print.Sheets))
		for _, span := range spansOf(c, side) {
			for _, at := range paint.Find(s.print, diag.Diagnostic{Span: span}) {
				for _, b := range at.Boxes { // skills of one line have one box
					if had := &places[at.Sheet-1].Boxes; !slices.Contains(*had, b) {
						*had = append(*had, b)
					}
				}
			}
		}
		for k, at := range places {
			if len(at.Boxes) == 0 {
				continue
			}
			m := paint.Mark{Place: at, Level: report.Level(c), Pin: strconv.Itoa(n), Href: "#" + report.DifferenceAnchor(n), Label: fmt.Sprintf("change %d", n)}
			if id := report.DifferencePin(side, n); !pinned[id] {
				pinned[id] = true
				m.ID = id
			}
			out[k] = append(out[k], m)
		}
	}
	return out
}

// spansOf is where a change stands in the source of a side.
func spansOf(c *diff.Change, side int) []source.Span {
	of := func(c *diff.Change) *diff.Node {
		if side == 0 {
			return c.A
		}
		return c.B
	}
	var out []source.Span
	n := of(c)
	if n == nil {
		return nil
	}
	switch {
	case c.Kind == diff.Group && c.State != diff.Added && c.State != diff.Removed:
		for _, x := range c.Changes { // the skills that came or went; of another order, the whole group
			if s := of(x); s != nil && x.Itself() && s.Span.Known() {
				out = append(out, s.Span)
			}
		}
		if out == nil {
			out = append(out, n.Span)
		}
	case c.Whole():
		out = append(out, n.Span)
		for _, x := range c.Changes {
			if x.Kind != diff.Part {
				out = append(out, spansOf(x, side)...)
			}
		}
	default:
		out = append(out, n.Span)
	}
	return out
}
