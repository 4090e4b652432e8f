package build

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/foreign"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/readback"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/transcribe"
)

// A PDFError says why a file that somebody brought can't be checked: what it is, and what to do about that.
type PDFError struct {
	What string // with the file as its subject: "is encrypted"
	Help string // "" when there is nothing to say
}

// Error is both, each on a line.
func (e *PDFError) Error() string {
	if e.Help == "" {
		return e.What
	}
	return e.What + "\n" + e.Help
}

// MostPDF is the largest PDF that is read, in bytes.
const MostPDF = foreign.MaxBytes

// PDFOptions is how to read and check a PDF.
type PDFOptions struct {
	Pages  int // most sheets that it may have; 0 for as many as a résumé of ours
	Levels []check.Level
	Today  date.Date
	Cache  string // folder for the compiled reader of other programs' PDFs; "" for none
	Notice func() // called when that has to be compiled first; may be nil
}

// A PDF is a PDF without a source, read back.
type PDF struct {
	File    *source.File // the text of its sheets
	Print   *sheet.Print
	Reading *recognize.Reading
	Site    *compose.Site // the settings, and File as the master document

	opts PDFOptions
}

// ReadPDF reads a PDF that somebody brought; path is what findings call it. What Chrome printed, our own reader reads; what
// it does not know, PDFium. The error is a *[PDFError], or says that the world failed.
func ReadPDF(ctx context.Context, path string, pdf []byte, o PDFOptions) (*PDF, error) {
	if err := noPDF(pdf); err != nil {
		return nil, err
	}
	print, err := readback.Read(pdf, sheet.Measure{})
	if err == nil {
		print.Words, _ = readback.Words(pdf) // without them there is nothing to compare with
	} else { // another program's, or damaged in a way that PDFium may mend
		print, err = foreign.Read(ctx, pdf, foreign.Options{Cache: o.Cache, Notice: o.Notice})
	}
	switch {
	case errors.Is(err, foreign.ErrEncrypted):
		return nil, &PDFError{"is encrypted", "save a copy without a password: qpdf --decrypt IN.pdf OUT.pdf"}
	case errors.Is(err, foreign.ErrDamaged), errors.Is(err, foreign.ErrTooMuch):
		return nil, &PDFError{err.Error(), "export it once more from the program that made it"}
	case err != nil:
		return nil, err
	case bare(print):
		return nil, &PDFError{"is empty: nothing stands on its sheets", ""}
	}
	return FromPrint(path, print, o), nil
}

// FromPrint is a PDF that was read already.
func FromPrint(path string, print *sheet.Print, o PDFOptions) *PDF {
	p := &PDF{opts: o}
	p.Print, p.File, p.Reading = transcribe.Print(print, path)
	p.Site = &compose.Site{Settings: meta.Defaults(), Lang: cmp.Or(print.Info.Lang, "en"), Master: &document.Document{File: p.File}}
	if o.Pages > 0 {
		p.Site.Settings.PDF.Pages = o.Pages
	}
	return p
}

// Check holds the rules against it that need nothing but sheets.
func (p *PDF) Check(rules []*check.Rule) check.Report {
	return check.Run(rules, &check.Input{
		PDF: p.File, Site: p.Site, Prints: []check.Printed{{Print: p.Print, Reading: p.Reading}}, Levels: p.opts.Levels, Today: p.opts.Today,
	})
}

// noPDF says what a file is that is no PDF, as far as its first bytes tell.
func noPDF(b []byte) error {
	const form = "export it as a PDF, and check that"
	head := b[:min(len(b), 1024)]
	switch {
	case len(b) == 0:
		return &PDFError{"is an empty file", ""}
	case bytes.Contains(head, []byte("%PDF-")): // some programs write something before it
		return nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(b[:min(len(b), 1<<16)], []byte("word/")):
		return &PDFError{"is a Word document, not a PDF", form}
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("opendocument")):
		return &PDFError{"is a document of LibreOffice, not a PDF", form}
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return &PDFError{"is a zip file, not a PDF", ""}
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return &PDFError{"is a document of an old Word, not a PDF", form}
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return &PDFError{"is a document in Rich Text, not a PDF", form}
	case bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xFF\xD8\xFF")), bytes.HasPrefix(head, []byte("GIF8")):
		return &PDFError{"is a picture, not a PDF; a parser reads nothing of it", ""}
	case bytes.HasPrefix(head, []byte("%!PS")):
		return &PDFError{"is PostScript, not a PDF", "ps2pdf makes a PDF of it"}
	}
	return &PDFError{"is no PDF: it does not begin with %PDF-", ""}
}

// bare reports whether nothing at all stands on a print's sheets.
func bare(p *sheet.Print) bool {
	for i := range p.Sheets {
		if len(p.Sheets[i].Lines) > 0 || len(p.Sheets[i].Marks) > 0 {
			return false
		}
	}
	return true
}

// Summary says what was read, for the closing line: "cv.pdf, 2 sheets by pdfTeX-1.40.24".
func (p *PDF) Summary() string {
	s := fmt.Sprintf("%d sheets", len(p.Print.Sheets))
	if len(p.Print.Sheets) == 1 {
		s = "1 sheet"
	}
	if p.Print.Producer != "" {
		s += " by " + p.Print.Producer
	}
	return s
}
