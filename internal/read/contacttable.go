package read

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// nameTable reads a table as a letterhead: the name in bold, and what one is.
func (rd *reader) nameTable(ls []line) bool {
	if len(ls) > 4 || !slices.ContainsFunc(ls, func(l line) bool { return l.whole(bold) && rd.nameRange(&l).known() }) {
		return false
	}
	for i := range ls {
		if wordCount(ls[i].text) > longestHeadline || sentence(ls[i].text) {
			return false
		}
	}
	for i := range ls {
		if (!ls[i].whole(bold) || !rd.name(&ls[i])) && !rd.headline(&ls[i]) {
			rd.plain(ls[i].value(0, len(ls[i].text)), false)
		}
	}
	return true
}

// inner is the lines of a quote, of a flat list, or of a table's cells; ok is false when there is
// more to the block than lines.
func inner(b *markup.Block) (ls []line, ok bool) {
	for i := range b.Blocks {
		switch x := &b.Blocks[i]; x.Kind {
		case markup.Paragraph, markup.Cell:
			ls = append(ls, lines(x.Inlines)...)
		case markup.Item, markup.Row, markup.List:
			more, ok := inner(x)
			if !ok || x.Kind == markup.Item && len(x.Blocks) > 1 {
				return nil, false
			}
			ls = append(ls, more...)
		case markup.Rule:
		default:
			return nil, false
		}
	}
	return ls, true
}

// defined reads a definition list or a table of two columns as contact data: what stands first is labels.
func (rd *reader) defined(b *markup.Block) bool {
	var found []fact
	var label resume.Value
	sure, waits := false, false
	settle := func() {
		if waits && !isLabelWord(label.Text) {
			found = append(found, fact{value: label})
		}
		waits = false
	}
	for _, x := range terms(b) {
		ls, ok := inner(x)
		if x.Kind == markup.Term || x.Kind == markup.Cell {
			ls, ok = lines(x.Inlines), true
		}
		if !ok || x.Kind == markup.Term && len(ls) != 1 {
			return false
		}
		if x.Kind == markup.Term {
			settle()
			label, waits = ls[0].value(0, len(strings.TrimRight(ls[0].text, " :"))), true
			continue
		}
		for k := range ls {
			fs, _ := facts(&ls[k])
			for _, f := range fs {
				if f.label.Known() || !label.Known() {
					found = append(found, f)
				} else {
					// The label may be what makes a handle a profile.
					if g, ok := recognize(&ls[k], 0, len(ls[k].text), label); ok && len(fs) == 1 {
						f = g
					}
					f.label, label, waits = label, resume.Value{}, false // of several values the first has it
					found = append(found, f)
				}
				sure = sure || f.sure
			}
		}
	}
	settle()
	if !sure {
		return false
	}
	if b.Kind == markup.Table && namesFields(b) {
		rd.drop(b.Blocks[0].Span, resume.Label)
	}
	for _, f := range found {
		rd.fact(f)
	}
	return true
}

// namesFields reports whether the first row of a table of contact data only names its columns: "How | Where".
func namesFields(b *markup.Block) bool {
	if len(b.Blocks) < 2 || len(b.Blocks[0].Blocks) != 2 {
		return false
	}
	first, second := markup.Plain(b.Blocks[0].Blocks[0].Inlines), markup.Plain(b.Blocks[0].Blocks[1].Inlines)
	return hasWord(first+second) && namesColumns(b.Blocks[0].Blocks) && (hasWord(second) || !isLabelWord(first))
}

// terms is the blocks of a definition list, and of a table whose first column is nothing but labels the
// same; none when the table is another.
func terms(b *markup.Block) (out []*markup.Block) {
	known, all, names := 0, 0, 0
	for i := range b.Blocks {
		x := &b.Blocks[i]
		if x.Kind != markup.Row {
			out = append(out, x)
			continue
		}
		if len(x.Blocks) != 2 {
			return nil
		}
		first, second := x.Blocks[0], &x.Blocks[1]
		if i == 0 && namesFields(b) {
			continue
		}
		if text := markup.Plain(first.Inlines); hasWord(text) {
			all++
			if isLabelWord(text) {
				known++
			} else if ls := lines(first.Inlines); wordCount(text) > 3 {
				return nil
			} else if len(ls) == 1 && ls[0].whole(bold) && !strings.HasSuffix(strings.TrimSpace(text), ":") {
				if !hasWord(markup.Plain(second.Inlines)) {
					return nil // the name
				}
				names++
			}
			first.Kind = markup.Term
			out = append(out, &first, second)
		} else if hasWord(markup.Plain(second.Inlines)) {
			return nil
		}
	}
	if 2*known < all || names > 0 && known < 2 {
		return nil
	}
	return out
}
