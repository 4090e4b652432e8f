package transcribe

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/sheet"
)

// TestResume holds that each text that a parser read is in the résumé once, with a place, and that bullets stand with the entry above them.
func TestResume(t *testing.T) {
	b, err := os.ReadFile("../foreign/testdata/latex.json")
	if err != nil {
		t.Fatal(err)
	}
	var of sheet.Print
	if err := json.Unmarshal(b, &of); err != nil {
		t.Fatal(err)
	}
	p, f, reading := Print(&of, "latex.pdf")
	r := Resume(reading, p)
	if r.Name.Text != "Nadia Ferreira" || r.Email.Text != "nadia@ferreira.example" || len(r.Summary) != 1 {
		t.Errorf("the head is %+v", r)
	}
	bullets := map[string]int{}
	skills := 0
	for _, s := range r.Sections {
		for _, e := range s.Entries {
			if e.Head.File != f {
				t.Errorf("%s has no place", e.Title.Text)
			}
			for _, b := range e.Bullets() {
				text := markup.Plain(b.Blocks[0].Inlines)
				bullets[e.Organization.Text]++
				if word, _, _ := strings.Cut(text, " "); !strings.Contains(b.Span.Text(), word) {
					t.Errorf("%q is placed at %q", text, b.Span.Text())
				}
			}
		}
		for _, g := range s.Groups {
			skills += len(g.Items)
		}
		if s.Kind == "skills" && len(s.Intro) > 0 {
			t.Error("the skills are there twice")
		}
	}
	if bullets["Correio Digital"] != 4 || bullets["Lisbon Freight"] != 3 || bullets["Tagus Software"] != 2 {
		t.Errorf("the entries have %v bullets", bullets)
	}
	if skills != 10 {
		t.Errorf("%d skills", skills)
	}
}
