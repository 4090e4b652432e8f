package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var textEmoji = &check.Rule{
	ID:    "text/emoji",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "The résumé has emoji, or rates skills with stars or dots: \"★★★★☆\". Pages and posts are let be.",
		Why:  "A parser reads an emoji as junk before the word it stands at, a printer without the font as an empty box, and a row of stars as nothing at all.",
		Bad: `---
name: Ada Byron
---

## 🚀 Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Halved the run of the nightly ledger 🎉

## Skills

- Go ★★★★☆
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Halved the run of the nightly ledger

## Skills

- Go (five years, daily)
`,
		Mend: "Take them out; `resgen check --fix` does it where they stand before a heading or a line. Say in words, or with years, how well you know a thing.",
	},
	Run: func(p *check.Pass) {
		var edits []diag.Edit
		var stars []source.Span
		safe := true
		for _, t := range passages(p) {
			text := t.uncoded()
			gone := 0 // up to where it goes with the emoji before
			for i := 0; i < len(text); {
				if n := ratingAt(text, i); n > 0 {
					if at := t.Span(i, i+n); at.Known() {
						stars = append(stars, at)
					}
					i += n
					continue
				}
				n := emojiAt(text, i)
				if n == 0 {
					_, n = utf8.DecodeRuneInString(text[i:])
					i += n
					continue
				}
				from, to := i, i+n
				first := strings.TrimSpace(text[:i]) == ""
				if strings.HasPrefix(text[to:], " ") && (first || strings.HasSuffix(text[:from], " ")) {
					to++
				} else if from > gone && strings.HasSuffix(text[:from], " ") {
					from--
				}
				if at := t.Span(from, to); at.Text() == text[from:to] {
					edits = append(edits, diag.Edit{Span: at})
					safe = safe && first
					gone = to
				}
				i += n
			}
		}
		if len(stars) > 0 {
			d := diag.Diagnostic{Span: stars[0], Message: fmt.Sprintf("a parser reads %s as nothing", quote(stars[0].Text())),
				Help: "say it in words: \"daily for 4 years\", \"basic\""}
			for _, at := range stars[1:] {
				d.Notes = append(d.Notes, diag.Note{Span: at, Text: "here, too"})
			}
			p.Report(d)
		}
		if len(edits) == 0 {
			return
		}
		d := diag.Diagnostic{Span: edits[0].Span, Message: "there is an emoji in the résumé", Help: "take it out",
			Fix: &diag.Fix{Message: "take the emoji out", Edits: edits, Safe: safe}}
		if len(edits) > 1 {
			d.Message, d.Help = fmt.Sprintf("there are %d emoji in the résumé", len(edits)), "take them out"
		}
		for _, e := range edits[1:min(len(edits), 10)] {
			d.Notes = append(d.Notes, diag.Note{Span: e.Span, Text: "here, too"})
		}
		p.Report(d)
	},
}

// ratings is what people rate with; so many in a row are a rating.
const (
	ratings     = "★☆⭐●○◉◯⬤■□▪▫⬛⬜▰▱⚫⚪"
	leastRating = 3
)

// ratingAt is the length of the rating that begins at i, in bytes; 0 when none does.
func ratingAt(text string, i int) int {
	n, count := 0, 0
	for i+n < len(text) {
		r, size := utf8.DecodeRuneInString(text[i+n:])
		switch {
		case strings.ContainsRune(ratings, r):
			count++
		case r == variation && count > 0:
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		n += size
	}
	if count < leastRating {
		return 0
	}
	return n
}

const (
	variation = '\ufe0f' // asks for the picture of what has a plain form as well
	joiner    = '\u200d'
)

// emojiAt is the length of the emoji at i, what joins and colours it included; 0 when there is none.
func emojiAt(text string, i int) int {
	n := 0
	for i+n < len(text) {
		r, size := utf8.DecodeRuneInString(text[i+n:])
		next, _ := utf8.DecodeRuneInString(text[i+n+size:])
		switch {
		case isEmoji(r) || next == variation && r > 0x2000:
			n += size
			if next == variation {
				n += utf8.RuneLen(variation)
			}
		case n > 0 && (r == joiner || r == variation || r == 0x20e3):
			n += size
		default:
			return n
		}
	}
	return n
}

// isEmoji reports whether a character is shown as a picture without being asked to (Unicode's Emoji_Presentation, and the
// blocks that hold nothing else). Marks such as ✓, → and ☎ are none.
func isEmoji(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || strings.ContainsRune("⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚓⚡⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗⭐⭕", r)
}
