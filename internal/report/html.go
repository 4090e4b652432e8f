package report

import (
	"cmp"
	"crypto/sha256"
	_ "embed" // the style of the page
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// A Page is what [HTML] shows besides the findings.
type Page struct {
	Title   string // what was checked: "Maya Lindqvist", "resume.pdf"
	Summary Summary
	Sheets  []Picture
	Lacks   []string // what the sheets have and their pictures do not
	Recall  []Recall // what a parser recovers, by kind; nil when that was not asked
}

// A Picture is a sheet as SVG, with the findings of the list drawn on it. Its marks are elements with the id [Pin] and
// lead to the id [Anchor].
type Picture struct {
	Target string // of which print: "resume.pdf"
	Number int    // of the sheet, 1-based
	SVG    []byte // trusted: it stands in the page as it is
	Pins   []int  // the findings that are drawn on it, by their numbers; the first picture that has one has its id
}

// A Recall is how many fields of a kind a parser recovers.
type Recall struct {
	Kind      string // "end date"
	Found, Of int
	Misses    []Miss
}

// A Miss is a field that a parser does not recover.
type Miss struct {
	Text string
	Span source.Span
	Read string // what is read in its place; "" for nothing
}

// Anchor is the id of a finding's text in the page of [HTML], by its number, and Pin that of its mark on a sheet.
func Anchor(number int) string { return fmt.Sprintf("f%d", number) }

// Pin is the id of a finding's first mark on a sheet.
func Pin(number int) string { return fmt.Sprintf("p%d", number) }

// Order is the order of findings in the page of [HTML], where the first has the number 1: by file, errors first.
func Order(l diag.List) diag.List {
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Path(), b.Span.Path()), cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return l
}

//go:embed html.css
var htmlStyle string

// maxHover bounds the findings that get a style of their own, by which text and mark light up together.
const maxHover = 300

// HTML writes a page that needs nothing else: no request, no script. Each finding has its number, its place in the
// source, the reason, the mend and its rule's manual; beside them stand the sheets, with the findings drawn on them. The
// list must be in the [Order] of the page.
//
// As in [Text], of a finding of the group privacy/ no source is shown. The caller gives it a list that is [Discreet], and no pictures of sheets with
// private values.
func HTML(w io.Writer, l diag.List, page Page, o Options) error {
	h := &hypertext{o: o, page: page, pinned: map[int]int{}, told: map[string]bool{}, reasons: map[string]bool{}}
	for _, p := range page.Sheets {
		for _, n := range p.Pins {
			if h.pinned[n] == 0 {
				h.pinned[n] = p.Number
			}
		}
	}
	h.document(l)
	_, err := io.WriteString(w, h.String())
	return err
}

// A hypertext is the page in the making.
type hypertext struct {
	strings.Builder
	o       Options
	page    Page
	pinned  map[int]int     // the sheet of the first mark of a finding, by its number
	told    map[string]bool // rules whose manual stands in the page
	reasons map[string]bool // that were given
}

// tag writes markup of ours; what others wrote comes through text.
func (h *hypertext) tag(format string, args ...any) { fmt.Fprintf(&h.Builder, format, args...) }

// prose is a text of others on one line, as HTML.
func prose(s string) string { return html.EscapeString(fold(s)) }

func (h *hypertext) document(l diag.List) {
	style := htmlStyle + h.hovers(len(l))
	sum := sha256.Sum256([]byte(style))
	title := cmp.Or(h.page.Title, "Résumé")
	h.tag("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	// Nothing may be fetched or run; the only style is this one.
	h.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
		base64.StdEncoding.EncodeToString(sum[:]))
	h.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s: %s</title>\n<style>%s</style>\n</head>\n<body>\n",
		prose(title), prose(found(h.page.Summary)), style)
	h.header(title)
	class := "page"
	if len(h.page.Sheets) > 0 {
		class += " paper"
	}
	h.tag("<div class=\"%s\">\n<main>\n", class)
	h.findings(l)
	h.recall()
	h.tag("</main>\n")
	h.sheets()
	h.tag("</div>\n<footer>Written by resgen %s. Nothing in this page is loaded from anywhere.</footer>\n</body>\n</html>\n", prose(h.o.Version))
}

// found is the counts of a summary, in words.
func found(s Summary) string {
	var out []string
	for _, c := range []struct {
		n    int
		noun string
	}{{s.Errors, "error"}, {s.Warnings, "warning"}} {
		if c.n > 0 {
			out = append(out, count(c.n, c.noun))
		}
	}
	if s.Infos > 0 {
		out = append(out, fmt.Sprintf("%d info", s.Infos))
	}
	if out == nil {
		return "no findings"
	}
	return strings.Join(out, ", ")
}

