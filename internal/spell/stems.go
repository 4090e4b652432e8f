package spell

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// stems is the list of a .dic file: lines "stem/flags", sorted by the bytes of the stem, without the count at its
// top and without what may stand behind the flags. A slash of the stem is "\/".
type stems struct {
	text  string
	sieve func() sieve               // made when it is first asked for
	mixed func() map[string][]string // capitals -> stems in mixed case, found when a word in capitals is looked for
}

func newStems(text string) stems {
	return stems{
		text:  text,
		sieve: sync.OnceValue(func() sieve { return newSieve(text) }),
		mixed: sync.OnceValue(func() map[string][]string { return mixedStems(text) }),
	}
}

// mixedStems is the stems that are neither in small letters nor in capitals throughout nor begin with one alone.
func mixedStems(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		stem, _ := splitStem(line[:len(line)-1])
		if stem = unescape(stem); caseOf(stem) == mixedCase {
			key := strings.ToUpper(stem)
			out[key] = append(out[key], stem)
		}
	}
	return out
}

// splitStem is the two parts of a line.
func splitStem(line string) (stem, flags string) {
	for from := 1; from < len(line); {
		i := strings.IndexByte(line[from:], '/')
		if i < 0 {
			break
		}
		if i += from; line[i-1] != '\\' {
			return line[:i], line[i+1:]
		}
		from = i + 1
	}
	return line, ""
}

func unescape(stem string) string {
	if strings.IndexByte(stem, '\\') < 0 {
		return stem
	}
	return strings.ReplaceAll(stem, `\/`, "/")
}

// at is the offset of the first line whose stem is not below a stem.
func (s stems) at(stem string) int {
	lo, hi := 0, len(s.text) // starts of lines, or the end
	for lo < hi {
		mid := (lo + hi) / 2
		start := strings.LastIndexByte(s.text[lo:mid], '\n') + 1 + lo
		end := strings.IndexByte(s.text[start:], '\n') + start
		if have, _ := splitStem(s.text[start:end]); have < stem {
			lo = end + 1
		} else {
			hi = start
		}
	}
	return lo
}

// each yields the flags of every line that has the stem; it stops when yield says so, and reports that.
func (s stems) each(stem string, yield func(flags string) bool) bool {
	if stem == "" {
		return false
	}
	if strings.IndexByte(stem, '/') >= 0 {
		stem = strings.ReplaceAll(stem, "/", `\/`)
	}
	for at := s.at(stem); at < len(s.text); {
		end := strings.IndexByte(s.text[at:], '\n') + at
		have, flags := splitStem(s.text[at:end])
		if have != stem {
			return false
		}
		if yield(flags) {
			return true
		}
		at = end + 1
	}
	return false
}

// Sorted is the text of a .dic file as this package keeps it: without the count, sorted by stem, each
// line once, without what stands behind the flags. It is what the embedded dictionaries are made with.
func Sorted(dic []byte) []byte {
	var lines []string
	first := true
	for line := range bytes.Lines(dic) {
		text := strings.TrimRight(string(line), "\r\n")
		if first {
			text = strings.TrimPrefix(text, "\ufeff")
			if first = false; isNumber(strings.TrimSpace(text)) {
				continue
			}
		}
		if text = entryOf(text); text != "" {
			lines = append(lines, text)
		}
	}
	slices.SortFunc(lines, func(a, b string) int {
		x, _ := splitStem(a)
		y, _ := splitStem(b)
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	lines = slices.Compact(lines)
	var out bytes.Buffer
	for _, l := range lines {
		out.WriteString(l)
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// entryOf is the stem and the flags of a line; "" when it has none. Behind them may stand a tab, or
// fields such as "po:noun".
func entryOf(line string) string {
	line, _, _ = strings.Cut(line, "\t")
	for i := 1; i+3 < len(line); i++ {
		if line[i] == ' ' && line[i+3] == ':' {
			line = line[:i]
			break
		}
	}
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "/") || strings.HasPrefix(line, "#") {
		return ""
	}
	return line
}
