package build

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
)

// Check holds the rules against the build. It waits for the prints. What was not opened yet is
// rendered for it when all is true; else rules about pages look at those that were.
// The error is that of a world that failed: Chrome, or ctx.
func (r *Result) Check(ctx context.Context, rules []*check.Rule, all bool) (check.Report, error) {
	why := r.opts.NoPrint
	if r.held.Load() {
		why = "private values stand on the sheets, and no browser may see them"
	}
	return r.check(ctx, rules, r.Prints, why, all)
}

// CheckWithout is Check without a print, for when there is none; why says so in the summary.
func (r *Result) CheckWithout(ctx context.Context, rules []*check.Rule, why string, all bool) (check.Report, error) {
	return r.check(ctx, rules, func(context.Context) ([]check.Printed, error) { return nil, nil }, why, all)
}

// CheckMade is Check for the prints that were made: of one that failed nothing is said.
func (r *Result) CheckMade(ctx context.Context, rules []*check.Rule) (check.Report, error) {
	made := func(ctx context.Context) ([]check.Printed, error) {
		var out []check.Printed
		for _, p := range r.prints {
			select {
			case <-p.done:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			if p.err == nil && p.print != nil {
				out = append(out, p.copy().Printed)
			}
		}
		return out, nil
	}
	return r.check(ctx, rules, made, cmp.Or(r.opts.NoPrint, "every print failed"), false)
}

// early is what of a check is done before all is made.
type early struct {
	sync.Once
	begun atomic.Bool
	done  chan struct{} // closed when text is set
	text  *check.Begun
}

// Begin runs the rules about text in the background, for a Check with the same rules, while pages are rendered and
// the browser prints.
func (r *Result) Begin(rules []*check.Rule) {
	r.early.Do(func() {
		r.early.begun.Store(true)
		go func() {
			defer close(r.early.done)
			defer r.times.start("check text")()
			r.early.text = check.Begin(rules, r.input())
		}()
	})
}

// input is what a check knows of the content before anything is made of it.
func (r *Result) input() *check.Input {
	in := &check.Input{Set: r.Set, Site: r.Site, Documents: r.Documents, Themes: r.assets.Themes(), Postings: r.posting, PageThemes: r.assets.PageThemes(), Publish: r.opts.Publish,
		Today: r.opts.Today, Levels: r.opts.Levels, Chrome: r.opts.Chrome}
	if in.Publish {
		in.Starter = starter()
	}
	return in
}

func (r *Result) check(ctx context.Context, rules []*check.Rule, prints func(context.Context) ([]check.Printed, error), noPrint string, all bool) (check.Report, error) {
	r.Begin(rules)
	stages := slices.Clone(r.stages)
	if all { // while it is being printed
		done := r.times.start("render")
		more, err := r.open(ctx)
		done()
		if err != nil {
			return check.Report{}, err
		}
		stages = append(stages, more...)
	}
	printed, err := prints(ctx)
	if err != nil {
		return check.Report{}, err
	}
	if !all {
		stages = append(stages, r.failed()...)
	}
	select {
	case <-r.early.done:
	case <-ctx.Done(): // nobody waits for what the rules would say of a text without end
		return check.Report{}, ctx.Err()
	}
	defer r.times.start("check")()
	facts := r.facts(all)
	for _, d := range r.Documents {
		if compose.Role(r.Set, d.File.Path) != compose.Page_ {
			continue // parsed whole, and so heard already
		}
		if f := facts(d); f != nil {
			stages = append(stages, f.Diags...)
		}
	}
	in := r.input()
	in.Facts, in.Stages, in.Replies, in.Prints, in.NoPrint, in.Output = facts, stages, r.replies, printed, noPrint, r.scan.found()
	return r.early.text.Finish(in), nil
}

// Addresses is the addresses of the web that the content leads to, each once, in the order of the content.
func (r *Result) Addresses() []string {
	in := &check.Input{Set: r.Set, Site: r.Site, Facts: r.facts(true)}
	var out []string
	seen := map[string]bool{}
	for _, w := range in.Written() {
		for _, ref := range in.Addresses(w) {
			if _, ok := check.Outward(ref.URL); ok && !seen[ref.URL] {
				seen[ref.URL] = true
				out = append(out, ref.URL)
			}
		}
	}
	return out
}

// With is the same build, for a check that knows what hosts said of its addresses.
func (r *Result) With(replies map[string]check.Reply) *Result {
	other := *r
	other.replies = replies
	return &other
}
