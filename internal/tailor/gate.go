package tailor

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

// A ClaimKind is what a claim is about.
type ClaimKind string

// The kinds of claims.
const (
	NewNumber     ClaimKind = "number"     // "40 %", "p99", "forty", "doubled"
	NewDate       ClaimKind = "date"       // "March 2021"
	NewName       ClaimKind = "name"       // of a person, a company, a place, an address: "Acme", "SLA", "acme.example"
	NewTechnology ClaimKind = "technology" // "Kafka"
	NewWord       ClaimKind = "word"       // any other
)

// A Claim is something that a text says and the facts do not.
type Claim struct {
	Text       string // as written
	Kind       ClaimKind
	Start, End int // bytes of the text
}

// A Grain is how fine a text is held against facts.
type Grain uint8

// The grains.
const (
	// EveryFact lets new words of the language be; numbers, dates, names and technologies must be among the facts, and so must words
	// that no dictionary of English has, when the facts are in English. What a technology of the facts shows may be said: AWS for S3.
	EveryFact Grain = iota
	// EveryWord wants each word among the facts, too, in the singular or the plural.
	EveryWord
)

// New is what a text says that is not among the facts, in the order of the text; none overlap. Technologies of beware count in whatever
// case they are written, as words of the language also: "rust" for Rust.
func (f *Facts) New(text string, grain Grain, beware ...*term.Technology) []Claim {
	g := &gate{Facts: f, t: prose.Plain(text), grain: grain, judged: make([]bool, len(text))}
	g.all = pieces(g.t)
	g.addresses()
	g.technologies()
	g.beware(beware)
	g.calendar()
	for i, p := range g.all {
		switch {
		case g.done(p.start, p.end):
		case p.number:
			if !f.number(p) {
				g.claim(NewNumber, p.start, p.end)
			}
		default:
			g.word(i)
		}
	}
	g.names()
	slices.SortFunc(g.claims, func(a, b Claim) int { return cmp.Compare(a.Start, b.Start) })
	return g.claims
}

// A gate holds one text against facts.
type gate struct {
	*Facts
	t      *prose.Text
	all    []piece
	grain  Grain
	claims []Claim

	mentions []term.Mention
	judged   []bool // of each byte of the text, whether something was said about it
}

// done reports whether a part of the text was judged.
func (g *gate) done(i, j int) bool { return slices.Contains(g.judged[i:j], true) }

func (g *gate) claim(kind ClaimKind, i, j int) {
	g.claims = append(g.claims, Claim{g.t.Plain[i:j], kind, i, j})
	g.pass(i, j)
}

// pass says of a part of the text that the facts have it.
func (g *gate) pass(i, j int) {
	for k := i; k < j; k++ {
		g.judged[k] = true
	}
}

// within is the pieces that stand in a part of the text.
func (g *gate) within(i, j int) []piece {
	first, _ := slices.BinarySearchFunc(g.all, i+1, func(p piece, at int) int { return cmp.Compare(p.end, at) })
	last := first
	for last < len(g.all) && g.all[last].start < j {
		last++
	}
	return g.all[first:last]
}

func (g *gate) addresses() {
	low := strings.ToLower(g.t.Plain) // a theme may set them in capitals
	if len(low) != len(g.t.Plain) {
		low = g.t.Plain
	}
	for url := range g.urls {
		for at := 0; ; {
			i := strings.Index(low[at:], url)
			if i < 0 {
				break
			}
			i, at = at+i, at+i+len(url)
			before, _ := utf8.DecodeLastRuneInString(low[:i])
			after, _ := utf8.DecodeRuneInString(low[at:])
			begins := strings.HasSuffix(low[:i], "://") || !inWord(before) && !strings.ContainsRune(".-@/", before)
			if ends := strings.TrimPrefix(low[at:], "/"); begins && !inWord(after) && !strings.ContainsRune("-@", after) && (after != '/' || ends == "" || ends[0] == ' ') {
				g.pass(i, at)
			}
		}
	}
	for _, a := range addresses(g.t.Plain) {
		if g.judged[a.Start] || g.judged[a.End-1] { // with https:// before it
			g.pass(a.Start, a.End)
			continue
		}
		if text := g.t.Plain[a.Start:a.End]; g.written[text] || g.written["https://"+text] {
			g.pass(a.Start, a.End)
		} else {
			g.claim(NewName, a.Start, a.End)
		}
	}
}

