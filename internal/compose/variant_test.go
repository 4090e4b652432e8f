package compose_test

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
)

const long = `---
name: Ada Byron
headline: Analyst
phone: "12345678"
private: [phone]
---

The master's summary.

## Skills

- **Tools:** sums <!-- #tools -->
- **Trades:** looms <!-- tags="trade" -->

## Experience

### Analyst, Lovelace <!-- #lovelace tags="math" -->
*2019 – present*

- One <!-- #one tags="go sql" -->
  - Inner <!-- #inner -->
- Two <!-- #two tags="go" -->
- Three <!-- private -->

### Clerk, Babbage <!-- #babbage tags="clerk" -->
*2015 – 2019*

- Four <!-- #four tags="sql" -->
- Five

## Talks

- A talk <!-- #talk -->
`

// outline is what a version has: titles, then the bullets of each.
func outline(t compose.Target) string {
	var out []string
	blocks := func(bs []markup.Block) {
		for b := range markup.Blocks(bs) {
			if len(b.Inlines) > 0 {
				out = append(out, markup.Plain(b.Inlines))
			}
		}
	}
	r := t.Resume
	blocks(r.Summary)
	for _, s := range r.Sections {
		out = append(out, s.Title.Text+":")
		blocks(s.Intro)
		for _, g := range s.Groups {
			out = append(out, g.Label.Text)
		}
		for _, e := range s.Entries {
			out = append(out, e.Title.Text+".")
			blocks(e.Body)
		}
	}
	return strings.Join(out, " ")
}

// TestVariants holds what a variant keeps and drops, in which order, for whom, and where it goes.
func TestVariants(t *testing.T) {
	const all = "The master's summary. Skills: Tools Trades Experience: Analyst. One Inner Two Three Clerk. Four Five Talks: A talk"
	tests := []struct{ name, head, body, want string }{
		{"as it is", "", "", all},
		{"its own summary", "", "Mine.", strings.Replace(all, "The master's summary.", "Mine.", 1)},
		{"a comment is none", "", "<!-- later -->", all},
		{"sections", "sections: [Talks, experience]", "", "The master's summary. Talks: A talk Experience: Analyst. One Inner Two Three Clerk. Four Five"},
		{"a bullet", "drop: [two]", "", strings.Replace(all, " Two", "", 1)},
		{"a bullet with what is inside", "drop: one", "", strings.Replace(all, " One Inner", "", 1)},
		{"what is inside alone", "drop: inner", "", strings.Replace(all, " Inner", "", 1)},
		{"a tag", "drop: [SQL]", "", "The master's summary. Skills: Tools Trades Experience: Analyst. Two Three Clerk. Five Talks: A talk"},
		{"an id wins over a tag", "drop: [go]\nkeep: [two]", "", strings.Replace(all, " One Inner", "", 1)},
		{"an entry", "drop: [babbage]", "", strings.Replace(all, " Clerk. Four Five", "", 1)},
		{"an entry but for a bullet", "drop: [babbage]\nkeep: [four]", "", strings.Replace(all, " Five", "", 1)},
		{"a group of skills", "drop: [tools]", "", strings.Replace(all, " Tools", "", 1)},
		{"groups by a tag", "drop: [trade, tools]", "", strings.Replace(all, " Skills: Tools Trades", "", 1)},
		{"one of a list is kept", "drop: [one, two]\nkeep: [inner]", "", strings.Replace(all, " Two", "", 1)},
		{"all of a section's entries", "drop: [lovelace, babbage]", "", strings.Replace(all, " Experience: Analyst. One Inner Two Three Clerk. Four Five", "", 1)},
		{"a section by its kind", "drop: [skills]", "", strings.Replace(all, " Skills: Tools Trades", "", 1)},
		{"a section but for a bullet", "drop: [experience]\nkeep: [inner]", "", "The master's summary. Skills: Tools Trades Experience: Analyst. One Inner Talks: A talk"},
		{"a section by its id", "drop: [talks]", "", strings.Replace(all, " Talks: A talk", "", 1)},
		{"both, and it stays", "drop: [two]\nkeep: [two]", "", all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": long, "content/variants/acme.md": "---\n" + tt.head + "\n---\n\n" + tt.body + "\n"})
			if len(s.Targets) != 3 {
				t.Fatalf("%d targets", len(s.Targets))
			}
			v := s.Targets[2]
			if got := outline(v); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			if v.Out != "acme/resume.pdf" || v.Audience != compose.Sent || v.Resume.Phone.Text == "" {
				t.Errorf("%s, phone %q", v, v.Resume.Phone.Text)
			}
			if got := outline(s.Targets[1]); got != all {
				t.Errorf("the résumé itself is now %s", got)
			}
		})
	}
}

// TestPublished holds that a variant is published only when it says so, and then without private values.
func TestPublished(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": long,
		"content/variants/acme.md": "---\npublish: true\nheadline: Head\npages: 3\ntheme: modern\n---\n\nMine.\n\n- For you alone, and for nobody else <!-- private -->\n"})
	if len(s.Targets) != 4 || s.Targets[2].String() != "acme/resume.pdf (public)" {
		t.Fatalf("%v", s.Targets)
	}
	open, sent := s.Targets[2], s.Targets[3]
	if open.Resume.Phone.Known() || strings.Contains(outline(open), "Three") || strings.Contains(outline(open), "alone") {
		t.Errorf("public: %s %s", open.Resume.Phone.Text, outline(open))
	}
	if !strings.Contains(outline(sent), "alone") || sent.Resume.Headline.Text != "Head" || sent.Pages != 3 || sent.Theme != "modern" {
		t.Errorf("sent: %s %+v", outline(sent), sent)
	}
	found := false
	for _, x := range s.Secrets {
		found = found || strings.Contains(x.Value.Text, "alone")
	}
	if !found {
		t.Error("what is private in a variant's summary is no secret")
	}
}

// TestMatrix holds which targets a matrix has.
func TestMatrix(t *testing.T) {
	files := map[string]string{"content/resume.md": long, "content/resume.de.md": "## Erfahrung\n\n### Analystin, Lovelace\n*2019 – heute*\n",
		"content/variants/a.md": "---\ndrop: [one]\n---\n", "content/variants/b.md": "In English.\n", "content/variants/c.md": "---\nlanguage: de\n---\n"}
	show := func(opts compose.Options) string {
		s, _ := site(t, opts, files)
		var out []string
		for _, t := range s.Targets {
			out = append(out, t.Out+" "+t.Lang+" "+t.Paper)
		}
		return strings.Join(out, "\n")
	}
	want := `resume.a4.pdf en A4
resume.de.a4.pdf de A4
a/resume.a4.pdf en A4
a/resume.de.a4.pdf de A4
b/resume.a4.pdf en A4
c/resume.de.a4.pdf de A4`
	if got := show(compose.Options{Matrix: true, Papers: []string{"a4"}}); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := strings.Count(show(compose.Options{Matrix: true}), "\n") + 1; got != 12 {
		t.Errorf("%d targets on all papers", got)
	}
}
