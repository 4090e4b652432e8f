package compose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
)

// words is all that a version says, heads and bullets, in one line.
func words(v *compose.Version) string {
	out := []string{v.Resume.Headline.Text}
	text := func(bs []markup.Block) {
		for b := range markup.Blocks(bs) {
			if len(b.Inlines) > 0 {
				out = append(out, markup.Plain(b.Inlines))
			}
		}
	}
	text(v.Resume.Summary)
	for _, s := range v.Resume.Sections {
		out = append(out, s.Title.Text)
		text(s.Intro)
		for _, g := range s.Groups {
			out = append(out, markup.Plain(g.Markup))
		}
		for _, e := range s.Entries {
			out = append(out, e.Title.Text)
			text(e.Body)
		}
	}
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), "|")
}

func TestVersions(t *testing.T) {
	for name, tt := range map[string]struct {
		files map[string]string
		want  []string // "de /de/resume/ resume.de.pdf A4: what it says"
		wrong string   // a part of the one finding; "" for none
	}{
		"one language": {map[string]string{"content/resume.md": "---\nname: A B\n---\n## Experience\n\n### Dev, X\n- one <!-- lang=fr -->\n"},
			[]string{"en resume/ resume.pdf A4: Experience|Dev|one"}, ""},
		"a file beside": {map[string]string{
			"content/resume.md":       "---\nname: A B\nheadline: Dev\nlang: en-US\n---\n## Experience\n\n### Dev, X\n- one\n",
			"content/resume.de.md":    "---\nheadline: Entwicklerin\n---\n## Berufserfahrung\n\n### Entwicklerin, X\n- eins\n",
			"content/resume.pt-br.md": "---\npdf: {name: curriculo}\n---\n## Experiência\n\n### Desenvolvedora, X\n- um\n"},
			[]string{"en-US resume/ resume.pdf Letter: Dev|Experience|Dev|one", "de de/resume/ resume.de.pdf A4: Entwicklerin|Berufserfahrung|Entwicklerin|eins",
				"pt-BR pt-br/resume/ curriculo.pdf A4: Dev|Experiência|Desenvolvedora|um"}, ""},
		"blocks in one file": {map[string]string{"content/resume.md": `---
name: A B
headline: {en: Dev, de: Entwicklerin}
pdf: {name: {en: cv.pdf, de: lebenslauf.pdf}, paper: {en: Letter, de: A4}}
---
Writes code. {lang=en}

Schreibt Code. <!-- lang=de -->

## Experience
## Berufserfahrung {lang=de}

### Dev, X <!-- lang=en -->
### Entwicklerin, X <!-- lang=de -->

- shared
- one {lang=en}
- eins <!-- lang=de -->
  - zwei

## Publikationen {lang=de}

- Buch
`}, []string{"en resume/ cv.pdf Letter: Dev|Writes code.|Experience|Dev|shared|one",
			"de de/resume/ lebenslauf.pdf A4: Entwicklerin|Schreibt Code.|Berufserfahrung|Entwicklerin|shared|eins|zwei|Publikationen|Buch"}, ""},
		"the language is that of the blocks": {map[string]string{"content/resume.md": "---\nname: A B\n---\n## Erfahrung {lang=de}\n- eins\n\n## Expérience {lang=fr}\n- un\n"},
			[]string{"de resume/ resume.pdf A4: Erfahrung|eins", "fr fr/resume/ resume.fr.pdf A4: Expérience|un"}, ""},
		"a list of languages": {map[string]string{"content/resume.md": "---\nname: A B\nlang: [de, en]\n---\n## Skills\n- Go\n- Code <!-- lang=en -->\n- Cat <!-- lang=fr -->\n"},
			[]string{"de resume/ resume.pdf A4: Skills|Go|Cat", "en en/resume/ resume.en.pdf A4: Skills|Go|Code|Cat"}, ""},
		"a region": {map[string]string{"content/resume.md": "---\nname: A B\nlang: [en, de-AT]\n---\n## Skills\n- Go {lang=en}\n- Los {lang=de}\n"},
			[]string{"en resume/ resume.pdf A4: Skills|Go", "de-AT de-at/resume/ resume.de-at.pdf A4: Skills|Los"}, ""},
		"no language": {map[string]string{"content/resume.md": "---\nname: A B\n---\n## Skills\n- Go\n", "content/resume.old.md": "## Skills\n- C\n"},
			[]string{"en resume/ resume.pdf A4: Skills|Go"}, `"old", in the name of the file, is no language`},
		"the same twice": {map[string]string{"content/resume.md": "---\nname: A B\n---\n## Skills\n- Go\n", "content/resume.en.md": "## Skills\n- C\n"},
			[]string{"en resume/ resume.pdf A4: Skills|Go"}, "is in \"en\" already"},
		"two that differ": {map[string]string{"content/resume.md": "---\nname: A B\n---\n## Skills\n- Go\n", "content/resume.de.md": "---\nlang: fr\n---\n## Skills\n- C\n"},
			[]string{"en resume/ resume.pdf A4: Skills|Go"}, `"lang" is "fr"`},
	} {
		t.Run(name, func(t *testing.T) {
			s, found := site(t, compose.Options{}, tt.files)
			var got []string
			for _, v := range s.Versions {
				out := ""
				for _, x := range s.Targets {
					if x.Lang == v.Lang && x.Audience == compose.Public {
						out = x.Out + " " + x.Paper
					}
				}
				got = append(got, fmt.Sprintf("%s %s %s: %s", v.Lang, v.CV, out, words(v)))
				if page := s.PageAt(v.CV + "index.html"); page == nil || page.Kind != compose.CV || page.Lang != v.Lang {
					t.Errorf("%s has no page at %s", v.Lang, v.CV)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity < diag.Error })
			switch {
			case tt.wrong == "" && len(found) > 0:
				t.Errorf("findings: %+v", found)
			case tt.wrong != "" && (len(found) != 1 || !strings.Contains(found[0].Message, tt.wrong)):
				t.Errorf("findings: %+v, want one of %q", found, tt.wrong)
			}
		})
	}
}

