package recognize

import (
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/term"
)

// profile reads what stands above the first section: the largest line is the name, what looks like contact data is that, the
// next short line is the headline, and the rest is text.
func (rd *reader) profile(lines []line) {
	name := -1
	for i := range lines {
		l := &lines[i]
		if !hasLetter(l.text) || isAddress(l.text) || strings.ContainsAny(l.text, "@0123456789/") || term.Title(l.text) || len(strings.Fields(l.text)) > 8 {
			continue
		}
		if name < 0 || l.size > 1.1*lines[name].size {
			name = i
		}
	}
	if name >= 0 {
		rd.out.Name = nameOf(&lines[name])
	}
	var rest []*line
	for i := range lines {
		if i == name {
			for _, it := range lines[i].items { // what stands beside the name
				if it.gap > wideGap {
					rd.contact(it)
				}
			}
			continue
		}
		if (i == 0 || !rd.addressGoesOn(&lines[i-1], &lines[i])) && !rd.contactLine(&lines[i]) {
			rest = append(rest, &lines[i])
		}
	}
	if len(rest) > 0 && !rd.out.Headline.Known() && rd.isHeadline(rest[0], lines, name) {
		rd.out.Headline = rest[0].value()
		rest = rest[1:]
		for len(rest) > 0 && rest[0].look() == lineLook(rd.out.Headline, lines) && rest[0].size > 1.04*rd.body && !rd.apart(rest[0]) { // it is wrapped
			rd.out.Headline.Text += " " + rest[0].text
			rest = rest[1:]
		}
	}
	rd.out.Text = append(rd.out.Text, paragraphs(rd, rest)...)
}

// lineLook is the look of the line that a value was read from.
func lineLook(v Value, lines []line) look {
	for i := range lines {
		if lines[i].at == v.At {
			return lines[i].look()
		}
	}
	return look{}
}

// nameOf is the name that a line says, without what stands at its other end.
func nameOf(l *line) Value {
	v := Value{Text: l.items[0].text, At: l.at}
	for _, it := range l.items[1:] {
		if it.gap > wideGap {
			break
		}
		v.Text += " " + it.text
	}
	return v
}

// isHeadline reports whether a line may be the headline: short, near the name, and no sentence.
func (rd *reader) isHeadline(l *line, lines []line, name int) bool {
	words := len(strings.Fields(l.text))
	if name < 0 || wholeDate(l.text) || words > 16 || l.mark > 0 || l.sheet != lines[name].sheet || l.base < lines[name].base || l.base-lines[name].base > 5*rd.usual+2*lines[name].size {
		return false
	}
	return !strings.HasSuffix(l.text, ".") || words < 4
}

// separators part the pieces of a contact line or of an entry's head.
var separators = []string{" · ", " | ", " • ", " ∙ ", " / ", " – ", " — ", "; "}

// pieces cuts a text at separators and brackets; blanks alone part nothing.
func pieces(text string) []string {
	out := []string{text}
	for _, s := range separators {
		var next []string
		for _, t := range out {
			if s == " / " && phoneIn(t) != "" {
				next = append(next, t) // "0511 / 55 01 77"
				continue
			}
			next = append(next, strings.Split(t, s)...)
		}
		out = next
	}
	for i := range out {
		out[i] = strings.Trim(out[i], " ·|•∙,;")
	}
	return out
}

// contactLine reads a line of contact data; false when it has none.
func (rd *reader) contactLine(l *line) bool {
	found := false
	for _, it := range l.items {
		if rd.contact(it) {
			found = true
		}
	}
	return found
}

// addressGoesOn takes a line of one word for the rest of the web address that the line above breaks off with, behind a slash, as
// "linkedin.com/in/" does.
func (rd *reader) addressGoesOn(above, l *line) bool {
	r := rd.out
	n := len(r.Links)
	if n == 0 || !(l.gap > 0) || len(l.items) != 1 || !strings.HasSuffix(above.text, r.Links[n-1].Text) || !strings.HasSuffix(above.text, "/") {
		return false
	}
	if strings.ContainsFunc(l.text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-_./", c)
	}) {
		return false
	}
	r.Links[n-1].Text += l.text
	return true
}

