package readback

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

// What a parser of résumés trips over, and rules about it look at: the order of painting, ligatures in maps, pictures.

func TestPaintOrder(t *testing.T) {
	lines := readText(t, "BT /F1 10 Tf 100 50 Td (2019) Tj ET BT /F1 10 Tf 10 50 Td (Analyst) Tj ET BT /F1 8 Tf 10 30 Td (Acme) Tj /F1 12 Tf ( Ltd) Tj ET")
	at := map[string]int{}
	for _, l := range lines {
		for _, r := range l.Runs {
			at[strings.TrimSpace(r.Text)] = r.Paint
		}
	}
	if len(at) != 4 || !(at["2019"] < at["Analyst"] && at["Analyst"] < at["Acme"] && at["Acme"] < at["Ltd"]) {
		t.Errorf("painted in the order %v", at)
	}
}

func TestLigatures(t *testing.T) {
	font := func(content string) sheet.Font {
		p := newPDF(content, "/Font <</F1 <</Type /Font /Subtype /TrueType /BaseFont /Carlito /FirstChar 0 /LastChar 255 /Widths ["+strings.Repeat("500 ", 256)+"] /ToUnicode 7 0 R>>>>")
		p.stream(7, "", "3 beginbfchar <01> <FB01> <02> <FB02> <03> <0061> endbfchar")
		got, err := Read(p.bytes(), sheet.Measure{})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, got)
		return got.Fonts[0]
	}
	for content, want := range map[string]string{
		"BT /F1 10 Tf 10 50 Td <0103> Tj <01> Tj ET": "\uFB01",
		"BT /F1 10 Tf 10 50 Td <0203> Tj ET":         "\uFB02",
		"BT /F1 10 Tf 10 50 Td <0303> Tj ET":         "", // what the map gives and nobody prints does not count
		// Whatever stands for it as ActualText: plain readers do not look at that.
		"/Span <</ActualText (fi)>> BDC BT /F1 10 Tf 10 50 Td <01> Tj ET EMC": "\uFB01",
	} {
		if got := font(content).Ligatures; got != want {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}

func TestPictures(t *testing.T) {
	p := newPDF("q 50 0 0 40 10 20 cm /I1 Do Q 0 0 5 5 re f", "/XObject <</I1 8 0 R>>")
	p.stream(8, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x")
	got, err := Read(p.bytes(), sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	s := got.Sheets[0]
	if len(s.Marks) != 2 || len(s.Pictures) != 1 {
		t.Fatalf("%d marks, pictures %v", len(s.Marks), s.Pictures)
	}
	if r := s.Pictures[0]; r != (sheet.Rect{X: 10, Y: 40, W: 50, H: 40}) {
		t.Errorf("the picture is at %v", r)
	}
}
