package build

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

// mostChoices is how many prints of a choice are made before the best of them is taken.
const mostChoices = 3

// postings is the postings that were read, by their files. Its zero value is empty.
type postings struct {
	mu sync.Mutex
	of map[*source.File]*posting.Posting
}

// keep forgets the postings that a site does not have any more.
func (p *postings) keep(site *compose.Site) {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.of, func(f *source.File, _ *posting.Posting) bool {
		return !slices.ContainsFunc(site.Others, func(d *document.Document) bool { return d.File == f })
	})
}

// read is what a file says as a posting.
func (p *postings) read(f *source.File) *posting.Posting {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.of[f] == nil {
		if p.of == nil {
			p.of = map[*source.File]*posting.Posting{}
		}
		p.of[f] = posting.Read(f)
	}
	return p.of[f]
}

// Posting is what a variant's posting says, read when it is first asked for; nil when it has none.
func (r *Result) Posting(v *compose.Variant) *posting.Posting {
	if v == nil {
		return nil
	}
	return r.posting(v.Posting)
}

// posting is what a document says as a posting, read when it is first asked for; nil for none.
func (r *Result) posting(d *document.Document) *posting.Posting {
	if d == nil {
		return nil
	}
	return r.memo.postings.read(d.File)
}

// tailored is a target with its skills in the order and the words of its posting; of a letter, with its fields filled in.
func (r *Result) tailored(t compose.Target) compose.Target {
	if l := t.Letter; l != nil {
		t.Letter, _ = l.Fill(check.Addressee(r.posting(l.Posting)))
	}
	if p := r.Posting(t.Variant); p != nil {
		t.Resume = tailor.Words(t.Resume, p)
	}
	return t
}

// choose selects what of a target's résumé is printed, by printing all of it once and then the choice, until that fills its sheets. It leaves
// the target, its HTML and the selection in p.
func (r *Result) choose(ctx context.Context, p *printing) error {
	t := p.target
	whole, err := r.trial(ctx, t)
	if err != nil {
		return err
	}
	heights := tailor.Measure(whole)
	o := tailor.Options{Pages: t.Pages, Pins: t.Variant.Pins, Bounds: r.bounds(t), Today: r.opts.Today}
	report := tailor.Read(t.Resume, r.Posting(t.Variant), o.Today)
	all := float64(t.Pages) * heights.Area
	o.Room = all - 1.5*heights.Line()*float64(t.Pages-1) // what keeps together leaves a little room at the foot of a sheet
	type tried struct {
		selection *tailor.Selection
		used      float64
	}
	var best, last tried
	for n := 1; n <= mostChoices; n++ {
		now := tried{selection: tailor.Select(t.Resume, report, heights, o)}
		if last.selection != nil && now.selection.Same(last.selection) {
			if now.selection.Over > 0 && last.used > all { // nothing of it need not be in
				best = tried{now.selection.Taking(last.used, all), last.used}
			}
			break
		}
		p.choices = n
		one := t
		one.Resume = now.selection.Resume
		print, err := r.trial(ctx, one)
		if err != nil {
			return err
		}
		now.used = heights.Used(print, t.Pages)
		if now.selection.Over > 0 { // what must be in may be too much, which would be a finding: the print says whether, and by how much
			if taking := now.selection.Taking(now.used, all); taking.Over > 0 {
				best = tried{taking, now.used}
				break
			}
			over := *now.selection
			over.Over = 0
			now.selection = &over
		}
		if now.used <= all && (best.selection == nil || best.used > all || now.used > best.used) || best.selection == nil || best.used > all && now.used < best.used {
			best = now
		}
		if left := all - now.used; left >= 0 && left < heights.Line()*1.5 {
			break // full
		}
		// What it really took less what the measures say is what they do not know.
		o.Room = all - (now.used - now.selection.Height)
		switch {
		case now.used > all && n == mostChoices-1:
			o.Room -= 2 * heights.Line() // the last print must not be too long again
		case now.used > all:
			o.Room -= heights.Line() / 2
		}
		last = now
	}
	p.selection, p.target.Resume = best.selection, best.selection.Resume
	p.html, err = r.renderer.Sheet(p.target)
	return err
}

// trial prints a target as its theme has it, to be measured.
func (r *Result) trial(ctx context.Context, t compose.Target) (*sheet.Print, error) {
	html, err := r.renderer.Sheet(t)
	if err != nil {
		return nil, err
	}
	p := &printing{target: t, html: html}
	done, err := r.memo.printed(ctx, r, p)
	if err != nil {
		return nil, err
	}
	print, err := readback.Read(done.PDF, r.placed(done))
	if err != nil {
		return nil, &PrintError{t, fmt.Errorf("read it back: %w", err)}
	}
	if p.print = print; done.fresh { // it is remembered as any print is, so that nothing is printed again where nothing changed
		print.Words = done.words()
	}
	r.memo.judge(r, p, done)
	return print, nil
}

// placed is the measure of a print, its blocks with their places in this build's files.
func (r *Result) placed(done *printed) sheet.Measure {
	m := done.Measure.Measure
	m.Blocks = append([]sheet.Block(nil), m.Blocks...)
	for i, text := range done.Measure.Sources {
		m.Blocks[i].Span, _ = render.ParseSrc(r.Set, text)
	}
	return m
}

// bounds is how many bullets a job bears: the limits of the rule about that, as the user set them.
func (r *Result) bounds(t compose.Target) tailor.Bounds {
	b := tailor.UsualBounds()
	years := map[string]*float64{"recent-years": &b.RecentYears, "middle-years": &b.MiddleYears, "older-years": &b.OlderYears}
	bullets := map[string]*int{"recent": &b.RecentBullets, "middle": &b.MiddleBullets, "older": &b.OlderBullets, "oldest": &b.Rest}
	for _, l := range r.Site.SettingsOf(t).Check.Limits {
		n, err := strconv.ParseFloat(l.Value.Text, 64)
		if l.Rule.Text != "content/too-many-bullets" || err != nil || n <= 0 {
			continue
		}
		if y := years[l.Name.Text]; y != nil {
			*y = n
		} else if k := bullets[l.Name.Text]; k != nil {
			*k = int(n)
		}
	}
	return b
}
