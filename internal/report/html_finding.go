package report

import (
	"cmp"
	"fmt"
	"html"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// htmlColumns is how much of a source line is shown; a longer one is cut round the place.
const htmlColumns = 150

// findings is all findings, by file.
func (h *hypertext) findings(l diag.List) {
	if len(l) == 0 {
		h.tag("<section><p class=\"clean\">Nothing was found that needs attention.</p></section>\n")
		return
	}
	for i := 0; i < len(l); {
		k := i
		for k < len(l) && l[k].Span.Path() == l[i].Span.Path() {
			k++
		}
		title := "The site as a whole"
		if l[i].Span.Known() {
			title = h.o.path(l[i].Span)
			if l[i].Span.File.IsPrint() {
				title = path.Base(title)
			}
		}
		h.tag("<section>\n<h2>%s<small>%s</small></h2>\n", prose(title), found(Summarize(l[i:k])))
		for ; i < k; i++ {
			h.finding(l[i], i+1)
		}
		h.tag("</section>\n")
	}
}

// finding is one finding, by its number.
func (h *hypertext) finding(d diag.Diagnostic, number int) {
	level := d.Severity.String()
	h.tag("<article class=\"finding %s\" id=\"%s\">\n<div class=\"head\">", level, Anchor(number))
	if sheet := h.pinned[number]; sheet > 0 {
		h.tag("<a class=\"number\" href=\"#%s\" title=\"show it on sheet %d\">%d</a>", Pin(number), sheet, number)
	} else {
		h.tag("<span class=\"number\">%d</span>", number)
	}
	h.tag("<h3>%s</h3></div>\n<p class=\"meta\"><span class=\"level\">%s</span>", prose(capital(d.Message)), level)
	if d.Span.Known() {
		h.tag("<span class=\"place\">%s</span>", html.EscapeString(h.place(d.Span)))
	}
	if at := seen(d); at != "" {
		h.tag("<span>%s</span>", prose(at))
	}
	if d.Rule != "" {
		h.tag("<code>%s</code>", prose(d.Rule))
	}
	h.tag("</p>\n<div class=\"body\">\n")
	if d.Span.Known() && !secret(d) && !whole(d.Span) {
		h.frame(d.Span)
	}
	r, known := h.o.rule(d.Rule)
	first := !h.told[d.Rule]
	// A reason that was given stands in the rule's manual, too.
	if why := cmp.Or(d.Why, r.Why); why != "" && !h.reasons[why] {
		h.reasons[why] = true
		h.tag("<p class=\"why\">%s</p>\n", prose(why))
	}
	if d.Help != "" {
		h.tag("<p class=\"help\"><b>Mend:</b> %s</p>\n", prose(d.Help))
	}
	if len(d.Notes) > 0 {
		h.tag("<ul class=\"notes\">\n")
		for _, n := range d.Notes {
			h.tag("<li>%s", prose(n.Text))
			if n.Span.Known() {
				h.tag(" <span class=\"place\">%s</span>", html.EscapeString(h.place(n.Span)))
			}
			h.tag("</li>\n")
		}
		h.tag("</ul>\n")
	}
	if d.Fix != nil {
		h.fix(*d.Fix, !secret(d))
	}
	switch {
	case known >= 0 && first:
		h.manual(r)
	case known >= 0: // a place inside of folded text opens it
		h.tag("<p class=\"about\"><a href=\"#rule-%s\">About %s</a></p>\n", anchor(r.ID), prose(r.ID))
	}
	h.told[d.Rule] = true
	h.tag("</div>\n</article>\n")
}

// place is where a span is. Of a print without a source, which the page is all about, its path is not said again.
func (h *hypertext) place(s source.Span) string {
	at := s.Position()
	switch {
	case !s.File.IsPrint():
		return words(s, h.o)
	case at.Sheet == 0:
		return escape(path.Base(h.o.path(s)))
	}
	return fmt.Sprintf("sheet %d, line %d", at.Sheet, at.Row)
}

// capital is a message as the heading that it is here.
func capital(s string) string {
	s = fold(s)
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// frame is the lines of a span, with what is meant marked.
func (h *hypertext) frame(s source.Span) {
	s = trimEnd(s)
	first, last := s.Position().Line, s.EndPosition().Line
	if first == 0 {
		return
	}
	h.tag("<pre>")
	for n := first; n <= last; n++ {
		if last-first >= 2*shownLines && n == first+shownLines {
			h.tag("<span class=\"row\"><span class=\"n\">…</span></span>")
			n = last - 1
		}
		text, at, _ := s.File.Line(n)
		r := crop(text, max(s.Start-at, 0), min(s.End-at, len(text)), htmlColumns)
		h.row(fmt.Sprint(shownLine(s.File.Span(at, at).Position())), "", r, "mark")
	}
	h.tag("</pre>\n")
}

// row is one line of a frame or a fix.
func (h *hypertext) row(number, sign string, r row, element string) {
	class := map[string]string{"-": " cut", "+": " add"}[sign]
	h.tag("<span class=\"row%s\"><span class=\"n\">%s</span>", class, number)
	if sign != "" {
		h.tag("<span class=\"sign\">%s</span>", sign)
	}
	h.tag("<span class=\"t\">%s", html.EscapeString(r.before))
	if r.inside != "" {
		h.tag("<%s>%s</%s>", element, html.EscapeString(r.inside), element)
	}
	h.tag("%s</span></span>", html.EscapeString(r.after))
}

// fix is what a fix does, and the lines that it changes, when they may be shown and are few.
func (h *hypertext) fix(x diag.Fix, shown bool) {
	how := prose(x.Message)
	if x.Safe {
		how += " (<code>resgen check --fix</code>)"
	}
	h.tag("<p class=\"help\"><b>Fix:</b> %s</p>\n", how)
	c, ok := change(x.Edits)
	if !ok || !shown || len(c.old)+len(c.new) > 4*shownLines {
		return
	}
	h.tag("<pre>")
	side := func(sign string, lines, others []string) {
		for i, line := range lines {
			start, end := 0, 0
			if len(lines) == len(others) {
				start, end = apart(line, others[i])
			}
			h.row(fmt.Sprint(c.line+i), sign, crop(line, start, end, htmlColumns), "b")
		}
	}
	side("-", c.old, c.new)
	side("+", c.new, c.old)
	h.tag("</pre>\n")
}

// anchor is a rule's ID as an id in the page.
func anchor(id string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '-'
	}, id)
}

// manual is a rule's page, folded away.
func (h *hypertext) manual(r Rule) {
	h.tag("<details><summary>About %s</summary>\n<div class=\"manual\" id=\"rule-%s\">\n", prose(r.ID), anchor(r.ID))
	section := func(title, text string) {
		if strings.TrimSpace(text) == "" {
			return
		}
		h.tag("<h4>%s</h4>\n", title)
		for paragraph := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
			h.tag("<p>%s</p>\n", prose(paragraph))
		}
	}
	example := func(title, text string) {
		h.tag("<h4>%s</h4>\n<pre>", title)
		for i, line := range lines(strings.TrimRight(text, "\r\n")) {
			if i > 0 {
				h.WriteByte('\n')
			}
			h.WriteString(html.EscapeString(show(cells(line))))
		}
		h.tag("</pre>\n")
	}
	section("What", r.What)
	section("Why", r.Why)
	for _, l := range r.Limits {
		section("Limit: "+html.EscapeString(fold(l.Value)), strings.TrimSpace(l.What+"\n\n"+l.Set))
	}
	example("Bad", r.Bad)
	example("Good", r.Good)
	section("How to mend it", r.Mend)
	h.tag("</div></details>\n")
}
