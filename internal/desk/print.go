package desk

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/sheet"
)

// A Print is one printed target.
type Print struct {
	Target   string   `json:"target"` // as [compose.Target] names it
	Name     string   `json:"name"`   // "resume.pdf"
	Audience string   `json:"audience"`
	Lang     string   `json:"lang"`
	Paper    string   `json:"paper"`
	Theme    string   `json:"theme"`
	Written  Look     `json:"written"` // what is written of it, or the defaults
	Variant  string   `json:"variant"` // the path of its file, of a letter, too; "" for the résumé itself
	Posting  string   `json:"posting"` // the path of the posting that it is for; "" for none, and where others look on
	PDF      string   `json:"pdf"`     // its address
	Pages    int      `json:"pages"`   // the sheets that there may be
	Over     int      `json:"over"`    // lines on sheets beyond these
	Free     int      `json:"free"`    // lines that still fit on the sheets that there may be; 0 when it is over
	Fit      string   `json:"fit"`     // what a fit to the sheets came to; "" when none was asked for
	Sheets   []Sheet  `json:"sheets"`
	Readers  []Reader `json:"readers"`
	Recall   []Recall `json:"recall"`
}

// A Sheet is one side of paper.
type Sheet struct {
	Number  int     `json:"number"`
	Width   float64 `json:"width"` // in points
	Height  float64 `json:"height"`
	SVG     string  `json:"svg"`     // the address of its picture: another one when the picture is
	Filled  float64 `json:"filled"`  // 0 to 1, of the area inside the margins, as far down as text goes
	Changed []Box   `json:"changed"` // lines that the save before did not have
}

// A Box is a place on a sheet, in points from its top left corner.
type Box struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

func box(r sheet.Rect) Box { return Box{round(r.X), round(r.Y), round(r.W), round(r.H)} }

func round(v float64) float64 { return math.Round(v*10) / 10 }

// A Reader is the text that one way of reading gets from the PDF.
type Reader struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// A Recall is the fields of a kind that a parser of résumés recovers.
type Recall struct {
	Kind   string `json:"kind"`
	Found  int    `json:"found"`
	Of     int    `json:"of"`
	Misses []Miss `json:"misses"`
}

// A Miss is a field that it does not recover.
type Miss struct {
	Text string `json:"text"`
	Read string `json:"read"` // in its place
	Path string `json:"path"`
	Line int    `json:"line"`
	Col  int    `json:"col"`
}

func printOf(prefix string, s *live.Save, i int, before *live.Save) Print {
	c := &s.Copies[i]
	t, key := c.Target, Key(c)
	p := Print{Target: t.String(), Name: t.Out, Audience: string(t.Audience), Lang: t.Lang, Paper: t.Paper, Theme: t.Theme, PDF: prefix + "pdf/" + key + "/" + path.Base(t.Out), Pages: t.Pages,
		Written: Look(s.Written), Sheets: []Sheet{}, Recall: []Recall{}}
	if t.Variant != nil {
		p.Variant = t.Variant.Doc.File.Path
		p.Written.Theme = cmp.Or(t.Variant.Settings.Theme.Text, p.Written.Theme)
	}
	if l := t.Letter; l != nil {
		p.Variant = l.Doc.File.Path
		if v := l.Variant; v != nil {
			p.Written.Theme = cmp.Or(v.Settings.Theme.Text, p.Written.Theme)
		}
		p.Written.Theme = cmp.Or(l.Settings.Theme.Text, p.Written.Theme)
	}
	if w := s.Wanted[t.String()]; w != nil {
		p.Posting = w.File.Path
	}
	if c.Print.Fit != nil {
		p.Fit = c.Print.Counted()
	}
	p.Over, p.Free = room(c.Print, t.Pages)
	var was *sheet.Print
	if before != nil && before.Look == s.Look && before.Written == s.Written {
		was = same(before.Copies, t)
	}
	changed := changes(was, c.Print)
	for n := range c.Print.Sheets {
		sh := &c.Print.Sheets[n]
		one := Sheet{Number: n + 1, Width: sh.Width, Height: sh.Height, SVG: SheetAddress(prefix, key, n+1), Filled: sh.Filled(), Changed: []Box{}}
		for _, l := range changed[n] {
			one.Changed = append(one.Changed, box(sh.Lines[l].Rect))
		}
		p.Sheets = append(p.Sheets, one)
	}
	p.Readers = []Reader{{"sheet by sheet, from the top", fromTheTop(c.Print)}, {"in the order of the file", c.Print.Words}}
	for _, r := range s.Recall {
		if r.Target.Out == t.Out && r.Target.Audience == t.Audience {
			p.Recall = recalled(r)
		}
	}
	return p
}

