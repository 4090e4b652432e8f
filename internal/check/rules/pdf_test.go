package rules_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/sheet"
)

// TestPDF holds the rules against PDFs that other programs made, as internal/foreign read them. Each finding was judged with
// the picture of its sheet; whoever changes one judges it again: internal/foreign/testdata has the PDFs.
func TestPDF(t *testing.T) {
	files, err := filepath.Glob("../../foreign/testdata/*.json")
	if err != nil || len(files) < 10 {
		t.Fatal("too few prints", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var print sheet.Print
			if err := json.Unmarshal(b, &print); err != nil {
				t.Fatal(err)
			}
			rep := build.FromPrint(name+".pdf", &print, build.PDFOptions{Today: date.Date{Year: 2026, Month: 11}}).Check(rules.All())
			var got strings.Builder
			for _, d := range rep.Findings {
				if !d.Span.File.IsPrint() {
					t.Errorf("%s is nowhere in the PDF: %s", d.Rule, d.Message)
				}
				at := d.Span.Position()
				fmt.Fprintf(&got, "sheet %d, line %d: %s: %s [%s]\n", at.Sheet, at.Row, d.Severity, d.Message, d.Rule)
				if d.Help != "" {
					fmt.Fprintf(&got, "\thelp: %s\n", d.Help)
				}
				for _, n := range d.Notes {
					at := n.Span.Position()
					fmt.Fprintf(&got, "\tsheet %d, line %d: %s\n", at.Sheet, at.Row, n.Text)
				}
			}
			golden := filepath.Join("testdata", "pdf", name+".txt")
			if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
				if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("not as before (-args -update writes it): %s", diff)
			}
		})
	}
}
