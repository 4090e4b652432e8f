package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A matcher finds what belongs together.
type matcher struct {
	words map[*Node]bag
}

// A pass is one way to tell what belongs together: by a key ("" for none), or by a likeness of at least so much.
type pass struct {
	key   func(*Node) string
	least float64
}

// mostPairs bounds the pairs whose likeness is asked for, of what nothing else matched: 500 bullets on either side.
const mostPairs = 250_000

// match gives each node of two trees its mate. What stands in nodes that belong together is looked at first, then whatever is left, wherever it
// stands, by stricter rules: so a bullet is told from one that went into another entry.
func (m *matcher) match(a, b *Node) {
	m.pair(a, b)
	byID := pass{key: func(n *Node) string { return n.ID }}
	name := pass{key: func(n *Node) string { return n.Label + " " + folded(strings.ToLower(n.Text)) }}
	text := pass{key: func(n *Node) string { return n.Text }}
	label := pass{key: func(n *Node) string { return n.Label }}
	is := func(kinds ...Kind) func(*Node) bool {
		return func(n *Node) bool { return slices.Contains(kinds, n.Kind) }
	}

	m.among(a, b, is(Head), label, pass{key: func(n *Node) string { return string(n.Kind) }})
	known := pass{key: func(n *Node) string {
		if n.Label == "other" {
			return ""
		}
		return n.Label
	}}
	title := pass{key: func(n *Node) string { return letters(n.Text) }}
	m.among(a, b, is(Section), name, known, title, pass{least: 0.5})

	where := pass{key: place}
	strict := []pass{byID, {key: whole}, {key: job}, {key: stay}, where, {key: called}}
	m.inside(a, b, Section, is(Entry), append(strict, pass{least: 0.4})...)
	m.anywhere(a, b, is(Entry), append(strict, pass{least: 0.6})...)

	m.inside(a, b, Section, is(Group), title, pass{least: 0.34})
	m.anywhere(a, b, is(Group), title)

	leaf := func(n *Node) bool { return n.leaf() }
	for _, k := range []Kind{Entry, Section} {
		m.inside(a, b, k, leaf, byID, text, pass{least: 0.5})
	}
	m.anywhere(a, b, leaf, byID, text, pass{least: 0.65})

	same := pass{key: func(n *Node) string { return strings.ToLower(n.Text) }}
	m.inside(a, b, Group, is(Skill), text, same)
	m.anywhere(a, b, is(Skill), text, same)

	hosts := pass{key: func(n *Node) string {
		if n.Label != "link" {
			return ""
		}
		return host(n.Text)
	}}
	m.inside(a, b, Head, is(Field), name, hosts, label)
	m.inside(a, b, Entry, is(Part), name, label)
	for _, k := range []Kind{Bullet, Text} {
		m.inside(a, b, k, is(Link), text, pass{key: func(*Node) string { return "link" }})
	}
}

func (m *matcher) pair(a, b *Node) { a.mate, b.mate = b, a }

// inside matches what stands in nodes of a kind that belong together.
func (m *matcher) inside(a, b *Node, within Kind, is func(*Node) bool, passes ...pass) {
	for _, n := range under(a, func(n *Node) bool { return n.Kind == within || n.mate != nil && n.mate.Kind == within }) {
		if n.mate != nil {
			m.among(n, n.mate, is, passes...)
		}
	}
}

// among matches what stands in two nodes.
func (m *matcher) among(a, b *Node, is func(*Node) bool, passes ...pass) {
	m.apply(alone(a.Nodes, is), alone(b.Nodes, is), passes)
}

// anywhere matches what is left of two trees.
func (m *matcher) anywhere(a, b *Node, is func(*Node) bool, passes ...pass) {
	m.apply(alone(under(a, is), is), alone(under(b, is), is), passes)
}

// under is what of a tree is so, in its order.
func under(n *Node, is func(*Node) bool) []*Node {
	var out []*Node
	for _, c := range n.Nodes {
		if is(c) {
			out = append(out, c)
		}
		out = append(out, under(c, is)...)
	}
	return out
}

// alone is those of a list that are so and have no mate.
func alone(list []*Node, is func(*Node) bool) []*Node {
	var out []*Node
	for _, n := range list {
		if n.mate == nil && is(n) {
			out = append(out, n)
		}
	}
	return out
}

func (m *matcher) apply(as, bs []*Node, passes []pass) {
	for _, p := range passes {
		if len(as) == 0 || len(bs) == 0 {
			return
		}
		if p.key != nil {
			m.byKey(as, bs, p.key)
		} else {
			m.byLikeness(as, bs, p.least)
		}
		free := func(n *Node) bool { return n.mate == nil }
		as, bs = alone(as, free), alone(bs, free)
	}
}

