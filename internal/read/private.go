package read

import "github.com/resgen/resgen/internal/markup"

func isPrivate(a markup.Attrs) bool {
	_, ok := a.Get("private")
	return ok
}

// secret reports whether a block or one inside of it is marked private.
func secret(b *markup.Block) bool {
	if isPrivate(b.Attrs) {
		return true
	}
	for i := range b.Blocks {
		if secret(&b.Blocks[i]) {
			return true
		}
	}
	return false
}

// spread is text with the mark of a private heading set on all that stands below it, so that
// whoever takes private blocks out need not know what belongs to a heading.
func spread(blocks []markup.Block) []markup.Block {
	var out []markup.Block
	var mark markup.Pair
	level := 0 // of the private heading above; 0 when there is none
	for i := range blocks {
		b := blocks[i]
		if b.Kind == markup.Heading && b.Level <= level {
			level = 0
		}
		p, ok := b.Attrs.Get("private")
		switch {
		case ok && b.Kind == markup.Heading && level == 0:
			level, mark = b.Level, p
		case !ok && level > 0:
			if out == nil {
				out = append(out, blocks[:i]...)
			}
			b.Attrs.Pairs = append(b.Attrs.Pairs[:len(b.Attrs.Pairs):len(b.Attrs.Pairs)], mark)
		}
		if out != nil {
			out = append(out, b)
		}
	}
	if out == nil {
		return blocks
	}
	return out
}
