package build

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// people is the labelled résumés of package read.
func people(t testing.TB) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../read/testdata/people/[0-9]*.md")
	if err != nil || len(paths) < 60 {
		t.Fatalf("%d résumés, %v", len(paths), err)
	}
	out := map[string]string{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = string(b)
	}
	return out
}

// TestEveryWordOnTheSheet holds that the printed copy of each labelled résumé says what was understood of it (that nothing
// was lost before is held by package read): every word in its block, once, bullets and paragraphs in their order.
func TestEveryWordOnTheSheet(t *testing.T) {
	for name, text := range people(t) {
		if err := everyWord(t.TempDir(), text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzEveryWord looks for a résumé whose sheet does not say all of it.
func FuzzEveryWord(f *testing.F) {
	for _, text := range people(f) {
		f.Add(text)
	}
	f.Add("# A\n\n## B\n\n- c\n\n  d\n\n---\n\ne\n\n| f | g |\n|---|---|\n| h | i |\n\nj[^1]\n\n[^1]: k\n")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // source lets nothing else through
		}
		if err := everyWord(t.TempDir(), text); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
	})
}

// alone is a résumé by itself.
func alone(dir, text string) (*source.Set, error) {
	if err := os.WriteFile(filepath.Join(dir, "cv.md"), []byte(text), 0o666); err != nil {
		return nil, err
	}
	return source.ReadFile(filepath.Join(dir, "cv.md"))
}

// everyWord compares a résumé with its sheet.
func everyWord(dir, text string) error {
	set, err := alone(dir, text)
	if err != nil {
		return err
	}
	r := Build(context.Background(), set, NewMemory(nil, ""), Options{})
	target := r.Site.Targets[slices.IndexFunc(r.Site.Targets, func(t compose.Target) bool { return t.Audience == compose.Sent })]
	sheet, err := r.renderer.Sheet(target)
	if err != nil {
		return err
	}
	doc, err := html.Parse(bytes.NewReader(sheet))
	if err != nil {
		return err
	}
	cv := target.Resume
	main := find(doc, "main")[0]
	for _, v := range []resume.Value{cv.Name, cv.Headline, cv.Email, cv.Phone, cv.Location} {
		if !contains(wordsOf(shown(find(main, ".r-head")[0])), wordsOf(v.Text)) {
			return fmt.Errorf("the head does not say %q", v.Text)
		}
	}
	if summary := find(main, ".r-summary"); len(cv.Summary) > 0 {
		if err := same("the summary", cv.SummaryTitle.Text+" "+plain(cv.Summary), shown(summary[0])); err != nil {
			return err
		}
	}
	sections := find(main, ".r-section")
	if cv.SummaryTitle.Known() && len(cv.Summary) > 0 {
		sections = sections[1:] // compared above
	}
	if len(sections) != len(cv.Sections) {
		return fmt.Errorf("%d sections, %d on the sheet", len(cv.Sections), len(sections))
	}
	for i, s := range cv.Sections {
		if err := sectionWords(&s, sections[i]); err != nil {
			return err
		}
	}
	return nil
}

// sectionWords compares a section with what the sheet says of it.
func sectionWords(s *resume.Section, n *html.Node) error {
	entries := find(n, ".r-entry")
	if len(entries) != len(s.Entries) {
		return fmt.Errorf("section %q: %d entries, %d on the sheet", s.Title.Text, len(s.Entries), len(entries))
	}
	var want strings.Builder
	fmt.Fprintf(&want, "%s %s ", s.Title.Text, plain(s.Intro))
	for _, g := range s.Groups {
		fmt.Fprintf(&want, "%s %s ", g.Label.Text, markup.Plain(g.Markup))
	}
	want.WriteString(plain(s.Outro))
	var rest strings.Builder
	for c := range n.ChildNodes() {
		if !slices.Contains(entries, c) {
			rest.WriteString(shown(c) + " ")
		}
	}
	if err := same(fmt.Sprintf("section %q", s.Title.Text), want.String(), rest.String()); err != nil {
		return err
	}
	for i, e := range s.Entries {
		var head, body strings.Builder
		for c := range entries[i].ChildNodes() {
			switch class := attribute(c, "class"); {
			case strings.HasPrefix(class, "r-row"), strings.HasPrefix(class, "r-detail"):
				head.WriteString(shown(c) + " ")
			default:
				body.WriteString(shown(c) + " ")
			}
		}
		got := wordsOf(head.String())
		for _, v := range append([]resume.Value{e.Title, e.Organization, e.Location}, e.Extra...) {
			if !contains(got, wordsOf(v.Text)) {
				return fmt.Errorf("the head of %q does not say %q: %s", e.Title.Text, v.Text, head.String())
			}
		}
		if e.DatesText.Known() && e.Dates.Start.Year > 0 && !contains(got, wordsOf(e.DatesText.Text)) && !strings.Contains(head.String(), fmt.Sprint(e.Dates.Start.Year)) {
			return fmt.Errorf("the head of %q does not say when: %s", e.Title.Text, head.String())
		}
		if err := same(fmt.Sprintf("the text of %q", e.Title.Text), plain(e.Body), body.String()); err != nil {
			return err
		}
	}
	return nil
}

