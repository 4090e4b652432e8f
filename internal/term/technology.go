package term

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed technologies.txt
var technologiesText string

// A Technology is a language, tool, service, protocol or practice that a person may list as a skill.
type Technology struct {
	Name     string        // as its makers write it: "PostgreSQL"
	Group    string        // one of TechnologyGroups
	Writings []string      // every right writing, the name first: "Postgres"
	Implies  []*Technology // what who shows this one shows too: SQL
	Phrase   bool          // no name but an ordinary phrase: "load balancing"
}

// TechnologyGroups are the groups of the data, in its order.
func TechnologyGroups() []string { return technologies().groups }

// Technologies are all that the data knows, by group and name. Not to be changed.
func Technologies() []*Technology { return technologies().all }

// Proves reports whether who shows the technology shows the other one, too: "Amazon S3" proves "AWS".
func (t *Technology) Proves(other *Technology) bool {
	if t == other {
		return true
	}
	for _, i := range t.Implies { // no circles: a test of the data sees to it
		if i.Proves(other) {
			return true
		}
	}
	return false
}

// A writing is one way to write a technology, right or wrong.
type writing struct {
	text  string
	lower string
	tech  *Technology
	mark  byte // one of "=?!~", or 0
	wrong bool
	next  *writing // with the same run, in the order of the data
	last  *writing // of that chain; of its first only
}

type technologyTable struct {
	groups []string
	all    []*Technology
	byName map[string]*Technology
	// by the first run of letters and digits, and by all of them when they stand without anything between: "node" and "nodejs"
	byRun map[string]*writing
	spare []writing
}

var technologies = sync.OnceValue(newTechnologies)

func newTechnologies() *technologyTable {
	t := &technologyTable{byName: make(map[string]*Technology, 4096), byRun: make(map[string]*writing, 8192)}
	group := ""
	type implied struct {
		of   *Technology
		list string
	}
	var later []implied
	for line := range strings.Lines(technologiesText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			group = line[1 : len(line)-1]
			t.groups = append(t.groups, group)
		default:
			name, rest, _ := strings.Cut(line, " |")
			right, rest, _ := strings.Cut(rest, "|")
			wrong, implies, _ := strings.Cut(rest, "|")
			tech := &Technology{Group: group}
			var mark byte
			tech.Name, mark = cutMark(name)
			tech.Phrase = mark == '~'
			t.all = append(t.all, tech)
			t.byName[tech.Name] = tech
			t.add(tech, name, false)
			for w := range listed(right) {
				t.add(tech, w, false)
			}
			for w := range listed(wrong) {
				t.add(tech, w, true)
			}
			later = append(later, implied{tech, implies})
		}
	}
	for _, l := range later {
		for name := range listed(l.list) {
			l.of.Implies = append(l.of.Implies, t.byName[name])
		}
	}
	return t
}

func listed(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for w := range strings.SplitSeq(text, ",") {
			if w = strings.TrimSpace(w); w != "" && !yield(w) {
				return
			}
		}
	}
}

func cutMark(text string) (string, byte) {
	last := len(text) - 1
	if strings.IndexByte("=?!~", text[last]) >= 0 {
		return text[:last], text[last]
	}
	return text, 0
}

func (t *technologyTable) add(tech *Technology, text string, wrong bool) {
	w := t.writing()
	w.tech, w.wrong = tech, wrong
	w.text, w.mark = text, 0
	if !wrong {
		w.text, w.mark = cutMark(text)
		tech.Writings = append(tech.Writings, w.text)
	}
	w.lower = strings.ToLower(w.text)
	var space [64]byte
	_, n := appendRun(space[:0], w.lower)
	t.chain(w.lower[:n], w)
	if n == len(w.lower) || wrong {
		return
	}
	joined := space[:0]
	for i := 0; i < len(w.lower); i++ {
		if !isSeparator(w.lower[i]) {
			joined = append(joined, w.lower[i])
		}
	}
	if string(joined) != w.lower[:n] {
		again := t.writing()
		*again = *w
		t.chain(string(joined), again)
	}
}

// chain puts a writing behind those of the same run.
func (t *technologyTable) chain(run string, w *writing) {
	w.next, w.last = nil, w
	if first := t.byRun[run]; first != nil {
		first.last.next, first.last = w, w
		return
	}
	t.byRun[run] = w
}

// writing is a new writing. They are made by the hundred: there are thousands, and the first look-up waits for all of them.
func (t *technologyTable) writing() *writing {
	if len(t.spare) == 0 {
		t.spare = make([]writing, 512)
	}
	w := &t.spare[0]
	t.spare = t.spare[1:]
	return w
}

// appendRun appends, in small letters, the run of letters and digits at the start of the text, with a dot before it and the signs
// of "C++" and "C#" behind it, and says how long it was in the text.
func appendRun(b []byte, text string) (run []byte, n int) {
	if strings.HasPrefix(text, ".") {
		b, n = append(b, '.'), 1
	}
	for n < len(text) {
		c := text[n]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b = append(b, c)
			n++
			continue
		case 'A' <= c && c <= 'Z':
			b = append(b, c|0x20)
			n++
			continue
		case c >= utf8.RuneSelf:
			if r, size := utf8.DecodeRuneInString(text[n:]); inWord(r) && !unicode.IsDigit(r) || r == '♯' {
				b = utf8.AppendRune(b, unicode.ToLower(r))
				n += size
				continue
			}
		}
		break
	}
	signs := n
	for signs < len(text) && (text[signs] == '+' || text[signs] == '#') {
		signs++
	}
	if signs > n && n > 0 && !letterAt(text, signs) {
		b, n = append(b, text[n:signs]...), signs
	}
	return b, n
}

func isSeparator(c byte) bool { return c == ' ' || c == '-' || c == '.' || c == '/' }

// letterAt reports whether a letter or digit begins at a place of the text.
func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	if c := text[i]; c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return inWord(r)
}

// inWord reports whether a sign may go on a word that a technology's name is in. What is written without blanks beside Latin words may not:
// "GoとPostgreSQL", "בGo".
func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && (r < 0x590 || r > 0x8FF && !(r >= 0x1100 && unbroken(r)))
}

// letterBefore reports whether a letter or digit ends at a place of the text.
func letterBefore(text string, i int) bool {
	r, size := utf8.DecodeLastRuneInString(text[:i])
	return size > 0 && inWord(r)
}
