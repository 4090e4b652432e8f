// Package read understands a résumé as people write it: it turns a document into a
// [resume.Resume].
//
// In: a [document.Document]. Out: who, headline, contact data, summary, and sections with
// entries or labelled groups, every value with the span that it was written at; and diagnostics for
// dates that cannot be, for heads that could be read two ways, and for an empty file. What the front matter says
// about the person wins over the body.
//
// Sections are found at the level of headings that most names of sections stand at; entries in
// the form that the section uses: headings, bold or dated lines, list items, definitions. The fields of an entry's
// head are told apart by words (package term), dates (package date), links and separators, and where those do not
// decide, by what the section's other heads do.
//
// No word is lost: what is not understood stays where it was as text, in a section's Intro, an
// entry's Body or its Extra. Only form is dropped: separators, labels like "E-Mail:", the heading "Contact" or
// "Resume", a name or address that is said twice. Reading never fails and never panics; it renders
// nothing, judges nothing, and knows neither clock nor disk.
package read

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

// Resume reads a résumé. The document must have its body; one that is only a head reads as a
// résumé without text.
func Resume(d *document.Document) (*resume.Resume, diag.List) {
	rd := reader{doc: d, resume: &resume.Resume{File: d.File}, used: map[string]bool{}, given: map[string]bool{}, next: map[string]int{}}
	for b := range markup.Blocks(d.Blocks) {
		if b.Attrs.ID != "" {
			rd.given[b.Attrs.ID] = true
		}
	}
	rd.front()
	blocks, dropped := tidy(d.Blocks)
	for _, c := range d.Comments {
		dropped = append(dropped, resume.Dropped{Span: c, Why: resume.Comment})
	}
	slices.SortStableFunc(dropped, func(a, b resume.Dropped) int { return a.Span.Start - b.Span.Start })
	rd.resume.Dropped = dropped
	rd.body(blocks)
	if !rd.resume.Name.Known() {
		if rd.resume.Name = rd.titleName(); rd.resume.Name.Known() {
			rd.report(diag.Diagnostic{Rule: "read/no-name", Severity: diag.Info, Span: rd.resume.Name.Span,
				Message: "no heading is a name, so that " + strconv.Quote(rd.resume.Name.Text) + " was taken from the title of the page",
				Help:    "write it as `name: " + rd.resume.Name.Text + "` in the front matter, or as the first heading"})
		}
	}
	if !anyWord(d.Blocks) {
		rd.report(diag.Diagnostic{Rule: "resume/empty", Severity: diag.Error, Span: d.File.Top(),
			Message: "the résumé has no text", Help: "write a section, as in \"## Experience\", with an entry below it"})
	}
	rd.account()
	rd.diags.Sort()
	return rd.resume, rd.diags
}

// reader gathers what was understood.
type reader struct {
	doc    *document.Document
	resume *resume.Resume
	diags  diag.List
	known  map[reported]bool
	given  map[string]bool // ids that the document has
	used   map[string]bool // ids that sections and entries have
	formal []source.Span   // where contact data stands: words there may be a matter of form
	next   map[string]int  // of an id that is taken, the number to try next
}

// scratch is a reader whose findings, ids and what it drops are nobody's until somebody takes them.
func (rd *reader) scratch() *reader {
	return &reader{doc: rd.doc, resume: &resume.Resume{}, used: map[string]bool{}, given: map[string]bool{}, next: map[string]int{}}
}

// reported is what a finding is about.
type reported struct {
	rule string
	at   source.Span
}

// report adds a finding; the same about one place is said once, though several roles share an employer's dates.
func (rd *reader) report(d diag.Diagnostic) {
	at := reported{d.Rule, d.Span}
	if rd.known[at] {
		return
	}
	if rd.known == nil {
		rd.known = map[reported]bool{}
	}
	rd.known[at] = true
	rd.diags = append(rd.diags, d)
}

// anyWord reports whether the blocks have any text.
func anyWord(blocks []markup.Block) bool {
	for b := range markup.Blocks(blocks) {
		if hasWord(b.Raw) {
			return true
		}
		for n := range markup.Walk(b.Inlines) {
			if hasWord(n.Text) {
				return true
			}
		}
	}
	return false
}

