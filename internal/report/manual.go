package report

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/resgen/resgen/internal/markup"
)

// Manual writes a page of the manual for a terminal: prose is wrapped, examples stand as they are written. A link to another page is told
// as the command that shows it. It knows the blocks that such pages are made of; raw HTML and pictures are left out.
func Manual(w io.Writer, page []markup.Block, o Options) error {
	m := &manualPage{flowing{painter: painter(o.Color), width: min(o.width(), DefaultWidth)}}
	for i := range page {
		if page[i].Kind == markup.HTML || pictures(page[i].Inlines) {
			continue
		}
		if i > 0 {
			m.WriteByte('\n')
		}
		m.block(&page[i], "", "")
	}
	_, err := io.WriteString(w, m.String())
	return err
}

type manualPage struct{ flowing }

// pictures reports whether a text is made of pictures alone.
func pictures(list []markup.Inline) bool {
	for i := range list {
		if list[i].Kind != markup.Image {
			return false
		}
	}
	return len(list) > 0
}

// block writes a block behind first, its further lines behind rest.
func (m *manualPage) block(b *markup.Block, first, rest string) {
	switch b.Kind {
	case markup.Heading:
		st := aside
		if b.Level == 1 {
			st = bold
		}
		m.flow(first, rest, stretch{markup.Plain(b.Inlines), st})
	case markup.Paragraph, markup.Term, markup.Cell:
		m.flow(first, rest, m.inlines(b.Inlines, plain)...)
	case markup.Code:
		m.example(b.Raw, first, rest)
	case markup.List:
		m.list(b, first, rest)
	case markup.Quote:
		m.blocks(b.Blocks, first+"  ", rest+"  ")
	case markup.Table:
		m.table(b, rest)
	}
}

func (m *manualPage) blocks(list []markup.Block, first, rest string) {
	for i := range list {
		if i > 0 {
			m.WriteByte('\n')
			first = rest
		}
		m.block(&list[i], first, rest)
	}
}

func (m *manualPage) list(b *markup.Block, first, rest string) {
	for i := range b.Blocks {
		mark := "* "
		if b.Ordered {
			mark = fmt.Sprintf("%d. ", b.First+i)
		}
		if i > 0 {
			first = rest
		}
		m.blocks(b.Blocks[i].Blocks, first+mark, rest+strings.Repeat(" ", len(mark)))
	}
}

// example writes code four columns in, remarks on it fainter. Its lines are never broken: they are there to be copied. Where the terminal has no
// room for one of the remarks, each stands above its line.
func (m *manualPage) example(raw, first, rest string) {
	lines := strings.Split(strings.TrimRight(raw, "\n"), "\n")
	above := false
	for _, line := range lines {
		_, remark := remarked(line)
		above = above || remark != "" && Columns(first+line)+4 > m.width
	}
	for _, line := range lines {
		code, remark := remarked(show(cells(line)))
		if remark != "" && above {
			margin := "    " + code[:len(code)-len(strings.TrimLeft(code, " "))]
			m.flow(first+margin, rest+margin+"# ", stretch{remark, faint})
			first, code, remark = rest, strings.TrimRight(code, " "), ""
		}
		m.WriteString(strings.TrimRight(first+"    "+code+m.paint(faint, remark), " ") + "\n")
		first = rest
	}
}

// remarked is a line of an example, and the remark at its end: "# the site and the PDF".
func remarked(line string) (code, remark string) {
	if i := strings.Index(line, " # "); i >= 0 && strings.TrimSpace(line[:i]) != "" {
		return line[:i+1], line[i+1:]
	}
	return line, ""
}

// inlines is text as stretches; code keeps its ticks where there is no colour to tell it by.
func (m *manualPage) inlines(list []markup.Inline, st style) []stretch {
	var out []stretch
	for i := range list {
		switch n := &list[i]; n.Kind {
		case markup.Text:
			out = append(out, stretch{escape(n.Text), st})
		case markup.CodeSpan:
			if m.painter {
				out = append(out, stretch{escape(n.Text), "36"})
			} else {
				out = append(out, stretch{"`" + escape(n.Text) + "`", plain})
			}
		case markup.SoftBreak, markup.HardBreak:
			out = append(out, stretch{" ", plain})
		case markup.Strong:
			out = append(out, m.inlines(n.Inlines, bold)...)
		case markup.Link:
			out = append(out, m.inlines(n.Inlines, st)...)
			if to := leads(n); to != nil {
				out = append(out, stretch{" (", st})
				out = append(out, m.inlines(to, st)...)
				out = append(out, stretch{")", st})
			}
		default:
			out = append(out, m.inlines(n.Inlines, st)...)
		}
	}
	return out
}

// leads is where a link leads, as somebody at a terminal gets there; nil when its text says it, or when it leads to a file of the repository.
func leads(n *markup.Inline) []markup.Inline {
	switch to, _, _ := strings.Cut(n.URL, "#"); {
	case strings.Contains(to, "://") && n.URL != markup.Plain(n.Inlines):
		return []markup.Inline{{Kind: markup.Text, Text: n.URL}}
	case path.Ext(to) == ".md" && path.Base(to) == to:
		return []markup.Inline{{Kind: markup.CodeSpan, Text: "resgen help " + strings.TrimSuffix(to, ".md")}}
	}
	return nil
}

// table writes rows as columns where the last one has room to be wrapped in, and else each as a paragraph with its cells below the first one.
func (m *manualPage) table(b *markup.Block, indent string) {
	const gap = 2
	last := 0 // the index of the last column
	var widths []int
	for r := range b.Blocks {
		for c := range b.Blocks[r].Blocks {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], m.wide(&b.Blocks[r].Blocks[c]))
			last = max(last, c)
		}
	}
	lead := len(indent)
	for _, w := range widths[:last] {
		lead += w + gap
	}
	for r := range b.Blocks {
		row := b.Blocks[r].Blocks
		if r == 0 && m.empty(row) {
			continue
		}
		st := plain
		if r == 0 {
			st = aside
		}
		if lead > m.width/2 {
			for c := range row {
				margin := indent + strings.Repeat(" ", min(c, 1)*4)
				if m.wide(&row[c]) > 0 {
					m.flow(margin, indent+"    ", m.inlines(row[c].Inlines, st)...)
				}
			}
			continue
		}
		var line strings.Builder
		line.WriteString(indent)
		for c := range row[:min(last, len(row))] {
			for _, s := range m.inlines(row[c].Inlines, st) {
				line.WriteString(m.paint(s.st, s.text))
			}
			line.WriteString(strings.Repeat(" ", widths[c]-m.wide(&row[c])+gap))
		}
		if last >= len(row) || m.wide(&row[last]) == 0 {
			m.WriteString(strings.TrimRight(line.String(), " ") + "\n")
			continue
		}
		m.flow(line.String(), strings.Repeat(" ", lead), m.inlines(row[last].Inlines, st)...)
	}
}

// wide is how many columns a cell takes on one line.
func (m *manualPage) wide(cell *markup.Block) int {
	n := 0
	for _, s := range m.inlines(cell.Inlines, plain) {
		n += columns(cells(s.text))
	}
	return n
}

func (m *manualPage) empty(row []markup.Block) bool {
	for i := range row {
		if m.wide(&row[i]) > 0 {
			return false
		}
	}
	return true
}
