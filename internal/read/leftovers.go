package read

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
)

// What stands in a text for another program. Each is left out whole, but for the text in pandoc's "[text]{.class}".
const (
	liquidComment = `\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}`
	template      = `\{%.*?%\}|\{\{.*?\}\}`
	layout        = `\{:\s*(?:[.#][^{}]*|toc)\}|\\{1,2}\[-?[\d.]+(?:px|pt|em|ex|mm|cm|in)\]|\\(?:newpage|pagebreak|clearpage|bigskip|medskip|smallskip|hfill|noindent)\b`
)

var (
	leftovers = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(` + liquidComment + `)|(` + template + `)|(` + layout + `)|\[([^\[\]]+)\](\{[.#][^{}]*\})`)
	})
	templates = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(template) })
)

// longestLeftover is how long a text may be, in bytes, that is looked through: nobody writes more on a line.
const longestLeftover = 4096

// leftover reports whether a text of the inlines has anything of that kind in it.
func (t *tidier) leftover(in []markup.Inline) bool {
	for n := range markup.Walk(in) {
		if n.Kind == markup.Text && len(n.Text) <= longestLeftover && strings.ContainsAny(n.Text, "{\\") && leftovers().MatchString(n.Text) {
			return true
		}
	}
	return false
}

// clean is the inlines without what another program would read.
func (t *tidier) clean(in []markup.Inline) []markup.Inline {
	out := make([]markup.Inline, 0, len(in))
	for _, n := range in {
		switch {
		case n.Kind == markup.Text:
			out = append(out, t.cleanText(n)...)
			continue
		case len(n.Inlines) > 0:
			n.Inlines = t.clean(n.Inlines)
		}
		out = append(out, n)
	}
	return out
}

func (t *tidier) cleanText(n markup.Inline) (out []markup.Inline) {
	at := 0
	prose := hasWord(templates().ReplaceAllString(n.Text, "")) // who writes about templates means what stands there
	keep := func(i, j int) {
		if i < j {
			out = append(out, markup.Inline{Kind: markup.Text, Text: n.Text[i:j], Span: n.Place(i, j)})
		}
	}
	for _, m := range leftovers().FindAllStringSubmatchIndex(n.Text, -1) {
		if r, _ := utf8.DecodeRuneInString(n.Text[m[1]:]); m[6] >= 0 && isWordRune(r) {
			continue // `\newpageó`: the pattern's \b knows ASCII only
		}
		if m[4] >= 0 && prose && !strings.HasPrefix(n.Text[m[0]+2:], " ") && !strings.HasPrefix(n.Text[m[0]+2:], "<") {
			continue
		}
		keep(at, m[0])
		at = m[1]
		switch {
		case m[2] >= 0:
			t.drop(n.Place(m[0], m[1]), resume.Comment)
		case m[4] >= 0:
			t.drop(n.Place(m[0], m[1]), resume.Template)
		case m[6] >= 0:
			t.drop(n.Place(m[0], m[1]), resume.Layout)
		default:
			keep(m[8], m[9])
			t.drop(n.Place(m[10], m[11]), resume.Layout)
		}
	}
	if at == 0 {
		return []markup.Inline{n}
	}
	keep(at, len(n.Text))
	return out
}
