package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/tailor"
)

// A printing is the print of one target, on its way or done.
type printing struct {
	target compose.Target // of one that is selected, with what was chosen once it is seen; all else of it stays
	html   []byte
	key    cache.Key     // of what is remembered of it
	seen   chan struct{} // closed when pdf, print and draw are set: a fresh print then lacks Words, and nothing private was looked for; not when it fails
	pdf    []byte
	print  *sheet.Print
	draw   func() (*sheet.Drawing, error) // once, of one that somebody waits to see; else nil
	done   chan struct{}                  // closed when that is so too, and err is set
	err    error                          // a *render.LayoutError, or a world that failed

	fit       int               // sheets that it is fitted to; 0 when it is not
	selection *tailor.Selection // of a variant that is selected; set when done is closed
	choices   int               // that were printed to see whether they fit

	later func() *printing // of a variant that nobody looked at: prints it after all, once; else nil
}

// printAll starts the prints of all targets.
func (r *Result) printAll(ctx context.Context) {
	r.prints = make([]*printing, len(r.Site.Targets))
	if r.opts.InTurn && len(r.prints) > 0 {
		r.first = r.print(ctx, r.Site.Targets[r.at(r.opts.First)], nil)
	}
	for i, t := range r.Site.Targets {
		if r.first != nil && i == r.at(r.opts.First) {
			r.prints[i] = r.first
			continue
		}
		r.prints[i] = r.print(ctx, t, r.first)
	}
}

// at is which of the targets has a name; the first that is sent when none has, and the first when none is sent.
func (r *Result) at(name string) int {
	for _, is := range []func(compose.Target) bool{
		func(t compose.Target) bool { return t.String() == name },
		func(t compose.Target) bool { return t.Audience == compose.Sent },
	} {
		if i := slices.IndexFunc(r.Site.Targets, is); i >= 0 {
			return i
		}
	}
	return 0
}

// First waits for the print that is made before all else, when there is one: what else takes a processor's time had better
// wait as long.
func (r *Result) First(ctx context.Context) {
	if r.first == nil {
		return
	}
	select {
	case <-r.first.done:
	case <-ctx.Done():
	}
}

// print starts the print of a target, when that of another is done; nil is at once.
func (r *Result) print(ctx context.Context, t compose.Target, after *printing) *printing {
	wanted := r.opts.Printer != nil && (r.opts.Only == nil || r.opts.Only(t))
	if wanted && !r.Skips(t) {
		return r.begin(ctx, t, after)
	}
	p := &printing{target: t, fit: r.fit(t), seen: make(chan struct{}), done: make(chan struct{})}
	if wanted {
		p.later = sync.OnceValue(func() *printing { return r.late.add(r.begin(ctx, t, r.first)) })
	}
	close(p.done)
	return p
}

// begin is print of a target that is printed, with the words of its posting.
func (r *Result) begin(ctx context.Context, t compose.Target, after *printing) *printing {
	t = r.tailored(t)
	p := &printing{target: t, fit: r.fit(t), seen: make(chan struct{}), done: make(chan struct{})}
	auto := selects(t)
	if !auto {
		if p.html, p.err = r.renderer.Sheet(t); p.err != nil {
			close(p.done)
			return p
		}
	}
	if r.holdsBack(t) {
		close(p.done)
		return p
	}
	go func() {
		defer close(p.done)
		if after != nil {
			<-after.done
		}
		defer r.times.start("print " + t.String())()
		if auto {
			if p.err = r.choose(ctx, p); p.err != nil {
				return
			}
		}
		done, err := r.memo.printed(ctx, r, p)
		if err != nil {
			p.err = err
			return
		}
		switch { // beside the first reader
		case r.opts.First != "" && after == nil: // somebody waits to see it
			p.draw = sync.OnceValues(func() (*sheet.Drawing, error) { return readback.Draw(done.PDF) })
			r.drawing.Go(func() { p.draw() })
		case done.fresh:
			go done.words()
		}
		print, err := readback.Read(done.PDF, r.placed(done))
		if err != nil {
			p.err = &PrintError{t, fmt.Errorf("read it back: %w", err)}
			return
		}
		print.Chrome, print.Words, print.Fit = done.Chrome, done.Words, done.Fit
		p.pdf, p.print = done.PDF, print
		close(p.seen)
		if done.fresh {
			p.print.Words = done.words()
		}
		r.memo.judge(r, p, done)
		if t.Audience == compose.Public {
			r.scan.print(t.Out, p.print)
		}
	}()
	return p
}

// text is all that a reader finds in a print: its lines, links and the words about itself.
func text(p *sheet.Print) string {
	var b strings.Builder
	for i := range p.Sheets {
		b.WriteString(p.Sheets[i].Text())
	}
	b.WriteString(strings.Join([]string{p.Info.Title, p.Info.Author, p.Info.Subject, p.Info.Keywords}, "\n"))
	return b.String()
}

// file waits for the print and is its bytes; it is how the PDF's artifact is opened.
func (p *printing) file() ([]byte, error) {
	if p.later != nil {
		p = p.later()
	}
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
	if l := t.Letter; l != nil {
		info.Title, info.Subject = l.Title(info.Title), l.Subject.Text
		return info
	}
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