func (g *gate) technologies() {
	g.mentions = term.Mentions(nil, g.t.Plain)
	for _, m := range g.mentions {
		if g.done(m.Start, m.End) {
			continue
		}
		if !g.technology(m.Technology) && !g.said(m.Start, m.End) {
			g.claim(NewTechnology, m.Start, m.End)
			continue
		}
		// "Python3" is a version of Python as well; "S3" is a name
		bare := strings.TrimRight(g.t.Plain[m.Start:m.End], "0123456789")
		if t, _ := term.FindTechnology(bare); t != m.Technology || bare == g.t.Plain[m.Start:m.End] || g.said(m.Start, m.End) {
			g.pass(m.Start, m.End)
		} else if at := m.Start + len(bare); g.numbers[g.t.Plain[at:m.End]] == 0 {
			g.claim(NewNumber, at, m.End)
		} else {
			g.pass(m.Start, m.End)
		}
	}
}

// technology reports whether the facts have a technology; for facts alone, whether something shows it.
func (g *gate) technology(t *term.Technology) bool {
	if g.techs[t] || g.grain == EveryWord {
		return g.techs[t]
	}
	for has := range g.techs {
		if has.Proves(t) {
			return true
		}
	}
	return false
}

// said reports whether a part of the text stands among the facts as it is written.
func (g *gate) said(i, j int) bool {
	ps := g.within(i, j)
	for k, p := range ps {
		if !g.written[g.t.Plain[p.start:p.end]] || k > 0 && !g.pairs[ps[k-1].key+" "+p.key] {
			return false
		}
	}
	return len(ps) > 0
}

// longestName is how many words a technology's name may have.
const longestName = 4

// beware looks for technologies that are not meant to come in, in any case.
func (g *gate) beware(all []*term.Technology) {
	if len(all) == 0 {
		return
	}
	for i := range g.all {
		for n := min(longestName, len(g.all)-i); n > 0; n-- {
			from, to := g.all[i].start, g.all[i+n-1].end
			t, _ := term.FindTechnology(g.t.Plain[from:to])
			if t == nil || !slices.Contains(all, t) || g.done(from, to) || g.technology(t) || g.said(from, to) {
				continue
			}
			g.claim(NewTechnology, from, to)
			break
		}
	}
}

// calendar judges dates, but for seasons and quarters: their words and numbers count by themselves.
func (g *gate) calendar() {
	for _, m := range date.Scan(g.t.Plain) {
		text := g.t.Plain[m.Start:m.End]
		if m.Problem != "" || date.FormOf(text)&date.Season != 0 || g.done(m.Start, m.End) {
			continue
		}
		numbers, days, month := true, true, false
		for _, p := range g.within(m.Start, m.End) {
			known := !p.number || g.number(p)
			numbers = numbers && known
			if p.number && p.end-p.start <= 2 && date.FormOf(text)&(date.Named|date.ShortYear) == date.Named {
				days = days && known // "14 March 2021"
			}
		}
		known := days && (!m.Range.Present || g.present)
		for _, d := range []date.Date{m.Range.Start, m.Range.End} {
			if d.Known() {
				month = month || d.Month > 0
				known = known && (g.months[d] || d.Month == 0 && g.years[d.Year])
			}
		}
		switch {
		case known:
			g.pass(m.Start, m.End)
		case month || !numbers: // of years alone, "2000" may have been a number there
			g.claim(NewDate, m.Start, m.End)
		}
	}
}

// number reports whether the facts have a number, with its unit or with that which it shares with the next: "from 480 to 95 ms".
func (f *Facts) number(p piece) bool {
	return f.numbers[p.key]&p.amount == p.amount || p.shared != "" && f.numbers[p.shared]&p.amount == p.amount
}

// word judges a word.
func (g *gate) word(i int) {
	p := g.all[i]
	text := g.t.Plain[p.start:p.end]
	if g.words[p.key] || g.written[text] || g.compound(i) || text == "I" {
		return
	}
	if t, _ := term.FindTechnology(text); t != nil && g.techs[t] { // "GO", where a theme sets capitals
		return
	}
	named := g.named(i)
	switch {
	case named:
		g.claim(NewName, p.start, p.end)
	case strings.Contains(text, "."): // "acme.example"
		g.claim(NewName, p.start, p.end)
	case g.grain == EveryWord:
		g.claim(NewWord, p.start, p.end)
	case g.tool(i):
		g.claim(NewTechnology, p.start, p.end)
	case g.english && !right(text):
		g.claim(NewWord, p.start, p.end)
	}
}

