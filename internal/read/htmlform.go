package read

import (
	"html"
	"strings"
	"unicode"
)

// hiddenElements is the elements that no page of resgen's shows; render's sanitiser leaves out the same.
var hiddenElements = [...]string{"script", "style", "template", "title", "noscript", "iframe", "object", "textarea", "select"}

// unshown is where in HTML those elements stand, from their first tag to their last. It takes time in proportion to the text.
func unshown(raw string) (out [][2]int) {
	lower := strings.ToLower(raw)
	if len(lower) != len(raw) {
		return nil // letters whose small form is longer: no tag is looked for, and nothing is hidden
	}
	var open [len(hiddenElements)]bool // no such element is closed from here on
	for i := 0; i < len(lower); i++ {
		if lower[i] != '<' {
			continue
		}
		for k, tag := range hiddenElements {
			rest := lower[i+1:]
			if open[k] || !strings.HasPrefix(rest, tag) || len(rest) > len(tag) && rest[len(tag)] != '>' && rest[len(tag)] != '/' && !unicode.IsSpace(rune(rest[len(tag)])) {
				continue
			}
			from := strings.Index(rest, "</"+tag)
			if from < 0 {
				open[k] = true
				break
			}
			end := strings.IndexByte(rest[from:], '>')
			if end < 0 {
				return out
			}
			to := i + 1 + from + end + 1
			out = append(out, [2]int{i, to})
			i = to - 1
			break
		}
	}
	return out
}

// htmlForm is where in HTML stands what a browser does not show, or shows as other characters than words: tags, comments,
// and entities. It takes time in proportion to the text.
func htmlForm(raw string) (out [][2]int) {
	comments, tags := true, true // whether one is closed from here on
	for i := 0; i < len(raw); i++ {
		end := 0
		switch {
		case raw[i] == '&':
			end = i + 1
			for end < len(raw) && (raw[end] == '#' && end == i+1 || raw[end] < 0x80 && isWordRune(rune(raw[end]))) {
				end++
			}
			if end < len(raw) && raw[end] == ';' {
				end++
			} else if html.UnescapeString(raw[i:end]) == raw[i:end] {
				end = 0 // "&" and a word; "&sect" is a sign also without its semicolon
			}
		case raw[i] != '<' || i+1 == len(raw):
		case comments && strings.HasPrefix(raw[i:], "<!--"):
			if n := strings.Index(raw[i:], "-->"); n >= 0 {
				end = i + n + 3
				break
			}
			comments = false
			i--
		case tags && (raw[i+1] == '/' || raw[i+1] == '!' || raw[i+1] < 0x80 && unicode.IsLetter(rune(raw[i+1]))):
			n := strings.IndexByte(raw[i:], '>')
			if tags = n >= 0; tags {
				end = i + n + 1
			}
		}
		if end > i {
			out = append(out, [2]int{i, end})
			i = end - 1
		}
	}
	return out
}
