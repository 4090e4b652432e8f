package rules

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

var sheetMissingFile = &check.Rule{
	ID:    "sheet/missing-file",
	Level: diag.Error,
	Needs: check.Sheets,
	Page:  true,
	Doc: check.Doc{
		What: "A sheet asked for a file that was not there, that does not load, or that lies on another host: a picture, a font, a style sheet.",
		Why: "The print goes on without it: a picture is a hole, a font another font. Nothing is ever loaded from another host, so " +
			"that the same content prints the same tomorrow, and nobody learns when a résumé is made.",
		Bad: `---
name: Ada Byron
---

## Projects

### Engine

![build](https://ci.example/engine/badge.svg)
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### Engine

![build](badge.svg)
-- content/badge.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>
`,
		Mend: "Put the file into static/ or beside the résumé, and name it there; or take out what asks for it.",
	},
	Run: runSheetMissingFile,
}

func runSheetMissingFile(p *check.Pass) {
	var seen []string
	for _, m := range p.Print.Missing {
		if slices.Contains(seen, m.URL) {
			continue
		}
		seen = append(seen, m.URL)
		at, ours := ownPath(m.URL)
		span, how := asker(p, m.URL)
		if how == byPhoto && photoFault(p) != nil || how == byStyle && !ours {
			continue // sheet/photo and page/style say more of it, and without a print
		}
		d := diag.Diagnostic{Span: span}
		switch {
		case m.Damaged && strings.HasPrefix(m.URL, "data:"):
			d.Message = "a picture or font that is written into the page cannot be used by the browser"
			d.Help = "make it anew, or put it into a file of its own"
		case m.Damaged:
			d.Message = fmt.Sprintf("%s is there, and the browser cannot use it", quoteURL(at))
			d.Help = "make the file anew: its picture or font does not load"
		case ours:
			d.Message = fmt.Sprintf("the sheet asks for %s, which is not there", quoteURL(at))
			d.Help = "put the file into static/, or take out what asks for it"
		default:
			d.Message = fmt.Sprintf("the sheet asks for %s, which lies on another host", quoteURL(m.URL))
			d.Help = "put a copy into static/ and name that; nothing is loaded from another host"
		}
		p.Report(d)
	}
}

// sheetHost is the host that does not exist, on which the printed copy stands.
const sheetHost = "resgen.invalid"

// ownPath is the path of an address of this site; any other address stays as it is, and is not ours.
func ownPath(address string) (at string, ours bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" && u.Host != sheetHost || u.Host == "" && u.Scheme != "" {
		return address, false
	}
	return u.Path, true
}

// How a sheet came to ask for a file.
const (
	byStart   = iota // nobody knows: a built-in layout or style sheet, or one of the user's that makes the address up
	byPicture        // of the text
	byPhoto          // of the front matter
	byStyle          // a style sheet of the user's
)

// asker is the place that an address was asked for from, the top of the résumé when that is not known.
func asker(p *check.Pass, address string) (source.Span, int) {
	if p.Site == nil || p.Site.Master == nil {
		return source.Span{}, byStart
	}
	want, _ := ownPath(address)
	meant := func(from *source.File, written string) bool {
		to := p.Site.Resolve(from, written)
		return slices.ContainsFunc([]string{written, to.URL, to.Abs}, func(candidate string) bool {
			at, ours := ownPath(candidate)
			return candidate != "" && (at == want || ours && path.Join("/", at) == want)
		})
	}
	for _, ref := range render.FactsOf(p.Site.Master).Images {
		if meant(p.Site.Master.File, ref.URL) {
			return ref.Span, byPicture
		}
	}
	if photo := p.Site.Photo; photo.Text != "" && meant(photo.Span.File, photo.Text) {
		return photo.Span, byPhoto
	}
	for _, f := range p.Site.Files {
		if path.Ext(f.Path) != ".css" {
			continue
		}
		for _, to := range theme.ReadStyle(f.Source.Bytes).Addresses {
			if at, ours := ownPath(to.URL); to.URL == address || at == want || ours && path.Join("/", path.Dir(f.Path), at) == want {
				return f.Source.Span(to.At, to.At+len(to.URL)), byStyle
			}
		}
	}
	return p.Site.Master.File.Top(), byStart
}

// quoteURL is an address as messages show it. What is too long of it goes at the end, for its
// beginning says most.
func quoteURL(address string) string {
	const most = 80
	if r := []rune(address); len(r) > most {
		address = string(r[:most-1]) + "…"
	}
	return fmt.Sprintf("%q", address)
}
