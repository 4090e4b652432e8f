// Package transcribe gives a print without a source what rules need: places that a person can find, and blocks.
//
// In: a [sheet.Print] as readback or foreign made it from a PDF alone, and what recognize read from it. Out: the same print
// with areas, margin lines told apart, and blocks, of which each has a role and a span; and the file that
// the spans are of: the text of the sheets, row by row ([source.NewPrint]).
//
// Roles are what a parser sees: where recognize took a line for an entry's title, the block is an entry. So a rule on such
// a print can be wrong where a parser is.
package transcribe

import (
	"strings"

	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// Print is the print with all of that; the one given is left as it is. path is the name of the PDF.
func Print(of *sheet.Print, path string) (*sheet.Print, *source.File, *recognize.Reading) {
	p := copied(of)
	margin := margins(p)
	areas(p, margin)
	reading := recognize.Read(without(p, margin))
	f, spans := rows(p, path)
	blocks(p, margin, roles(reading), spans)
	return p, f, reading
}

// copied is a print whose sheets and lines can be changed.
func copied(of *sheet.Print) *sheet.Print {
	p := *of
	p.Blocks = nil
	p.Sheets = append([]sheet.Sheet(nil), of.Sheets...)
	for i := range p.Sheets {
		s := &p.Sheets[i]
		s.Lines = append([]sheet.Line(nil), s.Lines...)
		for k := range s.Lines {
			s.Lines[k].Block = -1
		}
	}
	return &p
}

// without is a print whose margin lines have no runs, so that all others keep their places; neither have signs that a program
// painted apart from their texts, which say nothing by themselves.
func without(of *sheet.Print, margin map[sheet.LineRef]bool) *sheet.Print {
	p := copied(of)
	for s := range p.Sheets {
		for i := range p.Sheets[s].Lines {
			if l := &p.Sheets[s].Lines[i]; margin[sheet.LineRef{Sheet: s + 1, Line: i}] || sheet.Bullet(l.Text) {
				l.Runs = nil
			}
		}
	}
	return p
}

// rows writes down the sheets' lines, those side by side as one row, and says where each line stands.
func rows(p *sheet.Print, path string) (*source.File, map[sheet.LineRef]source.Span) {
	type at struct {
		ref        sheet.LineRef
		row        int // 1-based, on its sheet
		start, end int // bytes of the row
	}
	const beside = "   " // what parts lines side by side
	texts := make([][]string, len(p.Sheets))
	var all []at
	for s := range p.Sheets {
		lines := p.Sheets[s].Lines
		for i := range lines {
			n := len(texts[s])
			text := strings.Join(strings.Fields(lines[i].Text), " ")
			start := 0
			if i > 0 && sameRow(&lines[i-1], &lines[i]) {
				start = len(texts[s][n-1]) + len(beside)
				texts[s][n-1] += beside + text
			} else {
				texts[s] = append(texts[s], text)
				n++
			}
			all = append(all, at{sheet.LineRef{Sheet: s + 1, Line: i}, n, start, start + len(text)})
		}
	}
	f := source.NewPrint(path, texts)
	spans := make(map[sheet.LineRef]source.Span, len(all))
	for _, a := range all {
		if row := f.Row(a.ref.Sheet, a.row); row.Known() {
			spans[a.ref] = row.Sub(a.start, a.end)
		}
	}
	return f, spans
}

// sameRow reports whether a line stands to the right of the one before, on its baseline.
func sameRow(a, b *sheet.Line) bool {
	const grain = 2 // pt; baselines nearer than this are one row
	return b.Base-a.Base < grain && a.Base-b.Base < grain && b.Rect.X >= a.Rect.Right()
}
