package read

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// By this much a reading of title and organization must beat the other way round to settle it.
const decisive = 1

// entries tells the fields of a section's drafts apart. Heads that words decide vote on the order
// of title and organization in those that they do not.
func (rd *reader) entries(kind resume.Kind, ds []*draft, listed bool) []resume.Entry {
	found := make([]assignment, len(ds))
	open := false
	var votes float32
	p := profile{education: kind == resume.Education, listed: listed}
	if kind == resume.Publications {
		for _, d := range ds {
			d.parts = sentences(d.parts)
		}
	}
	for i, d := range ds {
		if found[i] = d.assign(kind, p); found[i].margin >= decisive {
			if a := found[i]; !a.title.empty() && !a.org.empty() && !isWork(kind) {
				if a.title.i < a.org.i {
					votes++
				} else {
					votes--
				}
			}
		} else {
			open = true
		}
	}
	if open && votes != 0 {
		p.prior = 0.7
		if votes < 0 {
			p.prior = -0.7
		}
		for i, d := range ds {
			if found[i].margin < decisive {
				found[i] = d.assign(kind, p)
			}
		}
	}
	out := make([]resume.Entry, len(ds))
	for i, d := range ds {
		out[i] = rd.entry(kind, d, found[i])
		if e := &out[i]; (kind == resume.Experience || kind == resume.Education) && !e.DatesText.Known() && d.hasYear() {
			rd.report(diag.Diagnostic{Rule: "read/date-unclear", Severity: diag.Info, Span: d.at,
				Message: "no dates were understood of " + strconv.Quote(e.Title.Text) + ", though a year stands there",
				Help:    "write them as in \"March 2019 – present\" or \"2018 – 2020\""})
		}
		if e := &out[i]; found[i].margin < decisive && votes == 0 && e.Organization.Known() {
			rd.report(diag.Diagnostic{Rule: "read/ambiguous-entry", Severity: diag.Info, Span: d.at,
				Message: "read as the title " + strconv.Quote(e.Title.Text) + " at the organization " + strconv.Quote(e.Organization.Text),
				Help:    "if it is the other way round, write the title first, and \" at \" before the organization"})
		}
	}
	return out
}

func (d *draft) assign(kind resume.Kind, p profile) assignment {
	if isWork(kind) {
		return assignWork(kind, d.parts, p.listed)
	}
	p.noOrg = d.above != nil
	p.placed = d.above != nil && d.above.any(isPlace)
	if p.listed {
		return assign(d.parts[:clause(d.parts)], p)
	}
	return assign(d.parts, p)
}

// clause is where the head of a list's item goes on as a sentence, with a clause that is no field: "Trustee of a school since 2019, with a budget of $3
// million". It is the number of parts when that is nowhere, and never 0.
func clause(parts []part) int {
	for i := 1; i < len(parts); i++ {
		if p := &parts[i]; p.lower && !p.place && p.before != atWord {
			switch word, _, _ := strings.Cut(p.text(), " "); word {
			case "and", "as", "by", "for", "from", "in", "on", "to", "where", "which", "who", "with":
				return i
			}
		}
	}
	return len(parts)
}

// hasYear reports whether a year stands in the head, or in the line below it.
func (d *draft) hasYear() bool {
	for i := range d.parts {
		if year().MatchString(d.parts[i].text()) {
			return true
		}
	}
	if len(d.body) == 0 || d.body[0].Kind != markup.Paragraph {
		return false
	}
	ls := lines(d.body[0].Inlines)
	return len(ls) > 0 && ls[0].whole(italic|bold|code) && year().MatchString(ls[0].text)
}