// byKey pairs what has the same key: the first with the first, the second with the second.
func (m *matcher) byKey(as, bs []*Node, key func(*Node) string) {
	have := map[string][]*Node{}
	for _, n := range bs {
		if k := key(n); k != "" {
			have[k] = append(have[k], n)
		}
	}
	for _, n := range as {
		k := key(n)
		if list := have[k]; k != "" && len(list) > 0 {
			m.pair(n, list[0])
			have[k] = list[1:]
		}
	}
}

// byLikeness pairs what is most alike first; of equals, what stands nearest to the same place.
func (m *matcher) byLikeness(as, bs []*Node, least float64) {
	if len(as) > mostPairs/len(bs) {
		return
	}
	type couple struct {
		i, k int
		like float64
	}
	var all []couple
	for i, x := range as {
		for k, y := range bs {
			if like := m.bag(x).like(m.bag(y)); like >= least {
				all = append(all, couple{i, k, like})
			}
		}
	}
	away := func(c couple) int { return max(c.i-c.k, c.k-c.i) }
	slices.SortFunc(all, func(x, y couple) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(away(x), away(y)), cmp.Compare(x.i, y.i), cmp.Compare(x.k, y.k))
	})
	for _, c := range all {
		if as[c.i].mate == nil && bs[c.k].mate == nil {
			m.pair(as[c.i], bs[c.k])
		}
	}
}

// bag is the words of a node and all that stands in it.
func (m *matcher) bag(n *Node) bag {
	if b, ok := m.words[n]; ok {
		return b
	}
	var text strings.Builder
	var gather func(*Node)
	gather = func(n *Node) {
		text.WriteString(n.Text)
		text.WriteByte('\n')
		for _, c := range n.Nodes {
			if c.Kind != Link {
				gather(c)
			}
		}
	}
	gather(n)
	b := bagOf(text.String())
	m.words[n] = b
	return b
}

// The keys of entries, from the surest on.

func whole(n *Node) string { return keyed(n.part("title"), n.part("organization"), n.span()) }
func stay(n *Node) string  { return keyed(n.part("organization"), n.span()) }
func job(n *Node) string   { return keyed(n.part("title"), n.part("organization")) }

// place is an organization and when one began there: the dates of what goes on change with time.
func place(n *Node) string {
	if !n.dates.Start.Known() {
		return ""
	}
	return keyed(n.part("organization"), n.dates.Start.String())
}

// called is the title of what is at no organization: a project.
func called(n *Node) string {
	if n.part("organization") != "" {
		return ""
	}
	return keyed(n.part("title"))
}

func (n *Node) span() string {
	if !n.dates.Known() {
		return ""
	}
	return fmt.Sprintf("%v/%v/%v", n.dates.Start, n.dates.End, n.dates.Present)
}

// keyed is some values as one key; "" when one of them says nothing.
func keyed(values ...string) string {
	var out []string
	for _, v := range values {
		v = letters(v)
		if v == "" {
			return ""
		}
		out = append(out, v)
	}
	return strings.Join(out, "\x00")
}

// A bag is the words of a text and how much each of them weighs, however often it stands there.
type bag struct {
	words map[string]float64
	sum   float64
}

// wordsOf is the words of a text, in lower case.
func wordsOf(s string) []string {
	var out []string
	for len(s) > 0 {
		n := token(s)
		if r, _ := utf8.DecodeRuneInString(s); classOf(r) == letter || classOf(r) == glyph {
			out = append(out, strings.ToLower(s[:n]))
		}
		s = s[n:]
	}
	return out
}

// bagOf weighs the words of a text: short ones, which are mostly those that every text has, less.
func bagOf(s string) bag {
	b := bag{words: map[string]float64{}}
	for _, w := range wordsOf(s) {
		weight := 1.0
		if r, _ := utf8.DecodeRuneInString(w); len(w) <= 3 && (r < '0' || r > '9') {
			weight = 0.4
		}
		b.words[w] += weight
		b.sum += weight
	}
	return b
}

// like is how alike two texts are by their words, 0 to 1; of texts without words 0.
func (b bag) like(o bag) float64 {
	if b.sum == 0 || o.sum == 0 {
		return 0
	}
	if len(b.words) > len(o.words) {
		b, o = o, b
	}
	shared := 0.0
	for w, n := range b.words {
		shared += min(n, o.words[w])
	}
	return 2 * shared / (b.sum + o.sum)
}
