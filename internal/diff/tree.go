package diff

import (
	"net/url"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// A Kind is what a thing of a résumé is.
type Kind string

// The kinds. The comment says what stands in one.
const (
	Head    Kind = "head"    // Field; the first of all
	Field   Kind = "field"   // a value of the head: Label is which
	Section Kind = "section" // Text, Bullet, Group, Entry; the summary is one
	Entry   Kind = "entry"   // Part, Text, Bullet
	Part    Kind = "part"    // of an entry's head: Label is which
	Group   Kind = "group"   // Skill
	Skill   Kind = "skill"
	Bullet  Kind = "bullet" // Link
	Text    Kind = "text"   // a paragraph; Link
	Link    Kind = "link"   // where words of a text lead
)

// A Node is a thing of a résumé.
type Node struct {
	Kind  Kind
	Label string      // of a field or a part: "email", "dates"; of a section its kind
	ID    string      // that the user gave it; "" for none
	Text  string      // on one line: a value, a heading, a bullet; "" of an entry, whose parts say all
	Span  source.Span // of an entry its head, of a section its heading
	Nodes []*Node

	up, mate *Node
	dates    date.Range // of an entry
}

// Options is how résumés are taken apart.
type Options struct {
	Links bool // where words lead is compared, too; a parser of sheets does not read that
}

// Tree is a résumé as a tree of things.
func Tree(r *resume.Resume, o Options) *Node {
	t := &tree{o: o}
	root := &Node{}
	if r == nil {
		return root
	}
	head := t.add(root, &Node{Kind: Head})
	for _, f := range []struct {
		label string
		value resume.Value
	}{{"name", r.Name}, {"headline", r.Headline}, {"email", r.Email}, {"phone", r.Phone}, {"location", r.Location}} {
		t.value(head, Field, f.label, f.value)
	}
	for _, l := range r.Links {
		t.value(head, Field, "link", resume.Value{Text: l.Text, Span: l.Span})
	}
	for _, c := range r.Contact {
		label := strings.ToLower(folded(c.Label))
		if label == "" {
			label = "contact"
		}
		t.value(head, Field, label, c.Value)
	}
	if len(r.Summary) > 0 {
		title := r.SummaryTitle
		if !title.Known() {
			title = resume.Value{Text: "Summary", Span: r.Summary[0].Span}
		}
		s := t.add(root, &Node{Kind: Section, Label: string(resume.Summary), Text: folded(title.Text), Span: title.Span})
		t.blocks(s, r.Summary)
	}
	for i := range r.Sections {
		t.section(root, &r.Sections[i])
	}
	return root
}

type tree struct{ o Options }

func (t *tree) add(up, n *Node) *Node {
	n.up = up
	up.Nodes = append(up.Nodes, n)
	return n
}

func (t *tree) value(up *Node, k Kind, label string, v resume.Value) {
	if text := folded(v.Text); text != "" {
		t.add(up, &Node{Kind: k, Label: label, Text: text, Span: v.Span})
	}
}

func (t *tree) section(root *Node, s *resume.Section) {
	n := t.add(root, &Node{Kind: Section, Label: string(s.Kind), Text: folded(s.Title.Text), Span: s.Title.Span})
	if !n.Span.Known() {
		n.Span = s.Span
	}
	t.blocks(n, s.Intro)
	for _, g := range s.Groups {
		group := t.add(n, &Node{Kind: Group, Text: folded(g.Label.Text), Span: g.Span})
		for _, i := range g.Items {
			t.value(group, Skill, "", i)
		}
	}
	for i := range s.Entries {
		t.entry(n, &s.Entries[i])
	}
	t.blocks(n, s.Outro)
}

func (t *tree) entry(up *Node, e *resume.Entry) {
	n := t.add(up, &Node{Kind: Entry, ID: given(e), Span: e.Head, dates: e.Dates})
	t.value(n, Part, "title", e.Title)
	t.value(n, Part, "organization", e.Organization)
	t.value(n, Part, "location", e.Location)
	t.value(n, Part, "dates", e.DatesText)
	for _, x := range e.Extra {
		t.value(n, Part, "more", x)
	}
	if t.o.Links {
		t.value(n, Part, "link", resume.Value{Text: e.URL, Span: e.URLSpan})
	}
	t.blocks(n, e.Body)
}

// given is the id that the user gave to an entry; "" for one that was made of its title, which says no more than that.
func given(e *resume.Entry) string {
	id := strings.TrimRight(letters(e.ID), "0123456789")
	made := letters(e.Title.Text + e.Organization.Text)
	if id == "" || id == "entry" || strings.HasPrefix(made, id) || strings.HasPrefix(letters(e.Organization.Text+e.Title.Text), id) {
		return ""
	}
	return e.ID
}

// letters is the letters and digits of a text, in lower case.
func letters(s string) string { return strings.Join(wordsOf(s), "") }

// blocks adds each paragraph and each item of a list, those inside of others behind them.
func (t *tree) blocks(up *Node, bs []markup.Block) {
	for i := range bs {
		b := &bs[i]
		switch b.Kind {
		case markup.Item, markup.Definition, markup.Footnote:
			t.item(up, b)
		case markup.Row:
			var cells []string
			var links []*Node
			for k := range b.Blocks {
				cells = append(cells, folded(markup.Plain(b.Blocks[k].Inlines)))
				links = append(links, t.links(b.Blocks[k].Inlines)...)
			}
			t.text(up, Text, "", strings.Join(cells, " | "), b.Span, links)
		case markup.Code:
			t.text(up, Text, "", b.Raw, b.Span, nil)
		case markup.HTML:
			if !strings.HasPrefix(strings.TrimSpace(b.Raw), "<!--") {
				t.text(up, Text, "", b.Raw, b.Span, nil)
			}
		default:
			t.text(up, Text, b.Attrs.ID, markup.Plain(b.Inlines), b.Span, t.links(b.Inlines))
			t.blocks(up, b.Blocks)
		}
	}
}

// item adds an item of a list: its own words as one bullet, and what else stands in it.
func (t *tree) item(up *Node, b *markup.Block) {
	var words []string
	var links []*Node
	var rest []markup.Block
	for _, in := range b.Blocks {
		if in.Kind == markup.Paragraph {
			words = append(words, markup.Plain(in.Inlines))
			links = append(links, t.links(in.Inlines)...)
		} else {
			rest = append(rest, in)
		}
	}
	span := b.Span
	if len(rest) > 0 { // of its own words alone: what stands in it has places of its own
		for _, in := range b.Blocks {
			if in.Kind == markup.Paragraph {
				span = in.Span
				break
			}
		}
	}
	t.text(up, Bullet, b.Attrs.ID, strings.Join(words, " "), span, links)
	t.blocks(up, rest)
}

func (t *tree) text(up *Node, k Kind, id, text string, span source.Span, links []*Node) {
	if text = folded(text); text == "" {
		return
	}
	n := t.add(up, &Node{Kind: k, ID: id, Text: text, Span: span})
	for _, l := range links {
		t.add(n, l)
	}
}

func (t *tree) links(in []markup.Inline) []*Node {
	if !t.o.Links {
		return nil
	}
	var out []*Node
	for n := range markup.Walk(in) {
		if n.Kind == markup.Link && n.URL != "" {
			out = append(out, &Node{Kind: Link, Text: folded(n.URL), Span: n.Span})
		}
	}
	return out
}

// Name is what a thing is called where something is told of it: an entry's title and organization, a section's heading.
func (n *Node) Name() string {
	if n == nil {
		return ""
	}
	if n.Kind != Entry {
		return n.Text
	}
	var parts []string
	for _, label := range []string{"title", "organization"} {
		if v := n.part(label); v != "" {
			parts = append(parts, v)
		}
	}
	if len(parts) == 0 {
		return n.part("dates")
	}
	return strings.Join(parts, ", ")
}

// Up is what a thing stands in; nil at the top.
func (n *Node) Up() *Node {
	if n == nil || n.up == nil || n.up.Kind == "" {
		return nil
	}
	return n.up
}

// part is an entry's part; "" when it has none.
func (n *Node) part(label string) string {
	for _, p := range n.Nodes {
		if p.Kind == Part && p.Label == label {
			return p.Text
		}
	}
	return ""
}

// ordered reports whether its place among others means something.
func (n *Node) ordered() bool {
	return n.Kind != Field && n.Kind != Part && n.Kind != Link && n.Kind != Head
}

// leaf reports whether it is a bullet or a paragraph.
func (n *Node) leaf() bool { return n.Kind == Bullet || n.Kind == Text }

// host is the host of an address as a reader sees it; "" when it has none.
func host(address string) string {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}

// Place is where a thing stands among its like in what it stands in, from 1; bullets and paragraphs are alike.
func (n *Node) Place() int {
	place := 0
	for _, s := range n.up.Nodes {
		if s.Kind == n.Kind || s.leaf() && n.leaf() {
			place++
		}
		if s == n {
			break
		}
	}
	return place
}
