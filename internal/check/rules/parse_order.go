package rules

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/bidi"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var parseOrder = &check.Rule{
	ID:    "parse/order",
	Level: diag.Error,
	Needs: check.Sheets,
	Doc: check.Doc{
		What: "The text of the PDF comes in another order for one reader than for the next: its content stream, its tags and what the eye sees " +
			"disagree, or a second reader of PDFs gets other text than ours. It is a warning where only signs are, as the bullets of a list that some programs paint by themselves. " +
			"Lines in Hebrew, Arabic and other scripts that run from right to left are not judged, and counted as skipped.",
		Why: "A parser takes the text as it comes: dates that stand together at the top belong to no job, and what is painted last is read last.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.r-row { display: block }
.r-dates { float: right }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
email: ada@example.com
---

## Experience

### Analyst, Lovelace & Co
*2019 – present · London*

- Wrote the first program for the engine
-- static/custom.css --
.r-row { display: flex; justify-content: space-between }
`,
		Mend: "Browsers paint floats before all other text, and what has a position, a transform or an opacity after it. Place by flex or grid, " +
			"without `order` and without reversing, and let the text of the page stand in the order in which it is to be read.",
	},
	Run: runParseOrder,
}

func runParseOrder(p *check.Pass) {
	if p.Mirrored() {
		return
	}
	turned := backward(p.Print)
	if turned > 0 {
		p.Skip(fmt.Sprintf("%s from right to left", runRuns(turned)))
	}
	if out, before := untagged(p.Print); len(out) > 0 {
		out = withWords(out)
		reportOrder(p, out, fmt.Sprintf("%s painted out of the order of the text", isAre(len(out), "line")), before)
		return
	}
	if out, before := climbing(p.Print); len(out) > 0 {
		out = withWords(out)
		reportOrder(p, out, fmt.Sprintf("%s painted behind text that stands below", isAre(len(out), "line")), before)
		return
	}
	if turned == 0 { // a reader that knows no such scripts gives their text as it is seen
		secondReader(p)
	}
}

// runRuns is a number of lines with the verb.
func runRuns(n int) string {
	if n == 1 {
		return "1 line runs"
	}
	return fmt.Sprintf("%d lines run", n)
}

// backward is how many lines of a print have letters that run from right to left: they are painted as they are seen, and in no order that
// could be judged.
func backward(pr *sheet.Print) int {
	n := 0
	for i := range pr.Sheets {
		for k := range pr.Sheets[i].Lines {
			if runsBackward(pr.Sheets[i].Lines[k].Text) {
				n++
			}
		}
	}
	return n
}

// runsBackward reports whether a text has a letter of a script that runs from right to left.
func runsBackward(text string) bool {
	for _, r := range text {
		if r >= 0x590 {
			if c, _ := bidi.LookupRune(r); c.Class() == bidi.R || c.Class() == bidi.AL {
				return true
			}
		}
	}
	return false
}

// withWords is the lines that have letters or figures, and all of them when none has: a sign is told of only alone.
func withWords(out []seen) []seen {
	if words := slices.DeleteFunc(slices.Clone(out), func(s seen) bool { return !lettered(s.line.Text) }); len(words) > 0 {
		return words
	}
	return out
}

// isAre is a number of things with its verb: "1 line is", "3 lines are".
func isAre(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " is"
	}
	return count(n, thing) + " are"
}

func reportOrder(p *check.Pass, out []seen, what string, before *sheet.Line) {
	first := out[0]
	d := diag.Diagnostic{
		Span:    lineSpan(p, first.line),
		Message: fmt.Sprintf("%s: a parser reads %s elsewhere", what, quote(first.line.Text)),
		Help: mend(p, "place it by flex or grid; take float, position, transform, opacity and order off it and off what is around it",
			"let it stand in the flow of the text, in no box or frame of its own"),
		Notes: also(p, out[1:]),
		Sheet: first.sheet,
	}
	if before != nil {
		d.Message = fmt.Sprintf("%s: a parser reads %s just before %s", what, quote(first.line.Text), quote(before.Text))
	}
	if !lettered(first.line.Text) {
		d.Severity = diag.Warning // the text itself comes in order
	}
	p.Report(d)
}

// untagged is the fewest lines that, taken out, leave the tags and the content in one order; and what is painted next after the
// first of them.
func untagged(pr *sheet.Print) (out []seen, next *sheet.Line) {
	var all []seen
	for i := range pr.Sheets {
		for _, l := range painted(&pr.Sheets[i]) {
			if l.Order >= 0 && !runsBackward(l.Text) {
				all = append(all, seen{l, i + 1})
			}
		}
	}
	keep := rising(all)
	at := -1
	for i, s := range all {
		if !keep[i] {
			out = append(out, s)
			if at < 0 {
				at = i
			}
		}
	}
	for i := at + 1; at >= 0 && i < len(all); i++ {
		if keep[i] {
			return out, all[i].line
		}
	}
	return out, nil
}

// rising marks a longest run of lines that rise in the order of the tags.
func rising(all []seen) []bool {
	tails := make([]int, 0, len(all)) // the line with the least order that ends a run of each length
	back := make([]int, len(all))
	for i, s := range all {
		k, _ := slices.BinarySearchFunc(tails, s.line.Order, func(t, order int) int { return all[t].line.Order - order })
		if back[i] = -1; k > 0 {
			back[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	keep := make([]bool, len(all))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = back[i] {
			keep[i] = true
		}
	}
	return keep
}

// mostLines is how many lines of a sheet are compared with each other.
const mostLines = 400

// climbing is the lines that are painted behind others that stand below them in the same column.
func climbing(pr *sheet.Print) (out []seen, before *sheet.Line) {
	for i := range pr.Sheets {
		lines := slices.DeleteFunc(painted(&pr.Sheets[i]), func(l *sheet.Line) bool { return runsBackward(l.Text) })
		for k, l := range lines[:min(len(lines), mostLines)] {
			if !finite(l.Base) || inMargin(pr, l) {
				continue
			}
			for _, above := range lines[:k] {
				if finite(above.Base) && !inMargin(pr, above) && above.Base > l.Base+max(rowGrain, 0.6*l.Rect.H) && shareColumn(above.Rect, l.Rect) {
					out = append(out, seen{l, i + 1})
					break
				}
			}
		}
	}
	return out, nil
}

// inMargin reports whether a line is of the margins: it has no block, and others have. Many programs paint the feet of a sheet first.
func inMargin(pr *sheet.Print, l *sheet.Line) bool { return l.Block < 0 && len(pr.Blocks) > 0 }

// secondReader compares what the two readers got.
func secondReader(p *check.Pass) {
	if p.Print.Words == "" || boxes(p.Print) {
		return
	}
	other := letters(p.Print.Words)
	at := 0
	for i := range p.Print.Sheets {
		for _, l := range runsInOrder(p.Print, &p.Print.Sheets[i]) {
			own := letters(l.text)
			goesOn := func(own []rune) bool { return len(other)-at >= len(own) && slices.Equal(own, other[at:at+len(own)]) }
			if plain := withoutLigatures(l.text, l.ligatures); !goesOn(own) && plain != l.text {
				own = letters(plain)
			}
			if !goesOn(own) {
				p.Report(diag.Diagnostic{
					Span:    lineSpan(p, l.line),
					Message: fmt.Sprintf("a second reader of the PDF gets other text from %s on: %s", quote(l.line.Text), quote(string(other[min(at, len(other)):]))),
					Help:    "look for text with an opacity, a filter or a transform; a PDF paints it as a picture of its own, which plain readers skip",
					Sheet:   i + 1,
				})
				return
			}
			at += len(own)
		}
	}
}

// withoutLigatures is a text without the letters that a font paints as one character, of which codes are given: the second reader
// leaves some of these out, and parse/ligature tells of them.
func withoutLigatures(text, codes string) string {
	for _, l := range []struct{ code, letters string }{
		{"\uFB03", "ffi"}, {"\uFB04", "ffl"}, {"\uFB00", "ff"}, {"\uFB01", "fi"}, {"\uFB02", "fl"}, {"\uFB05", "st"}, {"\uFB06", "st"},
	} {
		if strings.Contains(codes, l.code) {
			text = strings.ReplaceAll(text, l.letters, "")
		}
	}
	return text
}

// A piece is the text of one run and its line.
type piece struct {
	text      string
	paint     int
	ligatures string // that its font has
	line      *sheet.Line
}

// runsInOrder is the runs of a sheet in the order in which they are painted.
func runsInOrder(p *sheet.Print, s *sheet.Sheet) []piece {
	var out []piece
	for i := range s.Lines {
		l := &s.Lines[i]
		for k := range l.Runs {
			out = append(out, piece{l.Runs[k].Text, l.Runs[k].Paint, fontOf(p, &l.Runs[k]).Ligatures, l})
		}
	}
	slices.SortStableFunc(out, func(a, b piece) int { return a.paint - b.paint })
	return out
}
