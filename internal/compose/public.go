package compose

import (
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// public is the résumé without what is hidden, and without the sections, entries and blocks that are
// marked private.
func public(own *resume.Resume, h hidden) *resume.Resume {
	r := *own
	for _, f := range fieldsOf(&r) {
		if h[f.name] {
			*f.value = resume.Value{}
		}
	}
	r.Links = slices.DeleteFunc(slices.Clone(r.Links), h.link)
	r.Contact = slices.DeleteFunc(slices.Clone(r.Contact), func(c resume.Contact) bool { return h.has(c.Label) })
	r.Summary = WithoutPrivate(r.Summary)
	r.Sections = nil
	for _, s := range own.Sections {
		if s.Private {
			continue
		}
		s.Intro, s.Outro = WithoutPrivate(s.Intro), WithoutPrivate(s.Outro)
		entries := s.Entries
		s.Entries = nil
		for _, e := range entries {
			if !e.Private {
				e.Body = WithoutPrivate(e.Body)
				s.Entries = append(s.Entries, e)
			}
		}
		r.Sections = append(r.Sections, s)
	}
	return &r
}

func isPrivate(b markup.Block) bool {
	_, ok := b.Attrs.Get("private")
	return ok
}

// WithoutPrivate is the blocks less those that are marked private; a private heading takes along all
// that stands below it. The given blocks are not changed, and are given back when nothing is private.
func WithoutPrivate(bs []markup.Block) []markup.Block {
	none := true
	for b := range markup.Blocks(bs) {
		none = none && !isPrivate(*b)
	}
	if none {
		return bs
	}
	var out []markup.Block
	split(bs, func(b markup.Block, private bool) {
		if private {
			return
		}
		if len(b.Blocks) > 0 {
			b.Blocks = WithoutPrivate(b.Blocks)
			if len(b.Blocks) == 0 {
				return // a list of nothing but private bullets
			}
		}
		out = append(out, b)
	})
	return out
}

// split tells of each block of one level whether it is private.
func split(bs []markup.Block, tell func(b markup.Block, private bool)) {
	below := 0 // the level of the private heading that the block stands below, 0 for none
	for _, b := range bs {
		if b.Kind == markup.Heading && b.Level <= below {
			below = 0
		}
		private := below > 0 || isPrivate(b)
		if private && b.Kind == markup.Heading && below == 0 {
			below = b.Level
		}
		tell(b, private)
	}
}

// Sent is a version as it is sent, with private values; as it is published where nothing is sent.
func (s *Site) Sent(v *Version) *resume.Resume {
	if s.sends {
		return v.full
	}
	return v.Resume
}

// Published is the résumé of a target without private values; nil when there is none.
func (s *Site) Published(t Target) *resume.Resume {
	if t.Variant != nil {
		return t.Variant.public
	}
	if v := s.Version(t.Lang); v != nil {
		return v.Resume
	}
	return nil
}
