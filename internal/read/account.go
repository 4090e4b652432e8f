package read

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// account looks for each word of the document in what was understood of it. What is not there is noted as dropped when
// it is a matter of form, and else reported: no word of a résumé may be lost.
func (rd *reader) account() {
	a := accountant{r: rd.resume}
	a.gather(rd)
	var run []source.Span // words beside each other that are nowhere
	settle := func() {
		a.settle(run, func(at source.Span) {
			rd.report(diag.Diagnostic{Rule: "read/lost-text", Severity: diag.Error, Span: at,
				Message: quoted(at) + " is in no part of what was understood, and so in no form of the résumé",
				Help:    "write it as a paragraph or a bullet of its own, outside of HTML that shows nothing"})
		})
		run = run[:0]
	}
	for at := range words(rd.doc.Blocks, a.covered) {
		if a.covered(at) {
			settle()
		} else {
			run = append(run, at)
		}
	}
	settle()
	rd.resume.Dropped = append(rd.resume.Dropped, a.dropped...)
	slices.SortStableFunc(rd.resume.Dropped, func(x, y resume.Dropped) int { return x.Span.Start - y.Span.Start })
}

// settle notes words that are nowhere as dropped when each of them is a matter of form; else they are lost, all together.
func (a *accountant) settle(run []source.Span, lost func(source.Span)) {
	for _, at := range run {
		if a.why(at) == "" {
			lost(run[0].Join(run[len(run)-1]))
			return
		}
	}
	for _, at := range run {
		a.note(at, a.why(at))
	}
}

// quoted is the beginning of what stands at a place, as messages quote it.
func quoted(at source.Span) string {
	text := strings.Join(strings.Fields(at.Text()), " ")
	if r := []rune(text); len(r) > 60 {
		text = string(r[:59]) + "…"
	}
	return "\"" + text + "\""
}

// drop notes that text of the body is left out on purpose.
func (rd *reader) drop(at source.Span, why resume.Why) {
	if rd.doc.BodySpan.Contains(at) && at.End > at.Start {
		rd.resume.Dropped = append(rd.resume.Dropped, resume.Dropped{Span: at, Why: why})
	}
}

// An accountant knows where all that was understood stands.
type accountant struct {
	r       *resume.Resume
	spans   []source.Span   // sorted by start, apart from each other
	heads   []source.Span   // of entries
	formal  []source.Span   // of blocks of contact data
	said    map[string]bool // the words of the résumé's head, folded: they may be said twice
	dropped []resume.Dropped
}

func (a *accountant) gather(rd *reader) {
	r := a.r
	var said strings.Builder
	for _, v := range []resume.Value{r.Name, r.Headline, r.Email, r.Phone, r.Location} {
		a.add(v.Span)
		said.WriteString(" " + v.Text)
	}
	for _, l := range r.Links {
		a.add(l.Span)
		said.WriteString(" " + l.Label + " " + l.Text)
		if l.LabelSpan.File == r.File && l.LabelSpan.Known() {
			if a.add(l.LabelSpan); isLabelWord(l.Label) && rd.doc.BodySpan.Contains(l.LabelSpan) { // only the address is shown
				a.dropped = append(a.dropped, resume.Dropped{Span: l.LabelSpan, Why: resume.Label})
			}
		}
	}
	for _, c := range r.Contact {
		a.add(c.Value.Span)
		a.add(c.LabelSpan)
	}
	a.add(r.SummaryTitle.Span)
	a.blocks(r.Summary)
	for _, s := range r.Sections {
		a.add(s.Title.Span)
		a.blocks(s.Intro)
		for _, g := range s.Groups {
			a.add(g.Label.Span)
			a.inlines(g.Markup)
		}
		for _, e := range s.Entries {
			a.heads = append(a.heads, e.Head)
			for _, v := range append([]resume.Value{e.Title, e.Organization, e.Location, e.DatesText}, e.Extra...) {
				a.add(v.Span)
			}
			a.blocks(e.Body)
		}
		a.blocks(s.Outro)
	}
	for _, d := range r.Dropped {
		a.add(d.Span)
	}
	a.formal = rd.formal
	a.said = map[string]bool{}
	for _, w := range strings.Fields(term.Fold(said.String())) {
		a.said[w] = true
	}
	slices.SortFunc(a.spans, func(x, y source.Span) int { return x.Start - y.Start })
	n := 0
	for _, s := range a.spans {
		if n > 0 && s.Start <= a.spans[n-1].End {
			a.spans[n-1].End = max(a.spans[n-1].End, s.End)
			continue
		}
		a.spans[n] = s
		n++
	}
	a.spans = a.spans[:n]
}

func (a *accountant) add(s source.Span) {
	if s.File == a.r.File && s.Known() && s.End > s.Start {
		a.spans = append(a.spans, s)
	}
}

func (a *accountant) blocks(bs []markup.Block) {
	for b := range markup.Blocks(bs) {
		switch {
		case b.Kind == markup.HTML:
			a.html(b)
		case b.Raw != "":
			a.add(b.Span)
		}
		a.inlines(b.Inlines)
	}
}

