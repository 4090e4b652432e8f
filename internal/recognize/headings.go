package recognize

import (
	"math"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/term"
)

// A heading is the index of a line, and the kind of section that it names.
type heading struct {
	line int
	kind string
}

// A look is what headings of one rank have in common.
type look struct {
	size int // tenths of a point
	bold bool
	caps bool
}

func (l *line) look() look {
	return look{int(math.Round(l.size * 10)), l.bold(), isCaps(l.text)}
}

// headings finds the lines that head sections. A line that is the name of a section and nothing else, in type that is told
// from the text's, shows how headings look here; then all that look so are headings, whatever their names, if that look is
// told from an entry's title: by its size or by capitals.
func (rd *reader) headings() []heading {
	kinds := make([]string, len(rd.lines)) // of those that a name says
	votes := map[look]int{}
	for i := range rd.lines {
		l := &rd.lines[i]
		if !rd.mayHead(l) {
			continue
		}
		k := l.look()
		if !(k.bold || k.caps || l.size > 1.04*rd.body || rd.apart(l) && len(strings.Fields(l.text)) < 4) {
			continue
		}
		text := strings.TrimRight(l.text, ": ")
		kind, whole := term.Section(text)
		if !whole && (k.caps || l.size > 1.04*rd.body) {
			kind = term.SlippedSection(text)
			whole = kind != ""
		}
		if !whole {
			continue
		}
		kinds[i] = kind
		votes[k]++
	}
	var best look
	for k, n := range votes {
		b := votes[best]
		switch {
		case n > b, n == b && k.size > best.size, n == b && k.size == best.size && (k.bold && !best.bold || k.bold == best.bold && k.caps && !best.caps):
			best = k
		}
	}
	loud := float64(best.size) > 10.4*rd.body || best.caps
	if len(votes) == 0 {
		best, loud = rd.loudest()
	}
	var out []heading
	for i := range rd.lines {
		l := &rd.lines[i]
		k := l.look()
		alike := k.bold == best.bold && near(k.size, best.size) && (k.caps == best.caps || best.size > int(10.4*rd.body))
		switch {
		case kinds[i] != "" && (alike || k.size > best.size && i > 0):
			out = append(out, heading{i, kinds[i]})
		case loud && alike && i > 0 && rd.mayHead(l) && (rd.apart(l) || !(l.gap > 0)):
			kind, _ := term.Section(l.text)
			if kind == "" {
				kind = term.SlippedSection(strings.TrimRight(l.text, ": "))
			}
			out = append(out, heading{i, kind})
		}
	}
	return out
}

// near reports whether two sizes in tenths of a point are one.
func near(a, b int) bool { return a-b <= 2 && b-a <= 2 }

// mayHead reports whether a line has the form of a heading: a few words in one item, no bullet and no date.
func (rd *reader) mayHead(l *line) bool {
	if l.mark > 0 || l.size < 0.85*rd.body || len(strings.Fields(l.text)) > 7 || len(l.text) > 70 || !hasLetter(l.text) ||
		strings.ContainsAny(l.text, "@|") || strings.HasSuffix(l.text, ".") {
		return false
	}
	for _, it := range l.items[1:] {
		if it.gap > wideGap {
			return false
		}
	}
	return len(date.Scan(l.text)) == 0
}

// loudest is how headings look where no name is known: larger than the text, more than once, and smaller than the name.
func (rd *reader) loudest() (best look, ok bool) {
	count := map[look]int{}
	for i := range rd.lines {
		if l := &rd.lines[i]; i > 0 && l.size > 1.1*rd.body && rd.mayHead(l) && rd.apart(l) {
			count[l.look()]++
		}
	}
	for k, n := range count {
		if (n > 1 || k.bold) && (k.size > best.size || k.size == best.size && k.bold && !best.bold) {
			best, ok = k, true
		}
	}
	return best, ok
}

// isCaps reports whether a text is in capitals.
func isCaps(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 2
}
