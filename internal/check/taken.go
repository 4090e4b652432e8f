package check

import (
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
)

// taken is the texts that rules had taken apart, for some twenty of them read each bullet. Rules run one behind the other, so
// it needs no lock.
type taken map[inlines]*prose.Text

// inlines stands for a slice of inlines, which nobody changes.
type inlines struct {
	first *markup.Inline
	n     int
}

// Prose is [prose.Of] some inlines of a document, taken apart once for all rules.
func (p *Pass) Prose(in []markup.Inline) *prose.Text {
	if len(in) == 0 {
		return prose.Of(in)
	}
	key := inlines{&in[0], len(in)}
	t, known := p.taken[key]
	if !known {
		t = prose.Of(in)
		if p.taken == nil {
			p.taken = taken{}
		}
		p.taken[key] = t
	}
	return t
}
