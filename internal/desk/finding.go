package desk

import (
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/paint"
)

// A Finding is a diagnostic with its places on paper.
type Finding struct {
	Number   int      `json:"number"` // from 1
	Path     string   `json:"path"`
	Line     int      `json:"line"`
	Col      int      `json:"col"`
	Severity string   `json:"severity"`
	Rule     string   `json:"rule"`
	Message  string   `json:"message"`
	Why      string   `json:"why"`
	Help     string   `json:"help"`
	Excerpt  string   `json:"excerpt"` // the line of the source, or the part of it around the column
	Prints   []string `json:"prints"`  // those that it holds for; none: all of them
	Places   []Place  `json:"places"`
	Fixable  bool     `json:"fixable"` // a fix that cannot change what the text means can be applied
}

// A Place is where on paper a finding is.
type Place struct {
	Print int   `json:"print"` // index of the desk's prints
	Sheet int   `json:"sheet"` // 1-based
	Boxes []Box `json:"boxes"` // none: the sheet as such
}

// findings is the findings that are kept of a save, numbered in their order.
func findings(s *live.Save) []Finding {
	out := []Finding{}
	for i, d := range s.Findings {
		f := Finding{Number: i + 1, Severity: d.Severity.String(), Rule: d.Rule, Message: d.Message, Why: d.Why, Help: d.Help, Prints: []string{}, Places: []Place{},
			Fixable: d.Fix != nil && d.Fix.Safe}
		if d.Span.Known() {
			at := d.Span.Position()
			f.Path, f.Line, f.Col = at.Path, at.Line, at.Col
			if line, _, ok := d.Span.File.Line(at.Line); ok && !d.Private {
				f.Excerpt = Excerpt(line, at.Col)
			}
		}
		if d.Target != "" {
			f.Prints = append(f.Prints, d.Target)
		}
		for k := range s.Copies {
			c := &s.Copies[k]
			if d.Target != "" && d.Target != c.Target.String() {
				continue
			}
			for _, p := range paint.Find(c.Print, d) {
				at := Place{Print: k, Sheet: p.Sheet, Boxes: []Box{}}
				for _, r := range p.Boxes {
					at.Boxes = append(at.Boxes, box(r))
				}
				f.Places = append(f.Places, at)
			}
		}
		out = append(out, f)
	}
	return out
}

// Excerpt is a line of the source, or of a long one the part around a column.
func Excerpt(line string, col int) string {
	const before, most = 60, 200 // code points
	if utf8.RuneCountInString(line) <= most {
		return strings.TrimSpace(line)
	}
	runes := []rune(line)
	from := min(max(col-1-before, 0), len(runes))
	to := min(from+most, len(runes))
	out := strings.TrimSpace(string(runes[from:to]))
	if from > 0 {
		out = "… " + out
	}
	if to < len(runes) {
		out += " …"
	}
	return out
}
