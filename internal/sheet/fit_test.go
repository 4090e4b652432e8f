package sheet_test

import (
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

func TestCounted(t *testing.T) {
	area := sheet.Rect{Y: 50, H: 700}
	last := sheet.Sheet{Area: area, Lines: []sheet.Line{
		{Rect: sheet.Rect{Y: 400, H: 14.5}}, {Rect: sheet.Rect{Y: 780, H: 10}, Block: -1}, // a page number
	}}
	for _, tt := range []struct {
		sheets int
		fit    *sheet.Fit
		want   string
	}{
		{1, nil, "1 sheet"},
		{2, &sheet.Fit{Pages: 2, Fits: true, Space: 1, Leading: 1, Size: 1}, "2 sheets fitted as designed, the last 52 % full"},
		{2, &sheet.Fit{Pages: 2, Fits: true, Space: 0.56, Leading: 1, Size: 1}, "2 sheets fitted at space 56 %, the last 52 % full"},
		{1, &sheet.Fit{Pages: 1, Fits: true, Space: 1.8, Leading: 1.2, Size: 1.004}, "1 sheet fitted at space 180 %, leading 120 %, 52 % full"},
		{1, &sheet.Fit{Pages: 1, Fits: true, Short: true, Space: 1, Leading: 1, Size: 1}, "1 sheet as designed, 52 % full: too little to fill"},
		{2, &sheet.Fit{Pages: 1, Space: 0.33, Leading: 0.83, Size: 0.9},
			"2 sheets, not 1, at the tightest: space 33 %, leading 83 %, type 90 %"},
		{2, &sheet.Fit{Pages: 1, Space: 1, Leading: 1, Size: 1}, "2 sheets, not 1"}, // own styles that take nothing from a fit
	} {
		p := &sheet.Print{Fit: tt.fit}
		for len(p.Sheets) < tt.sheets {
			p.Sheets = append(p.Sheets, last)
		}
		if got := p.Counted(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
