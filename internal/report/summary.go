package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/diag"
)

// A Summary is what a check came to.
type Summary struct {
	Errors, Warnings, Infos int    // findings
	Fixable                 int    // findings that a safe fix mends
	Files                   int    // files that were read
	Targets                 int    // targets that were printed and checked, 0 when none
	Chrome                  string // version of the browser that printed them, "" when none did or it is not known
	Skipped                 []Skip
	Duration                time.Duration // 0 to leave it out
}

// A Skip is rules that could not run, or targets that were not printed. Silence would look like success.
type Skip struct {
	Count  int    // of rules, or of what Noun says
	Group  string // "sheet", or "" when they are of several groups
	Noun   string // "target"; "" for rules
	Reason string // "no Chrome found"
}

// what is how many of what were skipped: "14 sheet rules".
func (k Skip) what() string {
	noun := "rule"
	if k.Noun != "" {
		noun = k.Noun
	}
	if k.Group != "" {
		noun = k.Group + " " + noun
	}
	return count(k.Count, noun)
}

// Summarize counts the findings of a list; the caller fills in the rest.
func Summarize(l diag.List) Summary {
	s := Summary{Errors: l.Count(diag.Error), Warnings: l.Count(diag.Warning), Infos: l.Count(diag.Info)}
	for _, d := range l {
		if d.Fix != nil && d.Fix.Safe {
			s.Fixable++
		}
	}
	return s
}

// Line is the summary on one line, without a line end:
//
//	3 errors, 2 warnings in 12 files and 4 targets, printed by Chrome 156.0.8078.108; resgen check --fix mends 2; 14 sheet rules skipped: no Chrome found (412 ms)
func (s Summary) Line(o Options) string {
	p := painter(o.Color)
	var found []string
	add := func(n int, severity diag.Severity, noun string) {
		if n > 0 {
			found = append(found, p.paint(severityStyle(severity), count(n, noun)))
		}
	}
	add(s.Errors, diag.Error, "error")
	add(s.Warnings, diag.Warning, "warning")
	if s.Infos > 0 {
		found = append(found, p.paint(severityStyle(diag.Info), fmt.Sprintf("%d info", s.Infos)))
	}
	if found == nil {
		found = []string{p.paint(aid, "no findings")}
	}
	var b strings.Builder
	b.WriteString(strings.Join(found, ", ") + " in " + count(s.Files, "file"))
	if s.Targets > 0 {
		b.WriteString(" and " + count(s.Targets, "target"))
		if s.Chrome != "" {
			b.WriteString(", printed by Chrome " + fold(s.Chrome))
		}
	}
	if s.Fixable > 0 {
		fmt.Fprintf(&b, "; resgen check --fix mends %d", s.Fixable)
	}
	for _, k := range s.Skipped {
		fmt.Fprintf(&b, "; %s: %s", p.paint(severityStyle(diag.Warning), k.what()+" skipped"), fold(k.Reason))
	}
	if s.Duration > 0 {
		b.WriteString(" " + p.paint(faint, "("+duration(s.Duration)+")"))
	}
	return b.String()
}

// count is a number with its noun: "1 file", "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// duration is a time as people read it: "412 ms", "1.3 s", "2 min 5 s".
func duration(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "under 1 ms"
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	d = d.Round(time.Second)
	return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
}