// What is private in the main language is private in all, and is looked for in what is published of all.
func TestPrivateInVersions(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{
		"content/resume.md":    "---\nname: A B\nphone: +1 555 0199\nprivate: [phone]\n---\n## Skills\n- Go\n",
		"content/resume.de.md": "---\nphone: +49 555 0123\nlocation: Bonn\nprivate: [location]\n---\n## Kenntnisse\n- Go\n- Wohnt in der Heimlichen Gasse <!-- private -->\n",
		"content/private.yaml": "email: {en: a@example.com, de: b@example.com}\n",
	})
	for _, x := range s.Targets {
		r := x.Resume
		open := fmt.Sprintf("%s|%s|%s", r.Phone.Text, r.Location.Text, r.Email.Text)
		want := map[string]string{"en public": "||", "de public": "||", "en sent": "+1 555 0199||", "de sent": "+49 555 0123|Bonn|"}[x.Lang+" "+string(x.Audience)]
		if !strings.HasPrefix(open, want) || x.Audience == compose.Public && open != "||" {
			t.Errorf("%s: %s, want %s", x, open, want)
		}
	}
	for _, want := range []string{"+1 555 0199", "+49 555 0123", "Bonn", "Wohnt in der Heimlichen Gasse"} {
		if !slices.ContainsFunc(s.Secrets, func(x compose.Secret) bool { return x.Value.Text == want }) {
			t.Errorf("%q is no secret: %v", want, s.Secrets)
		}
	}
}

func TestAlternates(t *testing.T) {
	s, _ := site(t, compose.Options{}, map[string]string{
		"content/resume.md": "---\nname: A B\n---\n[Deutsch](resume.de.md)\n\n## Skills\n- Go\n", "content/resume.de.md": "## Kenntnisse\n- Go\n", "content/about.md": "# About\n",
	})
	paths := func(at string) string {
		var out []string
		for _, p := range s.Alternates(s.PageAt(at + "index.html")) {
			out = append(out, "/"+p.Path)
		}
		return strings.Join(out, " ")
	}
	for at, want := range map[string]string{"": "/ /de/", "de/": "/ /de/", "resume/": "/resume/ /de/resume/", "de/resume/": "/resume/ /de/resume/", "about/": ""} {
		if got := paths(at); got != want {
			t.Errorf("/%s: %q, want %q", at, got, want)
		}
	}
	if got := s.Resolve(s.Master.File, "resume.de.md").URL; got != "/de/resume/" {
		t.Errorf("a link to the other file leads to %s", got)
	}
	if s.Version("DE").Lang != "de" || s.Version("de-AT").Lang != "de" || s.Version("fr") != nil {
		t.Error("versions are not found by their tags")
	}
}
