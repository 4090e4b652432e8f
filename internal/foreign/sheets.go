package foreign

import (
	"strconv"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/resgen/resgen/internal/sheet"
)

// sheet reads one sheet.
func (r *reader) sheet(i int) error {
	loaded, err := r.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: r.doc, Index: i})
	if err != nil {
		return err
	}
	defer r.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	box, err := r.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return err
	}
	turns := 0
	if t, err := r.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page}); err == nil {
		turns = int(t.PageRotation)
	}
	at := newPlace(box.Rect, turns)
	s := sheet.Sheet{Number: i + 1, Width: at.width, Height: at.height, Area: sheet.Rect{W: at.width, H: at.height}}
	rows, err := r.textOf(page, at)
	if err != nil {
		return err
	}
	places := r.placesOf(page)
	paint := 0
	for k, w := range rows {
		for n := range w.line.Runs {
			w.line.Runs[n].Paint = paint
			paint++
		}
		s.Lines = append(s.Lines, w.line)
		if n, ok := places[w.first]; ok && w.first >= 0 {
			r.order = append(r.order, tagged{i, k, n})
		}
	}
	r.marks(&s, page, at)
	r.links(&s, page, at)
	r.print.Sheets = append(r.print.Sheets, s)
	return nil
}

// textOf is the lines of a page.
func (r *reader) textOf(page requests.Page, at place) ([]*row, error) {
	all, err := r.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	if r.chars += len(all.Chars); r.chars > maxChars {
		return nil, nil
	}
	loaded, err := r.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err
	}
	defer r.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	t := &text{reader: r, page: loaded.TextPage, at: at, looks: map[int]look{}}
	return r.lines(t.pieces(all.Chars)), nil
}

// marks reads the boxes of what is painted without being text.
func (r *reader) marks(s *sheet.Sheet, page requests.Page, at place) {
	n, err := r.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return
	}
	r.objects = maxObjects
	for i := range n.Count {
		o, err := r.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil || r.objects < 0 {
			break
		}
		drawn, picture := r.drawn(o.PageObject, 0)
		if !drawn || len(s.Marks) == 0 && r.ground(o.PageObject) {
			continue
		}
		b, err := r.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject})
		if err != nil {
			continue
		}
		if m, ok := at.within(at.rect(float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top))); ok {
			s.Marks = append(s.Marks, m)
			if picture {
				s.Pictures = append(s.Pictures, m)
			}
		}
	}
}

// ground reports whether an object is a path filled white. Before anything else it is the sheet's own ground, which some programs
// paint, and nobody sees.
func (r *reader) ground(o references.FPDF_PAGEOBJECT) bool {
	if kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o}); err != nil || kind.Type != enums.FPDF_PAGEOBJ_PATH {
		return false
	}
	if d, err := r.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o}); err != nil || d.Stroke {
		return false
	}
	c, err := r.FPDFPageObj_GetFillColor(&requests.FPDFPageObj_GetFillColor{PageObject: o})
	return err == nil && c.FillColor.R == 255 && c.FillColor.G == 255 && c.FillColor.B == 255
}

// drawn reports whether an object is a picture or a path, or a form with one in it, and whether it is a picture.
func (r *reader) drawn(o references.FPDF_PAGEOBJECT, depth int) (drawn, picture bool) {
	if r.objects--; r.objects < 0 {
		return false, false
	}
	kind, err := r.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil {
		return false, false
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_IMAGE:
		return true, true
	case enums.FPDF_PAGEOBJ_SHADING:
		return true, false
	case enums.FPDF_PAGEOBJ_PATH:
		d, err := r.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: o})
		return err == nil && (d.Stroke || d.FillMode != enums.FPDF_FILLMODE_NONE), false // else it only clips
	case enums.FPDF_PAGEOBJ_FORM:
	default:
		return false, false
	}
	n, err := r.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
	if err != nil || depth == maxDepth {
		return false, false
	}
	for i := range n.Count {
		if r.objects < 0 {
			break
		}
		in, err := r.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
		if err != nil {
			continue
		}
		d, p := r.drawn(in.PageObject, depth+1)
		if drawn = drawn || d; p {
			return true, true
		}
	}
	return drawn, false
}

// links reads the clickable places.
func (r *reader) links(s *sheet.Sheet, page requests.Page, at place) {
	const most = 1000
	for next := 0; len(s.Links) < most; {
		l, err := r.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: page, StartPos: next})
		if err != nil || l.Link == nil || l.NextStartPos == nil || *l.NextStartPos <= next {
			return
		}
		next = *l.NextStartPos
		box, err := r.FPDFLink_GetAnnotRect(&requests.FPDFLink_GetAnnotRect{Link: *l.Link})
		if err != nil || box.Rect == nil {
			continue
		}
		to := r.target(*l.Link)
		if to == "" {
			continue
		}
		s.Links = append(s.Links, sheet.Link{URI: to, Rect: at.rectOf(*box.Rect)})
	}
}

// target is where a link leads.
func (r *reader) target(l references.FPDF_LINK) string {
	if d, err := r.FPDFLink_GetDest(&requests.FPDFLink_GetDest{Document: r.doc, Link: l}); err == nil && d.Dest != nil {
		if n := r.sheetOf(*d.Dest); n > 0 {
			return "#page=" + strconv.Itoa(n)
		}
	}
	a, err := r.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: l})
	if err != nil || a.Action == nil {
		return ""
	}
	u, err := r.FPDFAction_GetURIPath(&requests.FPDFAction_GetURIPath{Document: r.doc, Action: *a.Action})
	if err != nil || u.URIPath == nil {
		return ""
	}
	return *u.URIPath
}
