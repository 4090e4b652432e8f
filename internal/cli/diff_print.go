package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/transcribe"
)

// build starts to build the sides that are made of content.
func (d *differing) build(ctx context.Context) error {
	a := d.app
	content := d.sides[0].set != nil || d.sides[1].set != nil
	if content {
		j := d.job
		if j == nil {
			j = &job{app: a, disk: a.prints()}
			d.job = j
			j.set = d.sides[0].set
			if j.set == nil {
				j.set = d.sides[1].set
			}
		}
		switch {
		case d.flags.noPDF:
			j.noPrint = "--no-pdf was given"
		default:
			j.lookForBrowser(ctx)
		}
		if j.printer == nil && !d.flags.noPDF {
			d.note("nothing was printed: %s", j.noPrint)
		}
	}
	for _, s := range d.sides {
		if s.set == nil {
			continue
		}
		o := d.job.options()
		o.Site = s.site
		s.one.Audience = compose.Public
		if a.flags.private {
			s.one.Audience = compose.Sent
		}
		o.One = &s.one
		s.built = build.Build(ctx, s.set, build.NewMemory(d.job.disk, buildID()), o)
		if s.built.Site.Resume == nil {
			return fmt.Errorf("there is no résumé in %s\nit is content/resume.md of a site, or a Markdown file by itself", s.name)
		}
		if s.built.Unsure() && !a.flags.private {
			return fmt.Errorf("%s: it cannot be told what is private there, and so nothing of it is shown\n`resgen check` says what is wrong with `private`; --private shows all", s.name)
		}
		if len(s.built.Site.Targets) == 0 {
			return fmt.Errorf("%s: the variant cannot be made\n`resgen check` says why", s.name)
		}
	}
	return nil
}

// finish waits until a side is printed and read. Beside a PDF, a side is what a parser reads of its print, too, so that like is compared with like.
func (s *diffSide) finish(ctx context.Context, blind bool) error {
	if s.pdf != nil {
		return s.finishPDF(ctx)
	}
	t := s.built.Site.Targets[0]
	s.resume, s.variant = t.Resume, t.Variant
	copies, err := s.built.Copies(ctx)
	switch {
	case err != nil:
		return err
	case len(copies) > 0:
		s.printed = &copies[0]
		s.print, s.resume = copies[0].Print, copies[0].Target.Resume
	case s.of.job.printer != nil:
		s.of.note("%s was not printed; `resgen check` says why", s.name)
	case t.Variant != nil && t.Variant.Settings.Auto:
		s.of.note("what `select: auto` picks for %s is known only when it is printed; all that it may pick from is compared", s.name)
	}
	if blind && s.print != nil {
		s.resume = transcribe.Resume(recognize.Read(s.print), s.print)
	}
	return nil
}

func (s *diffSide) finishPDF(ctx context.Context) error {
	a := s.of.app
	p, err := build.ReadPDF(ctx, filepath.ToSlash(s.file), s.pdf, build.PDFOptions{Today: a.today(), Cache: a.pdfCache(), Notice: func() {
		a.note("the reader for PDFs of other programs is made ready; that takes some seconds, once")
	}})
	var bad *build.PDFError
	switch {
	case errors.As(err, &bad):
		return fmt.Errorf("%s %w", s.file, bad)
	case err != nil:
		return fmt.Errorf("%s: %w", s.file, err)
	}
	s.print, s.resume = p.Print, transcribe.Resume(p.Reading, p.Print)
	if len(s.resume.Sections) == 0 && !s.resume.Name.Known() {
		s.of.note("a parser finds no résumé in %s", s.file)
	}
	return nil
}
