package export

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/markup"
)

// blocks is blocks as Markdown, without a line end behind the last.
func blocks(bs []markup.Block) string {
	w := writer{}
	w.blocks(bs, false)
	return strings.Join(w.lines, "\n")
}

// A writer gathers lines.
type writer struct {
	lines  []string
	before func(*markup.Block) []string // comments that stand before a block
	behind func(*markup.Block) string   // comments at the end of a bullet
	alone  func(number int) bool        // reports whether nothing leads to a footnote any more
}

func (w *writer) add(text string) { w.lines = append(w.lines, strings.Split(text, "\n")...) }

// blocks writes blocks, with a blank line between two unless they are tight.
func (w *writer) blocks(bs []markup.Block, tight bool) {
	star := false // a list that follows another needs other bullets, or they are one
	for i := range bs {
		b := &bs[i]
		if i > 0 && (!tight || b.Kind != markup.List || bs[i-1].Kind != markup.Paragraph) {
			w.add("")
		}
		if w.before != nil {
			for _, c := range w.before(b) {
				w.add(c)
				w.add("")
			}
		}
		star = b.Kind == markup.List && i > 0 && bs[i-1].Kind == markup.List && bs[i-1].Ordered == b.Ordered && !star
		w.block(b, star)
	}
}

func (w *writer) block(b *markup.Block, star bool) {
	switch b.Kind {
	case markup.Paragraph:
		w.add(paragraph(b.Inlines) + attributes(b.Attrs))
	case markup.Heading:
		text := strings.TrimSpace(inlines(b.Inlines, inHeading))
		w.add(strings.TrimSpace(strings.Repeat("#", b.Level) + " " + text + attributes(b.Attrs)))
	case markup.List:
		w.list(b, star)
	case markup.Quote:
		w.nested("> ", "> ", func(in *writer) { in.blocks(b.Blocks, false) })
	case markup.Code:
		info, mark := strings.NewReplacer(`\`, `\\`).Replace(entities(strings.TrimSpace(b.Info))), "`"
		if strings.Contains(info, mark) {
			mark = "~"
		}
		fence := strings.Repeat(mark, 3)
		for strings.Contains(b.Raw, fence) {
			fence += mark
		}
		w.add(fence + info)
		if raw := strings.TrimSuffix(b.Raw, "\n"); raw != "" || b.Raw != "" {
			w.add(raw)
		}
		w.add(fence)
	case markup.HTML:
		w.add(b.Raw)
	case markup.Rule:
		w.add("* * *") // dashes below a line would make it a heading
	case markup.Table:
		w.table(b)
	case markup.Definitions:
		for i := range b.Blocks {
			x := &b.Blocks[i]
			if x.Kind == markup.Term {
				if i > 0 && b.Blocks[i-1].Kind == markup.Definition {
					w.add("")
				}
				w.add(strings.ReplaceAll(paragraph(x.Inlines), "\n", " "))
				continue
			}
			if len(x.Blocks) > 0 {
				w.nested(":   ", "    ", func(in *writer) { in.blocks(x.Blocks, true) })
			}
		}
	case markup.Footnotes:
		w.blocks(b.Blocks, false)
	case markup.Footnote:
		if w.alone != nil && w.alone(b.First) {
			w.blocks(b.Blocks, false) // as a footnote it would not be read
			return
		}
		w.nested("[^"+strconv.Itoa(b.First)+"]: ", "    ", func(in *writer) { in.blocks(b.Blocks, false) })
	default: // an item, a row or a definition by itself
		w.blocks(b.Blocks, false)
	}
}

// nested writes what stands behind a mark; its further lines are indented. Blank lines stay blank.
func (w *writer) nested(first, more string, write func(in *writer)) {
	in := writer{before: w.before, behind: w.behind, alone: w.alone}
	write(&in)
	if len(in.lines) == 0 {
		in.lines = []string{""}
	}
	for i, l := range in.lines {
		prefix := more
		if i == 0 {
			prefix = first
		}
		w.lines = append(w.lines, strings.TrimRight(prefix+l, " "))
	}
}

func (w *writer) list(b *markup.Block, star bool) {
	for i := range b.Blocks {
		it := &b.Blocks[i]
		if i > 0 && b.Loose {
			w.add("")
		}
		mark := "- "
		switch {
		case b.Ordered && star:
			mark = strconv.Itoa(b.First+i) + ") "
		case b.Ordered:
			mark = strconv.Itoa(b.First+i) + ". "
		case star:
			mark = "* "
		}
		w.nested(mark, strings.Repeat(" ", len(mark)), func(in *writer) { in.item(it, !b.Loose) })
	}
}

// item writes a bullet; its attributes and comments stand behind its first text.
func (w *writer) item(it *markup.Block, tight bool) {
	tail := attributes(it.Attrs)
	if w.behind != nil {
		tail += w.behind(it)
	}
	task := map[markup.Task]string{markup.Open: "[ ] ", markup.Done: "[x] "}[it.Task]
	rest := it.Blocks
	if len(rest) > 0 && rest[0].Kind == markup.Paragraph {
		text := paragraph(rest[0].Inlines)
		if task != "" {
			text = task + text
		}
		w.add(text + tail)
		tail = ""
		if rest = rest[1:]; len(rest) > 0 {
			if !tight || rest[0].Kind != markup.List {
				w.add("")
			}
			w.blocks(rest, tight)
		}
		return
	}
	if tail = strings.TrimSpace(tail); tail != "" {
		w.add(tail)
	}
	if len(rest) > 0 {
		w.blocks(rest, tight)
	}
}

func (w *writer) table(b *markup.Block) {
	row := func(r *markup.Block) string {
		var cells []string
		for i := range r.Blocks {
			cells = append(cells, strings.TrimSpace(inlines(r.Blocks[i].Inlines, inCell)))
		}
		return strings.TrimRight("| "+strings.Join(cells, " | ")+" |", " ")
	}
	for i := range b.Blocks {
		w.add(row(&b.Blocks[i]))
		if i > 0 {
			continue
		}
		var rule []string
		for k := range b.Blocks[0].Blocks {
			rule = append(rule, [...]string{markup.NoAlign: "---", markup.Left: ":--", markup.Center: ":-:", markup.Right: "--:"}[b.Blocks[0].Blocks[k].Align])
		}
		w.add("| " + strings.Join(rule, " | ") + " |")
	}
}

// attributes is a block's attributes as a comment that GitHub hides, with a blank before it; "" when it has none.
func attributes(a markup.Attrs) string {
	if !a.Span.Known() { // an id that was made
		return ""
	}
	var parts []string
	if a.ID != "" {
		parts = append(parts, "#"+a.ID)
	}
	for _, c := range a.Classes {
		parts = append(parts, "."+c)
	}
	for _, p := range a.Pairs {
		if p.Value == "" {
			parts = append(parts, p.Key)
		} else {
			parts = append(parts, p.Key+`="`+strings.ReplaceAll(p.Value, `"`, "'")+`"`)
		}
	}
	if parts == nil {
		return ""
	}
	return " <!-- " + strings.Join(parts, " ") + " -->"
}

// paragraph is inlines as lines of their own.
func paragraph(in []markup.Inline) string {
	ls := strings.Split(strings.Trim(inlines(in, inText), " \n"), "\n")
	out := ls[:0]
	for _, l := range ls {
		if l = strings.TrimSpace(l); l == "" || l == `\` {
			continue
		}
		out = append(out, lineStart(l))
	}
	return strings.TrimSuffix(strings.Join(out, "\n"), `\`)
}

// What begins a block when it stands at the start of a line.
var (
	startMark = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(#{1,6}(\s|$)|#{2,6}\pL|[-+](\s|$)|>|[:~]\s|~~~|=+\s*$|-[-\s|:]*$|\|)`)
	})
	startNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,9})([.)])(\s|$)`) })
)

// lineStart is a line with a mark at its start escaped.
func lineStart(l string) string {
	if m := startNumber().FindStringSubmatchIndex(l); m != nil {
		return l[:m[3]] + `\` + l[m[3]:]
	}
	if startMark().MatchString(l) {
		return `\` + l
	}
	return l
}
