package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

var textNoActionVerb = &check.Rule{
	ID:     "text/no-action-verb",
	Yields: []string{"text/over-claim", "text/placeholder", "text/spelling"},
	Level:  diag.Info,
	Langs:  english,
	Doc: check.Doc{
		What: "Bullets of a role open with no verb: \"Various bug fixes\", \"Backend development\". Projects count where most of their other bullets open with one.",
		Why:  "A noun says that there was something; a verb says that you did it.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Various improvements of the monthly report
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Halved the run of the monthly report
`,
		Mend: "Open with the verb: \"Halved the run of\" for \"Improvements of\". Lists of technologies, labels, positions (\"Lead developer of\"), facts that open with a number, and nested bullets are left alone.",
	},
	Run: func(p *check.Pass) {
		total, roleCount := 0, 0
		var all []point
		list := roles(p, resume.Experience, resume.Projects)
		lacking := make([][]point, len(list))
		of := make([]int, len(list))
		for i := range list {
			lacking[i], of[i] = noVerbs(p, &list[i])
			total += of[i]
			if len(lacking[i]) > 0 {
				all, roleCount = append(all, lacking[i]...), roleCount+1
			}
		}
		if roleCount >= severalRoles && 2*len(all) > total {
			reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf("%d of the résumé's %s open with no verb", len(all), count(total, "bullet")), Help: openWithVerb}, all)
			return
		}
		for i, points := range lacking {
			switch len(points) {
			case 0:
			case 1:
				reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf("%s opens a bullet with no verb", quote(points[0].span.Text())), Help: openWithVerb}, points)
			default:
				reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf("%d of %s of %s open with no verb", len(points), count(of[i], "bullet"), list[i].name()), Help: openWithVerb}, points)
			}
		}
	},
}

// severalRoles is the roles from which on a résumé that is written in nouns gets one finding and not one for each.
const severalRoles = 3

const openWithVerb = "open with what you did: \"Built\", \"Ran\", \"Cut\", \"Moved\""

// noVerbs is the bullets of a role that lack a verb, by their first words, and how many bullets it has.
func noVerbs(p *check.Pass, e *role) (lacking []point, total int) {
	for i := range e.bullets {
		b := &e.bullets[i]
		if b.inner || b.listing() {
			continue
		}
		total++
		if o, ok := b.Opening(); !opensWithout(b) || p.Said(b.WordSpan(0, 0)) || ok && likelyVerb(b.Text, o) && toldInThePast(e, i) { // text/tense speaks of the latter
			continue
		}
		last := 0
		for last+1 < len(b.Words) && last < 2 && (b.Spaced(last+1) || b.Glue(last+1) == '-') {
			last++
		}
		lacking = append(lacking, point{b.WordSpan(0, last), "and here"})
	}
	if e.kind == resume.Projects && 2*len(lacking) >= total {
		return nil, total
	}
	return lacking, total
}

// longestPhrase is the words that may stand before the comma behind which a bullet's verb is.
const longestPhrase = 8

// verbBehindPhrase reports whether a bullet opens with a phrase of time or manner, and its verb stands behind the comma: "Jointly
// with the data team, cut", "Following two outages, moved".
func verbBehindPhrase(b *bullet) bool {
	switch first := b.Words[0].Low; first {
	case "following", "despite", "under", "through", "across", "within", "before", "without", "alongside", "once", "upon", "until", "outside", "throughout", "against", "between", "jointly":
	default:
		if len(first) <= 4 || !strings.HasSuffix(first, "ly") {
			return false
		}
	}
	for i := 1; i < len(b.Words) && i <= longestPhrase; i++ {
		if strings.HasPrefix(b.Between(i), ",") {
			v, ok := prose.Lookup(b.Words[i].Low)
			return ok && v.Form&prose.Past != 0
		}
	}
	return false
}

// opensWithout reports whether a bullet opens with no verb, where one is expected.
func opensWithout(b *bullet) bool {
	if o, ok := b.Opening(); ok && (o.Sure || o.Form&(prose.Past|prose.Participle|prose.Gerund) != 0) {
		return false
	}
	if len(b.Passive()) > 0 {
		return false // text/passive says to begin with the verb
	}
	first := b.Words[0]
	if v, ok := prose.Lookup(first.Low); ok && len(b.Words) > 1 {
		second := b.Words[1].Low
		switch second {
		case "and", "with", "on", "to", "or", "at", "as": // a verb or a noun: "Build and fix features", "Pair with the designers"
			return false
		case "for", "of":
		case "in", "from":
			if v.Form&prose.Third != 0 {
				return false
			}
		default: // "Present results", "Test plans", "Reads open data"
			if v.Form&prose.Third != 0 || v.Form&prose.Base != 0 && strings.HasSuffix(second, "s") && b.Spaced(1) {
				return false
			}
		}
	}
	if strings.HasSuffix(strings.TrimSpace(b.Plain), ":") { // it introduces a list
		return false
	}
	if verbBehindPhrase(b) {
		return false
	}
	if first.Code || '0' <= first.Low[0] && first.Low[0] <= '9' || b.Label() != "" {
		return false
	}
	if _, ok := weak().At(b.Text, 0); ok {
		return false // text/weak-start speaks of it
	}
	switch first.Low {
	case "i", "we", "as", "on", "in", "for", "with", "during", "after", "since", "from", "at", "by", "to", "together", "half", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"about", "over", "more", "up", "nearly", "almost", "one", "no", "not", "still", "was", "were", "am", "is", "my", "our", "when", "while", "because", "responsible", "what", "how", "then":
		if b.Glue(1) != '-' { // "On-call rotation"
			return false
		}
	}
	// A position: "Lead developer of a banking app", "On-call lead for a team of six".
	end := len(b.Plain)
	if k := strings.IndexAny(b.Plain, ",;.("); k > 0 {
		end = k
	}
	head := b.Plain[:end]
	for _, prep := range []string{" of ", " for ", " in ", " to ", " with ", " on ", " at "} {
		if k := strings.Index(head, prep); k > 0 {
			head = head[:k]
		}
	}
	switch head[strings.LastIndexByte(head, ' ')+1:] {
	case "person", "contact", "owner", "member", "champion", "sponsor", "holder", "advocate", "liaison", "host", "judge", "reviewer", "speaker", "organizer", "organiser", "volunteer",
		"author", "contributor", "winner", "runner-up", "finalist", "Owner", "Member", "Sponsor", "Liaison", "Host", "Author", "Winner", "Speaker", "Contributor", "backup", "on-call", "On-call":
		return false
	}
	var space [16]term.Class
	classes := term.Classify(space[:0], head)
	return len(classes) == 0 || classes[len(classes)-1]&term.Role == 0
}
