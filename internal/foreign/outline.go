package foreign

import (
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/resgen/resgen/internal/sheet"
)

// The bounds on an outline, which may run in circles.
const (
	maxHeadings = 1000
	maxDepth    = 16
)

// outline reads the bookmarks, flat.
func (r *reader) outline() { r.headings(nil, 1) }

// headings reads what stands below a bookmark; below none, the top.
func (r *reader) headings(above *references.FPDF_BOOKMARK, level int) {
	if level > maxDepth {
		return
	}
	first, err := r.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: r.doc, Bookmark: above})
	if err != nil {
		return
	}
	for at := first.Bookmark; at != nil && len(r.print.Outline) < maxHeadings; {
		h := sheet.Heading{Level: level}
		if t, err := r.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: *at}); err == nil {
			h.Title = t.Title
		}
		if d, err := r.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: r.doc, Bookmark: *at}); err == nil && d.Dest != nil {
			h.Sheet = r.sheetOf(*d.Dest)
		}
		r.print.Outline = append(r.print.Outline, h)
		r.headings(at, level+1)
		next, err := r.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: r.doc, Bookmark: *at})
		if err != nil {
			return
		}
		at = next.Bookmark
	}
}

// sheetOf is the sheet that a destination is on, 1-based; 0 when it is not known.
func (r *reader) sheetOf(to references.FPDF_DEST) int {
	i, err := r.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: r.doc, Dest: to})
	if err != nil {
		return 0
	}
	return i.Index + 1
}
