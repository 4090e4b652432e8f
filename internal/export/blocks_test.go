package export

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

func parse(text string) []markup.Block {
	return document.Parse(source.NewFile("x.md", []byte("---\nlang: en\n---\n\n"+text))).Blocks
}

// words is all text of blocks, without blanks.
func words(bs []markup.Block) string {
	var b strings.Builder
	for x := range markup.Blocks(bs) {
		b.WriteString(x.Raw)
		for n := range markup.Walk(x.Inlines) {
			if n.Kind != markup.FootnoteRef {
				b.WriteString(n.Text)
			}
			if n.Kind == markup.Image || n.Kind == markup.Link && !strings.HasSuffix(n.URL, markup.Plain(n.Inlines)) {
				b.WriteString(n.URL)
			}
		}
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufffd' || r == 0 {
			return -1
		}
		return r
	}, b.String())
}

// TestKept holds that what is written is read as it was: the same text, and written anew the same bytes.
func TestKept(t *testing.T) {
	for _, text := range []string{
		"a *b* **c** ~~d~~ `e` [f](g \"h\") ![i](j)\n",
		`\* \_ \# 1\. \- \[x\](y) \<b> \&amp; \~x\~ a_b_c 2 * 3 \*x` + "\n",
		"# A # b #\n\n## \\#\n\n### x {not attrs\n",
		"1\\. one\n2\\) two\n\\- three\n\\+ four\n\\> five\n\\# six\n: seven\n\\=\n",
		"- a\n- b\n\n  c\n  - d\n    1. e\n    2. f\n\n- [ ] g\n- [x] h\n",
		"- a\n\n* b\n\n- c\n",
		"> a\n> > b\n\nx\n",
		"```go\na ``` b\n```\n\n    indented\n",
		"| a | b |\n|:--|--:|\n| c \\| d | `e` |\n",
		"Term\n:   One\n\n:   Two\n\n    more\n",
		"a[^1]\n\n[^1]: note\n",
		"<https://x.org> <a@b.org> https://y.org/z. www.z.org\n",
		"hard\\\nbreak  \nagain\nsoft\n",
		"**bold:**text and *a*b **\"q\"** x\n",
		"a  \\\n",
		"### T <!-- #id private -->\n\n- b <!-- .k a=\"b c\" -->\n",
		"~7 years, 50~60, C:\\dir, a\\\\b, x<y, R&D, AT&T;\n",
		"---\n\n***\n\ntext\n---\n",
		"[a] [b]: c [d][e] ![x\n",
	} {
		kept(t, text)
	}
	paths, _ := filepath.Glob("../../content/*.md")
	more, _ := filepath.Glob("../../content/*/*.md")
	for _, p := range append(paths, more...) {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		kept(t, document.Head(source.NewFile(p, b)).BodySpan.Text())
	}
}

func kept(t *testing.T, text string) {
	t.Helper()
	first := parse(text)
	out := blocks(first)
	again := parse(out)
	if a, b := words(first), words(again); a != b {
		t.Errorf("of %.300q is written %.300q:\n was %.300q\n  is %.300q", text, out, a, b)
		return
	}
	if second := blocks(again); second != out {
		t.Errorf("of %.300q is written %.300q, and of that %.300q", text, out, second)
	}
}

// TestRandomKept throws documents together of all marks.
func TestRandomKept(t *testing.T) {
	marks := []string{"*", "**", "_", "~", "~~", "`", "``", "[", "]", "(", ")", "![", "](u)", "](<u v> \"t\")", "<a@b.c>", "<http://x.y>", "http://x.y/z", "www.x.org",
		"# ", "## ", "#", "===", "---", "- ", "* ", "+ ", "1. ", "7) ", "> ", ": ", "    ", "```", "- [ ] ", "\\", "\\*", "&amp;", "&#42;", "&", "!", ":", "|",
		"| a | b |\n|---|---|\n", "a", "b c", "é", "–", "\n", "\n", "\n\n", "\n\n", " ", "  \n", "\\\n", "{", "}", "<", ">", "=", "1", "."}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(marks[r.IntN(len(marks))])
		}
		kept(t, b.String())
		if t.Failed() {
			return
		}
	}
}
