package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// style is how a run of text is set.
type style uint8

const (
	bold style = 1 << iota
	italic
	code
	picture // the text is a picture's alternative text
)

// A run is a stretch of a line that one inline gave.
type run struct {
	start, end int            // bytes of the line's text
	from       *markup.Inline // Text, CodeSpan or Image
	link       *markup.Inline // the link around it, or nil
	style      style
}

// A line is one line of a block as a reader sees it, and the way back to the source.
type line struct {
	text    string
	runs    []run
	span    source.Span
	inlines []markup.Inline // of the block that it is a line of
	soft    bool            // it ends where the source was wrapped, not where its writer broke it
}

// lines flattens inlines and cuts them at their breaks; lines without text are left out.
func lines(in []markup.Inline) []line {
	f := flattener{in: in}
	f.walk(in, nil, 0)
	f.flush()
	return f.out
}

// flattener collects the runs of a line until a break ends it.
type flattener struct {
	in   []markup.Inline
	out  []line
	runs []run
	size int
}

func (f *flattener) walk(in []markup.Inline, link *markup.Inline, s style) {
	for i := range in {
		switch n := &in[i]; n.Kind {
		case markup.Text:
			f.add(n, link, s)
		case markup.CodeSpan:
			f.add(n, link, s|code)
		case markup.Image:
			f.add(n, link, s|picture)
		case markup.Strong:
			f.walk(n.Inlines, link, s|bold)
		case markup.Emphasis:
			f.walk(n.Inlines, link, s|italic)
		case markup.Link:
			f.walk(n.Inlines, n, s)
		case markup.Strike:
			f.walk(n.Inlines, link, s)
		case markup.HardBreak, markup.SoftBreak:
			n0 := len(f.out)
			if f.flush(); len(f.out) > n0 {
				f.out[n0].soft = n.Kind == markup.SoftBreak
			}
		}
	}
}

func (f *flattener) add(n, link *markup.Inline, s style) {
	if n.Text == "" {
		return
	}
	f.runs = append(f.runs, run{f.size, f.size + len(n.Text), n, link, s})
	f.size += len(n.Text)
}

func (f *flattener) flush() {
	if len(f.runs) == 0 {
		return
	}
	l := line{text: f.runs[0].from.Text, runs: f.runs, inlines: f.in}
	if len(f.runs) > 1 {
		var b strings.Builder
		b.Grow(f.size)
		for _, r := range f.runs {
			b.WriteString(r.from.Text)
		}
		l.text = b.String()
	}
	for _, r := range f.runs {
		at := r.from.Span
		if r.link != nil && !broken(r.link.Inlines) {
			at = at.Join(r.link.Span) // with its address
		}
		l.span = l.span.Join(at)
	}
	if hasWord(l.text) || l.has(picture) {
		f.out = append(f.out, l)
	}
	f.runs, f.size = nil, 0
}

// broken reports whether inlines go over more than one line.
func broken(in []markup.Inline) bool {
	for n := range markup.Walk(in) {
		if n.Kind == markup.SoftBreak || n.Kind == markup.HardBreak || n.Kind == markup.RawHTML {
			return true
		}
	}
	return false
}

// has reports whether any of the line's text is set in the style.
func (l *line) has(s style) bool {
	for _, r := range l.runs {
		if r.style&s != 0 {
			return true
		}
	}
	return false
}

// all reports whether all words of the text from i to j are set in one of the styles.
func (l *line) all(i, j int, s style) bool {
	found := false
	for _, r := range l.runs {
		from, to := max(i, r.start), min(j, r.end)
		if from >= to || !hasWord(l.text[from:to]) {
			continue
		}
		if r.style&s == 0 {
			return false
		}
		found = true
	}
	return found
}

// allLinked reports whether all words from i to j are of links.
func (l *line) allLinked(i, j int) bool {
	for _, r := range l.runs {
		from, to := max(i, r.start), min(j, r.end)
		if from < to && r.link == nil && hasWord(l.text[from:to]) {
			return false
		}
	}
	return true
}

// whole reports whether all words of the line are set in one of the styles.
func (l *line) whole(s style) bool { return l.all(0, len(l.text), s) }

// lead is the length of the text that the line begins with in the style; blanks and marks
// before it do not count.
func (l *line) lead(s style) int {
	end := 0
	for _, r := range l.runs {
		if r.style&s != 0 {
			end = r.end
		} else if hasWord(l.text[r.start:r.end]) || end > 0 {
			break
		}
	}
	return end
}

// link is the first link on the text from i to j, or nil.
func (l *line) link(i, j int) *markup.Inline {
	for _, r := range l.runs {
		if r.link != nil && r.start < j && r.end > i {
			return r.link
		}
	}
	return nil
}

// value is the text from i to j without blanks around it, and its place in the source.
func (l *line) value(i, j int) resume.Value {
	i, j = trim(l.text, i, j, unicode.IsSpace)
	if i >= j {
		return resume.Value{}
	}
	return resume.Value{Text: plainer(l.text[i:j]), Span: l.place(i, j)}
}

// plainer is a text without the signs that keep a line from breaking or let a word break: parsers, and people who search, do
// not know them.
func plainer(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0xC2 { // the first byte of U+00A0
			return unbreakable.Replace(text)
		}
	}
	return text
}

var unbreakable = strings.NewReplacer("\u2011", "-", "\u00a0", " ", "\u202f", " ", "\u2060", "", "\ufeff", "", "\u00ad", "")

// hasWord reports whether a text has a letter or a digit.
func hasWord(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= utf8.RuneSelf {
			return strings.ContainsFunc(text[i:], isWordRune)
		} else if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			return true
		}
	}
	return false
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordCount is the number of words between blanks that have a letter or a digit.
func wordCount(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if hasWord(w) {
			n++
		}
	}
	return n
}

// trim moves i and j inwards over what is given.
func trim(text string, i, j int, over func(rune) bool) (int, int) {
	for i < j {
		r, size := utf8.DecodeRuneInString(text[i:j])
		if !over(r) {
			break
		}
		i += size
	}
	for i < j {
		r, size := utf8.DecodeLastRuneInString(text[i:j])
		if !over(r) {
			break
		}
		j -= size
	}
	return i, j
}

// sentence reports whether a text ends like a sentence, and so is prose and no field.
func sentence(text string) bool {
	text = strings.TrimRight(text, " \"'”’)*_")
	if text == "" {
		return false
	}
	switch text[len(text)-1] {
	case '!', '?':
		return true
	case '.':
		last := text[strings.LastIndexAny(text[:len(text)-1], " .")+1 : len(text)-1]
		return utf8.RuneCountInString(last) > 4 || last != "" && strings.ToLower(last) == last && len(last) > 2 // not "Inc." or "Jr."
	}
	return false
}
