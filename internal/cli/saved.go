package cli

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/report"
)

// A saved is what one save came to, as people and tools are told of it.
type saved struct {
	id      string
	clock   time.Time
	changed []string // nil for the first build
	again   bool     // the content is that of the state before
	look    live.Look
	prints  []check.Printed
	found   counts
	before  *counts // of the save before; nil for the first
	stages  []build.Timing
	ready   time.Duration // to the site
	took    time.Duration
	problem error     // why there is no print
	errors  diag.List // the findings that are errors
	did     string    // what was written; "" of serve, which writes nothing
	why     string    // why that is not what was wanted, or ""
}

// counts is how many findings there are of each level of levels.
type counts [3]int

// levels are the levels that findings are counted by, with the colours of their words.
var levels = [...]struct {
	of    diag.Severity
	short string
	color string
}{{diag.Error, "err", "31;1"}, {diag.Warning, "warn", "33"}, {diag.Info, "info", "36"}}

func countsOf(l diag.List) (c counts) {
	for i, level := range levels {
		c[i] = l.Count(level.of)
	}
	return c
}

// savedOf is what a state with its findings came to; found is those that may be told.
func savedOf(st *live.State, found diag.List, before *counts) saved {
	s := saved{id: st.ID, clock: time.Now(), changed: st.Changed, again: st.From == st.ID, look: st.Look, found: countsOf(st.Report.Findings), before: before,
		stages: st.Result.Timings(), ready: st.Ready, took: st.Took, problem: st.Err}
	if prints, err := st.Result.Prints(context.Background()); err == nil { // they are done: the report waited for them
		s.prints = prints
	}
	for _, d := range found {
		if d.Severity == diag.Error {
			s.errors = append(s.errors, d)
		}
	}
	return s
}

// A part is some text of a line, and its colour.
type part struct{ color, text string }

// A line is what is shown in one line of a terminal, in groups that may be put below each other where it is narrow.
type line [][]part

// columns is how wide a terminal shows the line.
func (l line) columns() int {
	n := max(0, len(l)-1) * len("   ")
	for _, group := range l {
		for _, p := range group {
			n += report.Columns(p.text)
		}
	}
	return n
}

// text is the line, in colour or not, in no more columns than width where words allow it; 0 is as wide as it gets.
func (l line) text(width int, color bool) string {
	var b strings.Builder
	at := 0
	for i, group := range l {
		wide := line{group}.columns()
		switch {
		case i == 0:
		case width > 0 && at+3+wide > width:
			b.WriteString("\n  ")
			at = 2
		default:
			b.WriteString(colored(color, "2", " · "))
			at += 3
		}
		for _, p := range group {
			b.WriteString(colored(color, p.color, p.text))
		}
		at += wide
	}
	return b.String()
}

// shortest is the most that a line of a save is shortened: each step leaves something more out.
const (
	fillShort = iota + 1
	stagesBig
	nameShort
	moreShort
	stagesNone
	fillNone
	levelsShort
	timesNone
	clockNone
	shortest = clockNone
)

// fitted is the line of a save that leaves out no more than it must in a number of columns; 0 is without end. What was written may go below.
func (s *saved) fitted(width int) line {
	for short := 0; ; short++ {
		l := s.line(short)
		if width > 0 && short < shortest && l.columns() > width {
			continue
		}
		if s.did != "" {
			l = append(l, []part{{"", s.did}})
		}
		if s.why != "" {
			l = append(l, []part{{"31;1", s.why}})
		}
		return l
	}
}

// line is the save in one line: what changed, the sheets, the findings, the time.
func (s *saved) line(short int) line {
	var head []part
	if short < clockNone {
		head = append(head, part{"2", s.clock.Format("15:04:05") + " "})
	}
	l := line{append(head, part{"", s.what(short)})}
	if s.problem != nil {
		l = append(l, []part{{"31;1", "no print"}})
	} else if len(s.prints) > 0 {
		l = append(l, []part{{"", s.sheets(short)}})
	}
	if l = append(l, s.findings(short)); short < timesNone {
		l = append(l, s.times(short))
	}
	return l
}

// what is what made the difference.
func (s *saved) what(short int) string {
	names := make([]string, len(s.changed))
	for i, name := range s.changed {
		names[i] = report.Plain(name)
	}
	tried := strings.TrimSpace(s.look.Theme + " " + s.look.Paper)
	switch {
	case s.changed == nil:
		return "first build"
	case len(names) == 0 && s.again:
		return "another print" // that somebody looks at now
	case len(names) == 0 && tried == "":
		return "the look as written"
	case len(names) == 0:
		return "trying " + tried
	case short < nameShort:
		return listed(names)
	case len(names) == 1:
		return path.Base(names[0])
	}
	return fmt.Sprintf("%s, %d more", path.Base(names[0]), len(names)-1)
}

