//go:build !race

package build

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

var fits = flag.Bool("fits", false, "print what fits come to in every theme")

// toFit is a résumé that asks for a theme and to be fitted to some sheets.
func toFit(text, theme string, pages int) string {
	return strings.Replace(pdfKey.ReplaceAllString(text, ""), "---\n", fmt.Sprintf("---\npdf: {theme: %s, pages: %d, fit: true}\n", theme, pages), 1)
}

// firstPrint is the print of the first target of a build.
func firstPrint(t *testing.T, r *Result) *sheet.Print {
	t.Helper()
	prints, err := r.Prints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if prints[0].Print.Fit == nil {
		t.Fatal("no fit")
	}
	return prints[0].Print
}

const oneLine = "---\nname: Ada Byron\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n\n- Wrote notes\n"

// TestFit fits résumés of several lengths to some sheets: each takes no more of them than it may, what gives is space, then leading,
// then size, one that is far too long is said to be, and the same PDF comes twice, also from a browser that has just begun.
func TestFit(t *testing.T) {
	printer := realPrinter(t)
	people := wardrobe(t)
	for _, tt := range []struct {
		name, text string
		pages      int
		want       string
	}{
		{"starter on its two sheets", people["starter"], 2, "fits"},
		{"starter on one", people["starter"], 1, "too long: tighter space, leading, size"},
		{"starter with three more bullets", more(people["starter"]), 2, "fits: tighter space"},
		{"starter with ten more bullets", more(more(more(people["starter"]))), 2, "fits: tighter space, leading"},
		{"junior on one", people["junior"], 1, "fits: looser space, leading, size"},
		{"senior on one", people["senior"], 1, "too long: tighter space, leading, size"},
		{"2.3 sheets on one", more(more(people["starter"])), 1, "too long: tighter space, leading, size"},
		{"30 sheets", copies(people["starter"], 15), 30, "fits"},
		{"one line stays as designed", oneLine, 1, "short"},
	} {
		text := toFit(tt.text, "classic", tt.pages)
		r, rep, pdf := fitted(t, printer, text)
		p := firstPrint(t, r)
		got := outcome(p.Fit)
		if !strings.HasPrefix(got, tt.want) || p.Fit.Fits != (len(p.Sheets) <= tt.pages) {
			t.Errorf("%s: %d sheets of %d, %s, %+v; want %s", tt.name, len(p.Sheets), tt.pages, got, *p.Fit, tt.want)
		}
		if p.Fit.Fits {
			quiet(t, tt.name, rep)
		} else if has(rep, "sheet/count", "at the tightest") != 1 {
			t.Errorf("%s: nobody says that the theme cannot be set tighter", tt.name)
		}
		if _, again := dress(t, printer, text); !bytes.Equal(pdf, again) {
			t.Errorf("%s: another PDF the second time", tt.name)
		}
		if tt.name == "starter with three more bullets" {
			if _, cold := dress(t, realPrinter(t), text); !bytes.Equal(pdf, cold) {
				t.Errorf("%s: another PDF from a browser that has just begun", tt.name)
			}
		}
	}
}

// outcome is what a fit came to, in the order in which it gives.
func outcome(f *sheet.Fit) string {
	text := "too long"
	switch {
	case f.Short:
		return "short"
	case f.Fits:
		text = "fits"
	}
	var tighter, looser []string
	for _, part := range []struct {
		name string
		of   float64
	}{{"space", f.Space}, {"leading", f.Leading}, {"size", f.Size}} {
		switch {
		case part.of < 0.999:
			tighter = append(tighter, part.name)
		case part.of > 1.001:
			looser = append(looser, part.name)
		}
	}
	if len(tighter) > 0 {
		text += ": tighter " + strings.Join(tighter, ", ")
	}
	if len(looser) > 0 {
		text += ": looser " + strings.Join(looser, ", ")
	}
	return text
}

