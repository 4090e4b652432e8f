package report

import (
	"crypto/sha256"
	_ "embed" // the style of the page
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diff"
)

//go:embed difference.css
var differenceStyle string

// Numbered is the changes that have a number in the page of [DifferenceHTML], the first one 1: what came or went as a whole has one, and so has a group
// of skills.
func Numbered(d *diff.Diff) []*diff.Change {
	var out []*diff.Change
	var look func([]*diff.Change)
	look = func(list []*diff.Change) {
		for _, c := range list {
			switch {
			case !c.Changed():
			case c.Kind == diff.Group:
				out = append(out, c)
			default:
				if c.Itself() {
					out = append(out, c)
				}
				if !c.Whole() {
					look(c.Changes)
				}
			}
		}
	}
	look(d.Changes)
	return out
}

// DifferenceAnchor is the id of a change's text in the page of [DifferenceHTML], by its number, and DifferencePin that of its mark on the sheets of the
// first side, 0, or the second, 1.
func DifferenceAnchor(number int) string { return fmt.Sprintf("c%d", number) }

// DifferencePin is the id of a change's first mark on the sheets of a side.
func DifferencePin(side, number int) string { return fmt.Sprintf("%c%d", "ab"[side], number) }

// DifferenceHTML writes a comparison as a page that needs nothing else: no request, no script. Beside the list of what changed stand the sheets of both
// sides, side by side, with what changed marked on them by its number. pinned tells whether a change has a mark on a side.
func DifferenceHTML(w io.Writer, c *Comparison, pinned func(side, number int) bool, o Options) error {
	h := &differencePage{hypertext: hypertext{o: o}, pinned: pinned, numbers: map[*diff.Change]int{}}
	numbered := Numbered(c.Diff)
	for i, x := range numbered {
		h.numbers[x] = i + 1
	}
	h.page(c, len(numbered))
	_, err := io.WriteString(w, h.String())
	return err
}

type differencePage struct {
	hypertext
	pinned  func(side, number int) bool
	numbers map[*diff.Change]int
}

func (h *differencePage) page(c *Comparison, n int) {
	style := differenceStyle + h.lights(n)
	sum := sha256.Sum256([]byte(style))
	title := strings.TrimPrefix(c.Title+": ", ": ") + c.told()
	h.tag("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	h.tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
		base64.StdEncoding.EncodeToString(sum[:]))
	h.tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
		prose(title), style)
	h.tag("<header>\n<h1>%s</h1>\n<dl>\n", prose(title))
	row := func(name, text string) {
		if text != "" {
			h.tag("<div><dt>%s</dt><dd>%s</dd></div>\n", prose(name), text)
		}
	}
	counts := c.counts()
	if counts == nil {
		counts = []string{"nothing that a reader sees"}
	}
	row("Changed", prose(strings.Join(counts, "; ")))
	row("Sheets", prose(c.sheets()))
	for _, v := range c.Coverage {
		row("Posting", prose(posting(v)))
		if v.Why != "" {
			row("Inconclusive", prose(v.Why))
		}
		for _, l := range coverage(v) {
			row(strings.ToUpper(l.class[:1])+l.class[1:], prose(l.text))
		}
	}
	for _, note := range c.Notes {
		row("Note", prose(note))
	}
	h.tag("</dl>\n</header>\n<div class=\"page\">\n<main aria-label=\"What changed\">\n")
	if c.Diff.Equal() {
		h.tag("<p class=\"clean\">Nothing that a reader sees has changed.</p>\n")
	}
	for _, x := range c.Diff.Changes {
		if x.Changed() {
			h.section(x)
		}
	}
	h.tag("</main>\n")
	h.sides(c)
	h.tag("</div>\n<footer>Written by resgen %s. Nothing in this page is loaded from anywhere.</footer>\n</body>\n</html>\n", prose(h.o.Version))
}

// lights is the style by which a change and its marks light up together.
func (h *differencePage) lights(n int) string {
	var b strings.Builder
	for i := 1; i <= min(n, maxHover); i++ {
		fmt.Fprintf(&b, "body:has(#c%d:hover) [href=\"#c%d\"] .box{fill-opacity:.3}body:has([href=\"#c%d\"]:hover) #c%d{background:var(--hover)}\n", i, i, i, i)
	}
	return b.String()
}

// sides is the sheets of both sides: the first of each beside the first, and so on.
func (h *differencePage) sides(c *Comparison) {
	h.tag("<div class=\"sheets\">\n")
	for i, s := range c.Sides {
		h.tag("<h2 class=\"side%d\">%s", i, prose(s.Name))
		if s.About != "" {
			h.tag("<small>%s</small>", prose(s.About))
		}
		h.tag("</h2>\n")
	}
	for k := range max(len(c.Sides[0].Pictures), len(c.Sides[1].Pictures), 1) {
		for i, s := range c.Sides {
			h.tag("<figure class=\"side%d\">", i)
			switch {
			case s.Sheets == 0 && k == 0:
				h.tag("<p class=\"none\">Nobody printed this side.</p>")
			case k >= len(s.Pictures):
			case s.Pictures[k] == nil:
				h.tag("<figcaption>Sheet %d</figcaption><p class=\"none\">It is not shown: something on it is private. <code>--private</code> shows it.</p>", k+1)
			default:
				h.tag("<figcaption>Sheet %d</figcaption>\n", k+1)
				h.Write(s.Pictures[k])
			}
			h.tag("</figure>\n")
		}
	}
	h.tag("</div>\n")
}

