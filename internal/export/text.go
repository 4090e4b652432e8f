package export

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/resgen/resgen/internal/locale"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// Columns is how wide plain text is set: it stands in mails and on terminals of 80 with room for marks of a quotation.
const Columns = 72

// Text is a copy as plain text: UTF-8, bullets and rules of ASCII, headings in capitals, addresses in full. Lines are at most so many columns
// wide, but for words that are wider; with 0 each paragraph is one line, as fields of portals want it, which break lines by themselves.
func Text(c Copy, columns int) []byte {
	w := &textWriter{columns: columns, capitals: strings.ToUpper}
	if base := locale.Base(c.Lang); base == "tr" || base == "az" { // whose i has its dot in capitals, too
		w.capitals = func(text string) string { return strings.ToUpperSpecial(unicode.TurkishCase, text) }
	}
	r := c.Resume
	w.lines(r.Name.Text)
	w.lines(r.Headline.Text)
	c.FullLinks = true
	for _, items := range c.contact() {
		for _, item := range items { // one a line: what is between separators is hard to copy
			text := item.text
			if item.label != "" {
				text = item.label + ": " + text
			}
			w.lines(text)
		}
	}
	if c.Letter != nil {
		w.letter(c.Letter, r.Name.Text)
	} else {
		w.resume(&c)
	}
	return w.done()
}

// A textWriter writes lines. Between parts stands one blank line.
type textWriter struct {
	columns  int
	capitals func(string) string // of the language
	out      []string
	indent   string
}

