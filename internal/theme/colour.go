package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// leastContrast is the contrast that text needs against what it stands on (WCAG 2.2, 1.4.3, level AA).
const leastContrast = 4.5

// Problem is what is wrong with a colour for text on white paper, to stand behind its name: "is no colour: …", "is too light: …"; "" when
// it can be read.
func Problem(colour string) string {
	r, g, b, ok := rgb(colour)
	if !ok {
		return "is no colour: write it as in #1f4e79"
	}
	l := 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
	if ratio := 1.05 / (l + 0.05); ratio < leastContrast {
		return fmt.Sprintf("is too light for text: its contrast with white is %.1f:1, the least is %g:1", math.Floor(ratio*10)/10, leastContrast)
	}
	return ""
}

// rgb is the parts of "#rgb" or "#rrggbb".
func rgb(colour string) (r, g, b uint8, ok bool) {
	hex, ok := strings.CutPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || len(hex) != 6 || err != nil {
		return 0, 0, 0, false
	}
	return uint8(n >> 16), uint8(n >> 8), uint8(n), true
}

// linear is a part of a colour as light (WCAG 2.2, relative luminance).
func linear(c uint8) float64 {
	if v := float64(c) / 255; v > 0.04045 {
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return float64(c) / 255 / 12.92
}
