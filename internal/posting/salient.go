package posting

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/resgen/resgen/internal/term"
)

//go:embed common.txt
var commonText string

// common is the words that every posting has, and those of the language.
var common = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for l := range strings.Lines(commonText) {
		if l[0] != '#' {
			for w := range strings.FieldsSeq(l) {
				m[stemOf(w)], m[w] = true, true
			}
		}
	}
	return m
})

// mostWords is how many words are told; what is said less often is mostly chance.
const mostWords = 12

// salient is the words that are asked for, or said again and again, and are neither terms nor in every posting.
func salient(parts []part) []Word {
	type tally struct {
		Word
		asked int
		first int
	}
	by := map[string]*tally{}
	order := 0
	var space [32]term.Mention
	for i := range parts {
		p := &parts[i]
		if p.class == ignored {
			continue
		}
		named := term.Mentions(space[:0], p.text)
		for k, w := range p.words.Words {
			first, _ := firstRune(p.text[w.Start:])
			if len(w.Low) < 4 || !unicode.IsLetter(first) || common()[w.Low] || common()[stemOf(w.Low)] ||
				slices.ContainsFunc(named, func(m term.Mention) bool { return m.Start < w.End && w.Start < m.End }) {
				continue
			}
			if unicode.IsUpper(first) && k > 0 && p.class != Required { // a name, as that of the company
				continue
			}
			stem := stemOf(w.Low)
			t := by[stem]
			if t == nil {
				order++
				t = &tally{Word: Word{Text: p.text[w.Start:w.End]}, first: order}
				by[stem] = t
			}
			t.Times++
			if len(t.Spans) < 20 {
				t.Spans = append(t.Spans, p.span(w.Start, w.End))
			}
			if p.class == Required {
				t.asked++
			}
		}
	}
	var all []*tally
	for _, t := range by {
		if t.Times >= 2 {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *tally) int {
		return cmp.Or(cmp.Compare(b.Times+2*b.asked, a.Times+2*a.asked), cmp.Compare(a.first, b.first))
	})
	var out []Word
	for _, t := range all[:min(len(all), mostWords)] {
		out = append(out, t.Word)
	}
	return out
}
