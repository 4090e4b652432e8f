package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// fit measures prints of the starter that are fitted, each with a bare one of the same HTML in turn, in a warm browser.
func fit(r *runner) error {
	const bound = 250 * time.Millisecond // issue 5's, for one target
	site, err := r.starter("fit")
	if err != nil {
		return err
	}
	bin, err := r.binary()
	if err != nil {
		return err
	}
	printer := build.NewPrinter(r.ctx, bin, chrome.Options{Dir: filepath.Join(r.tmp, "fit-chrome")})
	defer printer.Close()
	name := filepath.Join(site, "content", "resume.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	key := regexp.MustCompile(`(?m)^pdf:.*\n`)
	last := regexp.MustCompile(`(?s)\n## Certifications.*`)
	for _, in := range []struct {
		name  string
		text  []byte
		pages int
	}{
		{"the starter on 2", text, 2},
		{"its first sections on 2", last.ReplaceAll(text, []byte("\n")), 2}, // set looser
		{"the starter on 1, too long", text, 1},
	} {
		if err := os.WriteFile(name, append([]byte(fmt.Sprintf("---\npdf: {pages: %d}\n", in.pages)), key.ReplaceAll(in.text, nil)[len("---\n"):]...), 0o666); err != nil {
			return err
		}
		set, err := source.Read(site)
		if err != nil {
			return err
		}
		html, lookup, err := build.Build(r.ctx, set, build.NewMemory(nil, ""), build.Options{}).PrintedCopy(compose.Public)
		if err != nil {
			return err
		}
		var ours, floor []time.Duration
		prints := 0
		for i := range 3*r.runs + 5 {
			for _, pages := range []int{in.pages, 0} {
				job := chrome.Job{HTML: bytes.Replace(html, []byte("<title>"), fmt.Appendf(nil, "<title>%d ", i), 1), Lookup: lookup,
					Resolve: func(string) source.Span { return source.Span{} }, Fit: pages}
				began := time.Now()
				res, err := printer.Print(r.ctx, job)
				if err != nil {
					return err
				}
				switch took := time.Since(began); {
				case i < 5: // warms up
				case pages > 0:
					ours, prints = append(ours, took), res.Fit.Prints+1
				default:
					floor = append(floor, took)
				}
			}
		}
		a, f := medianOf(ours), medianOf(floor)
		r.row(fmt.Sprintf("fit: %s (%d prints)", in.name, prints), ms(a), ms(bound), ratio(a, bound), 1, "%.2f")
		r.row("  against one bare print", ms(a), ms(f), ratio(a, f), 0, "%.2f")
	}
	return nil
}
