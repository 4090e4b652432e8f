package rules

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/sheet"
)

var sheetShortLastLine = &check.Rule{
	ID:     "sheet/short-last-line",
	Level:  diag.Info,
	Needs:  check.Sheets,
	Resume: true, // a letter ends its paragraphs where they end
	Doc: check.Doc{
		What: "The last line of a bullet or a paragraph is one word, or takes under 12 % of the width. A word that takes 30 % of it may stand alone: it is an address, or " +
			"as long as one. A line that follows one of less than 75 % of the room was broken on purpose. Lines that sheet/count names as the " +
			"cheapest to cut are left to it, and of others at most 10 places are named.",
		Why: "A few words fewer save the line, and with it the room for something better. A word on a line of its own looks left over.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote a first program for the engine successfully, with notes three times as long as the paper that they explain
-- static/custom.css --
li { text-wrap: wrap }
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*

- Wrote a first program for the engine, with notes three times as long as the paper that they explain
-- static/custom.css --
li { text-wrap: wrap }
`,
		Mend: "Strike the words that the finding names, or as many letters elsewhere. Numbers and names are what the reader looks for; adverbs " +
			"are what can go.",
	},
	Limits: []*check.Limit{shortLast, loneWord, fullLine, namedShort},
	Run:    runSheetShortLastLine,
}

func runSheetShortLastLine(p *check.Pass) {
	type short struct {
		block *sheet.Block
		last  blockRow
		width float64 // over that of the widest row
	}
	taken := countCuts(p)
	var found []short
	for i := range p.Print.Blocks {
		b := &p.Print.Blocks[i]
		if !wrapped(b) || b.Tag == "pre" || slices.ContainsFunc(taken, func(c cut) bool { return c.block == b }) {
			continue
		}
		rows := blockRows(p.Print, b)
		if share, ok := shortLastRow(p, rows); ok {
			found = append(found, short{b, rows[len(rows)-1], share})
		}
	}
	slices.SortStableFunc(found, func(a, b short) int { return cmp.Compare(a.width, b.width) })
	for _, s := range found[:min(len(found), int(namedShort.Value))] {
		words := s.last.words()
		text := s.last.text()
		d := diag.Diagnostic{
			Span:    place(p, s.block),
			Message: fmt.Sprintf("the last line of this %s is %s, %.0f%% of the width", kindOf(s.block), count(len(words), "word"), math.Ceil(s.width*100)),
			Sheet:   s.last.sheet,
		}
		if len(words) == 1 {
			d.Message = fmt.Sprintf("the last line of this %s is the word %s alone", kindOf(s.block), quote(words[0]))
		}
		need := characterCount(text) + 1 // and the blank before it
		if f := filler(s.block.Text, p.Target.Lang, need); f != "" {
			d.Help = fmt.Sprintf("strike %s, and a line is saved", quote(f))
		} else {
			d.Help = fmt.Sprintf("say it in about %d letters fewer, and a line is saved", need)
		}
		p.Report(d)
	}
}

// shortLastRow reports whether the last of several rows is short by its width or by being one word, and how
// wide it is, compared with the widest. One that follows a row that is not full was broken on purpose.
func shortLastRow(p *check.Pass, rows []blockRow) (share float64, ok bool) {
	n := len(rows)
	if n < 2 {
		return 0, false
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, r := range rows {
		left, right = min(left, r.left), max(right, r.right)
	}
	wide := right - left
	room := wide
	if area := p.Print.Sheets[rows[n-2].sheet-1].Area; area.W > 0 && finite(area.Right()) {
		room = max(wide, area.Right()-left)
	}
	if !(wide > 0) || rows[n-2].width() < p.Limit(fullLine)/100*room {
		return 0, false
	}
	share = rows[n-1].width() / wide
	words := len(rows[n-1].words())
	return share, words > 0 && (share < p.Limit(shortLast)/100 || words == 1 && share < p.Limit(loneWord)/100)
}
