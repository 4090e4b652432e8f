package tailor

import (
	"github.com/resgen/resgen/internal/posting"
)

// Data is a report as programs read it. Schema counts changes that break a reader.
type Data struct {
	Schema       int        `json:"schema"`
	Posting      string     `json:"posting" jsonschema:"the file that it was read from"`
	Lang         string     `json:"lang" jsonschema:"the language of the posting, as in en; empty when it cannot be told"`
	Title        string     `json:"title"`
	Company      string     `json:"company"`
	Seniority    string     `json:"seniority" jsonschema:"intern, junior, mid, senior, staff, principal, lead or manager; empty when nothing says so"`
	TitleState   string     `json:"title_state" jsonschema:"same, near or other: how the headline and the roles of the résumé stand to the title; empty without one"`
	YearsAsked   int        `json:"years_asked" jsonschema:"years of experience that the posting asks for; 0 for none"`
	Years        float64    `json:"years" jsonschema:"years of experience that the dates of the résumé come to"`
	Inconclusive string     `json:"inconclusive" jsonschema:"why the report says little; empty when it does not"`
	Required     CountData  `json:"required"`
	Preferred    CountData  `json:"preferred"`
	Terms        []TermData `json:"terms"`
	Words        []WordData `json:"words" jsonschema:"what else the posting says again and again"`

	Selection []ChoiceData `json:"selection,omitempty" jsonschema:"what is in a version that was selected, what is not, and why"`
}

// CountData is how many terms of a class are in which state.
type CountData struct {
	All     int     `json:"all"`
	Proven  int     `json:"proven"`
	Near    int     `json:"near"`
	Listed  int     `json:"listed"`
	Missing int     `json:"missing"`
	Shown   float64 `json:"shown" jsonschema:"the share that something other than a list shows, 0 to 1"`
}

// TermData is one term of the posting.
type TermData struct {
	Name    string      `json:"name"`
	Written string      `json:"written" jsonschema:"as the posting writes it"`
	Class   string      `json:"class" jsonschema:"required, preferred or mentioned"`
	State   string      `json:"state" jsonschema:"proven, near (the résumé has it in another word), listed or missing"`
	Shown   bool        `json:"shown" jsonschema:"something other than a list of skills shows it"`
	Lines   []int       `json:"lines" jsonschema:"of the posting"`
	Places  []PlaceData `json:"places" jsonschema:"in the résumé, the best proof first"`
}

// PlaceData is where the résumé has a term.
type PlaceData struct {
	Path  string `json:"path"`
	Line  int    `json:"line"`
	Col   int    `json:"col"`
	Word  string `json:"word" jsonschema:"as the résumé writes it"`
	Text  string `json:"text" jsonschema:"what it stands in"`
	Proof bool   `json:"proof" jsonschema:"it is more than a list of skills"`
}

// WordData is a word that the posting says again and again.
type WordData struct {
	Word  string `json:"word"`
	Times int    `json:"times"`
}

// Data is the report as programs read it.
func (r *Report) Data() Data {
	p := r.Posting
	out := Data{Schema: 1, Posting: p.File.Path, Lang: p.Lang, Title: p.Title.Text, Company: p.Company.Text, Seniority: p.Seniority, TitleState: string(r.Title),
		YearsAsked: p.Years, Years: rounded(r.Years, 10), Inconclusive: r.Inconclusive, Terms: []TermData{}, Words: []WordData{}}
	count := func(c posting.Class) CountData {
		n := r.Count(c)
		return CountData{n.All, n.Proven, n.Near, n.Listed, n.Missing, rounded(r.Share(c), 100)}
	}
	out.Required, out.Preferred = count(posting.Required), count(posting.Preferred)
	for _, e := range r.Evidence {
		t := TermData{Name: e.Name, Written: e.Written, Class: e.Class.String(), State: string(e.State), Shown: e.Shown, Lines: []int{}, Places: []PlaceData{}}
		for _, s := range e.Spans {
			t.Lines = append(t.Lines, s.Position().Line)
		}
		for _, pl := range e.Places {
			at := pl.Span.Position()
			t.Places = append(t.Places, PlaceData{at.Path, at.Line, at.Col, pl.Word, pl.Text, pl.Proof})
		}
		out.Terms = append(out.Terms, t)
	}
	for _, w := range p.Words {
		out.Words = append(out.Words, WordData{w.Text, w.Times})
	}
	return out
}

// rounded is a number with so many steps to one.
func rounded(v, steps float64) float64 { return float64(int(v*steps+0.5)) / steps }

// ChoiceData is what became of a bullet or an entry in a version that was selected.
type ChoiceData struct {
	Path  string   `json:"path"`
	Line  int      `json:"line"`
	Col   int      `json:"col"`
	Under string   `json:"under" jsonschema:"the entry or section that it stands in"`
	Text  string   `json:"text"`
	Entry bool     `json:"entry" jsonschema:"it is an entry as a whole"`
	In    bool     `json:"in"`
	Why   string   `json:"why"`
	Bring string   `json:"bring,omitempty" jsonschema:"what would bring it in"`
	Terms []string `json:"terms" jsonschema:"of the posting, that it proves"`
	Lines float64  `json:"lines" jsonschema:"that it takes; 0 when nobody measured it"`
}

// Data is the choices as programs read them.
func (s *Selection) Data() []ChoiceData { return DataOf(s.Explained()) }

// DataOf is choices as programs read them.
func DataOf(choices []Choice) []ChoiceData {
	out := []ChoiceData{}
	for _, c := range choices {
		at := c.Span.Position()
		d := ChoiceData{at.Path, at.Line, at.Col, c.Under, c.Text, c.Entry, c.In, c.Why, c.Bring, []string{}, rounded(c.Lines, 10)}
		out = append(out, d)
		out[len(out)-1].Terms = append(d.Terms, c.Terms...)
	}
	return out
}
