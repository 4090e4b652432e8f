package diff

import "github.com/resgen/resgen/internal/date"

// A Veil covers what is private. What was public in one résumé and is private in the other has no mark in the first one; so it is known by what it says.
type Veil struct {
	// Secret reports whether a private value stands in a text; nil for none.
	Secret func(text string) bool

	whole map[string]bool // bullets, paragraphs, entries and sections that are private as they stand
}

// Add covers what of a résumé is not in what is published of it.
func (v *Veil) Add(full, public *Node) {
	if v.whole == nil {
		v.whole = map[string]bool{}
	}
	for c := range Trees(public, full).All() {
		if c.State == Added {
			if k := asItStands(c.B); k != "" {
				v.whole[k] = true
			}
		}
	}
}

// leastWords is how many words a private bullet has at the least, to be known by them: "Go" stands in too many places.
const leastWords = 2

// asItStands is a bullet, an entry or a section as a key; "" for what cannot be known by what it says.
func asItStands(n *Node) string {
	switch {
	case (n.leaf() || n.Kind == Skill) && len(wordsOf(n.Text)) >= leastWords:
		return "text\x00" + keyed(n.Text)
	case n.Kind == Entry && n.Name() != "":
		return "entry\x00" + keyed(n.Name())
	case n.Kind == Group && n.Text != "":
		return "group\x00" + keyed(n.Text)
	case n.Kind == Section && n.Text != "":
		return "section\x00" + n.Label + keyed(n.Text)
	}
	return ""
}

// Cover replaces what is private in a tree; what stands in it goes. It gives all that was replaced or went.
func (v *Veil) Cover(n *Node, with string) []*Node {
	if v.Secret != nil && n.Text != "" && v.Secret(n.Text) || v.whole[asItStands(n)] {
		out := append([]*Node{n}, under(n, func(*Node) bool { return true })...)
		n.Nodes = nil
		if n.Kind == Entry {
			n.Nodes, n.dates = []*Node{{Kind: Part, Label: "title", Text: with, Span: n.Span, up: n}}, date.Range{}
		} else {
			n.Text = with
		}
		return out
	}
	var out []*Node
	for _, c := range n.Nodes {
		out = append(out, v.Cover(c, with)...)
	}
	return out
}
