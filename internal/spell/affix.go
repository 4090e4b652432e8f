package spell

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An affix is one line of a class of prefixes or suffixes.
type affix struct {
	flag  flag
	cross bool   // it goes with the other kind of affix, too
	strip string // what the stem loses
	add   string // what it gets instead
	when  condition
	flags string // its own

	second bool // a suffix may stand between it and the stem
}

// affixes is all of one kind, and the way to those that a word may have.
type affixes struct {
	all    []*affix
	byEdge map[edge][]*affix // by the bytes of them at the word's edge
}

// An edge is up to two bytes at the end of a word, the outer one first: 0 where an affix has fewer.
type edge [2]byte

func edgeOf(text string, suffix bool) (e edge) {
	n := len(text)
	for i := range min(n, 2) {
		if e[i] = text[i]; suffix {
			e[i] = text[n-1-i]
		}
	}
	return e
}

func (a *affixes) add(x *affix, suffix bool) {
	if a.byEdge == nil {
		a.byEdge = map[edge][]*affix{}
	}
	e := edgeOf(x.add, suffix)
	a.all, a.byEdge[e] = append(a.all, x), append(a.byEdge[e], x)
}

// of yields the affixes that a word may have; it stops when yield says so, and reports that.
func (a *affixes) of(word string, suffix bool, yield func(*affix) bool) bool {
	e := edgeOf(word, suffix)
	for i, key := range [...]edge{e, {e[0]}, {}} {
		if i == 0 && e[1] == 0 || i == 1 && e[0] == 0 {
			continue
		}
		for _, x := range a.byEdge[key] {
			if yield(x) {
				return true
			}
		}
	}
	return false
}

// affix reads a line of a class, or the head of one.
func (r *rules) affix(f []string, wanted map[string]int) error {
	class := f[0] + " " + f[1]
	left, known := wanted[class]
	if !known {
		n := 0
		if len(f) >= 4 {
			n, _ = strconv.Atoi(f[3])
		}
		if n < 0 || len(f) < 4 || f[2] != "Y" && f[2] != "N" {
			return fmt.Errorf("%q is no head of a class of affixes: it is %s FLAG Y|N COUNT", strings.Join(f, " "), f[0])
		}
		wanted[class] = n
		if f[2] == "Y" {
			wanted["cross "+class] = -1
		}
		return nil
	}
	if len(f) < 4 {
		return fmt.Errorf("%q is no affix: it is %s FLAG STRIP ADD CONDITION", strings.Join(f, " "), f[0])
	}
	if left <= 0 {
		return fmt.Errorf("%s has more lines than it announces", class)
	}
	wanted[class] = left - 1
	x := &affix{flag: r.one(f[1]), cross: wanted["cross "+class] != 0}
	if f[2] != "0" {
		x.strip = f[2]
	}
	add, flags, _ := strings.Cut(f[3], "/")
	if x.flags = r.resolved(flags); add != "0" {
		x.add = r.converted(add)
	}
	if len(f) > 4 {
		when, err := parseCondition(f[4])
		if err != nil {
			return err
		}
		x.when = when
	}
	if f[0] == "SFX" {
		r.suffixes.add(x, true)
	} else {
		r.prefixes.add(x, false)
	}
	return nil
}

// A condition is what the stem must begin or end with: one set of letters a place.
type condition []letters

// letters is a set of letters, or all but those.
type letters struct {
	set string
	not bool // an empty set and not: any letter
}

func (l letters) has(r rune) bool { return strings.ContainsRune(l.set, r) != l.not }

func parseCondition(text string) (condition, error) {
	var c condition
	if text == "." {
		return nil, nil
	}
	for text != "" {
		r, n := utf8.DecodeRuneInString(text)
		switch {
		case r == '.':
			c = append(c, letters{not: true})
		case r == '[':
			end := strings.IndexByte(text, ']')
			if end < 0 {
				return nil, fmt.Errorf("the condition %q has no end", text)
			}
			set, not := strings.CutPrefix(text[1:end], "^")
			c = append(c, letters{set, not})
			n = end + 1
		default:
			c = append(c, letters{set: text[:n]})
		}
		text = text[n:]
	}
	return c, nil
}

// begins reports whether a stem begins as the condition says.
func (c condition) begins(stem string) bool {
	for _, l := range c {
		r, n := utf8.DecodeRuneInString(stem)
		if n == 0 || !l.has(r) {
			return false
		}
		stem = stem[n:]
	}
	return true
}

// ends reports whether a stem ends as the condition says.
func (c condition) ends(stem string) bool {
	for i := len(c) - 1; i >= 0; i-- {
		r, n := utf8.DecodeLastRuneInString(stem)
		if n == 0 || !c[i].has(r) {
			return false
		}
		stem = stem[:len(stem)-n]
	}
	return true
}

// stemOfSuffix is the stem that a word has with the suffix.
func (x *affix) stemOfSuffix(word string, full bool) (string, bool) {
	rest, ok := strings.CutSuffix(word, x.add)
	if !ok || rest == "" && !full {
		return "", false
	}
	stem := rest
	if x.strip != "" {
		stem = rest + x.strip
	}
	return stem, x.when.ends(stem)
}

// stemOfPrefix is the stem that a word has with the prefix.
func (x *affix) stemOfPrefix(word string, full bool) (string, bool) {
	rest, ok := strings.CutPrefix(word, x.add)
	if !ok || rest == "" && !full {
		return "", false
	}
	stem := rest
	if x.strip != "" {
		stem = x.strip + rest
	}
	return stem, x.when.begins(stem)
}
