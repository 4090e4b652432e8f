// Package resume is a résumé as a reader would describe it: who, what, where and
// when, every value with the place in the source that it came from.
//
// read makes it, compose takes private values out of it, layouts and exports write it.
// It holds no settings, no layout, and never any text that the user did not write.
package resume

import (
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// A Resume is one version of a résumé in one language.
type Resume struct {
	File     *source.File
	Lang     string // BCP 47, "en" when nothing says otherwise
	Name     Value
	Headline Value
	Email    Value
	Phone    Value
	Location Value
	Links    []Link
	Contact  []Contact      // further contact values, as written
	Summary  []markup.Block // the text before the first section, or of a summary section
	Sections []Section      // in the order of the source

	SummaryTitle Value // the heading of the section that Summary was written in; none when it stood before the sections

	Dropped []Dropped // what was left out on purpose, in the order of the source
}

// Dropped is text of the source that no reader of the résumé is meant to see.
type Dropped struct {
	Span source.Span
	Why  Why
}

// Why is why a text is left out.
type Why string

// The reasons.
const (
	Comment  Why = "comment"  // <!-- -->, {% comment %}
	Style    Why = "style"    // what stands in <style>
	Script   Why = "script"   // what stands in <script>
	Template Why = "template" // a tag of Liquid or of Hugo's shortcodes
	Layout   Why = "layout"   // "\newpage", pandoc's ":::" and "[x]{.class}", kramdown's "{: .class}"
	Label    Why = "label"    // what only says which field stands behind it: "E-mail:", "Contact", the head of a column
	Again    Why = "again"    // what is said elsewhere, too: the name once more, an address as text and as link
	Title    Why = "title"    // that it is a résumé: "Curriculum Vitae", "of"
	Joint    Why = "joint"    // what joins a title with its organization: "at"
	Print    Why = "print"    // a link to a print of the same résumé, which resgen makes and links itself
)

// A Value is a short text and where it stands.
type Value struct {
	Text string
	Span source.Span
}

// Known reports whether there is a value.
func (v Value) Known() bool { return v.Text != "" }

// A Link is a profile or a site of the person.
type Link struct {
	URL   string // absolute
	Text  string // the address as a person reads it: "github.com/mayal"
	Label string // what the person calls it: "GitHub", "My blog"; "" when they wrote the address only
	Span  source.Span

	LabelSpan source.Span // nowhere when there is no label, or one that no text stands for
}

// A Contact is a labelled contact value that is none of the named fields.
type Contact struct {
	Label     string
	LabelSpan source.Span // nowhere without a label; in the front matter it is that of the key
	Value     Value
}

// Kind is what a section is about.
type Kind string

// The kinds of sections. A section that no synonym knows is Other.
const (
	Summary        Kind = "summary"
	Experience     Kind = "experience"
	Education      Kind = "education"
	Projects       Kind = "projects"
	Skills         Kind = "skills"
	Certifications Kind = "certifications"
	Awards         Kind = "awards"
	Publications   Kind = "publications"
	Languages      Kind = "languages"
	Volunteer      Kind = "volunteer"
	Interests      Kind = "interests"
	References     Kind = "references"
	Other          Kind = "other"
)

// Kinds is every kind, in the usual order of a résumé.
func Kinds() []Kind {
	return []Kind{Summary, Skills, Experience, Projects, Education, Certifications, Awards, Publications, Volunteer,
		Languages, Interests, References, Other}
}

// A Section is a heading and what stands below it. Intro comes first, then Groups or Entries, then Outro;
// a section without either keeps all of its text in Intro. Where that text is a list of certificates, awards, books
// and the like, Listed is what each item says; the list is shown as it was written.
type Section struct {
	ID      string // unique in the résumé
	Title   Value
	Kind    Kind
	Intro   []markup.Block // what stands before the first entry or group
	Entries []Entry
	Groups  []Group
	Outro   []markup.Block // what stands behind the last group and is none
	Listed  []Entry        // without bodies of their own; their ids are empty
	Private bool
	Span    source.Span // heading and all below it
}

// An Entry is a job, a degree, a project: a head of a few fields and a body.
type Entry struct {
	ID           string // unique in the résumé
	Title        Value
	TitleMarkup  []markup.Inline // the title as written, for code spans, emphasis and links in it
	Organization Value
	Location     Value
	URL          string // what the organization, or else the title, links to; "" for none
	URLSpan      source.Span
	Dates        date.Range
	DatesText    Value   // the dates as written
	Extra        []Value // parts of the head that are none of the fields, as written
	Body         []markup.Block
	Tags         []string
	Private      bool
	Head         source.Span // heading and the line below it that holds dates and place
	Span         source.Span // head and body
}

// A Group is one labelled group of skills, or of anything else written in that form.
type Group struct {
	ID     string // given to its bullet; "" for none
	Tags   []string
	Label  Value
	Items  []Value         // split at commas outside of brackets
	Markup []markup.Inline // the items as written
	Span   source.Span

	Private bool
}

// Bullets yields every list item of the entry's body, outer ones before inner ones, as its first
// paragraph's block; nested lists are reached too.
func (e Entry) Bullets() []*markup.Block {
	var out []*markup.Block
	for b := range markup.Blocks(e.Body) {
		if b.Kind == markup.Item {
			out = append(out, b)
		}
	}
	return out
}

// EndedAgo is how many months ago an entry ended, at the least; 0 for one that goes on. ok is false when nobody can tell.
func (e *Entry) EndedAgo(today date.Date) (months int, ok bool) {
	switch {
	case e.Dates.Present:
		return 0, true
	case !today.Known() || !e.Dates.Known():
		return 0, false
	}
	end := e.Dates.End
	switch {
	case !end.Known():
		end = e.Dates.Start
	case e.Dates.Start.Known() && end.Last() < e.Dates.Start.First(): // one of the two is wrong, which date/order says
		return 0, false
	}
	return max(0, today.Last()-end.Last()), true
}
