package export

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// Unlike is what two résumés say differently, a line each: the field, and its value in either, as in
// `sections[2].entries[0].dates: "2021" is "2022"`; nil when they say the same. All that a reader, a layout or another form could see
// is compared. Where a value stood is not, nor what was left out on purpose when it was read ([resume.Resume.Dropped]), which is no
// part of the résumé; nor whether
// text was read as one run or as two, nor how deep a heading in a text stands below what the text belongs to.
func Unlike(a, b *resume.Resume) []string {
	var out []string
	x, y := said(a), said(b)
	for i := 0; i < max(len(x), len(y)); i++ {
		switch {
		case i >= len(x):
			return append(out, "more: "+y[i].field+": "+y[i].value)
		case i >= len(y):
			return append(out, "less: "+x[i].field+": "+x[i].value)
		case x[i].field != y[i].field:
			return append(out, x[i].field+" is "+y[i].field)
		case x[i].value != y[i].value:
			out = append(out, x[i].field+": "+x[i].value+" is "+y[i].value)
		}
	}
	return out
}

// A saying is one field of a résumé and what it says.
type saying struct{ field, value string }

func said(r *resume.Resume) (out []saying) {
	say := func(field string, v any) {
		b, err := json.Marshal(v)
		if err != nil {
			b = fmt.Append(nil, v)
		}
		if text := string(b); text != `""` && text != "null" && text != "[]" && text != "false" {
			out = append(out, saying{field, text})
		}
	}
	for _, f := range []struct {
		name string
		text string
	}{{"lang", r.Lang}, {"name", r.Name.Text}, {"headline", r.Headline.Text}, {"email", r.Email.Text}, {"phone", r.Phone.Text},
		{"location", r.Location.Text}, {"summary title", r.SummaryTitle.Text}} {
		say(f.name, f.text)
	}
	for i, l := range r.Links {
		say(fmt.Sprintf("links[%d]", i), []string{l.URL, l.Text, l.Label})
	}
	for i, c := range r.Contact {
		say(fmt.Sprintf("contact[%d]", i), []string{c.Label, c.Value.Text})
	}
	say("summary", leveled(r.Summary))
	for i := range r.Sections {
		s := &r.Sections[i]
		at := fmt.Sprintf("sections[%d].", i)
		say(at+"section", []any{s.Title.Text, s.Kind})
		say(at+"id", s.ID)
		say(at+"private", s.Private)
		say(at+"intro", leveled(s.Intro))
		for k := range s.Groups {
			g := &s.Groups[k]
			at := fmt.Sprintf("%sgroups[%d].", at, k)
			say(at+"group", g.Label.Text)
			say(at+"id", g.ID)
			say(at+"tags", g.Tags)
			say(at+"items", texts(g.Items))
			say(at+"markup", packedInlines(unbroken(g.Markup)))
		}
		for k := range s.Entries {
			at := fmt.Sprintf("%sentries[%d].", at, k)
			sayEntry(func(field string, v any) { say(at+field, v) }, &s.Entries[k])
			say(at+"same employer", k > 0 && sharedEmployer(&s.Entries[k-1], &s.Entries[k]))
		}
		for k := range s.Listed {
			at := fmt.Sprintf("%slisted[%d].", at, k)
			sayEntry(func(field string, v any) { say(at+field, v) }, &s.Listed[k])
		}
		say(at+"outro", leveled(s.Outro))
	}
	return out
}

func sayEntry(say func(field string, v any), e *resume.Entry) {
	say("entry", e.Title.Text)
	say("id", e.ID)
	if !plainTitle(e) {
		say("title markup", packedInlines(e.TitleMarkup))
	}
	say("organization", e.Organization.Text)
	say("location", e.Location.Text)
	say("url", e.URL)
	if e.Dates.Known() {
		say("dates", []string{e.Dates.Start.String(), e.Dates.End.String(), map[bool]string{true: "present"}[e.Dates.Present]})
	}
	say("dates as written", e.DatesText.Text)
	say("extra", texts(e.Extra))
	say("tags", e.Tags)
	say("private", e.Private)
	say("body", leveled(e.Body))
}

func texts(vs []resume.Value) []string {
	var out []string
	for _, v := range vs {
		out = append(out, v.Text)
	}
	return out
}

// leveled is a text whose highest heading is of the first level.
func leveled(bs []markup.Block) []packedBlock {
	out := packed(bs)
	top := 7
	for _, b := range out {
		if b.Level > 0 {
			top = min(top, b.Level)
		}
	}
	for i := range out {
		if out[i].Level > 0 {
			out[i].Level -= top - 1
		}
	}
	return out
}

// unbroken is a text on one line.
func unbroken(in []markup.Inline) []markup.Inline {
	out := slices.Clone(in)
	for i := range out {
		if out[i].Kind == markup.SoftBreak {
			out[i] = markup.Inline{Kind: markup.Text, Text: " "}
		}
	}
	return out
}
