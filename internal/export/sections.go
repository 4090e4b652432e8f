package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func (w *resumeWriter) section(i int, s *resume.Section) {
	w.comments(s.Title.Span)
	f := w.forms[where{i, -1}]
	var attrs []string
	if f.id && s.ID != "" {
		attrs = append(attrs, idAttr(s.ID))
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
			w.group(&s.Groups[k], f.nested)
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

// idAttr is an id as it stands in a comment.
func idAttr(id string) string {
	if first, _ := utf8.DecodeRuneInString(id); unicode.IsLetter(first) || unicode.IsDigit(first) || first == '_' {
		return "#" + id
	}
	return `id="` + id + `"` // "#-work", of a heading that begins with a sign, is none
}

func comment(attrs []string) string {
	if len(attrs) == 0 {
		return ""
	}
	return " <!-- " + strings.Join(attrs, " ") + " -->"
}

func (w *resumeWriter) group(g *resume.Group, nested bool) {
	var attrs []string
	if g.ID != "" {
		attrs = append(attrs, idAttr(g.ID))
	}
	if len(g.Tags) > 0 {
		attrs = append(attrs, `tags="`+strings.Join(g.Tags, " ")+`"`)
	}
	if g.Private {
		attrs = append(attrs, "private")
	}
	tail := comment(attrs)
	label := ""
	if g.Label.Known() {
		label = strings.TrimRight(inlines([]markup.Inline{{Kind: markup.Text, Text: g.Label.Text}}, inHeading), " :")
	}
	line := strings.TrimSpace(strings.ReplaceAll(inlines(g.Markup, inText), "\n", " "))
	switch {
	case nested && label != "" && line != "":
		w.nested("- ", "  ", func(in *writer) {
			in.add("**" + label + "**" + tail + w.tail(g.Span))
			in.nested("- ", "  ", func(in *writer) { in.add(lineStart(line)) })
		})
		return
	case label != "":
		line = strings.TrimSpace("**" + label + ":** " + line)
	}
	if line != "" {
		w.nested("- ", "  ", func(in *writer) { in.add(lineStart(line) + tail + w.tail(g.Span)) })
	}
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
	w.heading(3, linked(unmarked(es[0].Organization.Text), es[0].URL), "")
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
	own := func(vs ...resume.Value) (out []string) {
		for _, v := range vs {
			if v.Known() && (shared[v.Span] < 2 || !v.Span.Known()) {
				out = append(out, text(v.Text))
			}
		}
		return out
	}
	fields := [...][]string{own(e.DatesText), own(e.Location), nil}
	for _, x := range e.Extra {
		if times := fields[0]; len(times) > 0 && e.Dates != written(e.DatesText.Text) && written(x.Text).Known() {
			times[0] += ", " + text(x.Text) // twice at one place: behind a comma the times are read as one
			continue
		}
		fields[2] = append(fields[2], own(x)...)
	}
	markedUp := e.TitleMarkup
	if len(markedUp) == 0 {
		markedUp = unmarked(e.Title.Text)
	}
	title := linked(markedUp, "")
	hasLink := slices.ContainsFunc(slices.Collect(markup.Walk(e.TitleMarkup)), func(n *markup.Inline) bool { return n.Kind == markup.Link })
	switch {
	case shared != nil:
	case e.Organization.Known():
		address := e.URL
		if hasLink && strings.Contains(title, "]("+e.URL) {
			address = ""
		}
		title += joins[f.join] + linked(unmarked(e.Organization.Text), address)
	case !hasLink:
		title = linked(markedUp, e.URL)
	}
	order := strings.Fields(arrangements[f.arrange%len(arrangements)])
	if above, ok := strings.CutPrefix(order[0], "^"); ok {
		for _, part := range fields[above[0]-'0'] {
			title += joins[f.join] + part
		}
		fields[above[0]-'0'], order = nil, order[1:]
	}
	var attrs []string
	if f.id && e.ID != "" {
		attrs = append(attrs, idAttr(e.ID))
	}
	if len(e.Tags) > 0 {
		attrs = append(attrs, `tags="`+strings.Join(e.Tags, " ")+`"`)
	}
	if e.Private {
		attrs = append(attrs, "private")
	}
	w.heading(level, title, comment(attrs))
	if !e.DatesText.Known() && len(fields[1])+len(fields[2]) > 0 {
		w.add("") // it may be read as the first text below the head, which is set off
	}
	for _, line := range order {
		var parts []string
		for _, which := range line {
			parts = append(parts, fields[which-'0']...)
		}
		if len(parts) > 0 {
			w.add("*" + strings.Join(parts, " · ") + "*")
		}
	}
	w.add("")
	if len(e.Body) > 0 {
		w.blocks(lower(e.Body, level+1), false)
		w.add("")
	}
}

// unmarked is a plain text as inlines.
func unmarked(text string) []markup.Inline { return []markup.Inline{{Kind: markup.Text, Text: text}} }

// linked is a text in a heading that leads to an address; "" for none.
func linked(in []markup.Inline, url string) string {
	if url == "" {
		return strings.TrimSpace(inlines(in, inHeading))
	}
	return "[" + strings.TrimSpace(inlines(in, inHeading|inLink)) + "](" + target(url, "", inHeading) + ")"
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
