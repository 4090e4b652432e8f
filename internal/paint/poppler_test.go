package paint

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/sheet"
)

func browser(t *testing.T) *chrome.Browser {
	t.Helper()
	b, err := chrome.Launch(t.Context(), chrometest.Binary(t), chrome.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

// A look is how much two pictures of a sheet differ.
type look struct {
	mean  float64 // of the mean colours of 4 by 4 pixels: poppler puts glyphs on whole pixels, and Chrome does not
	worst float64 // of the mean colours of any 20 by 20 pixels
	at    image.Point
}

// The most that poppler and Chrome may differ, each with its own way of smoothing edges. What a missing glyph or
// rule comes to is measured by TestPopplerSees.
const (
	mostMean  = 6
	mostWorst = 24
)

// TestPoppler holds the picture of each sheet, as Chrome shows it, to the picture that poppler makes of the PDF.
func TestPoppler(t *testing.T) {
	chrometest.Tool(t, "pdftoppm")
	b := browser(t)
	for _, file := range samples(t) {
		likePoppler(t, b, file, 96, 150)
	}
}

// likePoppler holds each sheet of a file at some resolutions.
func likePoppler(t *testing.T, b *chrome.Browser, file string, resolutions ...int) {
	t.Helper()
	name := strings.TrimSuffix(filepath.Base(file), ".pdf")
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	d, err := readback.Draw(pdf)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Lacks) > 0 {
		t.Errorf("%s lacks %v", name, d.Lacks)
	}
	for i := range d.Sheets {
		for _, dpi := range resolutions {
			t.Run(fmt.Sprintf("%s-%d-%d", name, i+1, dpi), func(t *testing.T) {
				want := poppler(t, file, i+1, dpi)
				got := shown(t, b, SVG(d, i, Options{}), want.Rect)
				l := compare(want, got)
				t.Logf("mean %.2f, worst %.1f at %v", l.mean, l.worst, l.at)
				if l.mean > mostMean || l.worst > mostWorst {
					t.Errorf("differs by %.2f, by %.1f at %v: see %s", l.mean, l.worst, l.at, keep(t, want, got))
				}
			})
		}
	}
}

// TestPopplerSees holds that what TestPoppler measures would show a lost word and a rule out of place.
func TestPopplerSees(t *testing.T) {
	chrometest.Tool(t, "pdftoppm")
	b := browser(t)
	file := "../readback/testdata/resume.pdf"
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := poppler(t, file, 1, 96)
	d, err := readback.Draw(pdf)
	if err != nil {
		t.Fatal(err)
	}
	items := d.Sheets[0].Items
	row := slices.IndexFunc(items, func(i sheet.Item) bool { return i.Kind == sheet.Glyphs && len(i.Glyphs) > 40 })
	kept := items[row].Glyphs
	items[row].Glyphs = slices.Concat(kept[:20], kept[26:])
	if l := compare(want, shown(t, b, SVG(d, 0, Options{}), want.Rect)); l.worst <= mostWorst {
		t.Errorf("six glyphs are gone, and it differs by %.1f at most", l.worst)
	}
	items[row].Glyphs = kept
	items[row].Matrix[5] += 4
	if l := compare(want, shown(t, b, SVG(d, 0, Options{}), want.Rect)); l.worst <= mostWorst {
		t.Errorf("a line is 4 points too low, and it differs by %.1f at most", l.worst)
	}
	for i := range items {
		items[i].Matrix[4] += 1.5
	}
	if l := compare(want, shown(t, b, SVG(d, 0, Options{}), want.Rect)); l.mean <= mostMean {
		t.Errorf("everything is 1.5 points too far to the right, and it differs by %.2f", l.mean)
	}
}

func poppler(t *testing.T, file string, page, dpi int) *image.NRGBA {
	t.Helper()
	n := fmt.Sprint(page)
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-png", "-r", fmt.Sprint(dpi), "-f", n, "-l", n, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, out)
}

// shown is the picture that a browser shows of an SVG, in so many pixels.
func shown(t *testing.T, b *chrome.Browser, svg []byte, size image.Rectangle) *image.NRGBA {
	t.Helper()
	page := fmt.Sprintf("<!doctype html><style>body{margin:0;overflow:hidden}svg{display:block;width:%dpx;height:%dpx}</style>%s", size.Dx(), size.Dy(), svg)
	out, err := b.Screenshot(t.Context(), chrome.Job{HTML: []byte(page)}, chrome.View{Width: size.Dx(), Height: size.Dy()})
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, out)
}

func decode(t *testing.T, b []byte) *image.NRGBA {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewNRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(out, out.Rect, m, m.Bounds().Min, draw.Src)
	return out
}

func compare(a, b *image.NRGBA) look {
	if a.Rect != b.Rect {
		return look{mean: 255, worst: 255}
	}
	l := look{}
	cells := 0
	each(a, b, 4, 4, func(_ image.Point, d float64) { l.mean += d; cells++ })
	l.mean /= float64(cells)
	each(a, b, 20, 10, func(at image.Point, d float64) {
		if d > l.worst {
			l.worst, l.at = d, at
		}
	})
	return l
}

// each gives how much the mean colours of squares differ, one square each step pixels.
func each(a, b *image.NRGBA, side, step int, take func(image.Point, float64)) {
	for y := 0; y < a.Rect.Dy(); y += step {
		for x := 0; x < a.Rect.Dx(); x += step {
			square := image.Rect(x, y, x+side, y+side).Intersect(a.Rect)
			var sum [3]float64
			for v := square.Min.Y; v < square.Max.Y; v++ {
				for u := square.Min.X; u < square.Max.X; u++ {
					i := a.PixOffset(u, v)
					for c := range sum {
						sum[c] += float64(a.Pix[i+c]) - float64(b.Pix[i+c])
					}
				}
			}
			most := 0.
			for _, s := range sum {
				most = math.Max(most, math.Abs(s)/float64(square.Dx()*square.Dy()))
			}
			take(square.Min, most)
		}
	}
}

// keep puts both pictures side by side into a file that outlives the test.
func keep(t *testing.T, a, b *image.NRGBA) string {
	t.Helper()
	both := image.NewNRGBA(image.Rect(0, 0, 2*a.Rect.Dx()+10, a.Rect.Dy()))
	draw.Draw(both, a.Rect, a, image.Point{}, draw.Src)
	draw.Draw(both, b.Rect.Add(image.Pt(a.Rect.Dx()+10, 0)), b, image.Point{}, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, both); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.ArtifactDir(), "poppler-and-chrome.png")
	if err := os.WriteFile(path, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}
