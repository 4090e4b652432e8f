package chrome

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestLoosest holds the search against all settings of made-up pages: of some length, whose spaces and type take some part of it, the type in
// steps as leading on whole pixels does.
func TestLoosest(t *testing.T) {
	for length := 0.3; length < 1.7; length += 0.017 {
		for _, room := range []float64{0.005, 0.02} { // that a tenth of the spaces takes
			used := func(s setting) float64 {
				return length * (1 + room*float64(s.space) + 0.06*math.Floor(float64(s.kind)/5))
			}
			asked := 0
			s, ok, err := loosest(func(s setting) (float64, error) {
				asked++
				return used(s), nil
			})
			if err != nil {
				t.Fatal(err)
			}
			what := fmt.Sprintf("length %.3f, room %.3f: %+v", length, room, s)
			if asked > 14 {
				t.Errorf("%s: %d settings were laid out", what, asked)
			}
			if ok != (used(setting{-mostSpace, -mostType}) <= 1) || ok != (used(s) <= 1) {
				t.Errorf("%s: fits: %v, takes %.3f", what, ok, used(s))
			}
			if !ok {
				continue
			}
			if s.space < mostSpace && (s.space != 0 || s.kind >= 0) && used(setting{s.space + 1, s.kind}) <= 1 {
				t.Errorf("%s: wider spaces fit as well", what)
			}
			if s.kind < 0 && used(setting{-mostSpace, s.kind + 1}) <= 1 {
				t.Errorf("%s: larger type fits with tighter spaces", what)
			}
			if s.kind > 0 && used(setting{mostSpace, s.kind - 1}) > 1 {
				t.Errorf("%s: wider spaces alone would have filled it", what)
			}
			if s.space == mostSpace && s.kind < mostType && used(setting{0, s.kind + 1}) <= 1 {
				t.Errorf("%s: larger type fits", what)
			}
		}
	}
	failure := errors.New("lost")
	asked := 0
	if _, _, err := loosest(func(setting) (float64, error) { asked++; return 0, failure }); err != failure || asked > 1 {
		t.Errorf("asked %d times, %v; want the first error", asked, err)
	}
}

// TestFitBreaks fits a page with a break that its style forces, which columns do not show: prints decide.
func TestFitBreaks(t *testing.T) {
	b := warm(t)
	page := func(style string, lines int) Job {
		return Job{HTML: []byte(`<!doctype html><style>@page { size: A4; margin: 20mm } * { margin: 0 }
:root { --line: calc(20px + 4px * var(--fit-space, 0) + 2px * var(--fit-type, 0)) } body { font: 12px/var(--line) serif }` + style + `</style>` +
			strings.Repeat("<p>line\n", lines) + `<h2>more</h2>` + strings.Repeat("<p>line\n", lines))}
	}
	for _, tt := range []struct {
		name, style string
		lines       int
		pages       int
		fits        bool
		prints      int // at most
	}{
		{"in the flow", "", 20, 1, true, 1},
		{"in the flow, too long", "", 60, 1, false, 1},
		{"broken before the half", "h2 { break-before: page }", 12, 2, true, 14},
		{"broken into more sheets", "h2 { break-before: page }", 12, 1, false, 14},
	} {
		job := page(tt.style, tt.lines)
		job.Fit = tt.pages
		res := mustPrint(t, b, job)
		if res.Fit.Fits != tt.fits || res.Fit.Prints > tt.prints {
			t.Errorf("%s: %+v", tt.name, *res.Fit)
		}
		if n := strings.Count(string(res.PDF), "/Type /Page\n"); n == 0 || tt.fits != (n <= tt.pages) {
			t.Errorf("%s: %d sheets", tt.name, n)
		}
		other := Job{HTML: []byte(`<!doctype html><style>@page { size: A4; margin: 1mm 20mm }</style><p>another height of the paper's area`)}
		mustPrint(t, b, other)
		if again := mustPrint(t, b, job); *again.Fit != *res.Fit {
			t.Errorf("%s: %+v, and behind another page %+v", tt.name, *res.Fit, *again.Fit)
		}
	}
}
