package document_test

import (
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"# Title {#id .c key=value private}\n\ntext *a**b** `c` [l](u \"t\") ![i](u) <a@b.c> www.x.org\n",
		"- a <!-- #x tags=\"a b\" private -->\n  - [x] b\n    <!-- allow text/long: why -->\n\n1. c\n",
		"| a | b |\n|---|:-:|\n| `x\\|y` | ~~z~~ |\n\nTerm\n:   def\n\n[^1]: note\n\nsee[^1] ![^1]\n",
		"> quote\n> <!-- c\n> d -->\n\n<div>\n<!-- x -->\n</div>\n\n```go\ncode\n```\n\n\tindented\n",
		"a&amp;b \\* &#0; &nope; \x00 \xff\r\nhard  \nbreak\\\nsoft\n===\n",
		">\t#\n>\t- \t***\n> a\n\n***a* b**c*d*\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		reportFaults(t, parse(src))
	})
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: a\ntags: [go, \"k8s\"]\ndate: 2024-01-02\nn: 1.5\n---\nbody\n",
		"---\r\na: &x {k: v, l: [1, 2]}\r\nb: *x\r\nc:\r\n  <<: *x\r\n  k: w\r\n...\r\nbody\n---\n",
		"---\na: |2-\n    text\n   more\nb: >\n  folded\n  text\n# comment\n? k\n: \"q \\u00e9\\\" \t\"\n'it''s': !!str 1\n---\n",
		"+++\ntitle = \"a\"\na.b = [1, {c = 2}, []]\n[x.y]\nd = 2024-01-02T03:04:05Z\n[[z]]\n[[z]]\ne = '''\nm'''\n+++\n",
		";;;\n{\"a\": [1, {\"b\": null}], \"a\": \"\\u00e9\"}\n;;;\nbody\n",
		"{\n \"a\": true\n}\n\nbody\n",
		"\ufeff\n---\na: [b\n---\n", "---\nno end\n", "---\n\nrule\n\n---\n", "---\nx: |\n  ---\ny: 1\n---\n",
		"---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		reportFaults(t, document.Head(source.NewFile("test.md", []byte(src))))
	})
}