// body reads all blocks.
func (rd *reader) body(blocks []markup.Block) {
	all := segments(blocks)
	if last := &all[len(all)-1]; last.heading != nil {
		last.blocks = rd.foot(last.blocks)
	}
	rd.header(all[0].blocks)
	for _, s := range all[1:] {
		if s.kind == "" && !rd.resume.Name.Known() && nameHeading(s.heading) && s.heading.Kind == markup.Heading && rd.isLateName(s) {
			rd.header(append([]markup.Block{*s.heading}, s.blocks...))
			continue
		}
		rd.section(s)
	}
}

// isLateName reports whether a heading without a known name is the person's name: it stands above the
// sections' level, or first among them with contact data below.
func (rd *reader) isLateName(s segment) bool {
	if s.heading.Level == 1 {
		return true
	}
	return len(rd.resume.Sections) == 0 && (len(s.blocks) == 0 || rd.isContact(&s.blocks[0]))
}

// foot takes contact data off the end of the résumé: a quotation, or a line below a rule.
func (rd *reader) foot(blocks []markup.Block) []markup.Block {
	n := len(blocks)
	if n == 0 || rd.resume.Email.Known() && rd.resume.Phone.Known() {
		return blocks
	}
	last := &blocks[n-1]
	ruled := n > 1 && blocks[n-2].Kind == markup.Rule && last.Kind == markup.Paragraph
	if last.Kind != markup.Quote && !ruled || secret(last) || !rd.isContact(last) {
		return blocks
	}
	ls := lines(last.Inlines)
	if last.Kind == markup.Quote {
		ls, _ = inner(last)
	}
	for i := range ls {
		if _, dense := facts(&ls[i]); !dense {
			return blocks
		}
	}
	rd.formality(blocks[n-1:])
	rd.contactLines(ls, true)
	return withoutRules(blocks[:n-1])
}

// formality notes that blocks are contact data, or the head of the résumé.
func (rd *reader) formality(blocks []markup.Block) {
	for i := range blocks {
		rd.formal = append(rd.formal, blocks[i].Span)
	}
}

// section reads one section.
func (rd *reader) section(s segment) {
	h := s.heading
	title := resume.Value{Text: plainer(strings.TrimSpace(markup.Plain(h.Inlines))), Span: h.Span}
	if ls := lines(h.Inlines); len(ls) == 1 {
		title = ls[0].value(sectionTitle(ls[0].text))
	}
	out := resume.Section{Title: title, Kind: rd.kindByContent(resume.Kind(s.kind), h, s.blocks), Private: isPrivate(h.Attrs), Span: h.Span}
	for i := range s.blocks {
		out.Span = out.Span.Join(s.blocks[i].Span)
	}
	switch out.Kind {
	case term.Contact:
		out.Kind, out.Intro = resume.Other, rd.contactSection(s.blocks, out.Private)
		if _, whole := headingKind(h); whole && len(out.Intro) == 0 {
			rd.drop(h.Span, resume.Label)
			return
		}
	case resume.Summary:
		out.Intro = withoutRules(s.blocks)
		if !out.Private && len(rd.resume.Sections) == 0 && !anyWord(withoutPictures(rd.resume.Summary)) && len(out.Intro) > 0 {
			rd.resume.Summary, rd.resume.SummaryTitle = append(rd.resume.Summary, spread(out.Intro)...), title
			return
		}
	case resume.Skills, resume.Languages, resume.Interests:
		if found, ok := rd.groups(out.Kind, s.blocks); ok {
			out.Intro, out.Groups, out.Outro = found.Intro, found.Groups, found.Outro
		} else {
			out.Intro = withoutRules(s.blocks)
		}
	case resume.Other, "":
		if out.Kind == "" && hasWord(title.Text) {
			rd.report(diag.Diagnostic{Rule: "read/unknown-section", Severity: diag.Info, Span: title.Span,
				Message: "\"" + title.Text + "\" is no section that is known, and is kept as it is written",
				Help:    "say what it is behind the heading, as in <!-- kind=experience -->"})
		}
		out.Kind, out.Intro = resume.Other, withoutRules(s.blocks)
		try := rd.scratch()
		if intro, ds := try.drafts(resume.Experience, s.blocks); areStations(ds) { // "Military Service"
			rd.resume.Dropped = append(rd.resume.Dropped, try.resume.Dropped...)
			out.Intro, out.ID = intro, rd.id(h.Attrs.ID, title.Text)
			out.Entries = rd.entries(resume.Experience, ds, false)
		}
	default:
		intro, ds := rd.drafts(out.Kind, s.blocks)
		out.Intro = intro
		out.ID = rd.id(h.Attrs.ID, title.Text)
		out.Entries = rd.entries(out.Kind, ds, false)
		if len(ds) == 0 {
			out.Listed = rd.listed(out.Kind, out.Intro)
		}
	}
	if out.ID == "" {
		out.ID = rd.id(h.Attrs.ID, title.Text)
	}
	out.Intro, out.Outro = spread(out.Intro), spread(out.Outro)
	rd.resume.Sections = append(rd.resume.Sections, out)
}

