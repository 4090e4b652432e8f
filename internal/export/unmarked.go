package export

import (
	"slices"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// Unmarked is a résumé without what comments behind headings and bullets say for its owner alone: tags, and keys that mean nothing to a reader. Ids
// stay, which addresses lead to, and so do languages.
func Unmarked(r *resume.Resume) *resume.Resume {
	out := *r
	out.Summary = unremarked(r.Summary)
	out.Sections = slices.Clone(r.Sections)
	for i := range out.Sections {
		s := &out.Sections[i]
		s.Intro, s.Outro = unremarked(s.Intro), unremarked(s.Outro)
		s.Groups = slices.Clone(s.Groups)
		for k := range s.Groups {
			s.Groups[k].Tags = nil
		}
		s.Entries = slices.Clone(s.Entries)
		for k := range s.Entries {
			s.Entries[k].Tags, s.Entries[k].Body = nil, unremarked(s.Entries[k].Body)
		}
	}
	return &out
}

func unremarked(bs []markup.Block) []markup.Block {
	out := slices.Clone(bs)
	for i := range out {
		a := &out[i].Attrs
		a.Classes = nil
		a.Pairs = slices.DeleteFunc(slices.Clone(a.Pairs), func(p markup.Pair) bool { return p.Key != "lang" && p.Key != "kind" })
		out[i].Blocks = unremarked(out[i].Blocks)
	}
	return out
}
