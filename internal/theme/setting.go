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

// sheetStyle is the declarations of a sheet's style sheets, and where on it they are looked for.
type sheetStyle struct {
	choice Chosen
	all    []Declaration
	l      lengths
}

// on is an element of the sheet, with what it stands in there: "section.r-section" and "h2".
func (s *sheetStyle) on(inner ...string) chain {
	main := node{name: "main", classes: []string{"resume", "sheet"}}
	for name, value := range s.choice.Options {
		main.classes = append(main.classes, name+"-"+value)
	}
	if s.choice.Letter {
		main.classes = append(main.classes, "letter")
	}
	out := chain{{name: "html", inside: main.classes}, {name: "body"}, main}
	for _, one := range inner {
		parts := strings.Split(one, ".")
		out = append(out, node{name: parts[0], classes: parts[1:]})
	}
	return out
}

// said is what is declared of an element: the last of those that count most; "" when nothing is.
func (s *sheetStyle) said(c chain, properties ...string) string {
	best, out := -1, ""
	for _, d := range s.all {
		if !slices.Contains(properties, d.Property) {
			continue
		}
		if w, ok := c.matches(d.Block); ok && w >= best {
			best, out = w, strings.TrimSpace(strings.TrimSuffix(d.Value, "!important"))
		}
	}
	return out
}

// plain is a value with the variables in it replaced.
func (s *sheetStyle) plain(value string) string {
	for range mostDepth {
		start := strings.Index(value, "var(")
		if start < 0 {
			break
		}
		end := closing(value[start+3:])
		if end < 0 {
			break
		}
		name, other, _ := strings.Cut(value[start+4:start+3+end], ",")
		value = value[:start] + cmp.Or(s.l.vars[strings.TrimSpace(name)], strings.TrimSpace(other)) + value[start+3+end+1:]
		if len(value) > 1<<12 {
			return ""
		}
	}
	return value
}

// points is a length that is declared of an element; other when there is none that can be told.
func (s *sheetStyle) points(c chain, em, other float64, properties ...string) float64 {
	said := s.said(c, properties...)
	if said == "" {
		return other
	}
	l := s.l
	l.em = em
	if v, ok := l.value(said); ok {
		return v
	}
	return other
}

// sides is the four lengths of a value such as "13mm 19mm 15mm": top, right, bottom, left.
func (s *sheetStyle) sides(value string) (out [4]float64, ok bool) {
	var v []float64
	for _, part := range cut(strings.Join(strings.Fields(value), " "), ' ') {
		n, is := s.l.value(part)
		if !is {
			return out, false
		}
		v = append(v, n)
	}
	switch len(v) {
	case 1:
		return [4]float64{v[0], v[0], v[0], v[0]}, true
	case 2:
		return [4]float64{v[0], v[1], v[0], v[1]}, true
	case 3:
		return [4]float64{v[0], v[1], v[2], v[1]}, true
	case 4:
		return [4]float64(v), true
	}
	return out, false
}

// pair is the two lengths of a value for start and end.
func (s *sheetStyle) pair(c chain, em float64, property string, start, end float64) (float64, float64) {
	l := s.l
	l.em = em
	if parts := cut(s.said(c, property), ' '); len(parts) > 0 && parts[0] != "" {
		if v, ok := l.value(parts[0]); ok {
			start, end = v, v
		}
		if v, ok := l.value(parts[len(parts)-1]); ok && len(parts) == 2 {
			end = v
		}
	}
	return s.points(c, em, start, property+"-start"), s.points(c, em, end, property+"-end")
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

// face is how an element is set that stands in text of another face.
func (s *sheetStyle) face(around Face, c chain) Face {
	f := around
	if said := s.said(c, "font-family"); said != "" {
		f.Families = s.families(said)
	}
	f.Size = s.points(c, around.Size, around.Size, "font-size")
	if f.Size < 5 || f.Size > 80 {
		f.Size = around.Size
	}
	if l := s.points(c, f.Size, 0, "line-height"); l > 5 { // without a unit it is so many times the size
		f.Line = l
	} else if l > 0 {
		f.Line = l * f.Size
	}
	if said := s.plain(s.said(c, "font-weight")); said != "" {
		n, _ := strconv.Atoi(said)
		f.Bold = said == "bold" || said == "bolder" || n >= 600
	}
	if said := s.said(c, "font-style"); said != "" && said != "inherit" {
		f.Italic = said == "italic" || said == "oblique"
	}
	f.Colour = s.colour(s.said(c, "color"), around.Colour)
	f.Before, f.After = s.pair(c, f.Size, "margin-block", 0, 0)
	return f
}

// families is the names in a list of families.
func (s *sheetStyle) families(value string) []string {
	var out []string
	for _, name := range cut(s.plain(value), ',') {
		if name = strings.Trim(strings.TrimSpace(name), `"'`); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// colour is a value as "#rrggbb"; other when it is none that can be told.
func (s *sheetStyle) colour(value, other string) string {
	value = strings.ToLower(strings.TrimSpace(s.plain(value)))
	switch value {
	case "black":
		value = "#000"
	case "white":
		value = "#fff"
	}
	if c, ok := rgb(value); ok {
		return hex(c)
	}
	return other
}

// rule is a border: "2.25pt solid #000".
func (s *sheetStyle) rule(value, colour string) (r Rule, ok bool) {
	r.Colour = colour
	solid := false
	for _, part := range cut(s.plain(value), ' ') {
		if w, is := s.l.value(part); is {
			r.Width = w
		} else if part == "solid" || part == "double" || part == "dashed" || part == "dotted" {
			solid = true
		} else {
			r.Colour = s.colour(part, r.Colour)
		}
	}
	return r, solid && r.Width > 0 && r.Width < 20
}
