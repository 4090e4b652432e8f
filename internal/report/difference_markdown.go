package report

import (
	"fmt"
	"html"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diff"
)

// mostComment bounds the Markdown in bytes: GitHub takes comments of up to 65,536 characters, and a workflow puts something round it.
const mostComment = 60_000

// commentMark is how a workflow finds the comment that it wrote before.
const commentMark = "<!-- resgen diff -->"

// DifferenceMarkdown writes a comparison as a comment on a pull request: what it came to, and by section what became of each thing, folded away. It
// is cut, with a word on that, where GitHub would refuse it. What the user wrote is shown as it is: it makes no link, no mention and no markup.
func DifferenceMarkdown(w io.Writer, c *Comparison) error {
	d := &differenceMarkdown{}
	fmt.Fprintf(d, "%s\n### %s\n\n", commentMark, inHTML(strings.TrimPrefix(fold(c.Title)+": "+c.told(), ": ")))
	var about []string
	for _, s := range c.Sides {
		if s.About != "" {
			about = append(about, inHTML(fold(s.Name))+" is "+inHTML(fold(s.About)))
		}
	}
	counts := c.counts()
	if counts == nil {
		counts = []string{"nothing that a reader sees has changed"}
	}
	fmt.Fprintf(d, "- **%s**\n", strings.Join(counts, "; "))
	if s := c.sheets(); s != "" {
		fmt.Fprintf(d, "- %s\n", s)
	}
	for _, v := range c.Coverage {
		fmt.Fprintf(d, "- %s: ", inHTML(fold(posting(v))))
		var parts []string
		if v.Why != "" {
			parts = append(parts, "inconclusive, for "+inHTML(v.Why))
		}
		for _, l := range coverage(v) {
			parts = append(parts, l.class+" "+inHTML(fold(l.text)))
		}
		fmt.Fprintln(d, strings.Join(parts, "; "))
	}
	for _, n := range c.Notes {
		about = append(about, inHTML(fold(n)))
	}
	for _, text := range about {
		fmt.Fprintf(d, "- %s\n", text)
	}
	left := 0
	for _, x := range c.Diff.Changes {
		if !x.Changed() {
			continue
		}
		part := &differenceMarkdown{}
		part.section(x)
		if left > 0 || d.Len()+part.Len() > mostComment {
			left++
			continue
		}
		d.WriteString(part.String())
	}
	if left > 0 {
		fmt.Fprintf(d, "\n%s not shown here, as a comment has no room for more; `resgen diff` shows all.\n", count(left, "more section"))
	}
	_, err := io.WriteString(w, d.String())
	return err
}

type differenceMarkdown struct{ strings.Builder }

func (d *differenceMarkdown) section(c *diff.Change) {
	name := "Head"
	if c.Kind != diff.Head {
		name = c.Node().Text
	}
	n := 0
	for x := range (&diff.Diff{Changes: []*diff.Change{c}}).All() {
		if x.Itself() {
			n++
		}
	}
	fmt.Fprintf(d, "\n<details><summary>%s: %s</summary>\n\n", inHTML(name), count(n, "change"))
	if c.Kind == diff.Section && c.Itself() {
		d.change(c, "")
	}
	d.inside(c, "")
	d.WriteString("\n</details>\n")
}

func (d *differenceMarkdown) inside(c *diff.Change, indent string) {
	for _, x := range c.Changes {
		switch {
		case !x.Changed(), untold(c, x):
		case x.Kind == diff.Group:
			d.group(x, indent)
		case x.Kind == diff.Entry && x.State != diff.Kept:
			text := "<b>" + inHTML(x.Node().Name()) + "</b>"
			for _, more := range beside(x.Node()) {
				text += " · " + inHTML(more)
			}
			d.item(indent, x.State, false, text)
			d.inside(x, indent+"  ")
		case x.Kind == diff.Entry:
			text := "<b>" + inHTML(x.Node().Name()) + "</b>"
			if from := whence(x); from != "" {
				text += " (" + inHTML(from) + ")"
			}
			d.item(indent, diff.Kept, x.Moved, text)
			d.inside(x, indent+"  ")
		default:
			d.change(x, indent)
			d.inside(x, indent+"  ")
		}
	}
}

