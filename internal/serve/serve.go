// Package serve shows a live.Loop in the browser: the site as it will be published, from
// memory, reloaded when it changes.
//
// Pages get two things that build never writes: the build id that they show, and a
// script that listens for a newer one. The server answers its own host names only, to
// GET and HEAD only, with what is in the site's artifacts and nothing else: there is no way from an
// address to a path on disk. It never builds and never writes.
package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/render"
)

// Prefix is where the server's own addresses lie; no page of a site can be there.
const Prefix = "/_resgen/"

// Handler serves a loop. bind is the host that the listener was bound to: when it is an address
// that other machines reach, any literal IP address is taken as a Host too.
func Handler(l *live.Loop, bind string) http.Handler {
	s := &server{loop: l, public: !loopback(bind), bind: bind}
	mux := http.NewServeMux()
	mux.HandleFunc(Prefix+"events", s.events)
	mux.HandleFunc(Prefix+"live.js", func(w http.ResponseWriter, r *http.Request) {
		send(w, r, "live.js", script, http.StatusOK)
	})
	mux.HandleFunc(Prefix, http.NotFound)
	mux.HandleFunc("/", s.page)
	return s.guard(mux)
}

type server struct {
	loop   *live.Loop
	bind   string
	public bool
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback()
}

// guard refuses what no browser of the user's would ask: foreign names (a page elsewhere whose name
// was pointed here could read the résumé otherwise: DNS rebinding), and anything but reading.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.known(r.Host) {
			http.Error(w, "resgen: this server does not answer to the name "+fmt.Sprintf("%q", r.Host), http.StatusForbidden)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "resgen: this server is for reading", http.StatusMethodNotAllowed)
			return
		}
		if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
			http.Error(w, "resgen: another site may not read this one", http.StatusForbidden)
			return
		}
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

func (s *server) known(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	if loopback(host) || strings.EqualFold(host, s.bind) {
		return true
	}
	_, err = netip.ParseAddr(host)
	return err == nil && s.public
}

// page serves what the newest state has at an address.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	st := s.loop.Current()
	base := st.Result.Site.Base.Path
	p, ok := strings.CutPrefix(r.URL.Path, base)
	if !ok {
		if r.URL.Path == "/" || r.URL.Path+"/" == base {
			http.Redirect(w, r, base, http.StatusFound)
			return
		}
		s.notFound(w, r, st)
		return
	}
	if clean := strings.TrimPrefix(path.Clean("/"+p), "/"); clean != strings.TrimSuffix(p, "/") {
		s.notFound(w, r, st)
		return
	}
	a, ok := find(st, p)
	switch {
	case ok && p != "" && !strings.HasSuffix(p, "/") && strings.HasSuffix(a.Path, "/index.html") && a.Path != p:
		http.Redirect(w, r, base+p+"/", http.StatusFound)
	case ok:
		s.artifact(w, r, st, a, http.StatusOK)
	default:
		s.notFound(w, r, st)
	}
}

// find is the artifact at a path below the base: the file, or a folder's index.html.
func find(st *live.State, p string) (artifact.Artifact, bool) {
	if p != "" && !strings.HasSuffix(p, "/") {
		if a, ok := st.Result.Public.Find(p); ok {
			return a, true
		}
	}
	return st.Result.Public.Find(strings.TrimPrefix(strings.TrimSuffix(p, "/")+"/index.html", "/"))
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request, st *live.State) {
	if a, ok := st.Result.Public.Find("404.html"); ok {
		s.artifact(w, r, st, a, http.StatusNotFound)
		return
	}
	http.NotFound(w, r)
}

func (s *server) artifact(w http.ResponseWriter, r *http.Request, st *live.State, a artifact.Artifact, status int) {
	b, err := a.Open()
	if err != nil {
		var le *render.LayoutError
		status = http.StatusServiceUnavailable
		if errors.As(err, &le) {
			status = http.StatusInternalServerError
		}
		b = problemPage(err)
	} else if path.Ext(a.Path) == ".pdf" && len(b) == 0 {
		s.notFound(w, r, st)
		return
	}
	if path.Ext(a.Path) == ".html" || err != nil {
		b = inject(b, st.ID)
		send(w, r, "page.html", b, status)
		return
	}
	send(w, r, a.Path, b, status)
}

// send writes a body with its type and a tag by its content, so that a browser asks again each
// time and is sent it only when it has changed.
func send(w http.ResponseWriter, r *http.Request, name string, b []byte, status int) {
	sum := sha256.Sum256(b)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	h := w.Header()
	h.Set("Content-Type", render.ContentType(name))
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", tag)
	if status == http.StatusOK && slices.Contains(strings.Split(r.Header.Get("If-None-Match"), ", "), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", fmt.Sprint(len(b)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(b)
	}
}

// inject puts the build id and the script into a page, at the end of its head.
func inject(page []byte, id string) []byte {
	tags := []byte(`<meta name="resgen-build" content="` + id + `"><script src="` + Prefix + `live.js" defer></script>`)
	at := bytes.Index(page, []byte("</head>"))
	if at < 0 { // a layout of the user's without a head: browsers take the tags anywhere
		return append(tags, page...)
	}
	out := make([]byte, 0, len(page)+len(tags))
	out = append(out, page[:at]...)
	out = append(out, tags...)
	return append(out, page[at:]...)
}

func problemPage(err error) []byte {
	var b bytes.Buffer
	b.WriteString(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>resgen: this page cannot be shown</title><meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}pre{white-space:pre-wrap}</style></head><body><h1>This page cannot be shown</h1><pre>`)
	b.WriteString(htmlEscape(err.Error()))
	b.WriteString(`</pre><p>It comes back by itself when this is mended.</p></body></html>`)
	return b.Bytes()
}
