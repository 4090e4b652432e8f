package readback

import "bytes"

// resources are what names in a content stream stand for.
type resources struct {
	dict   value
	stream int32 // object number of the page or form that marked content counts for
	fonts  map[string]*font
	states map[string]value
}

func (r *reader) resources(v value, stream int32) *resources {
	return &resources{dict: v, stream: stream, fonts: map[string]*font{}, states: map[string]value{}}
}

func (g *painter) fontNamed(res *resources, name string) *font {
	f, ok := res.fonts[name]
	if !ok {
		f = g.font(g.get(res.dict, "Font").find(name))
		res.fonts[name] = f
	}
	return f
}

func (g *painter) stateNamed(res *resources, name string) value {
	v, ok := res.states[name]
	if !ok {
		v = g.get(g.get(res.dict, "ExtGState"), name)
		res.states[name] = v
	}
	return v
}

// object paints an image or follows a form.
func (g *painter) object(name string, res *resources, depth int) {
	v := g.get(res.dict, "XObject").find(name)
	owner := res.stream
	if v.kind == ref {
		owner = int32(v.num)
	}
	v = g.resolve(v)
	switch kind := g.get(v, "Subtype"); {
	case kind.is("Image"):
		g.picture()
		if g.ink != nil {
			g.drawPicture(v, int(owner))
		}
	case kind.is("Form") && depth < maxForms && g.meter.spend(64):
		before, stack, deeper := g.state, g.stack, g.deeper
		if g.get(v, "StructParents").kind != number {
			owner = res.stream
		}
		within := &resources{dict: res.dict, stream: owner}
		if grouped := g.get(v, "Group").kind == dict; grouped && g.ink != nil {
			g.group(func() { g.form(v, within, depth) })
		} else {
			if grouped {
				s := &g.state
				s.group *= s.fill.A
				s.fill.A, s.stroke.A = 1, 1
			}
			g.form(v, within, depth)
		}
		g.state, g.stack, g.deeper = before, stack, deeper
	}
}

// picture notes an image, which fills the unit square.
func (g *painter) picture() {
	n := len(g.marks)
	g.mark(box{0, 0, 1, 1}.through(g.state.ctm), g.state.fill.A)
	g.pictures = append(g.pictures, g.marks[n:]...)
}

// form follows what a form paints. The caller keeps the state.
func (g *painter) form(v value, res *resources, depth int) {
	g.stack, g.deeper = nil, 0
	s := &g.state
	s.ctm = toMatrix(g.get(v, "Matrix")).then(s.ctm)
	if b, ok := toBox(g.get(v, "BBox")); ok {
		s.clip = s.clip.and(b.through(s.ctm))
		if g.ink != nil {
			g.cutTo(b)
		}
	}
	inner := g.get(v, "Resources")
	if inner.kind != dict {
		inner = res.dict
	}
	base := g.base
	g.base = s.ctm
	g.run(g.content(v), g.resources(inner, res.stream), depth+1)
	g.base = base
}

// inlineImage skips an image that stands in the content stream, up to its EI.
func (g *painter) inlineImage(l *lexer) {
	for {
		v := l.next()
		if v.kind == end {
			return
		}
		if v.kind == keyword && v.is("ID") {
			break
		}
	}
	for l.pos < len(l.data) && g.meter.spend(1) {
		n := bytes.Index(l.data[l.pos:], []byte("EI"))
		if n < 0 {
			l.pos = len(l.data)
			return
		}
		before := l.data[l.pos+n-1]
		l.pos += n + 2
		if class[before] == white && (l.pos == len(l.data) || class[l.data[l.pos]] != regular) {
			g.picture()
			return
		}
	}
}