// html adds what is shown of a block of HTML. Styles and scripts are dropped; what else is never shown is not understood.
func (a *accountant) html(b *markup.Block) {
	raw, at := b.Span.Text(), 0
	for _, m := range unshown(raw) {
		a.add(b.Span.Sub(at, m[0]))
		at = m[1]
		why := resume.Why("")
		switch tag := strings.ToLower(raw[m[0]:min(m[0]+7, m[1])]); {
		case strings.HasPrefix(tag, "<style"):
			why = resume.Style
		case strings.HasPrefix(tag, "<script"):
			why = resume.Script
		default:
			continue
		}
		a.add(b.Span.Sub(m[0], m[1]))
		a.dropped = append(a.dropped, resume.Dropped{Span: b.Span.Sub(m[0], m[1]), Why: why})
	}
	a.add(b.Span.Sub(at, len(raw)))
}

func (a *accountant) inlines(in []markup.Inline) {
	for n := range markup.Walk(in) {
		if n.Kind == markup.Text || n.Kind == markup.CodeSpan {
			a.add(n.Span)
		}
	}
}

// covered reports whether a place lies in what was understood.
func (a *accountant) covered(at source.Span) bool {
	i, ok := slices.BinarySearchFunc(a.spans, at, func(s, at source.Span) int { return s.Start - at.Start })
	if !ok {
		i--
	}
	return i >= 0 && a.spans[i].End >= at.End
}

// why is why a word may be left out; "" when it may not. Labels, titles and what is said twice are form only among contact
// data, and what joins or labels the fields of an entry only in its head.
func (a *accountant) why(at source.Span) resume.Why {
	text := at.Text()
	word := term.Fold(text)
	if within(a.heads, at) {
		for _, w := range slices.Concat(atWords, joints) {
			if strings.EqualFold(strings.TrimSpace(w), text) {
				return resume.Joint
			}
		}
		if f, _ := term.Label(text); f != "" {
			return resume.Label
		}
	}
	if !within(a.formal, at) {
		return ""
	}
	switch {
	case term.Title(text):
		return resume.Title
	case isLabelWord(text), strings.HasPrefix(word, "http"), word == "www":
		return resume.Label
	case a.said[word]:
		return resume.Again
	}
	switch word {
	case "s", "e", "of", "for", "about":
		return resume.Title // "Maya's Resume", "E-Mail"
	}
	if _, whole := term.Label("email " + text); whole {
		return resume.Label // "me" in "Email me"
	}
	return ""
}

// within reports whether one of the spans holds another.
func within(spans []source.Span, at source.Span) bool {
	return slices.ContainsFunc(spans, func(s source.Span) bool { return s.Contains(at) })
}

// note notes a word as dropped, together with those beside it for the same reason.
func (a *accountant) note(at source.Span, why resume.Why) {
	if n := len(a.dropped); n > 0 && a.dropped[n-1].Why == why && at.Start >= a.dropped[n-1].Span.End && at.Start-a.dropped[n-1].Span.End <= 1 {
		a.dropped[n-1].Span.End = at.End
		return
	}
	a.dropped = append(a.dropped, resume.Dropped{Span: at, Why: why})
}

// words yields where each word of the blocks stands; of HTML those between its tags, without comments and entities. Of a
// text that is known as a whole only the place is yielded, as most are.
func words(bs []markup.Block, known func(source.Span) bool) iter.Seq[source.Span] {
	return func(yield func(source.Span) bool) {
		for b := range markup.Blocks(bs) {
			switch {
			case b.Kind == markup.HTML:
				raw := b.Span.Text()
				hidden := htmlForm(raw)
				for i, j := range wordsIn(raw) {
					for len(hidden) > 0 && hidden[0][1] <= i {
						hidden = hidden[1:]
					}
					if (len(hidden) == 0 || j <= hidden[0][0]) && !yield(b.Span.Sub(i, j)) {
						return
					}
				}
			case b.Kind == markup.Code && fenced(b):
				if hasWord(b.Raw) && !yield(b.Span) {
					return
				}
			case b.Kind == markup.Code: // its lines may be bullets or items
				for _, l := range codeLines(b) {
					for i, j := range wordsIn(l.Text) {
						if !yield(l.Span.Sub(i, j)) {
							return
						}
					}
				}
			}
			for n := range markup.Walk(b.Inlines) {
				if at := accidental(n); at.Known() && !yield(at) {
					return
				}
				if n.Kind != markup.Text && n.Kind != markup.CodeSpan {
					continue
				}
				if known(n.Span) {
					if !yield(n.Span) {
						return
					}
					continue
				}
				for i, j := range wordsIn(n.Text) {
					if !yield(n.Place(i, j)) {
						return
					}
				}
			}
		}
	}
}

// wordsIn yields the words of a text, from where to where they stand.
func wordsIn(text string) iter.Seq2[int, int] {
	return func(yield func(i, j int) bool) {
		for i := 0; i < len(text); {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isWordRune(r) {
				i += size
				continue
			}
			j := i + size
			for j < len(text) {
				r, size := utf8.DecodeRuneInString(text[j:])
				if !isWordRune(r) {
					break
				}
				j += size
			}
			if !yield(i, j) {
				return
			}
			i = j
		}
	}
}

// accidental is what stands in a tag that its writer meant as text: "a<b and c>d". No attribute in it has a value.
func accidental(n *markup.Inline) source.Span {
	if n.Kind != markup.RawHTML || len(n.Text) < 3 || n.Text[1] == '/' || n.Text[1] == '!' || strings.ContainsAny(n.Text, "=\"'") || n.Span.End-n.Span.Start != len(n.Text) {
		return source.Span{}
	}
	_, rest, _ := strings.Cut(strings.Trim(n.Text, "<>/"), " ")
	if !hasWord(rest) || strings.TrimSpace(rest) == "open" { // <details open>
		return source.Span{}
	}
	return n.Span
}
