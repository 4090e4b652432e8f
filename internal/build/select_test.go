//go:build !race

package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

// selectedSite is a site with a master of package tailor's and its postings, and a variant for each of some front matters.
func selectedSite(t testing.TB, master string, variants map[string]string) *source.Set {
	t.Helper()
	root := t.TempDir()
	write := func(name string, text []byte) {
		p := filepath.Join(root, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("../tailor/testdata/" + master + ".md")
	if err != nil {
		t.Fatal(err)
	}
	if master == "academic" { // it is fitted, too
		text = []byte(toFit(string(text), "classic", 2))
	}
	write("resume.md", text)
	for _, p := range adverts(t) {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		write("jobs/"+filepath.Base(p), text)
	}
	for name, head := range variants {
		write("variants/"+name+".md", []byte("---\n"+head+"\n---\n"))
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// adverts is the files of the labelled postings of package posting.
func adverts(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob("../posting/testdata/[a-z]-*.*")
	if err != nil || len(all) < 40 {
		t.Fatalf("%d postings, %v", len(all), err)
	}
	return all
}

// TestSelect selects from long résumés in every theme, on one sheet and on two: no selection takes more sheets than it may, the last one is
// nearly full for as long as something is left that could be in, three prints at most are made to find it, and the print says nothing that
// nobody wrote. One of the three is fitted to its sheets as well. With -v it says how full they are.
func TestSelect(t *testing.T) {
	printer := realPrinter(t)
	empty, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	themes, posts := Themes(empty), adverts(t)
	prints, full, room := map[int]int{}, []float64{}, 0
	for m, master := range []string{"master", "young", "academic"} {
		variants := map[string]string{}
		for i, th := range themes {
			for pages := 1; pages <= 2; pages++ {
				if pages == 2 && m > 0 && (i+m)%4 > 0 { // these have hardly enough for two
					continue
				}
				ad := posts[(17*len(variants)+7*m+i)%len(posts)]
				variants[fmt.Sprintf("%s-%d", th.Name, pages)] = fmt.Sprintf("posting: jobs/%s\nselect: auto\npages: %d\ntheme: %s", filepath.Base(ad), pages, th.Name)
			}
		}
		r := Build(t.Context(), selectedSite(t, master, variants), NewMemory(nil, ""), Options{Printer: printer, Today: date.Date{Year: 2026, Month: 11}})
		rep := checked(t, r)
		for _, d := range rep.Findings {
			if check.Group(d.Rule) == "tailor" && d.Rule != "tailor/summary" || d.Rule == "sheet/count" && d.Span.File.Path != "content/resume.md" {
				t.Errorf("%s: %s: %s", master, d.Rule, d.Message)
			}
		}
		for _, p := range r.prints {
			s := p.selection
			if s == nil {
				continue
			}
			name := fmt.Sprintf("%s, %s for %s", master, p.target.Variant.Name, p.target.Variant.Settings.Posting.Text)
			left := slices.ContainsFunc(s.Choices, func(c tailor.Choice) bool { return !c.In && strings.Contains(c.Why, "there was room for") })
			prints[p.choices]++
			switch filled := p.print.Filled(); {
			case len(p.print.Sheets) > p.target.Pages || s.Over > 0:
				t.Errorf("%s: %d sheets of %d, %.0f points over", name, len(p.print.Sheets), p.target.Pages, s.Over)
			case p.choices > mostChoices:
				t.Errorf("%s: %d prints", name, p.choices)
			case !left:
				room++
			case len(p.print.Sheets) < p.target.Pages || filled < 0.9:
				t.Errorf("%s: %d sheets of %d, the last %.0f %% full", name, len(p.print.Sheets), p.target.Pages, filled*100)
			default:
				full = append(full, filled)
			}
		}
	}
	slices.Sort(full)
	t.Logf("%d selections, and %d with nothing left to fill them: the last sheet is %.0f %% full at the least, one in ten less than %.0f %%, median %.0f %%; by prints: %v",
		len(full), room, full[0]*100, full[len(full)/10]*100, full[len(full)/2]*100, prints)
	if len(full) < 30 {
		t.Errorf("only %d selections had something left", len(full))
	}
}

// TestSelectPoor selects for what is hardly a posting, from what is hardly a résumé, and with pins that are too many or just not.
func TestSelectPoor(t *testing.T) {
	printer := realPrinter(t)
	const head = "---\nname: Ada Byron\nemail: ada@example.com\n---\n\n## Experience\n\n### Engineer, Lovelace\n*2020 – present*\n\n"
	long := strings.Repeat("- Wrote a program for the engine that computes with PostgreSQL and Java, in 12 days and three nights of work <!-- tags=\"all\" -->\n", 70)
	for name, tt := range map[string]struct {
		resume, posting, more string
		rule, says            string // a finding; "" for none of tailor/
		sheets                int
	}{
		"an empty résumé":     {"", "Requirements\n- Java\n", "", "", "", 1},
		"no terms":            {head + "- Wrote programs\n", "We are nice.\n", "", "tailor/no-effect", "nothing to go by", 1},
		"an empty posting":    {head + "- Wrote programs\n", "", "", "tailor/no-effect", "the posting is empty", 1},
		"nothing but jobs":    {head, "Requirements\n- Java\n", "", "", "", 1},
		"too many pins":       {head + long, "Requirements\n- Java\n", "\nkeep: [all]", "tailor/pins", "more than 1 sheet holds", 0},
		"the same, unpinned":  {head + long, "Requirements\n- Java\n", "", "", "", 1},
		"pins that just fit":  {head + long[:len(long)/70*18], "Requirements\n- Java\n", "\nkeep: [all]", "", "", 1},
		"dropped all of them": {head + long, "Requirements\n- Java\n", "\ndrop: [all]", "", "", 1},
	} {
		root := t.TempDir()
		for name, text := range map[string]string{"resume.md": tt.resume, "jobs/acme.md": tt.posting,
			"variants/acme.md": "---\nposting: jobs/acme.md\nselect: auto\npages: 1" + tt.more + "\n---\n\nEngineer in Java.\n"} {
			p := filepath.Join(root, "content", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		set, err := source.Read(root)
		if err != nil {
			t.Fatal(err)
		}
		r := Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: printer, Today: date.Date{Year: 2026, Month: 11}})
		rep := checked(t, r)
		for _, d := range rep.Findings {
			if check.Group(d.Rule) == "tailor" && d.Rule != "tailor/summary" && (d.Rule != tt.rule || !strings.Contains(d.Message, tt.says)) {
				t.Errorf("%s: %s: %s", name, d.Rule, d.Message)
			}
		}
		if tt.rule != "" && has(rep, tt.rule, tt.says) == 0 {
			t.Errorf("%s: nobody says %s", name, tt.rule)
		}
		for _, p := range r.prints {
			if p.target.Variant == nil {
				continue
			}
			if p.selection == nil || tt.sheets > 0 && len(p.print.Sheets) != tt.sheets {
				t.Errorf("%s: %d sheets, selection %v", name, len(p.print.Sheets), p.selection != nil)
			} else if over := p.selection.Over / p.selection.Line; tt.rule == "tailor/pins" {
				t.Logf("%s: %.1f lines over, %d sheets", name, over, len(p.print.Sheets))
			}
		}
	}
}
