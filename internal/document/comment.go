package document

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

type commentKind uint8

const (
	ordinary commentKind = iota
	attributes
	exception
)

// A comment is an HTML comment, and what it says to resgen.
type comment struct {
	kind   commentKind
	span   source.Span
	attrs  markup.Attrs // of attributes
	rules  []string     // of exception
	reason string       // of exception
}

var allowPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^allow\s+([a-z][a-z0-9-]*/[a-z0-9-]+(?:\s*,\s*[a-z][a-z0-9-]*/[a-z0-9-]+)*)(?:\s*:\s*|\s+|$)`)
})

// comment reads the comment that a span holds, from "<!--" to "-->".
func (c *converter) comment(s source.Span) comment {
	x := comment{span: s}
	if s.End-s.Start < len("<!---->") {
		return x // "<!-->" and "<!--->" are comments too
	}
	inner := s.Sub(len("<!--"), s.End-s.Start-len("-->"))
	text := strings.TrimSpace(inner.Text())
	if m := allowPattern().FindStringSubmatch(text); m != nil {
		x.kind = exception
		for rule := range strings.SplitSeq(m[1], ",") {
			x.rules = append(x.rules, strings.TrimSpace(rule))
		}
		x.reason = strings.Join(strings.Fields(text[len(m[0]):]), " ")
		return x
	}
	if a, ok := readAttrs(inner, false); ok {
		a.Span = s
		x.kind, x.attrs = attributes, a
		return x
	}
	// "#" and a letter is how an id begins; "# Title" and "###" are headings put out of use.
	if len(text) > 1 && text[0] == '#' && !strings.ContainsRune("# \t\r\n!-", rune(text[1])) {
		c.doc.report(diag.Diagnostic{
			Rule: ruleAttributes, Severity: diag.Warning, Span: s,
			Message: "this comment begins like attributes but cannot be read as such",
			Help:    `write <!-- #id .class key="a value" private -->, or begin the comment with a word`,
		})
	}
	return x
}

// takeComments takes the comments out of inlines, and the blanks that they leave behind.
func (c *converter) takeComments(in []markup.Inline) ([]markup.Inline, []comment) {
	var comments []comment
	out := in[:0]
	gap := false // a comment was taken out right here
	for _, x := range in {
		if x.Kind == markup.RawHTML && strings.HasPrefix(x.Text, "<!--") {
			comments = append(comments, c.comment(x.Span))
			gap = true
			continue
		}
		if len(x.Inlines) > 0 {
			var inner []comment
			x.Inlines, inner = c.takeComments(x.Inlines)
			comments = append(comments, inner...)
			if len(x.Inlines) == 0 {
				gap = true // there was nothing else in it
				continue
			}
		}
		if gap && (len(out) == 0 || endsBlank(out[len(out)-1])) {
			x = trimLeft(x)
			if isEmpty(x) {
				continue
			}
		}
		gap = false
		out = append(out, x)
	}
	for gap && len(out) > 0 {
		last := &out[len(out)-1]
		*last = trimRight(*last)
		if !isEmpty(*last) {
			break
		}
		out = out[:len(out)-1]
	}
	return out, comments
}

func endsBlank(x markup.Inline) bool {
	return x.Kind == markup.SoftBreak || x.Kind == markup.HardBreak || x.Kind == markup.Text && strings.HasSuffix(x.Text, " ")
}

// isEmpty reports whether nothing is left of a trimmed inline.
func isEmpty(x markup.Inline) bool {
	return x.Kind == markup.Text && x.Text == "" || x.Kind == markup.SoftBreak || x.Kind == markup.HardBreak
}

// trimLeft takes the blanks off a text that are written as blanks.
func trimLeft(x markup.Inline) markup.Inline {
	for x.Kind == markup.Text && x.Text != "" && isBlank(x.Text[0]) && isBlank(x.Span.File.Bytes[x.Span.Start]) {
		x.Text, x.Span.Start = x.Text[1:], x.Span.Start+1
	}
	return x
}

func trimRight(x markup.Inline) markup.Inline {
	for x.Kind == markup.Text && x.Text != "" && isBlank(x.Text[len(x.Text)-1]) && isBlank(x.Span.File.Bytes[x.Span.End-1]) {
		x.Text, x.Span.End = x.Text[:len(x.Text)-1], x.Span.End-1
	}
	return x
}

