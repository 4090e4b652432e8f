package rules

import (
	"strings"
	"sync"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// A skillList is one list of skills as a reader sees it: a labelled group, or all that stands without a label in a section.
type skillList struct {
	section *resume.Section
	label   resume.Value
	items   []resume.Value
	span    source.Span // of the label, or of the first item
}

// skillLists is the lists of the sections about skills, without those of languages that people speak.
func skillLists(r *resume.Resume) []skillList {
	var out []skillList
	for i := range r.Sections {
		s := &r.Sections[i]
		if s.Kind != resume.Skills {
			continue
		}
		bare := -1
		for _, g := range s.Groups {
			if spoken(g) {
				continue
			}
			if g.Label.Known() {
				out = append(out, skillList{s, g.Label, g.Items, g.Label.Span})
				continue
			}
			if bare < 0 {
				bare = len(out)
				out = append(out, skillList{section: s, span: g.Span})
			}
			out[bare].items = append(out[bare].items, g.Items...)
		}
	}
	return out
}

// spoken reports whether a group is about languages that people speak: its label is that of such a section, and no item is a technology.
func spoken(g resume.Group) bool {
	if kind, whole := term.Section(g.Label.Text); kind != string(resume.Languages) || !whole {
		return false
	}
	for _, item := range g.Items {
		if ts, _ := technologiesOf(item.Text); len(ts) > 0 {
			return false
		}
	}
	return true
}

// technologiesOf is what a listed skill names: "AWS (S3, Lambda)" is three, "HTML and CSS" two. exact is false when the skill says
// more than that: "Cryogenics monitoring".
func technologiesOf(skill string) (ts []*term.Technology, exact bool) {
	head, _, _ := strings.Cut(skill, "(")
	if t, _ := term.FindTechnology(head); t != nil {
		ts, exact = append(ts, t), true
	}
	end, rest := 0, 0
	for _, m := range term.Mentions(nil, skill) {
		rest += words(joints.Replace(skill[end:m.Start]))
		ts, end = append(ts, m.Technology), m.End
	}
	rest += words(joints.Replace(skill[end:]))
	return ts, exact || rest == 0 && len(ts) > 0
}

// joints takes out what joins two skills.
var joints = strings.NewReplacer(" and ", " ", " & ", " ", " und ", " ", " et ", " ", " och ", " ", " with ", " ", " y ", " ", "/", " ")

// takenForGranted is what developers use every day and no bullet says: nobody has to prove it, nor to list it.
var takenForGranted = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, name := range []string{"Git", "GitHub", "GitLab", "Bitbucket", "Apache Subversion", "version control", "JSON", "XML", "YAML", "HTML", "CSS", "HTTP", "CSV", "Markdown", "LaTeX",
		"Bash", "shell scripting", "Linux", "Unix", "Windows", "macOS", "SSH", "Agile", "Scrum", "Kanban", "SDLC", "object-oriented programming", "data structures", "algorithms",
		"design patterns", "clean code", "code review", "npm", "pip", "Apache Maven", "Gradle", "UML", "networking", "system administration", "TCP/IP", "DNS", "pair programming",
		"functional programming", "debugging", "ESLint", "Prettier", "Yarn", "GNU Make", "unit testing", "refactoring", "API design", "software architecture", "system design", "waterfall",
		"DevOps", "relational databases", "cloud computing", "UX", "technical writing"} {
		m[name] = true
	}
	return m
})

// granted reports whether a technology is taken for granted: tools of the desk are, too.
func granted(t *term.Technology) bool { return t.Group == "tool" || takenForGranted()[t.Name] }

// A told text is one that tells what the person did, and where it stands.
type told struct {
	text string
	span source.Span
}

// accounts is every text of a résumé that tells what was done, other than lists of skills: heads and bodies of entries, the summary,
// certificates, talks.
func accounts(r *resume.Resume) []told {
	var out []told
	body := func(bs []markup.Block) {
		for b := range markup.Blocks(bs) {
			if len(b.Inlines) > 0 {
				out = append(out, told{markup.Plain(b.Inlines), b.Span})
			}
		}
	}
	body(r.Summary)
	for i := range r.Sections {
		s := &r.Sections[i]
		switch s.Kind {
		case resume.Skills, resume.Languages, resume.Interests, resume.References:
			continue
		}
		body(s.Intro)
		for k := range s.Entries {
			e := &s.Entries[k]
			out = append(out, told{headText(e), e.Head})
			body(e.Body)
		}
		for _, g := range s.Groups {
			for _, item := range g.Items {
				out = append(out, told{item.Text, item.Span})
			}
		}
		body(s.Outro)
	}
	return out
}

// Of pages about projects, no more than this many are read, and of each no more than its first bytes.
const (
	readPages     = 100
	readPageBytes = 1 << 16
)

// projectPages is the text, as written, of the pages about projects.
func projectPages(p *check.Pass) []told {
	var out []told
	for _, page := range p.Site.Pages {
		if page.Kind != compose.Project || page.Doc == nil {
			continue
		}
		b := page.Doc.File.Bytes
		out = append(out, told{strings.Join(page.Stack, ", "), source.Span{}}, told{strings.ToValidUTF8(string(b[:min(len(b), readPageBytes)]), " "), source.Span{}})
		if len(out) >= 2*readPages {
			break
		}
	}
	return out
}
