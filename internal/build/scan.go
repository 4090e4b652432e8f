package build

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/unpack"
)

// A scan looks for secrets in each published file as its bytes pass by, so that no file is
// made twice and all of them need not be held.
type scan struct {
	search *check.Search
	some   bool                                          // there is something to look for
	words  func(pdf []byte) (text []byte, unread string) // reads a PDF of the user's
	mu     sync.Mutex
	seen   map[string]bool
	prints map[string]bool  // that were looked through
	failed map[string]error // layouts that failed, by path
	hits   []check.Published
	all    []artifact.Artifact
}

func newScan(secrets []compose.Secret, words func([]byte) ([]byte, string)) *scan {
	return &scan{search: check.NewSearch(secrets), some: len(secrets) > 0, words: words, seen: map[string]bool{}, prints: map[string]bool{}, failed: map[string]error{}}
}

// watch makes each artifact of the list be looked through when it is opened.
func (s *scan) watch(list []artifact.Artifact) {
	for i := range list {
		name, open := list[i].Path, list[i].Open // and not the whole artifact: there may be 10,000 at each save
		list[i].Open = func() ([]byte, error) {
			b, err := open()
			s.note(name, b, err)
			return b, err
		}
	}
	s.all = list
}

// note looks through a file that was made. It is seen when that is done, so that who finds all files seen
// has all that was found.
func (s *scan) note(name string, b []byte, err error) {
	s.mu.Lock()
	known := s.seen[name]
	s.mu.Unlock()
	if known {
		return
	}
	var hits []check.Published
	if err == nil && s.some {
		hits = s.look(name, b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen[name] {
		return
	}
	s.seen[name] = true
	s.hits = append(s.hits, hits...)
	if err != nil {
		s.failed[name] = err
	}
}

// look finds secrets in a file: in its name, its bytes, and in all that is packed in it. The text of a print, print has looked through.
func (s *scan) look(name string, b []byte) []check.Published {
	var hits []check.Published
	add := func(how string, b []byte, found []compose.Secret) {
		for _, f := range found {
			if slices.ContainsFunc(hits, func(h check.Published) bool { return h.Secret == f }) {
				continue // where it was found first is nearest
			}
			hit := check.Published{Path: name, Secret: f, How: how}
			if how == "" {
				hit.Line = check.Line(b, f.Value.Text)
			}
			hits = append(hits, hit)
		}
	}
	unseen := unpack.Walk(name, b, func(p unpack.Part) {
		if p.Text {
			add(p.Where, p.Bytes, s.search.InText(p.Bytes))
			return
		}
		add(p.Where, p.Bytes, s.search.In(p.Bytes))
		if p.PDF && (p.Where != "" || !s.isPrint(name)) {
			words, why := s.words(p.Bytes)
			add(strings.TrimSuffix("the text of the PDF "+p.Where, " "), words, s.search.InWords(words))
			if why != "" {
				hits = append(hits, check.Published{Path: name, Unseen: why})
			}
		}
	})
	add(check.ItsName, nil, s.search.InText([]byte(name+"\n"+nameBreaks.Replace(name))))
	for _, why := range unseen {
		hits = append(hits, check.Published{Path: name, Unseen: why})
	}
	return hits
}

// nameBreaks is what parts words in the names of files.
var nameBreaks = strings.NewReplacer("-", " ", "_", " ", ".", " ", "/", "\n", "+", " ")

// inText finds secrets in the text of a PDF.
func (s *scan) inText(name, text string) []check.Published {
	var hits []check.Published
	for _, f := range s.search.InText([]byte(text)) {
		hits = append(hits, check.Published{Path: name, Secret: f, How: "the text of the PDF"})
	}
	return hits
}

// print looks through a print as both readers see it, before its file is opened, or when it never is.
func (s *scan) print(name string, p *sheet.Print) {
	hits := slices.Concat(s.inText(name, text(p)), s.inText(name, p.Words))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits = append(s.hits, hits...)
	s.prints[name] = true
}

// isPrint reports whether a file is a print, which is looked through before it can be opened.
func (s *scan) isPrint(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.prints[name]
}

// Leaks reports whether something private was found in a file of the site that was opened.
func (r *Result) Leaks(path string) bool {
	r.scan.mu.Lock()
	defer r.scan.mu.Unlock()
	return slices.ContainsFunc(r.scan.hits, func(h check.Published) bool { return h.Path == path && h.Unseen == "" })
}

// Unsure reports whether something that was meant to be private is not, as its mark has no effect: then nobody else
// should see the site.
func (r *Result) Unsure() bool {
	return slices.ContainsFunc(r.stages, func(d diag.Diagnostic) bool { return d.Rule == "privacy/no-effect" })
}

// found is what was found so far, sorted.
func (s *scan) found() []check.Published {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.hits)
	slices.SortFunc(out, func(a, b check.Published) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Secret.Field, b.Secret.Field), cmp.Compare(a.Secret.Value.Text, b.Secret.Value.Text), cmp.Compare(a.How, b.How), cmp.Compare(a.Unseen, b.Unseen))
	})
	return slices.Compact(out) // the text of a print is looked through by both of its readers
}

// open opens what was not opened yet, with two workers. A layout that fails is a finding; any
// other error is the world's.
func (r *Result) open(ctx context.Context) (diag.List, error) {
	s := r.scan
	// A print keeps whoever opens it waiting; pages come first.
	all := slices.Clone(s.all)
	slices.SortStableFunc(all, func(a, b artifact.Artifact) int { return r.waits(a) - r.waits(b) })
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(all) && ctx.Err() == nil; i += workers {
				s.mu.Lock()
				seen := s.seen[all[i].Path]
				s.mu.Unlock()
				if !seen {
					r.pictures.look(all[i])
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := s.layouts()
	if err != nil {
		return nil, err
	}
	return found, nil
}

// waits is 1 for an artifact that is a print, else 0.
func (r *Result) waits(a artifact.Artifact) int {
	if slices.ContainsFunc(r.prints, func(p *printing) bool { return p.target.Out == a.Path }) {
		return 1
	}
	return 0
}

// layouts is the findings about layouts that failed in what was opened; err is one of the other errors.
func (s *scan) layouts() (found diag.List, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, failed := range s.failed {
		var le *render.LayoutError
		var pe *PrintError
		switch {
		case errors.As(failed, &le):
			found = append(found, le.Diagnostic)
		case errors.As(failed, &pe): // Prints tells of it
		default:
			err = failed
		}
	}
	return distinct(found), err
}

// distinct is one finding a place. One broken layout fails every page of its kind: that of the first page is
// enough, so that the words do not depend on the order of work.
func distinct(list diag.List) diag.List {
	slices.SortFunc(list, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Path(), b.Span.Path()), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(list, func(a, b diag.Diagnostic) bool { return a.Span == b.Span })
}

// starter is the name and the employers of the starter résumé.
func starter() []string {
	text, err := fs.ReadFile(content.FS(), "resume.md")
	if err != nil {
		panic("build: the starter is not embedded: " + err.Error())
	}
	r, _ := read.Resume(document.Parse(source.NewFile("resume.md", text)))
	out := []string{r.Name.Text}
	for _, s := range r.Sections {
		if s.Kind == resume.Experience {
			for _, e := range s.Entries {
				out = append(out, e.Organization.Text)
			}
		}
	}
	return out
}
