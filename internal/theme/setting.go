package theme

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Setting is what a theme makes of a sheet of paper, in points: what a program needs that sets type by itself, as Word does, and no browser. It is
// read off the style sheets, as far as they say it in the plain ways of ours; what they say otherwise is as in the default theme.
type Setting struct {
	Width, Height            float64 // of the paper
	Top, Right, Bottom, Left float64 // margins of the text
	Indent                   float64 // of all but the name and the headings, behind the left margin
	Size, Lead               float64 // of the text; the lead is from line to line
	Quarter                  float64 // the unit of the spaces between the parts
	Hang                     float64 // how far bullets hang out of the text

	Text, Name, Headline, Heading, Title, Inner, Organization, Dates, Contact Face
	Centred                                                                   bool // the head stands in the middle
	Rule                                                                      Rule // at the headings
}

// A Face is how one kind of text is set.
type Face struct {
	Families     []string // the first is meant; the last may be generic: "serif", "sans-serif"
	Size         float64  // points
	Bold, Italic bool
	Colour       string  // "#rrggbb"
	Line         float64 // points from line to line
	Before       float64 // points above it, where something stands there
	After        float64 // points below it
}

// A Rule is the line at a heading.
type Rule struct {
	Side   string  // "above", "below", "left"; "" for none
	Width  float64 // points
	Colour string  // "#rrggbb"
	Space  float64 // points between it and the text
}

// A Chosen is what a Setting is made for.
type Chosen struct {
	Paper   string            // "A4" or "Letter"
	Options map[string]string // what was chosen of the theme
	Accent  string            // "#rrggbb"; "" for none
	Letter  bool              // a letter, not a résumé
	RTL     bool              // its lines run from right to left, and its margins are mirrored
	Space   float64           // what a fit made of the spaces, the leading and the size: times what is designed; 0 is 1
	Leading float64
	Type    float64
}

// papers is their width and height in points.
var papers = map[string][2]float64{"A4": {210 * 72 / 25.4, 297 * 72 / 25.4}, "Letter": {612, 792}}

// Set reads a setting off style sheets, in the order in which they count.
func Set(c Chosen, styles ...[]byte) Setting {
	s := sheetStyle{choice: c}
	for _, css := range styles {
		s.all = append(s.all, ReadStyle(css).Declarations...)
	}
	return s.set()
}

func (s *sheetStyle) set() (out Setting) {
	root := s.on()[:1]
	s.l.vars = map[string]string{}
	for _, d := range s.all {
		if strings.HasPrefix(d.Property, "--") {
			if _, ok := s.l.vars[d.Property]; !ok {
				s.l.vars[d.Property] = s.said(root, d.Property)
			}
		}
	}
	if s.choice.Accent != "" {
		s.l.vars["--accent"] = s.choice.Accent
	}
	usual := func(v, other float64) float64 {
		if v > 0 && v < 1000 {
			return v
		}
		return other
	}
	number := func(name string, other float64) float64 {
		v, ok := s.l.value("var(" + name + ")")
		if !ok {
			return other
		}
		return v
	}
	part := func(v float64) float64 { return cmp.Or(v, 1) }
	size := usual(number("--size", 10.5), 10.5)
	out.Size = size * part(s.choice.Type)
	s.l.em = out.Size
	out.Lead = usual(number("--line", size*1.3), size*1.3) * part(s.choice.Leading)
	out.Quarter = max(0, number("--quarter", out.Lead/4)) * part(s.choice.Space)
	for name, v := range map[string]float64{"--size": out.Size, "--line": out.Lead, "--quarter": out.Quarter} { // from here on as they were set
		s.l.vars[name] = strconv.FormatFloat(v, 'f', -1, 64) + "pt"
	}
	s.margins(&out)
	s.faces(&out)
	return out
}

// margins finds where the text stands on the paper: within @page's margins, no wider than its measure, in the middle of what is left.
func (s *sheetStyle) margins(out *Setting) {
	paper, ok := papers[s.choice.Paper]
	if !ok {
		paper = papers["A4"]
	}
	out.Width, out.Height = paper[0], paper[1]
	page := [4]float64{42, 48, 42, 48}
	for _, d := range s.all {
		if strings.EqualFold(d.Block, "@page") && d.Property == "margin" {
			if v, ok := s.sides(d.Value); ok {
				page = v
			}
		}
	}
	main := s.on()
	above, below := s.pair(main, out.Size, "padding-block", 0, 0)
	before, after := s.pair(main, out.Size, "padding-inline", 0, 0)
	room := out.Width - page[1] - page[3]
	wide := min(room, s.points(main, out.Size, room, "max-inline-size", "max-width"))
	out.Top, out.Bottom = page[0]+above, page[2]+below
	out.Left, out.Right = page[3]+(room-wide)/2+before, page[1]+(room-wide)/2+after
	out.Hang = min(before, out.Size*1.2)
	if text := out.Width - out.Left - out.Right; text < out.Width/4 || out.Top+out.Bottom > out.Height/2 || out.Left < 0 || out.Right < 0 || out.Top < 0 || out.Bottom < 0 {
		out.Top, out.Right, out.Bottom, out.Left = 42, 57, 42, 57 // what it says is not to be understood
	}
	if out.Hang <= 0 {
		out.Hang = out.Size
	}
	if s.choice.RTL {
		out.Left, out.Right = out.Right, out.Left
	}
	out.Indent = max(0, s.points(s.on("section.r-section", "p"), out.Size, 0, "margin-inline-start"))
	if out.Indent > out.Width/4 {
		out.Indent = 0
	}
}

func (s *sheetStyle) faces(out *Setting) {
	text := Face{Families: s.families("var(--text)"), Size: out.Size, Line: out.Lead, Colour: s.colour(s.said(s.on()[:2], "color"), "#000000")}
	entry := []string{"section.r-section", "div.r-entry"}
	in := func(inner ...string) chain { return s.on(append(slices.Clone(entry), inner...)...) }
	out.Text = text
	out.Contact = s.face(text, s.on("header.r-head", "p.r-contact"))
	out.Name = s.face(text, s.on("header.r-head", "h1"))
	out.Headline = s.face(text, s.on("header.r-head", "p.r-headline"))
	out.Heading = s.face(text, s.on("section.r-section", "h2"))
	out.Title = s.face(text, in("div.r-row", "h3"))
	out.Inner = s.face(text, in("h4"))
	out.Dates = s.face(text, in("div.r-row", "p.r-dates"))
	detail := s.face(text, in("p.r-detail"))
	out.Organization = s.face(detail, in("p.r-detail", "span.r-organization"))
	out.Title.Before = max(2*out.Quarter, .45*out.Lead)
	out.Centred = s.said(s.on("header.r-head"), "text-align") == "center"
	for _, side := range []struct{ property, side string }{{"border-block-end", "below"}, {"border-block-start", "above"}, {"border-inline-start", "left"},
		{"border-bottom", "below"}, {"border-top", "above"}, {"border-left", "left"}} {
		heading := s.on("section.r-section", "h2")
		if r, ok := s.rule(s.said(heading, side.property, "border"), out.Heading.Colour); ok {
			r.Side = side.side
			switch pads := [2]float64{}; r.Side {
			case "left":
				r.Space, _ = s.pair(heading, out.Heading.Size, "padding-inline", 0, 0)
			default:
				if pads[0], pads[1] = s.pair(heading, out.Heading.Size, "padding-block", 0, 0); r.Side == "above" {
					r.Space = pads[0]
				} else {
					r.Space = pads[1]
				}
			}
			out.Rule = r
			break
		}
	}
}
