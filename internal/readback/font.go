package readback

import (
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/sheet"
)

// A font is a font as the painter needs it.
type font struct {
	dict    value
	index   int  // in reader.fonts
	wide    bool // codes are of two bytes
	unicode charmap
	ansi    bool // codes without a text in unicode are WinAnsi
	widths  []widthspan
	missing float64 // width of the codes that widths does not have

	unit    float64 // glyph space to text space: 1/1000 but for Type 3
	scale   float64 // what one unit of Tf is of an em: 1 but for Type 3
	ascent  float64 // of an em, above the baseline
	descent float64 // of an em, below it
}

// A widthspan gives the widths of the codes low to high: one for each, or one for all.
type widthspan struct {
	low, high uint32
	each      []value
	all       float64
}

// maxGlyph bounds a width, in ems. The longest known glyphs are about 20.
const maxGlyph = 100

// font reads a font dictionary, once.
func (r *reader) font(v value) *font {
	n := -1
	if v.kind == ref {
		n = int(v.num)
		if f, ok := r.fontOf[n]; ok {
			return f
		}
	}
	var f *font
	if d := r.resolve(v); d.kind == dict {
		f = r.readFont(d)
	}
	if n >= 0 {
		r.fontOf[n] = f
	}
	return f
}

func (r *reader) readFont(d value) *font {
	f := &font{dict: d, unit: 1. / 1000, scale: 1}
	if !r.looks {
		f.unicode = toUnicode(r.content(r.get(d, "ToUnicode")), &r.meter)
	}
	said := sheet.Font{Name: string(r.get(d, "BaseFont").str), Type: string(r.get(d, "Subtype").str)}
	about := r.get(d, "FontDescriptor")
	switch said.Type {
	case "Type0":
		f.wide = true
		f.missing = 1000
		below := r.get(d, "DescendantFonts")
		if below.kind == array && len(below.list) > 0 {
			below = r.resolve(below.list[0])
		}
		if dw := r.get(below, "DW"); dw.kind == number {
			f.missing = dw.num
		}
		f.widths = r.cidWidths(r.get(below, "W"))
		about = r.get(below, "FontDescriptor")
		if said.Type = string(r.get(below, "Subtype").str); said.Type == "CIDFontType2" {
			said.Type = "TrueType"
		}
	case "Type3":
		m := toMatrix(r.get(d, "FontMatrix"))
		f.unit, f.scale = m.a, 1000*math.Hypot(m.c, m.d)
		said.Embedded = true
		f.widths = r.simpleWidths(d)
	default:
		f.ansi = true
		f.missing = r.get(about, "MissingWidth").num
		f.widths = r.simpleWidths(d)
	}
	for _, key := range []string{"FontFile", "FontFile2", "FontFile3"} {
		said.Embedded = said.Embedded || r.get(about, key).kind == stream
	}
	if said.Name == "" {
		said.Name = string(r.get(about, "FontName").str)
	}
	said.Name = strings.ToValidUTF8(sheet.WithoutSubset(said.Name), "\uFFFD")
	if said.Family = textString(r.get(about, "FontFamily")); said.Family == "" {
		said.Family = sheet.FamilyOf(said.Name)
	}
	f.ascent = em(r.get(about, "Ascent"), 0.8)
	f.descent = em(r.get(about, "Descent"), 0.2)
	f.index = slices.IndexFunc(r.fonts, func(o sheet.Font) bool {
		o.Ligatures = ""
		return o == said
	})
	if f.index < 0 {
		f.index = len(r.fonts)
		r.fonts = append(r.fonts, said)
	}
	return f
}

// em is a height of a font descriptor in ems, or the one given when it says nothing likely.
func em(v value, or float64) float64 {
	if h := math.Abs(v.num) / 1000; v.kind == number && h > 0 && h < 3 {
		return h
	}
	return or
}

// cidWidths reads the W array of a CID font: "first [w w w]" and "first last w".
func (r *reader) cidWidths(v value) []widthspan {
	var out []widthspan
	for w := v.list; len(w) >= 2; {
		low, ok := w[0].integer()
		if !ok || low < 0 {
			return sorted(out)
		}
		if each := r.resolve(w[1]); each.kind == array {
			out = append(out, widthspan{low: uint32(low), high: uint32(low + len(each.list) - 1), each: each.list})
			if len(each.list) == 0 {
				out = out[:len(out)-1]
			}
			w = w[2:]
			continue
		}
		high, ok := w[1].integer()
		if !ok || high < low || len(w) < 3 {
			return sorted(out)
		}
		out = append(out, widthspan{low: uint32(low), high: uint32(high), all: w[2].num})
		w = w[3:]
	}
	return sorted(out)
}

func sorted(w []widthspan) []widthspan {
	slices.SortStableFunc(w, func(a, b widthspan) int { return int(a.low) - int(b.low) })
	return w
}

// simpleWidths reads the Widths of a font with codes of one byte.
func (r *reader) simpleWidths(d value) []widthspan {
	first, _ := r.get(d, "FirstChar").integer()
	w := r.get(d, "Widths")
	if w.kind != array || len(w.list) == 0 || first < 0 {
		return nil
	}
	return []widthspan{{low: uint32(first), high: uint32(first + len(w.list) - 1), each: w.list}}
}

// width is the advance of a code for Tf 1.
func (f *font) width(n uint32) float64 {
	w := f.missing
	i, found := slices.BinarySearchFunc(f.widths, n, func(s widthspan, n uint32) int { return int(s.low) - int(n) })
	if !found {
		i--
	}
	if i >= 0 && n <= f.widths[i].high {
		if w = f.widths[i].all; f.widths[i].each != nil {
			w = f.widths[i].each[n-f.widths[i].low].num
		}
	}
	return math.Max(-maxGlyph, math.Min(maxGlyph, w*f.unit))
}

// text is what a code stands for.
func (f *font) text(n uint32) string {
	if s := f.unicode.text(n); s != "" || !f.ansi {
		return s
	}
	return winAnsi(byte(n))
}
