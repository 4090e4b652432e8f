package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
)

// fileOf is the path of a file that a URI names; ok is false for one of another scheme, and for what is none.
func fileOf(uri string) (name string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" || strings.ContainsRune(u.Path, 0) {
		return "", false
	}
	p := u.Path
	if u.Host != "" && u.Host != "localhost" {
		p = "//" + u.Host + p // a share of Windows
	}
	if len(p) > 2 && p[0] == '/' && p[2] == ':' {
		p = p[1:] // "/c:/cv"
	}
	name = filepath.Clean(filepath.FromSlash(p))
	return name, filepath.IsAbs(name)
}

// uriOf is the URI of a file.
func uriOf(name string) string {
	p := filepath.ToSlash(name)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
