package compose

import (
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// photo says which pictures of the person a version's settings name: one that is private is that of what is sent alone. The site has those of its
// main version.
func (s *Site) photo(v *Version, private meta.Value) {
	sent := v.Settings.Photo
	if own := meta.Text(private, meta.PrivateDoc, "photo"); own.Text != "" {
		if sameText(path.Clean(own.Text), path.Clean(sent.Text)) {
			v.Settings.Photo = meta.Name{}
		}
		sent = meta.Name{Text: own.Text, Span: own.Span}
	}
	if v.hidden.names["photo"] {
		v.Settings.Photo = meta.Name{}
	}
	if v == s.Versions[0] {
		s.Photo, s.Settings.Photo = sent, v.Settings.Photo
	}
}

// PhotoOf is the picture of the person that is named for a target; "" for none.
func (s *Site) PhotoOf(t Target) meta.Name {
	switch {
	case t.Audience == Sent:
		return s.Photo
	case t.Variant != nil && slices.ContainsFunc(t.Variant.Settings.Private, func(n meta.Name) bool { return strings.EqualFold(n.Text, "photo") }):
		return meta.Name{}
	}
	return s.Settings.Photo
}

// privatePhoto is the file of a picture that is on what is sent alone; nil when there is none.
func (s *Site) privatePhoto(set *source.Set) *source.File {
	if s.Photo.Text == "" || s.Photo == s.Settings.Photo {
		return nil
	}
	f := s.photoFile(set, s.Photo)
	if f == s.photoFile(set, s.Settings.Photo) { // one picture by two names
		return nil
	}
	return f
}

// photoFile is the file of a picture that is named: beside the résumé, or from the site's root.
func (s *Site) photoFile(set *source.Set, name meta.Name) *source.File {
	if name.Text == "" {
		return nil
	}
	var at []string
	switch rel, rooted := strings.CutPrefix(name.Text, "/"); {
	case set.Only != "":
		at = []string{path.Clean(name.Text)}
	case rooted:
		at = []string{path.Join("static", rel), path.Join("content", rel)}
	default:
		at = []string{path.Join("content", name.Text)}
	}
	for _, p := range at {
		if f, ok := set.File(p); ok {
			return f
		}
	}
	return nil
}
