package readback

import (
	"encoding/xml"
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/tooltest"
)

// A poppler page is what "pdftotext -bbox" says of a page.
type popplerPage struct {
	Width float64 `xml:"width,attr"`
	Words []struct {
		XMin float64 `xml:"xMin,attr"`
		YMin float64 `xml:"yMin,attr"`
		XMax float64 `xml:"xMax,attr"`
		YMax float64 `xml:"yMax,attr"`
		Text string  `xml:",chardata"`
	} `xml:"word"`
}

func pdftotext(t *testing.T, args ...string) []byte {
	t.Helper()
	bin := tooltest.Need(t, "pdftotext")
	out, err := exec.CommandContext(t.Context(), bin, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPopplerText holds the text of the samples, in the order of the content, to what poppler reads.
// Without a measure: with one, text round an inner block is one line.
func TestPopplerText(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(s.name, func(t *testing.T) {
			p, err := Read(s.pdf, sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			var got, want flat
			for _, sh := range p.Sheets {
				for _, l := range sh.Lines {
					got.add(0, l.Text)
				}
			}
			want.add(0, string(pdftotext(t, "-raw", "testdata/"+s.name+".pdf", "-")))
			if diff := cmp.Diff(string(want.runes), string(got.runes)); diff != "" {
				t.Errorf("-poppler +ours:\n%s", diff)
			}
		})
	}
}

// TestPopplerPlaces holds lines and words to the boxes that poppler gives to words.
func TestPopplerPlaces(t *testing.T) {
	const near = 0.2 // pt
	for _, name := range []string{"resume", "untagged", "shrunk"} {
		t.Run(name, func(t *testing.T) {
			s := readSample(t, name)
			p, err := Read(s.pdf, s.measure)
			if err != nil {
				t.Fatal(err)
			}
			pages := popplerPages(t, "testdata/"+name+".pdf")
			if len(pages) != len(p.Sheets) {
				t.Fatalf("%d sheets, poppler has %d", len(p.Sheets), len(pages))
			}
			for i, sh := range p.Sheets {
				if math.Abs(sh.Width-pages[i].Width) > near {
					t.Errorf("sheet %d is %v wide, poppler says %v", i+1, sh.Width, pages[i].Width)
				}
				seen := make([]int, len(sh.Lines))
				for _, w := range pages[i].Words {
					k := lineRound(sh.Lines, (w.XMin+w.XMax)/2, (w.YMin+w.YMax)/2)
					if k < 0 || !strings.Contains(strings.Join(strings.Fields(sh.Lines[k].Text), " "), w.Text) {
						t.Errorf("sheet %d: no line has %q at %v, %v", i+1, w.Text, w.XMin, w.YMin)
						continue
					}
					l := sh.Lines[k]
					if w.XMin < l.Rect.X-near || w.XMax > l.Rect.Right()+near || w.YMin < l.Rect.Y-near || w.YMax > l.Rect.Bottom()+near {
						t.Errorf("sheet %d: %q sticks out of its line %+v", i+1, w.Text, l.Rect)
					}
					fields := strings.Fields(l.Text)
					if seen[k] == 0 && math.Abs(w.XMin-l.Rect.X) > near || seen[k] == len(fields)-1 && math.Abs(w.XMax-l.Rect.Right()) > near {
						t.Errorf("sheet %d: %q is from %v to %v, its line %+v", i+1, w.Text, w.XMin, w.XMax, l.Rect)
					}
					seen[k]++
				}
				for k, l := range sh.Lines {
					if n := len(strings.Fields(l.Text)); seen[k] != n {
						t.Errorf("line %q has %d words, poppler has %d", l.Text, n, seen[k])
					}
				}
			}
		})
	}
}

func popplerPages(t *testing.T, path string) []popplerPage {
	t.Helper()
	var doc struct {
		Pages []popplerPage `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal(pdftotext(t, "-bbox", path, "-"), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Pages
}

// lineRound is the line that has a point in it.
func lineRound(lines []sheet.Line, x, y float64) int {
	for i, l := range lines {
		if x >= l.Rect.X && x <= l.Rect.Right() && y >= l.Rect.Y && y <= l.Rect.Bottom() {
			return i
		}
	}
	return -1
}