// item writes an item of the list. Its text is HTML: Markdown's own marks depend on what stands beside them.
func (d *differenceMarkdown) item(indent string, s diff.State, moved bool, text string) {
	sign := map[diff.State]string{diff.Added: "➕ ", diff.Removed: "➖ ", diff.Reworded: "✏️ "}[s]
	if s == diff.Kept && moved {
		sign = "↕️ "
	}
	fmt.Fprintf(d, "%s- %s%s\n", indent, sign, text)
}

func (d *differenceMarkdown) change(c *diff.Change, indent string) {
	text := ""
	if l := label(c); l != "" {
		text = inHTML(l) + ": "
	}
	switch c.State {
	case diff.Reworded:
		text += piecesHTML(c.Pieces, inHTML)
	case diff.Removed:
		text += "<del>" + inHTML(c.A.Text) + "</del>"
	default:
		text += inHTML(c.B.Text)
	}
	if from := whence(c); from != "" {
		text += " (" + inHTML(from) + ")"
	}
	d.item(indent, c.State, c.Moved, text)
}

func (d *differenceMarkdown) group(c *diff.Change, indent string) {
	in, out, moved := skills(c)
	text := inHTML(c.Node().Text)
	if c.State == diff.Reworded {
		text = piecesHTML(c.Pieces, inHTML)
	}
	text = "<b>" + text + "</b>"
	if text == "<b></b>" {
		text = "Skills"
	}
	var about []string
	if from := whence(c); from != "" {
		about = append(about, inHTML(from))
	}
	if moved {
		about = append(about, "in another order")
	}
	if about != nil {
		text += " (" + strings.Join(about, "; ") + ")"
	}
	d.item(indent, c.State, c.Moved, text)
	if in != nil {
		d.item(indent+"  ", diff.Added, false, inHTML(strings.Join(in, ", ")))
	}
	if out != nil {
		d.item(indent+"  ", diff.Removed, false, "<del>"+inHTML(strings.Join(out, ", "))+"</del>")
	}
}

// piecesHTML is a text word by word as HTML; escape makes HTML of what the user wrote.
func piecesHTML(list []diff.Piece, escape func(string) string) string {
	var b strings.Builder
	for i, p := range list {
		mid := strings.Trim(p.Text, " ")
		if p.Op == diff.Stays || mid == "" {
			b.WriteString(blanks(p.Text, mid, escape))
			continue
		}
		tag := "ins"
		if p.Op == diff.Out {
			tag = "del"
		} else if i > 0 && list[i-1].Op == diff.Out && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		lead, tail, _ := strings.Cut(p.Text, mid)
		fmt.Fprintf(&b, "%s<%s>%s</%s>%s", lead, tag, escape(mid), tag, tail)
	}
	return b.String()
}

// blanks is a text with the blanks that it begins and ends with, which escape may not keep.
func blanks(text, mid string, escape func(string) string) string {
	if mid == "" {
		return " "
	}
	lead, tail, _ := strings.Cut(text, mid)
	return lead + escape(mid) + tail
}

// inHTML is a text of the user as HTML within Markdown: no mark of either, no mention of a person and no number of an issue.
func inHTML(s string) string {
	s = html.EscapeString(fold(s))
	var b strings.Builder
	var last rune
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_{}[]!|~:^$", r): // ":" begins emoji, and ends the scheme of what would be a link
			fmt.Fprintf(&b, "&#%d;", r)
		case r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www"):
			b.WriteString("&#46;")
		case r == '@', r == '#' && !strings.HasSuffix(s[:i], "&"), r == '-' && strings.HasSuffix(strings.ToUpper(s[:i]), "GH"):
			// A reference counts when it is text, however it is escaped; a comment in it makes it two texts.
			b.WriteRune(r)
			if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); unicode.IsLetter(next) || unicode.IsDigit(next) {
				b.WriteString("<!-- -->")
			}
		case (r == '-' || r == '+' || r == '>' || r == '=') && last == 0:
			fmt.Fprintf(&b, "&#%d;", r)
		case r == '.' && onlyDigits(s[:i]):
			b.WriteString("&#46;")
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
