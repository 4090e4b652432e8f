// Package foreign reads PDFs that other programs made: LaTeX, Typst, Word, LibreOffice, Canva,
// whatever a person brings to `resgen check FILE.pdf`.
//
// In: the bytes of a PDF. Out: a [sheet.Print] as readback makes them, but without blocks, since there is
// no page that it was printed from. The reading is done by PDFium (github.com/klippa-app/go-pdfium), which
// runs as WebAssembly in this process (wazero): no C, no files, no network, bounded memory and time.
//
// It is a package by itself, and not a part of readback, because that reader runs after every print and is to
// stay small; what this one costs (some megabytes of program, seconds to compile it once, a fifth
// of a second to load it) is paid only by who checks such a file. What was compiled is remembered in a folder
// of its own.
//
// It draws nothing, and says of a file that it can't read why: [ErrEncrypted], [ErrDamaged], [ErrTooMuch].
package foreign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/resgen/resgen/internal/sheet"
)

// What an error of [Read] can be.
var (
	ErrEncrypted = errors.New("is encrypted")
	ErrDamaged   = errors.New("is damaged")
	ErrTooMuch   = errors.New("is too much to be a résumé")
)

// The bounds on a file. A résumé has two sheets, some 10,000 characters and less than a megabyte.
const (
	MaxBytes   = 50 << 20
	maxSheets  = 200
	maxChars   = 1 << 20          // of all sheets
	maxObjects = 20000            // of a sheet, that are looked at for what is no text
	maxMemory  = 512 << 20        // bytes, of PDFium and all that it holds
	timeLimit  = 20 * time.Second // for reading, without the loading of the reader
)

// Options is how to read.
type Options struct {
	Cache  string // folder where the compiled reader is remembered; "" for none
	Notice func() // called before the reader is compiled, which takes some seconds, when no compiled form is remembered; may be nil
}

// A reader reads one file.
type reader struct {
	pdfium.Pdfium
	doc     references.FPDF_DOCUMENT
	print   *sheet.Print
	fonts   map[fontKey]int
	up      []float64 // by font: the ascent, of an em
	down    []float64 // by font: the descent, of an em
	chars   int       // of all sheets
	objects int       // of this sheet that may still be looked at
	order   []tagged  // lines that stand in the structure tree
}

// Read reads a PDF. The error is one of those above with what is known of the reason, or says that the
// reader itself could not be made.
func Read(ctx context.Context, pdf []byte, o Options) (p *sheet.Print, err error) {
	if len(pdf) > MaxBytes {
		return nil, fmt.Errorf("%w: it has %d MB; the most is %d MB", ErrTooMuch, len(pdf)>>20, MaxBytes>>20)
	}
	if !bytes.Contains(pdf[:min(len(pdf), 1024)], []byte("%PDF-")) {
		return nil, fmt.Errorf("%w: it does not begin as a PDF does", ErrDamaged)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	e, err := load(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("load the reader of PDFs: %w", err)
	}
	defer e.close()
	late := time.AfterFunc(timeLimit, cancel)
	defer late.Stop()
	defer func() {
		// What PDFium does not survive ends its module, and the library says so by an error or by a panic.
		v := recover()
		switch {
		case ctx.Err() != nil:
			p, err = nil, fmt.Errorf("%w: it takes longer than %v to read", ErrTooMuch, timeLimit)
		case v != nil:
			p, err = nil, fmt.Errorf("%w: %v", ErrDamaged, v)
		}
	}()
	r := &reader{Pdfium: e.instance, fonts: map[fontKey]int{}, print: &sheet.Print{Scale: 1, Bytes: len(pdf)}}
	if err := r.open(pdf); err != nil {
		return nil, err
	}
	n, err := r.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: r.doc})
	switch {
	case err != nil || n.PageCount == 0:
		return nil, fmt.Errorf("%w: it has no pages", ErrDamaged)
	case n.PageCount > maxSheets:
		return nil, fmt.Errorf("%w: it has %d sheets; the most is %d", ErrTooMuch, n.PageCount, maxSheets)
	}
	r.info(pdf)
	for i := range n.PageCount {
		if err := r.sheet(i); err != nil {
			return nil, fmt.Errorf("%w: sheet %d: %w", ErrDamaged, i+1, err)
		}
		if r.chars > maxChars {
			return nil, fmt.Errorf("%w: it has more than %d characters", ErrTooMuch, maxChars)
		}
	}
	r.inOrder()
	r.outline()
	r.print.SortFonts()
	return r.print, nil
}

// open opens the file. PDFium mends a damaged cross-reference table by itself, as readers do.
func (r *reader) open(pdf []byte) error {
	d, err := r.OpenDocument(&requests.OpenDocument{File: &pdf})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return ErrEncrypted
	case err != nil:
		return fmt.Errorf("%w: no page of it can be found", ErrDamaged)
	}
	r.doc = d.Document
	return nil
}

// info is what the file says about itself.
func (r *reader) info(pdf []byte) {
	text := func(tag string) string {
		v, err := r.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: r.doc, Tag: tag})
		if err != nil {
			return ""
		}
		return v.Value
	}
	r.print.Producer = text("Producer")
	in := &r.print.Info
	in.Title, in.Author, in.Subject, in.Keywords = text("Title"), text("Author"), text("Subject"), text("Keywords")
	if l, err := r.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: r.doc}); err == nil {
		in.Lang = l.Language
	}
	if t, err := r.FPDFCatalog_IsTagged(&requests.FPDFCatalog_IsTagged{Document: r.doc}); err == nil {
		in.Tagged = t.IsTagged
	}
	// PDFium has no call for these two. The packet is never compressed, so that programs that know no PDF find it.
	in.XMP = bytes.Contains(pdf, []byte("<x:xmpmeta")) || bytes.Contains(pdf, []byte("<?xpacket begin"))
	in.ShowTitle = bytes.Contains(pdf, []byte("/DisplayDocTitle true"))
}
