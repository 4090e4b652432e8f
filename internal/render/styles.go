package render

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// styleRule is what a fault in a style sheet of the user's is a finding of.
const styleRule = "page/style"

// readThemes reads what the themes say of themselves, and looks through the style sheets of the user's.
func (a *Assets) readThemes(site *compose.Site) {
	own := map[string]*source.File{}
	for _, f := range site.Files {
		if path.Ext(f.Path) == ".css" && !a.byPath[f.Path].ours {
			own[f.Path] = f.Source
		}
	}
	for _, f := range a.list {
		dir, name := path.Split(f.path)
		if dir != "themes/" && dir != "themes/site/" || path.Ext(name) != ".css" {
			continue
		}
		t, err := theme.Parse(strings.TrimSuffix(name, ".css"), f.bytes())
		if wrong := (*theme.Fault)(nil); errors.As(err, &wrong) && own[f.path] != nil {
			a.fault(own[f.path], wrong.At, diag.Error, wrong.Text, "mend the comment at its head")
		}
		if f := own[f.path]; f != nil {
			t.Faces = a.presentFaces(f, t)
			t.Preload = a.presentFonts(f, t)
		}
		if dir == "themes/site/" {
			a.pages = append(a.pages, t)
			continue
		}
		a.themes = append(a.themes, t)
	}
	for _, p := range slices.Sorted(maps.Keys(own)) {
		style := theme.ReadStyle(own[p].Bytes)
		a.readStyle(own[p], style)
		if path.Dir(p) == "themes" {
			t, _ := themeNamed(a.themes, strings.TrimSuffix(path.Base(p), ".css"))
			a.sheetStyle(own[p], style, t)
		}
	}
}

func (a *Assets) fault(f *source.File, at int, level diag.Severity, message, help string) {
	a.faults = append(a.faults, diag.Diagnostic{Rule: styleRule, Severity: level, Span: f.Span(at, at), Message: message, Help: help})
}

