package prose

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed verbs.txt
var verbsText string

// A Form is how a verb is written; a set of bits, as "cut" is several.
type Form uint8

// The forms.
const (
	Base       Form = 1 << iota // "lead", "cut"
	Past                        // "led", "cut", "wrote"
	Participle                  // "led", "cut", "written"
	Gerund                      // "leading"
	Third                       // "leads"
)

// A Verb is a word that can be a verb.
type Verb struct {
	Base string // "lead"
	Form Form
	// Noun says that the word, in this form, is a noun or an adjective as well: "support", "tests", "lead".
	Noun bool
}

// PastOf is the verb in the past: "led".
func (v Verb) PastOf() string {
	if w, ok := verbs().forms[v.Base]; ok {
		return w.past
	}
	return ""
}

type written struct{ past, gerund string }

type lexicon struct {
	words map[string]Verb
	forms map[string]written // by base
}

// verbs is the data; verbs.txt says its form.
var verbs = sync.OnceValue(func() *lexicon {
	x := &lexicon{words: make(map[string]Verb, 4096), forms: make(map[string]written, 1024)}
	for line := range strings.Lines(verbsText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Fields(line)
		x.add(parts)
	}
	return x
})

func (x *lexicon) add(parts []string) {
	base := parts[0]
	noun, adjective := false, false
	for n := len(base) - 1; n > 0; n-- {
		switch base[n] {
		case '~':
			noun = true
		case '=':
			adjective = true
		default:
			n = 0
		}
	}
	base = strings.TrimRight(base, "~=")
	past, participle, gerund := "", "", ""
	switch len(parts) {
	case 1:
		past = regularPast(base)
	case 2:
		past = parts[1]
	case 4:
		gerund = parts[3]
		fallthrough
	case 3:
		past, participle = parts[1], parts[2]
	}
	if participle == "" {
		participle = past
	}
	if gerund == "" {
		gerund = gerundOf(base, past)
	}
	x.put(base, base, Base, noun)
	x.put(third(base), base, Third, noun)
	x.put(past, base, Past, adjective)
	x.put(participle, base, Participle, adjective)
	x.put(gerund, base, Gerund, false)
	if _, ok := x.forms[base]; !ok {
		x.forms[base] = written{past, gerund}
	}
}

// put adds a form. A word that is already known as another verb's keeps the first, so "found" is the past of
// "find" where that stands first.
func (x *lexicon) put(word, base string, f Form, noun bool) {
	v, ok := x.words[word]
	if ok && v.Base != base {
		return
	}
	x.words[word] = Verb{base, v.Form | f, v.Noun || noun}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// doubles reports whether a verb of one syllable doubles its last letter: "plan", "ship", not "fix", "load".
func doubles(base string) bool {
	n := len(base)
	if n < 3 || vowel(base[n-1]) || strings.IndexByte("wxyh", base[n-1]) >= 0 || !vowel(base[n-2]) {
		return false
	}
	before := base[:n-2]
	if vowel(before[len(before)-1]) && !strings.HasSuffix(before, "qu") {
		return false
	}
	return !strings.ContainsAny(strings.TrimSuffix(before, "qu"), "aeiouy")
}

func regularPast(base string) string {
	n := len(base)
	switch {
	case base[n-1] == 'e':
		return base + "d"
	case base[n-1] == 'y' && !vowel(base[n-2]):
		return base[:n-1] + "ied"
	case doubles(base):
		return base + base[n-1:] + "ed"
	}
	return base + "ed"
}

// gerundOf is the -ing form; a last letter that is doubled in the past is doubled here.
func gerundOf(base, past string) string {
	n := len(base)
	switch {
	case strings.HasSuffix(base, "ie"):
		return base[:n-2] + "ying"
	case base[n-1] == 'e' && !strings.HasSuffix(base, "ee") && !strings.HasSuffix(base, "oe") && !strings.HasSuffix(base, "ye"):
		return base[:n-1] + "ing"
	case doubles(base), past == base+base[n-1:]+"ed":
		return base + base[n-1:] + "ing"
	case base[n-1] == 'c' && strings.HasPrefix(past, base+"k"):
		return base + "king"
	}
	return base + "ing"
}

func third(base string) string {
	n := len(base)
	switch {
	case base == "have":
		return "has"
	case base == "be":
		return "is"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "z"), strings.HasSuffix(base, "ch"),
		strings.HasSuffix(base, "sh"), base == "go", base == "do", base == "undergo":
		return base + "es"
	case base[n-1] == 'y' && !vowel(base[n-2]):
		return base[:n-1] + "ies"
	}
	return base + "s"
}

// Lookup is what verb a word in lower case is. Words with a prefix of their own ("re-architected", "onboarded")
// stand in the data; "re", "co" and "pre" before a known verb, with or without a hyphen, are tried as well.
func Lookup(low string) (Verb, bool) {
	x := verbs()
	if v, ok := x.words[low]; ok {
		return v, true
	}
	for _, pre := range [...]string{"re", "co", "pre", "over", "out", "un", "de"} {
		rest, ok := strings.CutPrefix(low, pre)
		if !ok || len(rest) < 4 {
			continue
		}
		if v, ok := x.words[rest]; ok && (pre == "re" || v.Form&Base == 0) {
			v.Base, v.Noun = pre+v.Base, v.Noun || v.Form&Base != 0
			return v, true
		}
	}
	return Verb{}, false
}
