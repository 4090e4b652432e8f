// Package serve shows a live.Loop in the browser: the site as it will be published, from
// memory, reloaded when it changes; and below [Prefix] the workbench, which shows the sheets as they are printed, with all that
// is known of them.
//
// Pages get two things that build never writes: the build id that they show, and a
// script that listens for a newer one. The server answers its own host names only, to
// GET and HEAD, with what is in the site's artifacts and nothing else: there is no way from an
// address to a path on disk. POST is for the workbench's acts alone, with the token of the session; who started the
// server does them. It never builds and never writes.
package serve

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/render"
)

// Prefix is where the server's own addresses lie; no page of a site can be there.
const Prefix = "/_resgen/"

// Options is how a loop is served.
type Options struct {
	// Bind is the host that the listener was bound to: when it is an address that other machines reach, any literal IP
	// address is taken as a Host too, and nothing can be done from the workbench.
	Bind string
	Acts Acts
}

// Handler serves a loop. Streams of events end with the contexts of their requests: let those end with the server.
func Handler(l *live.Loop, o Options) http.Handler { return handler(l, o, 20*time.Second) }

func handler(l *live.Loop, o Options, heartbeat time.Duration) http.Handler {
	public := !loopback(o.Bind)
	return guard{bind: o.Bind, public: public, next: &server{loop: l, heartbeat: heartbeat, acts: o.Acts, readOnly: public, token: newToken()}}
}

// overtaken is how long a newer state is waited for when the work for one was given up. It is built meanwhile.
const overtaken = 5 * time.Second

// Why a file, or all of them, are not shown to other machines.
var (
	errLeaks = errors.New("something private stands in this file, and other machines can reach this server\n" +
		"the terminal says what and where; on this machine alone, `resgen serve` without --bind shows the file")
	errUnsure = errors.New("what was meant to be private is not, as its mark has no effect, and other machines can reach this server\n" +
		"the terminal says where; on this machine alone, `resgen serve` without --bind shows the site")
)

type server struct {
	loop      *live.Loop
	heartbeat time.Duration // of streams that have nothing to tell
	acts      Acts
	readOnly  bool
	token     string
	gallery   gallery
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch own, ok := strings.CutPrefix(r.URL.Path, Prefix); {
	case !ok:
		s.page(w, r)
	case r.Method == http.MethodPost:
		s.act(w, r, own)
	default:
		s.workbench(w, r, own)
	}
}

// page serves what the newest state has at an address. A state that was overtaken while its print was waited for
// is left for the newer one.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	changed, stop := s.loop.Subscribe()
	defer stop()
	for {
		st := s.loop.Current()
		a, status := s.find(w, r, st)
		if status == http.StatusFound {
			return
		}
		if a.Open == nil {
			http.NotFound(w, r)
			return
		}
		b, err := a.Open()
		if errors.Is(err, context.Canceled) {
			select {
			case <-changed:
				continue
			case <-time.After(overtaken): // then it was the browser that gave up, and that is said
			case <-r.Context().Done():
				return
			}
		}
		switch {
		case !s.readOnly || err != nil:
		case st.Result.Unsure():
			err = errUnsure
		case st.Result.Leaks(a.Path):
			err = errLeaks
		}
		show(w, r, st.ID, a, b, err, status)
		return
	}
}

// find is the artifact at the address of a request and the status that it goes with: the file, a folder's
// index.html, or the page that says that there is nothing; no artifact when there is not even that. With
// http.StatusFound the browser was sent elsewhere.
func (s *server) find(w http.ResponseWriter, r *http.Request, st *live.State) (a artifact.Artifact, status int) {
	site := st.Result.Public
	nothing := func() (artifact.Artifact, int) {
		a, _ := site.Find("404.html")
		return a, http.StatusNotFound
	}
	base, err := url.PathUnescape(st.Result.Site.Base.Path)
	if err != nil {
		return nothing()
	}
	p, ok := strings.CutPrefix(r.URL.Path, base)
	switch {
	case ok:
	case r.URL.Path == "/" || r.URL.Path+"/" == base:
		redirect(w, r, base)
		return artifact.Artifact{}, http.StatusFound
	default:
		return nothing()
	}
	if p != "" && !strings.HasSuffix(p, "/") {
		if a, ok := site.Find(p); ok {
			return a, http.StatusOK
		}
		if _, ok := site.Find(p + "/index.html"); ok {
			redirect(w, r, base+p+"/")
			return artifact.Artifact{}, http.StatusFound
		}
		return nothing()
	}
	if a, ok := site.Find(p + "index.html"); ok {
		return a, http.StatusOK
	}
	return nothing()
}

// redirect sends the browser to a path of ours that is there.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, (&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String(), http.StatusFound)
}

// show answers with the bytes of an artifact, or with a page that says why there are none.
func show(w http.ResponseWriter, r *http.Request, id string, a artifact.Artifact, b []byte, err error, status int) {
	name, key := a.Path, a.Key
	if err != nil {
		status = http.StatusServiceUnavailable
		if le := (*render.LayoutError)(nil); errors.As(err, &le) {
			status = http.StatusInternalServerError
		}
		name, b = "problem.html", problem(err)
		w.Header().Set("Content-Security-Policy", policy)
	}
	if strings.HasSuffix(name, ".html") {
		b, key = inject(b, id), [32]byte{}
	}
	send(w, r, name, b, key, status)
}
