package export

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/theme"
)

// A wordFont is a font that Word has on Windows and on macOS, and what stands in for it elsewhere.
type wordFont struct {
	name   string
	others string // a font of the same widths, or near, that other systems have
	class  string // of w:family: "roman", "swiss", "modern"
}

var wordFonts = []wordFont{
	{"Times New Roman", "Liberation Serif", "roman"},
	{"Georgia", "Gelasio", "roman"},
	{"Garamond", "EB Garamond", "roman"},
	{"Cambria", "Caladea", "roman"},
	{"Arial", "Liberation Sans", "swiss"},
	{"Calibri", "Carlito", "swiss"},
	{"Verdana", "DejaVu Sans", "swiss"},
	{"Consolas", "Liberation Mono", "modern"},
}

// standIns is the font of Word that stands in for a face of ours, and how much larger it is set, so that as many words stand in a line. The
// widths are those of 300 letters of the starter's bullets, as Chrome 156 sets them, per letter and in em: STIX Two Text 0.422, Libertinus
// Serif 0.410, IBM Plex Sans 0.451, Source Serif 4 0.471, Work Sans 0.497, Source Sans 3 0.414, Inter 0.476, Lato 0.434; Times New Roman 0.405,
// Georgia 0.441, Arial 0.447, Calibri 0.408. Those that are not named have the widths of their font.
var standIns = map[string]struct {
	font  string
	scale float64
}{
	"STIX Two Text":    {"Times New Roman", 1.043},
	"Libertinus Serif": {"Times New Roman", 1.013},
	"Gelasio":          {"Georgia", 1},
	"Source Serif 4":   {"Georgia", 1.07},
	"IBM Plex Serif":   {"Georgia", 1},
	"EB Garamond":      {"Garamond", 1},
	"Cormorant SC":     {"Garamond", 1},
	"IBM Plex Sans":    {"Arial", 1.01},
	"Work Sans":        {"Arial", 1.112},
	"Inter":            {"Arial", 1.065},
	"Arimo":            {"Arial", 1},
	"Source Sans 3":    {"Calibri", 1.016},
	"Lato":             {"Calibri", 1.064},
	"Carlito":          {"Calibri", 1},
	"IBM Plex Mono":    {"Consolas", 1},
	"serif":            {"Times New Roman", 1},
	"sans-serif":       {"Arial", 1},
}

// fontFor is the font of Word for a face, and the size that it is set in, in points.
func fontFor(f theme.Face) (wordFont, float64) {
	for _, family := range f.Families {
		if in, ok := standIns[family]; ok {
			return fontNamed(in.font), f.Size * in.scale
		}
		if i := slices.IndexFunc(wordFonts, func(w wordFont) bool { return strings.EqualFold(w.name, family) }); i >= 0 {
			return wordFonts[i], f.Size
		}
	}
	return wordFonts[0], f.Size
}

func fontNamed(name string) wordFont {
	return wordFonts[slices.IndexFunc(wordFonts, func(w wordFont) bool { return w.name == name })]
}

// smallCapitals is the faces that have small capitals in place of small letters, which Word draws of any font.
func smallCapitals(f theme.Face) bool {
	return len(f.Families) > 0 && strings.HasSuffix(f.Families[0], " SC")
}

// eastern is the fonts for the letters of languages that have their own, in Word, by the base of the language's tag.
var eastern = map[string][2]string{ // serif, sans
	"ja": {"MS Mincho", "Yu Gothic"},
	"zh": {"SimSun", "Microsoft YaHei"},
	"ko": {"Batang", "Malgun Gothic"},
}
