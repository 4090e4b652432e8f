package tailor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// mill is a résumé with facts of every kind.
func mill() *resume.Resume {
	r := &resume.Resume{Name: value("Ada Byron"), Headline: value("Backend Engineer"), Lang: "en", Sections: []resume.Section{
		{Kind: resume.Skills, Groups: []resume.Group{{Label: value("Tools"), Items: []resume.Value{value("golang"), value("Terraform"), value("Amazon S3")}}}},
		{Kind: resume.Experience, Title: value("Experience"), Entries: []resume.Entry{{
			Title: value("Backend Engineer"), Organization: value("Lovelace Mills"), Location: value("London"), URL: "https://mills.example",
			Dates: date.Range{Start: date.Date{Year: 2019, Month: 3}, Present: true}, DatesText: value("Mar 2019 – present"),
			Body: []markup.Block{
				bullet("Cut p99 latency of the ledger API from 480 ms to 95 ms, and costs by 40 %"),
				bullet("Moved 12,000 reports of three teams to PostgreSQL and k8s in July 2021, with 5+ engineers"),
				bullet("Re-architected the front-end services, which doubled throughput to 2M requests a day"),
				bullet("Built a queue in Java 17 with rust tools for Deutsche Telekom and a bank"),
			},
		}}},
	}}
	return r
}

func told2(claims []Claim) string {
	var out []string
	for _, c := range claims {
		out = append(out, fmt.Sprintf("%s %s", c.Kind, c.Text))
	}
	return strings.Join(out, ", ")
}

