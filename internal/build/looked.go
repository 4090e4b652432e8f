package build

import (
	"slices"
	"sync"

	"github.com/resgen/resgen/internal/compose"
)

// late is the prints of targets that were skipped at first.
type late struct {
	mu   sync.Mutex
	list []*printing
}

func (l *late) add(p *printing) *printing {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.list = append(l.list, p)
	return p
}

func (l *late) all() []*printing {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.list)
}

// Skips reports whether a target is a variant or a letter that this build prints only when its file is opened, as nobody looked at it: who looks at
// one print does not wait for all.
func (r *Result) Skips(t compose.Target) bool {
	name := t.String()
	return r.opts.Printer != nil && r.opts.InTurn && !t.Main() && name != r.opts.First && !slices.Contains(r.opts.Looked, name)
}

// Skipped is Skips of the target with a name.
func (r *Result) Skipped(name string) bool {
	return slices.ContainsFunc(r.Site.Targets, func(t compose.Target) bool { return t.String() == name && r.Skips(t) })
}
