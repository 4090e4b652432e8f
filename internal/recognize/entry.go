package recognize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
)

// A fragment is a part of an entry's head that may be a field.
type fragment struct {
	text  string
	run   string // all of the run that it is of
	at    item
	lineN int  // of the head
	right bool // it stands at the other end of its line
}

func (f *fragment) value() Value { return Value{Text: f.text, At: f.at.at} }

// A draft is an entry in the making.
type draft struct {
	Entry
	names    []fragment // what may be title or organization, in order
	datesAt  int        // the line of the head that the dates were read from
	employer bool       // further roles below may be of the same organization
	aside    bool       // the place stands at the other end of its line
}

// entries reads the parts of a section.
func (rd *reader) entries(s *Section, parts []part) {
	var ds []draft
	for i := range parts {
		bs := parts[i].blocks
		head := rd.headOf(bs)
		if len(head) == 0 {
			rd.plain(s, bs)
			continue
		}
		d := draft{}
		rd.fields(&d, head)
		rest := bs[len(head):]
		marked := 0
		for k := range rest {
			if rest[k].marked {
				marked++
			}
		}
		if marked == 0 {
			rest = rd.unmarked(rest, head[0].first().x)
		}
		var text []*line
		for k := range rest {
			if rest[k].bullet {
				d.Bullets = append(d.Bullets, rest[k].value())
				if !rest[k].marked {
					rd.out.Unmarked++
				}
			} else {
				text = append(text, rest[k].lines...)
			}
		}
		d.Text = paragraphs(rd, text)
		ds = append(ds, d)
	}
	vote := 0 // of the whole section: above 0 when titles stand first
	for i := range ds {
		if n := ds[i].names; len(n) > 1 {
			vote += min(1, max(-1, before(n[0].text, n[1].text)))
		}
	}
	for i := range ds {
		ds[i].assign(s.Kind, vote)
		if worksOrStudies(s.Kind) {
			ds[i].employerBeforePlace()
			if rd.tails {
				ds[i].placeBehind()
			}
		}
	}
	inherit(ds)
	for i := range ds {
		s.Entries = append(s.Entries, ds[i].Entry)
	}
}

// A head has at most this many lines.
const headLines = 5

// headOf is the blocks that an entry's head consists of: the lines before the first bullet or paragraph. None when what
// begins there is no head.
func (rd *reader) headOf(bs []block) []block {
	n := 0
	for n < len(bs) && n < headLines && !bs[n].bullet {
		l := bs[n].first()
		if n > 0 && (rd.prose(l) || rd.indentedBelow(bs, n)) {
			break
		}
		n++
	}
	if n == 0 {
		return nil
	}
	l := bs[0].first()
	if !rd.startsHead(l) && (rd.prose(l) || n == len(bs) && !rd.headBelow(bs)) {
		return nil
	}
	return bs[:n]
}

// prose reports whether a line is of a paragraph: more than eight words (OpenResume's figure), without a date.
func (rd *reader) prose(l *line) bool {
	words, small := 0, 0
	for w := range strings.FieldsSeq(l.text) {
		words++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	if l.bold() || words <= 8 && !strings.HasSuffix(l.text, ".") || small*5 < words*2 {
		return false // a line of names has capitals
	}
	return len(date.Scan(l.text)) == 0 || words > 14
}

// indentedBelow reports whether a line stands further in than the head's first, as bullets without signs do.
func (rd *reader) indentedBelow(bs []block, n int) bool {
	first, l := bs[0].first(), bs[n].first()
	in := l.x - first.x
	return in > 8 && in < 72 && l.gap > 0 && !rd.startsHead(l) && len(l.items) < 3 && !wholeDate(l.text)
}