// SheetAddress is where the picture of a sheet, from 1, of a print with a [Key] is served.
func SheetAddress(prefix, key string, n int) string {
	return fmt.Sprintf("%ssheet/%s/%d.svg", prefix, key, n)
}

// same is the print of a target among copies; nil when there is none.
func same(copies []build.Copy, t compose.Target) *sheet.Print {
	for i := range copies {
		if u := copies[i].Target; u.Out == t.Out && u.Audience == t.Audience && u.Lang == t.Lang {
			return copies[i].Print
		}
	}
	return nil
}

// room is how many rows of text stand on sheets beyond those that there may be, or how many more of them would fit.
func room(p *sheet.Print, pages int) (over, free int) {
	if len(p.Sheets) == 0 || pages <= 0 {
		return 0, 0
	}
	for i := pages; i < len(p.Sheets); i++ {
		over += len(rows(&p.Sheets[i]))
	}
	if over > 0 || len(p.Sheets) > pages {
		return over, 0
	}
	pitch := leading(p)
	last := &p.Sheets[len(p.Sheets)-1]
	if pitch <= 0 || last.Area.H <= 0 {
		return 0, 0
	}
	height := last.Area.H * (1 - last.Filled() + float64(pages-len(p.Sheets)))
	return 0, int(height/pitch + 0.05)
}

// rows is the baselines of a sheet's lines that have a source, each once, from the top: what stands side by side is one row.
func rows(s *sheet.Sheet) []float64 {
	var out []float64
	for _, l := range s.Lines {
		if l.Block >= 0 {
			out = append(out, math.Round(l.Base*2)/2)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// leading is the distance of two rows that occurs most, in points: that of the lines of a text. 0 when there are no two.
func leading(p *sheet.Print) float64 {
	times, best := map[float64]int{}, 0.
	for i := range p.Sheets {
		r := rows(&p.Sheets[i])
		for k := 1; k < len(r); k++ {
			times[r[k]-r[k-1]]++
		}
	}
	for d, n := range times {
		if b := times[best]; n > b || n == b && d < best {
			best = d
		}
	}
	return best
}

// fromTheTop is the text as somebody reads it: sheet by sheet, row by row, a row from the left.
func fromTheTop(p *sheet.Print) string {
	var b strings.Builder
	for i := range p.Sheets {
		if i > 0 {
			b.WriteByte('\n')
		}
		lines := slices.Clone(p.Sheets[i].Lines)
		slices.SortStableFunc(lines, func(a, c sheet.Line) int {
			if math.Abs(a.Base-c.Base) > 2 {
				return cmp.Compare(a.Base, c.Base)
			}
			return cmp.Compare(a.Rect.X, c.Rect.X)
		})
		for k, l := range lines {
			switch {
			case k == 0:
			case math.Abs(l.Base-lines[k-1].Base) <= 2:
				b.WriteString("   ")
			default:
				b.WriteByte('\n')
			}
			b.WriteString(strings.TrimSpace(l.Text))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func recalled(r check.Recall) []Recall {
	out := []Recall{}
	missed := r.Table.Missed()
	for _, c := range r.Table.Counts() {
		one := Recall{Kind: string(c.Kind), Found: c.Found, Of: c.Of, Misses: []Miss{}}
		for _, f := range missed {
			if f.Kind == c.Kind {
				m := Miss{Text: f.Text, Read: cmp.Or(f.Run, f.Read)}
				if f.Span.Known() {
					at := f.Span.Position()
					m.Path, m.Line, m.Col = at.Path, at.Line, at.Col
				}
				one.Misses = append(one.Misses, m)
			}
		}
		out = append(out, one)
	}
	return out
}

// fingerprint is a hash of a copy's bytes and of where its blocks stand in the source.
func fingerprint(c *build.Copy) uint64 {
	h := fnv.New64a()
	h.Write(c.PDF)
	for i := range c.Print.Blocks {
		s := c.Print.Blocks[i].Span
		if s.Known() {
			at, end := s.Position(), s.EndPosition()
			h.Write([]byte(at.Path))
			for _, n := range [...]int{at.Line, at.Col, end.Line} {
				h.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
			}
		}
	}
	return h.Sum64()
}
