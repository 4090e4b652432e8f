//go:build !race

package build

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// longLetter fills most of a sheet, with all that a letter may have.
const longLetter = `---
posting: jobs/babbage.md
to: Dr. Wilhelmina Ashworth-Pemberton, Head of Engines
address: |
  Babbage Engines Ltd.
  14 Dorset Street
  London
date: 2026-11-20
subject: "{role}: an application"
greeting: Dear Dr. Ashworth-Pemberton,
closing: Yours sincerely,
---

Your notice asks for somebody who can write the programs of an engine before it is built. I wrote such a program for the numbers of Bernoulli, and each of its
twenty-five steps was checked by hand, by two clerks who did not know what came of it.

- the order of the cards, so that no result is overwritten before it was used
- the **number of columns**, of which {company} would need fewer than the drawings say
- what the engine may be asked, and what it may not

What I would bring besides is a habit of writing things down. My notes are three times as long as the paper that they explain, because a reader who was not there
has to be told why a thing was done, and not only that it was. I would do the same for those who come after me at your works, and I would ask them to tell me where
they did not follow. A drawing that nobody but its author can read is of little use in a workshop, however good it is.

Before that I kept the tables of an insurance office, where 12,000 entries a year were made by four people and read by forty. I learned there to distrust an average,
and to look at the largest entry of each month before I looked at the sum. The office still uses the forms that I left, and it has hired nobody to correct them.

I live in London and could begin in February. I would be glad to talk about a machine that you know and that I do not.
`

// TestLetterLooks prints a long letter and the starter's in every theme: each is on one sheet, nothing of it is lost, both readers get it in its
// order, and no rule about sheets speaks.
func TestLetterLooks(t *testing.T) {
	printer := realPrinter(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	starter := wardrobe(t)["starter"]
	short, err := fs.ReadFile(content.FS(), "letters/kopparbro.md")
	if err != nil {
		t.Fatal(err)
	}
	posting, err := fs.ReadFile(content.FS(), "jobs/kopparbro.md")
	if err != nil {
		t.Fatal(err)
	}
	letters := []struct {
		name, text string
		order      []string // what stands one below the other
	}{
		{"long", longLetter, []string{"Maya Lindqvist", "+46 70 174 06 05", "20 November 2026", "Dr. Wilhelmina", "14 Dorset Street", "Analyst of Engines: an application",
			"Dear Dr. Ashworth", "Your notice", "•", "Babbage Engines would need", "I live in London", "Yours sincerely,", "Maya Lindqvist"}},
		{"short", strings.Replace(string(short), "---\n", "---\nposting: jobs/kopparbro.md\n", 1), []string{"Maya Lindqvist", "Kopparbro Bank", "Stockholm",
			"Application: Senior Backend Engineer, Payments", "Dear Kopparbro Bank payments team,", "You are about", "Kind regards,", "Maya Lindqvist"}},
	}
	for _, th := range Themes(set) {
		site := files{"content/resume.md": dressed(starter, th.Name, "A4", ""), "content/private.yaml": "phone: +46 70 174 06 05\n", "content/jobs/kopparbro.md": string(posting),
			"content/jobs/babbage.md": "---\ntitle: Analyst of Engines (m/f/d)\ncompany: Babbage Engines\n---\n\nPrograms for engines.\n"}
		for _, l := range letters {
			site["content/letters/"+l.name+".md"] = l.text
		}
		t.Run(th.Name, func(t *testing.T) {
			r := Build(t.Context(), site.lay(t), NewMemory(nil, ""), Options{Printer: printer, Only: func(t compose.Target) bool { return t.Letter != nil }})
			for _, d := range checked(t, r).Findings {
				if strings.HasPrefix(d.Span.Path(), "content/letters/") {
					t.Errorf("%v %s: %s", d.Span.Position(), d.Rule, d.Message)
				}
			}
			prints, err := r.Prints(t.Context())
			if err != nil || len(prints) != len(letters) {
				t.Fatalf("%d prints: %v", len(prints), err)
			}
			for i, l := range letters {
				p := prints[i].Print
				if len(p.Sheets) != 1 {
					t.Errorf("%s: %d sheets", l.name, len(p.Sheets))
				}
				for reader, text := range map[string]string{"our reader": strings.Join(strings.Fields(lines(p)), " "), "the second reader": strings.Join(strings.Fields(p.Words), " ")} {
					at := 0
					for _, words := range l.order {
						k := strings.Index(text[at:], words)
						if k < 0 {
							t.Errorf("%s: %s has no %q behind what stands before it:\n%s", l.name, reader, words, text)
							break
						}
						at += k + len(words)
					}
				}
			}
			for _, a := range r.Public.All() {
				if strings.Contains(a.Path, "letter") && !strings.HasSuffix(a.Path, ".css") {
					t.Errorf("%s is published", a.Path)
				}
			}
		})
	}
}
