package markup

import (
	"slices"
	"strconv"
)

// Private reports whether a block is marked `private`: it is in what is sent, and never in what is published.
func (b *Block) Private() bool {
	_, ok := b.Attrs.Get("private")
	return ok
}

// Split tells of each block of one level whether it is private. A private heading takes along all that stands below it.
func Split(bs []Block, tell func(b *Block, private bool)) {
	below := 0 // the level of the private heading that the block stands below, 0 for none
	for i := range bs {
		b := &bs[i]
		if b.Kind == Heading && b.Level <= below {
			below = 0
		}
		private := below > 0 || b.Private()
		if private && b.Kind == Heading && below == 0 {
			below = b.Level
		}
		tell(b, private)
	}
}

// Published is the blocks less those that are private, and less the footnotes that nothing else leads to; those that stay are
// counted anew. The given blocks are not changed, and are given back when nothing is private.
func Published(bs []Block) []Block {
	none := true
	for b := range Blocks(bs) {
		none = none && !b.Private()
	}
	if none {
		return bs
	}
	return withoutNotes(open(bs))
}

// open is the blocks less those that are private, and less the lists of nothing else.
func open(bs []Block) []Block {
	var out []Block
	Split(bs, func(b *Block, private bool) {
		if private {
			return
		}
		one := *b
		if len(one.Blocks) > 0 {
			if one.Blocks = open(one.Blocks); len(one.Blocks) == 0 {
				return // a list of nothing but private bullets
			}
		}
		out = append(out, one)
	})
	return out
}

// withoutNotes takes out the footnotes that no text leads to any more. Nothing of the blocks is changed in its place.
func withoutNotes(bs []Block) []Block {
	at := slices.IndexFunc(bs, func(b Block) bool { return b.Kind == Footnotes })
	if at < 0 {
		return bs
	}
	reached := map[int]bool{}
	look := func(bs []Block) (more bool) {
		for b := range Blocks(bs) {
			for in := range Walk(b.Inlines) {
				if n, err := strconv.Atoi(in.Text); in.Kind == FootnoteRef && err == nil && !reached[n] {
					reached[n], more = true, true
				}
			}
		}
		return more
	}
	look(bs[:at])
	look(bs[at+1:])
	for more := true; more; { // a footnote may lead to another one
		more = false
		for _, f := range bs[at].Blocks {
			more = reached[f.First] && look(f.Blocks) || more
		}
	}
	number := map[string]int{}
	notes := bs[at]
	notes.Blocks = nil
	for _, f := range bs[at].Blocks {
		if reached[f.First] {
			number[strconv.Itoa(f.First)] = len(notes.Blocks) + 1
			notes.Blocks = append(notes.Blocks, f)
		}
	}
	out := slices.Clone(bs)
	if out[at] = notes; len(notes.Blocks) == 0 {
		out = slices.Delete(out, at, at+1)
	}
	return renumbered(out, number)
}

// renumbered is a copy of the blocks in which footnotes have other numbers.
func renumbered(bs []Block, number map[string]int) []Block {
	out := slices.Clone(bs)
	for i := range out {
		b := &out[i]
		if b.Kind == Footnote {
			b.First = number[strconv.Itoa(b.First)]
		}
		b.Inlines, b.Blocks = pointed(b.Inlines, number), renumbered(b.Blocks, number)
	}
	return out
}

func pointed(in []Inline, number map[string]int) []Inline {
	out := slices.Clone(in)
	for i := range out {
		n := &out[i]
		if to := number[n.Text]; n.Kind == FootnoteRef && to > 0 {
			n.Text = strconv.Itoa(to)
			n.URL = "#fn:" + n.Text
		}
		n.Inlines = pointed(n.Inlines, number)
	}
	return out
}
