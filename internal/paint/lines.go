package paint

import (
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/sheet"
)

// lines writes the text over the picture: unseen, each line as an element of its own, its runs as wide as they
// were printed, so that what is selected looks selected and what is copied is the text.
func (p *painter) lines(print *sheet.Print, index int) {
	p.str(`<g class="lines" font-family="sans-serif"`)
	if !p.o.sketched {
		p.str(` fill-opacity="0"`)
	}
	p.str(">")
	for i := range print.Sheets[index].Lines {
		l := &print.Sheets[index].Lines[i]
		p.str(`<text class="line"`)
		if l.Block >= 0 && l.Block < len(print.Blocks) {
			p.source(print, l.Block)
		}
		p.attr("y", l.Base).str(">")
		for _, r := range l.Runs {
			p.run(print, r)
		}
		p.str("\n</text>")
	}
	p.str("</g>")
}

// source writes where a line comes from.
func (p *painter) source(print *sheet.Print, block int) {
	p.str(` data-block="`).int(block).str(`"`)
	s := print.Blocks[block].Span
	if !s.Known() {
		return
	}
	at, end := s.Position(), s.EndPosition()
	p.str(` data-file="`).text(s.Path()).str(`" data-line="`).int(at.Line).str(`" data-col="`).int(at.Col)
	p.str(`" data-end-line="`).int(end.Line).str(`"`)
}

// run writes a run of text. The blanks at its ends have no place of their own in the print.
func (p *painter) run(print *sheet.Print, r sheet.Run) {
	text := strings.TrimFunc(r.Text, unicode.IsSpace)
	if text == "" {
		p.text(r.Text)
		return
	}
	at := strings.Index(r.Text, text)
	p.text(r.Text[:at]).str("<tspan").attr("x", r.Rect.X).attr("font-size", r.Size)
	if r.Rect.W > 0 {
		p.attr("textLength", r.Rect.W).str(` lengthAdjust="spacingAndGlyphs"`)
	}
	if p.o.sketched {
		p.look(print, r)
	}
	p.str(">").text(text).str("</tspan>").text(r.Text[at+len(text):])
}

// look is what a sketch shows of how a run looks.
func (p *painter) look(print *sheet.Print, r sheet.Run) {
	if c := r.Color; c.R+c.G+c.B > 0 {
		p.str(` fill="`).color(c).str(`"`)
	}
	p.opacity("fill-opacity", r.Color.A)
	if r.Font < 0 || r.Font >= len(print.Fonts) {
		return
	}
	name := strings.ToLower(print.Fonts[r.Font].Name)
	if strings.Contains(name, "bold") || strings.Contains(name, "black") {
		p.str(` font-weight="700"`)
	}
	if strings.Contains(name, "italic") || strings.Contains(name, "oblique") {
		p.str(` font-style="italic"`)
	}
}

// sketch is a drawing of what a print says about its sheets, without their text.
func sketch(print *sheet.Print) *sheet.Drawing {
	d := &sheet.Drawing{}
	if print == nil {
		return d
	}
	for i := range print.Sheets {
		s := &print.Sheets[i]
		c := sheet.Canvas{Width: s.Width, Height: s.Height}
		for _, m := range s.Marks {
			if m.W > 0.9*s.Width && m.H > 0.9*s.Height {
				continue // the paper
			}
			c.Items = append(c.Items, sheet.Item{
				Kind: sheet.Fill, Clip: -1, Mask: -1, Gradient: -1, Color: sheet.Color{R: 0.5, G: 0.5, B: 0.5, A: 0.18},
				Path: sheet.Path{Ops: []byte("MLLLZ"), Points: []float64{m.X, m.Y, m.Right(), m.Y, m.Right(), m.Bottom(), m.X, m.Bottom()}},
			})
		}
		d.Sheets = append(d.Sheets, c)
	}
	return d
}
