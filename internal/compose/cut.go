package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A cutter takes out of a résumé what a variant drops. Of what it keeps and drops, what is named more closely counts: an id before a tag, and
// what stands inside before what it stands in. So the bullets that are kept of an entry that is dropped stay, and their entry with them.
type cutter struct {
	keep, drop []meta.Name
	sections   []meta.Name // kinds, ids or titles of those that are in, in their order; none for all

	pins []source.Span // what was kept by name
}

// closeness is how closely something is named: 0 not, 1 by a tag, 2 by its id.
func (c *cutter) closeness(names []meta.Name, id string, tags []string) int {
	best := 0
	for _, n := range names {
		switch {
		case id != "" && strings.EqualFold(n.Text, id):
			best = 2
		case slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(n.Text, t) }):
			best = max(best, 1)
		}
	}
	return best
}

// out reports whether something is out, if what it stands in is or is not; what is kept by name is pinned.
func (c *cutter) out(at source.Span, id string, tags []string, within bool) bool {
	keep, drop := c.closeness(c.keep, id, tags), c.closeness(c.drop, id, tags)
	switch {
	case keep > 0 && keep >= drop:
		c.pins = append(c.pins, at)
		return false
	case drop > 0:
		return true
	}
	return within
}

// cut is the résumé without what is dropped; the given one is not changed.
func (c *cutter) cut(own *resume.Resume) *resume.Resume {
	r := *own
	r.Sections = nil
	for _, s := range own.Sections {
		out := c.out(s.Span, s.ID, []string{string(s.Kind)}, false)
		pinned, filled := len(c.pins), len(s.Intro)+len(s.Entries)+len(s.Groups)+len(s.Outro) > 0
		s.Intro, s.Outro = c.blocks(s.Intro, out), c.blocks(s.Outro, out)
		entries := s.Entries
		s.Entries = nil
		for _, e := range entries {
			gone := c.out(e.Span, e.ID, e.Tags, out)
			inside := len(c.pins)
			e.Body = c.blocks(e.Body, gone)
			if !gone || len(c.pins) > inside {
				s.Entries = append(s.Entries, e)
			}
		}
		groups := s.Groups
		s.Groups = nil
		for _, g := range groups {
			if !c.out(g.Span, g.ID, g.Tags, out) {
				s.Groups = append(s.Groups, g)
			}
		}
		bare := len(s.Intro)+len(s.Entries)+len(s.Groups)+len(s.Outro) == 0
		if out && len(c.pins) == pinned || bare && filled {
			continue // a heading alone says nothing
		}
		r.Sections = append(r.Sections, s)
	}
	if len(c.sections) > 0 {
		r.Sections = c.ordered(r.Sections)
	}
	return &r
}

// blocks is some blocks without the bullets that are out; of what is out as a whole, only the bullets that are kept.
func (c *cutter) blocks(bs []markup.Block, within bool) []markup.Block {
	var out []markup.Block
	for _, b := range bs {
		switch {
		case b.Kind == markup.Item:
			gone := c.out(b.Span, b.Attrs.ID, b.Attrs.Tags(), within)
			pinned := len(c.pins)
			var inner []markup.Block
			for _, x := range b.Blocks { // its own words stay as long as something of it does
				if len(x.Blocks) == 0 {
					inner = append(inner, x)
				} else {
					inner = append(inner, c.blocks([]markup.Block{x}, gone)...)
				}
			}
			if gone && len(c.pins) == pinned {
				continue
			}
			b.Blocks = inner
		case len(b.Blocks) > 0:
			if b.Blocks = c.blocks(b.Blocks, within); len(b.Blocks) == 0 {
				continue
			}
		case within:
			continue
		}
		out = append(out, b)
	}
	return out
}

