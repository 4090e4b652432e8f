package check

import (
	"net/url"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
)

// A Written is a document that is published, and what is known of its body.
type Written struct {
	Doc   *document.Document
	Facts *render.Facts
}

// Written is the résumé in each language, the one at hand first, and every page that somebody wrote, as far as their bodies are known:
// drafts, postings and variants are not among them.
func (in *Input) Written() []Written {
	if in.written != nil {
		return in.written
	}
	out := []Written{}
	if in.Site.Master != nil {
		out = append(out, Written{in.Site.Master, render.FactsOf(in.Site.Master)})
	}
	for _, v := range in.Site.Versions {
		if v.Doc != in.Site.Master {
			out = append(out, Written{v.Doc, render.FactsOf(v.Doc)})
		}
	}
	for _, page := range in.Site.Pages {
		if page.Doc == nil || page.Kind == compose.CV {
			continue
		}
		if facts := in.Facts(page.Doc); facts != nil {
			out = append(out, Written{page.Doc, facts})
		}
	}
	in.written = out
	return out
}

// Addresses is every address that a written document has: of links in its text, of what its front matter leads to, of the
// résumé's contact lines and entries. That of a link in the text comes with its words. Private ones are not among them.
func (in *Input) Addresses(w Written) []render.Ref {
	out := slices.Clone(w.Facts.Links)
	r := in.ResumeOf(w.Doc)
	if r == nil && w.Doc != in.Site.Master {
		for _, key := range []string{"repo", "url"} {
			if v := meta.Text(w.Doc.Meta, meta.PageDoc, key); v.Text != "" {
				out = append(out, render.Ref{URL: v.Text, Span: v.Span})
			}
		}
		return out
	}
	if r == nil {
		return out
	}
	for _, l := range r.Links {
		if !slices.ContainsFunc(w.Facts.Links, func(ref render.Ref) bool { return ref.Span.Contains(l.Span) || l.Span.Contains(ref.Span) }) {
			out = append(out, render.Ref{URL: l.URL, Span: l.Span})
		}
	}
	for _, s := range r.Sections {
		for _, e := range s.Entries {
			inText := slices.ContainsFunc(w.Facts.Links, func(ref render.Ref) bool {
				return ref.Span.Contains(e.URLSpan) || e.URLSpan.Contains(ref.Span)
			})
			if e.URL != "" && !inText {
				out = append(out, render.Ref{URL: e.URL, Span: e.URLSpan})
			}
		}
	}
	return out
}

// ResumeOf is the public résumé that a document is; nil when it is none.
func (in *Input) ResumeOf(d *document.Document) *resume.Resume {
	if d == in.Site.Master {
		return in.Site.Resume
	}
	for _, v := range in.Site.Versions {
		if v.Doc == d {
			return v.Resume
		}
	}
	return nil
}

// Outward reports whether an address leads to another host over the web, and splits it.
func Outward(address string) (*url.URL, bool) {
	if !strings.Contains(address, "://") {
		return nil, false
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return nil, false
	}
	u.Scheme = strings.ToLower(u.Scheme)
	return u, u.Scheme == "http" || u.Scheme == "https"
}

// A Reply is what a host said when it was asked whether an address leads somewhere.
type Reply struct {
	Dead   bool   // it leads nowhere, for sure; else nobody can tell
	Why    string // "404 Not Found", "there is no such host"
	Place  bool   // the page is there, and does not have the place behind "#"
	Silent bool   // the host tells no program (LinkedIn's 999): that is nothing to speak of
}
