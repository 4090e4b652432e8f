package desk

import (
	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

// A Tailoring is a print held against the posting that it is for: of each term what the sheets show, and of a variant that was
// selected what is in and out, and why.
type Tailoring struct {
	Number  int         `json:"desk"` // of the save
	Target  string      `json:"target"`
	Variant string      `json:"variant"` // the path of its file
	Report  tailor.Data `json:"report"`
	Title   *Spot       `json:"title"` // the headline or the role that is nearest to the posting's title; null when there is none
	Asked   int         `json:"asked"` // the line of the posting that asks for years; 0 for none
	Marks   [][]Spot    `json:"marks"` // of the report's terms, one for each of their places
	Left    [][]Spot    `json:"left"`  // of the report's terms that the print lacks: where the résumé has them, which this variant leaves out
	Auto    bool        `json:"auto"`  // what is in was selected
	Choices []Choice    `json:"choices"`
	Over    float64     `json:"over"` // lines that what must be in takes beyond the room that there is
}

// A Spot is a place in the source, with where it is on paper.
type Spot struct {
	Path  string `json:"path"`
	Line  int    `json:"line"`
	Col   int    `json:"col"`
	Text  string `json:"text"`
	Marks []Mark `json:"marks"`
}

// A Mark is an area of a sheet.
type Mark struct {
	Sheet int `json:"sheet"` // 1-based
	Box   Box `json:"box"`
}

// A Choice is what became of one bullet or entry, and why, with where on paper what is in is.
type Choice struct {
	tailor.ChoiceData
	Marks []Mark `json:"marks"`
}

// Tailored is how a print stands to its posting; ok is false when the save or the print is not there, or the print is for no posting.
func Tailored(v View, target string) (t Tailoring, ok bool) {
	at := v.place()
	if at < 0 || v.Shared {
		return Tailoring{}, false
	}
	s := v.Past[at]
	wanted := s.Wanted[target]
	if wanted == nil {
		return Tailoring{}, false
	}
	for i := range s.Copies {
		c := &s.Copies[i]
		if c.Target.String() != target {
			continue
		}
		report := tailor.Read(c.Target.Resume, wanted, s.Today)
		whole := tailor.Read(c.Target.Variant.Version.Resume, wanted, s.Today)
		t = Tailoring{Number: s.Number, Target: target, Variant: c.Target.Variant.Doc.File.Path, Report: report.Data(), Marks: [][]Spot{}, Left: [][]Spot{},
			Auto: c.Selection != nil, Choices: []Choice{}}
		if report.TitleAt.Known() {
			spot := spotOf(report.TitleAt.Span, report.TitleAt.Text, words(c, report.TitleAt.Span, report.TitleAt.Text))
			t.Title = &spot
		}
		if wanted.YearsSpan.Known() {
			t.Asked = wanted.YearsSpan.Position().Line
		}
		for k, e := range report.Evidence {
			marks, left := []Spot{}, []Spot{}
			for _, p := range e.Places {
				marks = append(marks, spotOf(p.Span, p.Text, words(c, p.Span, p.Word)))
			}
			if len(marks) == 0 { // both reports have the posting's terms in its order
				for _, p := range whole.Evidence[k].Places {
					left = append(left, spotOf(p.Span, p.Text, nil))
				}
			}
			t.Marks, t.Left = append(t.Marks, marks), append(t.Left, left)
		}
		if c.Selection != nil {
			t.choices(c)
		}
		return t, true
	}
	return Tailoring{}, false
}

func (t *Tailoring) choices(c *build.Copy) {
	sel := c.Selection
	if sel.Line > 0 {
		t.Over = round(sel.Over / sel.Line)
	}
	for i, d := range sel.Data() {
		marks := []Mark{}
		if d.In {
			marks = append(marks, lines(c, sel.Choices[i].Span)...)
		}
		t.Choices = append(t.Choices, Choice{d, marks})
	}
}

func spotOf(span source.Span, text string, marks []Mark) Spot {
	at := span.Position()
	return Spot{Path: at.Path, Line: at.Line, Col: at.Col, Text: text, Marks: append([]Mark{}, marks...)}
}

// lines is where on paper the lines of a span are.
func lines(c *build.Copy, span source.Span) []Mark {
	var out []Mark
	for _, p := range paint.Find(c.Print, diag.Diagnostic{Span: span}) {
		for _, r := range p.Boxes {
			out = append(out, Mark{p.Sheet, box(r)})
		}
	}
	return out
}
