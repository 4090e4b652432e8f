package cli

import (
	"strings"

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
		v := debugSection{Title: s.Title.Text, Kind: string(s.Kind), Line: s.Span.Position().Line, Entries: []debugEntry{}}
		for _, g := range s.Groups {
			e := debugEntry{Title: orNull(g.Label.Text), Bullets: []string{}, Line: g.Span.Position().Line}
			for _, i := range g.Items {
				e.Bullets = append(e.Bullets, i.Text)
			}
			v.Entries = append(v.Entries, e)
		}
		for _, e := range s.Entries {
			d := debugEntry{Title: orNull(e.Title.Text), Organization: orNull(e.Organization.Text), Location: orNull(e.Location.Text),
				URL: orNull(e.URL), Start: orNull(e.Dates.Start.String()), End: orNull(end(e.Dates)), Bullets: []string{}, Line: e.Span.Position().Line}
			for _, b := range e.Bullets() {
				d.Bullets = append(d.Bullets, bulletText(b))
			}
			v.Entries = append(v.Entries, d)
		}
		out.Sections = append(out.Sections, v)
	}
	return out
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
