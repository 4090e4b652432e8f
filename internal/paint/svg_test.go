package paint

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// sound holds a picture to what is true of every picture: it is XML, its ids are its own, what it refers to is in it,
// and it asks for nothing and runs nothing.
func sound(t testing.TB, svg []byte) {
	t.Helper()
	ids, refs := map[string]bool{}, map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%.300s", err, svg)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "svg", "g", "defs", "path", "rect", "circle", "text", "tspan", "a", "image", "clipPath", "mask", "linearGradient", "radialGradient", "stop":
		default:
			t.Fatalf("element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "id":
				if ids[a.Value] {
					t.Fatalf("id %s stands twice", a.Value)
				}
				ids[a.Value] = true
			case strings.HasPrefix(a.Value, "url(#"):
				refs[strings.TrimSuffix(a.Value[5:], ")")] = true
			case a.Name.Local == "href" && !strings.HasPrefix(a.Value, "#") && !strings.HasPrefix(a.Value, "data:image/"):
				t.Fatalf("refers to %.50s", a.Value)
			case strings.HasPrefix(a.Name.Local, "on"), a.Name.Local == "style":
				t.Fatalf("attribute %s", a.Name.Local)
			}
		}
	}
	for r := range refs {
		if !ids[r] {
			t.Fatalf("refers to %s, which is not there", r)
		}
	}
}

// samples are PDFs by Chrome.
func samples(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, pattern := range []string{"../readback/testdata/*.pdf", "testdata/*.pdf"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no samples", err)
		}
		out = append(out, files...)
	}
	return out
}

