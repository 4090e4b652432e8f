//go:build !race

package build

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/source"
)

// TestLanguages holds the sheets in German, Hebrew, Arabic and Japanese to their pictures, in two themes, and to
// what is read back from them: every line in the order of reading, in the faces that the user brought, and nothing that a rule of sheets or
// of parsing finds wrong.
func TestLanguages(t *testing.T) {
	printer := realPrinter(t)
	for theme, face := range map[string]string{"classic": "STIX Two Text", "modern": "Source Sans 3"} {
		root := t.TempDir()
		if err := os.CopyFS(root, os.DirFS("testdata/languages")); err != nil {
			t.Fatal(err)
		}
		custom := filepath.Join(root, "static", "custom.css")
		css, err := os.ReadFile(custom)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(custom, []byte(strings.ReplaceAll(string(css), "STIX Two Text", face)), 0o644); err != nil {
			t.Fatal(err)
		}
		set, err := source.Read(root)
		if err != nil {
			t.Fatal(err)
		}
		r := Build(t.Context(), set, NewMemory(nil, ""), Options{Options: compose.Options{Theme: theme, Public: true}, Printer: printer})
		copies, err := r.Copies(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(copies) != 5 {
			t.Fatalf("%d prints of five languages", len(copies))
		}
		report := checked(t, r)
		for _, d := range report.Findings {
			if group, _, _ := strings.Cut(d.Rule, "/"); d.Severity > diag.Info && (group == "sheet" || group == "parse" || group == "lang" || group == "page") {
				t.Errorf("%s: %s:%d %s: %s", theme, d.Span.Path(), d.Span.Position().Line, d.Rule, d.Message)
			}
		}
		hasSkip(t, report, "parse", `"he" runs from right to left`)
		hasSkip(t, report, "parse", `"ar" runs from right to left`)
		for _, c := range copies {
			lang := c.Target.Lang
			t.Run(theme+"/"+lang, func(t *testing.T) {
				if lang != "en" {
					pictured(t, printer, &c, theme+"-"+lang)
				}
				inReadingOrder(t, &c)
			})
		}
	}
}

func hasSkip(t *testing.T, report check.Report, needs, reason string) {
	t.Helper()
	for _, s := range report.Skipped {
		if s.Needs == needs && s.Reason == reason && s.Count > 0 {
			return
		}
	}
	t.Errorf("that %q is not counted as skipped: %v", reason, report.Skipped)
}

// inReadingOrder holds that each title of the résumé is a line of the print.
func inReadingOrder(t *testing.T, c *Copy) {
	t.Helper()
	var lines []string
	for _, s := range c.Print.Sheets {
		for _, l := range s.Lines {
			lines = append(lines, l.Text)
		}
	}
	all := "\n" + strings.Join(lines, "\n") + "\n"
	want := []string{c.Target.Resume.Name.Text, c.Target.Resume.Headline.Text}
	for _, s := range c.Target.Resume.Sections {
		want = append(want, s.Title.Text)
		for _, e := range s.Entries {
			want = append(want, e.Title.Text, e.DatesText.Text)
		}
	}
	for _, w := range want {
		if !strings.Contains(all, "\n"+w+"\n") {
			t.Errorf("no line is %q:%s", w, all)
		}
	}
	if len(c.Print.Lost) > 0 || c.Print.Unlike {
		t.Errorf("lost: %+v", c.Print.Lost)
	}
}

// pictured holds the first sheet of a print to a picture.
func pictured(t *testing.T, printer *Printer, c *Copy, name string) {
	t.Helper()
	drawing, err := c.Drawing()
	if err != nil {
		t.Fatal(err)
	}
	html := fmt.Appendf(nil, "<!doctype html><style>* { margin: 0 } svg { display: block; width: 298px; height: 421px }</style>%s", paint.SVG(drawing, 0, paint.Options{}))
	got, err := printer.Picture(t.Context(), chrome.Job{HTML: html}, chrome.View{Width: 298, Height: 421})
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "languages", "pictures", name+".png")
	if *updatePictures {
		if err := os.WriteFile(golden, small(t, got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; look at the sheet, then run this test with -args -pictures", err)
	}
	a, b := squares(t, got), squares(t, want)
	other := 0
	for i := range a {
		if i >= len(b) || math.Abs(a[i]-b[i]) > 0.1 {
			other++
		}
	}
	if len(a) != len(b) || other > len(a)/50 {
		t.Errorf("%d of %d squares are not as in %s; look at it, then run this test with -args -pictures", other, len(a), golden)
	}
}