// same holds that two texts are the same words in the same order.
func same(where, want, got string) error {
	w, g := wordsOf(want), wordsOf(got)
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			return fmt.Errorf("%s: word %d differs:\nunderstood %q\nprinted    %q", where, i, w[min(i, len(w)):min(i+8, len(w))], g[min(i, len(g)):min(i+8, len(g))])
		}
	}
	return nil
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func contains(all, some []string) bool {
	for _, w := range some {
		if !slices.Contains(all, w) {
			return false
		}
	}
	return true
}

// plain is the words of blocks as they are printed.
func plain(bs []markup.Block) string {
	var out strings.Builder
	for b := range markup.Blocks(bs) {
		if b.Kind == markup.HTML {
			if n, err := html.Parse(strings.NewReader(b.Raw)); err == nil {
				out.WriteString(shown(n) + " ")
			}
		} else {
			out.WriteString(b.Raw + " ")
		}
		out.WriteString(spoken(b.Inlines) + " ")
	}
	return out.String()
}

// spoken is the words of inlines; a picture is shown and not read.
func spoken(in []markup.Inline) string {
	var out strings.Builder
	for n := range markup.Walk(in) {
		switch n.Kind {
		case markup.Text, markup.CodeSpan:
			out.WriteString(n.Text)
		case markup.SoftBreak, markup.HardBreak:
			out.WriteByte(' ')
		case markup.RawHTML:
			name := strings.ToLower(strings.TrimLeft(n.Text, "</"))
			if i := strings.IndexAny(name, " >/\t\n"); i >= 0 && slices.Contains(blockTags, name[:i]) {
				out.WriteByte(' ')
			}
		}
	}
	return out.String()
}

// blockTags are elements that words end at.
var blockTags = strings.Fields("h1 h2 h3 h4 h5 h6 p div ul ol li table thead tbody tfoot tr td th caption br hr blockquote pre section article header " +
	"footer aside address center dl dt dd details summary figure figcaption picture")

// inlineTags are elements that no word ends at.
var inlineTags = []string{"a", "b", "i", "em", "strong", "code", "span", "del", "sup", "sub", "small", "u", "s", "mark", "kbd", "wbr",
	"abbr", "bdi", "bdo", "cite", "dfn", "ins", "q", "samp", "time", "var", "big", "font", "img"}

// shown is the text of an element.
func shown(n *html.Node) string {
	if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "sup" && strings.Contains(attribute(n, "id")+attribute(n, "class"), "fn")) {
		return "" // the number of a footnote is ours
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var out strings.Builder
	block := n.Type == html.ElementNode && !slices.Contains(inlineTags, n.Data)
	for c := range n.ChildNodes() {
		out.WriteString(shown(c))
	}
	if block {
		return " " + out.String() + " "
	}
	return out.String()
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// find is the elements of a name, or of a ".class".
func find(n *html.Node, what string) (out []*html.Node) {
	for d := range n.Descendants() {
		class, ok := strings.CutPrefix(what, ".")
		if d.Type == html.ElementNode && (!ok && d.Data == what || ok && slices.Contains(strings.Fields(attribute(d, "class")), class)) {
			out = append(out, d)
		}
	}
	return out
}

// TestEveryWordInThePDF prints the labelled résumés, and holds that each word of the printed copy is in the PDF.
func TestEveryWordInThePDF(t *testing.T) {
	printer := realPrinter(t)
	for name, text := range people(t) {
		set, err := alone(t.TempDir(), text)
		if err != nil {
			t.Fatal(err)
		}
		r := Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: printer})
		prints, err := r.Prints(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range prints {
			if len(p.Print.Lost) > 0 {
				t.Errorf("%s: lost in print: %+v", name, p.Print.Lost)
			}
			sheet, err := r.renderer.Sheet(r.prints[i].target)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := html.Parse(bytes.NewReader(sheet))
			if err != nil {
				t.Fatal(err)
			}
			var pdf strings.Builder
			for _, s := range p.Print.Sheets {
				for _, l := range s.Lines {
					pdf.WriteString(l.Text + "\n")
				}
			}
			want, got := wordsOf(shown(find(doc, "main")[0])), wordsOf(pdf.String())
			for _, img := range find(doc, "img") { // what stands in for a picture that is not there
				if len(p.Print.Missing) > 0 || attribute(img, "src") == "" {
					want = append(want, wordsOf(attribute(img, "alt"))...)
				}
			}
			for _, list := range find(doc, "ol") { // numbers are what a browser adds
				n := 0
				for c := range list.ChildNodes() {
					if c.Data == "li" {
						n++
						want = append(want, fmt.Sprint(n))
					}
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("%s: the PDF has other words than the page:\npage %s\nPDF  %s", name, without(want, got), without(got, want))
			}
		}
	}
}

// without is the sorted words of a that b does not have.
func without(a, b []string) (out []string) {
	for len(a) > 0 {
		switch {
		case len(b) == 0 || a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
		}
	}
	return out
}
