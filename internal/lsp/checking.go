package lsp

import (
	"context"
	"slices"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// manyDocuments is how many make the first check of a site a long one: reading the bodies of 10,000 pages takes two seconds of a core.
const manyDocuments = 500

// overlay is the site with what the client has open and not saved, and whether that differs from what lies on disk. tooLong is
// documents that cannot be looked at.
func (t *site) overlay(open map[string]*doc) (set *source.Set, unsaved bool, tooLong []*doc) {
	var files []*source.File
	for p, d := range open {
		f, ok := t.set.File(p)
		switch {
		case d.lost || len(d.file.Bytes) > source.MaxText:
			tooLong = append(tooLong, d)
		case ok && f.Hash != d.file.Hash:
			files = append(files, d.file)
		}
	}
	if files == nil {
		return t.set, len(tooLong) > 0, tooLong
	}
	return t.set.With(files), true, tooLong
}

// check checks the site as it is, and has it printed when all is saved and that was not printed yet.
func (t *site) check(w task) {
	set, unsaved, tooLong := t.overlay(w.open)
	if !unsaved && t.view.again(t, set, w.open, w.edits) {
		return // it is what was printed before; nothing can be said that was not
	}
	opts := t.s.opts.Build()
	opts.Site = t.only == ""
	print := !unsaved && opts.Printer != nil && t.asked != set
	if !print && len(tooLong) == 0 && t.view.unchanged(t, set, w.open, w.edits) {
		return
	}
	if opts.Printer == nil && opts.NoPrint != "" {
		t.s.sayOnce(warningMessage, "what the sheets show is not checked: "+opts.NoPrint+"; `resgen doctor` says what to do")
	}
	why := opts.NoPrint
	if !print {
		opts.Printer, opts.NoPrint, why = nil, "", "not printed yet"
	}
	ctx := t.ctx
	if print {
		t.stop() // of two saves the newer one counts
		ctx, t.stop = context.WithCancel(t.ctx)
		t.asked = set
	}
	r := build.Build(ctx, set, t.memo, opts)
	r.Begin(t.s.opts.Rules)
	say := func() {
		if rep, err := r.CheckWithout(t.ctx, t.s.opts.Rules, why, false); err == nil {
			t.view.checked(t, set, w.open, w.edits, append(t.without(rep.Findings, tooLong), tooLongFindings(tooLong)...), !unsaved, len(tooLong) > 0)
		}
	}
	if t.view.set == nil && len(r.Documents) > manyDocuments {
		say() // who opens the résumé need not wait until thousands of pages were read
	}
	r.Learn(t.ctx)
	say()
	if !print {
		r.Wait()
		return
	}
	t.prints.Go(func() {
		defer r.Wait()
		rep, err := r.Check(ctx, t.s.opts.Rules, false)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			t.s.sayOnce(errorMessage, "there is no print: "+firstLine(err))
			t.view.printed(t, set, check.Report{}, false)
		default:
			t.view.printed(t, set, rep, true)
		}
	})
}

// without is findings less those of documents that are not looked at: they are of an older text.
func (t *site) without(found diag.List, docs []*doc) diag.List {
	return slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(docs, func(o *doc) bool { return o.path == d.Span.Path() })
	})
}

// tooLongFindings is what source says of such files when they are saved.
func tooLongFindings(docs []*doc) diag.List {
	var out diag.List
	for _, d := range docs {
		out = append(out, diag.Diagnostic{Rule: "source/too-large", Severity: diag.Error, Span: source.NewFile(d.path, nil).Top(),
			Message: "the text is longer than 4 MB and is not looked at", Help: "make it smaller, or keep it elsewhere and link to it"})
	}
	return out
}
