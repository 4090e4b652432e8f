package compose

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
)

// languages is the language of a résumé, and those of the other versions that its file holds, in the order in which they are named there.
//
// Other versions are those that its front matter has values in, or lists under "lang"; and those that blocks are marked with, if a heading is, or if
// others are marked with the résumé's own language: a lone bullet in another language is a quotation, which belongs to the résumé as it stands.
func languages(d *document.Document) (main string, others []string) {
	var named []string
	for _, n := range meta.Languages(d.Meta, meta.ResumeDoc) {
		if locale.Valid(n.Text) {
			named = append(named, locale.Canonical(n.Text))
		}
	}
	said := ""
	if lang := meta.Text(d.Meta, meta.ResumeDoc, "lang"); lang.Text != "" {
		said = lang.Text
	} else if v, ok := langOf(d.Meta); ok {
		said = v
	} else if file := FileLanguage(d.File.Path); file != "" && locale.Valid(file) {
		said = file
	}
	var marks []string // each once
	heading := false
	for b := range markup.Blocks(d.Blocks) {
		if tag := mark(*b); tag != "" {
			if !slices.Contains(marks, tag) {
				marks = append(marks, tag)
			}
			heading = heading || b.Kind == markup.Heading
		}
	}
	main = "en"
	switch {
	case said != "":
		main = locale.Canonical(said)
	case len(named) > 0 && !slices.Contains(named, main):
		main = named[0]
	case len(marks) > 1 && !slices.ContainsFunc(marks, func(tag string) bool { return covers(tag, main) }):
		main = marks[0]
	}
	own := slices.ContainsFunc(marks, func(tag string) bool { return covers(tag, main) })
	candidates := named
	if own || heading {
		candidates = append(candidates, marks...)
	}
	for _, lang := range candidates {
		is := func(have string) bool { return covers(lang, have) || covers(have, lang) }
		if !is(main) && !slices.ContainsFunc(others, is) {
			others = append(others, lang)
		}
	}
	return main, others
}

// langOf is the first language of a list under "lang".
func langOf(v meta.Value) (string, bool) {
	for _, key := range []string{"lang", "language"} {
		if list, ok := v.Get(key); ok && list.Kind == meta.List {
			if names := meta.Names(list); len(names) > 0 {
				return names[0].Text, true
			}
		}
	}
	return "", false
}

// mark is the language that a block is marked with; "" for none.
func mark(b markup.Block) string {
	if p, ok := b.Attrs.Get("lang"); ok && locale.Valid(p.Value) {
		return locale.Canonical(p.Value)
	}
	return ""
}

// covers reports whether what is in one language is in another, too: "de" covers "de" and "de-AT".
func covers(tag, lang string) bool {
	return tag != "" && lang != "" && (strings.EqualFold(tag, lang) || len(lang) > len(tag) && strings.EqualFold(lang[:len(tag)], tag) && lang[len(tag)] == '-')
}

// inLanguage is a document as it is in one of several languages. A document of one language without values per language is given back as it is.
func inLanguage(d *document.Document, lang, fallback string, among []string) *document.Document {
	if len(among) == 1 && !meta.Varies(d.Meta, meta.ResumeDoc) {
		return d
	}
	v := *d
	v.Meta = meta.In(d.Meta, meta.ResumeDoc, lang, fallback)
	if len(among) > 1 {
		v.Blocks = spoken(d.Blocks, lang, among)
	}
	return &v
}

// spoken is the blocks that are in a language or in none; what stands below a heading is in the language of that, unless it is marked
// itself. Headings of one level that stand one behind the other, each in a language of its own, are one heading: what is below is in all of
// these languages; so is a section's heading without a language before one with another. What is marked with a language of no version is a quotation, and stays.
func spoken(bs []markup.Block, lang string, among []string) []markup.Block {
	var out []markup.Block
	mine := func(b markup.Block) bool {
		tag := mark(b)
		return covers(tag, lang) || covers(lang, tag)
	}
	theirs := func(b markup.Block) bool {
		tag := mark(b)
		return tag != "" && slices.ContainsFunc(among, func(l string) bool { return covers(tag, l) || covers(l, tag) })
	}
	type above struct {
		level int
		other bool
	}
	var stack []above
	bs = withOwn(bs, among[0])
	for i := 0; i < len(bs); i++ {
		b := bs[i]
		if b.Kind == markup.Heading {
			for len(stack) > 0 && stack[len(stack)-1].level >= b.Level {
				stack = stack[:len(stack)-1]
			}
		}
		other := len(stack) > 0 && stack[len(stack)-1].other
		if b.Kind != markup.Heading {
			if mark(b) != "" {
				other = !mine(b) && (theirs(b) || other)
			}
			if other {
				continue
			}
			if len(b.Blocks) > 0 {
				if b.Blocks = spoken(b.Blocks, lang, among); len(b.Blocks) == 0 {
					continue // a list of bullets in other languages
				}
			}
			out = append(out, b)
			continue
		}
		group := 1 // headings that are one
		for theirs(b) && i+group < len(bs) && bs[i+group].Kind == markup.Heading && bs[i+group].Level == b.Level && theirs(bs[i+group]) {
			group++
		}
		if theirs(b) {
			other = !slices.ContainsFunc(bs[i:i+group], mine)
		}
		for _, h := range bs[i : i+group] {
			if !other && (!theirs(h) || mine(h)) {
				out = append(out, h)
			}
		}
		stack = append(stack, above{b.Level, other})
		i += group - 1
	}
	return out
}

// withOwn is blocks in which the heading of a section that stands right before one of its level in another language is marked with the main one:
// nothing else can be meant by a section without a word.
func withOwn(bs []markup.Block, main string) []markup.Block {
	out := bs
	for i := 0; i+1 < len(bs); i++ {
		a, b := bs[i], bs[i+1]
		if a.Kind != markup.Heading || b.Kind != markup.Heading || a.Level != b.Level || a.Level > 2 || mark(a) != "" || mark(b) == "" || covers(mark(b), main) {
			continue
		}
		if len(out) > 0 && &out[0] == &bs[0] {
			out = slices.Clone(bs)
		}
		out[i].Attrs.Pairs = append(slices.Clone(a.Attrs.Pairs), markup.Pair{Key: "lang", Value: main})
	}
	return out
}
