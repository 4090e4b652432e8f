//go:build !race

package build

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

var quoted = regexp.MustCompile(`the last is "(.*)"$`)

// TestCuts makes the cuts that sheet/count names in résumés that are too long, at the theme's own setting and at its tightest, and prints again:
// where it says that it then fits, it does, and else as many lines are gone as it says.
func TestCuts(t *testing.T) {
	printer := realPrinter(t)
	people := wardrobe(t)
	fitting := 0
	for _, theme := range []string{"classic", "minimal", "swiss", "executive"} {
		for _, tt := range []struct {
			name, text string
			pages      int
		}{
			{"starter on 1", toFit(people["starter"], theme, 1), 1},
			{"starter on 1, not fitted", strings.Replace(toFit(people["starter"], theme, 1), "fit: true", "fit: false", 1), 1},
			{"starter + 3 bullets on 2, not fitted", strings.Replace(toFit(more(people["starter"]), theme, 2), "fit: true", "fit: false", 1), 2},
			{"starter + 12 bullets on 2", toFit(more(more(more(more(people["starter"])))), theme, 2), 2},
			{"starter + 18 bullets on 2", toFit(more(more(more(more(more(more(people["starter"])))))), theme, 2), 2},
			{"senior on 1", toFit(people["senior"], theme, 1), 1},
		} {
			name := theme + ": " + tt.name
			r, rep, _ := fitted(t, printer, tt.text)
			d, ok := sheetCount(rep)
			if !ok {
				continue // it fits
			}
			before, lines := printedRows(t, r), 0
			cut := tt.text
			notes := slices.Clone(d.Notes)
			slices.SortFunc(notes, func(a, b diag.Note) int { return cmp.Compare(b.Span.Start, a.Span.Start) })
			for _, n := range notes {
				from, to := n.Span.Start, n.Span.End
				switch found := quoted.FindStringSubmatch(n.Text); {
				case found != nil:
					if !strings.HasSuffix(cut[:to], found[1]) {
						t.Fatalf("%s: %q does not end in %q", name, cut[from:to], found[1])
					}
					from = to - len(found[1])
					lines++
				case strings.HasPrefix(n.Text, "to cut this saves "):
					from = strings.LastIndexByte(cut[:from], '\n') + 1
					to += strings.IndexByte(cut[to:], '\n') + 1
					saves := 0
					fmt.Sscanf(n.Text, "to cut this saves %d line", &saves)
					lines += saves
				default:
					continue
				}
				cut = cut[:from] + cut[to:]
			}
			r, rep, _ = fitted(t, printer, cut)
			d2, still := sheetCount(rep)
			t.Logf("%-46s %s; help: %s", name, d.Message, d.Help)
			switch fits := strings.Contains(d.Help, "and it fits"); {
			case lines == 0:
				t.Errorf("%s: no cuts are named", name)
			case fits && still:
				t.Errorf("%s: %s; after the cuts: %s", name, d.Message, d2.Message)
			case fits:
				fitting++
			case !still:
				t.Errorf("%s: it fits already with the cuts that are named: %s", name, d.Help)
			case before-printedRows(t, r) != lines:
				t.Errorf("%s: the cuts saved %d lines, not %d", name, before-printedRows(t, r), lines)
			}
		}
	}
	if fitting < 8 {
		t.Errorf("only %d of the cases fit after the cuts", fitting)
	}
}

// sheetCount is the finding of the rule with that name.
func sheetCount(rep check.Report) (diag.Diagnostic, bool) {
	for _, d := range rep.Findings {
		if d.Rule == "sheet/count" {
			return d, true
		}
	}
	return diag.Diagnostic{}, false
}

// printedRows is the rows of text of the first print of a build: lines beside each other are one.
func printedRows(t *testing.T, r *Result) int {
	t.Helper()
	prints, err := r.Prints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, s := range prints[0].Print.Sheets {
		var bases []float64
		for _, l := range s.Lines {
			if l.Block >= 0 {
				bases = append(bases, l.Base)
			}
		}
		slices.Sort(bases)
		n += len(slices.CompactFunc(bases, func(a, b float64) bool { return math.Abs(b-a) < 2 }))
	}
	return n
}
