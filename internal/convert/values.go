package convert

import (
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// fields is a map whose keys are taken one by one; what is left has no place.
type fields struct {
	list  []meta.Field
	taken map[int]bool
}

func newFields(v meta.Value) *fields { return &fields{list: v.Fields, taken: map[int]bool{}} }

// take is the first value under one of the keys that says anything; those that say nothing are taken as well.
func (f *fields) take(keys ...string) (found meta.Value) {
	for _, key := range keys {
		for i, x := range f.list {
			if f.taken[i] || x.Key != key {
				continue
			}
			switch {
			case empty(x.Value):
				f.taken[i] = true
			case found.Kind == meta.Null:
				f.taken[i], found = true, x.Value
			case text(found).Text == text(x.Value).Text:
				f.taken[i] = true // the old key and the new one, with the same value
			}
		}
	}
	return found
}

// value is a text under one of the keys.
func (f *fields) value(keys ...string) resume.Value { return text(f.take(keys...)) }

// rest is what was not taken, less what says nothing.
func (f *fields) rest() []meta.Field {
	var out []meta.Field
	for i, x := range f.list {
		if !f.taken[i] && !empty(x.Value) {
			out = append(out, x)
		}
	}
	return out
}

// empty reports whether a value says nothing.
func empty(v meta.Value) bool {
	switch v.Kind {
	case meta.Null:
		return true
	case meta.List:
		for _, x := range v.List {
			if !empty(x) {
				return false
			}
		}
		return true
	case meta.Map:
		for _, x := range v.Fields {
			if !empty(x.Value) {
				return false
			}
		}
		return true
	}
	return strings.TrimSpace(v.Text) == ""
}

// text is a value on one line: of a list its texts with commas between, of a map its keys and values.
func text(v meta.Value) resume.Value {
	return resume.Value{Text: oneLine(flat(v)), Span: v.Span}
}

func flat(v meta.Value) string {
	var parts []string
	switch v.Kind {
	case meta.List:
		for _, x := range v.List {
			if !empty(x) {
				parts = append(parts, flat(x))
			}
		}
	case meta.Map:
		for _, x := range v.Fields {
			if !empty(x.Value) {
				parts = append(parts, x.Key+": "+flat(x.Value))
			}
		}
	default:
		return v.Text
	}
	return strings.Join(parts, ", ")
}

// oneLine folds white space, and takes out what no résumé prints: control characters.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// blocks is a text of several lines as blocks: paragraphs between blank lines, and bullets where lines begin with
// one. It may be Markdown, and is read as such when all of its words stay.
func blocks(v resume.Value, s string) []markup.Block {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.TrimSpace(s) == "" {
		return nil
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		trimmed := strings.TrimLeft(l, " \t")
		for _, bullet := range []string{"•", "●", "▪", "◦", "‣", "∙", "·"} {
			if rest, ok := strings.CutPrefix(trimmed, bullet); ok {
				lines[i] = "- " + strings.TrimLeft(rest, " \t\u00a0")
				if i > 0 && strings.TrimSpace(lines[i-1]) != "" && !strings.HasPrefix(lines[i-1], "- ") {
					lines[i] = "\n" + lines[i]
				}
			}
		}
	}
	s = strings.Join(lines, "\n")
	d := document.Parse(source.NewFile("text.md", []byte("---\nlang: en\n---\n\n"+s)))
	for b := range markup.Blocks(d.Blocks) {
		switch b.Kind {
		case markup.Paragraph, markup.List, markup.Item, markup.Quote:
		default:
			return plain(v, s)
		}
		for n := range markup.Walk(b.Inlines) {
			if n.Kind == markup.RawHTML {
				return plain(v, s)
			}
		}
	}
	if len(d.Comments) > 0 || len(d.Allows) > 0 || len(d.Blocks) == 0 {
		return plain(v, s)
	}
	return d.Blocks
}

// plain is a text that means nothing but itself, a paragraph between blank lines.
func plain(v resume.Value, s string) (out []markup.Block) {
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = oneLine(p); p != "" {
			out = append(out, paragraph(p, v.Span))
		}
	}
	return out
}

func paragraph(s string, at source.Span) markup.Block {
	return markup.Block{Kind: markup.Paragraph, Span: at, Inlines: []markup.Inline{{Kind: markup.Text, Text: s, Span: at}}}
}

// prose is a value's text as blocks.
func prose(v meta.Value) []markup.Block {
	if v.Kind == meta.List {
		return bullets(v)
	}
	if v.Kind == meta.Map {
		t := text(v)
		return plain(t, t.Text)
	}
	return blocks(resume.Value{Span: v.Span}, v.Text)
}

