package suggest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
	"github.com/resgen/resgen/internal/term"
)

// Grounds is what proposals are judged by.
type Grounds struct {
	Bullet string             // as it stands in the file, as in the Question
	Facts  *tailor.Facts      // of the résumé, without what is private in it
	Lang   string             // of the résumé
	Beware []*term.Technology // that the posting wants and the résumé lacks
}

// A Verdict is what comes of a proposal.
type Verdict struct {
	Text    string   // as it may be shown, and, unless it was refused, put into the file
	Refused string   // why it is not for use; "" when it is
	Beyond  []string // what it says that stands in the résumé, and not in the bullet: a person has to say whether it is true there
}

// longest is how long a proposal may be, in bytes, to be read at all: ten times any bullet.
const longest = 4000

// Judge judges a proposal. It may be any text: what cannot be shown as it is, is refused, and Text is then made so that it can be.
func Judge(proposal string, g Grounds) Verdict {
	v := Verdict{Text: proposal}
	v.Refused = form(proposal, g.Bullet)
	if v.Refused == "" {
		v.Refused, v.Beyond = claims(proposal, g)
	}
	if v.Refused != "" {
		v.Text, v.Beyond = shown(proposal), nil
	}
	return v
}

// form is what is wrong with the form of a proposal; "" when nothing is.
func form(text, bullet string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "it is empty"
	case len(text) > longest:
		return fmt.Sprintf("it is %d characters long", utf8.RuneCountInString(text))
	case !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError):
		return "it holds bytes that are no text"
	case strings.ContainsAny(text, "\r\n"):
		return "it is more than one line"
	case report.Plain(text) != text || strings.IndexFunc(text, unprinted) >= 0:
		return "it holds characters that cannot be seen"
	}
	for _, mark := range []string{"<!--", "-->", "{", "}", "<", "\\"} {
		if strings.Contains(text, mark) && !strings.Contains(bullet, mark) {
			if mark == "<" && !strings.ContainsAny(afterEach(text, '<'), "/!?abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				continue // "< 100 ms"
			}
			return fmt.Sprintf("it holds markup, %q", mark)
		}
	}
	inlines, why := inlinesOf(text)
	if why != "" {
		return why
	}
	own, _ := inlinesOf(bullet)
	var links []string
	for n := range markup.Walk(own) {
		links = append(links, n.URL)
	}
	for n := range markup.Walk(inlines) {
		switch n.Kind {
		case markup.RawHTML:
			return "it holds HTML"
		case markup.Image:
			return "it holds a picture"
		case markup.Strike:
			return "it holds text that is struck through"
		case markup.FootnoteRef:
			return "it holds a footnote"
		case markup.Link:
			if !slices.Contains(links, n.URL) {
				return "it holds a link that the bullet has not: " + shown(n.URL)
			}
		}
	}
	plain := markup.Plain(inlines)
	switch {
	case report.Plain(plain) != plain || strings.IndexFunc(plain, unprinted) >= 0:
		return "it holds characters that cannot be seen"
	case same(plain, markup.Plain(own)):
		return "it is the bullet as it stands"
	}
	return ""
}

// unprinted reports whether a character leaves no mark, and is no blank of the usual kind.
func unprinted(r rune) bool {
	return r != ' ' && r != '\u00a0' && r != '\u202f' && !unicode.IsGraphic(r) || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zs, r) && r != ' ' && r != '\u00a0' && r != '\u202f' && r != '\u2009'
}

// afterEach is the bytes that stand behind each of a character.
func afterEach(text string, c byte) string {
	var out []byte
	for i := range len(text) - 1 {
		if text[i] == c {
			out = append(out, text[i+1])
		}
	}
	return string(out)
}

// inlinesOf is a text as the inlines of a bullet; why says in a few words why it is none.
func inlinesOf(text string) (in []markup.Inline, why string) {
	d := document.Parse(source.NewFile("bullet.md", []byte("- "+text+"\n")))
	const several = "it is more than the text of one bullet"
	if len(d.Blocks) != 1 || len(d.Blocks[0].Blocks) != 1 || len(d.Allows) > 0 || len(d.Comments) > 0 {
		return nil, several
	}
	item := d.Blocks[0].Blocks[0]
	switch {
	case d.Blocks[0].Kind != markup.List, item.Task != markup.NoTask, len(item.Inlines) == 0 && len(item.Blocks) != 1, len(item.Inlines) > 0 && len(item.Blocks) > 0:
		return nil, several
	case item.Attrs.Span.Known():
		return nil, "it holds attributes"
	case len(item.Inlines) > 0:
		return item.Inlines, ""
	case item.Blocks[0].Kind != markup.Paragraph || len(item.Blocks[0].Inlines) == 0 || item.Blocks[0].Attrs.Span.Known():
		return nil, several
	}
	return item.Blocks[0].Inlines, ""
}

// same reports whether two texts say the same but for blanks, and for a full stop at the end.
func same(a, b string) bool {
	fold := func(s string) string { return strings.TrimRight(strings.Join(strings.Fields(s), " "), ".") }
	return fold(a) == fold(b)
}

// claims is what a proposal says and must not, and what it says that stands elsewhere in the résumé.
func claims(text string, g Grounds) (refused string, beyond []string) {
	inlines, _ := inlinesOf(text)
	plain := prose.Of(inlines).Plain
	if found := g.Facts.New(plain, tailor.EveryFact, g.Beware...); len(found) > 0 {
		return "the résumé has " + nothing(found), nil
	}
	own, _ := inlinesOf(g.Bullet)
	for _, c := range tailor.TextFacts(g.Lang, prose.Of(own).Plain).New(plain, tailor.EveryFact, g.Beware...) {
		if c.Kind != tailor.NewWord {
			beyond = append(beyond, fmt.Sprintf("%s %s", c.Kind, shown(c.Text)))
		}
	}
	return "", beyond
}

// nothing is claims in words: "no number 60 %, no technology Kafka".
func nothing(claims []tailor.Claim) string {
	var out []string
	for _, c := range claims {
		text := fmt.Sprintf("no %s %s", c.Kind, shown(c.Text))
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	const most = 4
	if len(out) > most {
		out = append(out[:most], fmt.Sprintf("and %d more", len(out)-most))
	}
	return strings.Join(out, ", ")
}
