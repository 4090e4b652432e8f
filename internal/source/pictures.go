package source

import (
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// mostPictures bounds the pictures of one file by itself.
const mostPictures = 50

// named is what may be the address of a picture in Markdown or HTML: in angle brackets, or without blanks.
var named = regexp.MustCompile(`(?i)<([^<>\n]+\.(?:png|jpe?g|gif|webp|svg|avif))>|([^\s()<>"'\[\]]+\.(?:png|jpe?g|gif|webp|svg|avif))`)

// IsPicture reports whether a path is that of a picture, by its ending.
func IsPicture(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}

// readPictures adds the pictures that the one file names and that lie beside or below it. What is not there is
// left to the rules; what leaves the folder is never read.
func (s *Set) readPictures() {
	f, ok := s.File(s.Only)
	if s.Only == "" || !ok {
		return
	}
	var found []string
	for _, m := range named.FindAllStringSubmatch(string(f.Bytes), -1) {
		p := m[1] + m[2]
		if plain, err := url.PathUnescape(p); err == nil {
			p = plain
		}
		if strings.Contains(p, ":") || strings.HasPrefix(p, "/") {
			continue
		}
		if p = path.Clean(p); filepath.IsLocal(filepath.FromSlash(p)) && !slices.Contains(found, p) && len(found) < mostPictures {
			found = append(found, p)
		}
	}
	var fresh []string
	for _, p := range found {
		if _, have := s.File(p); !have && !s.Unusable(p) {
			fresh = append(fresh, p)
		}
	}
	s.pictures = found
	s.list = slices.DeleteFunc(slices.Clone(s.list), func(f *File) bool { return IsPicture(f.Path) && !slices.Contains(found, f.Path) })
	if len(fresh) > 0 {
		s.list = merge(s.list, s.read(fresh))
	}
}
