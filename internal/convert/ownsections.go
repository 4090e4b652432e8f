package convert

import (
	"slices"

	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
)

// An array is one of JSON Resume's, as it stands in a file.
type array struct {
	title string
	read  func(*resume.Section, meta.Value)
	list  meta.Value
}

// A part is what in a section of ours an item came from.
type part struct {
	section int
	what    partKind
	at      int // its index among the section's groups, entries, listed entries or items made of the text
	print   string
}

type partKind uint8

const (
	groupPart partKind = iota
	entryPart
	listedPart
	textPart
)

// A piece is an item of a file: what it was, and whether it still is.
type piece struct {
	part
	item    meta.Value
	new     bool // it was nothing; its section is that of the item before it
	changed bool
	private bool // it may be what was private
}

// parts is what the items of a kind came from, in their order.
func parts(own *export.JSONMeta, k resume.Kind) (out []part) {
	for i := range own.Sections {
		s := &own.Sections[i]
		if s.Kind != k {
			continue
		}
		add := func(what partKind, at int, print string) {
			if print != "" {
				out = append(out, part{i, what, at, print})
			}
		}
		for g, x := range s.Groups {
			for _, p := range x.Is {
				add(groupPart, g, p)
			}
		}
		for e, x := range s.Entries {
			add(entryPart, e, x.Is)
		}
		for e, x := range s.Listed {
			add(listedPart, e, x.Is)
		}
		for t, p := range s.From {
			add(textPart, t, p)
		}
	}
	return out
}

// pieces is the items of an array as what they were.
func pieces(own *export.JSONMeta, was []part, list []meta.Value) []piece {
	var old, now []string
	for _, p := range was {
		old = append(old, p.print)
	}
	for _, v := range list {
		now = append(now, export.Print(v))
	}
	of, shaky := align(old, now)
	var out []piece
	for j, v := range list {
		x := piece{item: v}
		if of[j] >= 0 {
			x.part, x.changed = was[of[j]], old[of[j]] != now[j]
		} else {
			x.new = true
			if j > 0 {
				x.part = out[j-1].part
			} else {
				x.part = was[0]
			}
			for _, i := range shaky[j] {
				p := was[i]
				x.private = x.private || p.what == entryPart && own.Sections[p.section].Entries[p.at].Private
			}
		}
		out = append(out, x)
	}
	return out
}

// ownSections reads the sections of a file that resgen wrote, in the order that they had; arrays that had no section come last.
func (c *converter) ownSections(own *export.JSONMeta, arrays map[resume.Kind]array) {
	items := map[int][]piece{}
	for _, k := range resume.Kinds() {
		a, ok := arrays[k]
		if !ok {
			continue
		}
		list := slices.DeleteFunc(slices.Clone(a.list.List), empty)
		was := parts(own, k)
		if len(was) == 0 {
			continue
		}
		for _, p := range pieces(own, was, list) {
			items[p.section] = append(items[p.section], p)
		}
		a.list = meta.Value{}
		arrays[k] = a
	}
	for i := range own.Sections {
		s := &own.Sections[i]
		c.resume.Sections = append(c.resume.Sections, c.ownSection(s, items[i], arrays[s.Kind].read))
	}
	for _, k := range resume.Kinds() {
		if a, ok := arrays[k]; ok {
			c.section(k, a)
		}
	}
}

// ownSection is a section of ours with the items that are left of it.
func (c *converter) ownSection(s *export.JSONSection, items []piece, read func(*resume.Section, meta.Value)) resume.Section {
	at := c.file.Whole()
	out := resume.Section{ID: s.ID, Title: resume.Value{Text: s.Title, Span: at}, Kind: s.Kind, Private: s.Private, Intro: s.Intro, Outro: s.Outro, Span: at}
	f, _ := export.FormOf(s.Kind)
	r := ownReader{c: c, own: s, form: f, read: read, out: &out, at: at}
	switch {
	case whole(s, items):
		r.whole(items)
	default:
		r.changed(items)
	}
	return out
}

// whole reports whether all items of a section are there, in their order and as they were.
func whole(s *export.JSONSection, items []piece) bool {
	n := len(s.From)
	for _, g := range s.Groups {
		n += len(g.Is)
	}
	for _, es := range [][]export.JSONEntry{s.Entries, s.Listed} {
		for _, e := range es {
			if e.Is != "" {
				n++
			}
		}
	}
	for i, p := range items {
		if p.new || p.changed || i > 0 && (p.what < items[i-1].what || p.what == items[i-1].what && p.at < items[i-1].at) {
			return false
		}
	}
	return n == len(items)
}
