package prose

import "strings"

// Passive is where the main clause of a sentence is told in the passive, "were migrated" in "Services were migrated to
// Go": what was done stands there, and not who did it. Clauses behind "that", "which", "so" and the like are not
// looked at, nor sentences that open with a verb, nor what others do to a person: "was promoted".
func (t *Text) Passive() []Range {
	var out []Range
	from := 0
	for _, s := range t.Sentences() {
		to := from
		for to < len(t.Words) && t.Words[to].Start < s.End {
			to++
		}
		if r, ok := t.passiveIn(from, to); ok {
			out = append(out, r)
		}
		from = to
	}
	return out
}

// passiveIn is Passive for the words of one sentence, from the word from to the one before to.
func (t *Text) passiveIn(from, to int) (Range, bool) {
	for i := from; i < to; i++ {
		w := &t.Words[i]
		first := i == from
		if first {
			if o, ok := t.openingAt(i); ok && o.Base != "be" && (o.Sure || o.Form&(Past|Gerund) != 0) {
				return Range{}, false
			}
		}
		switch w.Low {
		case "that", "which", "who", "whom", "whose", "where", "when", "while", "as", "because", "so", "if", "until", "after", "before",
			"since", "than", "what", "how", "and", "but", "to", "i", "we", "it", "they", "there", "once", "although", "though", "unless":
			return Range{}, false
		case "was", "were":
		case "been":
			if h := t.low(i - 1); first || h != "have" && h != "has" && h != "had" {
				continue
			}
		case "have", "has", "had":
			if t.low(i+1) == "been" {
				continue
			}
			return Range{}, false
		default:
			if v, ok := Lookup(w.Low); ok && !first && v.Form&Past != 0 && v.Form&Participle == 0 {
				return Range{}, false // a finite verb of its own
			}
			continue
		}
		j := i + 1
		for j < len(t.Words) && (t.low(j) == "also" || t.low(j) == "being" || t.low(j) == "then" || t.low(j) == "later" || strings.HasSuffix(t.low(j), "ly")) {
			j++
		}
		v, ok := Lookup(t.low(j))
		if !ok || v.Form&Participle == 0 || !t.Spaced(j) || honour(v.Base) {
			return Range{}, false
		}
		if w.Low == "been" {
			w = &t.Words[i-1]
		}
		return Range{w.Start, t.Words[j].End}, true
	}
	return Range{}, false
}

// honour reports whether a verb in the passive is right as it stands, since somebody else did it.
func honour(base string) bool {
	switch base {
	case "promote", "award", "select", "recognise", "recognize", "recruit", "hire", "invite", "elect", "nominate", "choose", "name",
		"honour", "honor", "appoint", "accept", "acquire", "commend", "shortlist", "rank", "publish", "feature", "adopt", "base", "interest",
		"involve", "ask", "give", "pay", "fund", "sponsor", "need", "grant", "trust", "admit", "certify", "require", "locate", "relate", "limit":
		return true
	}
	return false
}
