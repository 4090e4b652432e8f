package build

import (
	"errors"
	"os"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

// TestNoPDF says of files that are no PDFs what they are.
func TestNoPDF(t *testing.T) {
	for name, test := range map[string]struct{ bytes, want string }{
		"empty":       {"", "is an empty file"},
		"Word":        {"PK\x03\x04\x14\x00\x06\x00word/document.xml", "is a Word document, not a PDF\nexport it as a PDF, and check that"},
		"LibreOffice": {"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "is a document of LibreOffice, not a PDF\nexport it as a PDF, and check that"},
		"zip":         {"PK\x03\x04cv.txt", "is a zip file, not a PDF"},
		"old Word":    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is a document of an old Word, not a PDF\nexport it as a PDF, and check that"},
		"RTF":         {`{\rtf1\ansi Ada}`, "is a document in Rich Text, not a PDF\nexport it as a PDF, and check that"},
		"PNG":         {"\x89PNG\r\n", "is a picture, not a PDF; a parser reads nothing of it"},
		"JPEG":        {"\xFF\xD8\xFF\xE0", "is a picture, not a PDF; a parser reads nothing of it"},
		"PostScript":  {"%!PS-Adobe-3.0\n", "is PostScript, not a PDF\nps2pdf makes a PDF of it"},
		"text":        {"Ada Byron", "is no PDF: it does not begin with %PDF-"},
	} {
		p, err := ReadPDF(t.Context(), "cv.pdf", []byte(test.bytes), PDFOptions{})
		var bad *PDFError
		if !errors.As(err, &bad) || err.Error() != test.want || p != nil {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// TestReadPDF reads what Chrome printed by our own reader, and gives it places, blocks and settings.
func TestReadPDF(t *testing.T) {
	pdf, err := os.ReadFile("../readback/testdata/resume.pdf")
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPDF(t.Context(), "cv.pdf", pdf, PDFOptions{Pages: 1, Levels: []check.Level{{Rule: "sheet/b", Level: diag.Info}}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Print.Words == "" || len(p.Print.Blocks) < 30 || !p.Reading.Name.Known() || p.Summary() != "2 sheets by Skia/PDF m156" {
		t.Errorf("words %d, blocks %d, name %v, %s", len(p.Print.Words), len(p.Print.Blocks), p.Reading.Name, p.Summary())
	}
	seen := func(p *check.Pass) {
		p.Reportf(p.Print.Blocks[0].Span, "%d sheets of %d", len(p.Print.Sheets), p.Site.Settings.PDF.Pages)
	}
	rep := p.Check([]*check.Rule{
		{ID: "sheet/a", Level: diag.Error, Needs: check.Sheets, Run: seen},
		{ID: "sheet/b", Level: diag.Error, Needs: check.Sheets, Run: seen},
		{ID: "sheet/page", Level: diag.Error, Needs: check.Sheets, Page: true, Run: seen},
		{ID: "text/c", Level: diag.Error, Run: seen},
	})
	if rep.Rules != 2 || len(rep.Findings) != 2 || len(rep.Skipped) != 0 {
		t.Fatalf("%+v", rep)
	}
	if a, b := rep.Findings[0], rep.Findings[1]; a.Severity != diag.Error || b.Severity != diag.Info || a.Message != "2 sheets of 1" ||
		a.Target != "" || a.Span.Position().Sheet != 1 {
		t.Errorf("%+v, %+v", a, b)
	}
}

// TestBare tells sheets without anything from those with a picture or text.
func TestBare(t *testing.T) {
	if !bare(&sheet.Print{Sheets: make([]sheet.Sheet, 2)}) {
		t.Error("empty sheets are not bare")
	}
	if bare(&sheet.Print{Sheets: []sheet.Sheet{{}, {Marks: []sheet.Rect{{W: 1, H: 1}}}}}) || bare(&sheet.Print{Sheets: []sheet.Sheet{{Lines: make([]sheet.Line, 1)}}}) {
		t.Error("a sheet with something is bare")
	}
}
