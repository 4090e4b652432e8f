package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// jsonVersion is raised when a field changes its meaning or goes; new fields do not raise it.
const jsonVersion = 1

// JSON writes one JSON object a finding and line (JSON Lines). The form is stable: fields are
// only ever added. Fields that do not apply are left out.
//
//	v         number   the version of this form, 1; always the first field
//	rule      string   "sheet/count"
//	severity  string   "info", "warning" or "error"
//	path      string   slash-separated; left out with start and end when the finding is nowhere
//	start     object   line (1-based), col (1-based, in code points), offset (0-based, in bytes)
//	end       object   likewise, the place behind the last character; in a PDF without a source, start and end
//	                   have sheet, line (on that sheet, 1-based) and col, and are left out for the whole file
//	message   string   what
//	why       string   why it matters: of the finding, or else of its rule
//	help      string   what to do
//	notes     array    of objects: message, and path, start, end unless nowhere
//	fix       object   message, safe (bool), edits: an array of path, start, end, new
//	target    string   the printed target that it holds for; left out when for all
//	sheet     number   1-based; left out when it was seen on none
//
// Text is as the user wrote it, but for bytes that are not UTF-8, which become U+FFFD. Control
// characters are always written as \u escapes.
func JSON(w io.Writer, l diag.List, o Options) error {
	var b bytes.Buffer
	for _, d := range l {
		v := jsonDiagnostic{
			V: jsonVersion, Rule: d.Rule, Severity: d.Severity, jsonSpan: jsonAt(d.Span, o),
			Message: d.Message, Why: o.why(d), Help: d.Help, Target: d.Target, Sheet: d.Sheet,
		}
		for _, n := range d.Notes {
			v.Notes = append(v.Notes, jsonNote{Message: n.Text, jsonSpan: jsonAt(n.Span, o)})
		}
		if d.Fix != nil {
			v.Fix = &jsonFix{Message: d.Fix.Message, Safe: d.Fix.Safe, Edits: []jsonEdit{}}
			for _, e := range d.Fix.Edits {
				v.Fix.Edits = append(v.Fix.Edits, jsonEdit{jsonSpan: jsonAt(e.Span, o), New: e.New})
			}
		}
		if err := encode(&b, v, ""); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

type jsonDiagnostic struct {
	V        int           `json:"v"`
	Rule     string        `json:"rule"`
	Severity diag.Severity `json:"severity"`
	jsonSpan
	Message string     `json:"message"`
	Why     string     `json:"why,omitempty"`
	Help    string     `json:"help,omitempty"`
	Notes   []jsonNote `json:"notes,omitempty"`
	Fix     *jsonFix   `json:"fix,omitempty"`
	Target  string     `json:"target,omitempty"`
	Sheet   int        `json:"sheet,omitempty"`
}

type jsonSpan struct {
	Path  string        `json:"path,omitempty"`
	Start *jsonPosition `json:"start,omitempty"`
	End   *jsonPosition `json:"end,omitempty"`
}

type jsonPosition struct {
	Sheet  int  `json:"sheet,omitempty"`
	Line   int  `json:"line"`
	Col    int  `json:"col"`
	Offset *int `json:"offset,omitempty"`
}

type jsonNote struct {
	Message string `json:"message"`
	jsonSpan
}

type jsonFix struct {
	Message string     `json:"message"`
	Safe    bool       `json:"safe"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	jsonSpan
	New string `json:"new"`
}

func jsonAt(s source.Span, o Options) jsonSpan {
	if !s.Known() {
		return jsonSpan{}
	}
	start, end := s.Position(), s.EndPosition()
	switch {
	case whole(s):
		return jsonSpan{Path: o.path(s)}
	case s.File.IsPrint():
		return jsonSpan{
			Path:  o.path(s),
			Start: &jsonPosition{Sheet: start.Sheet, Line: start.Row, Col: start.Col},
			End:   &jsonPosition{Sheet: end.Sheet, Line: end.Row, Col: end.Col},
		}
	}
	return jsonSpan{
		Path:  o.path(s),
		Start: &jsonPosition{Line: start.Line, Col: start.Col, Offset: &start.Offset},
		End:   &jsonPosition{Line: end.Line, Col: end.Col, Offset: &end.Offset},
	}
}

// encode appends v as JSON and a line end. What JSON allows to stand in a string but a terminal
// may obey (DEL and the C1 controls) or turn around (see hidden) is escaped as well.
func encode(b *bytes.Buffer, v any, indent string) error {
	var raw strings.Builder
	e := json.NewEncoder(&raw)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encode %T: %w", v, err)
	}
	for _, r := range raw.String() {
		switch {
		case r < 0x7f || !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(b, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(b, `\u%04x`, r)
		}
	}
	return nil
}
