package prose

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Don't use Node.js, C++ or C#": "don't use node.js c++ or c#",
		"A state-of-the-art CI/CD":     "a state of the art ci cd",
		"Saved $1.2M (12,000 hours).":  "saved 1.2m 12,000 hours",
		"It’s 1B+ events in C++17":     "it's 1b events in c++17",
		"Größe – naïve":                "größe naïve",
		"":                             "",
		" . ":                          "",
	} {
		var got []string
		for _, w := range Plain(text).Words {
			got = append(got, w.Low)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"Built it. Ran it": {"Built it.", "Ran it"},
		"Built tools, e.g. a linter, etc. and ran it": {"Built tools, e.g. a linter, etc. and ran it"},
		"Worked for Acme Inc. Berlin on it.":          {"Worked for Acme Inc. Berlin on it."},
		"Used Node.js. Then (at last!) stopped.":      {"Used Node.js.", "Then (at last!) stopped."},
		"Cut it to 1.5 s! Why?":                       {"Cut it to 1.5 s!", "Why?"},
		"":                                            nil,
	} {
		x := Plain(text)
		var got []string
		for _, r := range x.Sentences() {
			got = append(got, x.Plain[r.Start:r.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestVerbs(t *testing.T) {
	for word, want := range map[string]Verb{
		"led":           {"lead", Past | Participle, false},
		"leading":       {"lead", Gerund, false},
		"cut":           {"cut", Base | Past | Participle, true},
		"planned":       {"plan", Past | Participle, false},
		"shipping":      {"ship", Gerund, false},
		"wrote":         {"write", Past, false},
		"written":       {"write", Participle, false},
		"found":         {"find", Past | Participle, false},
		"modelled":      {"model", Past | Participle, false},
		"modeling":      {"model", Gerund, false},
		"studies":       {"study", Third, true},
		"has":           {"have", Third, false},
		"offering":      {"offer", Gerund, false},
		"redeployed":    {"redeploy", Past | Participle, false},
		"optimised":     {"optimise", Past | Participle, true},
		"troubleshot":   {"troubleshoot", Past | Participle, false},
		"fixes":         {"fix", Third, true},
		"prototyping":   {"prototype", Gerund, false},
		"refactoring":   {"refactor", Gerund, false},
		"administering": {"administer", Gerund, false},
	} {
		if got, ok := Lookup(word); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", word, got, want)
		}
	}
	for _, word := range []string{"overview", "output", "engineering", "the", "senior", "detail-oriented", "uptime", "remote", "region"} {
		if v, ok := Lookup(word); ok && v.Form&^Gerund != 0 {
			t.Errorf("%s is no verb: %+v", word, v)
		}
	}
	bases := map[string]bool{}
	for line := range strings.Lines(verbsText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Fields(line)
		if len(parts) > 4 || strings.ToLower(line) != line || strings.ContainsAny(strings.Join(parts[1:], ""), "~=") {
			t.Errorf("verbs.txt: %q has not the form that it says", line)
		}
		bases[strings.TrimRight(parts[0], "~=")] = true
	}
	if len(bases) < 700 {
		t.Errorf("%d verbs; the least is 700", len(bases))
	}
	if v, _ := Lookup("write"); v.PastOf() != "wrote" {
		t.Errorf("the past of write is %q", v.PastOf())
	}
}

func TestOpening(t *testing.T) {
	for text, want := range map[string]string{ // the base, with "?" where it is not sure; "" for none
		"Successfully led a team":             "lead",
		"I wrote the parser":                  "write",
		"Cut p99 latency":                     "cut",
		"Lead developer of a banking app":     "lead?",
		"Lead the web team":                   "lead",
		"Run 400 virtual machines":            "run",
		"Mentor two junior engineers":         "mentor",
		"Mentor, Women in Tech":               "mentor?",
		"Mentor for two apprentices":          "mentor?",
		"Test plans for three releases":       "test?",
		"Design and build the billing system": "design",
		"Support 14 branches":                 "support",
		"Support for 14 branches":             "support?",
		"Maintain the gateway":                "maintain",
		"Maintains the gateway":               "maintain",
		"Builds and ships the app":            "build",
		"Re-architected the checkout":         "re-architect",
		"Load-tested the gateway":             "load-test",
		"Load-balancer setup":                 "",
		"Migration: moved 40 services to Go":  "move",
		"Payments – rewrote the ledger":       "rewrite",
		"Technologies: Go, Redis":             "",
		"Monitoring: Icinga 2, Grafana":       "monitor?",
		"Distributed systems":                 "distribute?",
		"Distributed the load over 4 regions": "distribute",
		"Written in plain JavaScript":         "write?",
		"Used by 80 schools":                  "use?",
		"Responsible for backups":             "",
		"Family tree of 400 users":            "",
		"Building a new API":                  "build",
		"Work on the API":                     "work",
		"Work experience":                     "work?",
		"Set up the cluster":                  "set",
		"Overview of systems":                 "",
		"`build` and deploy":                  "",
		"Daily stand-ups":                     "",
		"":                                    "",
	} {
		x := words(text)
		o, ok := x.Opening()
		got := ""
		if ok {
			if got = o.Base; !o.Sure {
				got += "?"
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestPassive(t *testing.T) {
	for text, want := range map[string]string{
		"Services were migrated to Kubernetes by the team":          "were migrated",
		"The API was completely rewritten in Go":                    "was completely rewritten",
		"Built the API. Later, all tests were automated.":           "were automated",
		"Wrote a service that was used by 80 schools":               "",
		"Was promoted to staff engineer":                            "",
		"Three articles were published in journals":                 "",
		"Wrote the parser, which was adopted by four teams":         "",
		"Moved data that were stored in MySQL":                      "",
		"Tickets which were closed within a day rose by 40%":        "",
		"The team was responsible for billing":                      "",
		"Dashboards are used by 40 teams":                           "",
		"Kept the service up while the database was being migrated": "",
	} {
		x := Plain(text)
		got := ""
		for _, r := range x.Passive() {
			got = x.Plain[r.Start:r.End]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestSpan holds that the way back leads to the very bytes of the source.
func TestSpan(t *testing.T) {
	src := "Built [the `ledger` API](x) &amp; **halved** costs"
	file := source.NewFile("content/resume.md", []byte(src))
	at := func(s string) source.Span {
		i := strings.Index(src, s)
		return file.Span(i, i+len(s))
	}
	x := Of([]markup.Inline{
		{Kind: markup.Text, Text: "Built ", Span: at("Built ")},
		{Kind: markup.Link, Span: at("[the `ledger` API](x)"), Inlines: []markup.Inline{
			{Kind: markup.Text, Text: "the ", Span: at("the ")}, {Kind: markup.CodeSpan, Text: "ledger", Span: at("`ledger`")},
			{Kind: markup.Text, Text: " API", Span: at(" API")},
		}},
		{Kind: markup.Text, Text: " & ", Span: at(" &amp; ")},
		{Kind: markup.Strong, Span: at("**halved**"), Inlines: []markup.Inline{{Kind: markup.Text, Text: "halved", Span: at("halved")}}},
		{Kind: markup.Text, Text: " costs", Span: at(" costs")},
	})
	if x.Plain != "Built the ledger API & halved costs" {
		t.Fatalf("%q", x.Plain)
	}
	for i, w := range x.Words {
		if got := x.WordSpan(i, i).Text(); got != x.Plain[w.Start:w.End] {
			t.Errorf("word %d: %q, want %q", i, got, x.Plain[w.Start:w.End])
		}
	}
	if got := x.Span(21, 22).Text(); got != "&amp;" {
		t.Errorf("%q", got)
	}
}

// FuzzText holds that whatever a text is, taking it apart ends, and each range lies in it.
func FuzzText(f *testing.F) {
	for line := range strings.Lines(figuresText) {
		f.Add(line)
	}
	for _, s := range []string{"+1 2 3 4 5 6 7 8 9", "one", "a", "zero-", "50/50:50", "'21", "$", "(0)-0-0", "Java 8, 11 and 17 to 21", "I was", "\xff 5\xff x", "v2 to 3 - 4", "C++++"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := Plain(s)
		for _, r := range slices.Concat(x.Figures(), x.Sentences(), x.Passive()) {
			if r.Start < 0 || r.Start >= r.End || r.End > len(s) {
				t.Fatalf("%q: %v", s, r)
			}
		}
		if x.HasFigure() != (len(x.Figures()) > 0) {
			t.Fatalf("%q", s)
		}
		x.Opening()
		x.Label()
		x.Count()
	})
}

// TestTime holds that time grows with the length of the text and not faster, whatever it holds.
func TestTime(t *testing.T) {
	for _, piece := range []string{"1 ", "1-", "1/", "a.1.", "two ", "million ", "Java 8 to ", "x and 1 ", "one-", "(0)1 ", "was ", "quickly ", "It was. ", "5:", "+1 "} {
		x := Plain(strings.Repeat(piece, 1<<17/len(piece)))
		start := time.Now()
		x.Figures()
		x.Passive()
		x.Opening()
		x.Count()
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q for 128 kB: %v", piece, took)
		}
	}
}
