package export

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Markdown is a résumé in the form of DESIGN 2: front matter, sections at level two, entries at level three
// with dates and place below. d is the document that it was read from, whose settings and comments are
// kept; nil when it comes from elsewhere. What is written is read back: the résumé that comes of it
// has the same fields, as far as the form can say them, and written anew it is the same bytes.
func Markdown(r *resume.Resume, d *document.Document) []byte {
	out, again, back := once(r, d)
	const tries = 4 // text that is hardly a résumé may be understood another way in its new form
	for range tries {
		var next []byte
		if next, again, back = once(back, again); bytes.Equal(next, out) {
			break
		}
		out = next
	}
	return out
}

// once writes a résumé, and reads what it wrote. Where a field comes back as another, it is written in another form.
func once(r *resume.Resume, d *document.Document) (out []byte, back *document.Document, understood *resume.Resume) {
	f, given := forms{}, map[string]bool{}
	if d != nil {
		for b := range markup.Blocks(d.Blocks) {
			given[b.Attrs.ID] = b.Attrs.Span.Known() && strings.Contains(b.Attrs.Span.Text(), "#"+b.Attrs.ID)
		}
	}
	for i, s := range r.Sections {
		f[where{i, -1}] = form{id: given[s.ID]}
		for k, e := range s.Entries {
			f[where{i, k}] = form{id: given[e.ID]}
		}
	}
	const tries = 8
	for range tries {
		out = newResumeWriter(r, d, f).write()
		back = document.Parse(source.NewFile("resume.md", out))
		understood, _ = read.Resume(back)
		if !f.mend(r, understood) {
			break
		}
	}
	return out, back, understood
}

// forms is how things are written that could be read in two ways, by their place among the sections. What has no
// form yet is written in the plainest.
type forms map[where]form

type where struct{ section, entry int } // entry is -1 for the section itself

// A form is what was found to be needed so that it is read as meant.
type form struct {
	join int  // which of joins stands between title and organization
	id   bool // the id was given, and not made of the heading, and so must stay
	kind bool // the section's kind must be said
}

// joins is what may stand between title and organization, the most usual first.
var joins = [...]string{", ", " at ", " | ", " – ", " @ "}

// mend compares what was read back with what was meant, and changes the forms of what differs; false when nothing
// is left to be tried.
func (f forms) mend(want, got *resume.Resume) bool {
	changed := false
	for i, s := range want.Sections {
		if i >= len(got.Sections) {
			return changed
		}
		b := got.Sections[i]
		if s.Title.Text != b.Title.Text {
			return changed
		}
		at := where{i, -1}
		now := f[at]
		if s.Kind != b.Kind && !now.kind {
			now.kind, changed = true, true
		}
		f[at] = now
		for k, e := range s.Entries {
			if k >= len(b.Entries) {
				break
			}
			at, o := where{i, k}, b.Entries[k]
			now := f[at]
			if (e.Title.Text != o.Title.Text || e.Organization.Text != o.Organization.Text) && now.join < len(joins)-1 {
				now.join++
				changed = true
			}
			f[at] = now
		}
	}
	return changed
}

// A resumeWriter writes one version.
type resumeWriter struct {
	writer
	resume *resume.Resume
	doc    *document.Document
	forms  forms
	notes  []source.Span // comments that are not written yet, in their order
}

func newResumeWriter(r *resume.Resume, d *document.Document, f forms) *resumeWriter {
	w := &resumeWriter{resume: r, doc: d, forms: f}
	led := footnotes(r)
	w.alone = func(n int) bool { return !led[strconv.Itoa(n)] }
	if d != nil {
		w.notes = slices.Clone(d.Comments)
		for _, a := range d.Allows {
			if !slices.Contains(w.notes, a.Span) {
				w.notes = append(w.notes, a.Span)
			}
		}
		slices.SortFunc(w.notes, func(a, b source.Span) int { return a.Start - b.Start })
		w.before = func(b *markup.Block) []string { return w.until(b.Span) }
		w.behind = w.inside
	}
	return w
}

