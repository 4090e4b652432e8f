package posting

import (
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/prose"
)

// A part is a line of a posting, and what is said of the terms in it.
type part struct {
	line
	class    Class // of a term for which nothing else is said; ignored
	under    string
	words    *prose.Text
	hits     []prose.Hit // phrases of sentences
	segments []prose.Range
}

// ignored is the class of what is no part of what is wanted: benefits, law, other jobs.
const ignored Class = -1

// classify reads what each line stands under.
func classify(lines []line) []part {
	under, level := "", 0 // the heading's word of cues.txt, and its level
	var out []part
	for i := range lines {
		l := lines[i]
		if head := headOf(l, i+1 < len(lines) && lines[i+1].bullet); head != "" {
			if said := heading(head); said != "" || len(head) == len(strings.TrimSpace(l.text)) {
				mine := said
				rest := strings.TrimSpace(l.text[strings.Index(l.text, head)+len(head):])
				switch {
				case said == "" && inner(l, level): // "Backend:" below "Requirements"
					mine = under
				case !l.bullet || rest == "":
					under, level = said, l.level
				}
				out = append(out, newPart(l, mine))
				continue
			}
		}
		out = append(out, newPart(l, under))
	}
	return out
}

// inner reports whether a heading that says nothing of what is wanted parts what stands under the one before, of some level: it is of a
// deeper one, or names a field of work.
func inner(l line, level int) bool {
	text := strings.TrimSpace(l.text)
	switch {
	case l.level > 0 && level > 0:
		return l.level > level
	case len(strings.Fields(text)) > 4, asks().MatchString(text):
		return false
	}
	return strings.HasSuffix(text, ":") && !l.heading || fieldWord().MatchString(text)
}

// asks is how headings begin that part a posting itself.
var asks = pattern(`(?i)^\W*(what|how|why|who|where|when|you|your|we|our|the|about)\b`)

func newPart(l line, under string) part {
	p := part{line: l, under: under, words: prose.Plain(l.text)}
	switch under {
	case "required":
		p.class = Required
	case "preferred":
		p.class = Preferred
	case "ignored":
		p.class = ignored
	}
	p.hits = cues().sentence.In(p.words)
	p.segments = segments(l.text)
	return p
}

// Words of a heading, and of a label before a colon, at the most.
const (
	longestHeading = 16
	longestLabel   = 6
)

// headOf is the heading that a line is, or begins with: "" when it is none. A line that nothing marks as one is one when it looks so and
// says so, or when bullets follow.
func headOf(l line, beforeBullets bool) string {
	text := strings.TrimSpace(l.text)
	if label, rest, ok := strings.Cut(text, ":"); ok && strings.TrimSpace(rest) != "" {
		label = strings.Trim(label, "*_ ")
		if n := len(strings.Fields(label)); n > 0 && n <= longestLabel && heading(label) != "" {
			return label
		}
		return ""
	}
	n := len(strings.Fields(text))
	if n == 0 || n > longestHeading || l.bullet || n > longestHeading/2 && !l.heading && !beforeBullets && text[len(text)-1] != ':' {
		return ""
	}
	last := text[len(text)-1]
	capitals := strings.ToUpper(text) == text && strings.ContainsFunc(text, unicode.IsLetter) && n <= 6
	switch {
	case l.heading, last == ':', capitals, beforeBullets && last != '.':
		return text
	case last == '.' || last == ',' || last == ';':
		return ""
	case heading(text) != "" && n <= longestLabel && (l.gap || last == '?' || last == '!'):
		return text
	}
	return ""
}

// heading is what stands under a heading, as cues.txt says; "" when it does not. What is preferred is said beside what is meant:
// "Preferred Qualifications".
func heading(text string) string {
	hits := cues().heading.In(prose.Plain(strings.ReplaceAll(text, "’", "'")))
	for _, word := range []string{"preferred", "ignored"} {
		if slices.ContainsFunc(hits, func(h prose.Hit) bool { return h.Note == word }) {
			return word
		}
	}
	best, most := "", 0
	for _, h := range hits { // of the others, that which says most
		if n := h.Last - h.First + 1; n > most {
			best, most = h.Note, n
		}
	}
	return best
}

