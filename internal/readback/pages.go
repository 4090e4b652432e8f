package readback

import (
	"errors"
	"math"
)

// A page is one page of the page tree.
type page struct {
	object    int32 // number
	media     box
	resources value
	annots    value
	contents  value
}

// maxPages is how many pages are read. What is longer is no résumé.
const maxPages = 500

// a4 is the size of a page that does not say its own.
var a4 = box{0, 0, 595.28, 841.89}

// readPages walks the page tree. At least one page is needed.
func (f *file) readPages(root value) ([]page, error) {
	var pages []page
	seen := map[int]bool{}
	var walk func(v value, up page, depth int)
	walk = func(v value, up page, depth int) {
		if depth > maxDepth || len(pages) >= maxPages || !f.meter.spend(8) {
			return
		}
		if v.kind == ref {
			if seen[int(v.num)] {
				return
			}
			seen[int(v.num)] = true
			up.object = int32(v.num)
			v = f.resolve(v)
		}
		if v.kind != dict {
			return
		}
		if b, ok := toBox(f.get(v, "MediaBox")); ok && b.area() > 0 && math.Max(b.x1-b.x0, b.y1-b.y0) < 1e5 {
			up.media = b
		}
		if r := f.get(v, "Resources"); r.kind == dict {
			up.resources = r
		}
		if kids := f.get(v, "Kids"); kids.kind == array {
			for _, kid := range kids.list {
				walk(kid, up, depth+1)
			}
			return
		}
		up.annots = f.get(v, "Annots")
		up.contents = f.get(v, "Contents")
		pages = append(pages, up)
	}
	walk(f.get(root, "Pages"), page{media: a4, object: -1}, 0)
	if len(pages) == 0 {
		return nil, errors.New("damaged PDF: it has no pages")
	}
	return pages, nil
}

// painting is what a page paints: one stream, or several that are read as one.
func (f *file) painting(p page) []byte {
	v := p.contents
	if v.kind != array {
		return f.content(v)
	}
	var out []byte
	for _, part := range v.list {
		b := f.content(f.resolve(part))
		if !f.meter.spend(1 + len(b)/16) {
			break
		}
		out = append(append(out, b...), '\n')
	}
	return out
}
