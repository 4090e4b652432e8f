package read

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// A headline is not longer than this many words; what is longer is a summary.
const longestHeadline = 12

// header reads what stands before the first section: name, headline, contact data, summary.
func (rd *reader) header(blocks []markup.Block) {
	rd.formality(blocks)
	named := rd.resume.Name.Known()
	for i := range blocks {
		if blocks[i].Kind == markup.Heading {
			ls := lines(blocks[i].Inlines)
			named = named || len(ls) > 0 && !term.Title(ls[0].text) && !isContactLines(ls) && rd.nameRange(&ls[0]).known()
		}
	}
	for i := range blocks {
		b := &blocks[i]
		if b.Kind == markup.Rule {
			continue
		}
		var next *markup.Block
		if i+1 < len(blocks) {
			next = &blocks[i+1]
		}
		if printLink(b) {
			rd.drop(b.Span, resume.Print)
			continue
		}
		if secret(b) || !rd.headerBlock(b, next, !named) {
			rd.resume.Summary = append(rd.resume.Summary, *b)
		}
		named = named || rd.resume.Name.Known()
	}
}

// printLink reports whether a paragraph is nothing but a link to the résumé as a file: "[Download as PDF](cv.pdf)".
func printLink(b *markup.Block) bool {
	ls := lines(b.Inlines)
	if b.Kind != markup.Paragraph || len(ls) != 1 || wordCount(ls[0].text) > 7 || !strings.Contains(term.Fold(ls[0].text), "pdf") || !ls[0].allLinked(0, len(ls[0].text)) {
		return false
	}
	n := ls[0].link(0, len(ls[0].text))
	return n != nil && strings.HasSuffix(strings.ToLower(n.URL), ".pdf")
}

// headerBlock reads one block of the header; false when it is text. A bold line may be the name.
func (rd *reader) headerBlock(b, next *markup.Block, boldName bool) bool {
	switch b.Kind {
	case markup.Heading:
		ls := lines(b.Inlines)
		switch {
		case len(ls) == 0:
			return len(b.Inlines) == 0
		case term.Title(markup.Plain(b.Inlines)):
			rd.drop(b.Span, resume.Title)
			return true
		case len(ls) == 1 && rd.linkedName(&ls[0]):
			return true
		case rd.contactLines(ls, false):
			return true
		case len(ls) == 1 && rd.name(&ls[0]):
			return true
		}
		return len(ls) == 1 && rd.headline(&ls[0])
	case markup.Paragraph:
		ls := lines(b.Inlines)
		if len(ls) == 0 {
			return false
		}
		if term.Title(markup.Plain(b.Inlines)) {
			rd.drop(b.Span, resume.Title)
			return true
		}
		if boldName && ls[0].whole(bold) && !weigh(ls[0].text).role && rd.name(&ls[0]) {
			if len(ls) == 1 {
				return true
			}
			r := rest(*b, ls, 1)
			if !rd.headerBlock(&r, next, false) {
				rd.resume.Summary = append(rd.resume.Summary, r)
			}
			return true
		}
		if rd.contactLines(ls, false) {
			return true
		}
		styled := ls[0].whole(bold) || ls[0].whole(italic)
		return len(ls) == 1 && len(rd.resume.Summary) == 0 && (styled || rd.isContact(next)) && !sentence(ls[0].text) && rd.headline(&ls[0])
	case markup.Quote:
		ls, ok := inner(b)
		if !ok || len(ls) == 0 {
			return false
		}
		if rd.contactLines(ls, false) {
			return true
		}
		return len(ls) == 1 && !sentence(ls[0].text) && rd.headline(&ls[0])
	case markup.List, markup.Table:
		if b.Kind == markup.Table && rd.defined(b) {
			return true
		}
		ls, ok := inner(b)
		if ok && b.Kind == markup.Table && boldName && len(ls) > 1 && !isContactLines(ls[:1]) && isContactLines(ls[1:]) && wordCount(ls[0].text) > 1 && !isPlaceName(ls[0].text) && !weigh(ls[0].text).role && rd.name(&ls[0]) {
			ls = ls[1:]
		}
		return ok && (rd.contactLines(ls, false) || boldName && b.Kind == markup.Table && rd.nameTable(ls))
	case markup.Definitions:
		return rd.defined(b)
	}
	return false
}

// linkedName takes a heading that is nothing but a link as the name, if it may be one, and its address as the person's.
func (rd *reader) linkedName(l *line) bool {
	if rd.resume.Name.Known() && !sameWords(rd.resume.Name.Text, l.text) || len(l.runs) == 0 || l.runs[0].link == nil || isLabelWord(l.text) {
		return false
	}
	for _, r := range l.runs {
		if r.link != l.runs[0].link && hasWord(l.text[r.start:r.end]) {
			return false
		}
	}
	n := rd.nameRange(l)
	if !n.known() || n.rest != len(l.text) || wordCount(l.text) < 2 {
		return false
	}
	rd.resume.Name = l.value(n.i, n.j)
	if u, ok := absolute(l.runs[0].link.URL); ok {
		rd.addLink(u, resume.Value{}, addressSpan(l.runs[0].link, l.runs[0].link.URL))
	}
	return true
}

// isContact reports whether a block is contact data and nothing else.
func (rd *reader) isContact(b *markup.Block) bool {
	if b == nil {
		return false
	}
	ls := lines(b.Inlines)
	if b.Kind == markup.List || b.Kind == markup.Quote || b.Kind == markup.Table {
		ls, _ = inner(b)
	}
	return isContactLines(ls)
}

// contactLines reads lines of contact data. Unless all is set, they are left alone when they do not
// look like such: one address at least, and no prose.
func (rd *reader) contactLines(ls []line, all bool) bool {
	if !all && !isContactLines(ls) {
		return false
	}
	for i := range ls {
		found, dense := facts(&ls[i])
		if !dense && !all && !slices.ContainsFunc(found, func(f fact) bool { return f.sure }) {
			rd.plain(ls[i].value(0, len(ls[i].text)), ls[i].whole(bold))
			continue
		}
		for _, f := range found {
			rd.fact(f)
		}
	}
	return true
}

// No line of contact data has more words; longer ones need not be taken apart.
const longestContact = 40

func isContactLines(ls []line) bool {
	sure := false
	for i := range ls {
		if wordCount(ls[i].text) > longestContact {
			return false
		}
		found, dense := facts(&ls[i])
		if !dense && (wordCount(ls[i].text) > 8 || sentence(ls[i].text) || ls[i].has(picture)) {
			return false
		}
		for _, f := range found {
			sure = sure || f.sure && dense
		}
	}
	return sure
}
