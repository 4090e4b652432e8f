// Package diff tells what became of one résumé in another.
//
// In: two resume.Resume, from whatever they were read. Out: a [Diff]: a tree in the order of the second one, with what was taken out at the place where
// it stood. Each thing of either résumé (a field of the head, a section, an entry and the fields of its head, a bullet, a skill) is in it exactly
// once: kept, reworded, added or taken out, and moved or not. What belongs together is told by ids that the user gave, then by what it is (an
// organization and its dates, a label, the same text), then by likeness; a bullet that went into another entry is found there.
//
// [Words] is the difference of two texts by words, [Common] that of two lists, [Coverage] that of two reports on one posting. Pure: the same arguments
// give the same differences, and a résumé has none to itself. It does not know what is private: the caller hands over only what may be told.
package diff

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/resume"
)

// A State is what became of something.
type State string

// The states.
const (
	Kept     State = "kept"
	Reworded State = "reworded"
	Added    State = "added"
	Removed  State = "removed"
)

// A Change is one thing of either résumé or of both.
type Change struct {
	Kind    Kind
	State   State
	Moved   bool    // it stands in another place among those that it stood with, or in another section or entry
	A, B    *Node   // as it was and as it is; nil of what was added, or taken out
	Pieces  []Piece // of what is reworded
	Changes []*Change
}

// Node is the thing as it is, or as it was when it is gone.
func (c *Change) Node() *Node {
	if c.B != nil {
		return c.B
	}
	return c.A
}

// Itself reports whether anything became of the thing, whatever became of what stands in it.
func (c *Change) Itself() bool { return c.State != Kept || c.Moved }

// Changed reports whether anything became of it, or of anything in it.
func (c *Change) Changed() bool {
	return c.Itself() || slices.ContainsFunc(c.Changes, (*Change).Changed)
}

// Away reports whether it came out of another section or entry.
func (c *Change) Away() bool {
	return c.Moved && c.A.up.mate != c.B.up
}

// A Diff is what became of one résumé in another.
type Diff struct {
	Changes []*Change // the head, then the sections
}

// Resumes compares two résumés, the first one being the older.
func Resumes(a, b *resume.Resume, o Options) *Diff { return Trees(Tree(a, o), Tree(b, o)) }

// Trees compares two trees, which it then holds.
func Trees(a, b *Node) *Diff {
	m := &matcher{words: map[*Node]bag{}}
	m.match(a, b)
	return &Diff{Changes: changes(a, b)}
}

// Equal reports whether there is no difference.
func (d *Diff) Equal() bool { return !slices.ContainsFunc(d.Changes, (*Change).Changed) }

// Count is how many things became something else.
type Count struct{ Added, Removed, Reworded, Moved int }

// Any reports whether there are some.
func (n Count) Any() bool { return n != Count{} }

// Count counts what became of all things of some kinds. What stands in an entry that came or went as a whole is counted with the rest.
func (d *Diff) Count(kinds ...Kind) Count {
	var n Count
	for c := range d.All() {
		if !slices.Contains(kinds, c.Kind) {
			continue
		}
		switch c.State {
		case Added:
			n.Added++
		case Removed:
			n.Removed++
		case Reworded:
			n.Reworded++
		}
		if c.Moved {
			n.Moved++
		}
	}
	return n
}

// All yields every change, one before those inside of it.
func (d *Diff) All() func(yield func(*Change) bool) {
	return func(yield func(*Change) bool) { all(d.Changes, yield) }
}

func all(list []*Change, yield func(*Change) bool) bool {
	for _, c := range list {
		if !yield(c) || !all(c.Changes, yield) {
			return false
		}
	}
	return true
}

// changes is what became of what stands in two nodes that belong together; one of them may be nil.
func changes(a, b *Node) []*Change {
	var out []*Change
	moved := displaced(a, b)
	if b != nil {
		for _, n := range b.Nodes {
			out = append(out, change(n.mate, n, moved[n]))
		}
	}
	if a == nil {
		return out
	}
	// What is gone stands behind what it stood behind.
	var before *Node
	for _, n := range a.Nodes {
		switch {
		case n.mate == nil:
			at := 0
			if before != nil {
				at = 1 + slices.IndexFunc(out, func(c *Change) bool { return c.A == before })
			}
			out = slices.Insert(out, at, change(n, nil, false))
			before = n
		case n.mate.up == b && !moved[n.mate]:
			before = n
		}
	}
	return out
}

func change(a, b *Node, moved bool) *Change {
	c := &Change{A: a, B: b, State: Kept, Moved: moved}
	c.Kind = c.Node().Kind
	switch {
	case a == nil:
		c.State = Added
	case b == nil:
		c.State = Removed
	case a.Text != b.Text:
		c.State, c.Pieces = Reworded, Words(a.Text, b.Text)
	}
	c.Changes = changes(a, b)
	return c
}

// displaced is what of b stands elsewhere than it stood in a: in another section or entry, or, of what stands with others in both, not in the order in
// which most of them do.
func displaced(a, b *Node) map[*Node]bool {
	out := map[*Node]bool{}
	if b == nil {
		return out
	}
	at := map[*Node]int{}
	if a != nil {
		for i, n := range a.Nodes {
			at[n] = i
		}
	}
	var here []*Node
	for _, n := range b.Nodes {
		switch {
		case n.mate == nil:
		case n.mate.up != a:
			out[n] = true
		case n.ordered():
			here = append(here, n)
		}
	}
	for i, in := range rising(here, func(n *Node) int { return at[n.mate] }) {
		if !in {
			out[here[i]] = true
		}
	}
	return out
}

// rising marks what of a list is in its longest part whose keys rise.
func rising(list []*Node, key func(*Node) int) []bool {
	in := make([]bool, len(list))
	last := []int{} // by length, less 1, of a rising part: the index that ends the one with the lowest end
	before := make([]int, len(list))
	for i, n := range list {
		k, _ := slices.BinarySearchFunc(last, key(n), func(j, want int) int { return key(list[j]) - want })
		before[i] = -1
		if k > 0 {
			before[i] = last[k-1]
		}
		if k == len(last) {
			last = append(last, i)
		} else {
			last[k] = i
		}
	}
	if len(last) > 0 {
		for i := last[len(last)-1]; i >= 0; i = before[i] {
			in[i] = true
		}
	}
	return in
}

// folded is a text with single blanks.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

// Plus is the sum of two counts.
func (n Count) Plus(o Count) Count {
	return Count{n.Added + o.Added, n.Removed + o.Removed, n.Reworded + o.Reworded, n.Moved + o.Moved}
}

// Own counts what became of things of some kinds that stand in it, and in nothing within it.
func (c *Change) Own(kinds ...Kind) Count {
	d := &Diff{}
	for _, x := range c.Changes {
		d.Changes = append(d.Changes, &Change{Kind: x.Kind, State: x.State, Moved: x.Moved})
	}
	return d.Count(kinds...)
}

// Whole reports whether it came or went with all that stands in it: nothing of that was elsewhere before, or is now.
func (c *Change) Whole() bool {
	if c.State != Added && c.State != Removed {
		return false
	}
	for _, x := range c.Changes {
		if x.State != c.State || !x.Whole() {
			return false
		}
	}
	return true
}
