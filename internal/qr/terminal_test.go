package qr

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/tooltest"
)

// pictured draws the text of a QR code as a terminal would, each half block as a square; ground is what stands where nothing is drawn
// and no colour was set.
func pictured(t *testing.T, text string, ground color.Gray) image.Image {
	t.Helper()
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	const square = 8
	img := image.NewGray(image.Rect(0, 0, 60*square, 60*square))
	for i := range img.Pix {
		img.Pix[i] = ground.Y
	}
	for y, row := range rows {
		fore, back := color.Gray{255 - ground.Y}, ground
		if rest, ok := strings.CutPrefix(row, "\x1b[38;5;16;48;5;231m"); ok {
			row, fore, back = strings.TrimSuffix(rest, "\x1b[0m"), color.Gray{0}, color.Gray{255}
		}
		for x, r := range []rune(row) {
			halves := map[rune][2]color.Gray{' ': {back, back}, '▀': {fore, back}, '▄': {back, fore}, '█': {fore, fore}}
			h, ok := halves[r]
			if !ok {
				t.Fatalf("%q in the picture", r)
			}
			for half, c := range h {
				for dy := range square {
					for dx := range square {
						img.SetGray((4+x)*square+dx, (4+2*y+half)*square+dy, c)
					}
				}
			}
		}
	}
	return img
}

// TestQRIsRead has the code read by a reader of its own, on dark and on light ground, in colour and, where that is dark, without.
func TestQRIsRead(t *testing.T) {
	reader := tooltest.Need(t, "zbarimg")
	for _, address := range []string{"http://192.168.1.7:1313/", "http://192.168.178.123:1313/a/rather/long/base/path/", "http://[fd00::1234:5678:9abc:def0]:1313/"} {
		for _, c := range []struct {
			name   string
			color  bool
			ground uint8
		}{{"dark", true, 20}, {"light", true, 250}, {"dark without colour", false, 0}} {
			text, err := Terminal(address, c.color, 80)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(t.TempDir(), "code.png")
			f, err := os.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, pictured(t, text, color.Gray{c.ground})); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(reader, "-q", "--raw", name).Output()
			if got := strings.TrimSpace(string(out)); err != nil || got != address {
				t.Errorf("%s, %s: read as %q: %v", address, c.name, got, err)
			}
		}
	}
}

func TestQRForm(t *testing.T) {
	plain, err := Terminal("http://192.168.1.7:1313/", false, 0)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(plain, "\x1b") {
		t.Error("a control code without colour")
	}
	rows := strings.Split(strings.TrimSuffix(plain, "\n"), "\n")
	if len(rows) != 17 || len([]rune(rows[0])) != 33 {
		t.Errorf("%d rows of %d columns, want 17 of 33", len(rows), len([]rune(rows[0])))
	}
	if _, err := Terminal("http://192.168.1.7:1313/", true, 32); err == nil {
		t.Error("a code of 33 columns is drawn in 32")
	}
}
