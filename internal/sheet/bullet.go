package sheet

import (
	"strings"
	"unicode/utf8"
)

// Bullet reports whether a text is the sign of a list's item and nothing else, as programs paint it that set signs and texts
// apart: one sign, or one letter of a symbol font, which is of the private use area.
func Bullet(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size > 0 && size == len(text) && (strings.ContainsRune("•◦▪▫‣⁃·∙●○■□►▸–—-*✓➢❖", r) || r >= 0xE000 && r <= 0xF8FF)
}
