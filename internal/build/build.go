// Package build makes a site and its prints out of the files of a source.Set, by calling the
// stages in order. [Build] is the one function to read first: it is the whole way from
// source to findings, from top to bottom.
//
// It reads no content and writes no output; the caller does both. What is slow is started and
// not waited for: pages are rendered when their artifacts are opened, and the print runs
// meanwhile. What can be kept from one build to the next lies in a [Memory].
package build

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// Options is what the caller says beside the content.
type Options struct {
	compose.Options
	Minify  bool
	Publish bool          // the site is for the public: CI is set, or a base URL came from the command line
	Today   date.Date     // what rules about dates hold against; unknown: they are quiet about today
	Levels  []check.Level // of rules, from the command line; win over the front matter's
	Epoch   int64         // SOURCE_DATE_EPOCH in seconds; 0 when not given
	Printer *Printer      // nil: print nothing
	Timeout time.Duration // for one print; 0 for chrome's own
	NoPrint string        // why Printer is nil: "no Chrome found"
	InTurn  bool          // somebody looks at one print and waits for it: the others begin when it is done
	First   string        // in turn, the name of its target as [compose.Target] says it, which is drawn too; else it is the first that is sent, or of all
}

// A Result is one build. It never changes, though some of it is made when it is asked for.
type Result struct {
	Set       *source.Set
	Documents []*document.Document
	Site      *compose.Site
	Public    artifact.Set // what is published
	Sent      artifact.Set // what is sent: the copies with private values; empty when nothing is printed
	Started   time.Time

	opts     Options
	memo     *Memory
	renderer *render.Renderer
	assets   *render.Assets
	stages   diag.List
	scan     *scan
	prints   []*printing
	first    *printing // of prints, which all others wait for; nil when they do not
	pictures *pictures
	drawing  *sync.WaitGroup // of the print that somebody waits to see
	times    *timings
	early    *early
	replies  map[string]check.Reply
}

// Build builds the set. It returns when the site can be rendered; the prints go on until ctx is done.
func Build(ctx context.Context, set *source.Set, memo *Memory, opts Options) *Result {
	r := &Result{Set: set, Started: time.Now(), opts: opts, memo: memo, times: &timings{}, early: &early{done: make(chan struct{})}, drawing: &sync.WaitGroup{}}
	memo.prints.begin()
	memo.pictures.begin()

	done := r.times.start("read")
	docs, found := memo.documents(set)
	r.Documents = docs
	r.stages = append(r.sourceFindings(), found...)
	done()

	done = r.times.start("compose")
	site, diags := memo.site.Compose(set, docs, opts.Options)
	r.Site = site
	r.stages = append(r.stages, diags...)
	done()

	done = r.times.start("layouts")
	layouts, diags := memo.layouts(set)
	r.stages = append(r.stages, diags...)
	r.assets = memo.assets(site)
	r.stages = append(r.stages, r.assets.Faults()...)
	r.renderer = render.New(site, layouts, r.assets, memo.render, render.Options{NoPDF: opts.Printer == nil, Minify: opts.Minify})
	done()

	r.scan = newScan(site.Secrets)
	public := r.renderer.Artifacts()
	var sent []artifact.Artifact
	r.printAll(ctx)
	for _, p := range r.prints {
		if opts.Printer == nil {
			break
		}
		t := p.target
		a := artifact.Artifact{Path: t.Out, Open: p.file}
		if t.Audience == compose.Sent {
			sent = append(sent, a)
			continue
		}
		public = slices.DeleteFunc(public, func(b artifact.Artifact) bool { return b.Path == a.Path })
		public = append(public, a)
		for _, f := range site.Files {
			if f.Path == a.Path {
				r.stages = append(r.stages, diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Span: f.Source.Top(),
					Message: fmt.Sprintf("the file would be published at /%s, where the printed résumé goes", f.Path),
					Help:    "rename it, or print nothing: --no-pdf"})
			}
		}
	}
	r.pictures = r.cards(ctx)
	if set.Only == "" || opts.Site {
		public = append(public, r.pictures.list...)
		r.scan.watch(public)
		r.Public = artifact.NewSet(public)
	}
	r.Sent = artifact.NewSet(sent)
	return r
}

// sourceFindings is what the reading of files had to say.
func (r *Result) sourceFindings() diag.List {
	var out diag.List
	for _, p := range r.Set.Problems() {
		out = append(out, diag.Diagnostic{Rule: p.Rule, Severity: diag.Error, Span: p.Span, Message: p.Text, Help: p.Help})
	}
	return out
}