// ordered is the sections that are named, in the order of the names.
func (c *cutter) ordered(all []resume.Section) []resume.Section {
	var out []resume.Section
	taken := make([]bool, len(all))
	for _, n := range c.sections {
		for i, s := range all {
			if !taken[i] && named(s, n.Text) {
				taken[i] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// named reports whether a section is called so: by its id, its kind or its title.
func named(s resume.Section, name string) bool {
	return strings.EqualFold(name, s.ID) || strings.EqualFold(name, string(s.Kind)) || strings.EqualFold(name, s.Title.Text)
}

// wrong is the findings about names that nothing of the résumé answers to, and about what contradicts itself.
func (c *cutter) wrong(r *resume.Resume) diag.List {
	var diags diag.List
	add := func(n meta.Name, help, format string, args ...any) {
		diags = append(diags, diag.Diagnostic{Rule: "tailor/no-effect", Severity: diag.Error, Span: n.Span, Message: fmt.Sprintf(format, args...), Help: help})
	}
	ids, tags, sections := names(r)
	mean := func(n meta.Name, all []string, otherwise string) string {
		if near := meta.Nearest(n.Text, all); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
		return otherwise
	}
	for _, list := range []struct {
		key   string
		names []meta.Name
	}{{"keep", c.keep}, {"drop", c.drop}} {
		for _, n := range list.names {
			if !answers(n, ids, tags, r) {
				add(n, mean(n, slices.Concat(ids, tags), "give a heading or a bullet that id or tag, as in `<!-- #ledger tags=\"go kafka\" -->` behind it"),
					"%s: names %q, and nothing in the résumé has that id or tag", list.key, n.Text)
			}
		}
	}
	for _, k := range c.keep {
		for _, d := range c.drop {
			if strings.EqualFold(k.Text, d.Text) {
				add(d, "take it out of one of them", "%q is kept and dropped; it stays", d.Text)
			}
		}
	}
	for _, n := range c.sections {
		if !slices.ContainsFunc(r.Sections, func(s resume.Section) bool { return named(s, n.Text) }) {
			if strings.EqualFold(n.Text, string(resume.Summary)) {
				continue // it is always in, and first
			}
			add(n, mean(n, sections, "the sections are "+strings.Join(sections, ", ")), "sections: names %q, and the résumé has no such section", n.Text)
		}
	}
	if len(c.sections) > 0 {
		for _, s := range r.Sections {
			if slices.ContainsFunc(c.sections, func(n meta.Name) bool { return named(s, n.Text) }) {
				continue
			}
			for _, n := range c.keep {
				if slices.ContainsFunc(c.pins, func(p source.Span) bool { return s.Span.Contains(p) }) && within(s, n.Text) {
					add(n, fmt.Sprintf("add %q to sections:", s.Kind), "keep: names %q, which stands in %q, a section that sections: leaves out", n.Text, s.Title.Text)
				}
			}
		}
	}
	return diags
}

// answers reports whether something in the résumé has a name. Several names may stand at one place, when they were written as one text.
func answers(n meta.Name, ids, tags []string, r *resume.Resume) bool {
	is := func(s string) bool { return strings.EqualFold(s, n.Text) }
	return slices.ContainsFunc(ids, is) || slices.ContainsFunc(tags, is) ||
		slices.ContainsFunc(r.Sections, func(s resume.Section) bool { return is(string(s.Kind)) })
}

// names is the ids and the tags of a résumé, and what its sections may be called.
func names(r *resume.Resume) (ids, tags, sections []string) {
	blocks := func(bs []markup.Block) {
		for b := range markup.Blocks(bs) {
			if b.Kind != markup.Item {
				continue
			}
			if b.Attrs.ID != "" {
				ids = append(ids, b.Attrs.ID)
			}
			tags = append(tags, b.Attrs.Tags()...)
		}
	}
	for _, s := range r.Sections {
		ids, sections = append(ids, s.ID), append(sections, string(s.Kind))
		if s.Kind == resume.Other {
			sections[len(sections)-1] = s.ID
		}
		blocks(s.Intro)
		blocks(s.Outro)
		for _, g := range s.Groups {
			if g.ID != "" {
				ids = append(ids, g.ID)
			}
			tags = append(tags, g.Tags...)
		}
		for _, e := range s.Entries {
			ids, tags = append(ids, e.ID), append(tags, e.Tags...)
			blocks(e.Body)
		}
	}
	return ids, tags, sections
}

// within reports whether something in a section has a name.
func within(s resume.Section, name string) bool {
	ids, tags, _ := names(&resume.Resume{Sections: []resume.Section{s}})
	is := func(x string) bool { return strings.EqualFold(x, name) }
	return slices.ContainsFunc(ids, is) || slices.ContainsFunc(tags, is)
}
