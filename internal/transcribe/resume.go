package transcribe

import (
	"cmp"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// Resume is what a parser read from a print as a résumé, each value with the source of the block that it was printed in: of a print without a source the
// rows of its sheets. It says what the parser made of the sheets and nothing more: what that took for another thing is one here, too.
func Resume(r *recognize.Reading, p *sheet.Print) *resume.Resume {
	t := &reread{p}
	out := &resume.Resume{Lang: cmp.Or(p.Info.Lang, "en"), Name: t.value(r.Name), Headline: t.value(r.Headline), Email: t.value(r.Email), Phone: t.value(r.Phone),
		Location: t.value(r.Location), Summary: t.paragraphs(r.Text)}
	for _, l := range r.Links {
		out.Links = append(out.Links, resume.Link{URL: l.Text, Text: l.Text, Span: t.span(l)})
	}
	for _, s := range r.Sections {
		kind := resume.Kind(cmp.Or(s.Kind, string(resume.Other)))
		loose, bullets := below(ungrouped(s.Items, s.Groups), s.Entries)
		body := append(t.paragraphs(ungrouped(s.Text, s.Groups)), t.list(loose)...)
		if kind == resume.Summary && len(out.Summary) == 0 && len(s.Entries)+len(s.Groups) == 0 {
			out.Summary, out.SummaryTitle = body, t.value(s.Heading)
			continue
		}
		own := resume.Section{Title: t.value(s.Heading), Kind: kind, Span: t.span(s.Heading), Intro: body}
		for _, g := range s.Groups {
			group := resume.Group{Label: t.value(g.Label), Span: t.span(g.Label)}
			for i, item := range g.Items {
				if i == 0 && !group.Span.Known() {
					group.Span = t.span(item)
				}
				if i > 0 {
					group.Markup = append(group.Markup, markup.Inline{Kind: markup.Text, Text: ", "})
				}
				group.Items = append(group.Items, t.value(item))
				group.Markup = append(group.Markup, markup.Inline{Kind: markup.Text, Text: item.Text})
			}
			own.Groups = append(own.Groups, group)
		}
		for i, e := range s.Entries {
			entry := resume.Entry{Title: t.value(e.Title), Organization: t.value(e.Organization), Location: t.value(e.Place), Dates: e.Dates, DatesText: t.value(e.DatesText),
				Body: append(t.paragraphs(e.Text), t.list(append(e.Bullets[:len(e.Bullets):len(e.Bullets)], bullets[i]...))...)}
			for _, v := range []recognize.Value{e.Title, e.Organization, e.DatesText} {
				if !entry.Head.Known() {
					entry.Head = t.span(v)
				}
			}
			for _, x := range e.Extra {
				entry.Extra = append(entry.Extra, t.value(x))
			}
			entry.Span = entry.Head
			own.Entries = append(own.Entries, entry)
		}
		out.Sections = append(out.Sections, own)
	}
	return out
}

// ungrouped is the texts of a section that were not read as a group, too.
func ungrouped(values []recognize.Value, groups []recognize.Group) []recognize.Value {
	at := map[sheet.LineRef]bool{}
	for _, g := range groups {
		for _, v := range append([]recognize.Value{g.Label}, g.Items...) {
			if v.Known() {
				at[v.At] = true
			}
		}
	}
	var out []recognize.Value
	for _, v := range values {
		if !at[v.At] {
			out = append(out, v)
		}
	}
	return out
}

// below parts bullets that were read as those of no entry: into those that stand above all entries, and those that stand below each. Some programs set
// a list so far from what it belongs to that a parser does not know that; a reader does.
func below(items []recognize.Value, entries []recognize.Entry) (loose []recognize.Value, of [][]recognize.Value) {
	of = make([][]recognize.Value, len(entries))
	for _, item := range items {
		under := -1
		for i, e := range entries {
			if at := first([]recognize.Value{e.Title, e.Organization, e.DatesText}); at.Known() && before(at.At, item.At) {
				under = i
			}
		}
		if under < 0 {
			loose = append(loose, item)
		} else {
			of[under] = append(of[under], item)
		}
	}
	return loose, of
}

func before(a, b sheet.LineRef) bool {
	return a.Sheet < b.Sheet || a.Sheet == b.Sheet && a.Line < b.Line
}

type reread struct{ print *sheet.Print }

func (t *reread) value(v recognize.Value) resume.Value {
	return resume.Value{Text: v.Text, Span: t.span(v)}
}

// span is the source of the block that a value's first line is of; nowhere when it is of none.
func (t *reread) span(v recognize.Value) source.Span {
	if !v.Known() || v.At.Sheet < 1 || v.At.Sheet > len(t.print.Sheets) {
		return source.Span{}
	}
	lines := t.print.Sheets[v.At.Sheet-1].Lines
	if v.At.Line < 0 || v.At.Line >= len(lines) {
		return source.Span{}
	}
	if b := lines[v.At.Line].Block; b >= 0 && b < len(t.print.Blocks) {
		return t.print.Blocks[b].Span
	}
	return source.Span{}
}

func (t *reread) paragraph(v recognize.Value) markup.Block {
	return markup.Block{Kind: markup.Paragraph, Span: t.span(v), Inlines: []markup.Inline{{Kind: markup.Text, Text: v.Text}}}
}

func (t *reread) paragraphs(values []recognize.Value) []markup.Block {
	var out []markup.Block
	for _, v := range values {
		out = append(out, t.paragraph(v))
	}
	return out
}

// list is bullets as one list; nothing when there are none.
func (t *reread) list(values []recognize.Value) []markup.Block {
	if len(values) == 0 {
		return nil
	}
	l := markup.Block{Kind: markup.List}
	for _, v := range values {
		p := t.paragraph(v)
		l.Blocks = append(l.Blocks, markup.Block{Kind: markup.Item, Span: p.Span, Blocks: []markup.Block{p}})
		l.Span = l.Span.Join(p.Span)
	}
	return []markup.Block{l}
}
