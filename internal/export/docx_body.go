package export

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/theme"
)

// document is the text: head, then sections, or the letter.
func (w *docx) document() string {
	w.b.WriteString(xmlHead + `<w:document ` + wordSpace + ` xmlns:r="` + relationSpace + `"><w:body>`)
	c, r := w.copy, w.copy.Resume
	w.paragraph(styleName, "", func() { w.text(r.Name.Text, run{}) })
	if r.Headline.Known() {
		w.paragraph(styleRole, "", func() { w.text(r.Headline.Text, run{}) })
	}
	for _, items := range c.contact() {
		w.paragraph(styleContact, "", func() {
			for i, item := range items {
				if i > 0 {
					w.joint(" · ")
				}
				if item.label != "" {
					w.text(item.label+": ", run{})
				}
				w.linked(item.url, func() { w.text(item.text, run{link: item.url != ""}) })
			}
		})
	}
	if c.Letter != nil {
		w.letter(c.Letter)
	} else {
		w.sections()
	}
	s := c.Setting
	fmt.Fprintf(&w.b, `<w:sectPr><w:pgSz w:w="%s" w:h="%s"/><w:pgMar w:top="%s" w:right="%s" w:bottom="%s" w:left="%s" w:header="0" w:footer="0" w:gutter="0"/>`,
		twips(s.Width), twips(s.Height), twips(s.Top), twips(s.Right), twips(s.Bottom), twips(s.Left))
	if w.rtl {
		w.b.WriteString("<w:bidi/>")
	}
	w.b.WriteString("</w:sectPr></w:body></w:document>")
	return w.b.String()
}

func (w *docx) sections() {
	r, s := w.copy.Resume, w.copy.Setting
	if len(r.Summary) > 0 {
		before := spacingAbove(3 * s.Quarter)
		if r.SummaryTitle.Known() {
			w.paragraph(styleSection, "", func() { w.text(r.SummaryTitle.Text, run{}) })
			before = ""
		}
		w.blocks(r.Summary, before)
	}
	for i := range r.Sections {
		section := &r.Sections[i]
		w.paragraph(styleSection, "", func() { w.text(section.Title.Text, run{}) })
		w.blocks(section.Intro, "")
		for _, g := range section.Groups {
			w.group(g)
		}
		for k := range section.Entries {
			w.entry(&section.Entries[k], k == 0 && len(section.Intro) == 0 && len(section.Groups) == 0)
		}
		w.blocks(section.Outro, "")
	}
}

// spacingAbove is the space before one paragraph, where it is another than its style's.
func spacingAbove(points float64) string { return `<w:spacing w:before="` + twips(points) + `"/>` }

func (w *docx) group(g resume.Group) {
	if !g.Label.Known() {
		w.paragraph(styleText, "", func() { w.inlines(g.Markup, run{}) })
		return
	}
	w.paragraph(styleGroup, "", func() {
		w.text(g.Label.Text+":", run{bold: true})
		w.text(" ", run{})
		w.inlines(g.Markup, run{})
	})
}

func (w *docx) entry(e *resume.Entry, first bool) {
	h := w.copy.head(e)
	above := ""
	if first {
		above = spacingAbove(0)
	}
	w.paragraph(styleEntry, above, func() {
		w.part(h.first)
		if h.dates != "" && !w.copy.DatesBelow {
			w.b.WriteString("<w:r><w:tab/></w:r>")
			w.text(h.dates, w.plainly(run{style: "EntryDates"}, w.copy.Setting.Dates))
		}
	})
	if h.dates != "" && w.copy.DatesBelow {
		w.paragraph(styleDetail, "", func() { w.text(h.dates, run{}) })
	}
	if len(h.detail) > 0 {
		w.paragraph(styleDetail, "", func() {
			for _, p := range h.detail {
				w.joint(p.join)
				w.part(p)
			}
		})
	}
	if h.address != "" {
		w.paragraph(styleDetail, "", func() {
			w.linked(h.address, func() { w.text(resume.Host(h.address), run{link: true}) })
		})
	}
	w.blocks(e.Body, "")
}

// plainly is a run that is as bold and as italic as a face, in a paragraph of whatever style. Styles of characters cannot say so: what is bold in both is
// not bold in Word (ECMA-376, part 1, 17.7.3), and what is bold in one is.
func (w *docx) plainly(r run, f theme.Face) run {
	r.bold, r.italic, r.roman = f.Bold, f.Italic, true
	return r
}

func (w *docx) part(p headPart) {
	look := run{link: p.url != ""}
	if p.organ && !w.copy.OrganizationFirst {
		look = w.plainly(run{style: "Organization", link: look.link}, w.copy.Setting.Organization)
	}
	w.linked(p.url, func() { w.inlines(p.text, look) })
}

func (w *docx) letter(l *Letter) {
	lead := w.copy.Setting.Lead
	above := spacingAbove(2 * lead)
	line := func(text string) {
		if text == "" {
			return
		}
		w.paragraph(styleText, above, func() { w.text(text, run{}) })
		above = spacingAbove(0)
	}
	next := func() {
		if above == spacingAbove(0) {
			above = spacingAbove(lead)
		}
	}
	line(l.Date)
	next()
	line(l.To)
	for _, a := range l.Address {
		line(a)
	}
	next()
	if l.Subject != "" {
		w.paragraph(styleText, above, func() { w.text(l.Subject, run{bold: true}) })
		above = spacingAbove(lead)
	}
	line(l.Greeting)
	if l.Greeting != "" {
		above = "" // as all paragraphs of a letter
	}
	w.blocks(l.Body, above)
	if l.Closing != "" {
		w.paragraph(styleClosing, "", func() { w.text(l.Closing, run{}) })
		w.paragraph(styleText, spacingAbove(0), func() { w.text(w.copy.Resume.Name.Text, run{}) })
	}
}

