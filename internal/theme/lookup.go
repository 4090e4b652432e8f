package theme

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

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
