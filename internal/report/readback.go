package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A ReadBack is how much of a résumé a parser recovers from one print: a number with every miss behind it.
type ReadBack struct {
	Target string // "resume.pdf (public)"
	Kinds  []ReadBackKind
	Missed []ReadBackMiss
}

// A ReadBackKind is the fields of one kind.
type ReadBackKind struct {
	Kind      string // "start date"
	Found, Of int
}

// A ReadBackMiss is a field that is not read again.
type ReadBackMiss struct {
	Kind string
	Text string // as the résumé says it; "" where it must not be shown
	Span source.Span
	Why  string // what is read in its place; "" for nothing
}

// Sum is the fields of all kinds.
func (r ReadBack) Sum() (found, of int) {
	for _, k := range r.Kinds {
		found, of = found+k.Found, of+k.Of
	}
	return found, of
}

// ReadBackText writes the read-back table for people, and below it each field that is missed, with its place:
//
//	a parser reads 90 of 92 fields of resume.pdf (sent)
//	   name        1/1     title           10/10
//	   start date  9/10    bullet          34/34
//	   content/resume.md:25:2: start date "March 2023 – present" is not read
func ReadBackText(w io.Writer, rs []ReadBack, o Options) error {
	p := painter(o.Color)
	var b strings.Builder
	for _, r := range rs {
		found, of := r.Sum()
		style := aid
		if found < of {
			style = severityStyle(diag.Warning)
		}
		fmt.Fprintf(&b, "a parser reads %s of %s\n", p.paint(style, fmt.Sprintf("%d of %s", found, count(of, "field"))), fold(r.Target))
		b.WriteString(r.table(p, o.width()))
		for _, m := range r.Missed {
			fmt.Fprintf(&b, "   %s%s\n", before(m.Span, o), m.says())
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// table is the kinds in as many columns as fit, read down.
func (r ReadBack) table(p painter, width int) string {
	const indent, between = 3, 4
	wide := 0
	cells := make([]string, len(r.Kinds))
	for _, k := range r.Kinds {
		wide = max(wide, len(k.Kind))
	}
	most := 0
	for i, k := range r.Kinds {
		cells[i] = fmt.Sprintf("%-*s  %d/%d", wide, k.Kind, k.Found, k.Of)
		most = max(most, len(cells[i]))
	}
	columns := max(1, (width-indent+between)/(most+between))
	rows := (len(cells) + columns - 1) / columns
	var b strings.Builder
	for i := range rows {
		line := ""
		for k := i; k < len(cells); k += rows {
			cell := fmt.Sprintf("%-*s", most+between, cells[k])
			if r.Kinds[k].Found < r.Kinds[k].Of {
				cell = p.paint(severityStyle(diag.Warning), cells[k]) + cell[len(cells[k]):]
			}
			line += cell
		}
		b.WriteString(strings.Repeat(" ", indent) + strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// before is the place of a miss as a line begins with it; "" for nowhere.
func before(s source.Span, o Options) string {
	if !s.Known() {
		return ""
	}
	pos := s.Position()
	return fmt.Sprintf("%s:%d:%d: ", fold(o.path(s)), pos.Line, pos.Col)
}

// says is a miss in words.
func (m ReadBackMiss) says() string {
	text := m.Kind
	if m.Text != "" {
		text += " \"" + shortened(fold(m.Text)) + "\""
	}
	if m.Why != "" {
		return text + " is read as \"" + shortened(fold(m.Why)) + "\""
	}
	return text + " is not read"
}

// shortened is a text of at most sixty characters.
func shortened(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:most-1]), " ") + "…"
	}
	return s
}

// ReadBackJSON writes the read-back tables of all targets as one JSON object on one line, in the form of [JSON] and behind
// its findings. It has no rule; its field readback is an array of objects:
//
//	target  string  the printed target
//	found   number  fields that a parser recovers
//	of      number  fields that the résumé has
//	kinds   array   of objects: kind, found, of
//	missed  array   of objects: kind, path, start, end, text (left out where it may be private), read (what is read in its place)
func ReadBackJSON(w io.Writer, rs []ReadBack, o Options) error {
	out := jsonReadBack{V: jsonVersion, ReadBack: []jsonTable{}}
	for _, r := range rs {
		t := jsonTable{Target: r.Target, Kinds: []jsonKind{}, Missed: []jsonMiss{}}
		t.Found, t.Of = r.Sum()
		for _, k := range r.Kinds {
			t.Kinds = append(t.Kinds, jsonKind(k))
		}
		for _, m := range r.Missed {
			t.Missed = append(t.Missed, jsonMiss{Kind: m.Kind, Text: m.Text, Read: m.Why, jsonSpan: jsonAt(m.Span, o)})
		}
		out.ReadBack = append(out.ReadBack, t)
	}
	var b bytes.Buffer
	if err := encode(&b, out, ""); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

type jsonReadBack struct {
	V        int         `json:"v"`
	ReadBack []jsonTable `json:"readback"`
}

type jsonTable struct {
	Target string     `json:"target"`
	Found  int        `json:"found"`
	Of     int        `json:"of"`
	Kinds  []jsonKind `json:"kinds"`
	Missed []jsonMiss `json:"missed"`
}

type jsonKind struct {
	Kind  string `json:"kind"`
	Found int    `json:"found"`
	Of    int    `json:"of"`
}

type jsonMiss struct {
	Kind string `json:"kind"`
	jsonSpan
	Text string `json:"text,omitempty"`
	Read string `json:"read,omitempty"`
}

// ReadBackSummary writes the tables in Markdown, for the page of a workflow's run.
func ReadBackSummary(w io.Writer, rs []ReadBack, o Options) error {
	var b strings.Builder
	for _, r := range rs {
		found, of := r.Sum()
		fmt.Fprintf(&b, "\n#### A parser reads %d of %s of %s\n\n| Field | Read | Of |\n|---|---:|---:|\n", found, count(of, "field"), markdown(fold(r.Target)))
		for _, k := range r.Kinds {
			fmt.Fprintf(&b, "| %s | %d | %d |\n", markdown(k.Kind), k.Found, k.Of)
		}
		for i, m := range r.Missed {
			if i == 0 {
				b.WriteByte('\n')
			}
			if i == stepSummaryRows {
				fmt.Fprintf(&b, "- %s\n", count(len(r.Missed)-i, "more"))
				break
			}
			fmt.Fprintf(&b, "- %s\n", markdown(before(m.Span, o)+m.says()))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
