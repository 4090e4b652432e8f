package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// foreignPDF measures the check of a PDF of two sheets that another program made, with the reader remembered, and of one that Chrome
// printed; the run that makes the reader ready is told beside them.
func foreignPDF(r *runner) error {
	const foreign, own = 500 * time.Millisecond, 60 * time.Millisecond // issue 4's bounds
	check := func(file string) command {
		return command{args: []string{r.resgen, "check", filepath.Join(r.root, file), "--fail-on", "off"},
			env: []string{"XDG_CACHE_HOME=" + filepath.Join(r.tmp, "foreign-cache")}}
	}
	theirs, ours := check("internal/foreign/testdata/weasyprint-two.pdf"), check("internal/readback/testdata/resume.pdf")
	first, err := r.once(theirs, false)
	if err != nil {
		return err
	}
	a, b, err := r.pair(theirs, ours, false)
	if err != nil {
		return err
	}
	r.row("check PDF by WeasyPrint, 2 sheets: wall", ms(a.wall), ms(foreign), ratio(a.wall, foreign), 1, "%.2f")
	r.row("check PDF by Chrome, 2 sheets: wall", ms(b.wall), ms(own), ratio(b.wall, own), 1, "%.2f")
	fmt.Fprintf(os.Stderr, "  the first run, which compiles PDFium: %s, %s; then %s\n", ms(first.wall), mb(first.rss), mb(a.rss))
	return nil
}
