package recognize

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
)

// A block is a bullet with its lines, or one line of none.
type block struct {
	lines  []*line
	bullet bool
	marked bool // with a sign
}

func (b *block) first() *line { return b.lines[0] }

// text is the block's lines as one text, without its sign.
func (b *block) text() string {
	t := []string{strings.TrimSpace(b.lines[0].text[b.lines[0].mark:])}
	for _, l := range b.lines[1:] {
		t = append(t, l.text)
	}
	return joined(t)
}

func (b *block) value() Value { return Value{Text: b.text(), At: b.first().at} }

// joined is the lines of a text as one. A hyphen at the end of a line stays: what it joins is one word.
func joined(lines []string) string {
	var b strings.Builder
	last := "" // that was not empty
	for _, l := range lines {
		if last != "" && !(strings.HasSuffix(last, "-") && len(last) > 1 && last[len(last)-2] != ' ') {
			b.WriteByte(' ')
		}
		if b.WriteString(l); l != "" {
			last = l
		}
	}
	return b.String()
}

// blocks makes blocks of the lines of a section: bullets by their signs, with the lines that carry them on.
func (rd *reader) blocks(lines []line) []block {
	var out []block
	left := math.Inf(1)
	for i := range lines {
		left = min(left, lines[i].x)
	}
	for i := range lines {
		l := &lines[i]
		n := len(out)
		switch {
		case l.mark > 0 && strings.TrimSpace(l.text[l.mark:]) != "":
			out = append(out, block{lines: []*line{l}, bullet: true, marked: true})
		case n > 0 && out[n-1].bullet && rd.carriesOn(&out[n-1], l):
			out[n-1].lines = append(out[n-1].lines, l)
		default:
			out = append(out, block{lines: []*line{l}})
		}
	}
	return out
}

// carriesOn reports whether a line goes on with a bullet: it is near, in the same type, and further in than the bullet, or
// below a full line.
func (rd *reader) carriesOn(b *block, l *line) bool {
	last := b.lines[len(b.lines)-1]
	if rd.apart(l) || l.mark == 0 && datedAtEnd(l) || math.Abs(l.size-last.size) > 0.1*last.size || l.items[0].bold && !last.items[len(last.items)-1].bold && !rd.full(last, l) {
		return false
	}
	if l.gap < 0 && l.sheet == last.sheet {
		return false
	}
	if l.sheet != last.sheet && rd.startsHead(l) && !last.items[len(last.items)-1].bold {
		return false // an entry that begins a sheet: no gap tells it from the bullet at the foot of the one before
	}
	first := b.first()
	switch in := l.x - first.x; {
	case in > 2 && in < 60:
		return true
	case in > -2 && in <= 2:
		return rd.full(last, l) && !rd.startsHead(l)
	}
	return false
}

// startsHead reports whether a line looks like the head of an entry: it begins in bold or in larger type, or has a date
// at its other end.
func (rd *reader) startsHead(l *line) bool {
	if l.mark > 0 {
		return false
	}
	first := &l.items[0]
	if first.bold || first.size > 1.04*rd.body {
		return true
	}
	return datedAtEnd(l)
}

// datedAtEnd reports whether a line has a date at its other end, far from the rest.
func datedAtEnd(l *line) bool {
	last := &l.items[len(l.items)-1]
	return len(l.items) > 1 && last.gap > wideGap && len(date.Scan(last.text)) > 0
}

// unmarked makes bullets of the lines of an entry that has no bullet with a sign: those that stand further in than its head,
// or else the paragraphs, when there are several.
func (rd *reader) unmarked(bs []block, x float64) []block {
	if out := rd.below(bs, x+4); slices.ContainsFunc(out, func(b block) bool { return b.bullet }) {
		return out
	}
	out := rd.below(bs, x-4)
	n := 0
	for i := range out {
		if out[i].bullet {
			n++
		}
	}
	if n < 2 {
		return bs
	}
	return out
}

// below makes bullets of lines that begin at least at x. A line carries on the one above it when that is full, or when
// it begins with a small letter.
func (rd *reader) below(bs []block, x float64) []block {
	var out []block
	for _, b := range bs {
		l := b.first()
		if b.bullet || l.x < x || l.x > x+76 || rd.startsHead(l) && l.bold() {
			out = append(out, b)
			continue
		}
		if n := len(out); n > 0 && out[n-1].bullet && !out[n-1].marked {
			last := out[n-1].lines[len(out[n-1].lines)-1]
			r, _ := utf8.DecodeRuneInString(l.text)
			if !rd.apart(l) && math.Abs(l.x-last.x) < 2 && (unicode.IsLower(r) || rd.full(last, l)) {
				out[n-1].lines = append(out[n-1].lines, l)
				continue
			}
		}
		out = append(out, block{lines: b.lines, bullet: true})
	}
	return out
}

// paragraphs joins lines that stand close below each other.
func paragraphs(rd *reader, lines []*line) []Value {
	var out []Value
	for from := 0; from < len(lines); {
		texts := []string{lines[from].text}
		to := from + 1
		for ; to < len(lines); to++ {
			if l := lines[to]; rd.apart(l) || !(l.gap > 0) || lines[to-1].sheet != l.sheet || !(math.Abs(l.size-lines[to-1].size) < 0.1*l.size) {
				break
			}
			texts = append(texts, lines[to].text)
		}
		v := lines[from].value()
		v.Text = joined(texts)
		out, from = append(out, v), to
	}
	return out
}
