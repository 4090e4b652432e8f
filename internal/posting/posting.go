// Package posting reads a job posting as a person who applies reads it.
//
// In: a [source.File] with a posting as it was pasted, text, Markdown or HTML. Out: a [Posting]: the position's title and seniority,
// the years that are asked for, and each term that a résumé could prove, with the places where it stands and whether it is
// required, preferred or only mentioned. Terms are those of package term; what else is said often is in Words. Whatever the
// text, something comes out, in time linear in its length; what it lacks is zero. It holds no résumé against it: that is tailor's.
package posting

import (
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A Class is how much a posting wants a term. Higher ones are stronger.
type Class int

// The classes.
const (
	Mentioned Class = iota // it is there: the team's stack, what one would do
	Preferred              // "nice to have", "a plus"
	Required               // "you have", "must", "experience with"
)

func (c Class) String() string { return [...]string{"mentioned", "preferred", "required"}[c] }

// A Term is something that a résumé could prove.
type Term struct {
	*term.Technology
	Class   Class         // the strongest that it has
	Written string        // as the posting writes it where it has that class first
	Spans   []source.Span // where it stands, those of that class first, else in the order of the text
}

// A Word is something else that a posting says again and again, or asks for.
type Word struct {
	Text  string // as it stands there first
	Times int
	Spans []source.Span
}

// A Posting is a job ad as it is read.
type Posting struct {
	File      *source.File
	Lang      string       // that it is written in, as far as can be told: "en"
	Title     resume.Value // of the position: "Senior Backend Engineer"
	Company   resume.Value // from the front matter or the page's data; none when neither says it
	Seniority string       // "intern", "junior", "mid", "senior", "staff", "principal", "lead", "manager"; "" when nothing says so
	Years     int          // of experience that are asked for, the lower end; 0 when none are
	YearsSpan source.Span
	Terms     []Term // the required ones first, then the preferred ones, each in the order of the text
	Words     []Word // the most telling first, at most mostWords
}

// Of is the terms of a class.
func (p *Posting) Of(c Class) []Term {
	var out []Term
	for _, t := range p.Terms {
		if t.Class == c {
			out = append(out, t)
		}
	}
	return out
}

// Read reads a posting. Front matter says title and company outright.
func Read(f *source.File) *Posting {
	p := &Posting{File: f}
	var lines []line
	var hints []resume.Value // titles that the page gives itself, the surest first
	if isHTML(f.Bytes) {
		page := readHTML(f)
		lines, hints, p.Company = page.lines, page.titles, page.company
	} else {
		d := document.Head(f)
		lines = textLines(f, d.BodySpan)
		if n := meta.Text(d.Meta, meta.JobDoc, "title"); n.Text != "" {
			hints = append(hints, resume.Value{Text: n.Text, Span: n.Span})
		}
		if n := meta.Text(d.Meta, meta.JobDoc, "company"); n.Text != "" {
			p.Company = resume.Value{Text: n.Text, Span: n.Span}
		}
	}
	lines = chop(lines)
	var all strings.Builder
	for _, l := range lines {
		all.WriteString(l.text)
		all.WriteByte('\n')
	}
	p.Lang = prose.Language(all.String())
	p.Title = title(hints, lines)
	parts := classify(lines)
	p.Terms = terms(parts)
	p.Years, p.YearsSpan = years(parts)
	p.Seniority = seniority(p.Title.Text, parts)
	p.Words = salient(parts)
	return p
}

// bland is words that name a technology in a list of skills, and nothing in particular in a posting.
var bland = map[string]bool{"cloud": true, "api": true, "apis": true, "monitoring": true, "dashboards": true, "dashboard": true, "networking": true, "tests": true, "testing": true}

// terms is each technology of the parts once.
func terms(parts []part) []Term {
	at := map[*term.Technology]int{}
	var out []Term
	var space [32]term.Mention
	for i := range parts {
		c := &parts[i]
		if c.class == ignored {
			continue
		}
		for _, m := range term.Mentions(space[:0], c.text) {
			class, negated := c.classAt(m.Start, m.End)
			if negated || bland[strings.ToLower(c.text[m.Start:m.End])] {
				continue
			}
			span, written := c.span(m.Start, m.End), c.text[m.Start:m.End]
			k, ok := at[m.Technology]
			if !ok {
				at[m.Technology] = len(out)
				out = append(out, Term{Technology: m.Technology, Class: class, Written: written, Spans: []source.Span{span}})
				continue
			}
			t := &out[k]
			if class > t.Class {
				t.Class, t.Written = class, written
				t.Spans = slices.Insert(t.Spans, 0, span)
			} else {
				t.Spans = append(t.Spans, span)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Term) int { return cmp.Compare(b.Class, a.Class) })
	return out
}
