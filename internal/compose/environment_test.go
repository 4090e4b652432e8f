package compose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/resume"
)

// TestEnvironment holds where private values come from, and which wins: a variable of one value, RESGEN_PRIVATE, the file of a language, private.yaml.
func TestEnvironment(t *testing.T) {
	files := map[string]string{
		"content/resume.md":       "---\nname: Ada\nemail: ada@example.com\nlocation: London\ncontact: {Citizenship: open, Driving licence: B}\n---\nText.\n",
		"content/resume.de.md":    "Text auf Deutsch.\n",
		"content/private.yaml":    "phone: \"1${A}1\"\nlocation: {en: 1 Road, de: Weg 1}\nheadline: ${A} of all\ncontact: {Passport: No 1}\n",
		"content/private.de.yaml": "phone: 222\n",
	}
	show := func(r *resume.Resume) string {
		out := fmt.Sprint(r.Name.Text, "|", r.Email.Text, "|", r.Phone.Text, "|", r.Location.Text, "|", r.Headline.Text)
		for _, c := range r.Contact {
			out += "|" + c.Label + "=" + c.Value.Text
		}
		return out
	}
	for _, tt := range []struct{ name, environment, en, de, diags string }{
		{"files", "A=0000000", "Ada|ada@example.com|100000001|1 Road|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1",
			"Ada|ada@example.com|222|Weg 1|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1", ""},
		{"a document", "A=0000000,RESGEN_PRIVATE={phone: 333; name: Ada Byron}", "Ada Byron|ada@example.com|333|1 Road|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1",
			"Ada Byron|ada@example.com|333|Weg 1|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1", ""},
		{"single values", "A=0000000,RESGEN_PRIVATE={phone: 333},RESGEN_PRIVATE_PHONE= 444 ,RESGEN_PRIVATE_DRIVING_LICENCE=C,RESGEN_PRIVATE_PASSPORT=No 2",
			"Ada|ada@example.com|444|1 Road|0000000 of all|Citizenship=open|Driving licence=C|Passport=No 2",
			"Ada|ada@example.com|444|Weg 1|0000000 of all|Citizenship=open|Driving licence=C|Passport=No 2", ""},
		{"empty", "RESGEN_PRIVATE=,RESGEN_PRIVATE_PHONE=", "Ada|ada@example.com||1 Road||Citizenship=open|Driving licence=B|Passport=No 1", "Ada|ada@example.com|222|Weg 1||Citizenship=open|Driving licence=B|Passport=No 1",
			"privacy/empty-value RESGEN_PRIVATE:1:1, privacy/empty-value RESGEN_PRIVATE_PHONE:1:1, privacy/empty-value content/private.yaml:1:8, privacy/empty-value content/private.yaml:3:11"},
		{"unknown", "A=0000000,RESGEN_PRIVATE_PHNOE=1,RESGEN_PRIVATE_=1,RESGEN_PRIVATE_CONTACT=x", "Ada|ada@example.com|100000001|1 Road|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1",
			"Ada|ada@example.com|222|Weg 1|0000000 of all|Citizenship=open|Driving licence=B|Passport=No 1",
			"meta/unknown-key RESGEN_PRIVATE_:1:1, meta/unknown-key RESGEN_PRIVATE_CONTACT:1:1, meta/unknown-key RESGEN_PRIVATE_PHNOE:1:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var o compose.Options
			for pair := range strings.SplitSeq(tt.environment, ",") {
				name, value, _ := strings.Cut(pair, "=")
				o.Environment = append(o.Environment, compose.Variable{Name: name, Value: strings.ReplaceAll(value, ";", ",")})
			}
			s, diags := site(t, o, files)
			var got []string
			for _, d := range diags {
				p := d.Span.Position()
				got = append(got, fmt.Sprintf("%s %s:%d:%d", d.Rule, p.Path, p.Line, p.Col))
			}
			slices.Sort(got)
			if g := strings.Join(got, ", "); g != tt.diags {
				t.Errorf("diagnostics\n got %s\nwant %s", g, tt.diags)
			}
			for i, want := range []string{tt.en, tt.de} {
				if got := show(s.Sent(s.Versions[i])); got != want {
					t.Errorf("sent\n got %s\nwant %s", got, want)
				}
				if got := show(s.Versions[i].Resume); got != "Ada|ada@example.com||London||Citizenship=open|Driving licence=B" {
					t.Errorf("public %s", got)
				}
			}
			if s.Borrows() != strings.Contains(tt.environment, "=") || tt.name == "empty" && len(s.Secrets) == 0 {
				t.Errorf("it says that it borrows: %v; secrets %v", s.Borrows(), s.Secrets)
			}
		})
	}
}

// TestPrivateFields holds that each field can be private, with all that is one more of it, and wherever it stands.
func TestPrivateFields(t *testing.T) {
	const text = `---
email: ada@hidden.example
headline: Hidden analyst
location: Hidden
phone: +44 20 7946 0018
links: [https://open.example, "mailto:second@hidden.example", "tel:+44 20 7946 0019", {label: Blog, url: https://hidden.example/blog}]
contact: {Mobile: +44 20 7946 0020, Second e-mail: third@hidden.example, Citizenship: Hidden, Licence: B}
photo: me.png
private: [name, email, phone, headline, location, blog, citizenship, summary, photo, volunteering]
---

# Ada Hidden

Hidden words of mine.

## Volunteering

- Hidden deeds

## Experience

### Analyst, Open & Co
*2019 – 2020*

- Open deed
`
	s, diags := site(t, compose.Options{}, map[string]string{"content/resume.md": text, "content/me.png": "png", "content/variants/acme.md": "---\npublish: true\nheadline: Hidden analyst of all\nprivate: [experience]\n---\n"})
	if len(diags) > 0 {
		t.Error(diags)
	}
	for _, target := range s.Targets {
		words := said(target.Resume)
		for _, c := range target.Resume.Contact {
			words += c.Value.Text + "\n"
		}
		open := target.Audience == compose.Public
		for _, word := range []string{"idden", "7946", "mailto:", "Volunteering"} {
			if strings.Contains(words, word) == open {
				t.Errorf("%s and %q: %s", target, word, words)
			}
		}
		if strings.Contains(words, "Open & Co") != (!open || target.Variant == nil) || !strings.Contains(words, "open.example") {
			t.Errorf("%s: %s", target, words)
		}
		if (s.PhotoOf(target).Text == "me.png") == open {
			t.Errorf("%s: photo %q", target, s.PhotoOf(target).Text)
		}
	}
	for _, f := range s.Files {
		if f.Path == "me.png" && !f.Private {
			t.Error("the photo is published")
		}
	}
	if s.Title != "Résumé" {
		t.Errorf("the title is %q", s.Title)
	}
}

// TestPrivateHeading holds that a heading which is the name and is marked hides the name alone.
func TestPrivateHeading(t *testing.T) {
	for _, head := range []string{"# Ada Hidden <!-- private -->\n", "# Ada Hidden {private}\n", "---\nname: Ada Hidden\n---\n\n# Ada Hidden <!-- private -->\n"} {
		s, diags := site(t, compose.Options{}, map[string]string{"content/resume.md": head + "\nOpen words.\n\n## Experience\n\n### Analyst, Open & Co\n*2019 – 2020*\n\n- Open deed\n"})
		if public, sent := said(s.Resume), said(s.Targets[1].Resume); strings.Contains(public, "Hidden") || !strings.Contains(public, "Open deed") || !strings.Contains(sent, "Ada Hidden") || len(diags) > 0 {
			t.Errorf("%q: %v\npublic %s\nsent %s", head, diags, public, sent)
		}
	}
}
