package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// spread replaces the targets by those of a matrix: each version, each variant and each letter that is sent, on each paper. A variant that says no language and
// nothing of its own that is in one is made in every language of the résumé.
func (s *Site) spread(papers []string) {
	var out []Target
	add := func(t Target) {
		for _, paper := range papers {
			one := t
			one.Paper = paper
			one.Out = strings.TrimSuffix(t.Out, ".pdf") + "." + strings.ToLower(paper) + ".pdf"
			out = append(out, one)
		}
	}
	audience := Sent
	if !slices.ContainsFunc(s.Targets, func(t Target) bool { return t.Audience == Sent }) {
		audience = Public
	}
	for _, t := range s.Targets {
		if t.Audience != audience {
			continue
		}
		add(t)
		v := t.Variant
		if v == nil || v.Settings.Lang.Text != "" || v.Settings.Headline.Text != "" || v.Summary() {
			continue
		}
		for _, other := range s.Versions {
			if other == v.Version {
				continue
			}
			w := v.in(other)
			one := t
			one.Variant, one.Resume, one.Lang = w, w.resume, other.Lang
			if audience == Public {
				one.Resume = w.public
			}
			one.Out = v.Name + "/" + s.file(other)
			add(one)
		}
	}
	s.Targets = out
}

// in is the variant made from another version. What names ids that this one does not have has no effect on it.
func (v *Variant) in(other *Version) *Variant {
	w := *v
	w.Version = other
	w.make()
	return &w
}

// make cuts the variant out of its version, and gives the cutter that did it.
func (v *Variant) make() *cutter {
	c := &cutter{keep: v.Settings.Keep, drop: v.Settings.Drop, sections: v.Settings.Sections}
	open := *c
	v.resume = v.overlay(c.cut(v.Version.full))
	own, _ := hide(v.resume, v.resume, v.Settings.Private)
	said := v.overlay(open.cut(v.Version.Resume))
	if v.Version.hidden.names["headline"] { // whatever it is
		said.Headline = resume.Value{}
	}
	v.public = public(said, own)
	v.Pins = c.pins
	return c
}

// papersOf is the papers of a matrix as they are named, each once; all of them for none.
func papersOf(names []string) []string {
	if len(names) == 0 {
		return meta.Papers()
	}
	var out []string
	for _, p := range meta.Papers() {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, p) }) {
			out = append(out, p)
		}
	}
	return out
}
