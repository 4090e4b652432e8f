package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// Reword is a file before and after the text of one of its bullets or paragraphs gets another wording. at is the text that goes, from its first
// inline to its last; text is one line of Markdown. Where the old text went over several lines, the new one does so, too, no wider than it was.
//
// The edit is proven: the file is read again, and must hold the same blocks with the same attributes, exceptions and comments, and nothing that
// is reported anew; only that one block says something else, which is what text says by itself. Else there is no change, and the error says so.
func Reword(f *source.File, at source.Span, text string) (Change, error) {
	refuse := func(why string) (Change, error) {
		return Change{}, fmt.Errorf("%s:%d: %s", f.Path, at.Position().Line, why)
	}
	d := document.Parse(f)
	switch {
	case at.File != f || !d.BodySpan.Contains(at) || at.Text() == "":
		return Change{}, errors.New(f.Path + ": there is no text to reword")
	case !isLine(text) || strings.TrimSpace(text) == "":
		return refuse("the new text must be one line")
	}
	want, ok := alone(text)
	if !ok {
		return refuse("the new text must be that of one bullet")
	}
	for _, text := range []string{wrapped(at, text), text} {
		edits := []diag.Edit{{Span: at, New: text}}
		next := source.NewFile(f.Path, Apply(f, edits))
		if reworded(d, document.Parse(next), at, want) {
			return Change{Old: f, New: next, Edits: edits}, nil
		}
	}
	return refuse("this text cannot be put there without changing something else; write it by hand")
}

// alone is what a text says as that of a bullet by itself; ok is false when it is more than that.
func alone(text string) (said string, ok bool) {
	d := document.Parse(source.NewFile("bullet.md", []byte("- "+text+"\n")))
	n := 0
	for b := range markup.Blocks(d.Blocks) {
		if len(b.Inlines) > 0 {
			said = shape(b.Inlines)
			n++
		}
	}
	return said, n == 1 && len(d.Blocks) == 1 && d.Blocks[0].Kind == markup.List
}

// reworded reports whether a document is another one but for what the block at a place says, and that is what is wanted.
func reworded(old, next *document.Document, at source.Span, want string) bool {
	if old.MetaSpan.Text() != next.MetaSpan.Text() || !slices.EqualFunc(old.Diags, next.Diags, func(a, b diag.Diagnostic) bool { return a.Rule == b.Rule && a.Message == b.Message }) ||
		!slices.EqualFunc(old.Allows, next.Allows, func(a, b document.Allow) bool { return a.Rule == b.Rule && a.Reason == b.Reason }) ||
		!slices.EqualFunc(old.Comments, next.Comments, func(a, b source.Span) bool { return a.Text() == b.Text() }) {
		return false
	}
	var was, is []*markup.Block
	for b := range markup.Blocks(old.Blocks) {
		was = append(was, b)
	}
	for b := range markup.Blocks(next.Blocks) {
		is = append(is, b)
	}
	if len(was) != len(is) {
		return false
	}
	changed := 0
	for i, a := range was {
		b := is[i]
		if a.Kind != b.Kind || a.Level != b.Level || a.Ordered != b.Ordered || a.Loose != b.Loose || a.First != b.First || a.Task != b.Task || a.Align != b.Align ||
			a.Info != b.Info || a.Raw != b.Raw || len(a.Blocks) != len(b.Blocks) || a.Attrs.ID != b.Attrs.ID || !slices.Equal(a.Attrs.Classes, b.Attrs.Classes) ||
			!slices.EqualFunc(a.Attrs.Pairs, b.Attrs.Pairs, func(x, y markup.Pair) bool { return x.Key == y.Key && x.Value == y.Value }) {
			return false
		}
		said := want
		if len(a.Inlines) > 0 && a.Inlines[0].Span.Start == at.Start {
			changed++
			rest := trailing(a.Inlines, at)
			said += shape(rest)
		} else {
			said = shape(a.Inlines)
		}
		if strings.TrimRight(shape(b.Inlines), " ") != strings.TrimRight(said, " ") {
			return false
		}
	}
	return changed == 1
}

// trailing is the inlines behind a place, with the blank before them.
func trailing(all []markup.Inline, at source.Span) []markup.Inline {
	for i, n := range all {
		if n.Span.Start >= at.End {
			return append([]markup.Inline{{Kind: markup.SoftBreak}}, all[i:]...)
		}
	}
	return nil
}

// shape is inlines as they are compared: what they say, and how it is marked up. A line may break anywhere.
func shape(in []markup.Inline) string {
	var b strings.Builder
	for _, n := range in {
		switch n.Kind {
		case markup.Text:
			b.WriteString(n.Text)
		case markup.SoftBreak:
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, "\x00%s %q %q %q\x01%s\x02", n.Kind, n.Text, n.URL, n.Title, shape(n.Inlines))
		}
	}
	return b.String()
}

// wrapped is a text in lines as wide as those of the old one, each with the indent of its second; on one line when that is on one.
func wrapped(at source.Span, text string) string {
	lines := strings.Split(strings.ReplaceAll(at.Text(), "\r\n", "\n"), "\n")
	if len(lines) == 1 {
		return text
	}
	indent := lines[1][:len(lines[1])-len(strings.TrimLeft(lines[1], " \t"))]
	first := at.Position().Col - 1
	width := first + utf8.RuneCountInString(lines[0])
	for _, l := range lines[1:] {
		width = max(width, utf8.RuneCountInString(l))
	}
	var b strings.Builder
	col := first
	for i, w := range strings.Fields(text) {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case col+1+n > width:
			b.WriteString("\n" + indent)
			col = utf8.RuneCountInString(indent)
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
	}
	return b.String()
}
