package rules

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
)

var sheetPhoto = &check.Rule{
	ID:    "sheet/photo",
	Level: diag.Error,
	Doc: check.Doc{
		What: "The photo that is to be printed is not there, lies on another host, is no picture, or is larger than 25 megapixels, and then the sheet is printed " +
			"without it. As a warning: it has more than 4 megapixels or takes more than 0.5 MB, or it has fewer than 150 dots an inch at the size at which it is printed.",
		Why: "Sheets without the picture have a hole where it should be. A picture straight from the camera makes a PDF that forms refuse; one that is " +
			"too small is printed in visible squares.",
		Bad: `---
name: Ada Byron
photo: me.jpg
pdf: {options: {photo: on}}
---

## Experience
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
photo: me.svg
pdf: {options: {photo: on}}
---

## Experience
-- content/me.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="26" height="32"><rect width="26" height="32"/></svg>
`,
		Mend: "Put the picture beside the résumé, and make it 614 pixels wide and 756 high: 600 dots an inch of 26 by 32 mm.",
	},
	Limits: []*check.Limit{photoPixels, photoSize, photoDots},
	Run: func(p *check.Pass) {
		if d := photoFault(p); d != nil {
			p.Report(*d)
		}
	},
}

// The size of a photo as css/resume.css has it, in mm.
const photoWidth, photoHeight = 26, 32

// photoFault is what is wrong with the photo, nil when nothing is or when none is to be printed.
func photoFault(p *check.Pass) *diag.Diagnostic {
	if p.Site == nil || p.Site.Master == nil {
		return nil
	}
	on := source.Span{}
	for _, c := range p.Site.Settings.PDF.Options {
		if c.Name.Text == "photo" && len(c.Values) == 1 && c.Values[0].Text == "on" {
			on = c.Values[0].Span
		}
	}
	if !on.Known() {
		return nil
	}
	photo, ok := render.PhotoOf(p.Site, compose.Target{Audience: compose.Sent}) // one that is private, too
	if !ok {
		return &diag.Diagnostic{Span: on, Message: "a photo is to be printed, and none is named", Help: "write `photo: me.jpg` with the name of a picture beside the résumé"}
	}
	name := p.Site.Photo
	d := &diag.Diagnostic{Span: name.Span}
	if render.Remote(name.Text) {
		d.Message = fmt.Sprintf("the photo %s lies on another host", quoteURL(name.Text))
		d.Help = "put a copy beside the résumé and name that; nothing is loaded from another host"
		return d
	}
	if photo.File == nil {
		if i := slices.IndexFunc(p.Set.Problems(), func(x source.Problem) bool { return path.Base(x.Span.Path()) == path.Base(name.Text) }); i >= 0 {
			d.Message, d.Help = fmt.Sprintf("the photo %s cannot be used: it %s", quoteURL(name.Text), p.Set.Problems()[i].Text), shrink(name.Text)
			return d
		}
		d.Message, d.Help = fmt.Sprintf("the photo %s is not there", quoteURL(name.Text)), "put it beside the résumé, or into static/ and write its name with a slash before it"
		if near := nearPicture(p, name); near != "" {
			d.Message += fmt.Sprintf("; did you mean %q?", near)
			d.Fix = &diag.Fix{Message: fmt.Sprintf("name %q", near), Edits: []diag.Edit{{Span: name.Span, New: near}}}
		}
		return d
	}
	size := float64(len(photo.File.Bytes)) / 1e6
	pixels := float64(photo.Width) * float64(photo.Height) / 1e6
	dots := math.Min(float64(photo.Width)/photoWidth, float64(photo.Height)/photoHeight) * 25.4
	of := ""
	if pixels > 0 {
		of = fmt.Sprintf("%d × %d pixels (%s megapixels) and ", photo.Width, photo.Height, check.Number(math.Round(pixels*10)/10))
	}
	of = fmt.Sprintf("the photo %s is %s%s", quoteURL(name.Text), of, weight(len(photo.File.Bytes)))
	switch {
	case len(photo.File.Bytes) == 0:
		d.Message, d.Help = fmt.Sprintf("the photo %s is empty", quoteURL(name.Text)), "save the picture anew; the file has no bytes"
	case !photo.Picture:
		d.Message, d.Help = fmt.Sprintf("the photo %s is no picture that a browser shows, or was cut off", quoteURL(name.Text)), "save it anew, as JPEG or PNG"
	case photo.Large():
		d.Message, d.Help = fmt.Sprintf("%s; what is larger than %d megapixels is not printed", of, render.MostPhoto/1_000_000), shrink(name.Text)
	case pixels > p.Limit(photoPixels):
		d.Severity, d.Message, d.Help = diag.Warning, fmt.Sprintf("%s; the limit is %s", of, p.LimitText(photoPixels)), shrink(name.Text)
	case size > p.Limit(photoSize):
		d.Severity, d.Message, d.Help = diag.Warning, fmt.Sprintf("%s; the limit is %s", of, p.LimitText(photoSize)), shrink(name.Text)
	case pixels > 0 && dots < p.Limit(photoDots):
		d.Severity = diag.Warning
		d.Message = fmt.Sprintf("the photo %s is %d × %d pixels, %d dots an inch as printed; the least is %s", quoteURL(name.Text), photo.Width, photo.Height, int(dots), p.LimitText(photoDots))
		d.Help = fmt.Sprintf("take a larger one: it is printed %d × %d mm, for which %d × %d pixels are good", photoWidth, photoHeight, dotsOf(photoWidth, 300), dotsOf(photoHeight, 300))
	default:
		return nil
	}
	return d
}

// weight is a number of bytes as people read it.
func weight(bytes int) string {
	if bytes < 1e6 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// dotsOf is how many dots a length in mm takes.
func dotsOf(mm, dots float64) int { return int(math.Round(mm / 25.4 * dots)) }

// shrink says how to make a photo smaller.
func shrink(name string) string {
	w, h := dotsOf(photoWidth, 600), dotsOf(photoHeight, 600)
	base := path.Base(name)
	return fmt.Sprintf("%d × %d pixels are enough; make it smaller with a program for pictures, as in `magick %s -resize %dx%d^ small-%s`", w, h, base, w, h,
		strings.TrimSuffix(base, path.Ext(base))+".jpg")
}

// nearPicture is the picture of the site that a wrong name was probably meant to be, as it would be written; "" when none is near.
func nearPicture(p *check.Pass, name meta.Name) string {
	var names []string
	for _, f := range p.Site.Files {
		if source.IsPicture(f.Path) {
			if f.Source.Path == "static/"+f.Path {
				names = append(names, "/"+f.Path)
			} else {
				names = append(names, relative(name.Span.File, f.Source.Path))
			}
		}
	}
	if near := meta.Nearest(name.Text, names); near != "" {
		return near
	}
	for _, n := range names { // it lies elsewhere
		if path.Base(n) == path.Base(name.Text) {
			return n
		}
	}
	return ""
}