func (h *differencePage) section(c *diff.Change) {
	h.tag("<section>\n<h2>")
	switch {
	case c.Kind == diff.Head:
		h.tag("Head")
	case c.State == diff.Kept && !c.Moved:
		h.tag("%s", prose(c.B.Text))
	default:
		h.tag("%s", prose(c.Node().Text))
	}
	h.tag("</h2>\n<ul>\n")
	if c.Itself() {
		h.change(c, "section")
	}
	h.inside(c)
	h.tag("</ul>\n</section>\n")
}

func (h *differencePage) inside(c *diff.Change) {
	for _, x := range c.Changes {
		switch {
		case !x.Changed(), untold(c, x):
		case x.Kind == diff.Entry:
			h.entry(x)
		case x.Kind == diff.Group:
			h.group(x)
		default:
			h.change(x, "")
			h.inside(x)
		}
	}
}

// open begins an item, with its number and what became of it.
func (h *differencePage) open(c *diff.Change) {
	level, word := levelOf(c)
	n := h.numbers[c]
	if n == 0 {
		h.tag("<li class=\"%s\">", level)
		return
	}
	h.tag("<li class=\"%s\" id=\"%s\"><span class=\"marks\">", level, DifferenceAnchor(n))
	// The number leads to the newer side where that has the mark.
	to := ""
	for _, side := range []int{0, 1} {
		if h.pinned(side, n) {
			to = DifferencePin(side, n)
		}
	}
	if to != "" {
		h.tag("<a class=\"number\" href=\"#%s\" title=\"show it on the sheet\">%d</a>", to, n)
	} else {
		h.tag("<span class=\"number\">%d</span>", n)
	}
	h.tag("</span> <span class=\"what\">%s</span> ", word)
}

// levelOf is the class of a change, as marks have it, and the word for it.
func levelOf(c *diff.Change) (level, word string) {
	switch {
	case c.State == diff.Added:
		return "added", "added"
	case c.State == diff.Removed:
		return "removed", "taken out"
	case c.State == diff.Reworded && (c.Kind == diff.Bullet || c.Kind == diff.Text):
		return "reworded", "reworded"
	case c.State == diff.Reworded, c.Kind == diff.Group:
		return "reworded", "changed"
	case c.Moved:
		return "moved", "moved"
	}
	return "kept", ""
}

// Level is what a change is for [paint.Mark] and the page: "added", "removed", "reworded" or "moved".
func Level(c *diff.Change) string {
	level, _ := levelOf(c)
	return level
}

func (h *differencePage) entry(c *diff.Change) {
	h.open(c)
	h.tag("<b>%s</b>", prose(c.Node().Name()))
	if c.State != diff.Kept {
		for _, more := range beside(c.Node()) {
			h.tag(" · %s", prose(more))
		}
	}
	h.whence(c)
	h.tag("\n<ul>\n")
	h.inside(c)
	h.tag("</ul></li>\n")
}

func (h *differencePage) whence(c *diff.Change) {
	if from := whence(c); from != "" {
		h.tag(" <small>%s</small>", prose(from))
	}
}

func (h *differencePage) change(c *diff.Change, what string) {
	h.open(c)
	if l := label(c); l != "" {
		what = l
	}
	if what != "" {
		h.tag("<small>%s:</small> ", prose(what))
	}
	switch c.State {
	case diff.Reworded:
		h.WriteString(piecesHTML(c.Pieces, prose))
	case diff.Removed:
		h.tag("<del>%s</del>", prose(c.A.Text))
	case diff.Added:
		h.tag("<ins>%s</ins>", prose(c.B.Text))
	default:
		h.tag("%s", prose(c.B.Text))
	}
	h.whence(c)
	h.tag("</li>\n")
}

func (h *differencePage) group(c *diff.Change) {
	in, out, moved := skills(c)
	h.open(c)
	if c.State == diff.Reworded {
		h.tag("<b>%s</b>", piecesHTML(c.Pieces, prose))
	} else {
		h.tag("<b>%s</b>", prose(c.Node().Text))
	}
	h.whence(c)
	if out != nil {
		h.tag(" <del>%s</del>", prose(strings.Join(out, ", ")))
	}
	if in != nil {
		h.tag(" <ins>%s</ins>", prose(strings.Join(in, ", ")))
	}
	if moved {
		h.tag(" <small>in another order</small>")
	}
	h.tag("</li>\n")
}
