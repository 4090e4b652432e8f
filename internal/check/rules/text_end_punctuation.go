package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/source"
)

var textEndPunctuation = &check.Rule{
	ID:    "text/end-punctuation",
	Level: diag.Info,
	Doc: check.Doc{
		What: "Some bullets of one list end with a full stop and others do not. In a list of two the form of the other bullets decides.",
		Why:  "Either form is right; both in one list look like two drafts.",
		Bad: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Wrote reports that ten accountants start their day with
- Halved the run of the monthly close.
`,
		Good: `---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – 2023*

- Moved the ledger to PostgreSQL, 40 tables
- Wrote reports that ten accountants start their day with
- Halved the run of the monthly close
`,
		Mend: "Write all of them in the form that most have; `resgen check --fix` does it. Bullets of several sentences, those that end with an abbreviation, a colon or another mark, and lists of technologies have no say.",
	},
	Run: func(p *check.Pass) {
		all := roles(p)
		with, without := 0, 0 // of all bullets of the résumé
		for _, e := range all {
			for i := range e.bullets {
				switch stop, _, ok := ending(&e.bullets[i]); {
				case ok && stop:
					with++
				case ok:
					without++
				}
			}
		}
		for _, e := range all {
			lists := map[int][]*bullet{} // the bullets of each list, those of its inner lists left out
			for i := range e.bullets {
				lists[e.bullets[i].list] = append(lists[e.bullets[i].list], &e.bullets[i])
			}
			for _, list := range slices.Sorted(maps.Keys(lists)) {
				ends(p, lists[list], with, without)
			}
		}
	},
}

// leastEnds is how many bullets of a list must have a say, so that there is a form that most of them have. Where a list of two is
// mixed, the form of most of the résumé's bullets decides, if it is so many times the other.
const (
	leastEnds = 3
	mostTimes = 3
)

// ends looks at the bullets of one list; allWith and allWithout are the bullets of the résumé that have a full stop, and have none.
func ends(p *check.Pass, bs []*bullet, allWith, allWithout int) {
	var with, without []diag.Edit
	stopFirst := false
	for _, b := range bs {
		stop, edit, ok := ending(b)
		if !ok {
			continue
		}
		if len(with)+len(without) == 0 {
			stopFirst = stop
		}
		if stop {
			with = append(with, edit)
		} else {
			without = append(without, edit)
		}
	}
	if len(with) == 0 || len(without) == 0 {
		return
	}
	minor, most := with, len(without)
	withMore, whose := len(with) > len(without) || len(with) == len(without) && stopFirst, "its list"
	if len(with)+len(without) < leastEnds {
		allWith, allWithout = allWith-len(with), allWithout-len(without)
		if withMore = allWith > allWithout; max(allWith, allWithout) < max(leastEnds, mostTimes*min(allWith, allWithout)) {
			return
		}
		whose = "the résumé's others"
	}
	message, help := "%s with a full stop, and %d of %s without", "take the full stop away"
	if withMore {
		minor, most = without, len(with)
		message, help = "%s without a full stop, and %d of %s with one", "add the full stop"
	}
	if whose != "its list" {
		most = max(allWith, allWithout)
	}
	points := make([]point, len(minor))
	for i, x := range minor {
		at := x.Span
		if at.Start == at.End {
			at = at.File.Span(lastRune(at), at.End)
		}
		points[i] = point{at, "here, too"}
	}
	verb := "the bullet ends"
	if len(minor) > 1 {
		verb = fmt.Sprintf("%d bullets end", len(minor))
	}
	reportPoints(p, diag.Diagnostic{Message: fmt.Sprintf(message, verb, most, whose), Help: help,
		Fix: &diag.Fix{Message: help, Edits: minor, Safe: true}}, points)
}

// lastRune is where the character before an empty span begins.
func lastRune(s source.Span) int {
	i := s.Start - 1
	for i > 0 && s.File.Bytes[i]&0xC0 == 0x80 {
		i--
	}
	return max(i, 0)
}

// ending is whether a bullet ends with a full stop, and the edit that changes it; ok is false for one that has no say.
func ending(b *bullet) (stop bool, edit diag.Edit, ok bool) {
	text := strings.TrimRightFunc(b.Plain, unicode.IsSpace)
	if b.listing() || len(b.Words) < 2 || len(b.Sentences()) != 1 {
		return false, edit, false
	}
	last := b.Words[len(b.Words)-1]
	if body, has := strings.CutSuffix(text, "."); has {
		at := b.Span(len(body), len(body)+1)
		if strings.HasSuffix(body, ".") || prose.Abbreviated(last.Low) || strings.Contains(last.Low, ".") || at.Text() != "." {
			return false, edit, false
		}
		return true, diag.Edit{Span: at}, true
	}
	if prose.Abbreviated(last.Low) && len(last.Low) > 1 {
		return false, edit, false
	}
	if c, _ := utf8.DecodeLastRuneInString(text); !strings.ContainsRune(`)%"+”’»`, c) && (unicode.IsPunct(c) || c < utf8.RuneSelf && unicode.IsSymbol(c)) {
		return false, edit, false // another mark: "…", "。"
	}
	end := endOf(b.item)
	if !end.Known() {
		return false, edit, false
	}
	return false, diag.Edit{Span: end, New: "."}, true
}

// endOf is the empty place behind the text of a list item, marks included.
func endOf(item *markup.Block) source.Span {
	for i := range item.Blocks {
		if item.Blocks[i].Kind != markup.Paragraph {
			continue
		}
		in := item.Blocks[i].Inlines
		for k := len(in) - 1; k >= 0; k-- {
			n := &in[k]
			if n.Kind == markup.RawHTML || n.Kind == markup.SoftBreak || n.Kind == markup.HardBreak || n.Kind == markup.Text && strings.TrimSpace(n.Text) == "" {
				continue
			}
			if n.Kind == markup.Image || n.Kind == markup.FootnoteRef || n.Kind == markup.Strike {
				return source.Span{}
			}
			end := n.Span.Start + len(strings.TrimRightFunc(n.Span.Text(), unicode.IsSpace))
			return n.Span.File.Span(end, end)
		}
		return source.Span{}
	}
	return source.Span{}
}
