package theme

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// leastContrast is the contrast that text needs against what it stands on (WCAG 2.2, 1.4.3, level AA).
const leastContrast = 4.5

// Problem is what is wrong with a colour for text on white paper, to stand behind its name: "is no colour: …", "is too light: …"; "" when
// it can be read.
func Problem(colour string) string {
	c, ok := rgb(colour)
	if !ok {
		return "is no colour: write it as in #1f4e79"
	}
	if ratio := contrast(c, [3]uint8{255, 255, 255}); ratio < leastContrast {
		return fmt.Sprintf("is too light for text: its contrast with white is %.1f:1, the least is %g:1", math.Floor(ratio*10)/10, leastContrast)
	}
	return ""
}

// The papers that a colour has to be read on to be read on pages: a light one that is darker, and a dark one that is lighter, than each paper and tint
// of static/themes/site.
var lightPaper, darkPaper = [3]uint8{0xec, 0xea, 0xe4}, [3]uint8{0x2a, 0x2c, 0x30}

// Shades is a colour as text on pages, "#rrggbb": as it is, or darker until it is read on every light paper of ours; and lighter until it is
// read on every dark one. Hue and saturation stay as they are; the lightness changes in steps of 1 %. What is no colour gives "" and "".
func Shades(colour string) (onLight, onDark string) {
	c, ok := rgb(colour)
	if !ok {
		return "", ""
	}
	return shade(c, -1, lightPaper), shade(c, 1, darkPaper)
}

// Readable is a colour, darker until it is read on white paper, as [Shades] makes it; "" for what is no colour.
func Readable(colour string) string {
	c, ok := rgb(colour)
	if !ok {
		return ""
	}
	return shade(c, -1, [3]uint8{255, 255, 255})
}

// shade is a colour, darker or lighter by steps of 1 % until it is read on a paper.
func shade(c [3]uint8, step int, paper [3]uint8) string {
	s := c
	for n := 1; contrast(s, paper) < leastContrast; n++ {
		s = lighter(c, float64(n*step)/100)
	}
	return hex(s)
}

// hex is a colour as "#rrggbb".
func hex(c [3]uint8) string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// lighter is a colour with more lightness (HSL, as CSS Color 4 defines it, 7), or with less when by is below 0; lightness ends at 0 and 1.
func lighter(c [3]uint8, by float64) [3]uint8 {
	var parts [3]float64
	for i := range c {
		parts[i] = float64(c[i]) / 255
	}
	most, least := slices.Max(parts[:]), slices.Min(parts[:])
	l := (most + least) / 2
	room := func(l float64) float64 { return min(l, 1-l) } // half of how far apart the parts can be at a lightness
	spread := 0.0
	if room(l) > 0 {
		spread = room(min(max(l+by, 0), 1)) / room(l)
	}
	for i := range c {
		c[i] = uint8(math.Round(255 * (min(max(l+by, 0), 1) + (parts[i]-l)*spread)))
	}
	return c
}

// Contrast is that of two colours, 1 to 21; 0 when one is none.
func Contrast(a, b string) float64 {
	x, ok := rgb(a)
	y, alsoOK := rgb(b)
	if !ok || !alsoOK {
		return 0
	}
	return contrast(x, y)
}

// contrast is that of two colours, 1 to 21 (WCAG 2.2, contrast ratio).
func contrast(a, b [3]uint8) float64 {
	l := func(c [3]uint8) float64 { return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2]) }
	return (max(l(a), l(b)) + 0.05) / (min(l(a), l(b)) + 0.05)
}

// rgb is the parts of "#rgb" or "#rrggbb".
func rgb(colour string) (parts [3]uint8, ok bool) {
	digits, ok := strings.CutPrefix(colour, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !ok || len(digits) != 6 || err != nil {
		return parts, false
	}
	return [3]uint8{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

// linear is a part of a colour as light (WCAG 2.2, relative luminance).
func linear(c uint8) float64 {
	if v := float64(c) / 255; v > 0.04045 {
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return float64(c) / 255 / 12.92
}
