package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// words is a rule that finds a word in each document.
func words(id, word string, level diag.Severity) *check.Rule {
	return &check.Rule{ID: id, Level: level, Doc: check.Doc{Why: "because of " + word}, Run: func(p *check.Pass) {
		for _, d := range p.Documents {
			text := string(d.File.Bytes)
			for at := 0; ; {
				i := strings.Index(text[at:], word)
				if i < 0 {
					break
				}
				p.Reportf(d.File.Span(at+i, at+i+len(word)), "found %s", word)
				at += i + len(word)
			}
		}
	}}
}

var (
	most   = &check.Limit{Name: "most", Value: 3, Min: 1, Max: 5, Unit: "apples"}
	fewest = &check.Limit{Name: "fewest", Value: 1, Min: 0, Max: 5, Unit: "apples"}
)

func testRules() []*check.Rule {
	return []*check.Rule{
		{ID: check.UnusedAllow, Level: diag.Warning},
		{ID: check.AllowWithoutReason, Level: diag.Warning},
		{ID: "meta/bad-value", Level: diag.Error},
		{ID: "meta/unknown-rule", Level: diag.Error},
		words("text/foo", "fig", diag.Warning),
		words("text/quiet", "fig", diag.Off),
		words("privacy/published", "secret", diag.Error),
		{ID: "sheet/lines", Level: diag.Error, Needs: check.Sheets, Run: func(p *check.Pass) {
			for i := range p.Print.Blocks {
				b := &p.Print.Blocks[i]
				p.Report(diag.Diagnostic{Span: b.Span, Severity: diag.Info, Message: b.Text})
			}
		}},
		{ID: "text/count", Level: diag.Info, Limits: []*check.Limit{most, fewest}, Run: func(p *check.Pass) {
			for _, d := range p.Documents {
				if n := float64(strings.Count(string(d.File.Bytes), "apple")); n > p.Limit(most) {
					p.Reportf(d.File.Top(), "%g apples; the limit is %s", n, p.LimitText(most))
				}
			}
		}},
		{ID: "text/one", Level: diag.Info, Limits: []*check.Limit{{What: "any", Value: 1, Min: 1, Max: 2, Unit: "pear"}, {What: "rest", Value: 3}}},
		{ID: "sheet/stage", Level: diag.Warning, Needs: check.Sheets},
	}
}

// input is a check of résumés, the first of which has the settings.
func input(texts ...string) *check.Input {
	in := &check.Input{Site: &compose.Site{}}
	for i, text := range texts {
		d := document.Parse(source.NewFile(fmt.Sprintf("content/%d.md", i), []byte(text)))
		in.Documents = append(in.Documents, d)
	}
	in.Site.Settings = meta.Decode(in.Documents[0].Meta)
	return in
}

