package posting

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/source"
)

// wanted is the terms of a posting by name, with their classes, in the order of the posting's Terms.
func wanted(p *Posting) string {
	var out []string
	for _, t := range p.Terms {
		out = append(out, fmt.Sprintf("%s %s", t.Class, t.Name))
	}
	return strings.Join(out, ", ")
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"What you bring\n- Strong Python; Rust is a plus", "required Python, preferred Rust"},
		{"What you bring\n- Strong Python, Rust is a plus", "required Python, preferred Rust"},
		{"What you bring\n- Kafka, NATS or RabbitMQ is a plus", "preferred Apache Kafka, preferred NATS, preferred RabbitMQ"},
		{"What you bring\n- Docker (Kubernetes is a bonus)", "required Docker, preferred Kubernetes"},
		{"What you bring\n- Docker, ideally with Kubernetes", "required Docker, preferred Kubernetes"},
		{"What you bring\n- Kotlin (nice to have)", "preferred Kotlin"},
		{"What you bring\n- Docker but you don't need Kubernetes", "required Docker"},
		{"Nice to have\n- Docker\n- Terraform is a must", "required Terraform, preferred Docker"},
		{"Must have: Docker, Terraform\nNice to have: Kotlin", "required Docker, required Terraform, preferred Kotlin"},
		{"What you'll do\n- Run Kafka\nRequirements:\n- Kotlin", "required Kotlin, mentioned Apache Kafka"},
		{"REQUIREMENTS\nKotlin\nDocker\n\nBENEFITS\nAn AWS certification", "required Kotlin, required Docker"},
		{"We run Kafka. You have experience with Kotlin and Docker.", "required Kotlin, required Docker, mentioned Apache Kafka"},
		{"Experience with\nKotlin and a text that was broken where the window\nended, as in Docker", "required Kotlin, required Docker"},
		{"Requirements\n\nBackend:\n- Kotlin\n\nTooling:\n- Docker\n\nAbout us\n\nWe run Kafka.", "required Kotlin, required Docker, mentioned Apache Kafka"},
		{"## Requirements\n### Backend\n- Kotlin\n## Our city\n- Docker", "required Kotlin, mentioned Docker"},
		{"<h2>Requirements</h2><p><b>Backend</b></p><ul><li>Kotlin</li></ul><h2>Life</h2><ul><li>Docker</li></ul>", "required Kotlin, mentioned Docker"},
		{"**Requirements**\n\n* Kotlin\n\n**Bonus**\n\n* Docker", "required Kotlin, preferred Docker"},
		{"Rest assured that we react swiftly and express interest.", ""},
		{"", ""},
	} {
		if got := wanted(Read(source.NewFile("a.txt", []byte(c.text)))); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	for text, want := range map[string]string{
		"Senior Backend Engineer (m/w/d) - Berlin":                       "Senior Backend Engineer",
		"Acme – Data Engineer":                                           "Data Engineer",
		"Software Engineer, Payments":                                    "Software Engineer, Payments",
		"Job title: Front-End Developer | Acme GmbH":                     "Front-End Developer",
		"Req 004512: Staff Engineer, Platform (Remote)":                  "Staff Engineer, Platform",
		"We make maps.\nWe are looking for a DevOps engineer who reads.": "DevOps engineer",
		"A day at the sea":                                               "",
	} {
		if got := Read(source.NewFile("a.txt", []byte(text+"\n"))).Title.Text; got != want {
			t.Errorf("%q: title %q, want %q", text, got, want)
		}
	}
}

// TestSpans holds that what a term is said to stand at is the term, in text and in pages.
func TestSpans(t *testing.T) {
	for _, text := range []string{
		"Requirements\n•  Kotlin and Docker, k8s\n",
		"<html><body><h2>Requirements</h2><ul><li>Kotlin and <b>Docker</b>,\n  k8s</li><li>• Kotlin</li></ul></body></html>",
		"<div><p>" + strings.Repeat("words and ", 900) + "Kotlin, Docker</p></div>",
	} {
		p := Read(source.NewFile("a.html", []byte(text)))
		if len(p.Terms) < 2 {
			t.Errorf("%.60q: %s", text, wanted(p))
		}
		for _, term := range p.Terms {
			for _, s := range term.Spans {
				if got := string(s.File.Bytes[s.Start:s.End]); !strings.EqualFold(got, term.Name) && got != term.Written {
					t.Errorf("%.60q: %s stands at %q", text, term.Name, got)
				}
			}
		}
	}
}

// TestBadPostings holds that whatever comes is read in time.
func TestBadPostings(t *testing.T) {
	for name, text := range map[string]string{
		"one line":       strings.Repeat("experience with Kotlin is a plus, ", 15_000),
		"no blanks":      strings.Repeat("Kotlin/", 70_000),
		"lines":          strings.Repeat("and then it goes on without an end that is seen\n", 10_000),
		"headings":       strings.Repeat("Requirements:\n- Go\n", 25_000),
		"a page":         "<html><body>" + strings.Repeat("<p>Experience with <b>Kotlin</b> &amp; Docker</p>", 10_000),
		"deep":           "<html>" + strings.Repeat("<div>", 200_000) + "Kotlin",
		"one block":      "<html><p>" + strings.Repeat("experience with Kotlin ", 20_000),
		"data":           "<html><script type=\"application/ld+json\">" + strings.Repeat("[", 100_000),
		"not closed":     "<html><script>" + strings.Repeat("x", 2_000_000),
		"zero":           strings.Repeat("\x00", 100_000),
		"front matter":   "---\ntitle: [\n---\n- Kotlin\n",
		"no bytes":       "",
		"all whitespace": strings.Repeat(" \n", 100_000),
	} {
		began := time.Now()
		Read(source.NewFile("a", []byte(text)))
		if took := time.Since(began); took > 20*time.Second { // some tenths of a second; machines are shared, and the race detector slow
			t.Errorf("%s: %s", name, took)
		} else {
			t.Logf("%s: %d KB in %s", name, len(text)>>10, took)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Requirements\n- Kotlin; Docker is a plus (nice)\n")
	f.Add("<html><body><h1>Engineer</h1><li>5+ years of &eacute;xperience<br>Go")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("a", []byte(text))
		p := Read(file)
		for _, term := range p.Terms {
			for _, s := range term.Spans {
				if s.Start < 0 || s.End > len(file.Bytes) || s.Start > s.End {
					t.Fatalf("%s stands at %d to %d of %d", term.Name, s.Start, s.End, len(file.Bytes))
				}
			}
		}
	})
}
