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

// PastOf is the verb in the past: "led"; "" for one that the data does not know.
func (v Verb) PastOf() string {
	e, ok := verbs().bases[v.Base]
	if !ok {
		return ""
	}
	return e.past(v.Base)
}

// An entry is a verb of the data.
type entry struct {
	irregular       string // its past, "" for a regular one
	gerund          string // where the rules do not give it
	noun, adjective bool
}

func (e entry) past(base string) string {
	if e.irregular != "" {
		return e.irregular
	}
	return regularPast(base)
}

// A lexicon is the data. Regular forms are not in it, they are reckoned back to their base: the data is read at the first
// look-up of a run, which should not cost more than the check itself.
type lexicon struct {
	bases     map[string]entry
	irregular map[string]Verb // pasts, participles and gerunds that the data writes out
}

// verbs is the data; verbs.txt says its form.
var verbs = sync.OnceValue(func() *lexicon {
	x := &lexicon{bases: make(map[string]entry, 1200), irregular: make(map[string]Verb, 500)}
	for line := range strings.Lines(verbsText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			x.add(line)
		}
	}
	return x
})

func (x *lexicon) add(line string) {
	base, forms, _ := strings.Cut(line, " ")
	e := entry{}
	for {
		if b, ok := strings.CutSuffix(base, "~"); ok {
			base, e.noun = b, true
		} else if b, ok := strings.CutSuffix(base, "="); ok {
			base, e.adjective = b, true
		} else {
			break
		}
	}
	if forms != "" {
		past, rest, _ := strings.Cut(forms, " ")
		participle, gerund, _ := strings.Cut(rest, " ")
		if participle == "" {
			participle = past
		}
		e.irregular, e.gerund = past, gerund
		x.put(past, base, Past, e.adjective)
		x.put(participle, base, Participle, e.adjective)
		if gerund == "" {
			gerund = gerundOf(base, past)
		}
		x.put(gerund, base, Gerund, false)
	}
	if old, ok := x.bases[base]; !ok {
		x.bases[base] = e
	} else if old.irregular != "" && e.irregular == "" { // the second spelling is the regular one
		x.put(regularPast(base), base, Past|Participle, e.adjective)
		x.put(gerundOf(base, ""), base, Gerund, false)
	}
}

// put adds a form that is written out. A word that is another verb's already keeps the first, so "found" is the past of "find".
func (x *lexicon) put(word, base string, f Form, adjective bool) {
	v, ok := x.irregular[word]
	if ok && v.Base != base {
		return
	}
	x.irregular[word] = Verb{base, v.Form | f, v.Noun || adjective}
}

// find is what verb a word is, without regard to prefixes.
func (x *lexicon) find(w string) (Verb, bool) {
	v, ok := x.irregular[w]
	if e, is := x.bases[w]; is && (!ok || v.Base == w) {
		v, ok = Verb{w, v.Form | Base, v.Noun || e.noun}, true
	}
	if ok {
		return v, true
	}
	n := len(w)
	switch {
	case n < 4:
	case w[n-1] == 's':
		return x.regular(w, Third, w[:n-1], cut(w, 2), replace(w, 3, "y"))
	case strings.HasSuffix(w, "ed"):
		return x.regular(w, Past|Participle, w[:n-2], w[:n-1], cut(w, 3), replace(w, 3, "y"))
	case strings.HasSuffix(w, "ing"):
		return x.regular(w, Gerund, w[:n-3], replace(w, 3, "e"), cut(w, 4), replace(w, 4, "ie"))
	}
	switch w {
	case "has":
		return Verb{"have", Third, false}, true
	case "is":
		return Verb{"be", Third, false}, true
	}
	return Verb{}, false
}

// cut is a word without its last n letters.
func cut(w string, n int) string { return w[:max(0, len(w)-n)] }

// replace is a word with its last n letters replaced.
func replace(w string, n int, by string) string { return cut(w, n) + by }

// regular tries the bases that a word may be a form of.
func (x *lexicon) regular(w string, f Form, bases ...string) (Verb, bool) {
	for _, base := range bases {
		e, ok := x.bases[base]
		if !ok || len(base) < 2 {
			continue
		}
		form := ""
		switch {
		case f == Third:
			form = third(base)
		case f == Gerund && e.gerund != "":
			form = e.gerund
		case f == Gerund:
			form = gerundOf(base, e.irregular)
		case e.irregular == "":
			form = regularPast(base)
		}
		if form == w {
			return Verb{base, f, e.noun && f == Third || e.adjective && f != Third && f != Gerund}, true
		}
	}
	return Verb{}, false
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
	if v, ok := x.find(low); ok {
		return v, true
	}
	for _, pre := range [...]string{"re", "co", "pre", "over", "out", "un", "de"} {
		rest, ok := strings.CutPrefix(low, pre)
		if !ok || len(rest) < 4 {
			continue
		}
		if v, ok := x.find(rest); ok && (pre == "re" || v.Form&Base == 0) {
			v.Base, v.Noun = pre+v.Base, v.Noun || v.Form&Base != 0
			return v, true
		}
	}
	return Verb{}, false
}
