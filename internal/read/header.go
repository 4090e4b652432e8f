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
			rd.resume.Dropped = append(rd.resume.Dropped, resume.Dropped{Span: b.Span, Why: resume.Print})
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
		if ok && b.Kind == markup.Table && boldName && len(ls) > 1 && isContactLines(ls) && wordCount(ls[0].text) > 1 && !isPlaceName(ls[0].text) && !weigh(ls[0].text).role && rd.name(&ls[0]) {
			ls = ls[1:]
		}
		return ok && (rd.contactLines(ls, false) || boldName && b.Kind == markup.Table && rd.nameTable(ls))
	case markup.Definitions:
		return rd.defined(b)
	}
	return false
}

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
					f.label, waits = label, false
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
	for _, f := range found {
		rd.fact(f)
	}
	return true
}

// terms is the blocks of a definition list, and of a table whose first column is nothing but labels the
// same; none when the table is another.
func terms(b *markup.Block) (out []*markup.Block) {
	known, all := 0, 0
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
		if i == 0 && namesColumns(x.Blocks) && (hasWord(markup.Plain(second.Inlines)) || !isLabelWord(markup.Plain(first.Inlines))) {
			continue
		}
		if text := markup.Plain(first.Inlines); hasWord(text) {
			all++
			if isLabelWord(text) {
				known++
			} else if ls := lines(first.Inlines); wordCount(text) > 3 || len(ls) == 1 && ls[0].whole(bold) && !strings.HasSuffix(strings.TrimSpace(text), ":") {
				return nil
			}
			first.Kind = markup.Term
			out = append(out, &first, second)
		} else if hasWord(markup.Plain(second.Inlines)) {
			return nil
		}
	}
	if 2*known < all {
		return nil
	}
	return out
}

// fact puts a piece of contact data where it belongs.
func (rd *reader) fact(f fact) {
	r := rd.resume
	label := f.label
	if f.again.Known() {
		r.Dropped = append(r.Dropped, resume.Dropped{Span: f.again.Span, Why: resume.Again})
	}
	switch known, _ := term.Label(label.Text); {
	case f.field == term.Email:
		rd.set(&r.Email, f)
	case f.field == term.Phone:
		rd.set(&r.Phone, f)
	case f.field == term.Link:
		rd.addLink(f.url, label, f.value.Span)
	case known == term.Location:
		rd.set(&r.Location, f)
	case known == term.Name && !r.Name.Known():
		rd.set(&r.Name, f)
	case label.Known():
		rd.contact(f)
	default:
		rd.plain(f.value, f.bold)
	}
}

// set fills a field that is empty; a second value is kept beside it, the same once more is dropped. A
// label that does more than name the field is kept, too.
func (rd *reader) set(to *resume.Value, f fact) {
	if to.Known() && !strings.EqualFold(to.Text, f.value.Text) {
		rd.contact(f)
		return
	}
	if !to.Known() {
		*to = f.value
	}
	rd.keepLabel(f.label)
}

// keepLabel keeps a label that has no place beside its value and is more than the name of a field.
func (rd *reader) keepLabel(label resume.Value) {
	switch {
	case !label.Known():
	case isLabelWord(label.Text):
		if rd.doc.BodySpan.Contains(label.Span) {
			rd.resume.Dropped = append(rd.resume.Dropped, resume.Dropped{Span: label.Span, Why: resume.Label})
		}
	default:
		rd.resume.Contact = append(rd.resume.Contact, resume.Contact{Value: label})
	}
}

func (rd *reader) contact(f fact) {
	rd.resume.Contact = append(rd.resume.Contact, resume.Contact{Label: f.label.Text, LabelSpan: f.label.Span, Value: f.value})
}

// plain places a piece of the header that no label or form explains.
func (rd *reader) plain(v resume.Value, boldLine bool) {
	r := rd.resume
	for _, p := range basedIn {
		if len(v.Text) > len(p) && strings.EqualFold(v.Text[:len(p)], p) && !r.Location.Known() && isPlaceName(v.Text[len(p):]) {
			if v.Span.End-v.Span.Start == len(v.Text) {
				rd.resume.Dropped = append(rd.resume.Dropped, resume.Dropped{Span: v.Span.Sub(0, len(p)-1), Why: resume.Label})
				v.Span = v.Span.Sub(len(p), len(v.Text))
			}
			v.Text = v.Text[len(p):]
			break
		}
	}
	e := weigh(v.Text)
	switch {
	case !v.Known(), sameWords(v.Text, r.Name.Text), sameWords(v.Text, r.Headline.Text), sameWords(v.Text, r.Location.Text), term.Title(v.Text):
	case !r.Name.Known() && boldLine && !e.role && isName(v.Text):
		r.Name = v
	case !r.Location.Known() && !e.role && isPlaceName(v.Text):
		r.Location = rd.withoutName(v)
	case !r.Headline.Known() && (e.role || boldLine) && wordCount(v.Text) <= longestHeadline:
		r.Headline = v
	default:
		r.Contact = append(r.Contact, resume.Contact{Value: v})
	}
}

// basedIn is what people write before their place.
var basedIn = []string{"based in ", "living in ", "located in ", "lives in ", "currently in ", "wohnhaft in ", "basé à ", "basée à ", "woont in ", "bor i "}

// withoutName is a place without the person's name before it, as the title of the page has it: "Maya Lindqvist, Oslo, Norway".
func (rd *reader) withoutName(v resume.Value) resume.Value {
	first, rest, more := strings.Cut(v.Text, ",")
	name := rd.resume.Name.Text
	if name == "" {
		name = rd.titleName().Text
	}
	if !more || !sameWords(first, name) {
		return v
	}
	if !rd.resume.Name.Known() {
		rd.resume.Name = resume.Value{Text: first, Span: v.Span}
		if v.Span.End-v.Span.Start == len(v.Text) {
			rd.resume.Name.Span = v.Span.Sub(0, len(first))
		}
	}
	at := len(v.Text) - len(strings.TrimSpace(rest))
	if v.Span.End-v.Span.Start == len(v.Text) {
		v.Span = v.Span.Sub(at, len(v.Text))
	}
	v.Text = v.Text[at:]
	return v
}

// isPlaceName reports whether a text is a place: known words, or a town and a country in their form.
func isPlaceName(text string) bool {
	known, pieces := false, 0
	for piece := range strings.SplitSeq(text, ",") {
		piece = strings.TrimSpace(piece)
		if piece == "" || !looksLikePlace(piece) && !weigh(piece).place {
			return false
		}
		known = known || weigh(piece).place
		pieces++
	}
	return known || pieces == 2 || pieces == 3
}

func sameWords(a, b string) bool { return b != "" && term.Fold(a) == term.Fold(b) }

// headline takes a short line as the headline if there is none; one that says the same again is dropped.
func (rd *reader) headline(l *line) bool {
	v := l.value(0, len(l.text))
	if sameWords(v.Text, rd.resume.Headline.Text) {
		return true
	}
	if rd.resume.Headline.Known() || wordCount(v.Text) > longestHeadline {
		return false
	}
	rd.resume.Headline = v
	return true
}
