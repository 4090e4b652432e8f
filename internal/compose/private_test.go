package compose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// said is all text of a résumé.
func said(r *resume.Resume) string {
	var b strings.Builder
	blocks := func(bs []markup.Block) {
		for x := range markup.Blocks(bs) {
			b.WriteString(markup.Plain(x.Inlines) + x.Raw + "\n")
		}
	}
	for _, v := range []resume.Value{r.Name, r.Headline, r.Email, r.Phone, r.Location} {
		b.WriteString(v.Text + "\n")
	}
	for _, l := range r.Links {
		b.WriteString(l.URL + "\n")
	}
	blocks(r.Summary)
	for _, s := range r.Sections {
		b.WriteString(s.Title.Text + "\n")
		blocks(s.Intro)
		for _, g := range s.Groups {
			b.WriteString(markup.Plain(g.Markup) + "\n")
		}
		for _, e := range s.Entries {
			b.WriteString(e.Title.Text + " " + e.Organization.Text + "\n")
			blocks(e.Body)
		}
	}
	return b.String()
}

const secretive = `---
name: Ada Byron
email: ada@example.com
phone: +44 20 7946 0018
location: London
headline: Analyst
links: [https://github.com/ada-example, https://secret.example/ada]
private: [phone, https://secret.example/ada]
---

Open summary.

- Open point
- Hidden summary of mine. <!-- private -->

## Skills

- **Open:** algebra

## Secret Skills {private kind=skills}

- **Hidden:** gambling on the races

## Experience

### Open Analyst, Open & Co
*2019 – 2020*

- Open deed
- Hidden deed, done by night <!-- private -->
  - Hidden detail of the hidden deed
- Open deed with a list
  - Hidden detail of the open deed <!-- private -->

#### Hidden part of the work {private}

Hidden text below the heading.

#### Open part

Open text below the heading.

### Hidden Analyst, Hidden & Co <!-- private -->
*2018 – 2019*

- Hidden work of all kinds
`

// TestNothingPrivate holds that what is marked private is in what is sent, is not in what is public, and is
// looked for in what is published.
func TestNothingPrivate(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{"content/resume.md": secretive})
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	open, full := said(s.Resume), said(s.Targets[1].Resume)
	for line := range strings.Lines(full) {
		line = strings.TrimSpace(line)
		hidden := strings.Contains(line, "idden") || strings.Contains(line, "gambling") || strings.Contains(line, "7946") || strings.Contains(line, "secret")
		if hidden == strings.Contains(open, line+"\n") && line != "" && !strings.HasPrefix(line, "Secret") {
			t.Errorf("%q: private %v, public %v", line, hidden, !hidden)
		}
	}
	for _, word := range []string{"Open summary", "Open & Co", "Open detail", "Open text", "algebra", "gambling"} {
		if strings.Contains(full, word) == (word == "Open detail") {
			t.Errorf("the full résumé and %q: %s", word, full)
		}
	}
	var secrets []string
	for _, x := range s.Secrets {
		secrets = append(secrets, x.Field+" "+x.Value.Text)
		if !x.Value.Span.Known() {
			t.Errorf("%s has no place", x.Value.Text)
		}
	}
	want := []string{"link https://secret.example/ada", "phone +44 20 7946 0018", "text Hidden Analyst, Hidden & Co", "text Hidden deed, done by night", "text Hidden detail of the hidden deed",
		"text Hidden detail of the open deed", "text Hidden part of the work", "text Hidden summary of mine.", "text Hidden text below the heading.",
		"text Hidden work of all kinds", "text Hidden: gambling on the races", "text gambling on the races"}
	if !slices.Equal(secrets, want) {
		t.Errorf("secrets\n got %q\nwant %q", secrets, want)
	}
}

// TestUnpublished holds that every private word has its place among what is not published, and no other word has.
func TestUnpublished(t *testing.T) {
	const text = "---\nname: Ada Byron\nphone: 12345678\nprivate: [phone]\n---\nOpen.\n\n## Open work\n\n### Open job, Open Ltd\n*2019*\n\n- Open\n- Hid <!-- private -->\n  - hid\n\n" +
		"### Hid job, Hid Ltd <!-- private -->\n*2018, hid*\n\n- Hid\n\n### Open clerk, Open Ltd\n*2017*\n\n## Hid skills <!-- private -->\n\n- **Hid:** hid\n\n## Open end\n\nOpen.\n"
	s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": text})
	hidden := make([]bool, len(text))
	for _, span := range s.Unpublished() {
		for i := span.Start; i < span.End; i++ {
			hidden[i] = true
		}
	}
	for i := range text {
		switch rest := strings.ToLower(text[i:]); {
		case strings.HasPrefix(rest, "hid"), strings.HasPrefix(rest, "12345678"):
			if !hidden[i] {
				t.Errorf("%q is not hidden", rest[:min(len(rest), 20)])
			}
		case strings.HasPrefix(rest, "open"), strings.HasPrefix(rest, "name"):
			if hidden[i] {
				t.Errorf("%q is hidden", rest[:min(len(rest), 20)])
			}
		}
	}
}

