package compose

import (
	"fmt"
	"net/url"
	"strings"
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
	u, err := url.Parse(text)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return Base{Path: "/"}, fmt.Sprintf("base URL %q is no address of a site", text)
	}
	p := "/" + strings.Trim(u.EscapedPath(), "/") + "/"
	if p == "//" {
		p = "/"
	}
	switch {
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(text, "/"):
		return Base{Path: p}, ""
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return Base{Origin: u.Scheme + "://" + u.Host, Path: p}, ""
	}
	return Base{Path: "/"}, fmt.Sprintf("base URL %q is no address of a site", text)
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
