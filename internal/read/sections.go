package read

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/term"
)

// A segment is a section's heading and what stands below it. The first has no heading.
type segment struct {
	heading *markup.Block // a Heading, or the bold Paragraph that stands for one; nil before the first
	kind    string        // a resume.Kind, term.Contact, or "" when no name is known
	blocks  []markup.Block
}

// segments cuts the body at the headings of sections.
func segments(blocks []markup.Block) []segment {
	level := sectionLevel(blocks)
	out := []segment{{}}
	start := 0
	inner := 0 // the level of the headings below the present one
	flush := func(i int) { out[len(out)-1].blocks = blocks[start:i] }
	for i := range blocks {
		b := &blocks[i]
		kind, ok := "", false
		switch {
		case level == boldLevel:
			kind, ok = boldHeading(b)
		case b.Kind != markup.Heading:
		case b.Level <= level:
			whole := false
			if kind, whole = headingKind(b); kind != "" && !whole && len(out) == 1 && isHeadline(blocks[i:]) {
				kind = "" // "Full Stack Developer" names a stack, and a position
			}
			// Before the first section, what stands above its level is name and headline, and so is the first
			// heading where sections have the name's level.
			isName := level == 1 && isFirstHeading(blocks[:i]) && nameHeading(b)
			ok = kind != "" || len(out) > 1 || b.Level == level && !isName && !isHeadline(blocks[i:]) && !isContactLines(lines(b.Inlines))
		default:
			if inner == 0 || b.Level < inner {
				inner = b.Level
			}
			in := out[len(out)-1]
			if kind, ok = misplaced(b, in, inner); ok && entriesFollow(blocks[i+1:], b.Level) {
				kind, ok = "", false // a part of the entry before
			}
			if !ok && in.heading != nil && in.heading.Kind == markup.Heading && in.heading.Level == b.Level && b.Level > level {
				kind, ok = headingKind(b) // below one section at the wrong level stand more
			}
		}
		if ok {
			flush(i)
			out = append(out, segment{heading: b, kind: kind})
			start, inner = i+1, 0
		}
	}
	flush(len(blocks))
	return out
}

// isHeadline reports whether the heading that blocks begin with is a tag line: it names a position, and nothing but
// contact data stands below it.
func isHeadline(blocks []markup.Block) bool {
	ls := lines(blocks[0].Inlines)
	if len(ls) != 1 || wordCount(ls[0].text) > longestHeadline {
		return false
	}
	role, contact := weigh(ls[0].text).role, false
	for i := 1; i < len(blocks); i++ {
		switch b := &blocks[i]; {
		case b.Kind == markup.Heading:
			kind, _ := headingKind(b)
			return kind != "" && (role || contact)
		case b.Kind != markup.Rule:
			if contact = (&reader{}).isContact(b); !contact {
				return false
			}
		}
	}
	return role
}

// isFirstHeading reports whether no heading stands in the blocks, those that only say "Resume" left out.
func isFirstHeading(before []markup.Block) bool {
	for i := range before {
		if before[i].Kind == markup.Heading && !term.Title(markup.Plain(before[i].Inlines)) {
			return false
		}
	}
	return true
}

// nameHeading reports whether a heading may be a person's name.
func nameHeading(b *markup.Block) bool {
	ls := lines(b.Inlines)
	if len(ls) != 1 {
		return false
	}
	text := ls[0].text
	return term.Title(text) || (&reader{}).nameRange(&ls[0]).known()
}

// boldLevel is the level of bold lines that stand for headings.
const boldLevel = 7

// sectionLevel is the level of the headings that name sections: the highest one with more than half
// as many known names as the level that has most. Without any, bold lines are tried, then the highest level of which there
// are two.
func sectionLevel(blocks []markup.Block) int {
	var kinds [boldLevel + 1][]string
	var count [boldLevel + 1]int
	for i := range blocks {
		b, level := &blocks[i], boldLevel
		kind, whole := "", false
		switch b.Kind {
		case markup.Heading:
			level = b.Level
			count[level]++
			kind, whole = headingKind(b)
		case markup.Paragraph:
			kind, whole = boldHeading(b)
		}
		if whole && !slices.Contains(kinds[level], kind) {
			kinds[level] = append(kinds[level], kind)
		}
	}
	best := 0
	for l := 1; l < boldLevel; l++ {
		best = max(best, len(kinds[l]))
	}
	if best > 0 {
		for l := 1; l < boldLevel; l++ {
			if len(kinds[l])*2 > best {
				return l
			}
		}
	}
	if len(kinds[boldLevel]) > 1 {
		return boldLevel
	}
	for l := 1; l < boldLevel; l++ {
		if count[l] > 1 {
			return l
		}
	}
	return 2
}

// headingKind is the kind of a section's heading, by its attribute or its words; known is true when that
// is all that the heading says.
func headingKind(b *markup.Block) (kind string, known bool) {
	if p, ok := b.Attrs.Get("kind"); ok {
		if k := resume.Kind(strings.ToLower(p.Value)); slices.Contains(resume.Kinds(), k) {
			return string(k), true
		}
	}
	text := markup.Plain(b.Inlines)
	if kind, known = term.Section(text); !known {
		if slipped := term.SlippedSection(strings.TrimRight(text, ": ")); slipped != "" {
			return slipped, true
		}
	}
	return kind, known
}

// boldHeading is the kind of section that a paragraph of one line in bold, or in capitals, names.
func boldHeading(b *markup.Block) (kind string, ok bool) {
	if b.Kind != markup.Paragraph {
		return "", false
	}
	if n := len(b.Inlines); n == 0 || n > 3 {
		return "", false
	}
	ls := lines(b.Inlines)
	if len(ls) != 1 || !ls[0].whole(bold) && (strings.ToUpper(ls[0].text) != ls[0].text || strings.ToLower(ls[0].text) == ls[0].text) {
		return "", false
	}
	return term.Section(ls[0].text)
}

// entriesFollow reports whether a heading of the level, before the next of a higher one, is the head of an entry.
func entriesFollow(blocks []markup.Block, level int) bool {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != markup.Heading || b.Level > level {
			continue
		}
		if b.Level < level {
			return false
		}
		if _, whole := headingKind(b); whole {
			continue
		}
		var h head
		for _, l := range lines(b.Inlines) {
			h.add(&l)
		}
		if h.any(isTitle) || len(h.dates) > 0 {
			return true
		}
	}
	return false
}

// misplaced reports whether a heading below the level of sections is one all the same: "### Education"
// below "## Experience".
func misplaced(b *markup.Block, in segment, inner int) (kind string, ok bool) {
	if b.Level != inner {
		return "", false
	}
	kind, whole := headingKind(b)
	if !whole || kind == in.kind {
		return "", false
	}
	switch resume.Kind(in.kind) {
	case resume.Experience, resume.Education, resume.Summary:
	default:
		return "", false
	}
	switch resume.Kind(kind) {
	case resume.Experience, resume.Education, resume.Skills, resume.Projects, resume.Certifications, resume.Volunteer, resume.Languages, resume.Awards, resume.Interests, resume.References, resume.Publications:
		return kind, true
	}
	return "", false
}
