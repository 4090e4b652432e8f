package posting

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// isHTML reports whether a text is a page, or a part of one, and no text with a tag in it.
func isHTML(b []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(b[:min(len(b), 2048)]))
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<?xml")) {
		return true
	}
	return bytes.HasPrefix(head, []byte("<")) && tags().Match(head)
}

var tags = pattern(`<(div|p|ul|ol|li|section|article|main|body|head|h[1-6]|span|table|br|header|nav)\b[^<>]*>`)

// A page is what a person sees of a job board's page, and what it says of itself.
type page struct {
	lines   []line
	titles  []resume.Value
	company resume.Value
}

// Elements whose content is no part of a posting, and those that begin a line of their own.
var (
	unread = set("script style template noscript nav footer aside form button select option textarea svg iframe dialog menu head audio video canvas object")
	blocks = set("address article blockquote body br dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table td th tr ul")
	alone  = set("area base br col embed hr img input link meta source track wbr")
	// unreadNames is what the class, id or role of such a part is called.
	unreadNames = pattern(`(?i)(^|[-_\s])(cookies?|consent|gdpr|similar|related|recommended|more-?jobs|other-?jobs|share|sharing|social|footer|nav|navbar|navigation|breadcrumbs?|sidebar|newsletter|subscribe|banner|contentinfo|search|modal|popup|login|signup)($|[-_\s])`)
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// readHTML is the lines of a page, each block one, without what stands round a posting.
func readHTML(f *source.File) page {
	var pg page
	z := html.NewTokenizer(bytes.NewReader(f.Bytes))
	var open []string
	skip := 0 // how deep the element is that is not read; 0 for none
	cur := line{file: f}
	linked, inLink := false, false         // whether all of the line's text is links; whether the place is in one
	bold, plain, inBold := false, false, 0 // whether the line has bold text, and other text; how deep in bold the place is
	flush := func() {
		text := strings.TrimRight(string(cur.raw), " ")
		if linked && len(strings.Fields(text)) <= longestLabel+4 && !cur.heading {
			text = "" // it leads to another page: a menu, another job
		}
		if text != "" {
			cur.text, cur.raw = text, nil
			cur.heading = cur.heading || bold && !plain && !cur.bullet
			if n := bullet(cur.text); n > 0 && !cur.bullet {
				cur.bullet = true
			}
			pg.lines = append(pg.lines, cur)
		}
		cur = line{file: f}
		bold, plain, linked = false, false, false
	}
	var ld strings.Builder
	inLD, inTitle, inH1 := false, false, false
	var titleText, h1 string
	var titleSpan, h1Span source.Span
	pos := 0
	for {
		kind := z.Next()
		raw := z.Raw()
		start := pos
		pos += len(raw)
		switch kind {
		case html.ErrorToken:
			flush()
			if ld.Len() > 0 {
				pg.data(f, ld.String())
			}
			if h1 = strings.Join(strings.Fields(h1), " "); h1 != "" {
				pg.titles = append(pg.titles, resume.Value{Text: h1, Span: h1Span})
			}
			if t := strings.Join(strings.Fields(titleText), " "); t != "" {
				pg.titles = append(pg.titles, resume.Value{Text: t, Span: titleSpan})
			}
			unbullet(pg.lines)
			return pg
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if blocks[t.Data] {
				flush()
			}
			if alone[t.Data] || kind == html.SelfClosingTagToken && t.Data != "div" && t.Data != "p" && t.Data != "span" {
				continue
			}
			if len(open) < 4096 {
				open = append(open, t.Data)
			}
			if skip == 0 && hidden(t) {
				skip = len(open)
			}
			switch t.Data {
			case "li":
				cur.bullet = true
			case "h1", "h2", "h3", "h4", "h5", "h6":
				cur.heading, cur.level = true, int(t.Data[1]-'0')
				inH1 = t.Data == "h1" && h1 == "" && skip == 0
			case "b", "strong":
				inBold++
			case "a":
				inLink = true
			case "title":
				inTitle = titleText == ""
			case "script":
				for _, a := range t.Attr {
					inLD = inLD || a.Key == "type" && strings.EqualFold(a.Val, "application/ld+json")
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			t := string(name)
			if blocks[t] {
				flush()
			}
			for i := len(open) - 1; i >= 0 && i >= len(open)-64; i-- {
				if open[i] == t {
					open = open[:i]
					break
				}
			}
			if skip > len(open) {
				skip = 0
			}
			switch t {
			case "b", "strong":
				inBold = max(0, inBold-1)
			case "a":
				inLink = false
			case "script":
				if inLD {
					ld.WriteByte('\n')
				}
				inLD = false
			case "title":
				inTitle = false
			case "h1":
				inH1 = false
			}
		case html.TextToken:
			if inLD {
				ld.Write(raw)
				continue
			}
			text := string(z.Text())
			if inTitle {
				titleText += text
				titleSpan = f.Span(start, pos)
				continue
			}
			if skip > 0 {
				continue
			}
			if inH1 {
				h1 += text
				h1Span = h1Span.Join(f.Span(start, pos))
			}
			same := text == string(raw)
			if strings.TrimSpace(text) != "" {
				linked = inLink && (linked || len(cur.raw) == 0)
				bold, plain = bold || inBold > 0, plain || inBold == 0
			}
			cur.add(text, start, pos, same)
		}
	}
}

// add puts the text of a token behind what the line has, with its blanks as they are seen.
func (l *line) add(text string, start, end int, same bool) {
	for len(text) > 0 {
		n := strings.IndexAny(text, " \t\r\n\u00a0\f")
		if n != 0 {
			if n < 0 {
				n = len(text)
			}
			p := piece{len(l.raw), start, end, same}
			if same {
				p.end = start + n
			}
			l.pieces = append(l.pieces, p)
			l.raw = append(l.raw, text[:n]...)
		} else {
			n = len(text) - len(strings.TrimLeft(text, " \t\r\n\u00a0\f"))
			if len(l.raw) > 0 && l.raw[len(l.raw)-1] != ' ' {
				l.pieces = append(l.pieces, piece{len(l.raw), start, start, true})
				l.raw = append(l.raw, ' ')
			}
		}
		text = text[n:]
		if same {
			start += n
		}
	}
}

// unbullet takes the bullets that people typed off the text of lines.
func unbullet(lines []line) {
	for i := range lines {
		l := &lines[i]
		if n := bullet(l.text); n > 0 {
			l.text = l.text[n:]
			for k := range l.pieces {
				p := &l.pieces[k]
				if p.at -= n; p.at < 0 { // it began in the bullet
					if p.same {
						p.start -= p.at
					}
					p.at = 0
				}
			}
		}
	}
}

// hidden reports whether what is in an element is not read.
func hidden(t html.Token) bool {
	if unread[t.Data] {
		return true
	}
	for _, a := range t.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "class", "id", "role":
			if t.Data != "body" && t.Data != "html" && t.Data != "main" && unreadNames().MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// data reads what a page says in JSON-LD of the posting (schema.org/JobPosting).
func (pg *page) data(f *source.File, text string) {
	dec := json.NewDecoder(strings.NewReader(text))
	for range 16 {
		var v any
		if dec.Decode(&v) != nil {
			return
		}
		var look func(v any, depth int)
		look = func(v any, depth int) {
			switch v := v.(type) {
			case []any:
				for _, e := range v {
					if depth < 4 {
						look(e, depth+1)
					}
				}
			case map[string]any:
				if v["@type"] == "JobPosting" {
					if t, ok := v["title"].(string); ok {
						pg.titles = append(pg.titles, resume.Value{Text: html.UnescapeString(t), Span: f.Top()})
					}
					if o, ok := v["hiringOrganization"].(map[string]any); ok {
						if n, ok := o["name"].(string); ok {
							pg.company = resume.Value{Text: html.UnescapeString(n), Span: f.Top()}
						}
					}
				}
				if depth < 4 {
					look(v["@graph"], depth+1)
				}
			}
		}
		look(v, 0)
	}
}
