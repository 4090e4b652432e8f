package recognize

import (
	"math"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/term"
)

// section reads what stands below a heading.
func (rd *reader) section(s *Section, lines []line) {
	bs := rd.blocks(lines)
	switch s.Kind {
	case term.Contact:
		bs = slices.DeleteFunc(bs, func(b block) bool { return len(b.lines) == 1 && rd.contactLine(b.first()) })
		rd.plain(s, bs)
	case "summary":
		rd.plain(s, bs)
	case "skills", "languages", "interests":
		if !rd.hasEntries(bs) {
			rd.groups(s, bs)
			return
		}
		rd.entries(s, rd.parts(bs))
	default:
		rd.entries(s, rd.parts(bs))
	}
}

// hasEntries reports whether a section of skills has heads, as entries do: dates at the end of lines, or bold lines over
// lines that are not.
func (rd *reader) hasEntries(bs []block) bool {
	for i := range bs {
		l := bs[i].first()
		if bs[i].bullet {
			continue
		}
		if n := len(l.items); n > 1 && wholeDate(l.items[n-1].text) {
			return true
		}
		if _, _, labelled := label(l); l.bold() && !labelled && i+1 < len(bs) && !bs[i+1].first().items[0].bold && !rd.apart(bs[i+1].first()) {
			return true
		}
	}
	return false
}

// plain keeps bullets and paragraphs.
func (rd *reader) plain(s *Section, bs []block) {
	var text []*line
	for i := range bs {
		if bs[i].bullet {
			s.Items = append(s.Items, bs[i].value())
		} else {
			text = append(text, bs[i].lines...)
		}
	}
	s.Text = append(s.Text, paragraphs(rd, text)...)
}

// groups reads lines of skills: "Languages: Go, Java", each a group; lines further in, or below a full one, carry it on.
func (rd *reader) groups(s *Section, bs []block) {
	var joinedUp []block
	for _, b := range bs {
		l := b.first()
		if n := len(joinedUp); n > 0 && !b.bullet && !rd.apart(l) && l.gap > 0 {
			last := &joinedUp[n-1]
			if _, _, ok := label(l); !ok && (l.x > last.first().x+2 || rd.full(last.lines[len(last.lines)-1], l)) {
				last.lines = append(last.lines, l)
				continue
			}
		}
		joinedUp = append(joinedUp, b)
	}
	for i := range joinedUp {
		b := &joinedUp[i]
		name, _, ok := label(b.first())
		text := b.text()
		g := Group{}
		if ok {
			g.Label = Value{Text: name, At: b.first().at}
			text = strings.TrimLeft(strings.TrimPrefix(text, name), ": ")
		}
		for item := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '·' || r == '•' }) {
			if item = strings.Trim(item, " ."); item != "" {
				g.Items = append(g.Items, Value{Text: item, At: b.first().at})
			}
		}
		s.Groups = append(s.Groups, g)
		s.Text = append(s.Text, b.value())
	}
}

// label is what a line of skills begins with: words up to a colon, or in bold.
func label(l *line) (name, rest string, ok bool) {
	text := strings.TrimSpace(l.text[l.mark:])
	if name, rest, ok := strings.Cut(text, ":"); ok && len(strings.Fields(name)) <= 6 && !strings.HasPrefix(rest, "//") {
		return name, strings.TrimSpace(rest), true
	}
	first := l.items[0]
	if l.mark > 0 && len(l.items) > 1 && bulletMark(first.text+" x") > len(first.text) {
		first = l.items[1]
	}
	if first.bold && first.text != text && strings.HasPrefix(text, first.text) {
		return first.text, strings.TrimSpace(text[len(first.text):]), true
	}
	return "", "", false
}

// A part is the blocks of one entry, or of what stands between entries.
type part struct {
	blocks []block
}

// parts parts the blocks of a section: where the gap is larger than usual, and where below a body a line looks like a head.
func (rd *reader) parts(bs []block) []part {
	var out []part
	bodied := false // the current part has bullets or prose
	for i, b := range bs {
		l := b.first()
		begin := i == 0
		if i > 0 {
			turned := math.IsNaN(l.gap) || l.gap < -4*rd.usual
			switch {
			case turned:
				begin = !b.bullet && (bodied && (rd.startsHead(l) || rd.headBelow(bs[i:])) || !bodied && rd.startsHead(l) && !rd.startsHead(bs[i-1].first()))
			case rd.apart(l):
				begin = !rd.headGoesOn(&out[len(out)-1], l)
			default:
				begin = !b.bullet && rd.startsHead(l) && !rd.startsHead(bs[i-1].first()) && rd.alike(l, out[len(out)-1].blocks[0].first()) &&
					(bodied || dated(out[len(out)-1].blocks) && rd.headBelow(bs[i:min(i+2, len(bs))]))
			}
		}
		if begin {
			out = append(out, part{})
			bodied = false
		}
		p := &out[len(out)-1]
		p.blocks = append(p.blocks, b)
		bodied = bodied || b.bullet || len(p.blocks) > 4
	}
	return out
}

// headGoesOn reports whether a line that stands apart is still of the head above it: the part is a title without a date, in type
// of its own, and the line is the date that it lacks.
func (rd *reader) headGoesOn(p *part, l *line) bool {
	if len(p.blocks) != 1 || p.blocks[0].bullet || dated(p.blocks) || rd.startsHead(l) {
		return false
	}
	m := bestDate(l.text)
	return m != nil && m.Start == 0 && rd.startsHead(p.blocks[0].first()) && l.gap < 2*split*rd.usual
}

// dated reports whether blocks name a date.
func dated(bs []block) bool {
	for i := range bs {
		if !bs[i].bullet && bestDate(bs[i].first().text) != nil {
			return true
		}
	}
	return false
}

// alike reports whether a line begins as another one does: at the same place, in the same type. A sub-heading inside of an
// entry is in other type than its title.
func (rd *reader) alike(a, b *line) bool {
	x, y := &a.items[0], &b.items[0]
	return math.Abs(a.x-b.x) < 4 && x.bold == y.bold && x.italic == y.italic && math.Abs(x.size-y.size) < 0.3
}

// headBelow reports whether one of the first lines has a date, as heads do that are not bold.
func (rd *reader) headBelow(bs []block) bool {
	for i := 0; i < len(bs) && i < 3 && !bs[i].bullet; i++ {
		if m := date.Scan(bs[i].first().text); len(m) > 0 && m[0].Problem == "" {
			return true
		}
	}
	return false
}

// wholeDate reports whether a text is a date or a range and nothing else.
func wholeDate(text string) bool {
	m := date.Scan(text)
	return len(m) == 1 && strings.Trim(text[:m[0].Start]+text[m[0].End:], " ,;·|()[]–—-") == ""
}
