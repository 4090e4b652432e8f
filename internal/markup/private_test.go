package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
)

// TestPublishedNotes holds that a footnote goes with the last text that leads to it, and that those that stay are counted anew.
func TestPublishedNotes(t *testing.T) {
	text := func(words string, notes ...int) markup.Block {
		b := markup.Block{Kind: markup.Paragraph, Inlines: []markup.Inline{{Kind: markup.Text, Text: words}}}
		for _, n := range notes {
			b.Inlines = append(b.Inlines, markup.Inline{Kind: markup.FootnoteRef, Text: fmt.Sprint(n), URL: fmt.Sprintf("#fn:%d", n)})
		}
		return b
	}
	hidden := func(b markup.Block) markup.Block {
		b.Attrs.Pairs = []markup.Pair{{Key: "private"}}
		return b
	}
	note := func(n int, b markup.Block) markup.Block {
		return markup.Block{Kind: markup.Footnote, First: n, Blocks: []markup.Block{b}}
	}
	show := func(bs []markup.Block) string {
		var out []string
		for b := range markup.Blocks(bs) {
			word := markup.Plain(b.Inlines)
			for in := range markup.Walk(b.Inlines) {
				if in.Kind == markup.FootnoteRef {
					word += in.URL
				}
			}
			if b.Kind == markup.Footnote {
				word = fmt.Sprint(b.First, ":")
			}
			if word != "" {
				out = append(out, word)
			}
		}
		return strings.Join(out, " ")
	}
	notes := markup.Block{Kind: markup.Footnotes, Blocks: []markup.Block{note(1, text("one")), note(2, text("two", 4)), note(3, text("three")), note(4, text("four", 2))}}
	for _, tt := range []struct {
		name string
		in   []markup.Block
		want string
	}{
		{"none is private", []markup.Block{text("a", 1), text("b", 2, 3), notes}, "a#fn:1 b#fn:2#fn:3 1: one 2: two#fn:4 3: three 4: four#fn:2"},
		{"one goes, and what it leads to", []markup.Block{text("a", 1), hidden(text("b", 2)), text("c", 3), notes}, "a#fn:1 c#fn:2 1: one 2: three"},
		{"one is shared", []markup.Block{text("a", 1), hidden(text("b", 2)), text("c", 2), notes}, "a#fn:1 c#fn:2 1: one 2: two#fn:3 3: four#fn:2"},
		{"all go", []markup.Block{text("a"), hidden(text("b", 2)), notes}, "a"},
	} {
		before := show(tt.in)
		if got := show(markup.Published(tt.in)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		if after := show(tt.in); after != before {
			t.Errorf("%s: the blocks were changed: %s", tt.name, after)
		}
	}
}
