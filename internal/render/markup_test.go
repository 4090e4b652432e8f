package render

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

func written(text string, print bool) string {
	d := document.Parse(source.NewFile("content/x.md", []byte(text)))
	w := &writer{print: print, ids: true, code: new(Highlights).HTML}
	w.blocks(d.Blocks)
	return w.String()
}

func TestMarkup(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraph", "a *b* **c** ~~d~~ `e<`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code></p>\n"},
		{"escapes", `a & b < c > d "e"`, "<p>a &amp; b &lt; c &gt; d &#34;e&#34;</p>\n"},
		{"breaks", "a  \nb\nc", "<p>a<br>\nb\nc</p>\n"},
		{"heading", "## Why? {#x .y}", "<h2 id=\"x\" class=\"y\">Why?</h2>\n"},
		{"heading with its own id", "## Why not", "<h2 id=\"why-not\">Why not</h2>\n"},
		{"tight list", "- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"},
		{"loose list", "- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"},
		{"numbers", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
		{"tasks", "- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>\n"},
		{"quote", "> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
		{"link", "[a](https://x.example/?a&b \"t\")", "<p><a href=\"https://x.example/?a&amp;b\" title=\"t\">a</a></p>\n"},
		{"link that runs", "[a](javascript:alert(1)) [b](  JaVaScRiPt:x)", "<p>a b</p>\n"},
		{"image", "![a](b.png)", "<p><img src=\"b.png\" alt=\"a\" loading=\"lazy\"></p>\n"},
		{"rule", "***", "<hr>\n"},
		{"code", "```\na <b>\n```", "<pre tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>\n"},
		{"table", "| a | b |\n|--|--:|\n| c | d |", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>c</td><td class=\"right\">d</td></tr>\n</tbody>\n</table>\n</div>\n"},
		{"definitions", "a\n: b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n"},
		{"comment", "a <!-- secret --> b", "<p>a b</p>\n"},
		{"script", "a <script>alert(1)</script> b", "<p>a alert(1) b</p>\n"},
		{"script block", "<script>\nalert(1)\n</script>\n", ""},
		{"html", "<div class=\"x\" onclick=\"y()\" style=\"z\">\n\na\n\n</div>", "<div class=\"x\"><p>a</p>\n</div>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(tt.in, false); got != tt.want {
				t.Errorf("\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestPrinted holds that the printed copy leads back to the source, and that pages do not.
func TestPrinted(t *testing.T) {
	const text = "# A\n\nb\n\n- c\n"
	if page := written(text, false); strings.Contains(page, "data-") {
		t.Errorf("a page carries what only the print needs: %s", page)
	}
	f := source.NewFile("content/x.md", []byte(text))
	for attr, want := range map[string]string{`data-src="content/x.md@5-6" data-role="text"`: "b", `data-src="content/x.md@10-11" data-role="bullet"`: "c"} {
		if !strings.Contains(written(text, true), attr) {
			t.Errorf("the printed copy lacks %s:\n%s", attr, written(text, true))
		}
		src := strings.Split(attr, `"`)[1]
		set := &source.Set{}
		if _, ok := ParseSrc(set, src); ok {
			t.Error("a file is found that is not in the set")
		}
		var start, end int
		if _, err := sscan(src, &start, &end); err != nil || string(f.Bytes[start:end]) != want {
			t.Errorf("%s is %q, want %q", src, f.Bytes[start:end], want)
		}
	}
}

func FuzzSanitise(f *testing.F) {
	for _, s := range []string{"<script>x</script>", "<img src=x onerror=y>", "<a href='java\nscript:x'>", "<svg><script>x</script></svg>", "<!--<img src=x>-->", "<iframe src=x>", "<p <script>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		out := sanitise(raw, func(s string) string {
			if safeScheme(s) {
				return s
			}
			return ""
		})
		again := 0
		scanHTML(out, func(htmlToken) {}, func(tag string, _, _ int) { again++ })
		if again > 0 {
			t.Errorf("%q becomes %q, which holds what is not allowed", raw, out)
		}
		if strings.Contains(strings.ToLower(out), "<script") {
			t.Errorf("%q becomes %q", raw, out)
		}
	})
}
