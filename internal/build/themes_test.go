//go:build !race

package build

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// planned is the rules of sheets that a text which was made for another theme's room may meet.
var planned = []string{"sheet/count", "sheet/thin-last", "sheet/short-last-line"}

var pdfKey = regexp.MustCompile(`(?m)^pdf:.*\n`)

// dressed is a résumé whose front matter asks for a theme, a paper and options.
func dressed(text, name, paper, options string) string {
	if !strings.HasPrefix(text, "---\n") {
		panic("the résumé has no front matter to write it into")
	}
	text = pdfKey.ReplaceAllString(text, "")
	return strings.Replace(text, "---\n", fmt.Sprintf("---\npdf: {theme: %s, paper: %s, options: {%s}}\n", name, paper, options), 1)
}

// wardrobe is the people that every theme must fit: a starter of two sheets, a junior of one, a senior of many bullets, a name with
// marks upon marks, one in Cyrillic and one in Greek letters.
func wardrobe(t *testing.T) map[string]string {
	t.Helper()
	people := map[string]string{}
	starter, err := fs.ReadFile(content.FS(), "resume.md")
	if err != nil {
		t.Fatal(err)
	}
	people["starter"] = string(starter)
	for name, file := range map[string]string{
		"junior": "../check/testdata/corpus/isabella-rossi-clarke.md", "senior": "../check/testdata/corpus/sean-gallagher.md",
		"marks": "../check/testdata/corpus/minh-anh-nguyen.md", "cyrillic": "testdata/scripts/cyrillic.md", "greek": "testdata/scripts/greek.md",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		people[name] = string(text)
	}
	return people
}

// dress builds a résumé as a site of its own and returns the findings about its sheets and the bytes of its public PDF.
func dress(t *testing.T, printer *Printer, text string) (check.Report, []byte) {
	t.Helper()
	_, rep, pdf := fitted(t, printer, text)
	return rep, pdf
}

// fitted is dress with the build itself.
func fitted(t *testing.T, printer *Printer, text string) (*Result, check.Report, []byte) {
	t.Helper()
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "content", "resume.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	r := Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: printer})
	rep := checked(t, r)
	pdf, err := r.PDF(compose.Public)
	if err != nil {
		t.Fatal(err)
	}
	return r, rep, pdf
}

// TestThemes prints everybody in every theme of ours, and on both papers, and holds that the check finds nothing on the sheets but what
// was planned, that all fields are read back, and that the same PDF comes twice.
func TestThemes(t *testing.T) {
	printer := realPrinter(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	people := wardrobe(t)
	themes := Themes(set)
	pictures, err := filepath.Glob("testdata/themes/*.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range pictures {
		if name := strings.TrimSuffix(filepath.Base(file), ".png"); !slices.ContainsFunc(themes, func(th theme.Theme) bool { return th.Name == name }) {
			t.Errorf("%s is of no theme", file)
		}
	}
	for _, th := range themes {
		t.Run(th.Name, func(t *testing.T) {
			if th.About == "" || len(th.Faces) == 0 {
				t.Errorf("the head of %s.css says neither what it is for nor its faces", th.Name)
			}
			for who, text := range people {
				for _, paper := range []string{"A4", "Letter"} {
					rep, pdf := dress(t, printer, dressed(text, th.Name, paper, ""))
					quiet(t, who+" on "+paper, rep)
					if _, again := dress(t, printer, dressed(text, th.Name, paper, "")); !bytes.Equal(pdf, again) {
						t.Errorf("%s on %s: another PDF the second time", who, paper)
					}
				}
			}
			picture(t, printer, th, people["starter"])
			for _, options := range choices(th) {
				rep, _ := dress(t, printer, dressed(people["starter"], th.Name, "A4", options))
				quiet(t, "the starter with "+options, rep)
			}
		})
	}
}

// choices is options of a theme, each of them away from its default at least once.
func choices(th theme.Theme) []string {
	out := []string{"density: tight, order: organization, links: full", "density: airy, dates: below, sections: [skills]"}
	for _, o := range th.Options() {
		switch {
		case o.Kind == theme.Colour:
			out = append(out, o.Name+`: "#5b2333"`)
		case o.Kind == theme.Choice && !strings.Contains("density order dates links photo", o.Name):
			for _, v := range o.Values[1:] {
				out = append(out, o.Name+": "+v)
			}
		}
	}
	return out
}

// quiet holds that no rule about sheets or about what a parser reads says anything that was not planned, and that all fields are read back.
func quiet(t *testing.T, what string, rep check.Report) {
	t.Helper()
	for _, d := range rep.Findings {
		group := check.Group(d.Rule)
		if (group == "sheet" || group == "parse" || d.Rule == "meta/bad-value") && !slices.Contains(planned, d.Rule) {
			t.Errorf("%s: %s: %s", what, d.Rule, d.Message)
		}
	}
	if len(rep.Recall) == 0 {
		t.Errorf("%s: nothing was read back", what)
	}
	for _, rc := range rep.Recall {
		if found, of := rc.Table.Found(), len(rc.Table.Fields); found < of || of == 0 {
			t.Errorf("%s: a parser reads %d of %d fields: %+v", what, found, of, rc.Table.Missed())
		}
	}
}

var updatePictures = flag.Bool("pictures", false, "rewrite the pictures in testdata/themes")

// picture holds the first sheet of the starter against the picture that somebody looked at: squares of 8 by 8 pixels of a picture of
// half a pixel a point, whose grey may differ by a tenth in a few of them, as browsers draw letters a little differently.
func picture(t *testing.T, printer *Printer, th theme.Theme, starter string) {
	t.Helper()
	r, _, _ := fitted(t, printer, dressed(starter, th.Name, "A4", ""))
	copies, err := r.Copies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	drawing, err := copies[0].Drawing()
	if err != nil {
		t.Fatal(err)
	}
	html := fmt.Appendf(nil, "<!doctype html><style>* { margin: 0 } svg { display: block; width: 298px; height: 421px }</style>%s", paint.SVG(drawing, 0, paint.Options{}))
	got, err := printer.Picture(t.Context(), chrome.Job{HTML: html}, chrome.View{Width: 298, Height: 421})
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "themes", th.Name+".png")
	if *updatePictures {
		if err := os.WriteFile(golden, small(t, got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; look at the theme, then run this test with -args -pictures", err)
	}
	a, b := squares(t, got), squares(t, want)
	if len(a) != len(b) {
		t.Fatalf("%s: %d squares, %d in its picture", th.Name, len(a), len(b))
	}
	other := 0
	for i := range a {
		if math.Abs(a[i]-b[i]) > 0.1 {
			other++
		}
	}
	if other > len(a)/50 {
		t.Errorf("%s: %d of %d squares of the first sheet are not as in %s; look at it, then run this test with -args -pictures", th.Name, other, len(a), golden)
	}
}

// small is a picture in grey, which takes 44 % of the bytes (the 11 pictures come to 43 to 45).
func small(t *testing.T, b []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(img.Bounds())
	draw.Draw(grey, grey.Bounds(), img, img.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, grey); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// squares is the mean grey of each 8 by 8 pixels of a picture, 0 for black and 1 for white, row by row.
func squares(t *testing.T, b []byte) []float64 {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var out []float64
	size := img.Bounds().Size()
	for y := 0; y+8 <= size.Y; y += 8 {
		for x := 0; x+8 <= size.X; x += 8 {
			sum := 0
			for i := range 64 {
				sum += int(color.GrayModel.Convert(img.At(x+i%8, y+i/8)).(color.Gray).Y)
			}
			out = append(out, float64(sum)/64/255)
		}
	}
	return out
}
