package build

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"sync"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
)

// A scan looks for secrets in each published file as its bytes pass by, so that no file is
// made twice and all of them need not be held.
type scan struct {
	secrets []compose.Secret
	mu      sync.Mutex
	seen    map[string]bool
	failed  map[string]error // layouts that failed, by path
	hits    []check.Published
	all     []artifact.Artifact
}

func newScan(secrets []compose.Secret) *scan {
	return &scan{secrets: secrets, seen: map[string]bool{}, failed: map[string]error{}}
}

// watch is the artifacts, each of which is looked through when it is opened.
func (s *scan) watch(list []artifact.Artifact) []artifact.Artifact {
	out := make([]artifact.Artifact, len(list))
	for i, a := range list {
		open := a.Open
		a.Open = func() ([]byte, error) {
			b, err := open()
			s.note(a.Path, b, err)
			return b, err
		}
		out[i] = a
	}
	s.all = out
	return out
}

func (s *scan) note(path string, b []byte, err error) {
	s.mu.Lock()
	known := s.seen[path]
	s.seen[path] = true
	s.mu.Unlock()
	if known && err == nil {
		return
	}
	var found []compose.Secret
	if len(s.secrets) > 0 && err == nil {
		found = check.Secrets(b, s.secrets)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.failed[path] = err
	}
	for _, f := range found {
		s.hits = append(s.hits, check.Published{Path: path, Secret: f})
	}
}

// text looks through text that stands in a file in a form that its bytes do not show.
func (s *scan) text(path, how, text string) {
	for _, f := range check.Secrets([]byte(text), s.secrets) {
		s.mu.Lock()
		s.hits = append(s.hits, check.Published{Path: path, Secret: f, How: how})
		s.mu.Unlock()
	}
}

// found is what was found so far, sorted.
func (s *scan) found() []check.Published {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.hits)
	slices.SortFunc(out, func(a, b check.Published) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Secret.Field, b.Secret.Field), cmp.Compare(a.How, b.How))
	})
	return out
}

// open opens what was not opened yet, with two workers. A layout that fails is a finding; any
// other error is the world's.
func (r *Result) open(ctx context.Context) (diag.List, error) {
	s := r.scan
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(s.all) && ctx.Err() == nil; i += workers {
				s.mu.Lock()
				seen := s.seen[s.all[i].Path]
				s.mu.Unlock()
				if !seen {
					s.all[i].Open()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out diag.List
	for _, err := range s.failed {
		var le *render.LayoutError
		if !errors.As(err, &le) {
			return nil, err
		}
		out = append(out, le.Diagnostic)
	}
	// One broken layout fails every page of its kind: one finding a place is enough, that of the
	// first page, so that the words do not depend on the order of work.
	slices.SortFunc(out, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Path(), b.Span.Path()), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b diag.Diagnostic) bool { return a.Span == b.Span }), nil
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
		if s.Kind == "experience" {
			for _, e := range s.Entries {
				out = append(out, e.Organization.Text)
			}
		}
	}
	return out
}