var year = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(19[5-9]|20[0-4])\d\b`) })

// entry makes the entry of a draft.
func (rd *reader) entry(kind resume.Kind, d *draft, a assignment) resume.Entry {
	e := resume.Entry{Body: spread(d.body), Head: d.at, Span: d.at, Private: isPrivate(d.attrs), Tags: d.attrs.Tags()}
	if a.title.empty() { // an entry always has a title
		a.title, a.org = a.org, extent{}
		if a.title.empty() {
			a.title, a.place = a.place, extent{}
		}
	}
	for k := range d.parts {
		if kind == resume.Experience && a.org.empty() && d.above == nil && !a.uses(k) && term.Freelance(d.parts[k].text()) {
			a.org = extent{k, k + 1} // it stands where an employer would
		}
	}
	e.Title = d.value(a.title)
	e.TitleMarkup = bare(d.markup(a.title))
	e.Organization = d.value(a.org)
	e.Location = d.value(a.place)
	rd.link(&e, d, a)
	for k := 0; k < len(d.parts); {
		if a.uses(k) {
			k++
			continue
		}
		x := extent{k, k + 1}
		for x.j < len(d.parts) && d.parts[x.j].before <= dash && !a.uses(x.j) {
			x.j++
		}
		e.Extra = append(e.Extra, d.value(x))
		k = x.j
	}
	rd.dates(&e, d)
	if d.above != nil {
		rd.inherit(&e, d)
	}
	if !e.Title.Known() && e.DatesText.Known() { // a head that is nothing but dates
		e.Title, e.DatesText, e.Dates = e.DatesText, resume.Value{}, date.Range{}
	}
	for i := range e.Body {
		e.Span = e.Span.Join(e.Body[i].Span)
	}
	e.ID = rd.id(d.attrs.ID, e.Title.Text)
	return e
}

// value is the text of a run of parts, which lie in one line.
func (d *draft) value(x extent) resume.Value {
	if x.empty() {
		return resume.Value{}
	}
	l, start, end := d.parts[x.i].line, d.parts[x.i].start, d.parts[x.j-1].end
	if text := l.text[start:end]; end < len(l.text) && l.text[end] == ')' && strings.Count(text, "(") > strings.Count(text, ")") {
		end++ // the bracket was opened inside
	}
	return l.value(start, end)
}

// markup is the inlines of a run of parts.
func (d *draft) markup(x extent) []markup.Inline {
	if x.empty() {
		return nil
	}
	l := d.parts[x.i].line
	return cut(l.inlines, d.value(x).Span)
}

// link is the address that the organization leads to, or else the title, or anything else in the head.
func (rd *reader) link(e *resume.Entry, d *draft, a assignment) {
	take := func(x extent) {
		for k := x.i; k < x.j && e.URL == ""; k++ {
			if n := d.parts[k].link; n != nil {
				e.URL, e.URLSpan = n.URL, n.Span
			}
		}
	}
	take(a.org)
	take(a.title)
	take(extent{0, len(d.parts)})
}

// dates sets the entry's dates: the first that stand in the head. Of several ranges beside each other it is the time from the
// first start to the last end; all but the first are kept as they are, too.
func (rd *reader) dates(e *resume.Entry, d *draft) {
	for i, f := range d.head.dates {
		v := f.line.value(f.Start, f.End)
		if i == 0 {
			e.Dates, e.DatesText = f.Range, v
		} else {
			e.Extra = append(e.Extra, v)
			if beside(d.head.dates[i-1], f) && e.Dates.Start.Known() && (e.Dates.End.Known() || e.Dates.Present) && f.Range.Start.Known() && (f.Range.End.Known() || f.Range.Present) {
				e.Dates = e.Dates.Join(f.Range)
			}
		}
		if f.Problem != "" {
			rd.report(diag.Diagnostic{Rule: "date/impossible", Severity: diag.Error, Span: v.Span,
				Message: "\"" + v.Text + "\" is no date: " + f.Problem, Help: "write the month as 1 to 12, or by its name"})
		}
	}
}

// beside reports whether nothing but a comma or "and" stands between two dates of one line.
func beside(a, b foundDate) bool {
	if a.line != b.line || b.Start < a.End {
		return false
	}
	switch strings.Trim(a.line.text[a.End:b.Start], " ,;/") {
	case "", "and", "&", "und", "et", "y", "e", "en", "och", "i":
		return true
	}
	return false
}

// inherit gives a role what is written once for all roles at its employer.
func (rd *reader) inherit(e *resume.Entry, d *draft) {
	top := d.above
	a := assign(top.parts, profile{noTitle: true})
	if a.org.empty() && len(top.parts) > 0 {
		a.org = extent{0, 1}
		if !a.place.empty() && a.place.i == 0 {
			a.place = extent{}
		}
	}
	if !e.Organization.Known() {
		e.Organization = top.value(a.org)
		e.URL, e.URLSpan = "", source.Span{}
		rd.link(e, top, assignment{org: a.org})
	}
	if place := top.value(a.place); place.Known() {
		if !e.Location.Known() {
			e.Location = place
		} else if d.first && place.Text != e.Location.Text {
			e.Extra = append(e.Extra, place)
		}
	}
	for k := range top.parts {
		if d.first && !a.uses(k) {
			e.Extra = append(e.Extra, top.value(extent{k, k + 1}))
		}
	}
	if len(d.head.dates) == 0 || d.first {
		var above resume.Entry
		rd.dates(&above, &draft{head: head{dates: top.dates}})
		if !e.DatesText.Known() {
			e.Dates, e.DatesText = above.Dates, above.DatesText
		} else if above.DatesText.Known() {
			above.Extra = append([]resume.Value{above.DatesText}, above.Extra...)
		}
		if d.first {
			e.Extra = append(e.Extra, above.Extra...)
		}
	}
	e.Private = e.Private || isPrivate(top.attrs)
	if d.first {
		e.Span, e.Head = e.Span.Join(top.at), e.Head.Join(top.at)
	}
	e.Tags = append(e.Tags, top.attrs.Tags()...)
}

// id is an id that nothing else has: the one given, or one made from the title.
func (rd *reader) id(given, title string) string {
	if given != "" && !rd.used[given] {
		rd.used[given] = true
		return given
	}
	base := given
	if base == "" {
		if base = strings.ReplaceAll(term.Fold(title), " ", "-"); base == "" {
			base = "entry"
		}
	}
	for n := rd.next[base]; ; n++ {
		id := base
		if n > 0 {
			id += "-" + strconv.Itoa(n)
		}
		if !rd.used[id] && !rd.given[id] {
			rd.used[id], rd.next[base] = true, n+1
			return id
		}
	}
}
