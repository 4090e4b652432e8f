package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
)

var textDuplicateBullet = &check.Rule{
	ID:     "text/duplicate-bullet",
	Level:  diag.Warning,
	Limits: []*check.Limit{sharedWords},
	Doc: check.Doc{
		What: "Two bullets, of one role or of two, share at least 70 % of their words; small words and endings do not count (in other languages than English: words of three letters or fewer), and bullets of under 6 words that carry meaning must share all of them.",
		Why:  "The second one tells nothing new, and looks like a slip of copy and paste.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2021 – 2023*

- Maintained the monthly reports of the accountants in Python

### Junior Analyst, Babbage & Sons
*2019 – 2021*

- Maintained monthly reports for the accountants, in Python
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2021 – 2023*

- Maintained the monthly reports of the accountants in Python

### Junior Analyst, Babbage & Sons
*2019 – 2021*

- Wrote a first version of the invoices in Perl, 300 a day
`,
		Mend: "Cut the older one, or say in it what was different: the scale, the tools, the result.",
	},
	Run: runDuplicateBullet,
}

const (
	leastWords  = 4   // of a bullet that can be told to be another's double; shorter ones are alike by chance
	fewWords    = 6   // with less, one word makes another bullet of it: only all of them alike are a double
	mostBullets = 400 // that are compared, each with each
)

func runDuplicateBullet(p *check.Pass) {
	type sack struct {
		b     *bullet
		e     *role
		words []string
	}
	var all []sack
	list := roles(p, resume.Experience, resume.Projects, resume.Volunteer)
	of := contentWords
	if p.Language() != "en" {
		of = wordsOfLength
	}
	for k := range list {
		for i := range list[k].bullets {
			b := &list[k].bullets[i]
			if w := of(b.Text); len(w) >= leastWords && !b.listing() && len(all) < mostBullets {
				all = append(all, sack{b, &list[k], w})
			}
		}
	}
	copies := map[int][]int{} // of each bullet, by the first that says it
	said := map[int]float64{} // the share of the first copy
	copied := make([]bool, len(all))
	for j := range all {
		for i := range j {
			a, b := all[i], all[j]
			if copied[i] || a.b.item.Span.Contains(b.b.item.Span) {
				continue
			}
			n := inCommon(a.words, b.words)
			if share := float64(n) * 100 / float64(max(len(a.words), len(b.words))); share >= p.Limit(sharedWords) && (share == 100 || min(len(a.words), len(b.words)) >= fewWords) {
				if copies[i] == nil {
					said[i] = share
				}
				copies[i], copied[j] = append(copies[i], j), true
				break
			}
		}
	}
	for i := range all {
		if len(copies[i]) == 0 {
			continue
		}
		first := all[copies[i][0]]
		where := "another of this role"
		if first.e != all[i].e {
			where = "one of " + all[i].e.name()
		}
		d := diag.Diagnostic{Message: fmt.Sprintf("the bullet says again what %s says: %.0f %% of the words are the same; the limit is %s", where, said[i], p.LimitText(sharedWords)),
			Help: "cut it, or say what was different", Notes: []diag.Note{{Span: all[i].b.Whole(), Text: "the other one"}}}
		var points []point
		for _, j := range copies[i] {
			points = append(points, point{all[j].b.Whole(), "and once more"})
		}
		reportPoints(p, d, points)
	}
}

// contentWords is the words of a text that carry its meaning, verbs by their base and nouns without their "s", sorted and each once.
func contentWords(t *prose.Text) []string {
	var out []string
	for _, w := range t.Words {
		low := w.Low
		if stopWord(low) || len(low) < 2 {
			continue
		}
		if v, ok := prose.Lookup(low); ok {
			low = v.Base
		} else if len(low) > 3 {
			low = strings.TrimSuffix(low, "s")
		}
		out = append(out, low)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wordsOfLength is the words of a text in a language whose small words are not known here: those of more than three letters, and what
// has a digit, sorted and each once.
func wordsOfLength(t *prose.Text) []string {
	var out []string
	for _, w := range t.Words {
		if utf8.RuneCountInString(w.Low) > 3 || strings.ContainsAny(w.Low, "0123456789") {
			out = append(out, w.Low)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func stopWord(low string) bool {
	switch low {
	case "the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "by", "with", "from", "as", "into", "that", "which", "its", "their", "our", "my", "is", "was",
		"were", "are", "be", "it", "this", "these", "all", "new", "also", "using", "via", "per", "up", "so", "within", "over", "than", "out", "after", "before", "while", "when", "through", "across", "during", "under", "between":
		return true
	}
	return false
}

// inCommon is how many words two sorted lists have in common.
func inCommon(a, b []string) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := strings.Compare(a[i], b[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}
