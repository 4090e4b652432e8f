package report

import (
	"encoding/json"
	"io"

	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/source"
)

// A differenceJSON is a comparison as programs read it. Schema counts changes that break a reader.
type differenceJSON struct {
	Schema   int            `json:"schema"`
	Equal    bool           `json:"equal"`
	Sides    [2]sideJSON    `json:"sides"`
	Changes  []changeJSON   `json:"changes"` // what became something else, in the order of the second résumé; or holds something that did
	Coverage []coveringJSON `json:"coverage"`
	Notes    []string       `json:"notes"`
}

type sideJSON struct {
	Name   string  `json:"name"`
	About  string  `json:"about"`
	Sheets int     `json:"sheets"` // 0 when nobody printed them
	Filled float64 `json:"filled"` // the part of the last one that is taken, 0 to 1
}

type changeJSON struct {
	Kind    string       `json:"kind"`
	State   string       `json:"state"` // kept, reworded, added or removed
	Moved   bool         `json:"moved,omitempty"`
	From    string       `json:"from,omitempty"` // where it stood: the name of another section or entry
	Label   string       `json:"label,omitempty"`
	Name    string       `json:"name,omitempty"` // of an entry
	Was     *textJSON    `json:"was,omitempty"`
	Is      *textJSON    `json:"is,omitempty"`
	Words   []pieceJSON  `json:"words,omitempty"` // of what is reworded
	Changes []changeJSON `json:"changes,omitempty"`
}

type textJSON struct {
	Text  string `json:"text"`
	Place int    `json:"place"` // among its like, from 1
	Path  string `json:"path,omitempty"`
	Sheet int    `json:"sheet,omitempty"` // of a PDF without a source, whose lines are counted on each sheet
	Line  int    `json:"line,omitempty"`
	Col   int    `json:"col,omitempty"`
}

type pieceJSON struct {
	Op   string `json:"op"` // "=", "-" or "+"
	Text string `json:"text"`
}

type coveringJSON struct {
	Posting      string          `json:"posting"`
	Title        string          `json:"title"`
	Inconclusive string          `json:"inconclusive"`
	Required     coverageOfClass `json:"required"`
	Preferred    coverageOfClass `json:"preferred"`
	Gained       []turnJSON      `json:"gained"`
	Lost         []turnJSON      `json:"lost"`
}

type coverageOfClass struct {
	All int `json:"all"`
	Was int `json:"was"` // shown, in whatever word
	Is  int `json:"is"`
}

type turnJSON struct {
	Name  string `json:"name"`
	Class string `json:"class"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

// DifferenceJSON writes a comparison for programs.
func DifferenceJSON(w io.Writer, c *Comparison) error {
	out := differenceJSON{Schema: 1, Equal: c.Diff.Equal(), Changes: changesJSON(c.Diff.Changes), Coverage: []coveringJSON{}, Notes: append([]string{}, c.Notes...)}
	if out.Changes == nil {
		out.Changes = []changeJSON{}
	}
	for i, s := range c.Sides {
		out.Sides[i] = sideJSON{s.Name, s.About, s.Sheets, float64(int(s.Filled*1000+0.5)) / 1000}
	}
	for _, v := range c.Coverage {
		out.Coverage = append(out.Coverage, coveringJSON{
			v.Posting.File.Path, v.Posting.Title.Text, v.Why, coverageOfClass{v.Required[1].All, v.Shown[0][0], v.Shown[1][0]},
			coverageOfClass{v.Preferred[1].All, v.Shown[0][1], v.Shown[1][1]}, turnsJSON(v.Gained), turnsJSON(v.Lost),
		})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

func turnsJSON(list []diff.Turn) []turnJSON {
	out := []turnJSON{}
	for _, t := range list {
		out = append(out, turnJSON{t.Term.Name, t.Term.Class.String(), string(t.Was), string(t.Is)})
	}
	return out
}

func changesJSON(list []*diff.Change) []changeJSON {
	var out []changeJSON
	for _, c := range list {
		if !c.Changed() {
			continue
		}
		n := c.Node()
		one := changeJSON{Kind: string(c.Kind), State: string(c.State), Moved: c.Moved, Label: n.Label, Was: sourceJSON(c.A), Is: sourceJSON(c.B), Changes: changesJSON(c.Changes)}
		if c.Away() {
			one.From = c.A.Up().Name()
		}
		if c.Kind == diff.Entry {
			one.Name = n.Name()
		}
		for _, p := range c.Pieces {
			one.Words = append(one.Words, pieceJSON{string(p.Op), p.Text})
		}
		out = append(out, one)
	}
	return out
}

func sourceJSON(n *diff.Node) *textJSON {
	if n == nil || n.Kind == diff.Head {
		return nil
	}
	out := &textJSON{Text: n.Text, Place: n.Place()}
	if n.Span != (source.Span{}) {
		p := n.Span.Position()
		out.Path, out.Sheet, out.Line, out.Col = p.Path, p.Sheet, shownLine(p), p.Col
	}
	return out
}
