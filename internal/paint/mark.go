package paint

import (
	"math"
	"slices"

	"github.com/resgen/resgen/internal/sheet"
)

// A Mark is something that is pointed at on a sheet: boxes round it, and a pin in the margin.
type Mark struct {
	Place Place  // its Sheet is not looked at
	Level string // "error", "warning" or "info"; of a difference "removed", "reworded", "moved" or "added": the colour and the shape of the pin
	Pin   string // what stands in the pin: a number of at most three digits
	ID    string // of the element, as it is; "" for none
	Href  string // where the pin leads: "#f3"; "" for nowhere
	Label string // what it is, in words
}

// pin is the radius of a pin, in points: one line of type high.
const pin = 7.5

// levels are the colours of the levels, dark enough for white figures (7:1 on white).
var levels = map[string]string{"error": "#a5121c", "warning": "#7a4300", "info": "#1b4f9c",
	"removed": "#a5121c", "reworded": "#7a4300", "moved": "#1b4f9c", "added": "#1e6b34"}

// marks writes the marks. Pins stand in the left margin beside the first of their boxes; where one stands already, they
// go further left, then into the right margin, and only then down.
func (p *painter) marks(marks []Mark) {
	if len(marks) == 0 {
		return
	}
	left, right := p.canvas.Width, 0.
	for _, m := range marks {
		for _, b := range m.Place.Boxes {
			left, right = math.Min(left, b.X), math.Max(right, b.Right())
		}
	}
	// Beside the text, and on the paper.
	left = math.Max(math.Min(left-pin-5, p.canvas.Width/8), pin+1)
	right = math.Min(math.Max(right+pin+5, p.canvas.Width*7/8), p.canvas.Width-pin-1)
	var taken []sheet.Rect
	for _, m := range marks {
		y := 2*pin + 2.
		if len(m.Place.Boxes) > 0 {
			y = m.Place.Boxes[0].Y + math.Min(m.Place.Boxes[0].H/2, 2*pin)
		}
		taken = append(taken, free(taken, left, right, p.canvas.Width, y))
	}
	readable(taken, left-pin)
	p.str(`<g class="marks">`)
	for i, m := range marks {
		p.mark(m, taken[i].X+pin, taken[i].Y+pin)
	}
	p.str("</g>")
}

// readable puts the pins that stand beside each other in the left margin into the order that they are read in: those that came
// first stand nearest to the text, and so would be read last.
func readable(pins []sheet.Rect, left float64) {
	for i := range pins {
		for k := i + 1; k < len(pins); k++ {
			if pins[k].Y == pins[i].Y && pins[i].X <= left && pins[k].X < pins[i].X {
				pins[i].X, pins[k].X = pins[k].X, pins[i].X
			}
		}
	}
}

// free is a place for a pin, as near to (left, y) as can be: in the left margin, at the same height in the right one, or
// lower down.
func free(taken []sheet.Rect, left, right, width, y float64) sheet.Rect {
	const step = 2*pin + 1
	var at sheet.Rect
	for down := range 60 {
		for x := left; x-pin >= 0; x -= step {
			if at = round(x, y+float64(down)*step); !clash(taken, at) {
				return at
			}
		}
		for x := right; x+pin <= width; x += step {
			if at = round(x, y+float64(down)*step); !clash(taken, at) {
				return at
			}
		}
	}
	return at
}

func round(x, y float64) sheet.Rect {
	return sheet.Rect{X: x - pin, Y: y - pin, W: 2 * pin, H: 2 * pin}
}

func clash(taken []sheet.Rect, at sheet.Rect) bool {
	return slices.ContainsFunc(taken, func(t sheet.Rect) bool {
		return at.X < t.Right() && t.X < at.Right() && at.Y < t.Bottom() && t.Y < at.Bottom()
	})
}

func (p *painter) mark(m Mark, x, y float64) {
	color, known := levels[m.Level]
	if !known {
		color = "#444444"
	}
	p.str("<a")
	if m.ID != "" {
		p.str(` id="`).text(m.ID).str(`"`)
	}
	if m.Href != "" {
		p.str(` href="`).text(m.Href).str(`"`)
	}
	p.str(` class="mark `).text(m.Level).str(`" aria-label="`).text(m.Label).str(`">`)
	for _, b := range m.Place.Boxes {
		p.str(`<rect class="box" rx="2"`).attr("x", b.X-2).attr("y", b.Y-1).attr("width", b.W+4).attr("height", b.H+2)
		p.str(` fill="`).str(color).str(`" fill-opacity=".09" stroke="`).str(color).str(`" stroke-width=".9"/>`)
	}
	p.str(`<g class="pin">`)
	fill, ink := color, "#fff"
	switch m.Level { // each its own shape, for who cannot tell the colours
	case "warning", "reworded":
		p.str("<rect").attr("x", x-pin).attr("y", y-pin).attr("width", 2*pin).attr("height", 2*pin).str(` rx="2.5"`)
	case "info", "moved":
		fill, ink = ink, color
		fallthrough
	default:
		p.str("<circle").attr("cx", x).attr("cy", y).attr("r", pin)
	}
	p.str(` fill="`).str(fill).str(`" stroke="`).str(ink).str(`" stroke-width="1.4"/>`)
	size := 10.
	if len(m.Pin) > 2 {
		size = 7
	}
	p.str("<text").attr("x", x).attr("y", y+size*0.36).attr("font-size", size)
	p.str(` text-anchor="middle" font-family="Arial, Helvetica, sans-serif" font-weight="700" fill="`).str(ink).str(`">`).text(m.Pin).str("</text></g></a>")
}
