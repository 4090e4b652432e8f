package build

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// printed is what is remembered of a print: all that chrome made of some HTML.
type printed struct {
	PDF     []byte `json:"-"` // lies behind the rest on disk, as it is
	Measure measure
	Chrome  string     // the version of the browser
	Words   string     // as the second reader gets them, of a print that lies on disk
	Fit     *sheet.Fit `json:",omitempty"`

	fresh bool          // made by this process
	words func() string // of a fresh one: reads them, once
}

// measure is sheet.Measure as it is stored: spans as the text that stands in data-src, because a
// *source.File does not outlive a build.
type measure struct {
	sheet.Measure
	Sources []string // of Measure.Blocks, one each
}

// flights is what the browser made for the last builds: prints, or pictures. The zero value is empty.
type flights[V any] struct {
	mu    sync.Mutex
	build int // counts builds
	by    map[cache.Key]*flight[V]
}

// A flight is one print that is on its way or done.
type flight[V any] struct {
	done    chan struct{} // closed when the fields below are set
	value   V
	err     error
	dropped bool // it was given up because nobody waited for it any more

	used int // the last build that asked for it; under flights.mu
}

// kept is for how many builds a print is remembered that none of them asks for: enough to undo a few
// changes in an editor.
const kept = 8

// begin tells of a new build, and forgets what was not used for long.
func (s *flights[V]) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.build++
	maps.DeleteFunc(s.by, func(_ cache.Key, f *flight[V]) bool { return f.used+kept < s.build })
}

// get is the print of a key: remembered, on its way, or made now by the caller. A failure is not
// remembered, and a print that another build gave up is made again for who still wants it.
func (s *flights[V]) get(ctx context.Context, key cache.Key, print func() (V, error)) (V, error) {
	for {
		s.mu.Lock()
		f := s.by[key]
		mine := f == nil
		if mine {
			f = &flight[V]{done: make(chan struct{})}
			if s.by == nil {
				s.by = map[cache.Key]*flight[V]{}
			}
			s.by[key] = f
		}
		f.used = s.build
		s.mu.Unlock()
		if mine {
			f.value, f.err = print()
			f.dropped = f.err != nil && ctx.Err() != nil
			if f.err != nil {
				s.mu.Lock()
				delete(s.by, key)
				s.mu.Unlock()
			}
			close(f.done)
			return f.value, f.err
		}
		select {
		case <-f.done:
			if !f.dropped || ctx.Err() != nil {
				return f.value, f.err
			}
		case <-ctx.Done():
			var none V
			return none, ctx.Err()
		}
	}
}

// forget makes the print of a key be made again when it is next asked for.
func (s *flights[V]) forget(key cache.Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.by, key)
}

// printed is the print of a target: remembered by this process or on disk, or made now. Equal HTML is printed
// once, also when two targets ask at the same time. The caller reads it and says with [Memory.judge] whether it may
// be remembered.
func (m *Memory) printed(ctx context.Context, r *Result, p *printing) (*printed, error) {
	about := r.about(p.target)
	said, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	p.key = cache.NewKey([]byte("print 5"), []byte(m.id), []byte(r.opts.Printer.Identity()), p.html, r.assets.Hash[:], said, []byte(strconv.Itoa(p.fit)))
	return m.prints.get(ctx, p.key, func() (*printed, error) {
		if b, ok := m.stored(r, p.key); ok {
			if v, ok := unpackPrint(b); ok && r.opts.Printer.made(v.Chrome) {
				return v, nil
			}
		}
		return r.printNow(ctx, p, about)
	})
}

// fit is the sheets that a target is fitted to; 0 when it is not.
func (r *Result) fit(t compose.Target) int {
	if r.Site.SettingsOf(t).PDF.Fit && t.Letter == nil { // a letter is as long as what it says
		return t.Pages
	}
	return 0
}

// stored is what lies on disk for a key; nothing when the browser cannot be told from the one before an update.
func (m *Memory) stored(r *Result, key cache.Key) ([]byte, bool) {
	if r.opts.Printer.Identity() == "" {
		return nil, false
	}
	return m.disk.Get(key)
}

// judge keeps a print for other processes when it is clean, and forgets it when something went wrong with it. One that is
// set in fonts of the machine is kept in this process only: nobody can tell when those change. So is one with values of the environment in it:
// who keeps a value out of every file does not want it in a cache, which runs of CI share.
func (m *Memory) judge(r *Result, p *printing, v *printed) {
	switch {
	case len(p.print.Missing) > 0 || len(p.print.Lost) > 0:
		m.prints.forget(p.key)
	case p.target.Audience == compose.Sent && r.Site.Borrows():
	case v.fresh && p.print.Clean() && r.opts.Printer.Identity() != "":
		kept := *v
		kept.Words = p.print.Words
		if b, err := kept.pack(); err == nil {
			m.disk.Put(p.key, b)
		}
	}
}

// pack is a print as it lies on disk: the length of what is in JSON in eight bytes, that, and the PDF.
func (v *printed) pack() ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return slices.Concat(binary.BigEndian.AppendUint64(nil, uint64(len(b))), b, v.PDF), nil
}

// unpackPrint is the print that pack made bytes of.
func unpackPrint(b []byte) (*printed, bool) {
	if len(b) < 8 {
		return nil, false
	}
	n, b := binary.BigEndian.Uint64(b), b[8:]
	var v printed
	if n > uint64(len(b)) || json.Unmarshal(b[:n], &v) != nil || len(v.Measure.Sources) != len(v.Measure.Blocks) {
		return nil, false
	}
	v.PDF = b[n:]
	return &v, true
}

// printNow prints a target with the browser.
func (r *Result) printNow(ctx context.Context, p *printing, about chrome.Info) (*printed, error) {
	res, err := r.opts.Printer.Print(ctx, chrome.Job{
		HTML:   p.html,
		Lookup: r.renderer.LookupFor(p.target.Audience),
		Resolve: func(src string) source.Span {
			span, _ := render.ParseSrc(r.Set, src)
			return span
		},
		Private: r.private(p.target, p.html),
		Fit:     p.fit,
		Timeout: r.opts.Timeout,
	})
	if err != nil {
		return nil, &PrintError{p.target, err}
	}
	pdf, err := chrome.Finish(res.PDF, about)
	if err != nil {
		return nil, &PrintError{p.target, err}
	}
	v := &printed{PDF: pdf, Measure: measure{Measure: res.Measure}, Chrome: r.opts.Printer.Version(), Fit: res.Fit, fresh: true}
	v.words = sync.OnceValue(func() string {
		words, err := readback.Words(pdf)
		if err != nil {
			return "" // then there is nothing to compare with
		}
		return words
	})
	for i := range v.Measure.Blocks {
		b := &v.Measure.Blocks[i]
		v.Measure.Sources = append(v.Measure.Sources, render.Src(b.Span))
		b.Span = source.Span{}
	}
	return v, nil
}
