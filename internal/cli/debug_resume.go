package cli

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// The form of `resgen debug resume` is a contract: other programs judge the reader by it.
type (
	debugCV struct {
		Name     *string        `json:"name"`
		Headline *string        `json:"headline"`
		Email    *string        `json:"email"`
		Phone    *string        `json:"phone"`
		Location *string        `json:"location"`
		Links    []string       `json:"links"`
		Summary  *string        `json:"summary"`
		Sections []debugSection `json:"sections"`
	}
	debugSection struct {
		Title   string       `json:"title"`
		Kind    string       `json:"kind"`
		Line    int          `json:"line"`
		Entries []debugEntry `json:"entries"`
	}
	debugEntry struct {
		Title        *string  `json:"title"`
		Organization *string  `json:"organization"`
		Location     *string  `json:"location"`
		URL          *string  `json:"url"`
		Start        *string  `json:"start"`
		End          *string  `json:"end"`
		Bullets      []string `json:"bullets"`
		Line         int      `json:"line"`
	}
)

// debugDropped is each stretch of the résumé's source that is in no form of it, or in none that is published, and why.
func debugDropped(s *compose.Site) any {
	type dropped struct {
		Place string `json:"place"`
		Why   string `json:"why"`
		Text  string `json:"text"`
	}
	out := []dropped{}
	if s.Resume != nil {
		for _, d := range s.Resume.Dropped {
			out = append(out, dropped{place(d.Span), string(d.Why), strings.Join(strings.Fields(d.Span.Text()), " ")})
		}
	}
	for _, x := range s.Secrets {
		out = append(out, dropped{place(x.Value.Span), "private", x.Field}) // what is private is not printed here either
	}
	return out
}

// orNull is a text, or null when there is none.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func debugResume(r *resume.Resume) any {
	if r == nil {
		return nil
	}
	out := debugCV{Name: orNull(r.Name.Text), Headline: orNull(r.Headline.Text), Email: orNull(r.Email.Text), Phone: orNull(r.Phone.Text),
		Location: orNull(r.Location.Text), Links: []string{}, Summary: orNull(textOf(r.Summary)), Sections: []debugSection{}}
	for _, l := range r.Links {
		out.Links = append(out.Links, l.URL)
	}
	for _, s := range r.Sections {
		if s.Kind == resume.Summary && out.Summary == nil {
			out.Summary = orNull(textOf(s.Intro))
		}
		v := debugSection{Title: s.Title.Text, Kind: string(s.Kind), Line: s.Span.Position().Line, Entries: []debugEntry{}}
		for i, g := range s.Groups {
			n := len(v.Entries)
			if i == 0 || g.Label.Known() || s.Groups[i-1].Label.Known() { // neighbours without a label are one
				v.Entries = append(v.Entries, debugEntry{Title: orNull(g.Label.Text), Bullets: []string{}, Line: g.Span.Position().Line})
				n++
			}
			for _, item := range g.Items {
				v.Entries[n-1].Bullets = append(v.Entries[n-1].Bullets, item.Text)
			}
		}
		for _, e := range slices.Concat(s.Entries, s.Listed) {
			v.Entries = append(v.Entries, debugOf(e))
		}
		out.Sections = append(out.Sections, v)
	}
	if r.SummaryTitle.Known() && r.SummaryTitle.Span.Known() { // its text is the summary
		line := r.SummaryTitle.Span.Position().Line
		at := 0
		for at < len(out.Sections) && out.Sections[at].Line < line {
			at++
		}
		out.Sections = slices.Insert(out.Sections, at, debugSection{Title: r.SummaryTitle.Text, Kind: string(resume.Summary), Line: line, Entries: []debugEntry{}})
	}
	return out
}

func debugOf(e resume.Entry) debugEntry {
	d := debugEntry{Title: orNull(e.Title.Text), Organization: orNull(e.Organization.Text), Location: orNull(e.Location.Text),
		URL: orNull(e.URL), Start: orNull(e.Dates.Start.String()), End: orNull(end(e.Dates)), Bullets: []string{}, Line: e.Span.Position().Line}
	for _, b := range e.Bullets() {
		d.Bullets = append(d.Bullets, bulletText(b))
	}
	return d
}

func end(r date.Range) string {
	if r.Present {
		return "present"
	}
	return r.End.String()
}

// textOf is all text of some blocks on one line.
func textOf(bs []markup.Block) string {
	var words []string
	for b := range markup.Blocks(bs) {
		if len(b.Inlines) == 1 && b.Inlines[0].Kind == markup.Image {
			continue // what it says stands in for the picture
		}
		words = append(words, strings.Fields(markup.Plain(b.Inlines))...)
	}
	return strings.Join(words, " ")
}

// bulletText is a bullet's own text, without the bullets inside of it.
func bulletText(item *markup.Block) string {
	var own []markup.Block
	for _, b := range item.Blocks {
		if b.Kind != markup.List {
			own = append(own, b)
		}
	}
	return textOf(own)
}
