package prose

import "strings"

// An Opening is the verb that a bullet begins with.
type Opening struct {
	Verb
	First, Last int  // its words; two for "re-architected"
	Sure        bool // it is no noun here: "Lead a team", not "Lead developer"
	Labelled    bool // it stands behind a label: "Migration: moved 40 services"
}

// mostOfLabel is the words that a label before a bullet's sentence may have.
const mostOfLabel = 6

// Opening is the verb that the text begins with, adverbs, "I" and a label passed over; ok is false when
// it begins with none.
func (t *Text) Opening() (o Opening, ok bool) {
	o, ok = t.openingAt(0)
	if ok && o.Sure {
		return o, true
	}
	if k := t.labelEnd(); k > 0 {
		if l, ok := t.openingAt(k); ok && l.Sure && l.Form&Gerund == 0 {
			l.Labelled = true
			return l, true
		}
	}
	return o, ok
}

// labelEnd is the word behind a label; 0 when the text has none.
func (t *Text) labelEnd() int {
	for k := 1; k < len(t.Words) && k <= mostOfLabel; k++ {
		if b := t.Between(k); strings.HasPrefix(b, ": ") || isDash(b) {
			return k
		}
	}
	return 0
}

// isDash reports whether what stands between two words is a dash with blanks around it.
func isDash(between string) bool {
	switch between {
	case " - ", " – ", " — ", " -- ":
		return true
	}
	return false
}

// Label is the words before a colon or a dash, "Technologies" in "Technologies: Go, Redis"; "" when there is none.
func (t *Text) Label() string {
	if k := t.labelEnd(); k > 0 {
		return t.Plain[t.Words[0].Start:t.Words[k-1].End]
	}
	return ""
}

func (t *Text) openingAt(i int) (Opening, bool) {
	for i < len(t.Words)-1 && t.passedOver(i) {
		i++
	}
	if i+2 < len(t.Words) && t.Glue(i+1) == '-' && t.passedOver(i+1) && strings.HasSuffix(t.low(i+1), "ly") && t.Spaced(i+2) {
		i += 2 // "Single-handedly wrote"
	}
	if i+2 < len(t.Words) && t.low(i) == "a" && t.low(i+1) == "b" && t.Glue(i+1) == '/' && t.verbAt(i+2, Past) {
		i += 2 // "A/B tested"
	}
	if i >= len(t.Words) || t.Words[i].Code {
		return Opening{}, false
	}
	o := Opening{First: i, Last: i}
	v, ok := Lookup(t.Words[i].Low)
	if !ok && t.Glue(i+1) == '-' {
		// "re-architected", "co-authored", "fine-tuned", "white-labelled": the last part says the form
		if v, ok = Lookup(t.low(i + 1)); ok && v.Form&(Past|Gerund) == 0 && len(t.Words[i].Low) > 3 {
			ok = false // "low-cost"
		}
		v.Base = t.Words[i].Low + "-" + v.Base
		o.Last = i + 1
	} else if !ok && pastLike(t.Words[i].Low) {
		v, ok = Verb{Base: t.Words[i].Low, Form: Past | Participle, Noun: true}, true
	} else if ok && t.Glue(i+1) == '-' {
		v2, ok2 := Lookup(t.low(i + 1))
		switch {
		case ok2 && v2.Form&Past != 0: // "load-tested"
			v, o.Last = v2, i+1
			v.Base = t.Words[i].Low + "-" + v2.Base
		case ok2 && v.Base == "pair" && v2.Form&Base != 0: // "pair-program"
			v, o.Last = v2, i+1
			v.Base, v.Noun = "pair-"+v2.Base, false
		case v.Form&Base != 0 || v.Noun: // "cut-over", "load-balancer", "run-time"
			return o, false
		}
	}
	if !ok {
		return o, false
	}
	o.Verb = v
	o.Sure = t.sure(v, o.Last) || v.Form&Gerund != 0 && i > 0 && GoesOn(t.low(i-1)) && i+1 < len(t.Words) // "Currently cutting costs"
	return o, true
}

// pastLike reports whether a word that the data does not know looks like a verb in the past.
func pastLike(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ed") && !strings.HasSuffix(w, "eed") && w != "hundred" && w != "sacred" && w != "unused" && w != "biped"
}

// GoesOn reports whether a word in small letters says of the verb behind it that what it tells goes on.
func GoesOn(word string) bool { return word == "currently" || word == "presently" }

// passedOver reports whether the word i may stand before the verb that a bullet opens with.
func (t *Text) passedOver(i int) bool {
	switch w := t.Words[i].Low; w {
	case "currently", "presently", "i", "we", "also", "then", "have", "had", "i've", "often", "always", "quickly", "twice":
		return true
	case "family", "assembly", "apply", "supply", "reply", "rely", "comply", "multiply", "rally", "italy", "ally", "fly", "only", "early", "daily", "weekly", "monthly", "yearly", "quarterly", "nightly", "hourly", "friendly":
		return false
	default:
		return len(w) > 4 && strings.HasSuffix(w, "ly") && t.Glue(i+1) == 0
	}
}