// Doctype is which keys the document at a path of a set may have.
func Doctype(set *source.Set, path string) meta.Doctype {
	switch compose.Role(set, path) {
	case compose.Master, compose.Translation:
		return meta.ResumeDoc
	case compose.Posting:
		return meta.JobDoc
	case compose.Variant:
		return meta.VariantDoc
	case compose.Private:
		return meta.PrivateDoc
	}
	return meta.PageDoc
}

// A timings is how long each stage took, in the order in which they began.
type timings struct {
	mu   sync.Mutex
	list []Timing
}

// A Timing is one stage and what it took.
type Timing struct {
	Stage string
	Took  time.Duration
}

func (t *timings) start(stage string) (done func()) {
	began := time.Now()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.list = append(t.list, Timing{stage, time.Since(began)})
	}
}

// Timings is what each stage took so far.
func (r *Result) Timings() []Timing {
	r.times.mu.Lock()
	defer r.times.mu.Unlock()
	return slices.Clone(r.times.list)
}

// Check holds the rules against the build. It waits for the prints. What was not opened yet is
// rendered for it when all is true; else rules about pages look at those that were.
// The error is that of a world that failed: Chrome, or ctx.
func (r *Result) Check(ctx context.Context, rules []*check.Rule, all bool) (check.Report, error) {
	return r.check(ctx, rules, r.Prints, r.opts.NoPrint, all)
}

// CheckWithout is Check without a print, for when there is none; why says so in the summary.
func (r *Result) CheckWithout(ctx context.Context, rules []*check.Rule, why string, all bool) (check.Report, error) {
	return r.check(ctx, rules, func(context.Context) ([]check.Printed, error) { return nil, nil }, why, all)
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
	in := &check.Input{Set: r.Set, Site: r.Site, Documents: r.Documents, Themes: r.assets.Themes(), PageThemes: r.assets.PageThemes(), Publish: r.opts.Publish,
		Today: r.opts.Today, Levels: r.opts.Levels}
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

// Learn makes sure that a Check which does not render every page knows what rules read of each, and of a
// layout that fails though nobody looks at its pages: it parses the pages that were not parsed
// yet, and renders one of each kind. It ends early when ctx does.
func (r *Result) Learn(ctx context.Context) {
	for _, d := range r.Documents {
		if ctx.Err() != nil {
			return
		}
		if compose.Role(r.Set, d.File.Path) == compose.Page_ {
			r.memo.render.Learn(d)
		}
	}
	tried := map[compose.Kind]bool{}
	for _, p := range r.Site.Pages {
		// A list of thousands takes longer than the check of a save may: its layout is tried when it is opened.
		if ctx.Err() != nil || tried[p.Kind] || len(p.Pages) > 500 {
			continue
		}
		tried[p.Kind] = true
		if a, ok := r.Public.Find(p.Out()); ok {
			a.Open() // what fails is remembered as a finding
		}
	}
	for _, a := range r.pictures.list[:min(len(r.pictures.list), 2)] { // that of the site, and the first one of a page
		r.pictures.look(a)
	}
}

// Wait waits until nothing of the build is left running: its prints, which end when the context of
// Build does, and what Begin and Draw began.
func (r *Result) Wait() {
	if r.early.begun.Load() {
		<-r.early.done
	}
	for _, p := range r.prints {
		<-p.done
	}
	r.drawing.Wait()
	r.pictures.drawing.Wait()
}

// facts is how rules learn of a document's body.
func (r *Result) facts(all bool) func(*document.Document) *render.Facts {
	return func(d *document.Document) *render.Facts {
		if f := r.memo.render.Facts(d.File); f != nil || !all {
			return f
		}
		return r.memo.render.Learn(d)
	}
}

// Today is what dates are held against; unknown when nobody said.
func (r *Result) Today() date.Date { return r.opts.Today }

// Themes is every theme that its sheets could have, the user's and ours, by name.
func (r *Result) Themes() []theme.Theme { return r.assets.Themes() }

// Themes is every theme that sheets of a set can have, the user's and ours, by name.
func Themes(set *source.Set) []theme.Theme {
	site := &compose.Site{}
	for _, f := range set.Under("static") {
		site.Files = append(site.Files, compose.File{Path: strings.TrimPrefix(f.Path, "static/"), Source: f})
	}
	return render.NewAssets(site).Themes()
}
