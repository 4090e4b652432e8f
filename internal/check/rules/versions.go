package rules

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A version is the résumé in one language, and what stands where in it.
type version struct {
	lang   string
	locale locale.Locale
	*resume.Resume
}

// A pair is a part of the résumé in two languages. One of the two is nil where the other language does not have it; then near is what stands
// before the place where it is missing.
type pair[T any] struct {
	main, other *T
	near        source.Span
}

// versionsOf is the version in the main language and those in others, as complete as they are known: what is sent, where that is made.
func versionsOf(p *check.Pass) (main version, others []version) {
	if p.Site == nil || len(p.Site.Versions) < 2 {
		return version{}, nil
	}
	of := func(v *compose.Version) version { return version{v.Lang, locale.Of(v.Lang), p.Site.Sent(v)} }
	for _, v := range p.Site.Versions[1:] {
		others = append(others, of(v))
	}
	return of(p.Site.Versions[0]), others
}

// top is where a version begins.
func (v version) top() source.Span { return v.File.Top() }

// pairs matches two lists: those of the highest likeness first, down to the least; then what is left between two matches, if inOrder says so, one by one
// in its order. likeness is 0 for what has nothing in common. Out come the pairs in the order of the main list, and what only the
// other list has behind the pair that it follows.
func pairs[T any](main, other []T, least float64, inOrder bool, likeness func(a, b *T) float64, at func(*T) source.Span, top source.Span, otherTop source.Span) []pair[T] {
	const most = 400 // of either list; what is beyond is matched by its order
	type match struct {
		a, b int
		like float64
	}
	var all []match
	for i := range main[:min(len(main), most)] {
		for j := range other[:min(len(other), most)] {
			if like := likeness(&main[i], &other[j]); like >= least {
				near := 0.5 - 0.5*min(1, abs(float64(i)/float64(len(main))-float64(j)/float64(len(other)))) // of equals, the one in the same place
				all = append(all, match{i, j, like + near})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int {
		return cmp.Or(cmp.Compare(y.like, x.like), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	toOther, toMain := make([]int, len(main)), make([]int, len(other))
	for i := range toOther {
		toOther[i] = -1
	}
	for j := range toMain {
		toMain[j] = -1
	}
	for _, m := range all {
		if toOther[m.a] < 0 && toMain[m.b] < 0 {
			toOther[m.a], toMain[m.b] = m.b, m.a
		}
	}
	if inOrder {
		j := 0
		for i := range main {
			if toOther[i] >= 0 {
				j = toOther[i] + 1
				continue
			}
			if j < len(other) && toMain[j] < 0 {
				toOther[i], toMain[j] = j, i
				j++
			}
		}
	}
	var out []pair[T]
	near, otherNear := top, otherTop
	said := 0 // of other
	rest := func(to int) {
		for ; said < to; said++ {
			if toMain[said] < 0 {
				out = append(out, pair[T]{other: &other[said], near: near})
			}
			otherNear = at(&other[said])
		}
	}
	for i := range main {
		j := toOther[i]
		if j < 0 {
			out = append(out, pair[T]{main: &main[i], near: otherNear})
			near = at(&main[i])
			continue
		}
		rest(j)
		out = append(out, pair[T]{main: &main[i], other: &other[j]})
		near = at(&main[i])
		otherNear = at(&other[j])
		said = max(said, j+1)
	}
	rest(len(other))
	return out
}

func abs(x float64) float64 { return max(x, -x) }

// sections is the sections of two versions, matched by their kind and by their order among those of a kind. Those of no known kind are matched by
// name, or by order.
func sections(main, other version) []pair[resume.Section] {
	like := func(a, b *resume.Section) float64 {
		switch {
		case a.Span == b.Span:
			return 100
		case a.Kind != b.Kind:
			return 0
		case a.Kind == resume.Other && a.ID != b.ID && !strings.EqualFold(a.Title.Text, b.Title.Text):
			return 0
		}
		return 10
	}
	found := pairs(main.Sections, other.Sections, 1, false, like, func(s *resume.Section) source.Span { return s.Title.Span }, main.top(), other.top())
	// One that no name tells of may be what is left of the other language between the same two.
	var lone [2][]int
	for i, p := range found {
		if s := cmp.Or(p.main, p.other); (p.main == nil) != (p.other == nil) && s.Kind == resume.Other {
			lone[map[bool]int{true: 0, false: 1}[p.main != nil]] = append(lone[map[bool]int{true: 0, false: 1}[p.main != nil]], i)
		}
	}
	if len(lone[0]) == len(lone[1]) {
		for k, i := range lone[0] {
			found[i].other = found[lone[1][k]].other
			found[lone[1][k]].other = nil
		}
		found = slices.DeleteFunc(found, func(p pair[resume.Section]) bool { return p.main == nil && p.other == nil })
	}
	return found
}

// entries is the entries of a section in two versions, matched by id, organization, address, dates and the words that both have.
func entries(main, other *resume.Section) []pair[resume.Entry] {
	like := func(a, b *resume.Entry) float64 {
		if a.Span == b.Span || a.ID != "" && a.ID == b.ID {
			return 100
		}
		n := 0.0
		if a.Organization.Known() && term.Fold(a.Organization.Text) == term.Fold(b.Organization.Text) {
			n += 4
		}
		if a.URL != "" && a.URL == b.URL {
			n += 4
		}
		if a.Dates.Start.Known() && a.Dates.Start == b.Dates.Start {
			n += 3
		}
		if a.Dates.Present && b.Dates.Present || a.Dates.End.Known() && a.Dates.End == b.Dates.End {
			n += 2
		}
		return n + float64(min(2, commonWords(a.Title.Text+" "+a.Organization.Text, b.Title.Text+" "+b.Organization.Text)))
	}
	// What has neither organization nor dates is matched by its place, where both have as many.
	bare := func(e resume.Entry) bool { return !e.Organization.Known() && !e.Dates.Known() }
	inOrder := len(main.Entries) == len(other.Entries) && !slices.ContainsFunc(slices.Concat(main.Entries, other.Entries), func(e resume.Entry) bool { return !bare(e) })
	return pairs(main.Entries, other.Entries, 2, inOrder, like, func(e *resume.Entry) source.Span { return e.Head },
		main.Title.Span, other.Title.Span)
}

// commonWords is how many words two texts have in common that tell something: names, mostly, as their languages differ.
func commonWords(a, b string) int {
	have := map[string]bool{}
	for w := range strings.FieldsFuncSeq(a, notWord) {
		if telling(w) {
			have[term.Fold(w)] = true
		}
	}
	n := 0
	for w := range strings.FieldsFuncSeq(b, notWord) {
		if w := term.Fold(w); have[w] {
			n++
			delete(have, w)
		}
	}
	return n
}

// telling reports whether a word is more than a small one, which two languages may share by chance.
func telling(w string) bool {
	return utf8.RuneCountInString(w) > 3 || strings.IndexFunc(w, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) >= 0
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#' }

// A statement is a bullet of a version, or a paragraph.
type statement struct {
	text    string
	span    source.Span
	inlines []markup.Inline
	private bool
}

// points is the bullets of some blocks, those inside of others too, and their paragraphs outside of lists.
func points(bs []markup.Block) (bullets, paragraphs []statement) {
	var walk func(bs []markup.Block, item, private bool)
	walk = func(bs []markup.Block, item, private bool) {
		for i := range bs {
			b := &bs[i]
			_, own := b.Attrs.Get("private")
			hidden := private || own
			switch {
			case b.Kind == markup.Item:
				var text []markup.Inline
				for k := range b.Blocks {
					if b.Blocks[k].Kind == markup.Paragraph {
						text = append(text, b.Blocks[k].Inlines...)
					}
				}
				if plain := markup.Plain(text); plain != "" {
					bullets = append(bullets, statement{plain, text[0].Span.Join(text[len(text)-1].Span), text, hidden})
				}
				walk(b.Blocks, true, hidden)
			case b.Kind == markup.Paragraph && !item && len(b.Inlines) > 0:
				paragraphs = append(paragraphs, statement{markup.Plain(b.Inlines), b.Span, b.Inlines, hidden})
			default:
				walk(b.Blocks, item, hidden)
			}
		}
	}
	walk(bs, false, false)
	return bullets, paragraphs
}

// matched is points of two versions, matched by the figures and names that both have, and by their order.
func matched(main, other []statement, a, b version, top, otherTop source.Span) []pair[statement] {
	like := func(x, y *statement) float64 {
		if x.span == y.span {
			return 100
		}
		n := float64(commonWords(x.text, y.text))
		for _, f := range figures(x, a) {
			if slices.ContainsFunc(figures(y, b), f.same) {
				n++
			}
		}
		return n
	}
	return pairs(main, other, 1, true, like, func(p *statement) source.Span { return p.span }, top, otherTop)
}
