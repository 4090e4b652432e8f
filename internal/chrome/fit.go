package chrome

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/sheet"
)

//go:embed fit.js
var fitBody string

// A setting is what a fit turns, in tenths: var(--fit-space) and var(--fit-type). 0 is as designed, less is tighter.
type setting struct{ space, kind int }

// How far a setting goes either way. The type has two ranges, the leading's and the size's.
const (
	mostSpace = 10
	mostType  = 20
)

// leastFilled is how much of the sheets must be filled at the loosest for a résumé to be set so loosely: one that fills much less
// looks blown up, and is left as designed.
const leastFilled = 0.9

// An oracle tells how much of the sheets that a print may have it takes with a setting: at most 1 when it fits.
type oracle func(setting) (float64, error)

// loosest is the loosest setting that fits, with as little change of the type as can be: the spaces give first, the type only as much as is
// needed beyond them, and the spaces take back what that was too much. false says that none fits; the setting is then the tightest. Page
// counts are not strictly monotonic, so that a step may be missed; what is chosen was asked for.
func loosest(used oracle) (setting, bool, error) {
	var failed error
	known := map[setting]float64{}
	fits := func(s setting) bool {
		if failed != nil {
			return false
		}
		if _, ok := known[s]; !ok {
			known[s], failed = used(s)
		}
		return known[s] <= 1
	}
	// last is the greatest value from low, which fits or is not asked, up to below high, which does not fit. It looks where a straight line
	// would meet the end of the last sheet, and in the middle in turn.
	last := func(low, high int, at func(int) setting) int {
		for n := 0; high-low > 1 && failed == nil; n++ {
			mid := (low + high) / 2
			a, known1 := known[at(low)]
			b, known2 := known[at(high)]
			if n%2 == 0 && known1 && known2 && b > a {
				mid = min(max(low+int((1-a)/(b-a)*float64(high-low)), low+1), high-1)
			}
			if fits(at(mid)) {
				low = mid
			} else {
				high = mid
			}
		}
		return low
	}
	spaced := func(low, kind int) setting {
		at := func(v int) setting { return setting{v, kind} }
		high := low + mostSpace
		if taken, ok := known[at(high)]; !ok || taken <= 1 {
			high++
		}
		return at(last(low, high, at))
	}
	if fits(setting{}) {
		wide := setting{space: mostSpace}
		if !fits(wide) {
			return spaced(0, 0), true, failed
		}
		wide.kind = last(0, mostType+1, func(v int) setting { return setting{mostSpace, v} })
		if next := (setting{0, wide.kind + 1}); next.kind <= mostType && fits(next) { // less space on larger type fills more
			wide = spaced(0, next.kind)
		}
		return wide, true, failed
	}
	if fits(setting{space: -mostSpace}) {
		return spaced(-mostSpace, 0), true, failed
	}
	tight := setting{-mostSpace, -mostType}
	if !fits(tight) {
		return tight, false, failed
	}
	tight.kind = last(-mostType, 0, func(v int) setting { return setting{-mostSpace, v} })
	return spaced(-mostSpace, tight.kind), true, failed
}

// fit sets the loaded and measured page so that it prints on so many sheets and fills them; moved says that it is no longer as it was measured. It
// looks for the setting in the live layout, which takes a third of a print, and asks a print whether it holds: Chrome refuses a
// range of pages that there is not, and that is how a fit is told from none. Where the print differs, as with breaks that a style
// forces, it looks once more with prints alone.
func (t *tab) fit(ctx context.Context, pages int, m sheet.Measure) (out *sheet.Fit, moved bool, err error) {
	out = &sheet.Fit{Pages: pages}
	width, height := paperPixels(m.Width), paperPixels(m.Height)
	known := map[setting]laid{}
	set := setting{mostSpace, mostType + 1} // as the page is; nothing yet
	live := func(s setting) (laid, error) {
		l, ok := known[s]
		if ok && s == set {
			return l, nil
		}
		call := fmt.Sprintf("((space, type, width, height) => {%s})(%g, %g, %g, %g)", fitBody, float64(s.space)/10, float64(s.kind)/10, width, height)
		if err := evaluate(ctx, call, &l); err != nil {
			return l, err
		}
		known[s], set = l, s
		return l, nil
	}
	used := func(s setting) (float64, error) {
		l, err := live(s)
		return (float64(l.Sheets-1) + l.Last) / float64(pages), err
	}
	printed := func(s setting) (float64, error) {
		filled, err := used(s)
		if err != nil {
			return 0, err
		}
		out.Prints++
		switch ok, err := t.within(ctx, pages); {
		case err != nil:
			return 0, err
		case !ok:
			return 2, nil
		}
		return min(filled, 1), nil
	}
	s, ok, err := loosest(used)
	if err != nil {
		return nil, false, err
	}
	filled, err := printed(s)
	if err == nil && ok != (filled <= 1) {
		if s, ok, err = loosest(printed); err == nil {
			filled, err = used(s)
		}
	}
	if err == nil && ok && s == (setting{mostSpace, mostType}) && filled < leastFilled {
		s, out.Short = setting{}, true
	}
	if err != nil {
		return nil, false, err
	}
	l, err := live(s)
	designed := known[setting{}] // every search asks for that first
	out.Fits = ok
	out.Space, out.Leading, out.Size = share(l.Space, designed.Space), share(l.Leading, designed.Leading), share(l.Size, designed.Size)
	return out, s != setting{}, err
}

// laid is what fit.js gives: sheets, how much of the last one is taken (0 to 1), and lengths in px.
type laid struct {
	Sheets                     int
	Last, Space, Leading, Size float64
}

// paperPixels is points in px as Chrome lays paper out: whole ones, rounded up.
func paperPixels(pt float64) float64 { return math.Ceil(pt*96/72 - 0.001) }

// share is a length as a part of what it was; 1 when it was none.
func share(is, was float64) float64 {
	if was <= 0 {
		return 1
	}
	return is / was
}

// within asks a print whether the page as it is set takes no more than so many sheets.
func (t *tab) within(ctx context.Context, pages int) (bool, error) {
	_, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{
		PreferCSSPageSize: new(true), GenerateTaggedPDF: new(false), PageRanges: strconv.Itoa(pages + 1),
	})
	if err != nil && strings.Contains(err.Error(), "exceeds page count") {
		return true, nil
	}
	return false, err
}