// paragraph writes one paragraph in a style. What it says beyond the style stands in para, in the order that the schema wants.
func (w *docx) paragraph(style, para string, inner func()) {
	w.b.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + para + `</w:pPr>`)
	inner()
	w.b.WriteString("</w:p>")
}

// A run is how a run of text differs from its paragraph.
type run struct {
	style                                  string // of characters; "" for none
	bold, italic, strike, code, link, high bool
	roman                                  bool // neither bold nor italic unless it says so, whatever its paragraph is
}

func (r run) properties(rtl bool) string {
	var b strings.Builder
	switch {
	case r.style != "":
		b.WriteString(`<w:rStyle w:val="` + r.style + `"/>`)
	case r.code:
		b.WriteString(`<w:rStyle w:val="HTMLCode"/>`)
	case r.link:
		b.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	}
	if r.bold || r.roman {
		b.WriteString(onOff("b", r.bold) + onOff("bCs", r.bold))
	}
	if r.italic || r.roman {
		b.WriteString(onOff("i", r.italic) + onOff("iCs", r.italic))
	}
	if r.strike {
		b.WriteString("<w:strike/>")
	}
	if r.high {
		b.WriteString(`<w:vertAlign w:val="superscript"/>`)
	}
	if rtl {
		b.WriteString("<w:rtl/>")
	}
	if b.Len() == 0 {
		return ""
	}
	return "<w:rPr>" + b.String() + "</w:rPr>"
}

// text writes a text in runs, each of letters that run one way: Word sets those from right to left by the properties for complex scripts.
func (w *docx) text(s string, r run) {
	s = strings.Map(func(c rune) rune {
		if c == '\n' || c == '\t' || c == '\r' {
			return ' '
		}
		return c
	}, s)
	for s != "" {
		n, rtl := oneWay(s, w.rtl)
		w.b.WriteString("<w:r>" + r.properties(rtl) + `<w:t xml:space="preserve">` + xmlText(s[:n]) + "</w:t></w:r>")
		s = s[n:]
	}
}

// joint writes what stands between two values. Between two in Latin letters it would run as they do, and change their places in a line from right to
// left: there it has a mark of direction on either side.
func (w *docx) joint(s string) {
	if w.rtl && s != "" {
		s = "\u200f" + s + "\u200f"
	}
	w.text(s, run{})
}

// oneWay is how many bytes of a text run one way, and whether that is from right to left. What has no way of its own goes with what is before
// it, at the start with what comes first. In a text from left to right without such letters all of it is one run.
func oneWay(s string, around bool) (n int, rtl bool) {
	known := false
	rtl = around
	for i, c := range s {
		p, _ := bidi.LookupRune(c)
		var now bool
		switch p.Class() {
		case bidi.R, bidi.AL:
			now = true
		case bidi.L, bidi.EN:
		default:
			continue
		}
		if known && now != rtl {
			for i > 0 && s[i-1] == ' ' { // the blank goes with what is around
				i--
			}
			return max(i, 1), rtl
		}
		known, rtl = true, now
	}
	return len(s), rtl
}

// linked writes runs as a link; only addresses that lead somewhere from any machine are some.
func (w *docx) linked(address string, inner func()) {
	id := w.link(address)
	if id == "" {
		inner()
		return
	}
	w.b.WriteString(`<w:hyperlink r:id="` + id + `" w:history="1">`)
	inner()
	w.b.WriteString(`</w:hyperlink>`)
}

// link is the id of an address; "" for one that is no link here.
func (w *docx) link(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel" || u.Opaque == "" && u.Host == "" {
		return ""
	}
	address = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, u.String())
	id, ok := w.links[address]
	if !ok {
		id = fmt.Sprintf("rId%d", 10+len(w.order))
		w.links[address] = id
		w.order = append(w.order, address)
	}
	return id
}

// inlines writes running text.
func (w *docx) inlines(in []markup.Inline, r run) {
	for i := range in {
		n := &in[i]
		now := r
		switch n.Kind {
		case markup.Text:
			w.text(n.Text, r)
		case markup.CodeSpan:
			now.code = true
			w.text(n.Text, now)
		case markup.Emphasis:
			now.italic = true
			w.inlines(n.Inlines, now)
		case markup.Strong:
			now.bold = true
			w.inlines(n.Inlines, now)
		case markup.Strike:
			now.strike = true
			w.inlines(n.Inlines, now)
		case markup.Link:
			if r.link || w.link(n.URL) == "" {
				w.inlines(n.Inlines, r)
				continue
			}
			now.link = true
			w.linked(n.URL, func() { w.inlines(n.Inlines, now) })
		case markup.Image:
			w.text(n.Text, r)
		case markup.SoftBreak:
			w.text(" ", r)
		case markup.HardBreak:
			w.b.WriteString("<w:r><w:br/></w:r>")
		case markup.FootnoteRef:
			now.high = true
			w.text(n.Text, now)
		}
	}
}
