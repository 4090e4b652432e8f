package foreign

import (
	"cmp"
	"slices"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// tagged is a line that stands in the structure tree.
type tagged struct {
	sheet, line int // indexes
	place       int // among the marked content of its sheet, in the tree's order
}

// maxElements bounds the elements of one sheet's tree that are looked at.
const maxElements = 20000

// placesOf is where each marked content of a page stands in the tree; nil when the file has none.
func (r *reader) placesOf(page requests.Page) map[int]int {
	if !r.print.Info.Tagged {
		return nil
	}
	tree, err := r.FPDF_StructTree_GetForPage(&requests.FPDF_StructTree_GetForPage{Page: page})
	if err != nil {
		return nil
	}
	defer r.FPDF_StructTree_Close(&requests.FPDF_StructTree_Close{StructTree: tree.StructTree})
	n, err := r.FPDF_StructTree_CountChildren(&requests.FPDF_StructTree_CountChildren{StructTree: tree.StructTree})
	if err != nil {
		return nil
	}
	w := walker{reader: r, places: map[int]int{}, left: maxElements}
	for i := range n.Count {
		e, err := r.FPDF_StructTree_GetChildAtIndex(&requests.FPDF_StructTree_GetChildAtIndex{StructTree: tree.StructTree, Index: i})
		if err != nil {
			continue // a tree for the whole file has holes where other pages stand
		}
		w.walk(e.StructElement, 0)
	}
	return w.places
}

// A walker walks the tree of one page.
type walker struct {
	*reader
	places map[int]int
	left   int
}

func (w *walker) walk(e references.FPDF_STRUCTELEMENT, depth int) {
	const deepest = 100
	if w.left--; w.left < 0 || depth > deepest {
		return
	}
	n, err := w.FPDF_StructElement_CountChildren(&requests.FPDF_StructElement_CountChildren{StructElement: e})
	if err != nil {
		return
	}
	for i := range n.Count {
		if w.left < 0 {
			return
		}
		c, err := w.FPDF_StructElement_GetChildAtIndex(&requests.FPDF_StructElement_GetChildAtIndex{StructElement: e, Index: i})
		if err == nil {
			w.walk(c.StructElement, depth+1)
			continue
		}
		w.left--
		id, err := w.FPDF_StructElement_GetChildMarkedContentID(&requests.FPDF_StructElement_GetChildMarkedContentID{StructElement: e, Index: i})
		if err != nil || id.ChildMarkedContentID < 0 {
			continue
		}
		if _, ok := w.places[id.ChildMarkedContentID]; !ok {
			w.places[id.ChildMarkedContentID] = len(w.places)
		}
	}
}

// inOrder gives the lines their places in the structure tree's order. PDFium has the tree of one sheet at a time, so that
// no line comes before one of an earlier sheet.
func (r *reader) inOrder() {
	slices.SortStableFunc(r.order, func(a, b tagged) int { return cmp.Or(cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.place, b.place)) })
	for n, t := range r.order {
		r.print.Sheets[t.sheet].Lines[t.line].Order = n
	}
}
