package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
)

// sameAddress reports whether a text is an address as it is shown.
func sameAddress(text, address string) bool {
	return strings.EqualFold(shortAddress(strings.TrimSpace(text)), shortAddress(address))
}

// shortAddress is an address as a person reads it.
func shortAddress(address string) string {
	if _, after, ok := strings.Cut(address, "://"); ok {
		address = after
	}
	return strings.TrimSuffix(strings.TrimPrefix(address, "www."), "/")
}

// addressIn finds an e-mail address, a web address or a telephone number among the words from start to end.
func addressIn(text string, start, end int) (int, int) {
	for i := start; i < end; {
		if text[i] == ' ' {
			i++
			continue
		}
		j := i + strings.IndexByte(text[i:end]+" ", ' ')
		a, b := trim(text, i, j, func(r rune) bool { return isMargin(r) && r != '/' || strings.ContainsRune("()<>[]", r) })
		if a < b {
			if isEmail(text[a:b]) {
				return a, b
			}
			if _, ok := absolute(text[a:b]); ok {
				return a, b
			}
		}
		i = j
	}
	// A telephone number may have blanks in it.
	for i := start; i < end; i++ {
		if c := text[i]; c != '+' && c != '(' && (c < '0' || c > '9') || i > start && text[i-1] != ' ' {
			continue
		}
		j := i
		for j < end && strings.IndexByte("+0123456789 ()-./", text[j]) >= 0 {
			j++
		}
		if a, b := trim(text, i, j, func(r rune) bool { return r == ' ' || r == '-' || r == '/' || r == '.' }); isPhone(text[a:b]) && !strings.HasPrefix(text[j:], "@") {
			if r, _ := utf8.DecodeRuneInString(text[b:]); !isWordRune(r) {
				return a, b
			}
		}
		i = j
	}
	return 0, 0
}

func isEmail(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && !strings.ContainsAny(text, " \t/,;:()<>") && !strings.Contains(host, "@") && isHost(host)
}

// isHost reports whether a text is a name like "example.com".
func isHost(text string) bool {
	i := strings.LastIndexByte(text, '.')
	if i <= 0 || len(text)-i < 3 || strings.Contains(text, "..") {
		return false
	}
	for k, r := range text {
		letter := unicode.IsLetter(r)
		if !letter && (k > i || !unicode.IsDigit(r) && r != '-' && r != '.') {
			return false
		}
	}
	return true
}

// Ends of host names that are taken for one without a scheme or a path; longer lists would make
// hosts of "Node.js" and "B.Sc".
const bareEnds = " com org net io dev me co uk de se fr es pt it nl pl ch at eu us ca au in app ai tech xyz site page example info blog codes no dk fi be br name pro cloud online sh cc ru cz ie nz jp "

// absolute is the absolute URL of a web address as people write it; ok is false when the text is none.
func absolute(text string) (string, bool) {
	if rest, ok := strings.CutPrefix(text, "https://"); ok || strings.HasPrefix(text, "http://") {
		rest = strings.TrimPrefix(rest, "http://")
		host, _, _ := strings.Cut(rest, "/")
		return text, host != "" && !strings.ContainsAny(text, " \t<>\"")
	}
	host, path, slash := strings.Cut(text, "/")
	if !isHost(strings.ToLower(host)) || strings.ContainsAny(path, " \t<>\"") {
		return "", false
	}
	end := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if !slash && !strings.HasPrefix(host, "www.") && !strings.Contains(bareEnds, " "+end+" ") {
		return "", false
	}
	return "https://" + text, true
}

// isPhone reports whether a text is a telephone number: 7 to 15 digits and the marks between them.
func isPhone(text string) bool {
	digits := 0
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && strings.TrimLeft(text[:i], "(") == "":
		case strings.ContainsRune(" ()-./\u00a0‐‑–x", r):
		default:
			return false
		}
	}
	r, _ := utf8.DecodeLastRuneInString(text)
	return digits >= 7 && digits <= 17 && r >= '0' && r <= '9' && len(date.Scan(text)) == 0
}
