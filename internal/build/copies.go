package build

import (
	"context"
	"errors"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/sheet"
)

// A Copy is a print that was made, with its bytes.
type Copy struct {
	check.Printed
	PDF []byte

	draw func() (*sheet.Drawing, error) // nil when it is not drawn ahead
}

// copy is a print that is done.
func (p *printing) copy() Copy {
	return Copy{Printed: check.Printed{Target: p.target, Print: p.print, Selection: p.selection}, PDF: p.pdf}
}

// Drawing is what the copy looks like.
func (c *Copy) Drawing() (*sheet.Drawing, error) {
	if c.draw != nil {
		return c.draw()
	}
	return readback.Draw(c.PDF)
}

// Copies waits for all prints and gives those that were made, in the order of the site's targets.
// A sheet whose layout failed is left out: that is a finding. The error is of a world that failed.
func (r *Result) Copies(ctx context.Context) ([]Copy, error) {
	var out []Copy
	for _, p := range r.prints {
		select {
		case <-p.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		var le *render.LayoutError
		switch {
		case errors.As(p.err, &le):
		case p.err != nil:
			return nil, p.err
		case p.print != nil:
			out = append(out, p.copy())
		}
	}
	return out, nil
}

// Ahead waits until the print that is made first can be shown: what the second reader says of it is still to come, and so is
// whether something private stands in it. It is nil when there is no print.
func (r *Result) Ahead(ctx context.Context) *Copy {
	p := r.first
	if p == nil {
		return nil
	}
	select {
	case <-p.seen:
	case <-p.done:
	case <-ctx.Done():
	}
	select {
	case <-p.seen:
		return &Copy{Printed: check.Printed{Target: p.target, Print: p.print, Selection: p.selection}, PDF: p.pdf, draw: p.draw}
	default: // it failed, or was given up
		return nil
	}
}

// Prints is Copies without their bytes.
func (r *Result) Prints(ctx context.Context) ([]check.Printed, error) {
	copies, err := r.Copies(ctx)
	var out []check.Printed
	for _, c := range copies {
		out = append(out, c.Printed)
	}
	return out, err
}

// PDF is the print of the first target with the audience; nil when there is none.
func (r *Result) PDF(audience compose.Audience) ([]byte, error) {
	for _, p := range r.prints {
		if p.target.Audience == audience {
			return p.file()
		}
	}
	return nil, nil
}

// Print is the print of the first target that is asked for, with its bytes; nil when there is none.
func (r *Result) Print(is func(compose.Target) bool) ([]byte, *check.Printed, error) {
	for _, p := range r.prints {
		<-p.done // until then its target may get what was chosen
		if !is(p.target) {
			continue
		}
		b, err := p.file()
		if err != nil || p.print == nil {
			return nil, nil, err
		}
		return b, &check.Printed{Target: p.target, Print: p.print, Selection: p.selection}, nil
	}
	return nil, nil, nil
}

// PrintedCopy is the HTML that is printed for the first target with the audience, and how what it asks
// for is answered; nil when there is no such target.
func (r *Result) PrintedCopy(audience compose.Audience) (html []byte, lookup func(path string) (body []byte, contentType string, ok bool), err error) {
	for _, t := range r.Site.Targets {
		if t.Audience == audience {
			return r.PrintedCopyOf(t)
		}
	}
	return nil, nil, nil
}

// PrintedCopyOf is the same for one target; of one that is selected, with all of the résumé.
func (r *Result) PrintedCopyOf(t compose.Target) (html []byte, lookup func(path string) (body []byte, contentType string, ok bool), err error) {
	html, err = r.renderer.Sheet(r.tailored(t))
	return html, r.renderer.LookupFor(t.Audience), err
}
