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
	Minify   bool
	Publish  bool                      // the site is for the public: CI is set, or a base URL came from the command line
	Today    date.Date                 // what rules about dates hold against; unknown: they are quiet about today
	Levels   []check.Level             // of rules, from the command line; win over the front matter's
	Epoch    int64                     // SOURCE_DATE_EPOCH in seconds; 0 when not given
	Printer  *Printer                  // nil: print nothing
	Timeout  time.Duration             // for one print; 0 for chrome's own
	Chrome   string                    // the version that the site holds to; another that prints is told of
	NoPrint  string                    // why Printer is nil: "no Chrome found"
	PDFCache string                    // folder of the reader of other programs' PDFs, which those that are published are looked through with; "" for ours alone
	InTurn   bool                      // somebody looks at one print and waits for it: the others begin when it is done
	Only     func(compose.Target) bool // which targets are printed; nil for all
	First    string                    // in turn, the name of its target as [compose.Target] says it, which is drawn too; else it is the first that is sent, or of all
	Looked   []string                  // in turn, the names of what else was looked at: of variants these and First are printed, the others when their file is opened
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
	late     *late     // prints of targets that were skipped, whose files were opened after all
	first    *printing // of prints, which all others wait for; nil when they do not
	pictures *pictures
	drawing  *sync.WaitGroup // of the print that somebody waits to see
	times    *timings
	early    *early
	replies  map[string]check.Reply

	free     map[string]bool // targets that are sent and that browsers on other machines may see, by name; nil where there are none, or they may see all
	withheld int             // targets that they may not see, and no other browser prints
	held     *atomic.Bool    // sheets that are to be published are not printed, as something private stands on them
}

// Build builds the set. It returns when the site can be rendered; the prints go on until ctx is done.
func Build(ctx context.Context, set *source.Set, memo *Memory, opts Options) *Result {
	r := &Result{Set: set, Started: time.Now(), opts: opts, memo: memo, times: &timings{}, early: &early{done: make(chan struct{})}, drawing: &sync.WaitGroup{}, held: &atomic.Bool{}, late: &late{}}
	memo.prints.begin()
	memo.pictures.begin()

	done := r.times.start("read")
	docs, found := memo.documents(set)
	r.Documents = docs
	r.stages = append(r.sourceFindings(), found...)
	done()

	done = r.times.start("compose")
	site, diags := memo.site.Compose(set, docs, opts.Options)
	elsewhere := opts.Printer != nil && opts.Printer.Elsewhere()
	if elsewhere { // its targets are still to be sorted out
		own := *site
		site = &own
	}
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

	memo.postings.keep(site)
	if elsewhere {
		r.sortOut()
	}
	r.scan = newScan(site.Secrets, func(pdf []byte) ([]byte, string) { return memo.pdfs.wordsOf(ctx, pdf, opts.PDFCache) })
	public := r.renderer.Artifacts()
	var sent []artifact.Artifact
	r.printAll(ctx)
	for i, p := range r.prints {
		if opts.Printer == nil {
			break
		}
		t := site.Targets[i] // that of p may be selected just now
		a := artifact.Artifact{Path: t.Out, Open: p.file}
		if t.Audience == compose.Sent {
			sent = append(sent, a)
			continue
		}
		public = unblocked(public, a.Path)
		public = append(public, a)
		r.stages = append(r.stages, r.collides([]artifact.Artifact{a}, "the printed résumé", "rename it, or print nothing: --no-pdf")...)
	}
	open, mine := r.forms()
	r.stages = append(r.stages, r.collides(open, "a form of the résumé", "rename it, or take the form out of forms:")...)
	for _, a := range open {
		public = unblocked(public, a.Path)
	}
	public, sent = append(public, open...), append(sent, mine...)
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
	case compose.PostingFile:
		return meta.JobDoc
	case compose.VariantFile:
		return meta.VariantDoc
	case compose.LetterFile:
		return meta.LetterDoc
	case compose.Private:
		return meta.PrivateDoc
	}
	return meta.PageDoc
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
	for _, p := range r.late.all() {
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

// NoPrint is why nothing is printed; "" when something is.
func (r *Result) NoPrint() string { return r.opts.NoPrint }

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
