package rules

import (
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// english is the languages of the rules about wording.
var english = []string{"en"}

// A role is an entry of the résumé and the bullets below it, in the order of the source.
type role struct {
	*resume.Entry
	kind    resume.Kind
	bullets []bullet
}

// A bullet is one point of a list. Its text is without the list inside of it.
type bullet struct {
	*prose.Text
	item  *markup.Block
	inner bool // it stands in the list of another bullet
	list  int  // which of the role's lists it stands in
}

// roles is the entries with bullets of the sections of some kinds; of all when none are named.
func roles(p *check.Pass, kinds ...resume.Kind) []role {
	r := p.Resume()
	if r == nil {
		return nil
	}
	var out []role
	for i := range r.Sections {
		s := &r.Sections[i]
		if len(kinds) > 0 && !isOneOf(s.Kind, kinds) {
			continue
		}
		for j := range s.Entries {
			e := role{Entry: &s.Entries[j], kind: s.Kind}
			lists := 0
			e.gather(p, e.Body, false, &lists)
			if len(e.bullets) > 0 {
				out = append(out, e)
			}
		}
	}
	return out
}

func isOneOf(k resume.Kind, kinds []resume.Kind) bool {
	for _, o := range kinds {
		if o == k {
			return true
		}
	}
	return false
}

// gather takes the bullets of the lists among some blocks, and of the lists inside of them. Quotations are others' words.
func (e *role) gather(p *check.Pass, bs []markup.Block, inner bool, lists *int) {
	for i := range bs {
		if bs[i].Kind != markup.List {
			continue
		}
		*lists++
		list := *lists
		for k := range bs[i].Blocks {
			item := &bs[i].Blocks[k]
			t := bulletText(p, item)
			if t == nil {
				continue
			}
			e.bullets = append(e.bullets, bullet{Text: t, item: item, inner: inner, list: list})
			e.gather(p, item.Blocks, true, lists)
		}
	}
}

// bulletText is the text of a list item without its inner lists; nil when the item has no text of its own.
func bulletText(p *check.Pass, item *markup.Block) *prose.Text {
	for i := range item.Blocks {
		if b := &item.Blocks[i]; b.Kind == markup.Paragraph {
			if t := p.Prose(b.Inlines); len(t.Words) > 0 {
				return t
			}
		}
	}
	return nil
}

// name is the role in a message.
func (e *role) name() string {
	switch {
	case e.Title.Known():
		return quote(e.Title.Text)
	case e.Organization.Known():
		return quote(e.Organization.Text)
	}
	return "this entry"
}

// place is where a finding about the whole role points.
func (e *role) place() source.Span {
	switch {
	case e.Title.Span.Known():
		return e.Title.Span
	case e.Organization.Span.Known():
		return e.Organization.Span
	}
	return e.bullets[0].Whole()
}

// ended reports whether the role is over: it has an end, which has come.
func (e *role) ended(p *check.Pass) bool {
	end := e.Dates.End
	if e.Dates.Present || !end.Known() {
		return false
	}
	return !p.Today.Known() || end.Year < p.Today.Year || end.Year == p.Today.Year && (end.Month == 0 || end.Month <= p.Today.Month)
}

// figure reports whether the bullet at i, or one inside of it, states a quantity.
func (e *role) figure(i int) bool {
	if e.bullets[i].HasFigure() {
		return true
	}
	for k := i + 1; k < len(e.bullets) && e.bullets[i].item.Span.Contains(e.bullets[k].item.Span); k++ {
		if e.bullets[k].HasFigure() {
			return true
		}
	}
	return false
}

// parent reports whether bullets stand inside of the bullet at i.
func (e *role) parent(i int) bool {
	return len(e.bullets[i].item.Blocks) > 1 && hasList(e.bullets[i].item.Blocks)
}

func hasList(bs []markup.Block) bool {
	for i := range bs {
		if bs[i].Kind == markup.List {
			return true
		}
	}
	return false
}

// listing reports whether a bullet lists things and tells of nothing: "Technologies: Go, Redis", "Flutter client, Go backend,
// PostGIS", a link by itself.
func (b *bullet) listing() bool {
	if o, ok := b.Opening(); ok && o.Sure {
		return false
	}
	if stackLabel(b.Label()) {
		return true
	}
	commas := strings.Count(b.Plain, ",")
	return len(b.Words) == 0 || commas >= 2 && b.Count() <= 3*(commas+1) || b.Count() <= 3 && commas >= 1
}

// stackLabel reports whether a label introduces what was used, not what was done.
func stackLabel(label string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(label)) {
		switch w {
		case "technologies", "technology", "tech", "tools", "tool", "stack", "environment", "environments", "keywords", "skills", "languages", "platforms",
			"frameworks", "tags", "topics", "duration", "location", "role", "client", "team", "url", "link", "links", "website", "repo", "repository", "source", "code",
			"demo", "coursework", "courses", "modules", "gpa", "grade", "thesis", "award", "awards", "supervisor", "advisor", "hardware", "software", "contact", "domain", "industry", "shipped":
			return true
		}
	}
	return false
}

// A point is a place of a finding that may have several, and what its note says.
type point struct {
	span source.Span
	note string
}

// mostNotes is how many further places a finding names.
const mostNotes = 12

// reportPoints is one finding at the first of several places, with the others as its notes.
func reportPoints(p *check.Pass, d diag.Diagnostic, points []point) {
	d.Span = points[0].span
	for _, x := range points[1:min(len(points), 1+mostNotes)] {
		d.Notes = append(d.Notes, diag.Note{Span: x.span, Text: x.note})
	}
	p.Report(d)
}
