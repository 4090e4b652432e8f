package report

import "strings"

// A flowing is text for a terminal, written paragraph by paragraph.
type flowing struct {
	strings.Builder
	painter
	width int // in columns
}

// A stretch is a part of a line in one style.
type stretch struct {
	text string
	st   style
}

// flow writes stretches as one paragraph that begins with first, broken at blanks, its further lines indented by rest. Each word is coloured by itself,
// so that no colour reaches into the margin.
func (f *flowing) flow(first, rest string, list ...stretch) {
	margin := columns(cells(rest))
	f.WriteString(first)
	used := columns(cells(bare(first)))
	var word []stretch // without blanks, though in several styles
	wide, begun, gap := 0, false, false
	flush := func() {
		if word == nil {
			return
		}
		switch {
		case begun && gap && used+1+wide > f.width && used > margin:
			f.WriteString("\n" + rest)
			used = margin
		case begun && gap:
			f.WriteByte(' ')
			used++
		}
		for _, s := range word {
			f.WriteString(f.paint(s.st, s.text))
		}
		used += wide
		word, wide, begun, gap = nil, 0, true, false
	}
	for _, s := range list {
		for i, part := range strings.Split(s.text, " ") {
			if i > 0 {
				flush()
				gap = true
			}
			if part != "" {
				word = append(word, stretch{part, s.st})
				wide += columns(cells(part))
			}
		}
	}
	flush()
	f.WriteByte('\n')
}

// bare is a text without the colours that we gave it.
func bare(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "m")
	}
}