// TestFitThemes fits five résumés in every theme: none takes more sheets than it may unless it is said to, those that fit leave less than two lines
// or so of the last sheet empty, and the check finds nothing that the theme's own setting would not have, set as tight as it goes, too. With -v -args -fits it prints
// what each came to and how long that took.
func TestFitThemes(t *testing.T) {
	printer := realPrinter(t)
	people := wardrobe(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "theme\trésumé\tsheets\tlast full\tspace\tleading\tsize\tprints\tfit\tall\tone print")
	for _, th := range Themes(set) {
		t.Run(th.Name, func(t *testing.T) {
			for _, tt := range []struct {
				name, text string
				pages      int
			}{
				{"starter on 2", people["starter"], 2},
				{"starter + 3 bullets on 2", more(people["starter"]), 2},
				{"starter on 1", people["starter"], 1},
				{"junior on 1", people["junior"], 1},
				{"senior on 2", people["senior"], 2},
			} {
				r, rep, _ := fitted(t, printer, toFit(tt.text, th.Name, tt.pages))
				p := firstPrint(t, r)
				f := p.Fit
				if f.Fits != (len(p.Sheets) <= tt.pages) || f.Fits != (tt.name != "starter on 1") {
					t.Errorf("%s: %d sheets, %+v", tt.name, len(p.Sheets), *f)
				}
				quiet(t, tt.name, rep)
				if f.Fits {
					if loosest := f.Size > 1 || f.Short; p.Filled() < 0.92 && !loosest {
						t.Errorf("%s: the last sheet is %.0f %% full: %s", tt.name, p.Filled()*100, outcome(f))
					}
				}
				if *fits {
					tabled(t, printer, table, r, p, th.Name, tt.name, tt.pages, rep)
				}
			}
		})
	}
	if *fits {
		table.Flush()
	}
}

// tabled writes one row of the table of fits. Times are the best of three, in ms: of the fit alone, the print with it, and one without it.
func tabled(t *testing.T, printer *Printer, table *tabwriter.Writer, r *Result, p *sheet.Print, theme, name string, pages int, rep check.Report) {
	t.Helper()
	html, lookup, err := r.PrintedCopy(compose.Public)
	if err != nil {
		t.Fatal(err)
	}
	best := func(fit int) (whole, alone time.Duration) {
		whole, alone = math.MaxInt64, math.MaxInt64
		for range 3 {
			began := time.Now()
			res, err := printer.Print(t.Context(), chrome.Job{HTML: html, Lookup: lookup, Resolve: func(string) source.Span { return source.Span{} }, Fit: fit})
			if err != nil {
				t.Fatal(err)
			}
			whole, alone = min(whole, time.Since(began)), min(alone, res.Timings.Fit)
		}
		return whole, alone
	}
	whole, alone := best(pages)
	bare, _ := best(0)
	f, full := p.Fit, fmt.Sprintf("%.0f %%", p.Filled()*100)
	switch {
	case f.Short:
		full += " (short)"
	case !f.Fits:
		d, _ := sheetCount(rep)
		_, full, _ = strings.Cut(d.Message, ": ")
		full, _, _ = strings.Cut(full, ",")
	}
	fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%.0f\t%.0f\t%.0f\t%d\t%d\t%d\t%d\n", theme, name, len(p.Sheets), full,
		f.Space*100, f.Leading*100, f.Size*100, f.Prints+1, alone.Milliseconds(), whole.Milliseconds(), bare.Milliseconds())
}

// more is the starter with three more bullets.
func more(text string) string {
	return strings.Replace(text, "## Education", longer+"\n## Education", 1)
}

// copies is the starter with its sections so many times over.
func copies(text string, n int) string {
	at := strings.Index(text, "## ")
	return text[:at] + strings.Repeat(text[at:]+"\n", n)
}

const longer = `- Published a second linter for MySQL migrations that would lock busy tables; it has 400 GitHub stars, 12 contributors and 600 weekly downloads
- Answered 90 questions of its users within a day, and turned 14 of them into rules of the linter that others now use every day at work
- Measured the linter on 2,100 migrations of three companies, and published the 31 false alarms with what became of each of them since
`