// TestPrivateFile holds what private.yaml does: its values are sent in place of the résumé's, its links beside
// them, and none is published; what the résumé publishes stays.
func TestPrivateFile(t *testing.T) {
	s, diags := site(t, compose.Options{}, map[string]string{
		"content/resume.md":    "---\nname: Ada Byron\nemail: ada@example.com\nlocation: London\nphone: 12345678\nlinks: [https://open.example]\n---\nText.\n",
		"content/private.yaml": "location: 1 Hidden Road\nphone: 12345678\nlinks: [https://one.example, {label: Two, url: https://two.example}]\n",
	})
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	show := func(r *resume.Resume) string {
		var links []string
		for _, l := range r.Links {
			links = append(links, l.Label+"="+l.URL)
		}
		return fmt.Sprint(r.Email.Text, "|", r.Phone.Text, "|", r.Location.Text, "|", links)
	}
	if got := show(s.Resume); got != "ada@example.com||London|[=https://open.example]" {
		t.Errorf("public %s", got)
	}
	if got := show(s.Targets[1].Resume); got != "ada@example.com|12345678|1 Hidden Road|[=https://open.example =https://one.example Two=https://two.example]" {
		t.Errorf("sent %s", got)
	}
	var secrets []string
	for _, x := range s.Secrets {
		secrets = append(secrets, x.Value.Text)
	}
	if want := []string{"https://one.example", "https://two.example", "1 Hidden Road", "12345678"}; !slices.Equal(secrets, want) {
		t.Errorf("secrets %q, want %q", secrets, want)
	}
}

// TestPrivateNames holds that a slip of the pen in private: is a finding, and no leak in silence.
func TestPrivateNames(t *testing.T) {
	for names, want := range map[string]string{
		"phone, Email, links": "",
		"https://a.example":   "",
		"a.example":           "",
		"phnoe":               `private: names "phnoe", which is no field, label, link or section of the résumé: nothing is kept out of the site by it; did you mean "phone"?`,
		"birthday":            `private: names "birthday", which is no field, label, link or section of the résumé: nothing is kept out of the site by it; name one of name, email, phone, location, headline, links, photo, summary, the address of a link, or a section; an entry or a bullet becomes private by <!-- private --> behind it`,
	} {
		_, diags := site(t, compose.Options{}, map[string]string{"content/resume.md": "---\nname: Ada\nlinks: [https://a.example]\nprivate: [" + names + "]\n---\nText.\n"})
		var got []string
		for _, d := range diags {
			got = append(got, d.Message+"; "+d.Help)
		}
		if g := strings.Join(got, "\n"); g != want {
			t.Errorf("%s\n got %s\nwant %s", names, g, want)
		}
	}
}

// TestPrivatePage holds that private: on a page, which keeps nothing out of the site, is a finding.
func TestPrivatePage(t *testing.T) {
	for head, want := range map[string]int{"private: true": 1, "Private: [repo]": 1, "private: false": 0, "private:": 0, "private: true\ndraft: true": 0} {
		_, diags := site(t, compose.Options{}, map[string]string{"content/resume.md": "---\nname: Ada\n---\nText.\n",
			"content/projects/x.md": "---\ntitle: X\nrepo: https://a.example\n" + head + "\n---\nText.\n"})
		if len(diags) != want || want > 0 && (diags[0].Rule != "privacy/no-effect") {
			t.Errorf("%q: %v", head, diags)
		}
	}
}

func TestWithoutPrivate(t *testing.T) {
	parse := func(text string) []markup.Block {
		return document.Parse(source.NewFile("content/x.md", []byte(text))).Blocks
	}
	tests := []struct{ name, in, want string }{
		{"nothing", "a\n\nb\n", "a b"},
		{"a heading and all below it", "a\n\n## b {private}\n\nc\n\n### d\n\ne\n\n## f\n\ng\n", "a f g"},
		{"an inner heading", "## a\n\n### b {private}\n\nc\n\n## d\n", "a d"},
		{"a bullet", "- a\n- b <!-- private -->\n- c\n", "a c"},
		{"the only bullet", "a\n\n- b <!-- private -->\n", "a"},
		{"a bullet within", "- a\n  - b <!-- private -->\n", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blocks := parse(tt.in)
			before := fmt.Sprint(blocks)
			var got []string
			for b := range markup.Blocks(compose.WithoutPrivate(blocks)) {
				if text := markup.Plain(b.Inlines); text != "" {
					got = append(got, text)
				}
				if b.Kind == markup.List && len(b.Blocks) == 0 {
					t.Error("there is an empty list")
				}
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
			if fmt.Sprint(blocks) != before {
				t.Error("the blocks were changed")
			}
		})
	}
}