// sheets is how many sheets the first print has and how full the last one is, and where another print has more or less of them.
func (s *saved) sheets(short int) string {
	p := s.prints[0].Print
	text := count(len(p.Sheets), "sheet")
	full := fmt.Sprintf("%.0f %%", p.Filled()*100)
	switch {
	case short >= fillNone || p.Filled() == 0:
	case short >= fillShort:
		text += ", " + full
	case p.Fit != nil:
		text = p.Counted()
	case len(p.Sheets) > 1:
		text += ", the last " + full + " full"
	default:
		text += ", " + full + " full"
	}
	for _, other := range s.prints[1:] {
		if n := len(other.Print.Sheets); n != len(p.Sheets) {
			text += fmt.Sprintf(", %d %s", n, other.Target.Audience)
		}
	}
	return text
}

// findings is how many there are of each level, and how many more or less than at the save before.
func (s *saved) findings(short int) (out []part) {
	if s.found == (counts{}) {
		out = []part{{"32", "no findings"}}
		if less := s.gone(short); less != "" {
			out = append(out, part{"2", " (" + less + ")"})
		}
		return out
	}
	for i, level := range levels {
		more := 0
		if s.before != nil {
			more = s.found[i] - s.before[i]
		}
		if s.found[i] == 0 && more == 0 {
			continue
		}
		if out != nil {
			out = append(out, part{"", ", "})
		}
		p := part{level.color, count(s.found[i], level.of.String())}
		if short >= levelsShort {
			p.text = fmt.Sprintf("%d %s", s.found[i], level.short)
		}
		if s.found[i] == 0 {
			p.color = "32"
		}
		out = append(out, p)
		switch {
		case more == 0:
		case short >= moreShort:
			out = append(out, part{"2", fmt.Sprintf(" %+d", more)})
		default:
			out = append(out, part{"2", fmt.Sprintf(" (%+d)", more)})
		}
	}
	return out
}

// gone is what there is less than before, where nothing is left: "-1 error, -2 warnings".
func (s *saved) gone(short int) string {
	if s.before == nil {
		return ""
	}
	var parts []string
	all := 0
	for i, level := range levels {
		if n := s.before[i]; n > 0 {
			parts = append(parts, "-"+count(n, level.of.String()))
			all += n
		}
	}
	if short >= moreShort && all > 0 {
		return fmt.Sprint(-all)
	}
	return strings.Join(parts, ", ")
}

// byStage is the stages that the line tells of, in the order of the build. Prints run beside each other: the longest counts.
func (s *saved) byStage() []build.Timing {
	var out []build.Timing
	for _, name := range []string{"read", "compose", "layouts", "print", "check"} {
		longest := time.Duration(0)
		for _, t := range s.stages {
			if t.Stage == name || name == "print" && strings.HasPrefix(t.Stage, "print ") {
				longest = max(longest, t.Took)
			}
		}
		out = append(out, build.Timing{Stage: name, Took: longest})
	}
	return out
}

// times is the time that it took, and where it went; milliseconds have no unit behind the first.
func (s *saved) times(short int) []part {
	var stages []string
	for _, t := range s.byStage() {
		if short >= stagesNone || t.Took < 500*time.Microsecond || short >= stagesBig && t.Took < s.took/20 {
			continue
		}
		stages = append(stages, t.Stage+" "+strings.TrimSuffix(took(t.Took.Round(time.Millisecond)), " ms"))
	}
	text := took(s.took)
	if len(stages) > 0 {
		text += ": " + strings.Join(stages, ", ")
	}
	return []part{{"2", text}}
}

// mostErrors is how many errors are told below a save; more would only push the first ones off the screen.
const mostErrors = 10

// below is the lines below a save: why there is no print, and each error.
func (s *saved) below() (out []string) {
	if s.problem != nil {
		for text := range strings.Lines(s.problem.Error()) {
			out = append(out, report.Plain(strings.TrimRight(text, "\n")))
		}
	}
	for i, d := range s.errors {
		if i == mostErrors {
			return append(out, fmt.Sprintf("and %d more; `resgen check` lists them all", len(s.errors)-i))
		}
		out = append(out, at(d)+report.Plain(d.Message)+" ["+d.Rule+"]")
	}
	return out
}

// at is where a finding is, as editors and terminals open it: "content/resume.md:3:1: ".
func at(d diag.Diagnostic) string {
	if !d.Span.Known() {
		return ""
	}
	p := d.Span.Position()
	return fmt.Sprintf("%s:%d:%d: ", report.Plain(p.Path), p.Line, p.Col)
}
