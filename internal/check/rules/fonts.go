package rules

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/sheet"
)

//go:embed fonts.txt
var fontText string

// fontNames is the families of fonts.txt: those that are usual, and parts of names of those that are odd.
var fontNames = sync.OnceValue(func() (names struct{ usual, odd []string }) {
	for line := range strings.Lines(fontText) {
		kind, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch kind {
		case "usual":
			names.usual = append(names.usual, name)
		case "odd":
			names.odd = append(names.odd, name)
		}
	}
	return names
})

// usualFont reports whether a family is among those that résumés are usually set in. TeX's own fonts, which
// are named for the size that they are drawn for ("cmr10"), are.
func usualFont(family string) bool {
	name := sheet.Letters(family)
	for _, prefix := range []string{"cmr", "cmb", "cmt", "cmss", "cmsy", "cmmi", "sfrm", "sfbx", "sfti", "lmroman", "lmsans", "lmmono", "notosans", "notoserif", "ptsans", "ptserif", "fontawesome"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return slices.ContainsFunc(fontNames().usual, func(usual string) bool { return sheet.OfFamily(name, usual) })
}

// oddFont reports whether a family is made for posters, cards or comics, as far as its name says so.
func oddFont(family string) bool {
	name := sheet.Letters(family)
	return slices.ContainsFunc(fontNames().odd, func(part string) bool { return strings.Contains(name, part) })
}
