package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// The targets of the issue: what a check must find, and how seldom it may be wrong.
const (
	leastRecall  = 0.98
	mostDoubtful = 1.0 / 3 // warnings in a clean résumé
)

// A score is how resgen did on the corpus, by rule.
type score struct {
	resumes  int
	rules    map[string]*tally
	missing  map[string]int // planted defects whose rule is not there yet
	errors   int            // on clean résumés
	warnings int
	infos    int
	misses   []string
}

// A tally is one rule's part.
type tally struct {
	planted, found int
	extra          int // findings on mutants that are neither planted nor on the clean résumé
	clean          map[string]int
}

func newScore(resumes int) *score {
	return &score{resumes: resumes, rules: map[string]*tally{}, missing: map[string]int{}}
}

func (s *score) rule(id string) *tally {
	if s.rules[id] == nil {
		s.rules[id] = &tally{clean: map[string]int{}}
	}
	return s.rules[id]
}

func (s *score) absent(id string) { s.missing[id]++ }

// clean counts a finding on a clean résumé.
func (s *score) clean(name string, f finding) {
	s.rule(f.Rule).clean[f.Severity]++
	switch f.Severity {
	case "error":
		s.errors++
	case "warning":
		s.warnings++
	default:
		s.infos++
	}
	s.misses = append(s.misses, fmt.Sprintf("clean %s %s", name, f))
}

func (f finding) String() string {
	line := 0
	if f.Start != nil {
		line = f.Start.Line
	}
	return fmt.Sprintf("%s %s:%d: %s\n\t%s", f.Severity, f.Rule, line, f.Message, f.text)
}

// mutant counts what was found in a mutant; known is what its clean résumé has.
func (s *score) mutant(m mutant, found []finding, known map[string]bool) {
	t := s.rule(m.rules[0])
	t.planted++
	right := false
	for _, f := range found {
		if slices.Contains(m.rules, f.Rule) && (m.at == nil || slices.ContainsFunc(f.places(m.file()), func(i int) bool { return slices.Contains(m.at, i) })) {
			right = true
		}
	}
	if right {
		t.found++
	} else {
		s.misses = append(s.misses, fmt.Sprintf("missed %s %s at %s\n\t%s", m.rules[0], m, m.where(), m.text()))
	}
	for _, f := range found {
		if known[f.key()] || slices.Contains(m.rules, f.Rule) || slices.Contains(m.also, f.Rule) {
			continue
		}
		s.rule(f.Rule).extra++
		s.misses = append(s.misses, fmt.Sprintf("extra on %s: %s", m, f))
	}
}

// where is the lines that the defect is on.
func (m mutant) where() string {
	if m.at == nil {
		return m.file()
	}
	return fmt.Sprintf("%s:%d", m.file(), m.at[0]+1)
}

// text is the first line of the defect.
func (m mutant) text() string {
	if len(m.at) == 0 || m.path != "" || m.at[len(m.at)-1] >= len(m.lines) {
		return m.operator.name
	}
	return m.lines[m.at[len(m.at)-1]]
}

// write prints the table; false when a target is missed.
func (s *score) write(w io.Writer) bool {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "rule\tplanted\tfound\trecall\textra\tprecision\tclean: errors\twarnings\tinfo")
	planted, found, extra := 0, 0, 0
	for _, id := range slices.Sorted(maps.Keys(s.rules)) {
		t := s.rules[id]
		planted, found, extra = planted+t.planted, found+t.found, extra+t.extra
		fmt.Fprintf(tw, "%s\t%d\t%d\t%s\t%d\t%s\t%d\t%d\t%d\n", id, t.planted, t.found, percent(t.found, t.planted), t.extra, percent(t.found, t.found+t.extra),
			t.clean["error"], t.clean["warning"], t.clean["info"])
	}
	fmt.Fprintf(tw, "all\t%d\t%d\t%s\t%d\t%s\t%d\t%d\t%d\n", planted, found, percent(found, planted), extra, percent(found, found+extra), s.errors, s.warnings, s.infos)
	tw.Flush()
	for _, id := range slices.Sorted(maps.Keys(s.missing)) {
		fmt.Fprintf(w, "not there yet: %s (%d mutants)\n", id, s.missing[id])
	}
	ok := true
	hold := func(holds bool, format string, args ...any) {
		word := "ok"
		if !holds {
			word, ok = "MISSED", false
		}
		fmt.Fprintf(w, format+": %s\n", append(args, word)...)
	}
	hold(planted == 0 || float64(found) >= leastRecall*float64(planted), "%d clean résumés, %d mutants; recall %s, target %.0f %%", s.resumes, planted, percent(found, planted), 100*leastRecall)
	hold(float64(s.warnings) <= mostDoubtful*float64(s.resumes), "%.2f warnings in a clean résumé, target %.2f", float64(s.warnings)/float64(max(s.resumes, 1)), mostDoubtful)
	hold(s.errors == 0, "%d errors in clean résumés, target 0", s.errors)
	return ok
}

func percent(n, of int) string {
	if of == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(of))
}
