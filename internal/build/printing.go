package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
)

// A printing is the print of one target, on its way or done.
type printing struct {
	target compose.Target
	html   []byte
	key    cache.Key     // of what is remembered of it
	done   chan struct{} // closed when the fields below are set
	pdf    []byte
	print  *sheet.Print
	err    error // a *render.LayoutError, or a world that failed
}

// print starts the print of a target.
func (r *Result) print(ctx context.Context, t compose.Target) *printing {
	p := &printing{target: t, done: make(chan struct{})}
	if r.opts.Printer == nil {
		close(p.done)
		return p
	}
	if p.html, p.err = r.renderer.Sheet(t); p.err != nil {
		close(p.done)
		return p
	}
	measured := r.times.start("print " + t.String())
	go func() {
		defer close(p.done)
		defer measured()
		done, err := r.memo.printed(ctx, r, p)
		if err != nil {
			p.err = err
			return
		}
		m := done.Measure.Measure
		m.Blocks = append([]sheet.Block(nil), m.Blocks...)
		for i, text := range done.Measure.Sources {
			m.Blocks[i].Span, _ = render.ParseSrc(r.Set, text)
		}
		if done.fresh {
			go done.words() // beside the first reader
		}
		if p.print, p.err = readback.Read(done.PDF, m); p.err != nil {
			p.err = &PrintError{t, fmt.Errorf("read it back: %w", p.err)}
			return
		}
		p.print.Chrome, p.print.Words, p.print.Fit = done.Chrome, done.Words, done.Fit
		if done.fresh {
			p.print.Words = done.words()
		}
		r.memo.judge(r, p, done)
		p.pdf = done.PDF
		if t.Audience == compose.Public {
			r.scan.print(t.Out, p.print)
		}
	}()
	return p
}

// text is all that a reader finds in a print: its lines, links and the words about itself.
func text(p *sheet.Print) string {
	var b strings.Builder
	for _, s := range p.Sheets {
		for _, l := range s.Lines {
			b.WriteString(l.Text)
			b.WriteByte('\n')
		}
		for _, l := range s.Links {
			b.WriteString(l.URI)
			b.WriteByte('\n')
		}
	}
	b.WriteString(strings.Join([]string{p.Info.Title, p.Info.Author, p.Info.Subject, p.Info.Keywords}, "\n"))
	return b.String()
}

// file waits for the print and is its bytes; it is how the PDF's artifact is opened.
func (p *printing) file() ([]byte, error) {
	<-p.done
	return p.pdf, p.err
}

// A PrintError says that there is no print of a target: the browser did not make it, or made something that cannot be read.
type PrintError struct {
	Target compose.Target
	Err    error
}

func (e *PrintError) Error() string { return fmt.Sprintf("print %s: %v", e.Target, e.Err) }

// Unwrap is what the browser's side says.
func (e *PrintError) Unwrap() error { return e.Err }

// about is what the PDF says of itself. Its date is the newest that the content names, so that the
// same input gives the same bytes on every day.
func (r *Result) about(t compose.Target) chrome.Info {
	info := chrome.Info{Title: cmp.Or(t.Resume.Name.Text, "Résumé"), Author: t.Resume.Name.Text, Lang: t.Lang, Date: r.day()}
	if t.Resume.Headline.Known() {
		info.Title += " – " + t.Resume.Headline.Text
		info.Subject = t.Resume.Headline.Text
	}
	var keywords []string
	for _, s := range t.Resume.Sections {
		if s.Kind != resume.Skills {
			continue
		}
		for _, g := range s.Groups {
			for _, i := range g.Items {
				keywords = append(keywords, i.Text)
			}
		}
	}
	info.Keywords = strings.Join(keywords, ", ")
	if info.Subject == "" && len(t.Resume.Summary) > 0 {
		info.Subject = compose.Shorten(markup.Plain(t.Resume.Summary[0].Inlines), 160)
	}
	return info
}

func (r *Result) day() time.Time {
	if r.opts.Epoch != 0 {
		return time.Unix(r.opts.Epoch, 0).UTC()
	}
	newest := date.Date{Year: 2000, Month: 1}
	take := func(d date.Date) {
		if d.Year > newest.Year || d.Year == newest.Year && d.Month > newest.Month {
			newest = d
		}
	}
	if res := r.Site.Resume; res != nil {
		for _, s := range res.Sections {
			for _, e := range s.Entries {
				take(e.Dates.Start)
				take(e.Dates.End)
			}
		}
	}
	return time.Date(newest.Year, time.Month(max(newest.Month, 1)), 1, 0, 0, 0, 0, time.UTC)
}

// A Copy is a print that was made, with its bytes.
type Copy struct {
	check.Printed
	PDF []byte
}

// Drawing is what the copy looks like.
func (c *Copy) Drawing() (*sheet.Drawing, error) { return readback.Draw(c.PDF) }

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
			out = append(out, Copy{check.Printed{Target: p.target, Print: p.print}, p.pdf})
		}
	}
	return out, nil
}

// Copy waits for the print of one target, by its name as [compose.Target] says it, and for that of the first when there is none
// of that name. It is nil when there is no print.
func (r *Result) Copy(ctx context.Context, name string) *Copy {
	at := max(0, slices.IndexFunc(r.prints, func(p *printing) bool { return p.target.String() == name }))
	if at >= len(r.prints) {
		return nil
	}
	p := r.prints[at]
	select {
	case <-p.done:
	case <-ctx.Done():
	}
	if ctx.Err() != nil || p.err != nil || p.print == nil {
		return nil
	}
	return &Copy{check.Printed{Target: p.target, Print: p.print}, p.pdf}
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

// failed is the findings about layouts that failed, of pages that were opened and of sheets.
func (r *Result) failed() diag.List {
	out, _ := r.scan.layouts() // what failed otherwise, failed for who opened it
	for _, p := range r.prints {
		select {
		case <-p.done:
		default:
			continue // not printed, and so not failed
		}
		var le *render.LayoutError
		if errors.As(p.err, &le) {
			out = append(out, le.Diagnostic)
		}
	}
	return distinct(out)
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

// PrintedCopy is the HTML that is printed for the first target with the audience, and how what it asks
// for is answered; nil when there is no such target.
func (r *Result) PrintedCopy(audience compose.Audience) (html []byte, lookup func(path string) (body []byte, contentType string, ok bool), err error) {
	for _, t := range r.Site.Targets {
		if t.Audience == audience {
			html, err = r.renderer.Sheet(t)
			return html, r.renderer.Lookup, err
		}
	}
	return nil, nil, nil
}