// Remote reports whether an address lies on another host.
func Remote(address string) bool {
	return strings.HasPrefix(address, "//") || strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// readStyle reports where a style sheet is broken, and what it would fetch from another host.
func (a *Assets) readStyle(f *source.File, style theme.Style) {
	for _, wrong := range style.Faults {
		a.fault(f, wrong.At, diag.Error, wrong.Text, "a browser passes over what it cannot read, and often over what follows: look at this line and at the one above it")
	}
	for _, to := range style.Addresses {
		if Remote(to.URL) {
			a.fault(f, to.At, diag.Error, fmt.Sprintf("the style sheet asks for %q, which lies on another host", to.URL),
				"put a copy into static/ and name that; nothing is loaded from another host")
		}
	}
}

// presentFaces is the faces that the head of a theme names and that are there; it reports the others.
func (a *Assets) presentFaces(f *source.File, t theme.Theme) (there []string) {
	for _, face := range t.Faces {
		if _, ok := a.byPath["fonts/"+face+"/faces.css"]; ok && path.Base(face) == face {
			there = append(there, face)
			continue
		}
		a.fault(f, headAt(f.Bytes, "faces", face), diag.Error, fmt.Sprintf("there is no face %q%s", face, meant(face, a.faces())),
			"name a folder of static/fonts/ that has a faces.css; `resgen eject` lists the built-in ones")
	}
	return there
}

// presentFonts is the same of the files that the head of a theme has fetched first.
func (a *Assets) presentFonts(f *source.File, t theme.Theme) (there []string) {
	for _, font := range t.Preload {
		if _, ok := a.byPath["fonts/"+font]; ok {
			there = append(there, font)
			continue
		}
		a.fault(f, headAt(f.Bytes, "preload", font), diag.Error, fmt.Sprintf("there is no file %q in static/fonts", font),
			"name a file of a face by its path from there, as in inter/latin-400-normal.woff2")
	}
	return there
}

// headAt is the offset of one name of a list that stands behind a key at the head of a theme.
func headAt(css []byte, key, name string) int {
	of := regexp.MustCompile(key + `:(?:[^\n]*,)?[ \t]*(` + regexp.QuoteMeta(name) + `)[ \t\r]*(?:[,\n]|\*/|$)`)
	if m := of.FindSubmatchIndex(css); m != nil {
		return m[2]
	}
	return 0
}

// faces is the folders of all faces, sorted.
func (a *Assets) faces() []string {
	var out []string
	for _, f := range a.list {
		if dir, ok := strings.CutSuffix(f.path, "/faces.css"); ok && path.Dir(dir) == "fonts" {
			out = append(out, path.Base(dir))
		}
	}
	return out
}

// families is the families that faces declare, by their folders.
func (a *Assets) families(faces []string) map[string]string {
	out := map[string]string{}
	for _, face := range faces {
		if css, ok := a.byPath["fonts/"+face+"/faces.css"]; ok {
			for _, family := range theme.ReadStyle(css.bytes()).Families() {
				out[family] = face
			}
		}
	}
	return out
}

// general is the families that CSS leaves to the machine, and the words that stand for none.
var general = []string{"serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "cursive", "fantasy", "math", "emoji",
	"inherit", "initial", "unset", "revert"}

// sheetStyle reports what a theme of the sheets asks for and does not have, and what parsers would read out of its order.
func (a *Assets) sheetStyle(f *source.File, style theme.Style, t theme.Theme) {
	has, missed := a.families(t.Faces), map[string]bool{}
	for _, family := range style.Families() {
		has[family] = ""
	}
	if custom, ok := a.byPath["custom.css"]; ok {
		for _, family := range theme.ReadStyle(custom.bytes()).Families() {
			has[family] = ""
		}
	}
	every := sync.OnceValue(func() map[string]string { return a.families(a.faces()) })
	asks := slices.ContainsFunc(style.Addresses, func(to theme.Address) bool { return strings.HasSuffix(to.URL, ".css") })
	for _, d := range style.Declarations {
		for _, family := range d.Asked() {
			asks = true
			if _, ok := has[family]; ok || missed[family] || len(missed) == mostMissed || slices.Contains(general, strings.ToLower(family)) {
				continue
			}
			missed[family] = true // one finding is enough, where the first of them stands
			help := "name the folder of its face in the comment at the head, behind `faces:`; `resgen eject` lists the built-in ones"
			if face := every()[family]; face != "" {
				help = fmt.Sprintf("add %s to `faces:` in the comment at the head", face)
			}
			at := d.At + max(bytes.Index(f.Bytes[d.At:], []byte(family)), 0)
			a.fault(f, at, diag.Error, fmt.Sprintf("no face of the theme is called %q%s", family, meant(family, slices.Sorted(maps.Keys(has)))), help)
		}
		if why := outOfFlow(d); why != "" {
			a.fault(f, d.At, diag.Warning, fmt.Sprintf("`%s: %s` %s", d.Property, d.Value, why),
				"leave text in the flow, where it stands in the HTML; rows are set by flex, bullets by list-style with a text")
		}
	}
	if !asks && len(style.Faults) == 0 {
		message := "the theme names no face for its text"
		if len(style.Declarations) == 0 {
			message = "the theme sets nothing"
		}
		a.fault(f, 0, diag.Error, message+": what it prints depends on the machine",
			"begin it from one of ours: `resgen eject static/themes/classic.css --as "+f.Path+" --force`")
	}
}

// mostMissed bounds how many families of one style sheet are looked for in vain: each costs a search for the name that was meant.
const mostMissed = 20

// mostSpacing is the letter-spacing that a sheet may have, in em (DESIGN 6).
const mostSpacing = 0.05

// outOfFlow is why a declaration tears text out of its order for a parser; "" when it does not. What it looks for is what the experiment in
// internal/build/variants_test.go lost fields by, and its kin.
func outOfFlow(d theme.Declaration) string {
	value := strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(d.Value), "!important")))
	first, _, _ := strings.Cut(value, " ")
	switch d.Property {
	case "float":
		if first == "left" || first == "right" || first == "inline-start" || first == "inline-end" {
			return "takes text out of the order in which parsers read it"
		}
	case "position":
		if first == "absolute" || first == "fixed" || first == "sticky" {
			return "takes text out of the order in which parsers read it"
		}
	case "opacity":
		if first != "1" && first != "100%" {
			return "makes a picture of text, which some parsers skip"
		}
	case "letter-spacing":
		if em, ok := strings.CutSuffix(first, "em"); ok {
			if n, err := strconv.ParseFloat(em, 64); err == nil && n > mostSpacing {
				return "sets letters so far apart that parsers read them one by one"
			}
		}
	case "list-style", "list-style-type":
		if slices.ContainsFunc(strings.Fields(value), func(w string) bool { return w == "disc" || w == "circle" || w == "square" }) {
			return "draws bullets as shapes, which parsers do not read"
		}
	case "transform", "filter", "rotate", "scale":
		if first != "none" && first != "" {
			return "makes a picture of text, which some parsers skip"
		}
	case "flex-direction", "flex-flow":
		if strings.Contains(value, "-reverse") {
			return "shows text in another order than parsers read it"
		}
	case "order":
		if first != "0" && first != "initial" {
			return "shows text in another order than parsers read it"
		}
	case "columns", "column-count":
		if first != "1" && first != "auto" && first != "" {
			return "sets text in columns, which parsers read across"
		}
	}
	return ""
}
