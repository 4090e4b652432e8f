package build

import (
	"context"
	"errors"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/render"
)

// Each tells of every target that is printed as soon as it is, in the order in which they are done: its copy, or why there is none. One whose
// layout failed has neither, for that is a finding. It ends early when ctx does.
func (r *Result) Each(ctx context.Context, tell func(t compose.Target, c *Copy, err error)) error {
	ready := make(chan *printing, len(r.prints))
	for _, p := range r.prints {
		go func() {
			<-p.done
			ready <- p
		}()
	}
	for range r.prints {
		var p *printing
		select {
		case p = <-ready:
		case <-ctx.Done():
			return ctx.Err()
		}
		var le *render.LayoutError
		switch {
		case errors.As(p.err, &le):
			tell(p.target, nil, nil)
		case p.err != nil:
			tell(p.target, nil, p.err)
		case p.print != nil:
			c := p.copy()
			tell(p.target, &c, nil)
		}
	}
	return nil
}
