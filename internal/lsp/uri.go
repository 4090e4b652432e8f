package lsp

import (
	"net/url"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

const onWindows = runtime.GOOS == "windows"

// fileOf is the path of a file that a URI names; ok is false for one of another scheme, and for what is none.
func fileOf(uri string) (name string, ok bool) {
	p, ok := pathOf(uri, onWindows)
	if !ok {
		return "", false
	}
	return filepath.Clean(filepath.FromSlash(p)), true
}

// pathOf is fileOf with slashes, on either kind of system.
func pathOf(uri string, windows bool) (p string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || !strings.HasPrefix(u.Path, "/") || strings.ContainsRune(u.Path, 0) {
		return "", false
	}
	p = path.Clean(u.Path)
	local := u.Host == "" || u.Host == "localhost"
	switch {
	case !windows:
		return p, local
	case !local:
		return "//" + u.Host + p, true // a share
	case strings.HasPrefix(u.Path, "//"):
		return "/" + p, true // a share, as some write it
	case len(p) > 2 && p[2] == ':':
		return p[1:], len(p) > 3 // "/c:/cv"
	}
	return "", false
}

// uriOf is the URI of a file.
func uriOf(name string) string { return madeURI(filepath.ToSlash(name)) }

// madeURI is the URI of a path with slashes: "/home/ada/cv.md", "C:/cv.md", "//server/share/cv.md".
func madeURI(p string) string {
	if share, ok := strings.CutPrefix(p, "//"); ok {
		host, rest, _ := strings.Cut(share, "/")
		return (&url.URL{Scheme: "file", Host: host, Path: "/" + rest}).String()
	}
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
