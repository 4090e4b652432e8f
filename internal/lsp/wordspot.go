package lsp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/term"
)

// dates offers months, and the word for what goes on, where dates are written: below the heading of an entry, or behind a date.
func (c *completer) dates(before, line string) {
	typed := line[wordStart(line):]
	above := strings.TrimRight(before[:len(before)-len(line)], "\r\n")
	heading := above[strings.LastIndexAny(above, "\r\n")+1:]
	left := strings.TrimRight(line[:len(line)-len(typed)], " ")
	ranged := strings.HasSuffix(left, "-") || strings.HasSuffix(left, "–") || strings.HasSuffix(left, "—") || strings.HasSuffix(left, " to")
	behind := len(date.Scan(left)) > 0 || ranged && len(date.Scan(strings.TrimRight(left, "-–— to"))) > 0
	if !strings.HasPrefix(heading, "###") && !behind {
		return
	}
	months, present := date.Names(c.lang())
	if behind && ranged {
		c.words(itemValue, typed, []string{present})
		if today := c.s.opts.Build().Today; today.Month > 0 && begins(months[today.Month-1], typed) {
			now := months[today.Month-1] + " " + today.String()[:4]
			c.add(itemValue, now, now, "", "", len(typed))
		}
	}
	c.words(itemValue, typed, months)
}

// wordStart is where the last word of a line begins.
func wordStart(line string) int {
	at := len(line)
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(line[:at])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		at -= n
	}
	return at
}

// technologies offers the right writing of what begins like the words before the place: "postg", "spring b", "k8".
func (c *completer) technologies(before, line string) {
	type hit struct {
		name, via string
		typed     int
	}
	var hits []hit
	seen := map[string]bool{}
	const most = 3 // words of a name
	for _, from := range starts(line, most) {
		typed := line[from:]
		// One letter begins too much, unless skills are being listed.
		if n := utf8.RuneCountInString(strings.TrimSpace(typed)); n < 1 || n < 2 && !isListed(line[:from]) {
			continue
		}
		for _, t := range term.Technologies() {
			for _, w := range t.Writings {
				if begins(w, typed) && !seen[t.Name] && w != typed {
					seen[t.Name] = true
					hits = append(hits, hit{t.Name, w, len(typed)})
				}
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.typed - a.typed })
	c.partial = c.partial || len(hits) > 0
	for _, h := range hits {
		c.add(itemModule, h.name, h.name, "", "", h.typed)
		c.out[len(c.out)-1].FilterText = h.via
	}
}

// starts is where the last words of a line begin, the earliest first.
func starts(line string, most int) []int {
	var out []int
	for i := len(line); i > 0 && len(out) < most; {
		at := strings.LastIndexAny(line[:i], " \t,;:(*/[") + 1
		if at < i {
			out = append(out, at)
		}
		if at == 0 || line[at-1] != ' ' {
			break // a comma ends a name
		}
		i = at - 1
	}
	slices.Reverse(out)
	return out
}

// isListed reports whether what follows a text is an item of a list of skills.
func isListed(left string) bool {
	left = strings.TrimRight(left, " *_")
	return strings.HasSuffix(left, ",") || strings.HasSuffix(left, ":")
}