// bullets is a list's texts as bullets.
func bullets(v meta.Value) []markup.Block {
	if v.Kind != meta.List {
		return prose(v)
	}
	list := markup.Block{Kind: markup.List, Span: v.Span}
	for _, x := range v.List {
		if empty(x) {
			continue
		}
		var in []markup.Block
		if x.Kind == meta.List || x.Kind == meta.Map {
			t := text(x)
			in = plain(t, t.Text)
		} else {
			in = blocks(resume.Value{Span: x.Span}, x.Text)
		}
		if len(in) == 1 && in[0].Kind == markup.List { // the bullet was written, too
			list.Blocks = append(list.Blocks, in[0].Blocks...)
			continue
		}
		list.Blocks = append(list.Blocks, markup.Block{Kind: markup.Item, Span: x.Span, Blocks: in})
	}
	if len(list.Blocks) == 0 {
		return nil
	}
	return []markup.Block{list}
}

// labelled is a value that has no field of its own, as text: "**Keywords:** a, b".
func labelled(label string, v meta.Value) markup.Block {
	t := text(v)
	b := paragraph(" "+t.Text, v.Span)
	strong := markup.Inline{Kind: markup.Strong, Span: v.Span, Inlines: []markup.Inline{{Kind: markup.Text, Text: label + ":", Span: v.Span}}}
	b.Inlines = append([]markup.Inline{strong}, b.Inlines...)
	return b
}

// title is a key as a person would write it: "open_source" is "Open source", "gitHubStars" "Git hub stars".
func title(key string) string {
	var b strings.Builder
	prev := ' '
	for i, r := range key {
		switch {
		case r == '_' || r == '-':
			r = ' '
		case i > 0 && unicode.IsUpper(r) && unicode.IsLower(prev):
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		prev = r
		b.WriteRune(r)
	}
	s := strings.TrimSpace(b.String())
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// when sets the dates of an entry from a start and an end, or from one text that has both. A text that is no date
// stays as it is, in the head. open says that an end that is missing means that it goes on.
func when(e *resume.Entry, start, end, both resume.Value, open bool) {
	if _, ok := point(both.Text); ok && !start.Known() && !end.Known() {
		start, open = both, false // it is one date
	}
	a, okA := point(start.Text)
	b, okB := point(end.Text)
	endless := end.Known() && !okB && isPresent(end.Text)
	switch {
	case both.Known() && !start.Known() && !end.Known():
		asWritten(e, both)
	case start.Known() && !okA || end.Known() && !okB && !endless:
		if start.Known() && end.Known() && start.Text != end.Text {
			start.Text += " – " + end.Text
		} else if !start.Known() {
			start = end
		}
		asWritten(e, start)
	case okA && (endless || !end.Known() && open):
		e.Dates = date.Range{Start: a, Present: true}
		e.DatesText = resume.Value{Text: words(a, start) + " – present", Span: start.Span}
	case okA && okB && a != b:
		e.Dates = date.Range{Start: a, End: b}
		e.DatesText = resume.Value{Text: words(a, start) + " – " + words(b, end), Span: start.Span}
	case okA:
		e.Dates = date.Range{Start: a}
		e.DatesText = resume.Value{Text: words(a, start), Span: start.Span}
	case okB:
		e.Dates = date.Range{End: b}
		e.DatesText = resume.Value{Text: words(b, end), Span: end.Span}
	case endless:
		e.Extra = append(e.Extra, end)
	}
}

// asWritten takes a text of dates as it is.
func asWritten(e *resume.Entry, v resume.Value) {
	found := date.Scan(v.Text)
	if len(found) != 1 || found[0].Problem != "" {
		e.Extra = append(e.Extra, v)
		return
	}
	m := found[0]
	e.Dates, e.DatesText = m.Range, resume.Value{Text: v.Text[m.Start:m.End], Span: v.Span}
	if left := strings.Trim(v.Text[:m.Start]+v.Text[m.End:], " ,;()"); left != "" {
		e.Extra = append(e.Extra, resume.Value{Text: left, Span: v.Span})
	}
}

func point(s string) (date.Date, bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		s = s[:7] // the day, and a time behind it
	}
	return date.Parse(s)
}

func isPresent(s string) bool {
	switch strings.ToLower(strings.Trim(s, " .")) {
	case "present", "now", "current", "currently", "today", "ongoing", "to date":
		return true
	}
	return false
}

var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// words is a date as a person writes it: as it was written, unless by a machine.
func words(d date.Date, written resume.Value) string {
	switch {
	case strings.Trim(written.Text, "0123456789-T:.Z+") != "" || strings.Contains(written.Text, "/"):
		return written.Text
	case d.Month == 0:
		return d.String()
	}
	return months[d.Month] + " " + d.String()[:4]
}
