package rules

import (
	"testing"
	"time"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/sheet"
)

// TestSheetTime holds that rules about sheets end soon where all lines stand at one place, so that each is painted over each.
func TestSheetTime(t *testing.T) {
	var lines []sheet.Line
	for i := range 3_000 {
		r := sheet.Rect{X: 50, Y: 92, W: 40 + float64(i)/1000, H: 10}
		lines = append(lines, sheet.Line{Text: "word", Base: 100, Rect: r, Block: -1, Order: i,
			Runs: []sheet.Run{{Text: "word " + string(rune('a'+i%26)), Rect: r, Size: 10, Paint: i, Color: sheet.Color{A: 1}}}})
	}
	p := &sheet.Print{Scale: 1, Fonts: []sheet.Font{{Name: "A", Family: "A"}},
		Sheets: []sheet.Sheet{{Number: 1, Width: 595, Height: 842, Area: sheet.Rect{W: 595, H: 842}, Lines: lines}}}
	for _, r := range All() {
		if r.Needs != check.Sheets || r.Page {
			continue
		}
		start := time.Now()
		check.Run([]*check.Rule{r}, &check.Input{Prints: []check.Printed{{Print: p}}})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %v", r.ID, took)
		}
	}
}
