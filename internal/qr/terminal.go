package qr

import (
	"fmt"
	"strings"

	"github.com/skip2/go-qrcode"
)

// Terminal is an address as a QR code of half blocks, two rows of its squares in a row of text, for a terminal of a width; 0 is
// without end. In colour it is black on white, whatever the terminal's own colours are. Without, the light squares are
// drawn and the dark ones left out: right on a dark ground, and turned around on a light one, which phones read as well.
func Terminal(address string, color bool, width int) (string, error) {
	code, err := qrcode.New(address, qrcode.Low)
	if err != nil {
		return "", fmt.Errorf("draw a QR code: %w", err)
	}
	dark := code.Bitmap() // with the light edge that readers need, four squares wide
	if width > 0 && len(dark) > width {
		return "", fmt.Errorf("a QR code of %d columns does not fit in %d", len(dark), width)
	}
	blocks := [4]string{" ", "▀", "▄", "█"}
	var b strings.Builder
	for y := 0; y < len(dark); y += 2 {
		if color {
			b.WriteString("\x1b[38;5;16;48;5;231m") // of the colour cube, which themes of terminals leave alone
		}
		for x := range dark[y] {
			drawn := 0
			for half := range 2 {
				if y+half < len(dark) && dark[y+half][x] == color || y+half == len(dark) && !color {
					drawn |= 1 << half
				}
			}
			b.WriteString(blocks[drawn])
		}
		if color {
			b.WriteString("\x1b[0m")
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
