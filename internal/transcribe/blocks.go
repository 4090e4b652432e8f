package transcribe

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A part is what begins at a line, by what a parser made of it.
type part struct {
	role sheet.Role
	text string // of all its lines, when that is known
}

// rankOf orders roles: when a line holds several values, the highest is what it is.
var rankOf = map[sheet.Role]int{
	sheet.RoleContact: 1, sheet.RoleText: 2, sheet.RoleDetail: 3, sheet.RoleBullet: 4, sheet.RoleEntry: 5, sheet.RoleSection: 6, sheet.RoleName: 7,
}

// roles is what begins at which line.
func roles(r *recognize.Reading) map[sheet.LineRef]part {
	out := map[sheet.LineRef]part{}
	add := func(role sheet.Role, values ...recognize.Value) {
		for _, v := range values {
			if v.Known() && rankOf[role] > rankOf[out[v.At].role] {
				out[v.At] = part{role, v.Text}
			}
		}
	}
	add(sheet.RoleName, r.Name)
	add(sheet.RoleContact, r.Email, r.Phone, r.Location)
	add(sheet.RoleContact, r.Links...)
	add(sheet.RoleText, r.Headline)
	add(sheet.RoleText, r.Text...)
	for _, s := range r.Sections {
		add(sheet.RoleSection, s.Heading)
		add(sheet.RoleBullet, s.Items...)
		add(sheet.RoleText, s.Text...)
		for _, g := range s.Groups {
			add(sheet.RoleText, g.Label)
			add(sheet.RoleText, g.Items...)
		}
		for _, e := range s.Entries {
			head := append([]recognize.Value{e.Title, e.Organization, e.Place, e.DatesText}, e.Extra...)
			add(sheet.RoleEntry, first(head))
			add(sheet.RoleDetail, head...)
			add(sheet.RoleBullet, e.Bullets...)
			add(sheet.RoleText, e.Text...)
		}
	}
	return out
}

// first is the value that stands before all others.
func first(values []recognize.Value) recognize.Value {
	var out recognize.Value
	for _, v := range values {
		if v.Known() && (!out.Known() || v.At.Sheet < out.At.Sheet || v.At.Sheet == out.At.Sheet && v.At.Line < out.At.Line) {
			out = v
		}
	}
	return out
}

// blocks makes the blocks: each begins at a line that a parser takes for the first of something, and has the lines behind
// it that its text goes on with. What no parser saw is text.
func blocks(p *sheet.Print, margin map[sheet.LineRef]bool, roles map[sheet.LineRef]part, spans map[sheet.LineRef]source.Span) {
	var open part
	var text strings.Builder // of the last block
	said, whole := 0, 0      // letters that it has, and that a parser read of it
	var last *sheet.Line
	var marks []sheet.LineRef
	end := func() {
		if n := len(p.Blocks); n > 0 {
			p.Blocks[n-1].Text = text.String()
		}
	}
	for s := range p.Sheets {
		for i := range p.Sheets[s].Lines {
			at := sheet.LineRef{Sheet: s + 1, Line: i}
			if margin[at] || !spans[at].Known() {
				continue
			}
			l := &p.Sheets[s].Lines[i]
			if sheet.Bullet(l.Text) {
				marks = append(marks, at)
				continue
			}
			begun, isFirst := roles[at]
			n := len(p.Blocks) - 1
			if isFirst || n < 0 || !goesOn(&p.Blocks[n], open, whole-said, last, l, s+1) {
				if !isFirst {
					begun = part{role: sheet.RoleText}
				}
				end()
				text.Reset()
				open, said, whole = begun, 0, letters(begun.text)
				p.Blocks = append(p.Blocks, newBlock(p, begun.role, l))
				n++
			} else if text.Len() > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(l.Text)
			said += letters(l.Text)
			add(&p.Blocks[n], at, spans[at])
			l.Block = n
			last = l
		}
	}
	end()
	texts := make([][]int, len(p.Sheets)) // lines that are in a block
	for s := range p.Sheets {
		for i, l := range p.Sheets[s].Lines {
			if l.Block >= 0 {
				texts[s] = append(texts[s], i)
			}
		}
	}
	for _, at := range marks[:min(len(marks), mostMarks)] {
		p.Sheets[at.Sheet-1].Lines[at.Line].Block = marked(&p.Sheets[at.Sheet-1], texts[at.Sheet-1], at.Line)
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		r := b.Lines[0]
		b.Y = p.Sheets[r.Sheet-1].Lines[r.Line].Rect.Y
	}
}

// mostMarks is how many signs are put before their texts; forty sheets of fifty bullets have as many.
const mostMarks = 2_000

// marked is the block of the text that a sign stands before, on its row; -1 when there is none. texts is the lines of the sheet that are in a block.
func marked(s *sheet.Sheet, texts []int, mark int) int {
	m, best := &s.Lines[mark], -1
	for _, i := range texts {
		l := &s.Lines[i]
		if math.Abs(l.Base-m.Base) > m.Rect.H/2 || l.Rect.X < m.Rect.X {
			continue
		}
		if best < 0 || l.Rect.X < s.Lines[best].Rect.X {
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	return s.Lines[best].Block
}

// goesOn reports whether a line belongs to the block before it: the text that was read from the block has more to come, or
// nothing was read and the line stands right below. left is how many letters of the read text the block does not have.
func goesOn(b *sheet.Block, open part, left int, last, l *sheet.Line, on int) bool {
	switch {
	case open.text != "":
		return letters(l.Text) <= left+2 && (open.role == sheet.RoleBullet || open.role == sheet.RoleText)
	case b.Role != sheet.RoleText || b.Last != on || last == nil:
		return false
	}
	gap := l.Base - last.Base
	return gap > 0 && gap < 1.6*b.Size && math.Abs(l.Rect.X-last.Rect.X) < b.Size && math.Abs(size(l)-size(last)) < 0.1*size(l)
}

// letters is the length of a text without its blanks.
func letters(text string) int {
	n := utf8.RuneCountInString(text)
	return n - strings.Count(text, " ")
}

// add adds the place of a line to a block.
func add(b *sheet.Block, at sheet.LineRef, span source.Span) {
	b.Span = b.Span.Join(span)
	if b.Sheet == 0 {
		b.Sheet = at.Sheet
	}
	b.Last = at.Sheet
	b.Lines = append(b.Lines, at)
}

// newBlock is an empty block that looks as its first line does: as most of its text.
func newBlock(p *sheet.Print, role sheet.Role, l *sheet.Line) sheet.Block {
	b := sheet.Block{Role: role}
	most := 0
	for _, r := range l.Runs {
		if n := utf8.RuneCountInString(r.Text); n > most {
			most, b.Size, b.Color = n, r.Size, r.Color
			if r.Font >= 0 && r.Font < len(p.Fonts) {
				b.Family = p.Fonts[r.Font].Family
			}
		}
	}
	switch role {
	case sheet.RoleName:
		b.Tag, b.Level = "h1", 1
	case sheet.RoleSection:
		b.Tag, b.Level = "h2", 2
	case sheet.RoleEntry:
		b.Tag, b.Level = "h3", 3
	case sheet.RoleBullet:
		b.Tag = "li"
	default:
		b.Tag = "p"
	}
	return b
}
