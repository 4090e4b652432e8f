package compose

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// A Base is where the site will stand. The zero Base is not known: the site then works at the
// root of any host.
type Base struct {
	Origin string // "https://me.github.io", or "" when not known
	Path   string // begins and ends with "/": "/" or "/cv/"
}

// ParseBase reads a base URL: an address, or only a path such as "/cv/". problem is a line for
// the user when it is neither, and the Base is then the root.
func ParseBase(text string) (b Base, problem string) {
	if text == "" {
		return Base{Path: "/"}, ""
	}
	no := fmt.Sprintf("base URL %q is no address of a site", text)
	u, err := url.Parse(text)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return Base{Path: "/"}, no
	}
	// Without "//", "." and "..", which a browser takes out of an address before it asks for it.
	p := strings.TrimSuffix((&url.URL{Path: path.Clean("/" + u.Path)}).EscapedPath(), "/") + "/"
	switch {
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(text, "/"):
		return Base{Path: p}, ""
	case u.Scheme == "http" || u.Scheme == "https":
		if host, ok := hostOf(u); ok {
			return Base{Origin: u.Scheme + "://" + host, Path: p}, ""
		}
	}
	return Base{Path: "/"}, no
}

// hostOf is the host of an address as it goes over the wire, with its port if one is named: "xn--mnchen-3ya.example:8080".
func hostOf(u *url.URL) (host string, ok bool) {
	host = strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(host); err == nil && strings.Contains(host, ":") {
		host = "[" + host + "]"
	} else if host, err = idna.Lookup.ToASCII(host); err != nil || host == "" {
		return "", false
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return "", false
		}
		host += ":" + port
	}
	return host, true
}

// URL is the address of a path below the site, from the root of the host: "/cv/projects/".
func (b Base) URL(p string) string { return b.Path + strings.TrimPrefix(p, "/") }

// Abs is the whole address of a path below the site; "" when the origin is not known.
func (b Base) Abs(p string) string {
	if b.Origin == "" {
		return ""
	}
	return b.Origin + b.URL(p)
}