// tool reports whether a word of the language is meant as the technology that has its name: "in rust", "Kafka and spark".
func (g *gate) tool(i int) bool {
	p := g.all[i]
	t, _ := term.FindTechnology(g.t.Plain[p.start:p.end])
	if t == nil || t.Phrase || g.technology(t) {
		return false
	}
	named := func(k int) bool {
		return k >= 0 && k < len(g.all) && slices.ContainsFunc(g.mentions, func(m term.Mention) bool { return m.Start < g.all[k].end && g.all[k].start < m.End })
	}
	for _, side := range []int{-1, 1} {
		k := i + side
		if k < 0 || k >= len(g.all) {
			continue
		}
		a, b := g.all[min(i, k)], g.all[max(i, k)]
		switch between := strings.TrimSpace(g.t.Plain[a.end:b.start]); {
		case between == "," || between == "/" || between == "&" || between == "+":
			if named(k) {
				return true
			}
		case between != "":
		case side < 0 && (g.all[k].key == "in" || g.all[k].key == "with" || g.all[k].key == "using" || g.all[k].key == "via" || g.all[k].key == "on" || g.all[k].key == "into"):
			return true
		case (g.all[k].key == "and" || g.all[k].key == "or") && named(k+side):
			return true
		}
	}
	return false
}

// compound reports whether a word is known together with a neighbour that a hyphen joins it to, or each part of it is.
func (g *gate) compound(i int) bool {
	for k := max(1, i); k <= min(i+1, len(g.all)-1); k++ {
		a, b := g.all[k-1], g.all[k]
		if joint(g.t.Plain[a.end:b.start]) && g.words[key(g.t.Plain[a.start:a.end]+g.t.Plain[b.start:b.end])] {
			return true
		}
	}
	return false
}

// named reports whether a word is written as a name is: with a capital where no sentence begins, or inside.
func (g *gate) named(i int) bool {
	p := g.all[i]
	text := g.t.Plain[p.start:p.end]
	first, size := utf8.DecodeRuneInString(text)
	if strings.IndexFunc(text[size:], unicode.IsUpper) >= 0 {
		return true
	}
	if !unicode.IsUpper(first) && !unicode.IsTitle(first) || text == "I" {
		return false
	}
	return !g.begins(i) || !opens(strings.ToLower(text))
}

// begins reports whether a sentence begins with a piece, or what a label parts from one.
func (g *gate) begins(i int) bool {
	return i == 0 || strings.ContainsAny(g.t.Plain[g.all[i-1].end:g.all[i].start], ".:;!?")
}

// opens reports whether a word in small letters is one that sentences begin with, so that its capital makes no name of it.
func opens(low string) bool {
	_, verb := prose.Lookup(low)
	form := strings.HasSuffix(low, "ed") || strings.HasSuffix(low, "ing") // of a verb that the data lacks
	return verb || strings.HasSuffix(low, "ly") || spell.Common(low) || prose.GoesOn(low) || form && right(low)
}

// right reports whether a dictionary has a word.
func right(text string) bool {
	return spell.American().Right(text) || spell.British().Right(text) || spell.Trade().Right(text)
}

// names judges words with capitals that stand side by side: each may be known, and the name that they make need not be.
func (g *gate) names() {
	name := func(i int) bool {
		p := g.all[i]
		text := g.t.Plain[p.start:p.end]
		if r, _ := utf8.DecodeRuneInString(text); p.number || !unicode.IsUpper(r) || g.done(p.start, p.end) {
			return false
		}
		_, verb := prose.Lookup(strings.ToLower(text))
		return !g.begins(i) || !verb && !strings.HasSuffix(text, "ly")
	}
	for i := 1; i < len(g.all); i++ {
		a, b := g.all[i-1], g.all[i]
		if sideBySide(g.t.Plain[a.end:b.start]) && name(i-1) && name(i) && !g.pairs[a.key+" "+b.key] && !g.compound(i) {
			g.claim(NewName, a.start, b.end)
		}
	}
}

// inWord reports whether a character may stand inside of a word or a number.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
