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
	out, again, back := once(r, d, nil)
	if d == nil && Unlike(r, back) == nil {
		return out
	}
	const tries = 4 // text that is hardly a résumé may be understood another way in its new form
	for range tries {
		var next []byte
		if next, again, back = once(back, again, nil); bytes.Equal(next, out) {
			break
		}
		out = next
	}
	return out
}

// once writes a résumé, and reads what it wrote. Where a field comes back as another, it is written in another form. above is the keys of front
// matter that stand in the text.
func once(r *resume.Resume, d *document.Document, above map[string]bool) (out []byte, back *document.Document, understood *resume.Resume) {
	f, given := forms{}, map[string]bool{}
	if d != nil {
		for b := range markup.Blocks(d.Blocks) {
			given[b.Attrs.ID] = b.Attrs.Span.Known() && (strings.Contains(b.Attrs.Span.Text(), "#"+b.Attrs.ID) || strings.Contains(b.Attrs.Span.Text(), "id="))
		}
	}
	for i, s := range r.Sections {
		f[where{i, -1}] = form{id: given[s.ID]}
		for k, e := range s.Entries {
			f[where{i, k}] = form{id: given[e.ID]}
		}
	}
	const tries = 12
	for range tries {
		w := newResumeWriter(r, d, f)
		w.above = above
		out = w.write()
		back, understood = understand(out)
		if !f.mend(r, understood, d == nil) {
			break
		}
	}
	return out, back, understood
}

// understand reads a résumé that was written.
func understand(text []byte) (*document.Document, *resume.Resume) {
	d := document.Parse(source.NewFile("resume.md", text))
	r, _ := read.Resume(d)
	return d, r
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

	nested  bool // the words of the section's groups stand below their labels, for languages are not read as labels
	arrange int  // which of arrangements the parts below the heading stand in
}

// arrangements is the orders in which the dates, the place and the further parts of a head are written below its heading, the most usual first:
// a group of digits is a line, and behind ^ stands in the heading itself. When none is read as meant, it is the first.
var arrangements = [...]string{"012", "021", "0 1 2", "01 2", "02 1", "10 2", "120", "20 1", "^1 02", "^2 01"}

// joins is what may stand between title and organization, the most usual first.
var joins = [...]string{", ", " at ", " | ", " – ", " @ "}

// mend compares what was read back with what was meant, and changes the forms of what differs; false when nothing
// is left to be tried. ids says that those count, too: a file is rewritten without the ids that were made of its headings, but
// a résumé that stands by itself has the same in each form.
func (f forms) mend(want, got *resume.Resume, ids bool) bool {
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
		if s.Kind == resume.Languages || s.Kind == resume.Interests {
			for k := range s.Groups {
				if s.Groups[k].Label.Known() && k < len(b.Groups) && b.Groups[k].Label.Text != s.Groups[k].Label.Text && !now.nested {
					now.nested, changed = true, true
				}
			}
		}
		if ids && s.ID != "" && s.ID != b.ID && !now.id {
			now.id, changed = true, true
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
			if ids && now.arrange < len(arrangements) && (e.Dates != o.Dates || e.DatesText.Text != o.DatesText.Text || e.Location.Text != o.Location.Text ||
				!slices.Equal(texts(e.Extra), texts(o.Extra))) {
				now.arrange++
				changed = true
			}
			if ids && e.ID != "" && e.ID != o.ID && !now.id {
				now.id, changed = true, true
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
	above  map[string]bool // keys of front matter that stand in the text
	notes  []source.Span   // comments that are not written yet, in their order
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
	w.aboveSections()
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
	head := front(r, w.doc, w.above)
	if head == "" {
		return []byte(body)
	}
	return []byte(head + "\n" + body)
}

func (w *resumeWriter) heading(level int, text, attrs string) {
	w.add(strings.Repeat("#", level) + " " + text + attrs)
}

// text is a plain text as it stands in a heading.
func text(s string) string {
	return inlines([]markup.Inline{{Kind: markup.Text, Text: s}}, inHeading)
}

// tail is the comments of a line.
func (w *resumeWriter) tail(at source.Span) (tail string) {
	if w.doc == nil || at.File != w.doc.File {
		return ""
	}
	return w.inside(&markup.Block{Span: at})
}