func show(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		p := d.Span.Position()
		fmt.Fprintf(&b, "%s:%d:%d %s %s: %s", strings.TrimPrefix(p.Path, "content/"), p.Line, p.Col, d.Severity, d.Rule, d.Message)
		if d.Target != "" {
			b.WriteString(" in " + d.Target)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestRun(t *testing.T) {
	level := func(rule string, s diag.Severity) []check.Level { return []check.Level{{Rule: rule, Level: s}} }
	tests := []struct {
		name   string
		text   string
		levels []check.Level // from the command line
		want   string
	}{
		{"default levels", "fig secret", nil, "0.md:1:1 warning text/foo: found fig\n0.md:1:5 error privacy/published: found secret\n"},
		{"front matter", "---\ncheck: {rules: {text/foo: info, text/quiet: error}}\n---\nfig", nil,
			"0.md:4:1 info text/foo: found fig\n0.md:4:1 error text/quiet: found fig\n"},
		{"the command line wins", "---\ncheck: {rules: {text/foo: info}}\n---\nfig", level("text/foo", diag.Error), "0.md:4:1 error text/foo: found fig\n"},
		{"off", "---\ncheck: {rules: {text/foo: off}}\n---\nfig", nil, ""},
		{"off on the command line", "fig", level("text/foo", diag.Off), ""},
		{"a fixed rule", "---\ncheck: {rules: {privacy/published: off}}\n---\nsecret", level("privacy/published", diag.Off),
			"0.md:2:17 error meta/bad-value: privacy/published is always an error\n0.md:4:1 error privacy/published: found secret\n"},
		{"no rule", "---\ncheck: {rules: {text/fo: off}}\n---\n", nil, "0.md:2:17 error meta/unknown-rule: there is no rule \"text/fo\"; did you mean \"text/foo\"?\n"},
		{"no level", "---\ncheck: {rules: {text/foo: loud}}\n---\nfig", nil,
			"0.md:2:27 error meta/bad-value: \"loud\" is no level; it must be one of off, info, warning, error\n0.md:4:1 warning text/foo: found fig\n"},
		{"findings about levels have levels", "---\ncheck: {rules: {text/fo: off, meta/unknown-rule: off}}\n---\n", nil, ""},

		{"a group", "---\ncheck: {rules: {text: off}}\n---\nfig secret", nil, "0.md:4:5 error privacy/published: found secret\n"},
		{"a rule wins over its group", "---\ncheck: {rules: {text/foo: info, text: off}}\n---\nfig", nil, "0.md:4:1 info text/foo: found fig\n"},
		{"a group on the command line", "---\ncheck: {rules: {text/foo: info}}\n---\nfig", level("text", diag.Off), ""},
		{"a group with a fixed rule", "---\ncheck: {rules: {privacy: off}}\n---\nsecret", level("privacy", diag.Info), "0.md:4:1 error privacy/published: found secret\n"},
		{"no group", "---\ncheck: {rules: {texts: off}}\n---\n", nil, "0.md:2:17 error meta/unknown-rule: there is no rule \"texts\"\n"},
		{"minimal", "---\ncheck: {preset: minimal}\n---\nfig secret", nil, "0.md:4:5 error privacy/published: found secret\n"},
		{"minimal and a level", "---\ncheck: {preset: minimal, rules: {text/foo: info}}\n---\nfig", nil, "0.md:4:1 info text/foo: found fig\n"},
		{"strict", "---\ncheck: {preset: strict}\n---\napple apple apple apple", nil, "0.md:1:1 warning text/count: 4 apples; the limit is 3 apples\n"},
		{"within a limit", "apple apple apple", nil, ""},
		{"a limit", "---\ncheck: {limits: {text/count: {most: 1.5}}}\n---\napple apple", nil, "0.md:1:1 info text/count: 2 apples; the limit is 1.5 apples\n"},
		{"a limit out of range", "---\ncheck: {limits: {text/count: {most: 6}, text/one: ten}}\n---\n", nil,
			"0.md:2:37 error meta/bad-value: \"6\" is no limit of text/count; it must be a number from 1 to 5 (apples)\n" +
				"0.md:2:51 error meta/bad-value: \"ten\" is no limit of text/one; it must be a number from 1 to 2 (pear)\n"},
		{"a limit without its name", "---\ncheck: {limits: {text/count: 6}}\n---\n", nil,
			"0.md:2:18 error meta/bad-value: text/count has several limits (most, fewest); write {text/count: {most: 3}}\n"},
		{"a limit of another name", "---\ncheck: {limits: {text/count: {mots: 6}, text/one: {x: 1}}}\n---\n", nil,
			"0.md:2:31 error meta/bad-value: text/count has several limits (most, fewest); write {text/count: {most: 3}}\n" +
				"0.md:2:52 error meta/bad-value: text/one has one limit; write a number, as in {text/one: 1}\n"},
		{"a limit of no rule, and of one without", "---\ncheck: {limits: {text/coun: 1, text/foo: 2}}\n---\n", nil,
			"0.md:2:18 error meta/unknown-rule: there is no rule \"text/coun\"; did you mean \"text/count\"?\n" +
				"0.md:2:32 error meta/bad-value: text/foo has no limit that can be set\n"},
		{"exception", "<!-- allow text/foo: a quotation -->\nfig\n\nfig\n", nil, "0.md:4:1 warning text/foo: found fig\n"},
		{"exception without a reason", "<!-- allow text/foo -->\nfig\n", nil,
			"0.md:1:1 warning check/allow-without-reason: the exception from text/foo gives no reason, and does not count\n0.md:2:1 warning text/foo: found fig\n"},
		{"exception that hides nothing", "<!-- allow text/foo: a quotation -->\nbar\n", nil, "0.md:1:1 warning check/unused-allow: the exception from text/foo hides nothing\n"},
		{"findings about exceptions have levels", "---\ncheck: {rules: {check/unused-allow: error, check/allow-without-reason: off}}\n---\n<!-- allow text/foo: a quotation -->\nbar\n\n<!-- allow text/foo -->\nbar\n", nil,
			"0.md:4:1 error check/unused-allow: the exception from text/foo hides nothing\n"},
		{"exception from a rule that is off", "<!-- allow text/quiet: a quotation -->\nbar\n", nil, ""},
		{"exception from a sheet rule that could not run", "<!-- allow sheet/lines: tight on purpose -->\nbar\n", nil, ""},
		{"exception from no rule", "<!-- allow text/fooo: a quotation -->\nbar\n", nil, "0.md:1:1 error meta/unknown-rule: there is no rule \"text/fooo\"; did you mean \"text/foo\"?\n"},
		{"exception from a fixed rule", "<!-- allow privacy/published: nobody looks -->\nsecret\n", nil,
			"0.md:1:1 warning check/unused-allow: the exception from privacy/published hides nothing\n0.md:2:1 error privacy/published: found secret\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(tt.text)
			in.Levels = tt.levels
			if got := show(check.Run(testRules(), in).Findings); got != tt.want {
				t.Errorf("\n got %swant %s", got, tt.want)
			}
		})
	}
}

// TestAllowPartly holds that an exception from a rule about sheets is not called useless where not every target was printed.
func TestAllowPartly(t *testing.T) {
	for printed, want := range []string{"", "", "0.md:1:1 warning check/unused-allow: the exception from sheet/lines hides nothing\n"} {
		in := input("<!-- allow sheet/lines: tight on purpose -->\nbar\n")
		in.Site.Targets = make([]compose.Target, 2)
		in.Prints = make([]check.Printed, printed)
		for i := range in.Prints {
			in.Prints[i].Print = &sheet.Print{}
		}
		if got := show(check.Run(testRules(), in).Findings); got != want {
			t.Errorf("with %d of 2:\n got %swant %s", printed, got, want)
		}
	}
}

// TestFactsAllow holds that the exceptions of a page, whose document is only a head, come from its facts.
func TestFactsAllow(t *testing.T) {
	in := input("")
	page := document.Head(source.NewFile("content/page.md", []byte("<!-- allow text/foo: a quotation -->\nfig\n")))
	in.Documents = append(in.Documents, page)
	if got := show(check.Run(testRules(), in).Findings); got != "page.md:2:1 warning text/foo: found fig\n" {
		t.Errorf("without facts: %s", got)
	}
	in.Facts = render.NewMemory().Learn
	if got := show(check.Run(testRules(), in).Findings); got != "" {
		t.Errorf("with facts: %s", got)
	}
}

func TestSkipped(t *testing.T) {
	in := input("---\ncheck: {rules: {sheet/stage: off}}\n---\n")
	in.NoPrint = "no Chrome found"
	rep := check.Run(testRules(), in)
	if want := []check.Skip{{Needs: "sheet", Count: 1, Reason: "no Chrome found"}}; !slices.Equal(rep.Skipped, want) {
		t.Errorf("skipped %v, want %v; a rule that is off is not skipped", rep.Skipped, want)
	}
	if rep.Rules != len(testRules())-3 {
		t.Errorf("%d rules ran", rep.Rules)
	}
	in.NoPrint = ""
	if rep := check.Run(testRules(), in); rep.Skipped[0].Reason == "" {
		t.Error("no reason is given")
	}
	in.Prints = []check.Printed{{Print: &sheet.Print{}}}
	if rep := check.Run(testRules(), in); rep.Skipped != nil {
		t.Errorf("skipped %v", rep.Skipped)
	}
}

func TestStages(t *testing.T) {
	in := input("---\ncheck: {rules: {meta/bad-value: warning}}\n---\n")
	at := in.Documents[0].File.Top()
	in.Stages = diag.List{
		{Rule: "text/foo", Severity: diag.Error, Span: at, Message: "staged"},
		{Rule: "text/quiet", Severity: diag.Error, Span: at, Message: "of a rule that is off"},
		{Rule: "meta/bad-value", Severity: diag.Error, Span: at, Message: "bad", Why: "its own reason"},
		{Rule: "no/rule", Severity: diag.Error, Span: at, Message: "of no rule"},
		{Rule: "sheet/stage", Severity: diag.Error, Span: at, Message: "of a rule that could not run"},
	}
	rep := check.Run(testRules(), in)
	if got, want := show(rep.Findings), "0.md:1:1 warning meta/bad-value: bad\n0.md:1:1 error text/foo: staged\n"; got != want {
		t.Errorf("\n got %swant %s", got, want)
	}
	if rep.Findings[0].Why != "its own reason" || rep.Findings[1].Why != "" {
		t.Errorf("reasons: %q, %q; a report gives that of the rule", rep.Findings[0].Why, rep.Findings[1].Why)
	}
}

// TestTargets holds that what every target has is said once and without a target.
func TestTargets(t *testing.T) {
	in := input("one\n\ntwo\n\nthree\n")
	f := in.Documents[0].File
	block := func(at int, text string) sheet.Block { return sheet.Block{Span: f.Span(at, at+3), Text: text} }
	public, sent := compose.Target{Audience: compose.Public, Out: "a.pdf"}, compose.Target{Audience: compose.Sent, Out: "a.pdf"}
	printed := func(t compose.Target, bs ...sheet.Block) check.Printed {
		return check.Printed{Target: t, Print: &sheet.Print{Blocks: bs}}
	}
	tests := []struct {
		name   string
		prints []check.Printed
		want   string
	}{
		{"one target", []check.Printed{printed(public, block(0, "x"))}, "0.md:1:1 info sheet/lines: x\n"},
		{"in both", []check.Printed{printed(public, block(0, "x")), printed(sent, block(0, "x"))}, "0.md:1:1 info sheet/lines: x\n"},
		{"in one", []check.Printed{printed(public), printed(sent, block(0, "x"))}, "0.md:1:1 info sheet/lines: x in a.pdf (sent)\n"},
		{"unlike words", []check.Printed{printed(public, block(0, "x")), printed(sent, block(0, "y"))},
			"0.md:1:1 info sheet/lines: x in a.pdf (public)\n0.md:1:1 info sheet/lines: y in a.pdf (sent)\n"},
		{"unlike places", []check.Printed{printed(public, block(0, "x")), printed(sent, block(5, "x"))},
			"0.md:1:1 info sheet/lines: x in a.pdf (public)\n0.md:3:1 info sheet/lines: x in a.pdf (sent)\n"},
		{"twice in one", []check.Printed{printed(public), printed(sent, block(0, "x"), block(0, "x"))},
			"0.md:1:1 info sheet/lines: x in a.pdf (sent)\n0.md:1:1 info sheet/lines: x in a.pdf (sent)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in.Prints = tt.prints
			if got := show(check.Run(testRules(), in).Findings); got != tt.want {
				t.Errorf("\n got %swant %s", got, tt.want)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	if r, err := check.Select(testRules(), "text/foo"); err != nil || r.ID != "text/foo" {
		t.Errorf("%v, %v", r, err)
	}
	for id, want := range map[string]string{
		"text/foe": "there is no rule \"text/foe\"; did you mean \"text/foo\"?; `resgen rules` lists them",
		"nothing":  "there is no rule \"nothing\"; `resgen rules` lists them",
	} {
		if _, err := check.Select(testRules(), id); err == nil || err.Error() != want {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// TestLangs holds that a rule of wording is quiet on a language that it does not know, and that its silence is told.
func TestLangs(t *testing.T) {
	rule := words("text/foo", "fig", diag.Warning)
	rule.Langs = []string{"en", "fr"}
	for lang, want := range map[string]int{"en": 1, "en-GB": 1, "fr": 1, "de": 0} {
		in := input("fig")
		in.Site.Resume = &resume.Resume{Lang: lang}
		rep := check.Run([]*check.Rule{rule}, in)
		if len(rep.Findings) != want || len(rep.Skipped) != 1-want {
			t.Errorf("%s: %d findings, skipped %v", lang, len(rep.Findings), rep.Skipped)
		}
		if want == 0 && rep.Skipped[0] != (check.Skip{Needs: "wording", Count: 1, Reason: `the résumé is in "de"`}) {
			t.Errorf("%+v", rep.Skipped)
		}
	}
}
