package source

import (
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// mostPictures bounds the pictures and dictionaries of one file by itself.
const mostPictures = 50

// named is what may be the address of a picture or a dictionary in front matter, Markdown or HTML: as the photo, in angle brackets, or without
// blanks.
var named = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?im)^photo:[ \t]*["']?([^"'\n]+\.(?:png|jpe?g|gif|webp|svg|avif))|<([^<>\n]+\.(?:png|jpe?g|gif|webp|svg|avif|dic))>|([^\s()<>"'\[\]]+\.(?:png|jpe?g|gif|webp|svg|avif|dic))`)
})

// IsPicture reports whether a path is that of a picture, by its ending.
func IsPicture(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}

// Named reports whether a path is that of a file that one file by itself may name: a picture, or part of a dictionary.
func Named(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return IsPicture(p) || ext == ".dic" || ext == ".aff"
}

// readPictures adds the pictures and dictionaries that the one file names and that lie beside or below it. What is not there is
// left to the rules; what leaves the folder is never read.
func (s *Set) readPictures() {
	f, ok := s.File(s.Only)
	if s.Only == "" || !ok {
		return
	}
	found := naming(f)
	var fresh []string
	for _, p := range found {
		if _, have := s.File(p); !have && !s.Unusable(p) {
			fresh = append(fresh, p)
		}
	}
	s.pictures = found
	s.list = slices.DeleteFunc(slices.Clone(s.list), func(f *File) bool { return Named(f.Path) && !slices.Contains(found, f.Path) })
	if len(fresh) > 0 {
		s.list = merge(s.list, s.read(fresh))
	}
}

// naming is the paths of pictures and dictionaries that a file names, below its folder.
func naming(f *File) []string {
	var found []string
	for _, m := range named().FindAllStringSubmatch(string(f.Bytes), -1) {
		p := m[1] + m[2] + m[3]
		if plain, err := url.PathUnescape(p); err == nil {
			p = plain
		}
		if strings.Contains(p, ":") || strings.HasPrefix(p, "/") {
			continue
		}
		if p = path.Clean(p); filepath.IsLocal(filepath.FromSlash(p)) && !slices.Contains(found, p) && len(found) < mostPictures {
			found = append(found, p)
			if stem, ok := strings.CutSuffix(p, ".dic"); ok {
				found = append(found, stem+".aff")
			}
		}
	}
	return found
}
