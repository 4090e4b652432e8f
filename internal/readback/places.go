package readback

import (
	"net/url"
	"strconv"

	"github.com/resgen/resgen/internal/sheet"
)

// A place is where a destination leads to.
type place struct {
	sheet int     // 1-based
	y     float64 // from the top of the sheet
}

// places are the named destinations of a file, and what is needed to follow others.
type places struct {
	*file
	pages  []page
	number map[int]int // object number of a page -> 1-based sheet
	named  map[string]place
}

func (f *file) readPlaces(root value, pages []page) *places {
	p := &places{file: f, pages: pages, number: map[int]int{}, named: map[string]place{}}
	for i, page := range pages {
		p.number[int(page.object)] = i + 1
	}
	// Chrome writes a dictionary; a file that others went over may have a tree of names.
	if d := f.get(root, "Dests"); d.kind == dict {
		for i := 0; i+1 < len(d.list) && f.meter.spend(4); i += 2 {
			p.name(string(d.list[i].str), d.list[i+1])
		}
	}
	p.tree(f.get(f.get(root, "Names"), "Dests"), 0)
	return p
}

// name notes a named destination. Chrome writes the name as the link that led to it was written,
// so perhaps with percent signs; ids have none.
func (p *places) name(name string, v value) {
	at, ok := p.follow(v)
	if !ok {
		return
	}
	p.named[name] = at
	if plain, err := url.PathUnescape(name); err == nil && plain != name {
		p.named[plain] = at
	}
}

func (p *places) tree(node value, depth int) {
	if depth > 8 || !p.meter.spend(32) {
		return
	}
	names := p.get(node, "Names").list
	for i := 0; i+1 < len(names) && p.meter.spend(4); i += 2 {
		p.name(string(p.resolve(names[i]).str), names[i+1])
	}
	for _, kid := range p.get(node, "Kids").list {
		p.tree(p.resolve(kid), depth+1)
	}
}

// follow is where an explicit destination leads: "[page /XYZ x y zoom]", or a dictionary with one.
func (p *places) follow(v value) (place, bool) {
	v = p.resolve(v)
	if v.kind == dict {
		v = p.get(v, "D")
	}
	if v.kind != array || len(v.list) == 0 || v.list[0].kind != ref {
		return place{}, false
	}
	n := p.number[int(v.list[0].num)]
	if n == 0 {
		return place{}, false
	}
	at := place{sheet: n}
	if len(v.list) >= 4 && v.list[1].is("XYZ") && v.list[3].kind == number {
		at.y = p.pages[n-1].media.y1 - v.list[3].num
	}
	return at, true
}

// links are the clickable places of a page.
func (p *places) links(pg page) []sheet.Link {
	var out []sheet.Link
	for _, a := range pg.annots.list {
		a = p.resolve(a)
		if !p.meter.spend(16) {
			break
		}
		b, ok := toBox(p.get(a, "Rect"))
		if !ok || !p.get(a, "Subtype").is("Link") {
			continue
		}
		if to := p.target(a); to != "" {
			at := b.through(matrix{1, 0, 0, -1, -pg.media.x0, pg.media.y1})
			out = append(out, sheet.Link{Rect: at.rect(), URI: to})
		}
	}
	return out
}

// target is where a link leads: an address, "#name", or "#page=2" for a place without a name.
func (p *places) target(a value) string {
	action := p.get(a, "A")
	if uri := p.get(action, "URI"); uri.kind == text {
		return textString(uri)
	}
	to := p.get(a, "Dest")
	if p.get(action, "S").is("GoTo") {
		to = p.get(action, "D")
	}
	if to.kind == name || to.kind == text {
		return "#" + string(to.str)
	}
	if at, ok := p.follow(to); ok {
		return "#page=" + strconv.Itoa(at.sheet)
	}
	return ""
}

// outline is the outline of the file, flat.
func (p *places) outline(root value) []sheet.Heading {
	var out []sheet.Heading
	seen := map[int]bool{}
	var walk func(v value, level int)
	walk = func(v value, level int) {
		for ; v.kind == ref && !seen[int(v.num)] && level <= maxDepth && p.meter.spend(16); v = p.resolve(v).find("Next") {
			seen[int(v.num)] = true
			entry := p.resolve(v)
			h := sheet.Heading{Title: textString(p.get(entry, "Title")), Level: level}
			if at, ok := p.follow(entry.find("Dest")); ok {
				h.Sheet = at.sheet
			} else {
				h.Sheet = p.named[string(p.get(entry, "Dest").str)].sheet
			}
			out = append(out, h)
			walk(entry.find("First"), level+1)
		}
	}
	walk(p.get(root, "Outlines").find("First"), 1)
	return out
}