// contact reads one item of contact data. In a line with an address, what has the form of a place is one.
func (rd *reader) contact(it item) bool {
	r := rd.out
	found := false
	var left []string
	for _, p := range pieces(it.text) {
		label, rest := labelled(p)
		hit := false
		for w := range strings.FieldsSeq(rest) {
			w = strings.Trim(w, "()[]<>,;")
			switch {
			case isEmail(strings.TrimPrefix(w, "mailto:")):
				if !r.Email.Known() {
					r.Email = Value{Text: strings.TrimPrefix(w, "mailto:"), At: it.at}
				}
				hit = true
			case isAddress(w):
				r.Links = append(r.Links, Value{Text: w, At: it.at})
				hit = true
			}
		}
		if phone := phoneIn(rest); phone != "" && !hit {
			if !r.Phone.Known() {
				r.Phone = Value{Text: phone, At: it.at}
			}
			hit = true
		}
		if label == term.Location && !r.Location.Known() && rest != "" && !hit {
			r.Location, hit = Value{Text: rest, At: it.at}, true
		}
		if hit {
			found = true
		} else if p != "" {
			left = append(left, p)
		}
	}
	for _, p := range left {
		if !r.Location.Known() && (isTown(p) || found && placeForm(p)) {
			r.Location, found = Value{Text: p, At: it.at}, true
		} else if found {
			r.Text = append(r.Text, Value{Text: p, At: it.at})
		}
	}
	return found
}

// anywhere looks for an e-mail address and a telephone number in all lines, for when they stand neither above the first
// section nor in one of their own.
func (rd *reader) anywhere() {
	for i := 0; i < len(rd.lines) && !(rd.out.Email.Known() && rd.out.Phone.Known()); i++ {
		l := &rd.lines[i]
		address := false
		for w := range strings.FieldsSeq(l.text) {
			if w = strings.Trim(w, "()[]<>,;:"); isEmail(w) {
				address = true
				if !rd.out.Email.Known() {
					rd.out.Email = Value{Text: w, At: l.at}
				}
			}
		}
		if label, _, _ := strings.Cut(l.text, ":"); address || len(label) < len(l.text) {
			if f, _ := term.Label(label); !rd.out.Phone.Known() && (address || f == term.Phone) {
				if phone := phoneIn(l.text); phone != "" && len(date.Scan(phone)) == 0 {
					rd.out.Phone = Value{Text: phone, At: l.at}
				}
			}
		}
	}
}

// labelled takes the label off a text: "Tel.: 030 1234".
func labelled(text string) (term.Field, string) {
	before, after, ok := strings.Cut(text, ":")
	if ok && !strings.HasPrefix(after, "//") {
		if f, whole := term.Label(before); whole {
			return f, strings.TrimSpace(after)
		}
	}
	return "", text
}

// isEmail reports whether a word is an e-mail address: something, "@", and a host with a dot.
func isEmail(word string) bool {
	name, host, ok := strings.Cut(word, "@")
	return ok && name != "" && strings.IndexByte(host, '.') > 0 && !strings.HasSuffix(host, ".") && !strings.ContainsAny(host, "@/")
}

// isAddress reports whether a word is a web address: with a scheme or "www.", or a host with a path, or a host that
// ends as many do.
func isAddress(word string) bool {
	for _, p := range []string{"https://", "http://", "www."} {
		if rest, ok := strings.CutPrefix(strings.ToLower(word), p); ok {
			return strings.IndexByte(rest, '.') > 0 || strings.HasPrefix(rest, "localhost")
		}
	}
	host, path, slash := strings.Cut(word, "/")
	i := strings.LastIndexByte(host, '.')
	if i <= 0 || len(host)-i < 3 || strings.Contains(host, "..") {
		return false
	}
	for _, r := range host {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '.' {
			return false
		}
	}
	end := strings.ToLower(host[i+1:])
	if strings.ContainsFunc(end, unicode.IsDigit) {
		return false
	}
	if slash && path != "" {
		return true
	}
	_, known := term.Network(host)
	return known || slash || strings.Count(host, ".") > 1 || strings.Contains(hostEnds, " "+end+" ")
}

const hostEnds = " com org net io dev me co uk de se fr es pt it nl pl ch at eu us ca au in app ai tech xyz site page example info blog codes no dk fi be br name pro cloud online sh cc ru cz ie nz jp "

// phoneIn is the telephone number that stands in a text; "" when none does: 7 to 15 digits with the marks between them.
func phoneIn(text string) string {
	start, digits, end := -1, 0, 0
	take := func() string {
		if start >= 0 && digits >= 7 && digits <= 15 {
			return strings.TrimSpace(text[start:end])
		}
		return ""
	}
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			if start < 0 {
				start = i
			}
			digits++
			end = i + 1
		case start < 0 && (r == '+' || r == '('):
			start = i
		case start >= 0 && (strings.ContainsRune(" ()-./\u00a0\u2010\u2011–+", r)):
		default:
			if s := take(); s != "" {
				return s
			}
			start, digits = -1, 0
		}
	}
	return take()
}
