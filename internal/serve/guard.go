package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// A guard refuses what no browser of the user's would ask: foreign names (a page elsewhere whose name
// was pointed here could read the résumé otherwise: DNS rebinding), requests that another site makes, and anything
// but reading and the workbench's acts.
type guard struct {
	bind   string
	public bool // other machines reach it
	next   http.Handler
}

func (g guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	switch {
	case !g.known(r.Host):
		http.Error(w, fmt.Sprintf("resgen: this server does not answer to the name %q; `resgen serve --bind NAME` sets another", r.Host), http.StatusForbidden)
	case r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, Prefix) && own(r):
		g.next.ServeHTTP(w, r)
	case r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, Prefix):
		http.Error(w, "resgen: nothing is done for a page of another address; open the workbench at the address that the terminal says", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		readOnly(w)
	case foreign(r):
		http.Error(w, "resgen: another site may not read this one", http.StatusForbidden)
	default:
		g.next.ServeHTTP(w, r)
	}
}

// readOnly answers to what is no reading.
func readOnly(w http.ResponseWriter) {
	w.Header().Set("Allow", "GET, HEAD")
	http.Error(w, "resgen: this server is for reading", http.StatusMethodNotAllowed)
}

// own reports whether a page of this server asks, as far as its browser says: each sends Origin with a POST.
func own(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return (site == "" || site == "same-origin") && sameOrigin(r)
}

// sameOrigin reports whether a request says that it comes from here, or nothing.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

// foreign reports whether a page of another origin asks, other than by a link to here. Browsers say so, older ones by Origin alone; what
// is no browser says nothing, and is no danger.
func foreign(r *http.Request) bool {
	if !sameOrigin(r) {
		return true
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate"
}

// known reports whether a Host is a name of this server: one that means this machine, or the one that it was bound to.
// An address in digits cannot be pointed elsewhere, so that any will do where other machines may ask.
func (g guard) known(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil { // without a port
		host = hostport
		if inner, ok := strings.CutPrefix(host, "["); ok && strings.HasSuffix(inner, "]") {
			host = strings.TrimSuffix(inner, "]")
		}
	}
	if host == "" {
		return false
	}
	_, err = netip.ParseAddr(host)
	return loopback(host) || strings.EqualFold(host, g.bind) || g.public && err == nil
}

// loopback reports whether a host means this machine, and can mean no other.
func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback() || strings.EqualFold(strings.TrimSuffix(host, "."), "localhost")
}