func drawn(t testing.TB, file string) (*sheet.Drawing, *sheet.Print) {
	t.Helper()
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := readback.Draw(pdf)
	if err != nil {
		t.Fatal(err)
	}
	p, err := readback.Read(pdf, sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	return d, p
}

// TestSound holds the pictures of all samples to what is true of every picture, and to be the same each time.
func TestSound(t *testing.T) {
	for _, file := range samples(t) {
		d, p := drawn(t, file)
		again, _ := drawn(t, file)
		for i := range d.Sheets {
			o := Options{Label: `<&">`, Print: p, Marks: []Mark{
				{Place: Place{Boxes: []sheet.Rect{{X: 50, Y: 50, W: 100, H: 12}}}, Level: "error", Pin: "1", ID: "p1", Href: "#f1", Label: `"<a>"`},
				{Level: "warning", Pin: "2", ID: "p2"}, {Level: "info", Pin: "103"},
			}}
			svg := SVG(d, i, o)
			sound(t, svg)
			if !bytes.Equal(svg, SVG(again, i, o)) {
				t.Errorf("%s: sheet %d differs when it is drawn again", file, i+1)
			}
			if n := bytes.Count(svg, []byte(`<text class="line"`)); n != len(p.Sheets[i].Lines) {
				t.Errorf("%s: sheet %d has %d lines of text, %d in the picture", file, i+1, len(p.Sheets[i].Lines), n)
			}
		}
	}
	_, p := drawn(t, "testdata/colours.pdf")
	if svg := SVG(nil, 0, Options{Print: p}); bytes.Contains(svg, []byte("fill-opacity=\"0\"")) || !bytes.Contains(svg, []byte(">round corners<")) {
		t.Errorf("a sketch does not show its lines: %.300s", svg)
	} else {
		sound(t, svg)
	}
	if got := SVG(nil, 0, Options{}); got != nil {
		t.Errorf("a sketch of nothing: %s", got)
	}
	if got := SVG(&sheet.Drawing{}, 0, Options{}); got != nil {
		t.Errorf("a picture of no sheet: %s", got)
	}
}

// TestLines holds a line's text and source to what the print says.
func TestLines(t *testing.T) {
	f := source.NewFile("content/a&b.md", []byte("# One\n\nåå two\nthree\n"))
	p := &sheet.Print{
		Blocks: []sheet.Block{{Span: f.Span(7, 21)}, {}},
		Sheets: []sheet.Sheet{{Lines: []sheet.Line{
			{Text: "åå <two> three", Base: 20, Block: 0, Runs: []sheet.Run{
				{Text: "åå ", Rect: sheet.Rect{X: 5, W: 20}, Size: 10}, {Text: "<two> three", Rect: sheet.Rect{X: 28, W: 50}, Size: 9.5},
			}},
			{Text: "x", Base: 40, Block: 1, Runs: []sheet.Run{{Text: "x", Rect: sheet.Rect{X: 5}, Size: 10}}},
			{Text: "y", Base: 60, Block: -1, Runs: []sheet.Run{{Text: "y", Rect: sheet.Rect{X: 5, W: 5}, Size: 10}}},
		}}},
	}
	d := &sheet.Drawing{Sheets: []sheet.Canvas{{Width: 100, Height: 200}}}
	got := string(SVG(d, 0, Options{Label: "sheet 1", Print: p}))
	want := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 200" width="100pt" height="200pt" xml:space="preserve">` +
		`<g role="img" aria-label="sheet 1"><rect width="100" height="200" fill="#fff"/></g>` +
		`<g class="lines" font-family="sans-serif" fill-opacity="0">` +
		`<text class="line" data-block="0" data-file="content/a&amp;b.md" data-line="3" data-col="1" data-end-line="4" y="20">` +
		`<tspan x="5" font-size="10" textLength="20" lengthAdjust="spacingAndGlyphs">åå</tspan> ` +
		`<tspan x="28" font-size="9.5" textLength="50" lengthAdjust="spacingAndGlyphs">&lt;two&gt; three</tspan>` + "\n</text>" +
		`<text class="line" data-block="1" y="40"><tspan x="5" font-size="10">x</tspan>` + "\n</text>" +
		`<text class="line" y="60"><tspan x="5" font-size="10" textLength="5" lengthAdjust="spacingAndGlyphs">y</tspan>` + "\n</text></g></svg>"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestPins holds that no two pins stand on each other, and that all stand on the sheet, also when many point at one line.
func TestPins(t *testing.T) {
	var taken []sheet.Rect
	for range 40 {
		at := free(taken, 30, 565, 595, 50)
		if at.X < 0 || at.Right() > 595 || at.Bottom() > 842 {
			t.Errorf("a pin at %+v", at)
		}
		for _, b := range taken {
			if at.X < b.Right() && b.X < at.Right() && at.Y < b.Bottom() && b.Y < at.Bottom() {
				t.Errorf("pins at %+v and %+v", at, b)
			}
		}
		taken = append(taken, at)
	}
}

// FuzzSVG draws damaged files: whatever the bytes, there are sound pictures or an error, soon.
func FuzzSVG(f *testing.F) {
	for _, file := range samples(f) {
		pdf, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(pdf)
	}
	f.Fuzz(func(t *testing.T, pdf []byte) {
		begin := time.Now()
		d, err := readback.Draw(pdf)
		if err != nil {
			return
		}
		p, _ := readback.Read(pdf, sheet.Measure{})
		for i := range d.Sheets {
			svg := SVG(d, i, Options{Print: p})
			if len(svg) < 1<<22 {
				sound(t, svg)
			}
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// BenchmarkSVG draws and writes both sheets of a résumé: under 10 ms.
func BenchmarkSVG(b *testing.B) {
	pdf, err := os.ReadFile("../readback/testdata/resume.pdf")
	if err != nil {
		b.Fatal(err)
	}
	p, err := readback.Read(pdf, sheet.Measure{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		d, err := readback.Draw(pdf)
		if err != nil {
			b.Fatal(err)
		}
		size := 0
		for i := range d.Sheets {
			size += len(SVG(d, i, Options{Print: p}))
		}
		b.ReportMetric(float64(size)/float64(len(d.Sheets)), "B/sheet")
	}
}
