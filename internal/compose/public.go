package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
)

// public is a résumé that was read without what is marked private, less the fields, links and sections that are hidden.
func public(open *resume.Resume, h hidden) *resume.Resume {
	r := *open
	for _, f := range fieldsOf(&r) {
		if h.field(f.name) {
			*f.value = resume.Value{}
		}
	}
	r.Links = slices.DeleteFunc(slices.Clone(r.Links), h.link)
	r.Contact = slices.DeleteFunc(slices.Clone(r.Contact), h.contact)
	if h.names["summary"] {
		r.Summary, r.SummaryTitle = nil, resume.Value{}
	}
	r.Summary = WithoutPrivate(r.Summary)
	r.Sections = nil
	for _, s := range open.Sections {
		if s.Private || h.section(s) {
			continue
		}
		s.Intro, s.Outro = WithoutPrivate(s.Intro), WithoutPrivate(s.Outro)
		s.Groups = slices.DeleteFunc(slices.Clone(s.Groups), func(g resume.Group) bool { return g.Private })
		entries := s.Entries
		s.Entries = nil
		for _, e := range entries {
			if !e.Private {
				e.Body = WithoutPrivate(e.Body)
				s.Entries = append(s.Entries, e)
			}
		}
		r.Sections = append(r.Sections, s)
	}
	return &r
}

// WithoutPrivate is the blocks less those that are marked private; a private heading takes along all
// that stands below it. The given blocks are not changed, and are given back when nothing is private.
func WithoutPrivate(bs []markup.Block) []markup.Block { return markup.Published(bs) }

func anyPrivate(bs []markup.Block) bool {
	for b := range markup.Blocks(bs) {
		if b.Private() {
			return true
		}
	}
	return false
}

// readings is a résumé as it was read, with what is marked private and without.
type readings struct {
	full, open *resume.Resume
	found      diag.List
}

// understand reads the document of a version twice: as it is, and as if what is private had never been written, so that neither how the
// public one was understood nor the ids in it depend on that. The findings are those of the first reading.
func (v *Version) understand() (out readings) {
	if d := nameUnmarked(v.Doc); d != nil {
		v.Doc = d
		v.Settings.Private = append(slices.Clone(v.Settings.Private), meta.Name{Text: "name", Span: d.MetaSpan})
	}
	out.full, out.found = read.Resume(v.Doc)
	if d := marking(v.Doc, out.full, v.Settings.Private); d != nil {
		v.Doc = d
		out.full, out.found = read.Resume(v.Doc)
	}
	out.full.Lang = v.Lang
	out.open = out.full
	if anyPrivate(v.Doc.Blocks) {
		d := *v.Doc
		d.Blocks = WithoutPrivate(d.Blocks)
		out.open, _ = read.Resume(&d)
		out.open.Lang = v.Lang
	}
	return out
}

// nameUnmarked is a document without the mark on the heading that is the person's name: it hides the name, and not all that stands below
// it. It is nil when there is no such mark.
func nameUnmarked(doc *document.Document) *document.Document {
	at := slices.IndexFunc(doc.Blocks, func(b markup.Block) bool { return b.Kind == markup.Heading && b.Level == 1 })
	if at < 0 || !doc.Blocks[at].Private() {
		return nil
	}
	d := *doc
	d.Blocks = slices.Clone(doc.Blocks)
	head := &d.Blocks[at]
	head.Attrs.Pairs = slices.DeleteFunc(slices.Clone(head.Attrs.Pairs), func(p markup.Pair) bool { return p.Key == "private" })
	r, _ := read.Resume(&d)
	if !r.Name.Known() || !head.Span.Contains(r.Name.Span) && !sameText(strings.TrimSpace(markup.Plain(head.Inlines)), r.Name.Text) {
		return nil
	}
	return &d
}

// marking is a document with a mark on the headings of sections that private: names; nil when it names none that has no mark.
func marking(doc *document.Document, r *resume.Resume, names []meta.Name) *document.Document {
	h := hidden{names: map[string]bool{}}
	for _, n := range names {
		h.names[strings.ToLower(n.Text)] = true
	}
	d := *doc
	d.Blocks = slices.Clone(doc.Blocks)
	some := false
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Kind == markup.Heading && !b.Private() && slices.ContainsFunc(r.Sections, func(s resume.Section) bool {
			return s.Title.Span.Known() && b.Span.Contains(s.Title.Span) && h.section(s)
		}) {
			b.Attrs.Pairs = append(slices.Clone(b.Attrs.Pairs), markup.Pair{Key: "private", Span: b.Span})
			some = true
		}
	}
	if !some {
		return nil
	}
	return &d
}

// Sent is a version as it is sent, with private values; as it is published where nothing is sent.
func (s *Site) Sent(v *Version) *resume.Resume {
	if s.sends {
		return v.full
	}
	return v.Resume
}

// Published is the résumé of a target without private values; nil when there is none.
func (s *Site) Published(t Target) *resume.Resume {
	if t.Variant != nil {
		return t.Variant.public
	}
	if v := s.Version(t.Lang); v != nil {
		return v.Resume
	}
	return nil
}

// Borrows reports whether private values of what is sent come from the environment, and from no file.
func (s *Site) Borrows() bool { return s.borrows }

// Keeps reports whether the résumé has a field that is not published: "name", "phone".
func (s *Site) Keeps(name string) bool {
	for _, v := range s.Versions {
		open := fieldsOf(v.Resume)
		for i, f := range fieldsOf(v.full) {
			if f.name == name && f.value.Known() && !open[i].value.Known() {
				return true
			}
		}
	}
	return false
}
