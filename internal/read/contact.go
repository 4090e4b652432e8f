package read

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// A fact is one piece of a contact line.
type fact struct {
	field term.Field // what it is, "" when nothing says so
	label resume.Value
	value resume.Value
	url   string // of a link
	sure  bool   // it could not be anything else
	bold  bool
	again resume.Value // what a link is shown as, when its address says the same
}

// facts cuts a line of contact data into its pieces, at separators, at links, and between an address
// and the words beside it. dense is true when most of the line's words belong to pieces that were recognized.
func facts(l *line) (out []fact, dense bool) {
	p := pieces{line: l, commas: true}
	for i := range len(l.text) {
		if n, g := separator(l.text, i); n > 0 && g == bar {
			p.commas = false // stronger separators are there
		}
	}
	p.split()
	known, all, sure := 0, 0, 0
	for _, f := range p.out {
		if f.sure && f.field != term.Link { // prose has links
			sure++
		}
		n := max(wordCount(f.value.Text), 1)
		all += n
		if f.field != "" || f.label.Known() || isPlaceName(f.value.Text) {
			known += n
		}
	}
	return p.out, known > 0 && known*2 >= all || sure > 1
}

// pieces takes a line apart.
type pieces struct {
	line   *line
	out    []fact
	label  resume.Value // waits for its value
	commas bool         // whether commas separate
}

func (p *pieces) split() {
	text := p.line.text
	start := 0
	for i := 0; i < len(text); {
		if r := p.line.linkAt(i); r != nil {
			p.text(start, i)
			end := i
			for _, x := range p.line.runs {
				if x.link == r.link {
					end = max(end, x.end)
				}
			}
			p.link(r, i, end)
			i, start = end, end
			continue
		}
		if n, g := separator(text, i); n > 0 && g == bar {
			p.text(start, i)
			p.announce(resume.Value{})
			i += n
			start = i
			continue
		}
		i++
	}
	p.text(start, len(text))
	p.announce(resume.Value{})
}

// announce keeps a label for the value behind it. One that never got its value is a piece of its own,
// unless it is a mere "E-Mail:".
func (p *pieces) announce(label resume.Value) {
	if p.label.Known() && !isLabelWord(p.label.Text) {
		p.out = append(p.out, fact{value: p.label})
	}
	p.label = label
}

// add adds a piece, with the label that waited for it.
func (p *pieces) add(f fact) {
	f.label, p.label = p.label, resume.Value{}
	if f.field == "" && (isLocation(f.label.Text) || strings.EqualFold(f.label.Text, "home") && isPlaceName(f.value.Text)) {
		f.field = term.Location
	}
	p.out = append(p.out, f)
}

// linkAt is the run of a link that starts at i.
func (l *line) linkAt(i int) *run {
	for k := range l.runs {
		if r := &l.runs[k]; r.start == i && r.link != nil {
			return r
		}
	}
	return nil
}

// link reads a link: mail, telephone or a page; the text is a label unless it is the address itself.
func (p *pieces) link(r *run, i, end int) {
	shown, address := p.line.value(i, end), r.link.URL
	scheme, target, _ := strings.Cut(address, ":")
	target = strings.TrimPrefix(target, "//")
	f := fact{value: resume.Value{Text: target, Span: r.link.Span}, sure: true}
	switch strings.ToLower(scheme) {
	case "mailto":
		f.field = term.Email
		if before, _, ok := strings.Cut(target, "?"); ok && strings.Contains(before, "@") { // "?subject="
			target = before
		}
		if plain, err := url.PathUnescape(target); err == nil {
			target = plain
		}
		f.value.Text = strings.TrimSpace(target)
		if strings.EqualFold(f.value.Text, shown.Text) {
			f.value, shown = shown, resume.Value{}
		}
	case "tel", "callto", "sms":
		f.field = term.Phone
		if f.value.Text = strings.TrimSpace(target); isPhone(shown.Text) {
			f.value, shown = shown, resume.Value{}
		}
	default:
		u, ok := absolute(address)
		if !ok {
			p.add(fact{value: shown})
			return
		}
		f.field, f.url, f.value.Text = term.Link, u, address
		if sameAddress(shown.Text, address) {
			f.value, shown = shown, resume.Value{}
		}
	}
	if shown.Text == f.value.Text {
		f.value, shown = shown, resume.Value{}
	}
	if !hasWord(f.value.Text) {
		f = fact{}
		f.value, shown = shown, resume.Value{}
	}
	if shown.Known() {
		if f.value.Span = addressSpan(r.link, f.value.Text); f.value.Span == shown.Span {
			shown.Span = source.Span{} // one place for both
		}
	}
	if shown.Known() && (!p.label.Known() || !isLabelWord(shown.Text) && !strings.Contains(strings.ToLower(f.url), strings.ToLower(shown.Text))) {
		p.announce(shown)
	} else {
		f.again = shown
	}
	if f.value.Known() {
		p.add(f)
	}
}

