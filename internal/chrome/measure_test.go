package chrome

import (
	"fmt"
	"math"
	"net"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// short is a block in one line, as much of it as the tests look at.
func short(b sheet.Block) string {
	s := fmt.Sprintf("%s %s %s %q %.5gpt %s %s on %s", b.Tag, b.ID, b.Role, b.Text, b.Size, b.Family, rgb(b.Color), rgb(b.Back))
	if b.Level > 0 {
		s += fmt.Sprint(" level ", b.Level)
	}
	if b.Over > 0 {
		s += fmt.Sprintf(" over %.0f", b.Over)
	}
	if b.Clip > 0 {
		s += fmt.Sprintf(" clip %.0f", b.Clip)
	}
	return s
}

func rgb(c sheet.Color) string {
	s := fmt.Sprintf("%02x%02x%02x", int(math.Round(c.R*255)), int(math.Round(c.G*255)), int(math.Round(c.B*255)))
	if c.A != 1 {
		s += fmt.Sprintf("/%.2f", c.A)
	}
	return s
}

func TestMeasureBlocks(t *testing.T) {
	const style = `<style>@page{size:A4;margin:20mm} *{margin:0;padding:0} body{font:12px/1.5 Zilla,"Y, Z",serif;color:#123456}</style>`
	tests := []struct{ name, html, want string }{
		{"roles, ids and levels", `<h1 data-src=a@0-1 data-role=name>Maya</h1><h3 id=x data-src=a@2-3>X</h3><p>none</p>`,
			"h1 b0 name \"Maya\" 18pt Zilla 123456 on ffffff level 1\nh3 x  \"X\" 10.53pt Zilla 123456 on ffffff level 3"},
		{"an id that is taken, and one twice", `<p id=b1 data-src=a@0-1>a<p data-src=a@1-2>b<p id=b1 data-src=a@2-3>c`,
			"p b1  \"a\" 9pt Zilla 123456 on ffffff\np b1_  \"b\" 9pt Zilla 123456 on ffffff\np b2  \"c\" 9pt Zilla 123456 on ffffff"},
		{"own text only, folded", "<li data-src=a@0-9>one\n  <b>two</b><br>three<ul><li data-src=a@4-9>inner</ul> four\u00a0five ",
			"li b0  \"one two three four\\u00a0five\" 9pt Zilla 123456 on ffffff\nli b1  \"inner\" 9pt Zilla 123456 on ffffff"},
		{"text as shown", `<p data-src=a@0-9>a<s style="text-transform:uppercase">straße</s> <s style="text-transform:capitalize">o'neil-x ünder</s> <s style="text-transform:lowercase">ÀB</s>`,
			`p b0  "aSTRASSE O'neil-X Ünder àb" 9pt Zilla 123456 on ffffff`},
		{"case of a language", `<p lang=tr data-src=a@0-9 style="text-transform:uppercase">i<p lang="not a lang" data-src=a@0-9 style="text-transform:uppercase">i`,
			"p b0  \"İ\" 9pt Zilla 123456 on ffffff\np b1  \"I\" 9pt Zilla 123456 on ffffff"},
		{"what is not shown", `<p data-src=a@0-9>a<i style="display:none">b</i><i style="visibility:hidden">c</i><i style="opacity:0">d<b>e</b></i><i style="font-size:0">f</i><script>g</script><style>h{}</style><svg><title>i</title></svg>j`,
			`p b0  "aj" 9pt Zilla 123456 on ffffff`},
		{"colours", `<div style="background:#ff0000"><p data-src=a@0-9 style="color:rgb(0 0 255/.5);background:rgb(255 255 255/.5)">a</div><p data-src=a@0-9 style="color:oklch(0 0 0)">b`,
			"p b0  \"a\" 9pt Zilla 0000ff/0.50 on ff8080\np b1  \"b\" 9pt Zilla 000000 on ffffff"},
		{"a quoted family", `<p data-src=a@0-9 style='font-family:"STIX, Two",serif'>a`, `p b0  "a" 9pt STIX, Two 123456 on ffffff`},
		// 643 px of paper; 75% of what is beyond it.
		{"text that sticks out", `<p data-src=a@0-9><span style="display:inline-block;width:743px">x</span><p data-src=a@0-9 style="margin-left:623px;white-space:nowrap"><i style="display:inline-block;width:120px"></i>`,
			`p b0  "x" 9pt Zilla 123456 on ffffff
p b1  "" 9pt Zilla 123456 on ffffff over 75`},
		{"a picture that sticks out", `<p data-src=a@0-9><img width=843 height=9 src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">`, `p b0  "" 9pt Zilla 123456 on ffffff over 150`},
		{"only the inner block", `<ul data-src=a@0-9><li data-src=a@0-9><nobr style="letter-spacing:9in">ab</nobr></ul>`,
			`ul b0  "" 9pt Zilla 123456 on ffffff
li b1  "ab" 9pt Zilla 123456 on ffffff over`},
		{"cut by its own box", `<p data-src=a@0-9 style="width:100px;overflow:hidden"><i style="display:inline-block;width:140px">a</i>`, `p b0  "a" 9pt Zilla 123456 on ffffff clip 30`},
		{"cut by a box inside", `<li data-src=a@0-9><pre style="width:100px;overflow:auto"><i style="display:inline-block;width:140px">a</i></pre>`, `li b0  "a" 9pt Zilla 123456 on ffffff clip 30`},
		{"generated text is none of ours", `<style>p::before{content:"x"}</style><p data-src=a@0-9>a`, `p b0  "a" 9pt Zilla 123456 on ffffff`},
	}
	b := warm(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := mustPrint(t, b, Job{HTML: []byte(`<!doctype html><html lang=en>` + style + `<body>` + tt.html)}).Measure
			var got []string
			for _, b := range m.Blocks {
				got = append(got, short(b))
			}
			want := strings.Split(tt.want, "\n")
			for i := range want {
				if strings.HasSuffix(want[i], " over") && i < len(got) { // by how much hangs on the font
					got[i], _, _ = strings.Cut(got[i], " over ")
					got[i] += " over"
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestMeasureTexts(t *testing.T) {
	m := mustPrint(t, warm(t), Job{HTML: []byte("<!doctype html><title>no</title><p>free <b>text</b>\n\n</p>\n<p data-src=a@0-9>\n a <b>b</b> <i>c</i>\n</p>\n<ul>\n<li data-src=a@2-3>d</li>\n</ul>")}).Measure
	var got []string
	for _, n := range m.Texts {
		got = append(got, fmt.Sprint(n.Block, ":", n.Text))
	}
	want := []string{"-1:free ", "-1:text", "-1: ", "0: a ", "0:b", "0: ", "0:c", "0: ", "1:d"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestMeasureHidden holds that what stands in the source and a style hides is told of, once, with its block.
func TestMeasureHidden(t *testing.T) {
	res := mustPrint(t, warm(t), Job{HTML: []byte(`<title>no</title><div style="display:none">not of the source
<p data-src=a@0-1>of <b>it</b><ul data-src=a@1-9><li data-src=a@2-3>once</ul><script>no</script></div>
<p data-src=a@4-5>shown<i style="display:none"> not</i><i style="visibility:hidden">seen</i><i style="opacity:0">c</i><i style="font-size:0">d</i> </p>
<p data-src=a@5-6 style="display:none"> </p><svg data-src=a@6-7><title>no</title></svg>`)})
	var got []string
	for _, h := range res.Measure.Hidden {
		b := res.Measure.Blocks[h.Block]
		got = append(got, fmt.Sprintf("%s %q", b.Tag, h.Text))
	}
	want := []string{`p "of it"`, `ul "once"`, `p "not"`, `p "seen"`, `p "c"`, `p "d"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMeasurePaper(t *testing.T) {
	const in = 72.0
	const mm = in / 25.4
	tests := []struct {
		css           string
		width, height float64 // of the page area
		margins       [4]float64
		sheet         string // of the PDF
	}{
		{"@page{size:A4;margin:15mm 18mm 16mm 14mm}", 178 * mm, 266 * mm, [4]float64{15 * mm, 18 * mm, 16 * mm, 14 * mm}, "594.96 841.92"},
		{"@page{size:letter;margin:.5in}", 7.5 * in, 10 * in, [4]float64{.5 * in, .5 * in, .5 * in, .5 * in}, "612 792"},
		{"@page{size:a4 landscape;margin:0}", 297 * mm, 210 * mm, [4]float64{}, "841.92 594.96"},
		{"@page{size:4in 3in;margin:10% calc(1in/4)}", 3.5 * in, 2.4 * in, [4]float64{.3 * in, .25 * in, .3 * in, .25 * in}, "288 216"},
		{"@page{size:5in;margin:1in} @page :first{margin:2in} @media screen{@page{margin:3in}} @media print{@page{margin-left:.5in}} @supports (x:y){@page{margin:3in}}",
			3.5 * in, 3 * in, [4]float64{1 * in, 1 * in, 1 * in, .5 * in}, "360 360"},
		{"", 8.5*in - 20*mm, 11*in - 20*mm, [4]float64{10 * mm, 10 * mm, 10 * mm, 10 * mm}, "612 792"}, // what printToPDF takes
	}
	b := warm(t)
	for _, tt := range tests {
		t.Run(tt.css, func(t *testing.T) {
			res := mustPrint(t, b, Job{HTML: []byte("<!doctype html><style>" + tt.css + "</style><p>x")})
			m := res.Measure
			near := func(a, b float64) bool { return math.Abs(a-b) < 0.01 }
			if !near(m.Width, tt.width) || !near(m.Height, tt.height) {
				t.Errorf("page area %.2f x %.2f, want %.2f x %.2f", m.Width, m.Height, tt.width, tt.height)
			}
			for i := range m.Margins {
				if !near(m.Margins[i], tt.margins[i]) {
					t.Errorf("margins %v, want %v", m.Margins, tt.margins)
				}
			}
			var w, h float64
			if _, box, _ := strings.Cut(string(res.PDF), "/MediaBox [0 0 "); box != "" {
				fmt.Sscan(box[:strings.IndexByte(box, ']')], &w, &h)
			}
			if got := fmt.Sprintf("%.5g %.5g", w, h); got != tt.sheet {
				t.Errorf("the sheet is %s, want %s", got, tt.sheet)
			}
		})
	}
}

func TestMeasureSpans(t *testing.T) {
	f := source.NewFile("r.md", []byte("0123456789"))
	m := mustPrint(t, warm(t), Job{HTML: []byte(`<p data-src="r.md@2-5">x`), Resolve: func(src string) source.Span {
		if src != "r.md@2-5" {
			t.Errorf("data-src is %q", src)
		}
		return f.Span(2, 5)
	}}).Measure
	if got := m.Blocks[0].Span.Text(); got != "234" {
		t.Errorf("span is %q", got)
	}
}

// TestNothingLeaves prints a page that would like to reach a server of this machine by every way there
// is without a script, and with one.
func TestNothingLeaves(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	hit := make(chan string, 100)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				close(hit)
				return
			}
			b := make([]byte, 200)
			n, _ := c.Read(b)
			hit <- string(b[:n])
			c.Close()
		}
	}()
	url := "http://" + l.Addr().String()
	html := strings.ReplaceAll(`<!doctype html>
<link rel=preconnect href="U/preconnect"><link rel=dns-prefetch href="U"><link rel=prefetch href="U/prefetch">
<link rel=preload as=image href="U/preload"><link rel=modulepreload href="U/module.js"><link rel=icon href="U/icon.png">
<link rel=stylesheet href="U/link.css"><link rel=manifest href="U/manifest">
<style>@import "U/import.css"; @font-face{font-family:F;src:url(U/f.woff2)} body{font-family:F;background:url(U/back.png)}</style>
<img src="U/img.png"><img srcset="U/set.png 1x" loading=lazy><picture><source srcset="U/source.png"><img></picture>
<iframe src="U/frame"></iframe><object data="U/object"></object><embed src="U/embed"><video poster="U/poster.png" src="U/video"></video>
<svg><image href="U/svg.png"/></svg><input type=image src="U/input.png">
<a href="U/link" ping="U/ping">a link is only written</a><p data-src=a@0-1>text
<script src="U/script.js"></script><script>fetch("U/fetch");new WebSocket("U/ws".replace("http","ws"));navigator.sendBeacon("U/beacon")</script>
<img src="file:///etc/hostname">`, "U", url)
	res := mustPrint(t, warm(t), Job{HTML: []byte(html)})
	l.Close()
	for request := range hit {
		t.Errorf("the page reached a server: %q", request)
	}
	var got []string
	for _, m := range res.Measure.Missing {
		got = append(got, strings.TrimPrefix(m.URL, url))
	}
	for _, want := range []string{"/link.css", "/import.css", "/f.woff2", "/back.png", "/img.png", "/set.png", "/source.png", "/frame", "/object", "/poster.png", "/svg.png", "/input.png", "file:///etc/hostname"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not in Missing: %q", want, got)
		}
	}
	if slices.Contains(got, "font F") {
		t.Error("the face is named by its family though its address is known")
	}
}

func TestMissing(t *testing.T) {
	lookup := files(map[string]string{
		"/css/a.css":     `@font-face{font-family:"Not A Font";src:url("../f/bad.woff2")} @font-face{font-family:Gone;src:url(/f/gone.woff2)} @font-face{font-family:Unused;src:url(unused.woff2)}`,
		"/f/bad.woff2":   "nonsense",
		"/img/bad.png":   "nonsense",
		"/img/ok.svg":    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
		"/img/a%20b.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`,
	})
	html := `<!doctype html><link rel=stylesheet href="css/a.css?v=1"><p style="font-family:'Not A Font',Gone">x` +
		`<img src="img/bad.png"><img src="img/ok.svg"><img src="img/a b.svg"><img src="none.png"><img src="none.png"><img src="data:image/png;base64,` + strings.Repeat("A", 500) + `">`
	want := []string{
		"data:image/png;base64," + strings.Repeat("A", 200-len("data:image/png;base64,")) + "…",
		origin + "/f/bad.woff2", origin + "/f/gone.woff2", origin + "/img/bad.png", origin + "/none.png",
	}
	b := warm(t)
	for range 3 { // also when the tab remembers files
		m := mustPrint(t, b, Job{HTML: []byte(html), Lookup: lookup}).Measure
		var got []string
		for _, r := range m.Missing {
			got = append(got, r.URL)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		if diff := cmp.Diff([]string{"Not A Font", "Gone", "Unused"}, m.Faces); diff != "" {
			t.Errorf("faces: -want +got\n%s", diff)
		}
	}
}

// TestLocals holds which families take fonts of the machine: what holds of a face is its last rule.
func TestLocals(t *testing.T) {
	html := `<!doctype html><style>
@font-face { font-family: Own; src: url(own.woff2) }
@font-face { font-family: "Theme"; font-weight: 400; src: url(theme.woff2) }
@font-face { font-family: "Theme"; font-weight: 700; src: url(theme-bold.woff2) }
@font-face { font-family: Half; font-weight: 400; src: url(theme.woff2) }
@font-face { font-family: Half; font-weight: 700; src: local(  Some Font Bold ) }
@font-face { font-family: Both; src: local("Both (so called)"), local('Both'), url(both.woff2) }
</style><style>
@font-face { font-family: Theme; font-weight: 400; src: local("Arial") }
@font-face { font-family: Theme; font-weight: 700; src: local("Arial Bold"), local(Arial-BoldMT) }
@media screen { @font-face { font-family: Own; src: local("Other") } }
</style><p>x`
	m := mustPrint(t, warm(t), Job{HTML: []byte(html), Lookup: files(nil)}).Measure
	want := []sheet.Local{
		{Family: "Theme", Names: []string{"Arial", "Arial Bold", "Arial-BoldMT"}, Only: true},
		{Family: "Half", Names: []string{"Some Font Bold"}},
		{Family: "Both", Names: []string{"Both (so called)", "Both"}},
	}
	if diff := cmp.Diff(want, m.Locals); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
