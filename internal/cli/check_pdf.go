package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/report"
)

// isBrought reports whether a file is one that somebody brought to be checked as it is: it is named as a PDF, or begins as a
// PDF or something else that is no text.
func isBrought(name string) bool {
	if name == "" || isMarkdown(name) {
		return false
	}
	if strings.EqualFold(filepath.Ext(name), ".pdf") {
		return true
	}
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 1024)
	n, _ := io.ReadFull(f, head)
	head = head[:n]
	return bytes.IndexByte(head, 0) >= 0 || bytes.Contains(head, []byte("%PDF-")) || bytes.HasPrefix(head, []byte("%!PS")) || bytes.HasPrefix(head, []byte(`{\rtf`))
}

// checkPDF says what is wrong with a PDF that somebody brought, and what a parser reads from it.
func (a *app) checkPDF(ctx context.Context, name string) error {
	if err := a.checkFindingFlags(); err != nil {
		return err
	}
	levels, err := a.ruleLevels()
	if err != nil {
		return err
	}
	if a.flags.watch {
		return fmt.Errorf("%s: --watch is for what resgen builds; a PDF of another program is checked once", name)
	}
	pdf, err := readPDF(name)
	if err != nil {
		return err
	}
	p, err := build.ReadPDF(ctx, filepath.ToSlash(name), pdf, build.PDFOptions{
		Pages: a.flags.pages, Levels: levels, Today: a.today(), Cache: a.pdfCache(),
		Notice: func() {
			a.note("the reader for PDFs of other programs is made ready; that takes some seconds, once")
		},
	})
	var bad *build.PDFError
	switch {
	case errors.As(err, &bad):
		return fmt.Errorf("%s %w", name, bad)
	case err != nil:
		return fmt.Errorf("%s: %w", name, err)
	}
	read := time.Now()
	rep := p.Check(a.rules)
	if a.flags.timings {
		fmt.Fprintf(a.err, "%10s  read\n%10s  check\n", read.Sub(a.started).Round(10*time.Microsecond), time.Since(read).Round(10*time.Microsecond))
	}
	format := a.format()
	o := report.Options{Rules: documentation(a.rules), Version: versionText(), Width: a.width, Color: a.outColor}
	if format != page {
		if err := formats[format](a.out, rep.Findings, o); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	if format == "text" {
		if _, err := io.WriteString(a.out, parserReads(p.Reading)); err != nil {
			return fmt.Errorf("write what a parser reads: %w", err)
		}
	}
	s := report.Summarize(rep.Findings)
	s.Files = 1
	if format == page {
		drawing, _ := readback.Draw(pdf) // of another program's there is none, and the sheets are sketched
		shown := report.Page{Title: filepath.Base(name), Summary: s}
		a.addSheets(&shown, filepath.Base(name), drawing, p.Print, report.Order(rep.Findings))
		if err := report.HTML(a.out, report.Order(rep.Findings), shown, o); err != nil {
			return fmt.Errorf("write findings: %w", err)
		}
	}
	o.Color = a.color
	a.say("%s; %d rules about sheets and parsing ran, those about the text need the source", s.Line(o), rep.Rules)
	if summary := a.env("GITHUB_STEP_SUMMARY"); summary != "" && format == "github" {
		if err := stepSummary(summary, &rep, nil, s, o); err != nil {
			return fmt.Errorf("write GITHUB_STEP_SUMMARY: %w", err)
		}
	}
	limit := a.failOn(p.Site)
	closing := fmt.Sprintf("checked %s, %s, in %s", name, p.Summary(), took(time.Since(a.started)))
	if !rep.Findings.AtLeast(limit) {
		a.say("%s", closing)
		return nil
	}
	fmt.Fprintln(a.err, closing+"; "+a.paint("31;1", "failed: findings at or above "+limit.String()))
	return errFindings
}

// readPDF reads a file that may be large, or no file.
func readPDF(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: there is no such file", name)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, pathless(err))
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder, not a PDF", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no ordinary file", name)
	case info.Size() > build.MostPDF:
		return nil, fmt.Errorf("%s is too large to be a résumé: it has %d MB; the most is %d MB", name, info.Size()>>20, build.MostPDF>>20)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, pathless(err))
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, build.MostPDF+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, pathless(err))
	}
	return b, nil
}

// pdfCache is the folder where the compiled reader of other programs' PDFs is remembered; "" for none.
func (a *app) pdfCache() string {
	dir, err := os.UserCacheDir()
	if err != nil || a.flags.noCache {
		return ""
	}
	return filepath.Join(dir, "resgen", "pdfium")
}
