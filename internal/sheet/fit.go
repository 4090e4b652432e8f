package sheet

import (
	"fmt"
	"math"
	"strings"
)

// Fit is what came of setting a print so that it fills some sheets and takes no more. What it turned is a part of what the theme is
// designed with: 1 is as designed, less is tighter.
type Fit struct {
	Pages  int  // the sheets that it may have
	Fits   bool // false: it takes more sheets at the tightest that the theme allows, which is how it is set
	Short  bool // it leaves much of them empty at the loosest, and is set as designed
	Prints int  // that it took to see, the one that is kept not counted

	Space   float64 // between the parts
	Leading float64
	Size    float64 // of the text
}

// Filled is how much of the last sheet is taken; 0 when there is none.
func (p *Print) Filled() float64 {
	if len(p.Sheets) == 0 {
		return 0
	}
	return p.Sheets[len(p.Sheets)-1].Filled()
}

// Filled is how much of the sheet is taken, from 0 to 1, as far down as text of the source goes; 0 when that is not known.
func (s *Sheet) Filled() float64 {
	low := 0.0
	for _, l := range s.Lines {
		if l.Block >= 0 {
			low = max(low, l.Rect.Bottom()-s.Area.Y)
		}
	}
	if s.Area.H <= 0 {
		return 0
	}
	return min(low/s.Area.H, 1)
}

// Counted is how many sheets a print has, and what a fit to them came to: "2 sheets fitted at space 70 %, leading 94 %, the last 97 % full".
func (p *Print) Counted() string {
	text, f := fmt.Sprintf("%d sheets", len(p.Sheets)), p.Fit
	if len(p.Sheets) == 1 {
		text = "1 sheet"
	}
	if f == nil {
		return text
	}
	full := fmt.Sprintf("%.0f %% full", p.Filled()*100)
	if len(p.Sheets) > 1 {
		full = "the last " + full
	}
	var turned []string
	for _, part := range []struct {
		name string
		of   float64
	}{{"space", f.Space}, {"leading", f.Leading}, {"type", f.Size}} {
		if percent := math.Round(part.of * 100); percent != 100 {
			turned = append(turned, fmt.Sprintf("%s %.0f %%", part.name, percent))
		}
	}
	with := strings.Join(turned, ", ")
	switch {
	case !f.Fits && with == "":
		return text + fmt.Sprintf(", not %d", f.Pages)
	case !f.Fits:
		return text + fmt.Sprintf(", not %d, at the tightest: %s", f.Pages, with)
	case f.Short:
		return text + " as designed, " + full + ": too little to fill"
	case with == "":
		return text + " fitted as designed, " + full
	}
	return text + " fitted at " + with + ", " + full
}
