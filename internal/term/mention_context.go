package term

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// What tells a technology from an ordinary word, or from a letter, by what stands beside it.
var (
	// behind which a technology may stand: "in Go", "mit Rust"
	leadingWords = wordSet("in with using on into from via atop leveraging mit auf von nach en avec sur vers depuis med på från till använder con de em com utilizando")
	// before which it may stand: "Go services", "the Make file"
	followingWords = wordSet("service services microservice microservices api apis backend backends library libraries framework frameworks app apps application applications " +
		"code codebase codebases server servers client clients compiler compilers module modules package packages program programs developer developers engineer " +
		"programmer programming language script scripts tool tools tooling cli cluster clusters pipeline pipelines chart charts component components " +
		"sdk monolith backend-services worker workers importer exporter daemon binary job jobs recipe recipes cookbook cookbooks manifest manifests playbooks " +
		"middleware template templates plugin plugins database databases queries query tests test suite suites functions runtime extension file files")
	// with which bullets begin, beside those that end with "ed"
	deedWords = wordSet("chose built wrote ran rebuilt rewrote taught led brought made put took kept used set learned learnt maintain run use build write teach")
	// which make "Spring" a season: "Spring 2021" does by its number
	seasonWords = wordSet("semester term quarter break season cohort release internship intern")
	// which are joined to a technology by a hyphen
	joinedWords = wordSet("based native backed powered compatible specific written only first basierte basierter basiertes")
	// which make "Go-to-market" and "C-level" no technology
	dashedWords = wordSet("to live forward getter no level grade suite type shape shaped in out up")
)

func wordSet(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		m := map[string]bool{}
		for w := range strings.FieldsSeq(list) {
			m[w] = true
		}
		return m
	})
}

// confirm makes those matches sure whose neighbours say that a technology is meant.
func confirm(text string, found []match) {
	whole := len(strings.TrimRight(text, " "))
	for i := range found {
		if m := &found[i]; !m.sure && !denied(text, m) {
			m.sure = leads(text, m) || behind(text, m) || m.start == 0 && m.end == whole || m.w.mark == '?' && (!m.cased || amid(text, m)) // with a capital inside, it is no word
		}
	}
	// then what stands in a list with one of them, forwards and backwards, and two that stand in a list together
	for i := 1; i < len(found); i++ {
		a, b := &found[i-1], &found[i]
		if a.sure != b.sure && listedTogether(text[a.end:b.start]) && !denied(text, a) && !denied(text, b) {
			a.sure, b.sure = true, true
		}
	}
	for i := len(found) - 1; i > 0; i-- {
		a, b := &found[i-1], &found[i]
		if listedTogether(text[a.end:b.start]) && !denied(text, a) && !denied(text, b) {
			a.sure, b.sure = true, true
		}
	}
	for i := 1; i < len(found); i++ {
		a, b := &found[i-1], &found[i]
		if a.sure && !b.sure && listedTogether(text[a.end:b.start]) && !denied(text, b) {
			b.sure = true
		}
	}
}

// listedTogether reports whether nothing but what parts items of a list lies between two of them.
func listedTogether(between string) bool {
	between = strings.Trim(between, " \n\u00a0()")
	switch between {
	case "", ",", "/", "+", "&", "|", "·", "•", ";", "and", "or", ", and", ", or", "und", "oder", "et", "ou", "och", "eller", "y", "e", "i", "→", "->":
		return true
	}
	return false
}

// leads reports whether a word stands before the match behind which technologies stand, or a bracket or colon.
func leads(text string, m *match) bool {
	before := strings.TrimRight(text[:m.start], " \n\u00a0")
	if before == "" {
		return false
	}
	switch before[len(before)-1] {
	case '(', ':', '[':
		return m.end < len(text) && (text[m.end] == ',' || text[m.end] == ')' || text[m.end] == ']')
	}
	if len(before) == m.start { // something is joined to it
		return false
	}
	return leadingWords()[strings.ToLower(lastWord(before))] && !endsLikeName(text, m)
}

// endsLikeName reports whether a capital follows: "in Go Fast Ltd", "with Dash Robotics".
func endsLikeName(text string, m *match) bool {
	w := nextWord(text, m.end)
	r := firstRune(w)
	return w != "" && unicode.IsUpper(r) && strings.ToUpper(w) != w && m.w.mark == '!'
}

// behind reports whether a word stands behind the match before which technologies stand, or a version. At the beginning of a
// sentence that says nothing: "Make services faster".
func behind(text string, m *match) bool {
	if startsSentence(text, m.start) {
		return false
	}
	if strings.HasPrefix(text[m.end:], "-") && joinedWords()[nextWord(text, m.end+1)] {
		return true
	}
	w := nextWord(text, m.end)
	return w != "" && (followingWords()[strings.ToLower(w)] || isShortVersion(w))
}

// amid reports whether the match stands in the middle of a sentence in small letters, where its own capital says that it is a name.
func amid(text string, m *match) bool {
	if startsSentence(text, m.start) {
		return false
	}
	before := lastWord(strings.TrimRight(text[:m.start], " \n\u00a0,("))
	if before == "" {
		return false
	}
	if first := firstRune(before); !unicode.IsLower(first) && !unicode.IsDigit(first) && !(startsSentence(text, strings.LastIndex(text[:m.start], before)) && isDeed(before)) {
		return false
	}
	after := nextWord(text, m.end)
	return after == "" || !unicode.IsUpper(firstRune(after)) || strings.ToUpper(after) == after
}

