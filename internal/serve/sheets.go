package serve

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/desk"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/paint"
)

// A gallery is the pictures of the PDFs that were shown last, each sheet painted once: they are asked for again by each tab, and
// before that they are painted ahead.
type gallery struct {
	mu   sync.Mutex
	list []*painted // the newest last
}

// mostPainted is how many PDFs' pictures are kept, some 1.4 MB each: two prints of the newest save and of the one that it is compared
// with, and as many of another tab's.
const mostPainted = 8

type painted struct {
	key    string
	name   string                   // of the target
	sheets []func() ([]byte, error) // SVG
}

// find is the pictures with a key; nil when they are not kept.
func (g *gallery) find(key string) *painted {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i := slices.IndexFunc(g.list, func(p *painted) bool { return p.key == key }); i >= 0 {
		return g.list[i]
	}
	return nil
}

// before is the newest pictures of the target of a copy that have another key; nil when there are none.
func (g *gallery) before(key string, c *build.Copy) *painted {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, p := range slices.Backward(g.list) {
		if p.key != key && p.name == c.Target.String() {
			return p
		}
	}
	return nil
}

// of is the pictures of a copy, to be painted when they are asked for.
func (g *gallery) of(key string, c *build.Copy) *painted {
	if p := g.find(key); p != nil {
		return p
	}
	drawing := sync.OnceValues(c.Drawing)
	p := &painted{key: key, name: c.Target.String()}
	for n := range c.Print.Sheets {
		o := paint.Options{Label: fmt.Sprintf("Sheet %d of %s", n+1, c.Target.Out), Print: c.Print}
		p.sheets = append(p.sheets, sync.OnceValues(func() ([]byte, error) { // which lets go of the drawing when it is done; one that was made ahead the newest build keeps
			d, err := drawing()
			if err != nil {
				return nil, err
			}
			return paint.SVG(d, n, o), nil
		}))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.list = append(g.list, p); len(g.list) > mostPainted { // two tabs may have put the same: that costs a little time
		g.list = slices.Delete(g.list, 0, 1)
	}
	return p
}

// An early is a print whose sheets are painted before the findings of its state are there. Where it replaces what a page shows, it
// is a desk's print.
type early struct {
	ID       string       `json:"id"` // of the state
	Name     string       `json:"name"`
	Audience string       `json:"audience"`
	Lang     string       `json:"lang"`
	Paper    string       `json:"paper"`
	Took     float64      `json:"took"` // milliseconds from the save to the pictures
	Sheets   []earlySheet `json:"sheets"`
}

type earlySheet struct {
	SVG    string   `json:"svg"`
	Width  float64  `json:"width"`
	Height float64  `json:"height"`
	From   string   `json:"from,omitempty"`  // the address of a picture, likely the one that is shown
	Parts  []splice `json:"parts,omitempty"` // that this one is made of
}

// ahead paints the sheets of a state whose findings are still to come, of the print that was looked at last; ok is false when there
// is no such print, or it was given up.
func (s *server) ahead(ctx context.Context, st *live.State) (e early, ok bool) {
	c := st.Result.Ahead(ctx)
	if c == nil {
		return early{}, false
	}
	e = early{ID: st.ID, Name: c.Target.Out, Audience: string(c.Target.Audience), Lang: c.Target.Lang, Paper: c.Target.Paper, Sheets: []earlySheet{}}
	key := desk.Key(c)
	old, p := s.gallery.before(key, c), s.gallery.of(key, c)
	e.Sheets = make([]earlySheet, len(p.sheets))
	var wait sync.WaitGroup
	var failed atomic.Bool
	for n, picture := range p.sheets {
		wait.Go(func() {
			svg, err := picture()
			sh := earlySheet{SVG: desk.SheetAddress(Prefix, key, n+1), Width: c.Print.Sheets[n].Width, Height: c.Print.Sheets[n].Height}
			if err == nil && old != nil && n < len(old.sheets) && ctx.Err() == nil {
				if was, err := old.sheets[n](); err == nil {
					sh.From, sh.Parts = desk.SheetAddress(Prefix, old.key, n+1), splices(was, svg)
				}
			}
			e.Sheets[n] = sh
			failed.CompareAndSwap(false, err != nil)
		})
	}
	wait.Wait()
	e.Took = float64(time.Since(st.At)) / float64(time.Millisecond)
	return e, !failed.Load() && ctx.Err() == nil
}

// copy is the print with a key among those of the last saves; nil when it is not kept any more.
func (s *server) copy(key string) *build.Copy {
	for _, save := range slices.Backward(s.loop.Past()) {
		for i := range save.Copies {
			if c := &save.Copies[i]; desk.Key(c) == key {
				return c
			}
		}
	}
	return nil
}

// sheet answers with the picture of a sheet: KEY/NUMBER.svg.
func (s *server) sheet(w http.ResponseWriter, r *http.Request, rest string) {
	key, name, _ := strings.Cut(rest, "/")
	number, ok := strings.CutSuffix(name, ".svg")
	n, err := strconv.Atoi(number)
	p := s.gallery.find(key)
	if p == nil {
		if c := s.copy(key); c != nil {
			p = s.gallery.of(key, c)
		}
	}
	if !ok || err != nil || p == nil || n < 1 || n > len(p.sheets) {
		http.NotFound(w, r)
		return
	}
	s.loop.Prefer(p.name)
	svg, err := p.sheets[n-1]()
	if err != nil {
		http.Error(w, "resgen: "+err.Error(), http.StatusInternalServerError)
		return
	}
	forever(w)
	send(w, r, name, svg, [32]byte{}, http.StatusOK)
}

// pdf answers with a print itself: KEY/NAME.pdf.
func (s *server) pdf(w http.ResponseWriter, r *http.Request, rest string) {
	key, name, _ := strings.Cut(rest, "/")
	c := s.copy(key)
	if c == nil || name != path.Base(c.Target.Out) {
		http.NotFound(w, r)
		return
	}
	w.Header().Del("Content-Security-Policy") // a browser's own viewer wears styles of its own
	forever(w)
	send(w, r, name, c.PDF, [32]byte{}, http.StatusOK)
}

// forever lets browsers keep an answer whose address changes with what it says; for themselves, as private values may be in it.
func forever(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "private, max-age=600")
}
