package read

import (
	"strings"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// fact puts a piece of contact data where it belongs.
func (rd *reader) fact(f fact) {
	r := rd.resume
	label := f.label
	if f.again.Known() {
		rd.drop(f.again.Span, resume.Again)
	}
	switch known, _ := term.Label(label.Text); {
	case f.field == term.Email:
		rd.set(&r.Email, f)
	case f.field == term.Phone && strings.Contains(term.Fold(label.Text), "fax"):
		rd.contact(f)
	case f.field == term.Phone:
		rd.set(&r.Phone, f)
	case f.field == term.Link:
		rd.addLink(f.url, label, f.value.Span)
	case f.field == term.Location || known == term.Location && f.field == "":
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
	} else if f.value.Span != to.Span {
		rd.drop(f.value.Span, resume.Again)
	}
	rd.keepLabel(f.label)
}

// keepLabel keeps a label that has no place beside its value and is more than the name of a field.
func (rd *reader) keepLabel(label resume.Value) {
	switch {
	case !label.Known():
	case isLabelWord(label.Text), strings.EqualFold(label.Text, "home"):
		rd.drop(label.Span, resume.Label)
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
				rd.drop(v.Span.Sub(0, len(p)-1), resume.Label)
				v.Span = v.Span.Sub(len(p), len(v.Text))
			}
			v.Text = v.Text[len(p):]
			break
		}
	}
	e := weigh(v.Text)
	switch {
	case !v.Known():
	case sameWords(v.Text, r.Name.Text), sameWords(v.Text, r.Headline.Text), sameWords(v.Text, r.Location.Text):
		rd.drop(v.Span, resume.Again)
	case term.Title(v.Text):
		rd.drop(v.Span, resume.Title)
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
	known, last, pieces := false, false, 0
	for piece := range strings.SplitSeq(text, ",") {
		piece = strings.TrimSpace(piece)
		if piece == "" || !looksLikePlace(piece) && !weigh(piece).place {
			return false
		}
		place := weigh(piece).place
		known = known || place
		last = place || len(piece) <= 3 && strings.ToUpper(piece) == piece // "Recife, PE"
		pieces++
	}
	if known {
		return last || pieces == 1 // a country or state stands behind its town: "Fayetteville NC, Secret Clearance" is more
	}
	return pieces == 2 || pieces == 3
}

func sameWords(a, b string) bool { return b != "" && term.Fold(a) == term.Fold(b) }

// headline takes a short line as the headline if there is none; one that says the same again is dropped.
func (rd *reader) headline(l *line) bool {
	end := len(l.text)
	if at, from, ok := placeBehind(l.text); ok && !rd.resume.Headline.Known() && !rd.resume.Location.Known() {
		rd.resume.Location = l.value(from, end)
		end = at
	}
	v := l.value(0, end)
	if sameWords(v.Text, rd.resume.Headline.Text) {
		rd.drop(v.Span, resume.Again)
		return true
	}
	if rd.resume.Headline.Known() || wordCount(v.Text) > longestHeadline {
		return false
	}
	rd.resume.Headline = v
	return true
}

// placeBehind finds the town and country behind a headline, "Data Engineer | Lisbon, Portugal": where the headline ends, and where
// the place begins. The headline must name a role, and the place a country or state that is known.
func placeBehind(text string) (end, from int, ok bool) {
	for i := len(text) - 1; i > 0; i-- {
		n, g := separator(text, i)
		if n == 0 || g < dash || text[i] == ':' {
			continue
		}
		end, from = len(strings.TrimRight(text[:i], " ")), len(text)-len(strings.TrimLeft(text[i+n:], " "))
		comma := strings.LastIndexByte(text[from:], ',')
		return end, from, comma > 0 && weigh(strings.TrimSpace(text[from+comma+1:])).place && isPlaceName(text[from:]) && weigh(text[:end]).role
	}
	return 0, 0, false
}