// isDeed reports whether a word is what a bullet begins with: "Adopted Vault for secrets".
func isDeed(word string) bool {
	word = strings.ToLower(word)
	return strings.HasSuffix(word, "ed") || deedWords()[word]
}

// denied reports whether what stands beside a match makes another thing of it: "Spring 2021", "go-to-market", "R&D", "C-level", "Series C".
func denied(text string, m *match) bool {
	rest := text[m.end:]
	if m.start > 0 && strings.IndexByte("-&'.", text[m.start-1]) >= 0 {
		return true
	}
	if rest != "" {
		switch rest[0] {
		case '-':
			if w := nextWord(rest, 1); dashedWords()[strings.ToLower(w)] {
				return true
			}
		case '&', '\'', '@':
			return rest[0] != '\'' || m.end-m.start == 1
		case '.':
			if m.end-m.start == 1 && letterAt(rest, 1) || m.end-m.start == 1 && strings.HasPrefix(rest, ". ") && len(rest) > 2 && !startsLower(rest[2:]) && followsName(text, m) {
				return true
			}
		}
	}
	if w := nextWord(text, m.end); w != "" {
		if seasonWords()[strings.ToLower(w)] || len(w) == 4 && isYear(w) {
			return true
		}
		if strings.EqualFold(w, "to") || strings.EqualFold(w, "live") {
			return m.w.lower == "go"
		}
	}
	if m.end-m.start == 1 {
		switch strings.ToLower(lastWord(strings.TrimRight(text[:m.start], " "))) {
		case "series", "grade", "plan", "vitamin", "class", "type", "level", "section", "part", "team", "group", "building", "block", "phase", "round", "tier", "hepatitis", "option":
			return true
		}
	}
	return false
}

// followsName reports whether a capitalised word stands before: "John C. Smith".
func followsName(text string, m *match) bool {
	w := lastWord(strings.TrimRight(text[:m.start], " "))
	return w != "" && unicode.IsUpper(firstRune(w))
}

func startsLower(text string) bool { return unicode.IsLower(firstRune(text)) }

func isYear(w string) bool {
	return (w[0] == '1' || w[0] == '2') && strings.Trim(w, "0123456789") == ""
}

func isShortVersion(w string) bool {
	return w != "" && len(w) < 4 && '0' <= w[0] && w[0] <= '9'
}

// startsSentence reports whether a place is the first of a sentence or of the text.
func startsSentence(text string, i int) bool {
	before := strings.TrimRight(text[:i], " \n\u00a0\"'“„«*_")
	if before == "" {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune(".!?:;•…", r)
}

// lastWord is the run of letters and digits at the end of a text.
func lastWord(text string) string {
	i := len(text)
	for i > 0 && len(text)-i < 40 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		i -= size
	}
	return text[i:]
}

// nextWord is the run of letters and digits behind a place, when nothing but blanks lies between.
func nextWord(text string, i int) string {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n') {
		i++
	}
	end := i
	for end < len(text) && end-i < 40 {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	return text[i:end]
}

// hyphenated reports whether the place is part of a longer word or name of a thing: "kafka-connect", "git.properties".
func hyphenated(text string, start, end int) bool {
	if start > 0 && strings.IndexByte("-./_@\\#", text[start-1]) >= 0 && start > 1 && text[start-2] != ' ' {
		return true
	}
	return end+1 < len(text) && strings.IndexByte("-./_:=\\(", text[end]) >= 0 && unicode.IsLetter(firstRune(text[end+1:]))
}

// isUpper reports whether no small letter stands in a text.
func isUpper(text string) bool {
	return strings.IndexFunc(text, unicode.IsLower) < 0
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// joinedRuns is a text in small letters without what separates the parts of a name.
func joinedRuns(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if r != ' ' && r != '-' && r != '.' && r != '/' && r != '\n' && r != '\u2011' && r != '\u00a0' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// An address is told by its first bytes, no more than this many.
const longestAddress = 300

// addressLength is the length of the web or mail address that begins at a place; 0 where none does.
func addressLength(text string, i int) int {
	if i > 0 && strings.IndexByte(" \n\t(<[\"'", text[i-1]) < 0 {
		return 0
	}
	end, marks := i, 0
token:
	for ; end < len(text) && end-i < longestAddress; end++ {
		switch text[end] {
		case ' ', '\n', '\t', ')', '>', ']', '"':
			break token
		case '.', '@', ':':
			marks++
		}
	}
	if marks == 0 {
		return 0
	}
	token := text[i:end]
	if strings.Contains(token, "://") || strings.HasPrefix(token, "www.") || strings.IndexByte(token, '@') > 0 {
		return len(token)
	}
	for _, end := range [...]string{".com/", ".org/", ".io/", ".dev/", ".net/", ".app/", ".me/", ".co/"} {
		if at := strings.Index(token, end); at > 0 {
			return len(token)
		}
	}
	for _, end := range [...]string{".com", ".org", ".dev", ".me", ".co", ".app"} {
		if strings.HasSuffix(strings.TrimRight(token, ".,;"), end) {
			return len(token)
		}
	}
	return 0
}

// nextRun is the next place behind i at which a run may begin.
func nextRun(text string, i int) int {
	_, size := utf8.DecodeRuneInString(text[i:])
	i += size
	for i < len(text) && letterAt(text, i) && letterBefore(text, i) {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	for i < len(text) && !letterAt(text, i) && !(text[i] == '.' && letterAt(text, i+1)) {
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return i
}
