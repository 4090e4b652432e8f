package main

import (
	"slices"
	"strings"
	"testing"
)

const corpusFolder = "../../internal/check/testdata/corpus"

func corpus(t *testing.T) []*resume {
	t.Helper()
	clean, err := readCorpus(corpusFolder)
	if err != nil {
		t.Fatal(err)
	}
	return clean
}

// TestCorpus holds that the operators find in each clean résumé what they look for.
func TestCorpus(t *testing.T) {
	clean := corpus(t)
	if len(clean) < 40 {
		t.Errorf("%d clean résumés", len(clean))
	}
	langs := map[string]int{}
	for _, r := range clean {
		langs[r.lang]++
		jobs := r.jobs()
		if len(jobs) == 0 || len(r.bullets()) < 6 || r.summary() < 0 || r.section("skills") == nil || r.section("education") == nil {
			t.Errorf("%s: %d jobs, %d bullets, summary on line %d", r.name, len(jobs), len(r.bullets()), r.summary()+1)
		}
		for _, e := range jobs {
			if e.start < 2000 || e.start > today || e.stop != 0 && e.stop < e.start {
				t.Errorf("%s:%d: from %d to %d", r.name, e.dates+1, e.start, e.stop)
			}
		}
	}
	for _, lang := range []string{"en", "de", "fr", "sv", "es"} {
		if langs[lang] < 2 {
			t.Errorf("%d résumés in %s", langs[lang], lang)
		}
	}
}

// TestMutants holds that there are enough, that each operator has its part, and that each says where the defect is.
func TestMutants(t *testing.T) {
	clean := corpus(t)
	all := mutants(clean, 1)
	if len(all) < 250 {
		t.Errorf("%d mutants", len(all))
	}
	t.Logf("%d mutants by %d operators", len(all), len(operators()))
	text := map[string][]string{}
	for _, r := range clean {
		text[r.name] = r.lines
	}
	byOperator, seen := map[string]int{}, map[string]bool{}
	for _, m := range all {
		byOperator[m.operator.name]++
		if seen[m.String()] {
			t.Errorf("%s is there twice", m)
		}
		seen[m.String()] = true
		if slices.Equal(m.lines, text[m.clean]) && m.files == nil {
			t.Errorf("%s has no defect", m)
		}
		lines := strings.Split(m.site()[m.file()], "\n")
		for _, i := range m.at {
			if i < 0 || i >= len(lines) {
				t.Errorf("%s: there is no line %d", m, i+1)
			}
		}
		if strings.Contains(strings.Join(m.lines, "\n"), "\x00") {
			t.Errorf("%s has a NUL", m)
		}
	}
	for _, op := range operators() {
		if byOperator[op.name] < 3 {
			t.Errorf("%s: %d mutants", op.name, byOperator[op.name])
		}
		if len(op.rules) == 0 {
			t.Errorf("%s: no rule", op.name)
		}
	}
	again := mutants(clean, 1)
	other := mutants(clean, 2)
	same := func(a, b mutant) bool {
		return a.String() == b.String() && slices.Equal(a.lines, b.lines) && slices.Equal(a.at, b.at)
	}
	if !slices.EqualFunc(all, again, same) {
		t.Error("the same seed makes other mutants")
	}
	if slices.EqualFunc(all, other, same) {
		t.Error("another seed makes the same mutants")
	}
}

// TestScore holds that a target that is missed is said.
func TestScore(t *testing.T) {
	at := func(line int) *struct{ Line int } { return &struct{ Line int }{line} }
	m := mutant{operator{name: "x", rules: []string{"text/a"}, also: []string{"text/b"}}, "ada", defect{lines: []string{"one", "two"}, at: []int{1}}}
	here := finding{Rule: "text/a", Severity: "warning", Path: "content/resume.md", Start: at(2)}
	for name, tt := range map[string]struct {
		found []finding
		clean []finding
		ok    bool
		extra int
	}{
		"found":             {[]finding{here, {Rule: "text/b"}}, nil, true, 0},
		"not found":         {nil, nil, false, 0},
		"on another line":   {[]finding{{Rule: "text/a", Path: "content/resume.md", Start: at(1)}}, nil, false, 0},
		"another rule":      {[]finding{{Rule: "text/c", Path: "content/resume.md", Start: at(2)}}, nil, false, 1},
		"and more":          {[]finding{here, {Rule: "text/c", Message: "new"}, {Rule: "text/c", Message: "known"}}, nil, true, 1},
		"false error":       {[]finding{here}, []finding{{Rule: "text/c", Severity: "error"}}, false, 0},
		"a doubtful one":    {[]finding{here}, []finding{{Rule: "text/c", Severity: "warning"}}, true, 0},
		"two doubtful ones": {[]finding{here}, []finding{{Rule: "text/c", Severity: "warning"}, {Rule: "text/d", Severity: "warning"}}, false, 0},
		"an info":           {[]finding{here}, []finding{{Rule: "text/c", Severity: "info"}, {Rule: "text/d", Severity: "info"}}, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScore(3)
			for _, f := range tt.clean {
				s.clean("ada", f)
			}
			s.mutant(m, tt.found, map[string]bool{finding{Rule: "text/c", Message: "known"}.key(): true})
			var b strings.Builder
			if ok := s.write(&b); ok != tt.ok {
				t.Errorf("%v:\n%s", ok, b.String())
			}
			extra := 0
			for _, r := range s.rules {
				extra += r.extra
			}
			if extra != tt.extra {
				t.Errorf("%d extra", extra)
			}
		})
	}
}
