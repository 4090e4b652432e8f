package tailor

import (
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// Facts is what a résumé says, ready to hold a text against it: the gate through which no claim comes that the person did not make.
//
// The same are 1,000, 1000 and 1 000; 10k and 10,000; three and 3; 40 %, 40% and 40 percent; Mar 2021 and March 2021; the writings of one
// technology; front-end and frontend; a word in the singular and the plural. A number is known with the unit that it has there: who has
// "40 reports" has not "40 %" for that, and "5+" is more than 5. Words that stand side by side in a name must do so there. It is
// a gate and no judge: it knows whether something was said, and not of what.
type Facts struct {
	english bool
	words   map[string]bool   // as key gives them; what a hyphen joins also as one
	pairs   map[string]bool   // two of them that stand side by side, with a blank between
	written map[string]bool   // words and addresses in their own case
	urls    map[string]bool   // addresses behind links, as paper shows them: without https:// and www.
	numbers map[string]amount // by number and unit
	years   map[int]bool
	months  map[date.Date]bool
	present bool
	techs   map[*term.Technology]bool
}

// amount says how a number is given.
type amount uint8

const (
	exactly amount = 1 << iota // or about
	andMore                    // "5+", "over 40 %"
)

// FactsOf is what a résumé says, private parts included if they are in it, and what further texts say: those of a variant's own file.
func FactsOf(r *resume.Resume, texts ...string) *Facts {
	f := TextFacts(r.Lang, texts...)
	f.values(r.Name, r.Headline, r.Email, r.Phone, r.Location)
	for _, l := range r.Links {
		f.add(prose.Plain(l.Label))
		f.written[l.Text] = true
		f.leads(l.URL)
	}
	for _, c := range r.Contact {
		f.add(prose.Plain(c.Label))
		f.values(c.Value)
	}
	f.values(r.SummaryTitle)
	f.blocks(r.Summary)
	for i := range r.Sections {
		s := &r.Sections[i]
		f.values(s.Title)
		f.blocks(s.Intro)
		f.entries(s.Entries)
		f.entries(s.Listed)
		for _, g := range s.Groups {
			f.values(g.Label)
			f.values(g.Items...)
			f.add(prose.Of(g.Markup))
			for _, item := range g.Items {
				if t, _ := term.FindTechnology(item.Text); t != nil { // an item is a name as it stands, whatever its case
					f.techs[t] = true
				}
			}
		}
		f.blocks(s.Outro)
	}
	return f
}

// TextFacts is what texts in a language say, as in "en".
func TextFacts(lang string, texts ...string) *Facts {
	f := &Facts{words: map[string]bool{}, pairs: map[string]bool{}, written: map[string]bool{}, urls: map[string]bool{}, numbers: map[string]amount{}, years: map[int]bool{},
		months: map[date.Date]bool{}, techs: map[*term.Technology]bool{}}
	f.english = lang == "" || lang == "en" || strings.HasPrefix(lang, "en-")
	for _, text := range texts {
		f.add(prose.Plain(text))
	}
	return f
}

func (f *Facts) entries(all []resume.Entry) {
	for _, e := range all {
		f.values(e.Title, e.Organization, e.Location, e.DatesText)
		f.values(e.Extra...)
		f.dates(e.Dates)
		if e.URL != "" {
			f.leads(e.URL)
		}
		f.blocks(e.Body)
	}
}

func (f *Facts) values(all ...resume.Value) {
	for _, v := range all {
		f.add(prose.Plain(v.Text))
	}
}

func (f *Facts) blocks(all []markup.Block) {
	for b := range markup.Blocks(all) {
		f.add(prose.Of(b.Inlines))
		if b.Kind == markup.Code {
			f.add(prose.Plain(b.Raw))
		}
		for n := range markup.Walk(b.Inlines) {
			if n.Kind == markup.Link {
				f.leads(n.URL)
			}
		}
	}
}

func (f *Facts) dates(r date.Range) {
	for _, d := range []date.Date{r.Start, r.End} {
		if d.Known() {
			f.years[d.Year], f.months[d] = true, true
		}
	}
	f.present = f.present || r.Present
}

// leads takes in an address that something leads to.
func (f *Facts) leads(url string) {
	f.written[url] = true
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	url = strings.ToLower(strings.TrimSuffix(url, "/"))
	for _, form := range []string{url, strings.TrimPrefix(url, "www.")} {
		if form != "" {
			f.urls[form] = true
		}
	}
}

// add takes in what a text says.
func (f *Facts) add(t *prose.Text) {
	if t.Plain == "" {
		return
	}
	all := pieces(t)
	for i, p := range all {
		written := t.Plain[p.start:p.end]
		f.written[written] = true
		switch {
		case p.number:
			f.numbers[p.key] |= p.amount
			if p.shared != "" {
				f.numbers[p.shared] |= p.amount
			}
		default:
			f.words[p.key] = true
		}
		if i > 0 && sideBySide(t.Plain[all[i-1].end:p.start]) {
			f.pairs[all[i-1].key+" "+p.key] = true
			if joint(t.Plain[all[i-1].end:p.start]) {
				f.words[key(t.Plain[all[i-1].start:all[i-1].end]+written)] = true
			}
		}
	}
	for _, a := range addresses(t.Plain) {
		f.written[t.Plain[a.Start:a.End]] = true
	}
	for _, m := range term.Mentions(nil, t.Plain) {
		f.techs[m.Technology] = true
	}
	for _, m := range date.Scan(t.Plain) {
		if m.Problem == "" {
			f.dates(m.Range)
		}
	}
}
