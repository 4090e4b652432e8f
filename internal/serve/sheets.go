package serve

import (
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/desk"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/sheet"
)

// A gallery is the drawings of the PDFs that were shown last: the same one is asked for once for each of its sheets, and
// again by each tab.
type gallery struct {
	mu   sync.Mutex
	list []*drawn // the newest last
}

// mostDrawn is how many drawings are kept, some 2 MB each: two prints of the newest save and of the one that it is compared with,
// and as many of another tab's.
const mostDrawn = 8

type drawn struct {
	key  string
	make func() (*sheet.Drawing, error)
}

// of is the drawing of a copy, made once.
func (g *gallery) of(key string, c *build.Copy) (*sheet.Drawing, error) {
	g.mu.Lock()
	i := slices.IndexFunc(g.list, func(d *drawn) bool { return d.key == key })
	if i < 0 {
		g.list = append(g.list, &drawn{key, sync.OnceValues(c.Drawing)})
		if len(g.list) > mostDrawn {
			g.list = slices.Delete(g.list, 0, 1)
		}
		i = len(g.list) - 1
	}
	d := g.list[i]
	g.mu.Unlock()
	return d.make()
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
	c := s.copy(key)
	if !ok || err != nil || c == nil || n < 1 || n > len(c.Print.Sheets) {
		http.NotFound(w, r)
		return
	}
	drawing, err := s.gallery.of(key, c)
	if err != nil {
		http.Error(w, "resgen: "+err.Error(), http.StatusInternalServerError)
		return
	}
	svg := paint.SVG(drawing, n-1, paint.Options{Prefix: fmt.Sprintf("k%ss%d", key, n), Label: fmt.Sprintf("Sheet %d of %s", n, c.Target.Out), Print: c.Print})
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
	w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
}