// html converts a block of raw HTML. The comments that it begins with are taken out of
// it; ok is false when there was nothing else. Comments further in stay, as written.
func (c *converter) html(n *ast.HTMLBlock) (b markup.Block, comments []comment, ok bool) {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(lines[:len(lines):len(lines)], n.ClosureLine)
	}
	at, end := lines[0].Start, lines[len(lines)-1].Stop
	for {
		at = end - len(bytes.TrimLeft(c.src[at:end], " \t\r\n"))
		if !bytes.HasPrefix(c.src[at:end], []byte("<!--")) {
			break
		}
		stop := at + commentEnd(c.src[at:end])
		if stop == at {
			stop += len(bytes.TrimRight(c.src[at:end], " \t\r\n"))
			c.doc.report(diag.Diagnostic{
				Rule: ruleUnclosed, Severity: diag.Error, Span: c.span(at, at+len("<!--")),
				Message: "this comment is never closed and hides all that follows it",
				Help:    "close it with -->",
			})
			comments = append(comments, comment{span: c.span(at, stop)})
			return b, comments, false
		}
		comments = append(comments, c.comment(c.span(at, stop)))
		at = stop
	}
	if at == end {
		return b, comments, false
	}
	var raw []byte
	for _, line := range lines {
		if line.Start < at {
			line.Start, line.Padding = at, 0
		}
		if line.Start < line.Stop {
			raw = append(raw, line.Value(c.src)...)
		}
	}
	b = markup.Block{Kind: markup.HTML, Raw: verbatim(bytes.TrimRight(raw, "\r\n")), Span: trimLineEnd(c.span(at, end))}
	return b, comments, true
}

// commentEnd is the length of the comment that text begins with, 0 when it is not closed.
func commentEnd(text []byte) int {
	for _, short := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(text, []byte(short)) {
			return len(short)
		}
	}
	if i := bytes.Index(text[len("<!--"):], []byte("-->")); i >= 0 {
		return len("<!--") + i + len("-->")
	}
	return 0
}

// maxBraces bounds the attributes in braces, in bytes: each opening brace of a heading is
// tried.
const maxBraces = 1000

// braces takes the attributes in braces off the end of a heading's text. They may hold
// what looks like Markdown, so all inlines behind the opening brace go with them.
func (c *converter) braces(in []markup.Inline) ([]markup.Inline, markup.Attrs) {
	if len(in) == 0 || in[len(in)-1].Kind != markup.Text {
		return in, markup.Attrs{}
	}
	end := in[len(in)-1].Span.End
	if c.doc.File.Bytes[end-1] != '}' {
		return in, markup.Attrs{}
	}
	for k, x := range in {
		if x.Kind != markup.Text {
			continue
		}
		raw := x.Span.Text()
		for i := 0; i < len(raw); i++ {
			switch raw[i] {
			case '\\':
				i++
			case '{':
				start := x.Span.Start + i
				if end-start > maxBraces {
					continue
				}
				inner := c.doc.File.Span(start+1, end-1)
				if strings.HasPrefix(inner.Text(), ":") {
					inner.Start++ // kramdown's form, "{: .class}"
				}
				a, ok := readAttrs(inner, true)
				if !ok {
					continue
				}
				a.Span = c.doc.File.Span(start, end)
				left := trimRight(markup.Inline{Kind: markup.Text, Text: unescape([]byte(raw[:i])), Span: x.Span.Sub(0, i)})
				if left.Text == "" {
					return in[:k], a
				}
				return append(in[:k], left), a
			}
		}
	}
	return in, markup.Attrs{}
}

// languagePattern is a language in braces, which is not written by chance. All other braces behind a bullet or a paragraph are text.
var languagePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{:?\s*lang=["']?[A-Za-z0-9-]+["']?\s*\}$`) })

// language takes a language in braces off the end of a bullet's or a paragraph's text.
func (c *converter) language(in []markup.Inline) ([]markup.Inline, markup.Attrs) {
	if n := len(in); n == 0 || in[n-1].Kind != markup.Text || !languagePattern().MatchString(in[n-1].Span.Text()) {
		return in, markup.Attrs{}
	}
	return c.braces(in)
}

// onlyLanguage reports whether attributes say a language and nothing else.
func onlyLanguage(a markup.Attrs) bool {
	return a.ID == "" && len(a.Classes) == 0 && len(a.Pairs) == 1 && a.Pairs[0].Key == "lang"
}
