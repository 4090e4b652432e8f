package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// matrixBench measures a matrix of 50 targets, each in turn with the browser alone printing the same HTML, as many at a time.
func matrixBench(r *runner) error {
	const targets, bound = 50, 1.6 // issue 7
	site, err := r.starter("matrix")
	if err != nil {
		return err
	}
	bin, err := r.binary()
	if err != nil {
		return err
	}
	dir := filepath.Join(site, "content", "variants")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for i := range targets - 1 {
		text := fmt.Sprintf("---\nposting: jobs/kopparbro.md\npages: 2\n---\n\nBackend engineer number %d, with Go and PostgreSQL.\n", i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("v%d.md", i)), []byte(text), 0o666); err != nil {
			return err
		}
	}
	printer := build.NewPrinter(r.ctx, bin, chrome.Options{Dir: filepath.Join(r.tmp, "matrix-chrome")})
	defer printer.Close()
	var ours, floor []time.Duration
	name := filepath.Join(site, "content", "resume.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for i := range r.runs + 1 {
		if err := os.WriteFile(name, bytes.Replace(text, []byte("Cut p99"), fmt.Appendf(nil, "Cut%d p99", i), 1), 0o666); err != nil {
			return err
		}
		began := time.Now()
		set, err := source.Read(site)
		if err != nil {
			return err
		}
		o := build.Options{Printer: printer, Options: compose.Options{Matrix: true, Papers: []string{"A4"}}}
		res := build.Build(r.ctx, set, build.NewMemory(nil, ""), o)
		if len(res.Site.Targets) != targets {
			return fmt.Errorf("matrix: %d targets, want %d", len(res.Site.Targets), targets)
		}
		res.Begin(rules.All())
		var failed error
		err = res.Each(r.ctx, func(_ compose.Target, _ *build.Copy, err error) {
			if err != nil {
				failed = err
			}
		})
		if err == nil {
			err = failed
		}
		if err != nil {
			return err
		}
		if _, err := res.CheckMade(r.ctx, rules.All()); err != nil {
			return err
		}
		whole := time.Since(began)
		bare, err := r.bareMatrix(res, printer, i)
		if err != nil {
			return err
		}
		if i > 0 {
			ours, floor = append(ours, whole), append(floor, bare)
		}
	}
	a, f := medianOf(ours), medianOf(floor)
	r.row(fmt.Sprintf("matrix of %d, source to findings", targets), ms(a), ms(f)+" bare prints", ratio(a, f), bound, "%.2f")
	return nil
}

// bareMatrix is how long the browser takes to print the same HTML by itself, all at once: it has as many tabs as it has.
func (r *runner) bareMatrix(res *build.Result, printer *build.Printer, run int) (time.Duration, error) {
	var jobs []chrome.Job
	for k, t := range res.Site.Targets {
		html, lookup, err := res.PrintedCopyOf(t)
		if err != nil {
			return 0, err
		}
		// Another title, so that nothing remembers it.
		html = bytes.Replace(html, []byte("<title>"), fmt.Appendf(nil, "<title>%d-%d ", run, k), 1)
		jobs = append(jobs, chrome.Job{HTML: html, Lookup: lookup, Resolve: func(string) source.Span { return source.Span{} }})
	}
	began := time.Now()
	errs := make([]error, len(jobs))
	var wg sync.WaitGroup
	for k, job := range jobs {
		wg.Go(func() { _, errs[k] = printer.Print(r.ctx, job) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return time.Since(began), nil
}
