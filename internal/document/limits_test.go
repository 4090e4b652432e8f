package document_test

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
)

// TestHostile parses what makes parsers recurse or go quadratic. It passes in a second or
// two; a bound that no longer holds makes it run for minutes, or overflow the stack.
func TestHostile(t *testing.T) {
	const size = 128 << 10
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	stairs := func(indent string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			b.WriteString(strings.Repeat(indent, i) + "- a\n")
		}
		return b.String()
	}
	for name, src := range map[string]string{
		"quotes":          fill(">"),
		"quotes below":    strings.Repeat("> ", 90) + fill("a\n"),
		"bullets":         fill("- "),
		"numbers":         fill("1. "),
		"definitions":     fill("a\n: "),
		"footnotes":       fill("[^1]: "),
		"many footnotes":  fill("[^1]: x\n\n"),
		"references":      fill("[^1] ") + "\n\n[^1]: x",
		"stairs":          stairs("  "),
		"stairs of tabs":  stairs("\t"),
		"brackets":        fill("["),
		"brackets closed": strings.Repeat("[", size/2) + strings.Repeat("]", size/2),
		"links":           fill("[a](b) "),
		"open links":      fill("[a](b \""),
		"open pictures":   fill("![a]("),
		"lines of links":  fill("[a]\n"),
		"link targets":    fill("[a]: b\n"),
		"emphasis":        fill("*a_"),
		"backticks":       fill("`a``"),
		"tags":            fill("<a "),
		"comments":        fill("<!--"),
		"comment lines":   fill("<!-- #a -->\n"),
		"pipes in code":   "|a|b|\n|-|-|\n" + fill("|`x\\|y`|b|\n"),
		"columns":         "|" + fill("a|") + "\n|" + fill("-|"),
		"braces":          "# " + fill("{"),
		"braces closed":   "# " + fill("{a=b ") + "}",
		"equal headings":  fill("# a\n"),
		"equal ids":       fill("# {#a}\n"),
		"NUL":             fill("\x00"),
		"no UTF-8":        fill("\xff"),
	} {
		t.Run(name, func(t *testing.T) { reportFaults(t, parse(src)) })
	}
}

// TestBounds looks at what is made of text beyond a bound: text.
func TestBounds(t *testing.T) {
	deep := parse(strings.Repeat("> ", 10000) + "end")
	depth, bs := 0, deep.Blocks
	for bs[0].Kind == markup.Quote {
		depth, bs = depth+1, bs[0].Blocks
	}
	if text := markup.Plain(bs[0].Inlines); depth != 24 || len(text) != 2*9976+len("end") {
		t.Errorf("10000 quotes: %d deep, then %d bytes of text", depth, len(text))
	}

	dense := strings.TrimSpace(strings.Repeat("*a* ", 4000))
	for _, src := range []string{dense, "# " + dense, strings.ReplaceAll(dense, " ", "\n"), "[" + strings.ReplaceAll(dense, " ", "\n")} {
		b := parse(src + "\n\n*b*").Blocks
		if text := noBlanks(markup.Plain(b[0].Inlines)); text != noBlanks(strings.TrimPrefix(src, "# ")) {
			t.Errorf("dense text became %q...", clip(text))
		}
		if b[1].Inlines[0].Kind != markup.Emphasis {
			t.Error("the paragraph behind dense text is not read")
		}
	}

	table := parse("| a | b |\n|---|---|\n" + strings.Repeat("| *a* | [b](c) |\n", 3000)).Blocks[0]
	if table.Kind != markup.Table || len(table.Blocks) != 3001 || table.Blocks[3000].Blocks[0].Inlines[0].Kind != markup.Emphasis {
		t.Errorf("a long table became a %s of %d", table.Kind, len(table.Blocks))
	}
}

// TestDefinitions holds that pandoc's definitions are read with either mark, a blank line before it or none, and up to two
// blanks; that what is indented below belongs to them; and that places are those of the source.
func TestDefinitions(t *testing.T) {
	for _, src := range []string{"T\n: d\n", "T\n\n: d\n", "T\n  : d\n", "T\n\n  : d\n", "T\n~ d\n", "T\n\n~ d\n", "T\n\n  ~ d\n", "T\n\n  ~ d\n\n    * x\n"} {
		b := parse(src).Blocks[0]
		if b.Kind != markup.Definitions || len(b.Blocks) != 2 || b.Blocks[0].Kind != markup.Term {
			t.Errorf("%q is %s", src, b.Kind)
			continue
		}
		d := b.Blocks[1].Blocks
		if got := markup.Plain(d[0].Inlines); got != "d" || d[0].Inlines[0].Span.Text() != "d" {
			t.Errorf("%q: %q at %q", src, got, d[0].Inlines[0].Span.Text())
		}
		if strings.Contains(src, "*") && (len(d) != 2 || d[1].Kind != markup.List) {
			t.Errorf("%q: what is below does not belong to it", src)
		}
	}
	for _, src := range []string{"T\n\n   ~ d\n", "T\n\n~d\n", "a ~ b\n", "a : b\n"} {
		if b := parse(src).Blocks[0]; b.Kind == markup.Definitions || !strings.Contains(markup.Plain(b.Inlines)+b.Raw, strings.Fields(src)[0][:1]) {
			t.Errorf("%q is %s", src, b.Kind)
		}
	}
	if code := parse("```\n~ d\n  : e\n```\n").Blocks[0]; code.Raw != "~ d\n  : e\n" {
		t.Errorf("code is changed: %q", code.Raw)
	}
}
