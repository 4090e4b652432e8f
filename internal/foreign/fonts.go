package foreign

import (
	"bytes"
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/resgen/resgen/internal/sheet"
)

// A fontKey is what tells fonts apart. Type 3 fonts have no name; they are taken for one.
type fontKey struct {
	name  string
	flags int
}

// fontAt is the index of the font of a character.
func (r *reader) fontAt(page references.FPDF_TEXTPAGE, i int) int {
	var key fontKey
	if f, err := r.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: page, Index: i}); err == nil {
		key = fontKey{f.FontName, f.Flags}
	}
	n, ok := r.fonts[key]
	if !ok {
		n = len(r.print.Fonts)
		r.fonts[key] = n
		f, up, down := r.font(page, i, key.name)
		r.print.Fonts = append(r.print.Fonts, f)
		r.up, r.down = append(r.up, up), append(r.down, down)
	}
	return n
}

// font asks about the font of a character: what it is, and how far its letters reach above and below the baseline, in ems.
func (r *reader) font(page references.FPDF_TEXTPAGE, i int, name string) (f sheet.Font, up, down float64) {
	name = strings.ToValidUTF8(sheet.WithoutSubset(name), "\uFFFD")
	f, up, down = sheet.Font{Name: name, Family: sheet.FamilyOf(name)}, 0.8, 0.2
	o, err := r.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: page, Index: i})
	if err != nil {
		return f, up, down
	}
	of, err := r.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: o.TextObject})
	if err != nil {
		return f, up, down
	}
	if e, err := r.FPDFFont_GetIsEmbedded(&requests.FPDFFont_GetIsEmbedded{Font: of.Font}); err == nil {
		f.Embedded = e.IsEmbedded
	}
	var program []byte
	if d, err := r.FPDFFont_GetFontData(&requests.FPDFFont_GetFontData{Font: of.Font}); err == nil {
		program = d.FontData
	}
	f.Type = typeOf(program, f.Embedded)
	const em = 1000
	if a, err := r.FPDFFont_GetAscent(&requests.FPDFFont_GetAscent{Font: of.Font, FontSize: em}); err == nil {
		up = height(float64(a.Ascent)/em, up)
	}
	if d, err := r.FPDFFont_GetDescent(&requests.FPDFFont_GetDescent{Font: of.Font, FontSize: em}); err == nil {
		down = height(-float64(d.Descent)/em, down)
	}
	return f, up, down
}

// height is a height in ems, or the one given when it is not likely.
func height(v, or float64) float64 {
	if v > 0 && v < 3 {
		return v
	}
	return or
}

// typeOf is what the program of a font is. PDFium does not say what the file calls it; a font that is in the file and
// has no program is of Type 3, whose glyphs are drawn by the file itself. For one that is not in the file the
// program is that of a stand-in.
func typeOf(program []byte, embedded bool) string {
	switch {
	case !embedded:
		return ""
	case len(program) < 4:
		return "Type3"
	case bytes.HasPrefix(program, []byte("\x00\x01\x00\x00")), bytes.HasPrefix(program, []byte("true")):
		return "TrueType"
	case bytes.HasPrefix(program, []byte("%!")), program[0] == 0x80:
		return "Type1"
	case bytes.HasPrefix(program, []byte("OTTO")), program[0] == 1:
		return "CIDFontType0"
	}
	return "TrueType"
}
