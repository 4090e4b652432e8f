package export

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func (w *resumeWriter) section(i int, s *resume.Section) {
	w.comments(s.Title.Span)
	f := w.forms[where{i, -1}]
	var attrs []string
	if f.id && s.ID != "" {
		attrs = append(attrs, "#"+s.ID)
	}
	if f.kind {
		attrs = append(attrs, "kind="+string(s.Kind))
	}
	if s.Private {
		attrs = append(attrs, "private")
	}
	w.heading(2, text(s.Title.Text), comment(attrs))
	w.add("")
	if len(s.Intro) > 0 {
		w.blocks(lower(s.Intro, 3), false)
		w.add("")
	}
	if len(s.Groups) > 0 {
		for k := range s.Groups {
			w.group(&s.Groups[k])
		}
		w.add("")
	}
	for k := 0; k < len(s.Entries); {
		n := 1
		for k+n < len(s.Entries) && sharedEmployer(&s.Entries[k], &s.Entries[k+n]) {
			n++
		}
		w.entries(i, k, s.Entries[k:k+n])
		k += n
	}
	if len(s.Outro) > 0 { // ruled off, so that it is not taken for one more group
		w.add("---")
		w.add("")
		w.blocks(lower(s.Outro, 3), false)
		w.add("")
	}
}

func comment(attrs []string) string {
	if len(attrs) == 0 {
		return ""
	}
	return " <!-- " + strings.Join(attrs, " ") + " -->"
}

func (w *resumeWriter) group(g *resume.Group) {
	line := ""
	if g.Label.Known() {
		line = "**" + strings.TrimRight(inlines([]markup.Inline{{Kind: markup.Text, Text: g.Label.Text}}, inHeading), " :") + ":** "
	}
	line += strings.ReplaceAll(inlines(g.Markup, inText), "\n", " ")
	line = strings.TrimSpace(line)
	if line == "" {
		return
	}
	mark := ""
	if g.Private {
		mark = comment([]string{"private"})
	}
	w.nested("- ", "  ", func(in *writer) { in.add(lineStart(line) + mark + w.tail(g.Span)) })
}

// sharedEmployer reports whether two entries are roles below one heading: the organization was written once.
func sharedEmployer(a, b *resume.Entry) bool {
	return a.Organization.Known() && a.Organization.Span.Known() && a.Organization == b.Organization
}

// entries writes one entry, or the roles at one employer. What several roles share stands below the employer, once.
func (w *resumeWriter) entries(section, first int, es []resume.Entry) {
	w.comments(es[0].Span)
	if len(es) == 1 {
		w.entry(3, &es[0], w.forms[where{section, first}], nil)
		return
	}
	times := map[source.Span]int{}
	var common []string
	for k := range es {
		for _, v := range below(&es[k]) {
			if k == 0 && v.Span.Known() && v.Span.File == es[0].Title.Span.File && v.Span.Start < es[0].Title.Span.Start {
				times[v.Span]++ // it was the employer's
			}
			if times[v.Span]++; times[v.Span] == 2 && v.Span.Known() {
				common = append(common, text(v.Text))
			}
		}
	}
	w.heading(3, linked(text(es[0].Organization.Text), es[0].URL), "")
	if len(common) > 0 {
		w.add("*" + strings.Join(common, " · ") + "*")
	}
	w.add("")
	for k := range es {
		w.entry(4, &es[k], w.forms[where{section, first + k}], times)
	}
}

// below is the values of an entry's head that stand below its heading.
func below(e *resume.Entry) []resume.Value {
	var out []resume.Value
	for _, v := range append([]resume.Value{e.DatesText, e.Location}, e.Extra...) {
		if v.Known() {
			out = append(out, v)
		}
	}
	return out
}

// entry writes one entry. Of a role below its employer, shared counts the roles that have each value.
func (w *resumeWriter) entry(level int, e *resume.Entry, f form, shared map[source.Span]int) {
	w.comments(e.Head)
	title := text(e.Title.Text)
	if len(e.TitleMarkup) > 0 {
		title = strings.TrimSpace(inlines(e.TitleMarkup, inHeading))
	}
	hasLink := slices.ContainsFunc(slices.Collect(markup.Walk(e.TitleMarkup)), func(n *markup.Inline) bool { return n.Kind == markup.Link })
	switch {
	case shared != nil:
	case e.Organization.Known():
		org := text(e.Organization.Text)
		if !hasLink || !strings.Contains(title, "]("+e.URL) {
			org = linked(org, e.URL)
		}
		title += joins[f.join] + org
	case !hasLink:
		title = linked(title, e.URL)
	}
	var attrs []string
	if f.id && e.ID != "" {
		attrs = append(attrs, "#"+e.ID)
	}
	if len(e.Tags) > 0 {
		attrs = append(attrs, `tags="`+strings.Join(e.Tags, " ")+`"`)
	}
	if e.Private {
		attrs = append(attrs, "private")
	}
	w.heading(level, title, comment(attrs))
	var parts []string
	for _, v := range below(e) {
		if shared[v.Span] < 2 || !v.Span.Known() {
			parts = append(parts, text(v.Text))
		}
	}
	if len(parts) > 0 && !e.DatesText.Known() {
		w.add("") // it may be read as the first text below the head, which is set off
	}
	if len(parts) > 0 {
		w.add("*" + strings.Join(parts, " · ") + "*")
	}
	w.add("")
	if len(e.Body) > 0 {
		w.blocks(lower(e.Body, level+1), false)
		w.add("")
	}
}

// linked is a text that leads to an address.
func linked(text, url string) string {
	if url == "" {
		return text
	}
	return "[" + text + "](" + target(url, "", inHeading) + ")"
}

// lower is blocks whose highest heading has at least the level, so that none is taken for a section or an entry.
func lower(bs []markup.Block, level int) []markup.Block {
	top := 7
	for i := range bs {
		if bs[i].Kind == markup.Heading {
			top = min(top, bs[i].Level)
		}
	}
	if top >= level {
		return bs
	}
	out := slices.Clone(bs)
	for i := range out {
		if out[i].Kind == markup.Heading {
			out[i].Level = min(6, out[i].Level+level-top)
		}
	}
	return out
}
