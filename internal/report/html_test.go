package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/resgen/resgen/internal/diag"
)

// samplePage is what the page of the sample shows beside its findings.
func samplePage(l diag.List) Page {
	return Page{
		Title: "Maya <Lindqvist>", Summary: sampleSummary(l), Lacks: []string{"a blend mode"},
		Sheets: []Picture{
			{Target: "resume.pdf", Number: 1, SVG: []byte(`<svg viewBox="0 0 9 9"></svg>`)},
			{Target: "resume.pdf", Number: 2, SVG: []byte(`<svg viewBox="0 0 9 9"><a id="p3" href="#f3" class="mark error"><rect class="box"/></a></svg>`), Pins: []int{3}},
		},
		Recall: []Recall{
			{Kind: "name", Found: 1, Of: 1},
			{Kind: "end date", Found: 1, Of: 2, Misses: []Miss{{Text: "present", Span: l[1].Span, Read: "Stock<holm"}}},
		},
	}
}

// elements is what a page is made of.
var elements = strings.Fields("html head meta title style body header h1 h2 h3 h4 p code div label input b span ul li main section article a small pre mark " +
	"details summary table thead tbody tr th td aside figure figcaption footer svg rect")

// soundPage holds a page to what is true of every page: it runs nothing and asks for nothing, every id is one
// element's, every link leads to one, and its style is the one that it allows.
func soundPage(t *testing.T, page string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, style, policy := map[string]int{}, "", ""
	var links []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Fatalf("element %s", n.Data)
		}
		if n.Data == "style" {
			style += n.FirstChild.Data
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href":
				links = append(links, a.Val)
			case a.Key == "content" && strings.Contains(a.Val, "default-src"):
				policy = a.Val
			case a.Key == "src", a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Fatalf("attribute %s=%q", a.Key, a.Val)
			}
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s stands %d times", id, n)
		}
	}
	for _, l := range links {
		if id, ok := strings.CutPrefix(l, "#"); !ok || ids[id] == 0 {
			t.Errorf("%s leads nowhere", l)
		}
	}
	sum := sha256.Sum256([]byte(style))
	if !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
		t.Errorf("the policy does not allow the style: %s", policy)
	}
}

// TestHTML holds the page of the sample to what is true of every page, and to what it must say.
func TestHTML(t *testing.T) {
	l, o := sample(t)
	l = Order(l)
	page := write(t, func(b *bytes.Buffer) error { return HTML(b, l, samplePage(l), o) })
	soundPage(t, page)
	for _, want := range []string{"Maya &lt;Lindqvist&gt;", "2 of 3 fields", `href="#p3" title="show it on sheet 2"`, "Stock&lt;holm", "14 sheet rules skipped"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page, "src=") || strings.Contains(page, "@import") || strings.Contains(page, "url(") {
		t.Error("the page asks for something")
	}
	none := write(t, func(b *bytes.Buffer) error { return HTML(b, nil, Page{}, Options{}) })
	soundPage(t, none)
	if !strings.Contains(none, "No findings") {
		t.Error("a page without findings does not say so")
	}
}

// TestHTMLSecret holds that a private value is not shown.
func TestHTMLSecret(t *testing.T) {
	l, o := sample(t)
	for i := range l {
		l[i].Rule = "privacy/published"
	}
	page := write(t, func(b *bytes.Buffer) error { return HTML(b, l, Page{}, o) })
	if strings.Contains(page, "Moved the ledger") {
		t.Error("the source of a finding about a private value is shown")
	}
}

// TestOrder holds the order of the page: by file, errors first, and in a file by place.
func TestOrder(t *testing.T) {
	l, _ := sample(t)
	got := Order(l)
	for i := 1; i < len(got); i++ {
		a, b := got[i-1], got[i]
		if a.Span.Path() > b.Span.Path() || a.Span.Path() == b.Span.Path() && (a.Severity < b.Severity || a.Severity == b.Severity && a.Span.Start > b.Span.Start) {
			t.Errorf("%s stands before %s", a.Rule, b.Rule)
		}
	}
}
