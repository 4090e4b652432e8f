package readback

// tags is the structure tree of a tagged file: which marked content comes when.
type tags struct {
	place map[mark]int32 // of marked content in the tree's order, from 0
	leaf  []leaf         // by place
	items []item
}

// A mark names marked content: the page or form that paints it, by object number, and its MCID.
type mark struct{ stream, id int32 }

// A leaf is marked content's place in the tree.
type leaf struct {
	label   bool  // a list item's marker
	item    int32 // index of the innermost list item round it; -1
	element int32 // number of the innermost element round it that is a block of text by itself; -1
}

// An item is a list item; the places of its content are first to last-1.
type item struct{ first, last int32 }

// A tagger walks the structure tree.
type tagger struct {
	*file
	tags
	seen     map[int]bool
	elements int32
}

// A branch is what the elements round a place say about it.
type branch struct {
	leaf
	page  int32 // object number
	depth int
}

// maxBranch is how deep the tree is followed. Chrome makes an element of each element of the page.
const maxBranch = 500

// readTags walks the structure tree from its root; no tree gives no tags.
func (f *file) readTags(root value) tags {
	t := &tagger{file: f, tags: tags{place: map[mark]int32{}}, seen: map[int]bool{}}
	t.walk(f.get(root, "StructTreeRoot").find("K"), branch{leaf: leaf{item: -1, element: -1}, page: -1})
	return t.tags
}

// walk visits what stands under K: an element, marked content, or an array of them.
func (t *tagger) walk(v value, b branch) {
	if b.depth++; b.depth > maxBranch || !t.meter.spend(4) {
		return
	}
	if v.kind == ref {
		n := int(v.num)
		if t.seen[n] {
			return
		}
		t.seen[n] = true
		v = t.resolve(v)
	}
	switch v.kind {
	case array:
		for _, e := range v.list {
			t.walk(e, b)
		}
	case number:
		t.add(b.page, v, b.leaf)
	case dict:
		if page := v.find("Pg"); page.kind == ref {
			b.page = int32(page.num)
		}
		switch {
		case v.find("Type").is("OBJR"):
		case v.find("Type").is("MCR"):
			s := b.page
			if in := v.find("Stm"); in.kind == ref {
				s = int32(in.num)
			}
			t.add(s, v.find("MCID"), b.leaf)
		default:
			t.element(v, b)
		}
	}
}

func (t *tagger) element(v value, b branch) {
	kids := v.find("K")
	switch kind := v.find("S"); string(kind.str) {
	case "NonStruct", "Span", "Link", "Em", "Strong", "Code", "Quote", "Reference", "Annot", "Figure":
	case "Lbl":
		b.label = true
	case "LI":
		b.item, b.label = int32(len(t.items)), false
		t.items = append(t.items, item{first: int32(len(t.leaf))})
		b.element, t.elements = t.elements, t.elements+1
		t.walk(kids, b)
		t.items[b.item].last = int32(len(t.leaf))
		return
	default:
		b.element, t.elements = t.elements, t.elements+1
	}
	t.walk(kids, b)
}

func (t *tagger) add(stream int32, id value, l leaf) {
	n, ok := id.integer()
	if !ok {
		return
	}
	m := mark{stream, int32(n)}
	if _, ok := t.place[m]; !ok {
		t.place[m] = int32(len(t.leaf))
		t.leaf = append(t.leaf, l)
	}
}
