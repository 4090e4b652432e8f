package chrome

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// An Endpoint is the address of a Chrome that runs already and lets others print with it, here or elsewhere:
//
//	ws://host:9222                        what --remote-debugging-port opens; its socket is asked for over HTTP
//	http://host:9222                      the same
//	ws://host:9222/devtools/browser/ID    the socket itself
//	wss://host/chromium?token=SECRET      the socket of a service, such as browserless
//
// Its text never shows a user, a password or a query, as tokens stand there.
type Endpoint struct {
	address *url.URL
	name    string
}

var (
	addressed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`) })
	hostPort  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[\w-]+\.)*[\w-]+:\d{1,5}$`) })
)

// IsAddress reports whether a text that names a browser is an address, and no file.
func IsAddress(text string) bool {
	return addressed().MatchString(text) || hostPort().MatchString(text)
}

// ParseEndpoint reads an address. Its errors do not repeat what may be a secret.
func ParseEndpoint(text string) (Endpoint, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		shown, _, _ := strings.Cut(text, "?")
		if _, after, ok := strings.Cut(shown, "@"); ok {
			shown = "…@" + after
		}
		if hostPort().MatchString(shown) {
			return Endpoint{}, fmt.Errorf("%s: write it as ws://%s", shown, shown)
		}
		return Endpoint{}, fmt.Errorf("%s: is no address; write it as ws://host:9222", shown)
	}
	u.Scheme, u.Fragment = strings.ToLower(u.Scheme), ""
	e := Endpoint{address: u, name: u.Scheme + "://" + u.Host}
	for part := range strings.SplitSeq(strings.Trim(u.EscapedPath(), "/"), "/") {
		const secret = 16 // characters; an id or a key, which nobody reads anyway
		if len(part) >= secret {
			part = "…"
		}
		if part != "" {
			e.name += "/" + part
		}
	}
	switch u.Scheme {
	case "ws", "wss", "http", "https":
	default:
		return Endpoint{}, fmt.Errorf("%s: begins with %s://; an address begins with ws://, wss://, http:// or https://", e, u.Scheme)
	}
	if u.Hostname() == "" {
		return Endpoint{}, fmt.Errorf("%s: has no host; write it as ws://host:9222", e)
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return Endpoint{}, fmt.Errorf("%s: there is no port %s; they go from 1 to 65535", e, port)
		}
	}
	return e, nil
}

// String is the address without what may be a secret.
func (e Endpoint) String() string { return e.name }

// Local reports whether the Chrome is on this machine, as far as the address tells: a name that somebody else answers for does not
// count, wherever it leads today.
func (e Endpoint) Local() bool {
	host := strings.ToLower(strings.TrimSuffix(e.address.Hostname(), "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) // as a Chrome says that listens on all addresses
}

// Elsewhere names those of some endpoints that are on other machines, each once: "ws://render.example:9222 and 4 others"; "" for none.
func Elsewhere(list []Endpoint) string {
	var names []string
	for _, e := range list {
		if !e.Local() && !slices.Contains(names, e.name) {
			names = append(names, e.name)
		}
	}
	switch n := len(names); {
	case n > 3:
		return fmt.Sprintf("%s and %d others", names[0], n-1)
	case n > 1:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

// Named is the browser that texts name, each a value of a flag, or of a variable of the environment: one file, or addresses, which
// commas and blanks may part.
func Named(texts []string) (file string, endpoints []Endpoint, err error) {
	for _, text := range texts {
		parts := split(text)
		switch {
		case len(parts) == 0:
			continue
		case !IsAddress(parts[0]): // the name of a file may hold anything
			if file != "" {
				return "", nil, fmt.Errorf("%s and %s: only one browser can be started; several may run already: ws://host:9222", file, text)
			}
			file = text
			continue
		}
		for _, part := range parts {
			if !IsAddress(part) {
				return "", nil, mixed(part, parts[0])
			}
			e, err := ParseEndpoint(part)
			if err != nil {
				return "", nil, err
			}
			endpoints = append(endpoints, e)
		}
	}
	if file != "" && len(endpoints) > 0 {
		return "", nil, mixed(file, endpoints[0].name)
	}
	return file, endpoints, nil
}

// split parts a text at blanks and commas, but for commas of a query: what is no address and stands behind one belongs to it.
func split(text string) []string {
	var out []string
	for field := range strings.FieldsSeq(text) {
		asks := false // the last part has a query
		for part := range strings.SplitSeq(field, ",") {
			switch {
			case asks && !IsAddress(part):
				out[len(out)-1] += "," + part
			case part != "":
				out, asks = append(out, part), strings.Contains(part, "?")
			}
		}
	}
	return out
}

func mixed(file, address string) error {
	file, _, _ = strings.Cut(file, "?")
	if e, err := ParseEndpoint(address); err == nil {
		address = e.name
	}
	return fmt.Errorf("%s is a file, and %s an address: name one file, or addresses alone", file, address)
}

// socket is the address of the WebSocket as far as the text has it; ask is that of the page that tells it, nil when the text has all.
func (e Endpoint) socket() (ws *url.URL, ask *url.URL) {
	u := *e.address
	secure := u.Scheme == "wss" || u.Scheme == "https"
	web := u.Scheme == "http" || u.Scheme == "https"
	u.Scheme = "ws"
	if secure {
		u.Scheme = "wss"
	}
	bare := strings.Trim(u.Path, "/") == ""
	if !web && (!bare || u.RawQuery != "") {
		return &u, nil
	}
	page := u
	page.Scheme = "http"
	if secure {
		page.Scheme = "https"
	}
	page.Path, page.RawPath = strings.TrimSuffix(page.Path, "/")+"/json/version", ""
	if strings.HasSuffix(e.address.Path, "/json/version") { // as it is copied from a browser's window
		page.Path = e.address.Path
		u.Path = strings.TrimSuffix(u.Path, "/json/version")
	}
	return &u, &page
}

// told is the socket of an endpoint whose page names one. A Chrome in a container has its own idea of its host and port, and
// so does one behind a proxy: those that the user gave have been seen to answer, and so they count, as do a path before
// /json/version and a token.
func told(ws *url.URL, answer string) (*url.URL, error) {
	u, err := url.Parse(answer)
	if err != nil || u.Scheme != "ws" && u.Scheme != "wss" {
		return nil, errors.New("tells of no WebSocket")
	}
	out := *ws
	out.Path, out.RawPath = u.Path, ""
	if before := strings.TrimSuffix(ws.Path, "/"); before != "" && !strings.HasPrefix(u.Path, before+"/") {
		out.Path = before + u.Path
	}
	if u.RawQuery != "" {
		out.RawQuery = u.RawQuery
	}
	return &out, nil
}
