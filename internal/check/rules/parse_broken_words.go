package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseBrokenWords = &check.Rule{
	ID:    "parse/broken-words",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "Words fall apart or run together in the text of the PDF: letters are spaced so widely that readers see blanks between them (5 letters " +
			"in a row), soft hyphens stand inside of words, or words are hyphenated at the end of lines (of a PDF that others made: 3 lines).",
		Why: "A parser that reads \"S e n i o r\" or \"infra- structure\" has not read \"Senior\" or \"infrastructure\", and no search finds it.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
h2 { letter-spacing: .3em; text-transform: uppercase }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote the first program for the engine
-- static/custom.css --
h2 { letter-spacing: .05em; text-transform: uppercase }
`,
		Mend: "Keep letter-spacing at 0.05em or less, and never type blanks between letters. Take soft hyphens out, and switch hyphenation off: `hyphens: manual`, " +
			"or `\\usepackage[none]{hyphenat}` in LaTeX.",
	},
	Limits: []*check.Limit{spacedLetters, hyphenEnds},
	Run:    runParseBrokenWords,
}

func runParseBrokenWords(p *check.Pass) {
	least := int(p.Limit(spacedLetters))
	var spaced, soft, glued, hyphens []seen
	for i := range p.Print.Sheets {
		s := &p.Print.Sheets[i]
		for k := range s.Lines {
			l := &s.Lines[k]
			at := seen{l, i + 1}
			if spacedOut(l.Text) >= least {
				spaced = append(spaced, at)
			}
			if strings.ContainsRune(l.Text, '\u00AD') {
				soft = append(soft, at)
			}
			if isForeign(p) && k+1 < len(s.Lines) && hyphenated(l.Text, s.Lines[k+1].Text) {
				hyphens = append(hyphens, at)
			}
		}
	}
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if l, number := hyphenatedIn(p.Print, b); l != nil {
			hyphens = append(hyphens, seen{l, number})
		}
		if l, number := gluedIn(p.Print, b); l != nil {
			glued = append(glued, seen{l, number})
		}
	}
	report := func(at []seen, what, help string) {
		if len(at) == 0 {
			return
		}
		p.Report(diag.Diagnostic{Span: lineSpan(p, at[0].line), Message: fmt.Sprintf("%s in %s: %s", what, count(len(at), "line"), quote(at[0].line.Text)),
			Help: help, Notes: also(p, at[1:]), Sheet: at[0].sheet})
	}
	report(spaced, "letters stand apart as if each were a word", "set letter-spacing to 0.05em or less")
	report(soft, "soft hyphens (U+00AD) stand inside of words", "take them out; hyphens: manual keeps the browser from adding any")
	report(glued, "the blanks between words are lost", "use a face of the font's own instead of a made-up bold or italic: font-synthesis: none")
	if !isForeign(p) || len(hyphens) >= int(p.Limit(hyphenEnds)) {
		report(hyphens, "words are hyphenated at the end of lines", "switch hyphenation off: hyphens: manual, or \\usepackage[none]{hyphenat} in LaTeX")
	}
}

// spacedOut is the longest run of words of one letter each.
func spacedOut(text string) int {
	most, n := 0, 0
	for w := range strings.FieldsSeq(text) {
		r, size := utf8.DecodeRuneInString(w)
		if size == len(w) && unicode.IsLetter(r) {
			n++
			most = max(most, n)
		} else {
			n = 0
		}
	}
	return most
}

// hyphenated reports whether a line ends with a part of a word that the next one carries on.
func hyphenated(text, next string) bool {
	before, ok := strings.CutSuffix(text, "-")
	if !ok {
		before, ok = strings.CutSuffix(text, "\u2010")
	}
	if !ok {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(last) && unicode.IsLower(first)
}

// hyphenatedIn is the first line of a block that ends with a hyphen which the block's own text does not have.
func hyphenatedIn(pr *sheet.Print, b *sheet.Block) (*sheet.Line, int) {
	for i := 1; i < len(b.Lines); i++ {
		l, next := lineAt(pr, b.Lines[i-1]), lineAt(pr, b.Lines[i])
		if l == nil || next == nil || !hyphenated(l.Text, next.Text) {
			continue
		}
		tail, head := lastWord(l.Text), strings.Fields(next.Text)
		if len(head) > 0 && !strings.Contains(b.Text, tail+head[0]) && strings.Contains(b.Text, strings.TrimRight(tail, "-\u2010")+head[0]) {
			return l, b.Lines[i-1].Sheet
		}
	}
	return nil, 0
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// gluedIn is the first line of a block in which two words of its text that stand beside each other are one.
func gluedIn(pr *sheet.Print, b *sheet.Block) (*sheet.Line, int) {
	words := strings.Fields(b.Text)
	if len(words) < 2 {
		return nil, 0
	}
	k := 0
	for _, r := range b.Lines {
		l := lineAt(pr, r)
		if l == nil {
			continue
		}
		for w := range strings.FieldsSeq(l.Text) {
			switch {
			case k < len(words) && strings.EqualFold(w, words[k]):
				k++
			case k+1 < len(words) && strings.EqualFold(w, words[k]+words[k+1]):
				return l, r.Sheet
			}
		}
	}
	return nil, 0
}