// segments cuts a line where another thing is said: at the ends of sentences, semicolons, dashes and brackets, and before "but".
func segments(s string) []prose.Range {
	var out []prose.Range
	start := 0
	cut := func(end, next int) {
		if end > start {
			out = append(out, prose.Range{Start: start, End: end})
		}
		start = next
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ';' || c == '(' || c == ')' || c == '[' || c == ']':
			cut(i, i+1)
		case (c == '.' || c == '!' || c == '?') && (i+1 == len(s) || s[i+1] == ' '):
			if !prose.Abbreviated(strings.ToLower(lastWord(s[:i]))) {
				cut(i, i+1)
			}
		case c == ' ':
			for _, mark := range []string{" - ", " – ", " — ", " but ", " though ", " while ", " although ", ", but "} {
				if strings.HasPrefix(s[i:], mark) {
					cut(i, i+len(mark)-1)
				}
			}
		case strings.HasPrefix(s[i:], "—"):
			cut(i, i+len("—"))
		}
	}
	cut(len(s), len(s))
	return out
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// classAt is the class of a term that stands in the part, and whether it is said that it is not wanted.
func (p *part) classAt(start, end int) (class Class, negated bool) {
	k := slices.IndexFunc(p.segments, func(r prose.Range) bool { return r.Start <= start && start < r.End })
	class = p.class
	if k < 0 {
		return class, false
	}
	seg := p.segments[k]
	var before, behind, must bool // phrases of what is required, anywhere in the segment
	for i, h := range p.hits {
		at, to := p.words.Words[h.First].Start, p.words.Words[h.Last].End
		if at < seg.Start || at >= seg.End {
			continue
		}
		switch h.Note {
		case "without":
			if to <= start && p.words.Words[h.Last].End+40 > start && !p.between(to, start, ",") {
				return class, true
			}
		case "ideally":
			if to <= start {
				return Preferred, false
			}
		case "plus":
			if at >= end && p.reaches(start, end, at) && !p.hitBetween(i, end, at, "must") {
				return Preferred, false
			}
		case "must":
			must = true
			fallthrough
		case "required":
			before = before || to <= start
			behind = behind || at >= end
		}
	}
	// "Kafka (a plus)", "Rust – nice to have": what is said behind the term, with no other term before it.
	if k+1 < len(p.segments) {
		next := p.segments[k+1]
		for _, h := range p.hits {
			at := p.words.Words[h.First].Start
			if at < next.Start || at >= next.End || h.Note != "plus" && h.Note != "ideally" {
				continue
			}
			if len(strings.Fields(p.text[next.Start:at])) <= 2 && len(strings.Fields(p.text[at:next.End])) <= 5 && p.reaches(start, end, seg.End) && !p.termIn(next) {
				return Preferred, false
			}
		}
	}
	switch {
	case class == ignored:
	case must && (before || behind):
		class = Required
	case p.under == "" || p.under == "other":
		if before || behind && p.bullet {
			class = max(class, Required)
		}
	}
	return class, false
}

// between reports whether a sign stands in a stretch of the text.
func (p *part) between(from, to int, sign string) bool {
	return from < to && strings.Contains(p.text[from:to], sign)
}

func (p *part) hitBetween(not, from, to int, note string) bool {
	for i, h := range p.hits {
		at := p.words.Words[h.First].Start
		if i != not && h.Note == note && at >= from && at < to {
			return true
		}
	}
	return false
}

// termIn reports whether a segment names something: letters in capitals, as a term mostly has.
func (p *part) termIn(r prose.Range) bool {
	return strings.ContainsFunc(p.text[r.Start:r.End], unicode.IsUpper)
}

// reaches reports whether what is said at a place behind a term is said of it too: nothing but a list lies between. "Kafka, NATS or
// RabbitMQ is a plus" is said of all three, "strong Python, Rust is a plus" of one.
func (p *part) reaches(start, end, at int) bool {
	if end > at {
		return false
	}
	chunks := strings.Split(p.text[end:at], ",")
	if len(chunks) == 1 {
		return true
	}
	last := " " + chunks[len(chunks)-1] + " "
	joined := strings.Contains(last, " or ") || strings.Contains(last, " and ") || strings.Contains(last, " & ") || strings.Contains(last, "/")
	for _, c := range chunks[:len(chunks)-1] {
		if len(strings.Fields(c)) > 3 {
			return false
		}
	}
	return joined
}
