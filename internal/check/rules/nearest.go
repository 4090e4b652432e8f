package rules

import (
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// meant is the address that a wrong one was probably meant to be, written as it would stand in
// the file; "" when nothing is near.
func (l *links) meant(from *source.File, wrong string) string {
	if rest, ok := strings.CutPrefix(wrong, "/static/"); ok {
		if is, ok := l.files[strings.ToLower(rest)]; ok {
			return "/" + is
		}
	}
	best, near := "", allowance(wrong)+1
	try := func(candidate string) {
		n := len(candidate) - len(wrong)
		if l.looks == 0 || candidate == "" || max(n, -n) >= near && path.Base(candidate) != path.Base(wrong) {
			return
		}
		l.looks--
		d := meta.Distance(strings.ToLower(candidate), strings.ToLower(wrong))
		if path.Base(candidate) == path.Base(wrong) {
			d = min(d, 1) // it lies in another folder
		}
		if d < near {
			best, near = candidate, d
		}
	}
	for _, p := range l.Site.Pages {
		switch {
		case strings.HasPrefix(wrong, "/"):
			try("/" + p.Path)
		case p.Doc != nil:
			try(relative(from, p.Doc.File.Path))
		}
	}
	for _, f := range l.Site.Files {
		if strings.HasPrefix(wrong, "/") || f.Source.Path == "static/"+f.Path {
			try("/" + f.Path)
		} else {
			try(relative(from, f.Source.Path))
		}
	}
	if best == "" {
		best = whole(wrong)
	}
	return best
}

// closest is the name that a wrong one was probably meant to be; "" when none is near.
func (l *links) closest(wrong string, names []string) string {
	names = names[:min(len(names), l.looks)]
	l.looks -= len(names)
	return meta.NearestWithin(wrong, names, allowance(wrong))
}

// allowance is how many letters of a name may be wrong.
func allowance(name string) int { return max(1, int(nearName.Value)*len([]rune(name))/100) }

// relative is the path to a file of the content from another one, as GitHub reads it.
func relative(from *source.File, to string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(from.Path)), filepath.FromSlash(to))
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// whole is an address of another host that lacks its beginning, with it: "github.com/ada" and
// "ada@example.com" are read as paths. It is "" for what looks like a path.
func whole(address string) string {
	host, rest, slash := strings.Cut(address, "/")
	if !slash && strings.Count(address, "@") == 1 && !strings.HasPrefix(address, "@") {
		return "mailto:" + address
	}
	if rest, ok := strings.CutPrefix(rest, "/"); ok && (host == "http" || host == "https") {
		return host + "://" + rest
	}
	dot := strings.LastIndexByte(host, '.')
	if dot <= 0 || len(host)-dot < 3 || strings.ContainsFunc(host[dot+1:], func(r rune) bool { return !unicode.IsLetter(r) }) {
		return ""
	}
	if !slash && (source.Text(host) || strings.HasPrefix(host, ".") || fileTypes[strings.ToLower(host[dot+1:])]) {
		return ""
	}
	return "https://" + address
}

// fileTypes is what an address without a slash ends in when it is a file and no host.
var fileTypes = map[string]bool{"png": true, "jpg": true, "jpeg": true, "gif": true, "webp": true, "avif": true, "pdf": true,
	"htm": true, "doc": true, "docx": true, "odt": true, "zip": true, "gz": true, "mp4": true, "webm": true, "ipynb": true, "csv": true}