// header is the name of what was checked, the counts, which are switches, and what could not be checked.
func (h *hypertext) header(title string) {
	s := h.page.Summary
	h.tag("<header>\n<h1>%s</h1>\n<p class=\"sub\">%s", prose(title), count(s.Files, "file"))
	if n := len(h.page.Sheets); n > 0 {
		h.tag(", %s", count(n, "sheet"))
		if s.Chrome != "" {
			h.tag(" printed by Chrome %s", prose(s.Chrome))
		}
	}
	if s.Fixable > 0 {
		h.tag("; <code>resgen check --fix</code> mends %d", s.Fixable)
	}
	h.tag("</p>\n<div class=\"counts\" role=\"group\" aria-label=\"Levels that are shown\">\n")
	for _, c := range []struct {
		n           int
		level, noun string
	}{{s.Errors, "error", "errors"}, {s.Warnings, "warning", "warnings"}, {s.Infos, "info", "info"}} {
		if c.n == 1 && c.level != "info" {
			c.noun = c.level
		}
		if c.n > 0 {
			h.tag("<label class=\"%s\"><input type=\"checkbox\" id=\"show-%s\" checked> <b>%d</b> <span>%s</span></label>\n", c.level, c.level, c.n, c.noun)
		}
	}
	if s.Errors+s.Warnings+s.Infos == 0 {
		h.tag("<span class=\"none\"><b>No findings</b></span>\n")
	}
	h.tag("</div>\n")
	if len(s.Skipped)+len(h.page.Lacks) > 0 {
		h.tag("<ul class=\"skips\">\n")
		for _, k := range s.Skipped {
			h.tag("<li>%s skipped: %s</li>\n", prose(k.what()), prose(k.Reason))
		}
		for _, what := range h.page.Lacks {
			h.tag("<li>The pictures lack %s.</li>\n", prose(what))
		}
		h.tag("</ul>\n")
	}
	h.tag("</header>\n")
}

// hovers is the style by which a finding and its marks light up together.
func (h *hypertext) hovers(n int) string {
	var b strings.Builder
	for i := 1; i <= min(n, maxHover); i++ {
		if h.pinned[i] > 0 {
			fmt.Fprintf(&b, "body:has(#f%d:hover) [href=\"#f%d\"] .box{fill-opacity:.26}body:has([href=\"#f%d\"]:hover) #f%d{border-color:var(--level)}\n", i, i, i, i)
		}
	}
	return b.String()
}

// sheets is the pictures.
func (h *hypertext) sheets() {
	if len(h.page.Sheets) == 0 {
		return
	}
	h.tag("<aside class=\"sheets\" aria-label=\"Sheets\">\n")
	for i, p := range h.page.Sheets {
		if i == 0 || p.Target != h.page.Sheets[i-1].Target {
			h.tag("<h2>%s</h2>\n", prose(p.Target))
		}
		h.tag("<figure id=\"sheet-%d\"><figcaption>Sheet %d", i+1, p.Number)
		switch n := len(p.Pins); {
		case n > 0:
			h.tag(", %s", count(n, "finding"))
		default:
			h.tag(", no findings")
		}
		h.tag("</figcaption>\n")
		h.Write(p.SVG)
		h.tag("\n</figure>\n")
	}
	h.tag("</aside>\n")
}

// recall is the table of what a parser recovers.
func (h *hypertext) recall() {
	if len(h.page.Recall) == 0 {
		return
	}
	got, of := 0, 0
	for _, r := range h.page.Recall {
		got, of = got+r.Found, of+r.Of
	}
	h.tag("<section id=\"recall\">\n<h2>What a parser reads<small>%d of %d fields</small></h2>\n<table>\n<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Recovered</th><th scope=\"col\">Missed</th></tr></thead>\n<tbody>\n", got, of)
	for _, r := range h.page.Recall {
		class := "all"
		if r.Found < r.Of {
			class = "miss"
		}
		h.tag("<tr><th scope=\"row\">%s</th><td class=\"of %s\">%d of %d</td><td>", prose(r.Kind), class, r.Found, r.Of)
		h.misses(r.Misses)
		h.tag("</td></tr>\n")
	}
	h.tag("</tbody>\n</table>\n</section>\n")
}

// misses is a list of what is missed, folded away when it is long.
func (h *hypertext) misses(l []Miss) {
	const short = 3
	if len(l) == 0 {
		return
	}
	if len(l) > short {
		h.tag("<details><summary>%d missed</summary>", len(l))
	}
	h.tag("<ul>")
	for _, m := range l {
		h.tag("<li>%s", prose(m.Text))
		if m.Span.Known() {
			h.tag(" <span class=\"place\">%s</span>", html.EscapeString(words(m.Span, h.o)))
		}
		if m.Read != "" {
			h.tag(", read as “%s”", prose(m.Read))
		}
		h.tag("</li>")
	}
	h.tag("</ul>")
	if len(l) > short {
		h.tag("</details>")
	}
}
