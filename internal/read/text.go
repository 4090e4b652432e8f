package read

import (
	"html"
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
			f.flush()
		case markup.RawHTML:
			if len(n.Text) > 3 && strings.EqualFold(n.Text[:3], "<br") {
				f.flush()
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
		l.span = l.span.Join(r.outer())
	}
	if hasWord(l.text) || l.has(picture) {
		f.out = append(f.out, l)
	}
	f.runs, f.size = nil, 0
}

// outer is the span of a run with its link's, so that nothing that belongs to it is cut off.
func (r run) outer() source.Span {
	if r.link != nil {
		return r.link.Span
	}
	return r.from.Span
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
	return resume.Value{Text: l.text[i:j], Span: l.place(i, j)}
}

// place is the source of the text from i to j, i < j.
func (l *line) place(i, j int) source.Span {
	s := source.Span{}
	for _, r := range l.runs {
		if r.end <= i || r.start >= j {
			continue
		}
		t := inlineSpan(r.from, max(i, r.start)-r.start, min(j, r.end)-r.start)
		s = s.Join(t)
	}
	return s
}

// inlineSpan is the source of the text of a Text, CodeSpan or Image from i to j.
func inlineSpan(n *markup.Inline, i, j int) source.Span {
	raw := n.Span.File.Bytes[n.Span.Start:n.Span.End]
	switch n.Kind {
	case markup.Text:
		if len(raw) == len(n.Text) {
			return n.Span.Sub(i, j)
		}
		return n.Span.Sub(rawOffset(raw, n.Text, i), rawOffset(raw, n.Text, j))
	case markup.CodeSpan:
		ticks := 0
		for ticks < len(raw) && raw[ticks] == '`' {
			ticks++
		}
		if pad := len(raw) - len(n.Text) - 2*ticks; pad == 0 || pad == 2 {
			return n.Span.Sub(ticks+pad/2+i, ticks+pad/2+j)
		}
	}
	return n.Span
}

// rawOffset is where in the source of a text its byte k stands, escapes and entities counted. When the
// two do not agree in another way it is the nearest place known.
func rawOffset(raw []byte, text string, k int) int {
	i := 0
	for t := 0; t < k && i < len(raw); {
		switch {
		case raw[i] == '\\' && i+1 < len(raw) && raw[i+1] == text[t]:
			i, t = i+2, t+1
			continue
		case raw[i] == '&':
			if n, size := entity(raw[i:], text[t:]); n > 0 {
				i, t = i+n, t+size
				continue
			}
		}
		if raw[i] != text[t] {
			if !strings.HasPrefix(text[t:], string(utf8.RuneError)) {
				return len(raw)
			}
			i, t = i+1, t+len(string(utf8.RuneError)) // a byte that is no UTF-8
			continue
		}
		i, t = i+1, t+1
	}
	return i
}

// entity is the length of the entity that raw begins with, and of the text that it stands for at the
// start of text; 0 when it begins with none.
func entity(raw []byte, text string) (n, size int) {
	const longest = 34 // of HTML's names
	for n = 2; n < min(len(raw), longest); n++ {
		if raw[n] == ';' {
			written := string(raw[:n+1])
			if meant := html.UnescapeString(written); meant != written && strings.HasPrefix(text, meant) {
				return n + 1, len(meant)
			}
			return 0, 0
		}
	}
	return 0, 0
}

// cut is the part of the inlines that lies in the span: texts are shortened, what is around them is kept.
func cut(in []markup.Inline, s source.Span) []markup.Inline {
	var out []markup.Inline
	for _, n := range in {
		if n.Span.End <= s.Start || n.Span.Start >= s.End {
			continue
		}
		if s.Contains(n.Span) {
			out = append(out, n)
			continue
		}
		if n.Kind == markup.Text {
			raw := n.Span.File.Bytes[n.Span.Start:n.Span.End]
			from, to := textOffset(raw, n.Text, s.Start-n.Span.Start), textOffset(raw, n.Text, s.End-n.Span.Start)
			if from < to {
				n.Span = inlineSpan(&n, from, to)
				n.Text = n.Text[from:to]
				out = append(out, n)
			}
			continue
		}
		if len(n.Inlines) == 0 {
			out = append(out, n) // a code span whose marks are left out of the span
			continue
		}
		if n.Inlines = cut(n.Inlines, s); len(n.Inlines) > 0 {
			n.Span = n.Inlines[0].Span.Join(n.Inlines[len(n.Inlines)-1].Span)
			out = append(out, n)
		}
	}
	return out
}

// textOffset is the byte of the text that stands at the offset k of its source, the inverse of rawOffset.
func textOffset(raw []byte, text string, k int) int {
	if k <= 0 {
		return 0
	}
	if k >= len(raw) {
		return len(text)
	}
	if len(raw) == len(text) {
		return k
	}
	for t := range text {
		if rawOffset(raw, text, t) >= k {
			return t
		}
	}
	return len(text)
}

// bare is inlines without the bold or italics around all of them: a head that is written in
// bold is a form, not a stress. Blanks and marks at the edges are not touched.
func bare(in []markup.Inline) []markup.Inline {
	for len(in) == 1 && (in[0].Kind == markup.Strong || in[0].Kind == markup.Emphasis) {
		in = in[0].Inlines
	}
	return in
}

// rest is the paragraph from the line k of its lines on.
func rest(b markup.Block, ls []line, k int) markup.Block {
	if k == 0 {
		return b
	}
	b.Span.Start = ls[k].span.Start
	b.Inlines = cut(b.Inlines, b.Span)
	return b
}

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

// from is a span of the line's text, widened to the marks of what it covers whole.
func (l *line) from(s source.Span) source.Span {
	for _, r := range l.runs {
		if o := r.outer(); s.Contains(r.from.Span) {
			s = s.Join(o)
		}
	}
	return s
}
