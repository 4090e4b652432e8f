package compose

import (
	"fmt"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Memory is what each document came to by itself, and the order of the pages, kept from one site to
// the next of the same files: a save changes one document of perhaps 10,000, and what is done
// for each of them at each save is what a person waits for. The zero Memory is empty. A site
// does not depend on what was remembered. One Compose at a time may use it.
type Memory struct {
	drafts []*draft // in the order of the documents
	order  []*draft // of the pages, as lists have them
}

// A draft is what a document comes to, whatever the rest of the site is.
type draft struct {
	doc   *document.Document
	place Place
	skip  bool   // it is marked as a draft
	words *Words // of a Page_
	wrong diag.List
	tags  []string

	private []resume.Value // texts in it that are not published, those that are looked for
	hidden  []source.Span  // all of them
	asks    []asked        // the addresses in them

	at  int   // place among the documents
	now *Page // the page of the site that is being made; nil in between
}

// recall is the drafts of the documents, which are sorted by path.
func (m *Memory) recall(set *source.Set, documents []*document.Document) []*draft {
	out := make([]*draft, len(documents))
	old := m.drafts
	for i, d := range documents {
		for len(old) > 0 && old[0].doc != d && old[0].doc.File.Path < d.File.Path {
			old[0].now, old = nil, old[1:]
		}
		if len(old) > 0 && old[0].doc == d {
			out[i], old = old[0], old[1:]
			out[i].now = nil
		} else {
			out[i] = newDraft(set, d)
		}
		out[i].at = i
	}
	for _, d := range old {
		d.now = nil
	}
	m.drafts = out
	return out
}

// sorted is the pages that were made of the drafts, in the order of sortPages. What was sorted before is
// nearly sorted now, which is several times faster to sort.
func (m *Memory) sorted(made int) []*Page {
	pages := make([]*Page, 0, made)
	order := make([]*draft, 0, made)
	take := func(d *draft) {
		if d.now != nil {
			pages = append(pages, d.now)
			d.now = nil
		}
	}
	for _, d := range m.order {
		take(d)
	}
	for _, d := range m.drafts {
		take(d)
	}
	sortPages(pages)
	for _, p := range pages {
		order = append(order, p.draft)
	}
	m.order = order
	return pages
}

// Compose makes the site. documents holds every document of the set, pages as heads only, sorted by path;
// their own diagnostics are not repeated. It never fails; what it cannot use it names.
func Compose(set *source.Set, documents []*document.Document, opts Options) (*Site, diag.List) {
	return new(Memory).Compose(set, documents, opts)
}

func newDraft(set *source.Set, d *document.Document) *draft {
	out := &draft{doc: d, place: Role(set, d.File.Path)}
	if out.place == Page_ {
		out.words, out.skip, out.wrong = wordsOf(d), boolOf(d.Meta, "draft"), unhidden(d)
		for _, key := range []string{"date", "updated"} {
			if v := meta.Text(d.Meta, meta.PageDoc, key); v.Text != "" && dayOf(v.Text) == "" {
				out.wrong = append(out.wrong, diag.Diagnostic{Rule: "date/impossible", Severity: diag.Error, Span: v.Span,
					Message: fmt.Sprintf("%q is no date", v.Text), Help: "write it as in 2026-11-23"})
			}
		}
		out.ofPage(d)
		for _, t := range out.words.Tags {
			out.tags = append(out.tags, Slug(t))
		}
	}
	return out
}
