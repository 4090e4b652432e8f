package chrome

import (
	"bytes"
	"compress/zlib"
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// A Face is a font that a probe is set in, as WOFF2.
type Face struct {
	Name string // below the origin: "inter.woff2"
	Data []byte
}

// A Probe is what tells apart browsers whose prints differ: the version; how wide lines in faces of ours are, which differs with how
// advances of glyphs are rounded, and so where lines break; and what is drawn when they are printed, which can differ when those do
// not (with --disable-font-subpixel-positioning).
type Probe struct {
	Version string    // "HeadlessChrome/156.0.8078.79"
	Widths  []float64 // in px: for each face a line in each size, and the glyphs of one in the first size
	Drawn   [32]byte  // the hash of the print's streams, inflated: how they are packed does not count
}

// probeSizes is in points. None is a whole number of px.
var probeSizes = [...]float64{9.5, 10.2, 17.5}

const (
	probeText   = "Hamburgefonstiv 0123456789, AVAToy fi – é"
	probeGlyphs = "Aenst"
)

//go:embed probe.js
var probeBody string

// probePage is the page that is measured.
func probePage(faces []Face) Job {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang=en><meta charset=utf-8><title>probe</title><style>b { font-weight: normal; white-space: pre }`)
	for i, f := range faces {
		fmt.Fprintf(&b, "\n@font-face { font-family: f%d; src: url(%s) }", i, f.Name)
	}
	b.WriteString("</style>\n")
	line := func(face int, size float64, text string) {
		fmt.Fprintf(&b, "<p style=\"font: %spt f%d\"><b>%s</b>\n", strconv.FormatFloat(size, 'f', -1, 64), face, text)
	}
	for i := range faces {
		for _, size := range probeSizes {
			line(i, size, probeText)
		}
		for _, glyph := range probeGlyphs {
			line(i, probeSizes[0], string(glyph))
		}
	}
	return Job{HTML: []byte(b.String()), Lookup: func(url string) ([]byte, string, bool) {
		i := slices.IndexFunc(faces, func(f Face) bool { return "/"+f.Name == url })
		if i < 0 {
			return nil, "", false
		}
		return faces[i].Data, "font/woff2", true
	}}
}

// probe measures a page in a tab, the way that prints are, and prints it: so that it is known that this can be done.
func (t *tab) probe(ctx context.Context, faces []Face) (Probe, error) {
	job := probePage(faces)
	if err := t.show(ctx, "print", false); err != nil {
		return Probe{}, err
	}
	if err := t.resize(ctx, 700, 900); err != nil {
		return Probe{}, err
	}
	if err := t.load(ctx, &job); err != nil {
		return Probe{}, err
	}
	var got struct {
		Loaded, Faces int
		Widths        []float64
	}
	if err := evaluate(ctx, script(settleBody, probeBody), &got); err != nil {
		return Probe{}, err
	}
	if got.Loaded != len(faces) || len(got.Widths) != len(faces)*(len(probeSizes)+len(probeGlyphs)) {
		return Probe{}, errors.New("it does not load the faces that it is given")
	}
	out, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), GenerateTaggedPDF: new(true)})
	if err != nil {
		return Probe{}, err
	}
	hash, n := sha256.New(), 0
	for rest := out.Data; ; n++ {
		_, after, ok := bytes.Cut(rest, []byte(">> stream\n"))
		if !ok {
			break
		}
		rest = after
		if r, err := zlib.NewReader(bytes.NewReader(after)); err == nil {
			_, _ = io.Copy(hash, r) // one that is damaged is another one
		}
	}
	if n == 0 {
		return Probe{}, errors.New("it prints nothing")
	}
	return Probe{Widths: got.Widths, Drawn: [32]byte(hash.Sum(nil))}, nil
}

// Width is that of all lines together, in px.
func (p Probe) Width() float64 {
	sum := 0.0
	for _, w := range p.Widths {
		sum += w
	}
	return sum
}

// Identity is for keys of remembered prints.
func (p Probe) Identity() string { return fmt.Sprint(p.Version, p.Widths, p.Drawn) }

// Rounded reports whether advances are whole px: letters are then set at uneven distances.
func (p Probe) Rounded() bool {
	return len(p.Widths) > 0 && !slices.ContainsFunc(p.Widths, func(w float64) bool { return w != math.Trunc(w) })
}

// differs says how prints by a browser differ from those by another; "" when they do not.
func (p Probe) differs(from Probe, at string) string {
	switch {
	case p.Version != from.Version:
		return fmt.Sprintf("it is %s, and %s is %s", p.Version, at, from.Version)
	case !slices.Equal(p.Widths, from.Widths):
		at1, at2 := p.Width(), from.Width()
		if fmt.Sprintf("%.2f", at1) == fmt.Sprintf("%.2f", at2) { // another one makes up for it
			i := 0
			for i < min(len(p.Widths), len(from.Widths))-1 && p.Widths[i] == from.Widths[i] {
				i++
			}
			at1, at2 = p.Widths[i], from.Widths[i]
		}
		return fmt.Sprintf("it sets the same words %.2f px wide, and %s %.2f px", at1, at, at2)
	case p.Drawn != from.Drawn:
		return fmt.Sprintf("its print of the same words is %x…, and that of %s %x…", p.Drawn[:4], at, from.Drawn[:4])
	}
	return ""
}
