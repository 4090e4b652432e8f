package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/source"
)

// selectBench measures a selection for two sheets out of 120 bullets, from a save of the résumé to the print that was chosen, in a warm browser:
// the print of all, those of the choices, and what is computed between them. Each is in turn with a bare print of two sheets.
func selectBench(r *runner) error {
	const bound = time.Second // issue 7
	site, err := r.starter("select")
	if err != nil {
		return err
	}
	defer os.RemoveAll(site)
	plain, err := source.Read(site)
	if err != nil {
		return err
	}
	floorHTML, lookup, err := build.Build(r.ctx, plain, build.NewMemory(nil, ""), build.Options{}).PrintedCopy(compose.Sent)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(r.root, "internal", "tailor", "testdata", "master.md"))
	if err != nil {
		return err
	}
	ad, err := os.ReadFile(filepath.Join(r.root, "internal", "posting", "testdata", "c-backend-go.txt"))
	if err != nil {
		return err
	}
	for name, b := range map[string][]byte{"resume.md": text, "jobs/acme.txt": ad, "variants/acme.md": []byte("---\nposting: jobs/acme.txt\nselect: auto\npages: 2\n---\n")} {
		p := filepath.Join(site, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(p, b, 0o666); err != nil {
			return err
		}
	}
	set, err := source.Read(site)
	if err != nil {
		return err
	}
	bin, err := r.binary()
	if err != nil {
		return err
	}
	printer := build.NewPrinter(r.ctx, bin, chrome.Options{Dir: filepath.Join(r.tmp, "select-chrome")})
	defer printer.Close()
	memo := build.NewMemory(nil, "")
	o := build.Options{Printer: printer, Today: date.Date{Year: 2026, Month: 11}, Only: func(t compose.Target) bool { return t.Variant != nil }}
	var ours, floor []time.Duration
	for i := range 3*r.runs + 5 {
		edited := bytes.Replace(text, []byte("with 18 years"), fmt.Appendf(nil, "with %d years", 20+i), 1)
		// The summary is on each of the prints, so that none is remembered.
		if err := os.WriteFile(filepath.Join(site, "content", "resume.md"), edited, 0o666); err != nil {
			return err
		}
		began := time.Now()
		next, changed := set.Update([]string{"content/resume.md"})
		if !changed {
			return fmt.Errorf("the edit changed nothing")
		}
		set = next
		if err := selected(r.ctx, build.Build(r.ctx, set, memo, o)); err != nil {
			return err
		}
		took := time.Since(began)
		job := chrome.Job{HTML: bytes.Replace(floorHTML, []byte("<title>"), fmt.Appendf(nil, "<title>%d ", i), 1), Lookup: lookup,
			Resolve: func(string) source.Span { return source.Span{} }}
		began = time.Now()
		if _, err := printer.Print(r.ctx, job); err != nil {
			return err
		}
		if printed := time.Since(began); i >= 5 { // those before warm up
			ours, floor = append(ours, took), append(floor, printed)
		}
	}
	a, f := medianOf(ours), medianOf(floor)
	r.row("select: 120 bullets to 2 sheets, warm", ms(a), ms(bound), ratio(a, bound), 1, "%.2f")
	r.row("  against one bare print of 2 sheets", ms(a), ms(f), ratio(a, f), 0, "%.2f")
	return nil
}

// selected waits for the print of a variant, and sees that it is one.
func selected(ctx context.Context, res *build.Result) error {
	prints, err := res.Prints(ctx)
	if err != nil {
		return err
	}
	for _, p := range prints {
		if p.Selection != nil && len(p.Print.Sheets) == 2 {
			return nil
		}
	}
	return fmt.Errorf("nothing was selected for two sheets")
}
