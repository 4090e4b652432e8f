package tailor

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/prose"
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
