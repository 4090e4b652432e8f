package lsp

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/creachadair/jrpc2"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A doc is one state of a document that the client has open. It never changes.
type doc struct {
	uri     string // as the client writes it
	name    string // of its file on disk; "" when it has none
	path    string // below its site
	version int32
	file    *source.File // its text, under path
	site    *site        // nil when it belongs to none
	lost    bool         // its text is not known any more, until the client sends all of it
}

// maxDocument bounds the text of a document, in bytes. What is longer than source.MaxText is kept, and not looked at.
const maxDocument = maxMessage

func (s *server) didOpen(_ context.Context, req *jrpc2.Request) (any, error) {
	var p openParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	d := &doc{uri: p.TextDocument.URI, version: p.TextDocument.Version}
	d.name, _ = fileOf(d.uri)
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.docs[d.uri]; old != nil {
		s.leave(old)
	}
	s.enter(d, []byte(p.TextDocument.Text))
	return nil, nil
}

// enter puts a document with a text in its place. s.mu is held.
func (s *server) enter(d *doc, text []byte) {
	key, root, only := s.place(d, text)
	d.path = cmp.Or(d.path, filepath.Base(d.name)) // of what belongs to no site
	d.file = source.NewFile(d.path, text)
	if key != "" {
		t := s.sites[key]
		if t == nil {
			t = newSite(s, key, root, only)
			s.sites[key] = t
			go t.run(s.left[key])
			delete(s.left, key)
		}
		d.site = t
		t.edited(nil, d)
	}
	s.docs[d.uri] = d
}

// place finds the site that a document belongs to and sets its path; key is "" when there is none.
func (s *server) place(d *doc, text []byte) (key, root, only string) {
	if d.name == "" {
		return "", "", ""
	}
	if root, path, ok := source.Home(d.name); root != "" {
		if !ok {
			return "", "", "" // the site's own README, and the like
		}
		d.path = path
		return root, root, ""
	}
	for _, f := range s.client.folders {
		if root, _, _ := source.Home(filepath.Join(f, "content", "resume.md")); root == f {
			return "", "", "" // outside of the site that one is working on
		}
	}
	if ext := strings.ToLower(filepath.Ext(d.name)); ext != ".md" && ext != ".markdown" || !isResume(d.name, text) {
		return "", "", ""
	}
	d.path = filepath.Base(d.name)
	return d.name, filepath.Dir(d.name), d.path
}

// isResume reports whether a file by itself is meant as a résumé: its name says it ("cv.md", "resume-2026.md"), or its front matter says
// whose it is. A README is none.
func isResume(name string, text []byte) bool {
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if slices.ContainsFunc(strings.Fields(term.Fold(base)), func(w string) bool { return w == "resume" || w == "cv" || w == "lebenslauf" || term.Title(w) }) {
		return true
	}
	if len(text) > source.MaxText {
		return false
	}
	m := document.Head(source.NewFile(name, text)).Meta
	if meta.Text(m, meta.ResumeDoc, "name").Text == "" {
		return false
	}
	for _, key := range []string{"headline", "email", "phone", "location", "links", "contact", "private", "pdf"} {
		if _, ok := m.Get(key); ok {
			return true
		}
	}
	return false
}

func (s *server) didChange(_ context.Context, req *jrpc2.Request) (any, error) {
	var p changeParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.docs[p.TextDocument.URI]
	if old == nil {
		return nil, nil // not opened; there is no text that it could change
	}
	next := *old
	next.version = p.TextDocument.Version
	text := old.file.Bytes
	for _, c := range p.ContentChanges {
		switch {
		case c.Range == nil:
			text, next.lost = []byte(c.Text), false
		case !next.lost:
			text = s.client.encoding.apply(text, *c.Range, c.Text)
		}
		if len(text) > maxDocument {
			text, next.lost = nil, true
		}
	}
	next.file = source.NewFile(next.path, text)
	if next.site == nil { // what was no résumé may be one now
		next.path = ""
		s.enter(&next, text)
		return nil, nil
	}
	s.docs[next.uri] = &next
	next.site.edited(old, &next)
	return nil, nil
}

// apply is a text with one range of it replaced. What lies outside of the text is cut off; a range that is the wrong way round is turned.
func (e encoding) apply(text []byte, r textRange, with string) []byte {
	from, to := e.offset(text, r.Start), e.offset(text, r.End)
	if to < from {
		from, to = to, from
	}
	out := make([]byte, 0, len(text)-(to-from)+len(with))
	out = append(append(append(out, text[:from]...), with...), text[to:]...)
	return out
}

func (s *server) didSave(_ context.Context, req *jrpc2.Request) (any, error) {
	var p documentParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.docs[p.TextDocument.URI]
	switch {
	case d == nil:
	case d.site == nil: // content/resume.md itself may have been made
		next := *d
		s.enter(&next, d.file.Bytes)
	default:
		d.site.touched([]string{d.path}, false)
	}
	return nil, nil
}

func (s *server) didClose(_ context.Context, req *jrpc2.Request) (any, error) {
	var p documentParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if d := s.docs[p.TextDocument.URI]; d != nil {
		s.leave(d)
	}
	return nil, nil
}

// leave forgets a document, and with its last one a site that is no folder of the workspace. s.mu is held.
func (s *server) leave(d *doc) {
	delete(s.docs, d.uri)
	t := d.site
	if t == nil {
		return
	}
	if t.closed(d) && (t.only != "" || !slices.Contains(s.client.folders, t.root)) {
		delete(s.sites, t.key)
		s.left[t.key] = t
		t.cancel()
	}
}

// doc is the document of a URI; an error when the client has not opened it.
func (s *server) doc(uri string) (*doc, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.docs[uri]
	if d == nil {
		return nil, jrpc2.Errorf(jrpc2.InvalidParams, "%s is not open", uri)
	}
	return d, nil
}
