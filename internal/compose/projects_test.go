package compose_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// drawn is the entries of the section of projects.
func drawn(r *resume.Resume) []resume.Entry {
	for _, s := range r.Sections {
		if s.Kind == resume.Projects {
			return s.Entries
		}
	}
	return nil
}

// TestProjects holds that a section of projects that is nothing but its heading is filled from the
// projects' pages, the newest first.
func TestProjects(t *testing.T) {
	pages := map[string]string{
		"content/resume.md":               cv + "\n## Projects\n\n## Education\n\n### Example\n",
		"content/projects/old.md":         "---\ntitle: Old one\ndate: 2020-01-02\nsummary: 'It was: good.'\ntags: [Go, auth]\nrepo: https://git.example/old\n---\nText.",
		"content/projects/new.md":         "---\ntitle: New\ndate: 2024-05\nsummary: It is.\nrepo: https://git.example/new\nurl: https://new.example/\n---\nText.",
		"content/projects/example.md":     "# Example\n\nNo front matter.",
		"content/projects/draft.md":       "---\ntitle: Draft\ndraft: true\n---\n",
		"content/projects/_index.md":      "---\ntitle: All projects\n---\n",
		"content/projects/old/picture.md": "---\ntitle: Below\ndate: 2019\n---\n",
		"content/posts/post.md":           "---\ntitle: Post\n---\n",
	}
	s, diags := site(t, compose.Options{}, pages)
	if len(diags) > 0 {
		t.Errorf("diagnostics: %v", diags)
	}
	var got []string
	for _, e := range drawn(s.Resume) {
		body := ""
		for _, b := range e.Body {
			body += markup.Plain(b.Inlines) + "@" + b.Span.Path() + ":" + b.Span.Text()
		}
		got = append(got, fmt.Sprintf("#%s %q %v %q %s %v %s", e.ID, e.Title.Text, e.Dates.Start, e.TitleMarkup[0].URL, e.URL, e.Tags, body))
		if e.Title.Span.Path() != e.Span.Path() || e.URLSpan.Path() != e.Span.Path() || !strings.HasPrefix(e.Span.Path(), "content/projects/") {
			t.Errorf("%s: spans are in %s, %s, %s", e.ID, e.Title.Span.Path(), e.URLSpan.Path(), e.Span.Path())
		}
		if e.Dates.Known() && e.DatesText.Span.Text() == "" {
			t.Errorf("%s: the date has no place", e.ID)
		}
	}
	want := []string{
		`#new "New" 2024-05 "/projects/new/" https://new.example/ [] It is.@content/projects/new.md:It is.`,
		`#old-one "Old one" 2020-01 "/projects/old/" https://git.example/old [Go auth] It was: good.@content/projects/old.md:'It was: good.'`,
		`#below "Below" 2019 "/projects/old/picture/" /projects/old/picture/ [] `,
		`#example-project "Example"  "/projects/example/" /projects/example/ [] `,
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("\n got %s\nwant %s", g, w)
	}
	for _, tg := range s.Targets {
		if n := len(drawn(tg.Resume)); n != len(want) {
			t.Errorf("%s has %d projects", tg, n)
		}
	}
	if with, _ := site(t, compose.Options{Drafts: true}, pages); len(drawn(with.Resume)) != len(want)+1 {
		t.Error("with drafts there is no other project")
	}
}

// TestProjectsWritten holds that a section with anything in it stays as it was written, and that none is made.
func TestProjectsWritten(t *testing.T) {
	page := "---\ntitle: A\ndate: 2024\n---\n"
	for name, section := range map[string]string{
		"entry": "\n## Projects\n\n### Mine\n", "text": "\n## Projects\n\nSee my site.\n", "bullets": "\n## Projects\n\n- Mine\n", "none": "",
	} {
		with, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": cv + section, "content/projects/a.md": page})
		without, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": cv + section})
		if got, want := len(drawn(with.Resume)), len(drawn(without.Resume)); got != want {
			t.Errorf("%s: %d entries, want %d", name, got, want)
		}
	}
	if s, _ := site(t, compose.Options{}, map[string]string{"content/resume.md": cv + "\n## Projects\n"}); len(drawn(s.Resume)) != 0 {
		t.Error("there are projects without pages")
	}
}