// footnotes is the numbers of those that some text leads to.
func footnotes(r *resume.Resume) map[string]bool {
	out := map[string]bool{}
	inlines := func(in []markup.Inline) {
		for n := range markup.Walk(in) {
			if n.Kind == markup.FootnoteRef {
				out[n.Text] = true
			}
		}
	}
	texts := func(bs []markup.Block) {
		for b := range markup.Blocks(bs) {
			inlines(b.Inlines)
		}
	}
	texts(r.Summary)
	for _, s := range r.Sections {
		texts(s.Intro)
		texts(s.Outro)
		for _, g := range s.Groups {
			inlines(g.Markup)
		}
		for _, e := range s.Entries {
			inlines(e.TitleMarkup)
			texts(e.Body)
		}
	}
	return out
}

// until takes the comments that stand before a place.
func (w *resumeWriter) until(at source.Span) (out []string) {
	if w.doc == nil || at.File != w.doc.File {
		return nil
	}
	for len(w.notes) > 0 && w.notes[0].Start < at.Start {
		out = append(out, strings.ReplaceAll(w.notes[0].Text(), "\r\n", "\n"))
		w.notes = w.notes[1:]
	}
	return out
}

// inside takes the comments that stand in a bullet's own text, which have one line each.
func (w *resumeWriter) inside(it *markup.Block) (tail string) {
	at := it.Span
	for i := range it.Blocks {
		if it.Blocks[i].Kind == markup.List {
			at.End = it.Blocks[i].Span.Start
			break
		}
	}
	end := len(w.notes)
	for i, n := range w.notes {
		if n.Start >= at.Start && !at.Contains(n) && !sameLine(at, n) {
			end = i
			break
		}
	}
	for _, n := range w.notes[:end] {
		tail += " " + strings.Join(strings.Fields(n.Text()), " ")
	}
	w.notes = w.notes[end:]
	return tail
}

// sameLine reports whether a comment stands on the line on which a text ends.
func sameLine(at, n source.Span) bool {
	return at.File == n.File && n.Start >= at.End && !strings.Contains(at.File.Span(at.End, n.Start).Text(), "\n")
}

// comments writes those that stand before a place, each as a block.
func (w *resumeWriter) comments(at source.Span) {
	for _, c := range w.until(at) {
		w.add(c)
		w.add("")
	}
}

func (w *resumeWriter) write() []byte {
	r := w.resume
	var summary []markup.Block
	if !r.SummaryTitle.Known() {
		summary = r.Summary
	}
	if len(summary) > 0 {
		w.blocks(lower(summary, 3), false)
		w.add("")
	}
	if r.SummaryTitle.Known() && len(r.Summary) > 0 {
		w.heading(2, text(r.SummaryTitle.Text), "")
		w.add("")
		w.blocks(lower(r.Summary, 3), false)
		w.add("")
	}
	for i := range r.Sections {
		w.section(i, &r.Sections[i])
	}
	for _, n := range w.notes {
		w.add(n.Text())
		w.add("")
	}
	body := strings.Trim(strings.Join(w.lines, "\n"), "\n")
	if body != "" {
		body += "\n"
	}
	return []byte(front(r, w.doc) + "\n" + body)
}

func (w *resumeWriter) heading(level int, text, attrs string) {
	w.add(strings.Repeat("#", level) + " " + text + attrs)
}

// text is a plain text as it stands in a heading.
func text(s string) string {
	return inlines([]markup.Inline{{Kind: markup.Text, Text: s}}, inHeading)
}

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
	w.nested("- ", "  ", func(in *writer) { in.add(lineStart(line) + w.tail(g.Span)) })
}

// tail is the comments of a line.
func (w *resumeWriter) tail(at source.Span) (tail string) {
	if w.doc == nil || at.File != w.doc.File {
		return ""
	}
	return w.inside(&markup.Block{Span: at})
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
