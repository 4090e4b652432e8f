package export

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
)

// A place is where inlines are written: some characters mean something in one place only.
type place uint8

const (
	inText place = 1 << iota
	inHeading
	inCell
	inLink
)

// inlines is inlines as Markdown, without marks that only the start of a line needs.
func inlines(in []markup.Inline, at place) string {
	return string(appendInlines(nil, in, at))
}

// appendInlines writes inlines behind what was written of their line.
func appendInlines(b []byte, in []markup.Inline, at place) []byte {
	start := len(b)
	for i := 0; i < len(in); i++ {
		n := &in[i]
		text := n.Text
		for n.Kind == markup.Text && i+1 < len(in) && in[i+1].Kind == markup.Text { // whatever parted them is gone
			i++
			text += in[i].Text
		}
		var next *markup.Inline
		if i+1 < len(in) {
			next = &in[i+1]
		}
		switch n.Kind {
		case markup.Text:
			b = escape(b, text, at, next)
		case markup.CodeSpan:
			b = append(b, codeSpan(n.Text, at)...)
		case markup.Emphasis, markup.Strong, markup.Strike:
			var ok bool
			if b, ok = emphasis(b, n, at, next); !ok {
				return appendInlines(b[:start], slices.Concat(in[:i], n.Inlines, in[i+1:]), at)
			}
		case markup.Link:
			if at&inLink != 0 { // a link in a link is none
				return appendInlines(b[:start], slices.Concat(in[:i], n.Inlines, in[i+1:]), at)
			}
			b = append(b, link(n, at)...)
		case markup.Image:
			b = append(escape(append(b, "!["...), n.Text, at|inLink, nil), "]("+target(n.URL, n.Title, at)+")"...)
		case markup.HardBreak, markup.SoftBreak:
			switch {
			case n.Kind == markup.HardBreak && at&(inHeading|inCell) != 0:
				if n := len(b) - len(bytes.TrimRight(b, `\`)); n%2 == 1 {
					b = append(b, '\\') // or it would take the mark for text
				}
				b = append(b, "<br>"...)
			case at&(inHeading|inCell|inLink) != 0:
				b = append(b, ' ')
			case n.Kind == markup.HardBreak:
				b = append(b, "\\\n"...)
			default:
				b = append(b, '\n')
			}
		case markup.RawHTML:
			b = append(b, n.Text...)
		case markup.FootnoteRef:
			b = append(b, "[^"+n.Text+"]"...)
		}
	}
	return b
}

// emphasis writes stressed text. Marks work only next to the right neighbours
// (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run): blanks at the edges are put
// outside of them; ok is false where a mark would be read as text, and so must be left out: the words count.
func emphasis(b []byte, n *markup.Inline, at place, next *markup.Inline) (_ []byte, ok bool) {
	mark := map[markup.InlineKind]string{markup.Emphasis: "*", markup.Strong: "**", markup.Strike: "~~"}[n.Kind]
	text := inlines(n.Inlines, at)
	inner := strings.Trim(text, " \n")
	if inner == "" {
		return b, false
	}
	i := strings.Index(text, inner)
	before, after := lastRune(string(b)+text[:i]), ' '
	if rest := text[i+len(inner):]; rest != "" {
		after = rune(rest[0])
	} else if next != nil {
		after, _ = utf8.DecodeRuneInString(inlines([]markup.Inline{*next}, at))
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last := lastRune(inner)
	opens := !isPunct(first) || isSpace(before) || isPunct(before)
	closes := !isPunct(last) || isSpace(after) || isPunct(after)
	if !opens || !closes || strings.HasPrefix(inner, mark[:1]) || strings.HasSuffix(inner, mark[:1]) || before == rune(mark[0]) || after == rune(mark[0]) {
		return b, false
	}
	return append(b, text[:i]+mark+inner+mark+text[i+len(inner):]...), true
}

func lastRune(s string) rune {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 {
		return '\n'
	}
	return r
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }

func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func codeSpan(text string, at place) string {
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") || strings.HasPrefix(text, " ") && strings.HasSuffix(text, " ") && strings.TrimSpace(text) != "" {
		text = " " + text + " "
	}
	if at&inCell != 0 {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	return fence + text + fence
}

func link(n *markup.Inline, at place) string {
	if text := markup.Plain(n.Inlines); n.Title == "" && len(n.Inlines) == 1 && n.Inlines[0].Kind == markup.Text &&
		(text == n.URL && hasScheme(text) || "mailto:"+text == n.URL) && !strings.ContainsAny(text, "<> \n|") {
		return "<" + text + ">"
	}
	return "[" + inlines(n.Inlines, at|inLink) + "](" + target(n.URL, n.Title, at) + ")"
}

func hasScheme(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	return ok && rest != "" && len(scheme) > 1 && len(scheme) <= 32 && strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-") == "" && unicode.IsLetter(rune(scheme[0]))
}

// target is the address of a link, and its title.
func target(url, title string, at place) string {
	url = strings.NewReplacer("\n", "%0A", "\r", "%0D", `\`, `\\`).Replace(url)
	if at&inCell != 0 {
		url = strings.ReplaceAll(url, "|", "%7C")
	}
	url = entities(url)
	if url == "" && title != "" || strings.ContainsAny(url, " \t()") || strings.HasPrefix(url, "<") {
		url = "<" + strings.NewReplacer("<", `\<`, ">", `\>`).Replace(url) + ">"
	}
	if title == "" {
		return url
	}
	title = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(entities(title))
	if at&inCell != 0 {
		title = strings.ReplaceAll(title, "|", `\|`)
	}
	return url + ` "` + title + `"`
}

// entities is a text whose ampersands do not begin an entity.
func entities(text string) string {
	if html.UnescapeString(text) == text {
		return text
	}
	return strings.ReplaceAll(text, "&", "&amp;")
}

// escape writes text so that nothing in it is read as a mark. What would be one only at the start of a line is
// left to lineStart.
func escape(b []byte, text string, at place, next *markup.Inline) []byte {
	before := lastRune(string(b[max(len(b)-utf8.UTFMax, 0):]))
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		rest := text[i+size:]
		prev, after := before, ' '
		if i > 0 {
			prev = lastRune(text[:i])
		}
		if rest != "" {
			after, _ = utf8.DecodeRuneInString(rest)
		} else if next != nil && next.Kind != markup.SoftBreak && next.Kind != markup.HardBreak {
			after = 'x' // what it is does not matter: it is something
		}
		switch {
		case r == '\\' && rest == "" && at&(inHeading|inCell|inLink) == 0:
			b = append(b, "&#92;"...) // `\\` before a line break is not read as CommonMark has it by goldmark 1.8.7
			continue
		case r == '\n' || r == '\r':
			b = append(b, ' ')
			continue
		case marks(r, prev, after, text[i:], rest, at, next) || at&inLink == 0 && linkifies(text[:i], r, rest):
			b = append(b, '\\')
		}
		b = utf8.AppendRune(b, r)
	}
	return b
}

// linkifies reports whether a character makes an address out of text that was none: addresses are links by
// themselves, but not behind every character.
func linkifies(before string, r rune, rest string) bool {
	switch r {
	case ':':
		return strings.HasPrefix(rest, "//") && (strings.HasSuffix(before, "http") || strings.HasSuffix(before, "https") || strings.HasSuffix(before, "ftp"))
	case '.':
		return strings.HasSuffix(before, "www")
	case '@':
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(rest)
		return last < utf8.RuneSelf && !isSpace(last) && (unicode.IsLetter(first) || unicode.IsDigit(first))
	}
	return false
}

// marks reports whether a character would be read as a mark where it stands.
func marks(r, prev, after rune, from, rest string, at place, next *markup.Inline) bool {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch r {
	case '\\':
		return rest == "" && after != ' ' || rest == "" && next == nil || after < utf8.RuneSelf && isPunct(after)
	case '`':
		return true
	case '*':
		return !isSpace(prev) || !isSpace(after) || prev == '\n'
	case '_':
		return !(word(prev) && word(after)) && !(isSpace(prev) && isSpace(after) && prev != '\n')
	case '~':
		ends := rest == "" && next == nil
		return !isSpace(prev) || !unicode.IsDigit(after) && (!isSpace(after) || ends)
	case '[':
		end := strings.LastIndexByte(rest, ']')
		return at&inLink != 0 || end < 0 || strings.HasPrefix(rest, "^") || prev == '\n' || end == len(rest)-1 && next != nil ||
			strings.Contains(rest, "](") || strings.Contains(rest, "][") || strings.Contains(rest, "]:")
	case ']':
		return at&inLink != 0
	case '<':
		return unicode.IsLetter(after) || after == '/' || after == '!' || after == '?'
	case '&':
		word := from
		if end := strings.IndexByte(from, ';'); end > 0 {
			word = from[:end+1]
		}
		return html.UnescapeString(word) != word
	case '!':
		return rest == "" && next != nil && (next.Kind == markup.Link || next.Kind == markup.FootnoteRef) || strings.HasPrefix(rest, "[")
	case '|':
		return at&inCell != 0
	case '{':
		return at&inHeading != 0
	case '#':
		return at&inHeading != 0 && next == nil && strings.Trim(rest, "# ") == ""
	}
	return false
}