// addressSpan is where an address stands in a link, behind the text that the link is shown as.
func addressSpan(link *markup.Inline, address string) source.Span {
	if len(link.Inlines) == 0 {
		return link.Span
	}
	s, tag := link.Span, link.Span
	s.Start = min(link.Inlines[len(link.Inlines)-1].Span.End, s.End)
	i := strings.LastIndex(link.URL, address)
	if raw, ok := strings.CutPrefix(s.Text(), "]("); ok && i >= 0 && strings.HasPrefix(raw, link.URL) {
		return s.Sub(2+i, 2+i+len(address))
	}
	tag.End = max(min(link.Inlines[0].Span.Start, tag.End), tag.Start) // <a href="...">
	if i := strings.LastIndex(tag.Text(), address); i >= 0 {
		return tag.Sub(i, i+len(address))
	}
	if s.Start == s.End { // the link was cut out of a larger text, at a line's end perhaps
		rest := link.Span.File.Bytes[s.End:]
		blank := len(rest) - len(bytes.TrimLeft(rest, " \n"))
		if i >= 0 && bytes.HasPrefix(rest[blank:], []byte("]("+link.URL)) {
			at := s.End + blank + len("](") + i
			return link.Span.File.Span(at, at+len(address))
		}
		return link.Inlines[0].Span.Join(link.Inlines[len(link.Inlines)-1].Span)
	}
	return s
}

// text reads the text from start to end, in which no link stands.
func (p *pieces) text(start, end int) {
	text := p.line.text
	start, behind := trim(text, start, end, isMargin)
	if !hasWord(text[start:behind]) {
		return
	}
	if behind < end && text[behind] == ':' && wordCount(text[start:behind]) <= 3 { // "Email:" before a link
		p.announce(p.line.value(start, behind))
		return
	}
	end = behind
	// "Email: maya@example.com"
	if k := strings.IndexByte(text[start:end], ':'); k > 0 && !strings.HasPrefix(text[start+k:], "://") && hasWord(text[start:start+k]) &&
		wordCount(text[start:start+k]) <= 3 && !strings.Contains(text[start:start+k], ", ") && !strings.Contains(text[start:start+k], "@") {
		p.announce(p.line.value(trim(text, start, start+k, func(r rune) bool { return r == '(' || r == '[' || isMargin(r) })))
		if isLocation(p.label.Text) {
			p.plain(start+k+1, end)
		} else {
			p.text(start+k+1, end)
		}
		return
	}
	if f, ok := recognize(p.line, start, end, p.label); ok {
		p.add(f)
		return
	}
	if i, j := addressIn(text, start, end); i < j {
		if before := p.line.value(trim(text, start, i, isMargin)); isLabelWord(before.Text) { // "Email maya@example.com"
			p.announce(before)
		} else {
			p.text(start, i)
		}
		p.text(i, j)
		p.text(j, end)
		return
	}
	if !p.commas || p.label.Known() || !p.list(start, end) {
		p.plain(start, end)
	}
}

// plain adds text that says nothing by itself.
func (p *pieces) plain(start, end int) {
	if v := p.line.value(trim(p.line.text, start, end, isOrnament)); hasWord(v.Text) {
		p.add(fact{value: v, bold: p.line.all(start, end, bold)})
	}
}

// isOrnament reports whether a character at the edge of a piece is a separator, or one of the signs that people put before it.
func isOrnament(r rune) bool {
	return isMargin(r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
}

// list splits at commas if that makes something known of a piece; neighbours that stay unknown are
// one again, as in "Stockholm, Sweden, maya@example.com".
func (p *pieces) list(start, end int) bool {
	text := p.line.text
	var out []fact
	known := false
	from := start
	plain := -1 // where the unknown pieces began
	flush := func(to int) {
		if plain >= 0 {
			if v := p.line.value(trim(text, plain, to, isMargin)); hasWord(v.Text) {
				out = append(out, fact{value: v})
			}
			plain = -1
		}
	}
	for i := start; i <= end; i++ {
		if i < end && (text[i] != ',' && text[i] != ';' || i+1 < end && text[i+1] != ' ') {
			continue
		}
		a, b := trim(text, from, i, isMargin)
		if f, ok := recognize(p.line, a, b, resume.Value{}); ok {
			flush(from)
			out, known = append(out, f), true
		} else if plain < 0 && a < b {
			plain = a
		}
		from = i + 1
	}
	flush(end)
	if known {
		p.out = append(p.out, out...)
	}
	return known
}

// recognize reads a piece that is an address, a number, or a handle behind the label of its network.
func recognize(l *line, start, end int, label resume.Value) (fact, bool) {
	if start >= end {
		return fact{}, false
	}
	v := l.value(start, end)
	f := fact{value: v, sure: true}
	switch text := v.Text; {
	case isEmail(text):
		f.field = term.Email
	case isPhone(text):
		f.field = term.Phone
	case !strings.ContainsAny(text, " \t"):
		if u, ok := absolute(text); ok {
			f.field, f.url = term.Link, u
			break
		}
		u, ok := term.Profile(label.Text, strings.TrimPrefix(text, "/"))
		if !ok {
			return fact{}, false
		}
		f.field, f.url = term.Link, u
	default:
		return fact{}, false
	}
	return f, true
}

// isLabelWord reports whether a text is nothing but the name of a field or network.
func isLabelWord(text string) bool {
	_, whole := term.Label(text)
	return whole || term.IsNetwork(text)
}

func isLocation(label string) bool {
	f, _ := term.Label(label)
	return f == term.Location
}