func TestGate(t *testing.T) {
	f := FactsOf(mill())
	for _, c := range []struct{ text, facts, words string }{
		// what is there
		{"Cut p99 latency of the ledger API from 480 ms to 95 ms", "", ""},
		{"Cut p99 latency of the ledger API from 480 to 95ms", "", ""},
		{"Moved 12000 reports to Postgres", "", ""},
		{"Moved 12 000 reports to Kubernetes", "", ""},
		{"Moved 12k reports", "", ""},
		{"Moved 12\u202f000 reports of 3 teams", "", ""},
		{"Cut costs by 40% in Go", "", ""},
		{"Cut costs by 40 percent", "", ""},
		{"Moved reports to PostgreSQL in Jul 2021", "", ""},
		{"Moved reports to PostgreSQL in 2021", "", ""},
		{"2,000,000 requests a day", "", ""},
		{"Moved a report of the team to the ledgers", "", ""},
		{"Rearchitected the frontend service", "", ""},
		{"reports (https://mills.example)", "", ""},
		{"Lovelace Mills, London", "", ""},
		{"5+ engineers", "", ""},
		{"5 engineers", "number 5", "number 5"}, // 5+ is what was said
		// words
		{"Slashed the ledger's latency", "", "word Slashed"},
		{"Moving reports", "", "word Moving"}, // another form is another word
		{"Cut latency significantly", "", "word significantly"},
		// numbers
		{"Cut costs by 60 %", "number 60 %", "number 60 %"},
		{"Cut 40 reports", "number 40", "number 40"},
		{"Cut costs by 480 %", "number 480 %", "number 480 %"},
		{"Cut p95 latency", "number p95", "number p95"},
		{"Cut latency to 95 s", "number 95 s", "number 95 s"},
		{"Cut costs by over 40 %", "number 40 %", "word over, number 40 %"},
		{"Cut costs by >40 %", "number 40 %", "number 40 %"},
		{"Cut costs by $40", "number $40", "number $40"},
		{"Moved 13,000 reports", "number 13,000", "number 13,000"},
		{"Moved 12,000+ reports", "number 12,000", "number 12,000"},
		{"Moved reports of four teams", "number four", "number four"},
		{"Cut costs by forty percent", "", ""},
		{"Cut costs by sixty percent", "number sixty percent", "number sixty percent"},
		{"Halved latency", "number Halved", "number Halved"},
		{"Cut costs by a third for a third team", "number third", "number third, word third"},
		{"the third team", "", "word third"},
		{"one million reports, 24/7", "number million, number 24, number 7", "word one, number million, number 24, number 7"},
		{"ten thousand reports", "number ten thousand", "number ten thousand"},
		{"Cut latency tenfold", "number tenfold", "number tenfold"},
		{"Cut costs by ½", "number ½", "number ½"},
		{"Cut costs by ６０ %", "number ６０ %", "number ６０ %"},
		{"dozens of reports", "number dozens", "number dozens"},
		{"3M requests a day", "number 3M", "number 3M"},
		// dates
		{"Moved reports in July 2020", "date July 2020", "date July 2020"},
		{"Moved reports in March 2021", "date March 2021", "date March 2021"},
		{"Moved reports in 2018", "date 2018", "date 2018"},
		{"Moved reports in Q3 2021", "number Q3", "number Q3"},
		// names
		{"Moved reports of Acme", "name Acme", "name Acme"},
		{"Acme moved reports", "name Acme", "name Acme"},
		{"the SLA of the ledger", "name SLA", "name SLA"},
		{"a bank, Deutsche Bank", "name Deutsche Bank", "name Deutsche Bank"},
		{"reports (www.acme.example/x)", "name www.acme.example/x", "name www.acme.example/x"},
		{"reports for ada@acme.example", "name ada@acme.example", "name ada@acme.example"},
		{"reports at acme.example", "name acme.example", "word at, name acme.example"},
		{"Senior Backend Engineer", "name Senior Backend", "word Senior"},
		// technologies
		{"Moved reports to Kafka", "technology Kafka", "technology Kafka"},
		{"Moved reports to kafka", "technology kafka", "technology kafka"},
		{"Moved reports to PostgreSQL and spark", "technology spark", "word spark"}, // a word of the language, in a list of technologies
		{"Moved reports with react", "technology react", "word react"},
		{"Moved reports to react to spring tides", "", "word react, word spring, word tides"},
		{"Moved reports to AWS", "", "technology AWS"}, // S3 shows it
		{"Built a queue in Java", "", ""},
		{"Built a queue in Java 21", "number 21", "number 21"},
		{"Built a queue in Java21", "number 21", "number 21"},
		{"Built the ledger in Rust", "technology Rust", "technology Rust"},
		{"tools in clojurescriptish", "word clojurescriptish", "word clojurescriptish"},
		{"Built the кafka queue", "word кafka", "word кafka"}, // its first letter is Cyrillic
	} {
		for i, want := range []string{c.facts, c.words} {
			grain := []Grain{EveryFact, EveryWord}[i]
			if got := told2(f.New(c.text, grain)); got != want {
				t.Errorf("%s, %d: %q, want %q", c.text, grain, got, want)
			}
		}
	}
}

