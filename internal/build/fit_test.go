package build

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestFit fits résumés of several lengths to some sheets: each takes no more of them than it may, those that can fill them do, one that
// is far too long is said to be, and the same PDF comes twice.
func TestFit(t *testing.T) {
	printer := realPrinter(t)
	people := wardrobe(t)
	line := "---\nname: Ada Byron\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n\n- Wrote notes\n"
	for _, tt := range []struct {
		name, text string
		pages      int
		fits       bool
		scale      [2]float64 // between these
	}{
		{"starter on its two sheets", people["starter"], 2, true, [2]float64{0.97, 1.06}},
		{"starter on one", people["starter"], 1, false, [2]float64{0.8, 0.8}},
		{"starter with three more bullets", strings.Replace(people["starter"], "## Education", longer+"\n## Education", 1), 2, true, [2]float64{0.8, 0.995}},
		{"junior on one", people["junior"], 1, true, [2]float64{0.8, 1.2}},
		{"senior on one", people["senior"], 1, false, [2]float64{0.8, 0.8}},
		{"one line stays as designed", line, 1, true, [2]float64{1, 1}},
	} {
		text := strings.Replace(pdfKey.ReplaceAllString(tt.text, ""), "---\n", fmt.Sprintf("---\npdf: {pages: %d, fit: true}\n", tt.pages), 1)
		_, pdf := dress(t, printer, text)
		began := time.Now()
		r, rep, again := fitted(t, printer, text)
		took := time.Since(began)
		if !bytes.Equal(pdf, again) {
			t.Errorf("%s: another PDF the second time", tt.name)
		}
		prints, err := r.Prints(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		p := prints[0].Print
		if p.Fit == nil {
			t.Fatalf("%s: no fit", tt.name)
		}
		t.Logf("%-34s %d sheets of %d, at %.3f, fits: %-5v in %v with the check", tt.name, len(p.Sheets), tt.pages, p.Fit.Scale, p.Fit.Fits, took.Round(time.Millisecond))
		if p.Fit.Fits != tt.fits || p.Fit.Fits != (len(p.Sheets) <= tt.pages) || p.Fit.Scale < tt.scale[0] || p.Fit.Scale > tt.scale[1] {
			t.Errorf("%s: %d sheets, %+v; want %v, from %v", tt.name, len(p.Sheets), *p.Fit, tt.fits, tt.scale)
		}
		if !tt.fits && has(rep, "sheet/count", "cannot be set tighter") != 1 {
			t.Errorf("%s: nobody says that the theme cannot be set tighter", tt.name)
		}
		if tt.fits {
			quiet(t, tt.name, rep)
		}
	}
}

const longer = `- Published a second linter for MySQL migrations that would lock busy tables; it has 400 GitHub stars, 12 contributors and 600 weekly downloads
- Answered 90 questions of its users within a day, and turned 14 of them into rules of the linter that others now use every day at work
- Measured the linter on 2,100 migrations of three companies, and published the 31 false alarms with what became of each of them since
`
