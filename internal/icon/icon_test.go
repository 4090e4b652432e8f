package icon

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Maya Lindqvist": "ML", "Jan van der Berg": "JB", "Madonna": "M", "Vincent Van Gogh": "VG", "María de la Cruz": "MC",
		"Jean-Luc Picard": "JP", "Jean d'Alembert": "JA", "Sinéad O'Connor": "SO", "bell hooks": "BH", "MAYA LINDQVIST": "ML",
		"Dr. Maya Lindqvist, PhD": "ML", "Sammy Davis Jr.": "SD", "Maya Lindqvist M.Sc.": "ML", "Maya Lindqvist (she/her)": "ML",
		"Maya (Mimmi) Lindqvist": "ML", "Muhammad al-Khwarizmi": "MK", "Henry Ford III": "HF", "Prof.": "P",
		"Анна Ковальчук": "АК", "Ελένη Παπαδοπούλου": "ΕΠ", "E\u0301ric Zola": "ÉZ", "Éric Zola": "ÉZ", "Ștefan Œuvrard": "ȘŒ",
		"王小明": "王", "山田 太郎": "山", "김철수": "김", "कविता शर्मा": "क", "महेश कि": "म", "كريم بنزيمة": "ك",
		"": "", "  ": "", "42 !": "", ",": "", "💥 Boom": "B", "Ada": "A", "ada": "A",
		"ʻAlī Khān": "AK", "ʻohana": "O", "ʼ": "",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzInitials(f *testing.F) {
	f.Add("Jan van der Berg")
	f.Add("王 ǆ́")
	f.Fuzz(func(t *testing.T, name string) {
		letters := Initials(name)
		if utf8.ValidString(name) && !utf8.ValidString(letters) {
			t.Errorf("%q of %q", letters, name)
		}
		wellFormed(t, Icon{Letters: letters}.SVG())
	})
}

func wellFormed(t *testing.T, svg []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
	}
}

// drawn is a PNG, and how many of its pixels are of a colour.
func drawn(t *testing.T, b []byte, c color.RGBA) (image.Image, int) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			if color.RGBAModel.Convert(m.At(x, y)) == c {
				n++
			}
		}
	}
	return m, n
}

// TestScripts holds that each script that the face has is drawn, and what it lacks is text or paper.
func TestScripts(t *testing.T) {
	sheet, _ := drawn(t, Icon{}.PNG(64, false), paper)
	for letters, own := range map[string]bool{"ML": true, "АК": true, "ΕΠ": true, "ÉZ": true, "Ș": true, "Ł": true, "王": false, "김": false, "क": false} {
		c := Icon{Letters: letters, Colour: "#1f4e79"}
		svg := string(c.SVG())
		wellFormed(t, c.SVG())
		if strings.Contains(svg, "<path") != own || strings.Contains(svg, "<text") == own {
			t.Errorf("%s: drawn is %v:\n%s", letters, !own, svg)
		}
		m, n := drawn(t, c.PNG(64, false), paper)
		if n < 64*64/20 || n > 64*64/2 {
			t.Errorf("%s: %d pixels of %d are letters", letters, n, 64*64)
		}
		same := true
		for y := range 64 {
			for x := range 64 {
				a, b := color.RGBAModel.Convert(m.At(x, y)), color.RGBAModel.Convert(sheet.At(x, y))
				same = same && (a == paper) == (b == paper)
			}
		}
		if same == own {
			t.Errorf("%s: it is the sheet of paper: %v", letters, same)
		}
	}
}

// TestMiddle holds that letters stand in the middle, within the tile.
func TestMiddle(t *testing.T) {
	for _, letters := range []string{"ML", "I", "MW", "Å", "JQ", "WW", "АЙ"} {
		m, _ := drawn(t, Icon{Letters: letters, Colour: "#000"}.PNG(256, false), paper)
		box := image.Rectangle{}
		for y := range 256 {
			for x := range 256 {
				if r, _, _, _ := m.At(x, y).RGBA(); r > 0x8000 {
					box = box.Union(image.Rect(x, y, x+1, y+1))
				}
			}
		}
		right, below := 256-box.Max.X, 256-box.Max.Y
		if box.Min.X < 24 || box.Min.X-right > 2 || right-box.Min.X > 2 {
			t.Errorf("%s: %d px at its left, %d at its right", letters, box.Min.X, right)
		}
		if box.Min.Y < 40 || below < 24 || below > box.Min.Y+2 { // a tail hangs lower
			t.Errorf("%s: %d px above, %d below", letters, box.Min.Y, below)
		}
	}
}

func TestICO(t *testing.T) {
	b := Icon{Letters: "ML"}.ICO()
	if !bytes.Equal(b[:8], []byte{0, 0, 1, 0, 1, 0, 32, 32}) || b[18] != 22 || int(b[14])|int(b[15])<<8 != len(b)-22 {
		t.Errorf("% x, %d bytes", b[:22], len(b))
	}
	if m, _ := drawn(t, b[22:], ink); m.Bounds().Dx() != 32 {
		t.Errorf("%v", m.Bounds())
	}
}

// TestColours holds that a colour that is none is ink, and that both tiles carry what stands on them.
func TestColours(t *testing.T) {
	for colour, want := range map[string]color.RGBA{"#123b4a": {0x12, 0x3b, 0x4a, 255}, "#abc": {0xaa, 0xbb, 0xcc, 255}, "": ink, "red": ink, "#12": ink, "#12345g": ink} {
		if got := (Icon{Colour: colour}).tile(); got != want {
			t.Errorf("%q: %v", colour, got)
		}
	}
	if m, n := drawn(t, Icon{Colour: "#b3261e"}.PNG(180, true), color.RGBA{0xb3, 0x26, 0x1e, 255}); n < 180*90 || m.At(0, 0) != (color.RGBA{0xb3, 0x26, 0x1e, 255}) {
		t.Errorf("a full one: %d pixels are tile, the corner is %v", n, m.At(0, 0))
	}
}

func BenchmarkTouch(b *testing.B) {
	for b.Loop() {
		Icon{Letters: "ML"}.PNG(180, true)
	}
}