// TestGateBeware holds that a technology which must not come in does so in no case, though it is a word of the language, too.
func TestGateBeware(t *testing.T) {
	rust, _ := term.FindTechnology("Rust")
	kafka, _ := term.FindTechnology("Apache Kafka")
	spring, _ := term.FindTechnology("Spring Boot")
	for text, want := range map[string]string{
		"queues in rust":         "", // as the résumé writes it
		"queues in RUST":         "technology RUST",
		"queues in apache-kafka": "technology apache-kafka",
		"a spring boot queue":    "technology spring boot",
		"a spring":               "",
	} {
		if got := told2(FactsOf(mill()).New(text, EveryFact, rust, kafka, spring)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := told2(FactsOf(&resume.Resume{}).New("queues in rust", EveryFact, rust)); got != "technology rust" {
		t.Errorf("%q", got)
	}
}

// TestGateFurther holds that what stands in further texts counts, as does all that a résumé has beside its bullets.
func TestGateFurther(t *testing.T) {
	f := FactsOf(mill(), "Senior engineer for Kafka, with 60 % of Acme's queues")
	if got := told2(f.New("60 % of Acme queues in Kafka", EveryWord)); got != "" {
		t.Error(got)
	}
	r := &resume.Resume{Summary: []markup.Block{{Kind: markup.Paragraph, Inlines: []markup.Inline{{Kind: markup.Link, URL: "https://a.example/b", Inlines: []markup.Inline{{Kind: markup.Text, Text: "Summaries"}}}}}},
		Links: []resume.Link{{URL: "https://b.example", Text: "b.example", Label: "Notes"}}, Contact: []resume.Contact{{Label: "Matrix", Value: value("@ada")}},
		Sections: []resume.Section{{Title: value("Works"), Intro: []markup.Block{{Kind: markup.Code, Raw: "make all"}}, Listed: []resume.Entry{{Title: value("Prize"), DatesText: value("2011")}},
			Outro: []markup.Block{{Kind: markup.Table, Blocks: []markup.Block{{Kind: markup.Row, Blocks: []markup.Block{{Kind: markup.Cell, Inlines: []markup.Inline{{Kind: markup.Text, Text: "cell"}}}}}}}}}}}
	if got := told2(FactsOf(r).New("Summary https://a.example/b b.example, notes, matrix, ada: work make all prize 2011 cells", EveryWord)); got != "" {
		t.Error(got)
	}
}

// TestGateOfItself holds that a résumé's own texts bring nothing new, in either grain.
func TestGateOfItself(t *testing.T) {
	r := mill()
	for _, b := range r.Sections[1].Entries[0].Bullets() {
		text := markup.Plain(b.Inlines)
		if got := FactsOf(r).New(text, EveryWord); got != nil {
			t.Errorf("%s: %s", text, told2(got))
		}
	}
}

// TestGateOtherLanguages holds that words of a language that no dictionary here knows may be new, and numbers may not.
func TestGateOtherLanguages(t *testing.T) {
	r := &resume.Resume{Lang: "de", Summary: []markup.Block{bullet("Die Kosten um 40 % gesenkt, mit Terraform, seit März 2021")}}
	for text, want := range map[string]string{
		"Die Kosten deutlich um 40 % gesenkt": "",
		"Die Kosten um 60 % gesenkt":          "number 60 %",
		"Die Kosten mit Kafka gesenkt":        "technology Kafka",
		"seit 03/2021":                        "",
	} {
		if got := told2(FactsOf(r).New(text, EveryFact)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// FuzzGate holds that claims are parts of the text in order, that none overlap, that what a résumé says is not new to it, and that the finer grain
// lets nothing pass but what a technology shows.
func FuzzGate(f *testing.F) {
	for _, s := range []string{"", "Cut p99 from 480 to 95 ms by 40 %", "½ 12 000 1,2,3 $5k+ >3 twenty-one", "Kafka\u00a0Connect, a@b.c www.x", "\xff\u200b\u202eK\u0301", "2021-03 – present (Q3 2020)", "1.2.3 million million %"} {
		f.Add(s)
	}
	mill := FactsOf(mill())
	f.Fuzz(func(t *testing.T, text string) {
		for _, grain := range []Grain{EveryFact, EveryWord} {
			at := 0
			for _, c := range mill.New(text, grain) {
				if c.Start < at || c.End <= c.Start || c.End > len(text) || text[c.Start:c.End] != c.Text || utf8.ValidString(text) && !utf8.ValidString(c.Text) {
					t.Fatalf("%q: %+v at %d", text, c, at)
				}
				at = c.End
			}
		}
		own := FactsOf(&resume.Resume{Lang: "en"}, text)
		if got := own.New(text, EveryWord); got != nil {
			t.Fatalf("%q is new to itself: %s", text, told2(got))
		}
		if got := own.New(text, EveryFact); slices.ContainsFunc(got, func(c Claim) bool { return c.Kind != NewWord }) {
			t.Fatalf("%q: %s", text, told2(got))
		}
	})
}

func BenchmarkGate(b *testing.B) {
	r := mill()
	for b.Loop() {
		f := FactsOf(r)
		for _, x := range r.Sections[1].Entries[0].Bullets() {
			f.New(markup.Plain(x.Inlines), EveryWord)
		}
	}
}
