package rules

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/sheet"
)

// printedText reports whether a line is text of the résumé. Page numbers and the like have no block where
// others have; in a print of which no block is known, every line counts.
func printedText(p *sheet.Print, l *sheet.Line) bool {
	return blockOf(p, l) != nil || len(p.Blocks) == 0
}

// wrapped reports whether a block is text that runs on from line to line: a bullet or a paragraph.
func wrapped(b *sheet.Block) bool { return b.Role == sheet.RoleBullet || b.Role == sheet.RoleText }

// kindOf is what people call such a block.
func kindOf(b *sheet.Block) string {
	if b.Role == sheet.RoleBullet {
		return "bullet"
	}
	return "paragraph"
}

// lettered reports whether a text has something to read: a letter or a digit.
func lettered(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// characterCount is how many characters a text has.
func characterCount(text string) int { return utf8.RuneCountInString(strings.TrimSpace(text)) }

// mm is a length on paper in millimetres.
func mm(points float64) float64 { return points * 25.4 / 72 }

// tenth is a number with one decimal at most.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// fontOf is the font of a run; the zero Font when there is none.
func fontOf(p *sheet.Print, r *sheet.Run) sheet.Font {
	if r.Font < 0 || r.Font >= len(p.Fonts) {
		return sheet.Font{}
	}
	return p.Fonts[r.Font]
}