// kindByContent is the kind of a section whose name may stand for more than one, by what stands in it: "Qualifications" are
// degrees or skills, "Technical Experience" is skills or projects.
func (rd *reader) kindByContent(kind resume.Kind, h *markup.Block, blocks []markup.Block) resume.Kind {
	if _, said := h.Attrs.Get("kind"); kind != resume.Skills || said {
		return kind
	}
	switch name := term.Fold(markup.Plain(h.Inlines)); {
	case strings.Contains(name, "qualifi"):
		try := rd.scratch()
		_, ds := try.drafts(resume.Education, blocks)
		if len(ds) > 0 && !slices.ContainsFunc(ds, func(d *draft) bool { return len(d.dates) == 0 || !d.any(func(p *part) bool { return p.degree }) }) {
			return resume.Education
		}
	case strings.Contains(name, "experience"):
		for b := range markup.Blocks(blocks) {
			if b.Kind == markup.Term && len(b.Inlines) == 1 && b.Inlines[0].Kind == markup.Link {
				return resume.Projects
			}
		}
	}
	return kind
}

// withoutPictures is the blocks that are more than one picture.
func withoutPictures(blocks []markup.Block) (out []markup.Block) {
	for _, b := range blocks {
		if len(b.Inlines) != 1 || b.Inlines[0].Kind != markup.Image {
			out = append(out, b)
		}
	}
	return out
}

// areStations reports whether what stands in a section of another kind is positions somewhere: all with dates, and most
// with words that say so.
func areStations(ds []*draft) bool {
	known := 0
	for _, d := range ds {
		if len(d.parts) == 0 || len(d.dates) == 0 && (d.above == nil || len(d.above.dates) == 0) {
			return false
		}
		if d.any(isTitle) || d.any(isOrg) {
			known++
		}
	}
	return known > 0 && 2*known >= len(ds)
}

// sectionTitle is where in a heading the section's name stands: without signs and emoji around it.
func sectionTitle(text string) (i, j int) {
	i, j = trim(text, 0, len(text), func(r rune) bool {
		return unicode.IsSpace(r) || r == ':' || unicode.Is(unicode.So, r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Sk, r) || unicode.Is(unicode.Cf, r)
	})
	if i >= j {
		return 0, len(text)
	}
	return i, j
}

// contactSection reads a section of contact data and returns the blocks that are something else.
func (rd *reader) contactSection(blocks []markup.Block, private bool) (left []markup.Block) {
	if private {
		return withoutRules(blocks) // it is shown as it is, or not at all
	}
	rd.formality(blocks)
	for i := range blocks {
		b := &blocks[i]
		ls, ok := lines(b.Inlines), b.Kind == markup.Paragraph
		if !ok {
			ls, ok = inner(b)
		}
		prose := false
		for k := range ls {
			_, dense := facts(&ls[k])
			prose = prose || !dense && (wordCount(ls[k].text) > 8 || sentence(ls[k].text))
		}
		switch {
		case b.Kind == markup.Rule:
		case secret(b):
			left = append(left, *b)
		case (b.Kind == markup.Definitions || b.Kind == markup.Table) && rd.defined(b):
		case ok && !prose && len(ls) > 0:
			rd.contactLines(ls, true)
		default:
			left = append(left, *b)
		}
	}
	return left
}