// sure reports whether the verb at the word i is one, and no noun or adjective.
func (t *Text) sure(v Verb, i int) bool {
	if i+1 == len(t.Words) {
		return !v.Noun && v.Form&Past != 0
	}
	b := t.Between(i + 1)
	if strings.HasPrefix(b, ":") || strings.HasPrefix(b, ".") || isDash(b) || strings.HasPrefix(b, "/") && (v.Noun || v.Form&(Past|Gerund) == 0) {
		return false
	}
	comma := strings.HasPrefix(strings.TrimSpace(b), ",")
	next := t.low(i + 1)
	switch {
	case v.Form&(Base|Past) == 0 && v.Form&Participle != 0: // "Written in plain JavaScript"
		return false
	case v.Form&Participle != 0 && next == "by":
		return false
	case v.Form&Gerund != 0:
		return next != "of" && !comma && (acting(t.low(i)) || t.follows(i+1) || next == "and" && acting(t.low(i+2)))
	case v.Form&Base != 0 && v.Form&(Past|Participle) != 0: // "cut", "run"
		return next != "of" && next != "for" && !comma
	case v.Form&Past != 0:
		return !v.Noun || comma || !Plural(next) && next != "in" && next != "for" && next != "with"
	case comma:
		return t.verbAt(i+1, v.Form) && !v.Noun
	case !v.Noun:
		return true
	}
	return verbFollows(next) || t.number(i+1) || (next == "and" || next == "or") && t.verbAt(i+2, v.Form) && t.follows(i+3) ||
		v.Base == "work" && (next == "on" || next == "with" || next == "as")
}

// acting reports whether a gerund is hardly ever a noun or an adjective, as "monitoring", "landing" and "operating" are.
func acting(w string) bool {
	switch w {
	case "developing", "leading", "managing", "creating", "maintaining", "implementing", "writing", "improving", "ensuring", "providing", "working", "helping", "supporting",
		"collaborating", "optimizing", "optimising", "migrating", "architecting", "coordinating", "assisting", "analyzing", "analysing", "using", "driving", "reducing", "increasing",
		"delivering", "establishing", "conducting", "configuring", "deploying", "administering", "overseeing", "automating", "integrating", "introducing", "rewriting", "replacing",
		"supervising", "organizing", "organising", "refactoring", "designing", "preparing", "performing", "participating", "handling", "contributing", "adding", "fixing", "setting",
		"making", "enhancing", "facilitating", "identifying", "resolving", "responding", "extending", "evaluating", "executing", "defining":
		return true
	}
	return false
}

// verbAt reports whether the word i can be a verb of one of the forms.
func (t *Text) verbAt(i int, f Form) bool {
	v, ok := Lookup(t.low(i))
	return ok && v.Form&f != 0
}

func (t *Text) follows(i int) bool { return verbFollows(t.low(i)) || t.number(i) }

// verbFollows reports whether a word shows that the one before it is a verb, not a noun.
func verbFollows(w string) bool {
	switch w {
	case "the", "a", "an", "this", "these", "those", "our", "their", "its", "my", "your", "his", "her", "all", "every", "each",
		"both", "any", "some", "several", "multiple", "many", "various", "numerous", "new", "existing", "up", "out", "down", "off", "over",
		"how", "what", "whether", "directly", "closely", "regularly", "daily", "weekly", "monthly", "complex", "large", "small",
		"internal", "critical", "high", "other", "cross":
		return true
	}
	return len(w) > 5 && strings.HasSuffix(w, "ly")
}

// number reports whether the word i begins with a digit or is a spelled number.
func (t *Text) number(i int) bool {
	w := t.low(i)
	return w != "" && (isDigit(rune(w[0])) || spelled(w))
}

// Plural reports whether a word looks like a noun in the plural.
func Plural(w string) bool {
	n := len(w)
	if n < 3 || w[n-1] != 's' || w[n-2] == 's' || w[n-2] == 'u' || w[n-2] == 'i' || strings.ContainsRune(w, '\'') {
		return w == "people" || w == "men" || w == "women" || w == "children" || w == "staff" || w == "data" || w == "analyses" || w == "apis"
	}
	switch w {
	case "was", "has", "does", "its", "this", "across", "always", "perhaps", "towards", "besides", "afterwards", "kubernetes", "redis", "aws", "js", "ios", "css", "dns", "https", "tls", "postgres", "jenkins", "rails", "pandas", "kibana", "windows":
		return false
	}
	return true
}
