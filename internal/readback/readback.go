// Package readback reads a print back: what really stands on each sheet, and which
// block of the page it came from.
//
// In: a PDF that Chrome printed (Skia wrote it: PDF 1.4, classic cross-reference tables, further
// revisions behind the first) and what the live page said before ([sheet.Measure], perhaps none).
// Out: a [sheet.Print]. The PDF says sheets, lines, fonts, colours and the order of its tags; the
// page says which block each text node is of. The two are joined by their text, which is the same
// but for what was lost; the named destinations that chrome puts into each print say where a block
// without text went.
//
// [Words] is a second reader, by another hand: what a plain parser gets from the file.
//
// [Draw] is what the sheets look like, for who wants to see them; only it looks at outlines, clips and pictures.
//
// It never trusts a file: whatever the bytes, it ends in bounded time and memory, with a Print, a Drawing or an
// error. A PDF that Skia did not write is [ErrForeign].
package readback

import (
	"errors"
	"math"
	"slices"

	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/sheet"
)

// ErrForeign is what errors are that say that a file is not a PDF by Skia (Chrome, Chromium, Edge),
// or uses what Skia does not write. The error itself says who made it, or what it has.
var ErrForeign = errors.New("not a PDF that Chrome printed")

// errTooMuch is for files that would take too long to read: two hundred sheets or more, or made to hurt.
var errTooMuch = errors.New("there is too much in this PDF to be a résumé")

// A reader reads one file.
type reader struct {
	*file
	tags   tags
	fontOf map[int]*font // by object number; nil: not a font
	fonts  []sheet.Font
	pieces []piece // in the order in which they are painted
	text   []byte  // of the pieces
	looks  bool    // only looks of things are asked for, no text

	rtl       bool       // the page runs from right to left, by the language that it says
	stretchOf []*stretch // by piece, of such a page; nil when it is not known
}

// Read reads a print and joins it with the measure of the page that it was made from. With the zero
// Measure no block is known, and every Line.Block is -1. The caller fills in Print.Chrome.
//
// The error is an [ErrForeign], or says how the file is damaged.
func Read(pdf []byte, m sheet.Measure) (*sheet.Print, error) {
	f, err := open(pdf)
	if err != nil {
		return nil, err
	}
	root := f.resolve(f.trailers[0].find("Root"))
	pages, err := f.readPages(root)
	switch {
	case f.meter.empty():
		return nil, errTooMuch
	case err != nil:
		return nil, err
	}
	r := &reader{file: f, tags: f.readTags(root), fontOf: map[int]*font{}, rtl: locale.Of(textString(f.get(root, "Lang"))).RTL}
	at := f.readPlaces(root, pages)
	p := &sheet.Print{
		Outline: at.outline(root), Info: f.info(root), Bytes: len(pdf),
		Producer: textString(f.get(f.trailers[0].find("Info"), "Producer")),
		Missing:  m.Missing, Faces: m.Faces, Named: m.Named, Locals: m.Locals,
	}
	for i, pg := range pages {
		g := r.paint(i, pg)
		p.Sheets = append(p.Sheets, sheet.Sheet{
			Number: i + 1, Width: length(g.sheet.x1), Height: length(g.sheet.y1),
			Area: area(g, m), Links: at.links(pg), Marks: g.marks, Pictures: g.pictures,
		})
	}
	j := r.join(m)
	r.makeLines(p.Sheets, j.block)
	placeBlocks(p, m, at)
	p.Lost, p.Unlike = append(slices.Clone(m.Hidden), r.lost(j)...), !j.known
	if f.meter.empty() {
		return nil, errTooMuch
	}
	p.Fonts = r.fonts
	p.SortFonts()
	return p, nil
}

// info is what the file says about itself.
func (f *file) info(root value) sheet.Info {
	d := f.get(f.trailers[0], "Info")
	return sheet.Info{
		Title: textString(f.get(d, "Title")), Author: textString(f.get(d, "Author")),
		Subject: textString(f.get(d, "Subject")), Keywords: textString(f.get(d, "Keywords")),
		Lang:      textString(f.get(root, "Lang")),
		Tagged:    f.get(f.get(root, "MarkInfo"), "Marked").num == 1 && f.get(root, "StructTreeRoot").kind == dict,
		ShowTitle: f.get(f.get(root, "ViewerPreferences"), "DisplayDocTitle").num == 1,
		XMP:       f.get(root, "Metadata").kind == stream,
	}
}

// pixel is a CSS pixel, in points.
const pixel = 0.75

// area is the sheet without its margins. When the page did not say them, it is what Chrome cut the
// page's content to.
func area(g *painter, m sheet.Measure) sheet.Rect {
	inner := g.area
	if m.Width > 0 || m.Margins != [4]float64{} {
		top, right, bottom, left := m.Margins[0], m.Margins[1], m.Margins[2], m.Margins[3]
		inner = box{left, top, g.sheet.x1 - right, g.sheet.y1 - bottom}
		if m.Width > 0 {
			inner.x1 = left + math.Ceil(m.Width/pixel-0.01)*pixel // Chrome lays paper out in whole pixels, and rounds up
		}
		if m.Height > 0 {
			inner.y1 = top + m.Height
		}
	}
	if inner = inner.and(g.sheet); inner.area() == 0 {
		inner = g.sheet
	}
	return inner.rect()
}
