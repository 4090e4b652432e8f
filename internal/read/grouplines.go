package read

import (
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// groupLabel is the label that a line begins with; among skills a dash may stand for the colon, also where nothing is bold: "Office – Excel, Word".
func (g *grouper) groupLabel(l *line) (label resume.Value, from int, ok bool) {
	if label, from, ok = labelOf(l); ok || g.kind != resume.Skills {
		return label, from, ok
	}
	if n := l.lead(bold); n > 0 && n < len(l.text) && wordCount(l.text[:n]) <= 3 && (l.text[n] == ' ' || l.text[n-1] == ' ') && hasWord(l.text[n:]) &&
		strings.Contains(l.text[n:], ", ") && !strings.Contains(l.text[:n], ",") && !sentence(l.text) { // "**Tools** Python, R"
		return l.value(0, n), n, true
	}
	for _, dash := range [...]string{" – ", " — ", " - "} {
		i := strings.Index(l.text, dash)
		if i > 0 && !l.has(code) && wordCount(l.text[:i]) <= 3 && !strings.ContainsAny(l.text[:i], ",|·(") && strings.Contains(l.text[i:], ", ") {
			return l.value(0, i), i + len(dash), true
		}
	}
	return label, 0, false
}

// flat reports whether labels are part of the items: "German: native" among languages is one thing, not a group.
func (g *grouper) flat() bool { return g.kind == resume.Languages || g.kind == resume.Interests }

// whole makes a group of one item of a line.
func (g *grouper) whole(in []markup.Inline, l *line) {
	v := l.value(trim(l.text, 0, len(l.text), isMargin))
	g.out = append(g.out, resume.Group{Items: []resume.Value{v}, Markup: cut(in, v.Span), Span: v.Span})
}

// A list that was wrapped is not longer than this, in bytes.
const longestList = 4000

// wrapped is lines with those joined that are one list with commas, wrapped in the source only.
func wrapped(ls []line) []line {
	var out []line
	for i := range ls {
		if n := len(out); n > 0 && out[n-1].soft && len(out[n-1].text) < longestList && strings.Contains(out[n-1].text, ", ") && !isLabelled(&ls[i]) {
			if last := strings.TrimRight(out[n-1].text, " "); !strings.HasSuffix(last, ",") && !strings.HasSuffix(last, "|") && !strings.HasSuffix(last, "·") {
				out[n-1] = out[n-1].then(&ls[i])
				continue
			}
		}
		out = append(out, ls[i])
	}
	return out
}

// then is a line and the one that follows it, with a blank between them.
func (l *line) then(next *line) line {
	out := line{text: l.text + " " + next.text, span: l.span.Join(next.span), inlines: l.inlines, soft: next.soft}
	out.runs = append(out.runs, l.runs...)
	for _, r := range next.runs {
		r.start, r.end = r.start+len(l.text)+1, r.end+len(l.text)+1
		out.runs = append(out.runs, r)
	}
	return out
}

// isList reports whether lines are short things with separators between. A list may end with a full stop; what speaks
// of somebody is a sentence.
func isList(ls []line) bool {
	n, words, longest := 0, 0, 0
	prose := false
	for i := range ls {
		prose = prose || sentence(ls[i].text)
		for _, v := range items(&ls[i], 0, n > 0) {
			longest = max(longest, wordCount(v.Text))
			n++
		}
		words += wordCount(ls[i].text)
	}
	if prose {
		first, _, _ := strings.Cut(ls[0].text, " ")
		return n >= 3 && longest <= 6 && 2*words <= 7*n && !isPronoun(first)
	}
	return n > len(ls) && words <= 4*n || len(ls) > 1 && words <= 3*n
}

func isPronoun(word string) bool {
	switch strings.ToLower(word) {
	case "i", "i'm", "i’m", "i've", "i’ve", "my", "we", "ich", "je", "j'ai", "mes", "yo", "eu", "io", "ik", "jag", "mam":
		return true
	}
	return false
}
