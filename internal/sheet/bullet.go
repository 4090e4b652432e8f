package sheet

import (
	"strings"
	"unicode/utf8"
)

// BulletSigns is the signs that items of lists begin with on paper, the commoner ones first, apart from letters of symbol fonts.
const BulletSigns = "•◦▪▫■□●○‣⁃∙·–—-*▸►▶▹▷➢➤➔→⇒»›✓✔✦✧★☆◆◇♦❖"

// BulletSign reports whether a character is such a sign, or a letter of a symbol font: those lie in the private use area.
func BulletSign(r rune) bool {
	return strings.ContainsRune(BulletSigns, r) || r >= 0xE000 && r <= 0xF8FF
}

// Bullet reports whether a text is one such sign and nothing else, as programs paint it that set signs and texts apart.
func Bullet(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return size > 0 && size == len(text) && BulletSign(r)
}