func (w *textWriter) done() []byte {
	text := strings.Trim(strings.Join(w.out, "\n"), "\n")
	text = strings.Map(func(r rune) rune { // what a terminal would act upon, and a portal refuse
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	if text == "" {
		return nil
	}
	return []byte(text + "\n")
}

// gap is a blank line before what comes next.
func (w *textWriter) gap() {
	if n := len(w.out); n > 0 && w.out[n-1] != "" {
		w.out = append(w.out, "")
	}
}

// lines writes a text of one paragraph; nothing for none.
func (w *textWriter) lines(text string) { w.hanging("", text) }

// hanging writes a paragraph behind a mark; its further lines stand below its first.
func (w *textWriter) hanging(mark, text string) {
	for line := range strings.SplitSeq(text, "\n") { // a break that the person wrote
		line = strings.Join(strings.Fields(line), " ")
		if line == "" && mark == "" {
			continue
		}
		rest := strings.Repeat(" ", wide(mark))
		if w.columns == 0 {
			w.out = append(w.out, strings.TrimRight(w.indent+mark+line, " "))
			mark = rest
			continue
		}
		room := max(20, w.columns-wide(w.indent)-wide(mark))
		for first := true; first || line != ""; first = false {
			var one string
			one, line = fill(line, room)
			w.out = append(w.out, strings.TrimRight(w.indent+mark+one, " "))
			mark = rest
		}
	}
}

// fill cuts a text at a blank so that the first part has at most so many columns; letters of East Asia, which stand without blanks, at a letter.
func fill(text string, room int) (line, rest string) {
	at, last, columns := 0, -1, 0
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if r == ' ' && !unit(text, at) {
			last = at
		}
		if columns += columnsOf(r); columns > room {
			break
		}
		if columnsOf(r) == 2 && at+n < len(text) && !closes(text[at+n:]) {
			last = at + n
		}
		at += n
	}
	switch {
	case at >= len(text):
		return text, ""
	case last > 0:
	default: // a word that is wider
		if last = strings.IndexByte(text, ' '); last < 0 {
			return text, ""
		}
	}
	return strings.TrimRight(text[:last], " "), strings.TrimLeft(text[last:], " ")
}

// closes reports whether a text begins with a mark that no line of Chinese, Japanese or Korean begins with.
func closes(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("、。，．・：；？！ー）」』】〕〉》", r)
}

// unit reports whether the blank at a place of a text stands between a number and its unit, of one or two letters: "2 s", "480 ms".
func unit(text string, at int) bool {
	word, _, _ := strings.Cut(text[at+1:], " ")
	word = strings.TrimRight(word, ",.;:)")
	return at > 0 && text[at-1] >= '0' && text[at-1] <= '9' && len(word) > 0 && len(word) <= 2 && !strings.ContainsAny(word, "0123456789") &&
		strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func columnsOf(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wide is how many columns a text takes.
func wide(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOf(r)
	}
	return n
}

func (w *textWriter) heading(text string) {
	w.gap()
	w.lines(w.capitals(text))
}

func (w *textWriter) resume(c *Copy) {
	r := c.Resume
	if r.SummaryTitle.Known() && len(r.Summary) > 0 {
		w.heading(r.SummaryTitle.Text)
	}
	w.gap()
	w.blocks(r.Summary)
	for i := range r.Sections {
		s := &r.Sections[i]
		w.heading(s.Title.Text)
		w.gap()
		w.blocks(s.Intro)
		for _, g := range s.Groups {
			label := ""
			if g.Label.Known() {
				label = g.Label.Text + ": "
			}
			w.lines(label + w.inline(g.Markup))
		}
		for k := range s.Entries {
			w.gap()
			w.entry(c, &s.Entries[k])
		}
		if len(s.Outro) > 0 {
			w.gap()
			w.blocks(s.Outro)
		}
	}
}

func (w *textWriter) entry(c *Copy, e *resume.Entry) {
	h := c.head(e)
	w.lines(w.inline(h.first.text))
	detail, address := "", h.address
	for _, p := range append([]headPart{h.first}, h.detail...) {
		if p.url != "" {
			address = p.url
		}
	}
	for _, p := range h.detail {
		detail += p.join + w.inline(p.text)
	}
	w.lines(detail)
	w.lines(h.dates)
	w.lines(address)
	if len(e.Body) > 0 && e.Body[0].Kind != markup.List {
		w.gap()
	}
	w.blocks(e.Body)
}

func (w *textWriter) letter(l *Letter, name string) {
	w.gap()
	w.lines(l.Date)
	w.gap()
	w.lines(l.To)
	for _, a := range l.Address {
		w.lines(a)
	}
	for _, text := range []string{l.Subject, l.Greeting} {
		w.gap()
		w.lines(text)
	}
	for i := range l.Body {
		w.gap()
		w.blocks(l.Body[i : i+1])
	}
	if l.Closing != "" {
		w.gap()
		w.lines(l.Closing)
		w.gap()
		w.lines(name)
	}
}

// blocks writes blocks, each parted from the one before by a blank line; a list goes with the paragraph above it.
func (w *textWriter) blocks(bs []markup.Block) {
	for i := range bs {
		b := &bs[i]
		if i > 0 && (b.Kind != markup.List || bs[i-1].Kind != markup.Paragraph) && b.Kind != markup.Definition {
			w.gap()
		}
		w.block(b)
	}
}

func (w *textWriter) block(b *markup.Block) {
	switch b.Kind {
	case markup.Paragraph, markup.Heading, markup.Term:
		w.lines(w.inline(b.Inlines))
	case markup.List:
		for i := range b.Blocks {
			mark := "- "
			if b.Ordered {
				mark = strconv.Itoa(b.First+i) + ". "
			}
			w.item(mark, &b.Blocks[i])
		}
	case markup.Quote, markup.Definition:
		w.within("  ", func() { w.blocks(b.Blocks) })
	case markup.Code:
		for line := range strings.SplitSeq(strings.TrimRight(b.Raw, "\n"), "\n") {
			w.out = append(w.out, strings.TrimRight(w.indent+"    "+line, " \r"))
		}
	case markup.Rule:
		w.lines("---")
	case markup.Table:
		for i := range b.Blocks {
			var cells []string
			for k := range b.Blocks[i].Blocks {
				cells = append(cells, w.inline(b.Blocks[i].Blocks[k].Inlines))
			}
			w.lines(strings.Join(cells, " | "))
		}
	case markup.Definitions:
		w.blocks(b.Blocks)
	case markup.Footnotes:
		for i := range b.Blocks {
			w.item("["+strconv.Itoa(b.Blocks[i].First)+"] ", &b.Blocks[i])
		}
	}
}

// item writes an item of a list: its first paragraph behind the mark, all else below that.
func (w *textWriter) item(mark string, it *markup.Block) {
	switch it.Task {
	case markup.Open:
		mark += "[ ] "
	case markup.Done:
		mark += "[x] "
	}
	rest := it.Blocks
	if len(rest) > 0 && rest[0].Kind == markup.Paragraph {
		w.hanging(mark, w.inline(rest[0].Inlines))
		rest = rest[1:]
	} else {
		w.hanging(mark, "")
	}
	w.within(strings.Repeat(" ", wide(mark)), func() { w.blocks(rest) })
}

func (w *textWriter) within(indent string, inner func()) {
	before := w.indent
	w.indent += indent
	inner()
	w.indent = before
}

// inline is running text: marks are gone, and the address of a link stands behind its words where these do not show it.
func (w *textWriter) inline(in []markup.Inline) string {
	var b strings.Builder
	for i := range in {
		switch n := &in[i]; n.Kind {
		case markup.Text, markup.CodeSpan, markup.Image:
			b.WriteString(n.Text)
		case markup.SoftBreak:
			b.WriteByte(' ')
		case markup.HardBreak:
			b.WriteByte('\n')
		case markup.FootnoteRef:
			b.WriteString(" [" + n.Text + "]")
		case markup.RawHTML:
		case markup.Link:
			text := w.inline(n.Inlines)
			b.WriteString(text)
			if host := resume.Host(n.URL); strings.Contains(n.URL, "://") && !strings.Contains(text, host) {
				b.WriteString(" (" + n.URL + ")")
			}
		default:
			b.WriteString(w.inline(n.Inlines))
		}
	}
	return b.String()
}
