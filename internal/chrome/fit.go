package chrome

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/sheet"
)

// The values of var(--s) that a fit may choose from, in half percents: as designed is 200. What a theme makes of them (space first,
// then leading, then size) and where it stops is its style sheet's.
const (
	tightest = 160
	designed = 200
	loosest  = 240
)

// leastFilled is how much of the sheets must be filled at the loosest for a résumé to be set so loosely: one that fills much less
// looks blown up, and is left as designed.
const leastFilled = 0.9

// fit sets var(--s) on the loaded and measured page so that it prints on so many sheets and fills them, by real prints of the sheet
// behind the last one: Chrome refuses a range of pages that there is not, and that is how a fit is told from none. Each value that is
// chosen was printed; page counts are not strictly monotonic, so that the greatest one that fits may be missed by a step.
func (t *tab) fit(ctx context.Context, pages int, m sheet.Measure) (*sheet.Fit, error) {
	out := &sheet.Fit{Pages: pages}
	set := func(s int) error {
		out.Scale = float64(s) / designed
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](fmt.Sprintf(`document.documentElement.style.setProperty("--s", "%g")`, out.Scale)))
		return err
	}
	fits := func(s int) (bool, error) {
		if err := set(s); err != nil {
			return false, err
		}
		_, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{
			PreferCSSPageSize: new(true), GenerateTaggedPDF: new(false), PageRanges: strconv.Itoa(pages + 1),
		})
		if err != nil && strings.Contains(err.Error(), "exceeds page count") {
			return true, nil
		}
		return false, err
	}
	ok, err := fits(designed)
	if err != nil {
		return nil, err
	}
	low, high := tightest, designed // low fits, or is not known to; high does not
	if ok {
		if ok, err = fits(loosest); err != nil {
			return nil, err
		}
		if ok {
			filled, err := t.filled(ctx, pages, m)
			if err == nil && filled < leastFilled {
				err = set(designed)
			}
			out.Fits = true
			return out, err
		}
		low, high = designed, loosest
	} else if ok, err = fits(tightest); err != nil || !ok {
		return out, err
	}
	for high-low > 1 {
		mid := (low + high) / 2
		if ok, err = fits(mid); err != nil {
			return nil, err
		}
		if ok {
			low = mid
		} else {
			high = mid
		}
	}
	out.Fits = true
	return out, set(low)
}

// filled is how much of the room on so many sheets the page takes as it is set now, as far as its height tells.
func (t *tab) filled(ctx context.Context, pages int, m sheet.Measure) (float64, error) {
	height, err := chromedp.Run(ctx, chromedp.Evaluate[float64](`document.body.getBoundingClientRect().height`))
	room := float64(pages) * (m.Height - m.Margins[0] - m.Margins[2])
	if err != nil || room <= 0 {
		return 0, err
	}
	return points(height) / room, nil
}
