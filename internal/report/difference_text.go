package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diff"
)

// signs is the sign and the style of what became of something.
var signs = map[diff.State]struct {
	sign string
	st   style
}{diff.Added: {"+", added}, diff.Removed: {"-", cut}, diff.Reworded: {"~", "33"}, diff.Kept: {" ", plain}}

// gone is the style of words that are out: red, and struck through for who cannot tell the colours.
const gone style = "31;9"

// DifferenceText writes a comparison for people. Without colours, words that are out stand in [-these-], and words that are in in {+these+}, as
// git has them:
//
//	Experience
//	  Backend Engineer, Mill
//	    ~ dates: 2015 – [-present-]{+2021+}
//	    + Moved 40 reports to Go and PostgreSQL
//	    > Led the on-call rota (moved from place 3 to 1)
func DifferenceText(w io.Writer, c *Comparison, o Options) error {
	d := &differenceText{flowing{painter: painter(o.Color), width: o.width()}}
	d.top(c)
	for _, x := range c.Diff.Changes {
		d.section(x)
	}
	_, err := io.WriteString(w, d.String())
	return err
}

type differenceText struct{ flowing }

func (d *differenceText) top(c *Comparison) {
	var names []stretch
	for i, s := range c.Sides {
		if i > 0 {
			names = append(names, stretch{" → ", plain})
		}
		names = append(names, stretch{fold(s.Name), bold})
		if s.About != "" {
			names = append(names, stretch{" (" + fold(s.About) + ")", faint})
		}
	}
	d.flow("", "  ", names...)
	line := func(name, text string) {
		if text != "" {
			d.flow(fmt.Sprintf("  %-9s  ", name), strings.Repeat(" ", 13), stretch{text, plain})
		}
	}
	switch counts := c.counts(); {
	case counts != nil:
		line("changed", strings.Join(counts, "; "))
	default:
		line("changed", "nothing that a reader sees")
	}
	line("sheets", c.sheets())
	for _, v := range c.Coverage {
		line("posting", fold(posting(v)))
		if v.Why != "" {
			d.flow("  inconclusive: ", strings.Repeat(" ", 13), stretch{v.Why, "33"})
		}
		for _, l := range coverage(v) {
			line(l.class, fold(l.text))
		}
	}
	for _, n := range c.Notes {
		d.flow("  "+d.paint("33", "note")+"       ", strings.Repeat(" ", 13), stretch{fold(n), plain})
	}
}

// section writes what became of the head or of a section.
func (d *differenceText) section(c *diff.Change) {
	if !c.Changed() {
		return
	}
	d.WriteByte('\n')
	if c.Kind == diff.Head {
		d.flow("", "", stretch{"Head", bold})
	} else {
		d.change(c, "", bold)
	}
	d.inside(c, "  ")
}

// inside writes what stands in something and became something else.
func (d *differenceText) inside(c *diff.Change, indent string) {
	for _, x := range c.Changes {
		switch {
		case !x.Changed(), untold(c, x):
		case x.Kind == diff.Group:
			d.group(x, indent)
		case x.Kind == diff.Entry:
			d.entry(x, indent)
		default:
			d.change(x, indent, plain)
			d.inside(x, indent+"    ")
		}
	}
}

// entry writes an entry's name, and what became of it.
func (d *differenceText) entry(c *diff.Change, indent string) {
	name := c.Node().Name()
	sign := signs[c.State]
	line := []stretch{{fold(name), sign.st}}
	if c.State == diff.Kept {
		line[0].st = bold
		if from := whence(c); from != "" {
			line = append(line, stretch{" (" + fold(from) + ")", faint})
		}
		d.flow(indent, indent+"  ", line...)
		d.inside(c, indent+"  ")
		return
	}
	// What came or went as a whole: its head on one line, and below it what stands in it.
	for _, more := range beside(c.Node()) {
		line = append(line, stretch{" · " + fold(more), sign.st})
	}
	d.flow(indent+d.paint(sign.st, sign.sign)+" ", indent+"    ", line...)
	d.inside(c, indent+"  ")
}

// group writes what became of a group of skills, on a line for what came and one for what went.
func (d *differenceText) group(c *diff.Change, indent string) {
	in, out, moved := skills(c)
	head := []stretch{{fold(c.Node().Text), bold}}
	switch {
	case c.State == diff.Reworded:
		head = d.pieces(c.Pieces)
	case c.State != diff.Kept:
		head[0].st = signs[c.State].st
	}
	var about []string
	if from := whence(c); from != "" {
		about = append(about, fold(from))
	}
	if moved {
		about = append(about, "in another order")
	}
	if about != nil {
		head = append(head, stretch{" (" + strings.Join(about, "; ") + ")", faint})
	}
	first := indent
	if c.State != diff.Kept {
		first += d.paint(signs[c.State].st, signs[c.State].sign) + " "
	}
	if c.Node().Text != "" || about != nil {
		d.flow(first, indent+"    ", head...)
	} else {
		indent = strings.TrimSuffix(indent, "  ")
	}
	for _, l := range []struct {
		state diff.State
		names []string
	}{{diff.Added, in}, {diff.Removed, out}} {
		if l.names != nil {
			s := signs[l.state]
			d.flow(indent+"  "+d.paint(s.st, s.sign)+" ", indent+"    ", stretch{fold(strings.Join(l.names, ", ")), s.st})
		}
	}
}

// change writes one value, heading or text.
func (d *differenceText) change(c *diff.Change, indent string, st style) {
	sign := signs[c.State]
	if c.State == diff.Kept && c.Moved {
		sign.sign, sign.st = ">", "34"
	}
	var line []stretch
	if l := label(c); l != "" {
		line = append(line, stretch{fold(l) + ": ", faint})
	}
	switch c.State {
	case diff.Reworded:
		line = append(line, d.pieces(c.Pieces)...)
	case diff.Kept:
		line = append(line, stretch{fold(c.B.Text), st})
	default:
		line = append(line, stretch{fold(c.Node().Text), sign.st})
	}
	if from := whence(c); from != "" {
		line = append(line, stretch{" (" + fold(from) + ")", faint})
	}
	first := indent
	if c.Itself() {
		first += d.paint(sign.st, sign.sign) + " "
	}
	d.flow(first, indent+"  ", line...)
}

// pieces is a text word by word. The blanks round what is out or in are no part of it.
func (d *differenceText) pieces(list []diff.Piece) []stretch {
	var out []stretch
	for i, p := range list {
		text := escape(p.Text)
		mid := strings.Trim(text, " ")
		if p.Op == diff.Stays || mid == "" {
			out = append(out, stretch{text, plain})
			continue
		}
		lead, tail, _ := strings.Cut(text, mid)
		s := stretch{mid, gone}
		switch {
		case p.Op == diff.Out && !bool(d.painter):
			s = stretch{"[-" + mid + "-]", plain}
		case p.Op == diff.In && !bool(d.painter):
			s = stretch{"{+" + mid + "+}", plain}
		case p.Op == diff.In:
			s.st = added
			if i > 0 && list[i-1].Op == diff.Out {
				lead += " " // else the word that is out and the one that is in look like one
			}
		}
		out = append(out, stretch{lead, plain}, s, stretch{tail, plain})
	}
	return out
}
