package compose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
)

const letterHead = "---\nto: The {company} people\naddress: [1 Mill Lane, London]\nsubject: For {Role}\ngreeting: Dear {company},\nclosing: '{name}, yours'\n"

// TestLetters holds which posting, variant, language and theme a letter has, and where it goes.
func TestLetters(t *testing.T) {
	files := map[string]string{
		"content/resume.md":        strings.Replace(long, "---\n", "---\npdf: {theme: swiss}\n", 1),
		"content/resume.de.md":     "---\nheadline: Analytikerin\n---\n\nText.\n",
		"content/jobs/acme.md":     "# Analyst\n",
		"content/jobs/mill.md":     "# Clerk\n",
		"content/variants/acme.md": "---\nposting: jobs/acme.md\ntheme: plain\nheadline: Analyst of Mills\n---\n",
		"content/variants/de.md":   "---\nlanguage: de\n---\n",
	}
	tests := []struct{ name, file, head, want, wrong string }{
		{"of the variant of its name", "acme", "", "acme/letter.pdf plain en 1 Analyst of Mills content/jobs/acme.md", ""},
		{"of a variant", "x", "variant: acme", "x/letter.pdf plain en 1 Analyst of Mills content/jobs/acme.md", ""},
		{"of a variant's file", "x", "variant: variants/acme.md", "x/letter.pdf plain en 1 Analyst of Mills content/jobs/acme.md", ""},
		{"its own", "acme", "posting: jobs/mill\ntheme: book\npages: 2", "acme/letter.pdf book en 2 Analyst of Mills content/jobs/mill.md", ""},
		{"of none", "x", "", "x/letter.pdf swiss en 1 Analyst ", ""},
		{"in its variant's language", "de", "", "de/letter.pdf swiss de 1 Analytikerin ", ""},
		{"in a language", "x", "language: DE", "x/letter.pdf swiss de 1 Analytikerin ", ""},
		{"in a language as another country has it", "x", "language: de-AT", "x/letter.pdf swiss de-AT 1 Analytikerin ", ""},
		{"in a language without a résumé", "x", "language: sv", "x/letter.pdf swiss sv 1 Analyst ", ""},
		{"in no language", "x", "language: Swedish", "x/letter.pdf swiss en 1 Analyst ", `"language" is "Swedish", which is no language tag`},
		{"of no variant", "x", "variant: acne", "x/letter.pdf swiss en 1 Analyst ", `there is no variant "acne"`},
		{"of no posting", "x", "posting: jobs/acne.md", "x/letter.pdf swiss en 1 Analyst ", "there is no content/jobs/acne.md"},
		{"of a letter", "x", "posting: letters/x.md", "x/letter.pdf swiss en 1 Analyst ", "a letter is no posting"},
		{"of no day", "x", "date: 2026-02-30", "x/letter.pdf swiss en 1 Analyst ", `"2026-02-30" is no date`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			own := map[string]string{"content/letters/" + tt.file + ".md": "---\n" + tt.head + "\n---\n\nText.\n", "content/letters/seal.png": "x"}
			for p, text := range files {
				own[p] = text
			}
			s, diags := site(t, compose.Options{}, own)
			l := s.Targets[len(s.Targets)-1]
			if l.Letter == nil || l.Main() || l.Audience != compose.Sent || l.Resume.Phone.Text == "" {
				t.Fatalf("the last target is %+v", l)
			}
			posting := ""
			if l.Letter.Posting != nil {
				posting = l.Letter.Posting.File.Path
			}
			if got := fmt.Sprintf("%s %s %s %d %s %s", l.Out, l.Theme, l.Lang, l.Pages, l.Resume.Headline.Text, posting); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			said := ""
			for _, d := range diags {
				said += d.Message
			}
			if said != tt.wrong && !(tt.wrong != "" && strings.Contains(said, tt.wrong)) {
				t.Errorf("said %q, want %q", said, tt.wrong)
			}
			if of := s.Version(l.Version()); of == nil || of.Lang != l.Version() || !slices.ContainsFunc(s.View(of).Targets, func(v compose.Target) bool { return v.Letter != nil }) {
				t.Errorf("no version sees it, and so nobody checks it: %q", l.Version())
			}
			one, _ := site(t, compose.Options{One: &compose.One{Audience: compose.Sent, Lang: l.Lang}}, own)
			if len(one.Targets) > 1 {
				t.Errorf("who asks for the résumé alone gets %v", one.Targets)
			}
			if len(s.Files) != 0 {
				t.Errorf("published: %+v", s.Files)
			}
			public, _ := site(t, compose.Options{Public: true}, own)
			for _, target := range public.Targets {
				if target.Letter != nil {
					t.Errorf("%s is a target where nothing is sent", target)
				}
			}
		})
	}
}

// TestFill holds what becomes of fields, and that what is filled in leads back to its place.
func TestFill(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": long, "content/letters/x.md": letterHead + "date: 2026-03-05\nlanguage: de\n---\n\n" +
		"At {company}, *as {ROLE}* &amp; more: {x}, `{company}`, [{role}](https://x.example).\n\n- {company}{role}\n"})
	raw := s.Letters[0]
	l, empty := raw.Fill("Mill & Co", "Analyst")
	if len(empty) > 0 {
		t.Errorf("not filled: %v", empty)
	}
	body := func(l *compose.Letter) string {
		var out []string
		for b := range markup.Blocks(l.Body) {
			if len(b.Inlines) > 0 {
				out = append(out, markup.Plain(b.Inlines))
			}
		}
		return strings.Join(out, " | ")
	}
	got := []string{l.To.Text, l.Subject.Text, l.Greeting.Text, l.Closing.Text, l.Date.Text, body(l), body(raw)}
	want := []string{"The Mill & Co people", "For Analyst", "Dear Mill & Co,", "Ada Byron, yours", "5. März 2026",
		"At Mill & Co, as Analyst & more: {x}, {company}, Analyst. | Mill & CoAnalyst", "At {company}, as {ROLE} & more: {x}, {company}, {role}. | {company}{role}"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("\n got %s\nwant %s", got[i], want[i])
		}
	}
	for b := range markup.Blocks(l.Body) {
		for in := range markup.Walk(b.Inlines) {
			if in.Kind == markup.Text && (in.Text == "Mill & Co" || in.Text == "Analyst") && !strings.HasPrefix(in.Span.Text(), "{") {
				t.Errorf("%q has its place at %q", in.Text, in.Span.Text())
			}
		}
	}
	s, _ = site(t, compose.Options{}, map[string]string{"content/resume.md": long, "content/letters/x.md": "I want {rol} as a {Title} at {compnay}, {cap}, {a}, {nmae}.\n"})
	_, empty = s.Letters[0].Fill("Mill", "Analyst")
	var meant []string
	for _, f := range empty {
		meant = append(meant, f.Name+"="+f.Meant)
	}
	if got := strings.Join(meant, " "); got != "rol=role title=role compnay=company nmae=name" {
		t.Errorf("nearly fields: %s", got)
	}
	_, empty = raw.Fill("", "Analyst")
	var names []string
	for _, f := range empty {
		names = append(names, f.Name+" "+f.Span.Text())
	}
	if got := strings.Join(names, ", "); got != "company The {company} people, company Dear {company},, company {company}, company {company}" {
		t.Errorf("not filled: %s", got)
	}
}
