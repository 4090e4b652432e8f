package tailor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

// word judges a word.
func (g *gate) word(i int) {
	p := g.all[i]
	text := g.t.Plain[p.start:p.end]
	if g.words[p.key] || g.written[text] || g.compound(i) || text == "I" {
		return
	}
	if t, _ := term.FindTechnology(text); t != nil && g.techs[t] { // "GO", where a theme sets capitals
		return
	}
	named := g.named(i)
	switch {
	case named:
		g.claim(NewName, p.start, p.end)
	case strings.Contains(text, "."): // "acme.example"
		g.claim(NewName, p.start, p.end)
	case g.grain == EveryWord:
		g.claim(NewWord, p.start, p.end)
	case g.tool(i):
		g.claim(NewTechnology, p.start, p.end)
	case g.english && !right(text):
		g.claim(NewWord, p.start, p.end)
	}
}

// tool reports whether a word of the language is meant as the technology that has its name: "in rust", "Kafka and spark".
func (g *gate) tool(i int) bool {
	p := g.all[i]
	t, _ := term.FindTechnology(g.t.Plain[p.start:p.end])
	if t == nil || t.Phrase || g.technology(t) {
		return false
	}
	named := func(k int) bool {
		return k >= 0 && k < len(g.all) && slices.ContainsFunc(g.mentions, func(m term.Mention) bool { return m.Start < g.all[k].end && g.all[k].start < m.End })
	}
	for _, side := range []int{-1, 1} {
		k := i + side
		if k < 0 || k >= len(g.all) {
			continue
		}
		a, b := g.all[min(i, k)], g.all[max(i, k)]
		switch between := strings.TrimSpace(g.t.Plain[a.end:b.start]); {
		case between == "," || between == "/" || between == "&" || between == "+":
			if named(k) {
				return true
			}
		case between != "":
		case side < 0 && (g.all[k].key == "in" || g.all[k].key == "with" || g.all[k].key == "using" || g.all[k].key == "via" || g.all[k].key == "on" || g.all[k].key == "into"):
			return true
		case (g.all[k].key == "and" || g.all[k].key == "or") && named(k+side):
			return true
		}
	}
	return false
}

// compound reports whether a word is known together with a neighbour that a hyphen joins it to, or each part of it is.
func (g *gate) compound(i int) bool {
	for k := max(1, i); k <= min(i+1, len(g.all)-1); k++ {
		a, b := g.all[k-1], g.all[k]
		if joint(g.t.Plain[a.end:b.start]) && g.words[key(g.t.Plain[a.start:a.end]+g.t.Plain[b.start:b.end])] {
			return true
		}
	}
	return false
}

// named reports whether a word is written as a name is: with a capital where no sentence begins, or inside.
func (g *gate) named(i int) bool {
	p := g.all[i]
	text := g.t.Plain[p.start:p.end]
	first, size := utf8.DecodeRuneInString(text)
	if strings.IndexFunc(text[size:], unicode.IsUpper) >= 0 {
		return true
	}
	if !unicode.IsUpper(first) && !unicode.IsTitle(first) || text == "I" {
		return false
	}
	return !g.begins(i) || !opens(strings.ToLower(text))
}

// begins reports whether a sentence begins with a piece, or what a label parts from one.
func (g *gate) begins(i int) bool {
	return i == 0 || strings.ContainsAny(g.t.Plain[g.all[i-1].end:g.all[i].start], ".:;!?")
}

// opens reports whether a word in small letters is one that sentences begin with, so that its capital makes no name of it.
func opens(low string) bool {
	_, verb := prose.Lookup(low)
	form := strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "ing") // of a verb that the data lacks
	return verb || strings.HasSuffix(low, "ly") || spell.Common(low) || prose.GoesOn(low) || form && right(low)
}

// right reports whether a dictionary has a word.
func right(text string) bool {
	return spell.American().Right(text) || spell.British().Right(text) || spell.Trade().Right(text)
}

// names judges words with capitals that stand side by side: each may be known, and the name that they make need not be.
func (g *gate) names() {
	name := func(i int) bool {
		p := g.all[i]
		text := g.t.Plain[p.start:p.end]
		if r, _ := utf8.DecodeRuneInString(text); p.number || !unicode.IsUpper(r) || g.done(p.start, p.end) {
			return false
		}
		_, verb := prose.Lookup(strings.ToLower(text))
		return !g.begins(i) || !verb && !strings.HasSuffix(text, "ly")
	}
	for i := 1; i < len(g.all); i++ {
		a, b := g.all[i-1], g.all[i]
		if sideBySide(g.t.Plain[a.end:b.start]) && name(i-1) && name(i) && !g.pairs[a.key+" "+b.key] && !g.compound(i) {
			g.claim(NewName, a.start, b.end)
		}
	}
}

// inWord reports whether a character may stand inside of a word or a number.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
