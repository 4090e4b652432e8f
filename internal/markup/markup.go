// Package markup is Markdown as data: blocks and inlines with the spans that they
// were written at, free of any Markdown library.
//
// It is what document makes, what read looks into, what a résumé's texts are made
// of, and what render and the exports write out. It never parses and never prints.
package markup

import (
	"iter"
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// BlockKind tells the blocks apart.
type BlockKind uint8

// The kinds of blocks. The comment says which fields each uses besides Span and Attrs.
const (
	Paragraph   BlockKind = iota + 1
	Heading               // Level 1..6, Inlines
	List                  // Ordered, First, Loose, Blocks (all Item)
	Item                  // Blocks (a tight item's text is a Paragraph), Task
	Quote                 // Blocks
	Code                  // Info, Raw
	HTML                  // Raw: as written
	Rule                  // a thematic break
	Table                 // Blocks (all Row; the first is the head)
	Row                   // Blocks (all Cell)
	Cell                  // Inlines, Align
	Definitions           // Blocks (Term and Definition)
	Term                  // Inlines
	Definition            // Blocks
	Footnotes             // Blocks (all Footnote), always the last block
	Footnote              // First (its number), Blocks
)

var blockNames = [...]string{"", "paragraph", "heading", "list", "item", "quote", "code", "html", "rule", "table",
	"row", "cell", "definitions", "term", "definition", "footnotes", "footnote"}

// String is the kind's name in lower case, for people and for `resgen debug`.
func (k BlockKind) String() string { return blockNames[k] }

// MarshalText writes the kind as its name.
func (k BlockKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// A Block is a paragraph, a heading, a list and so on. One struct serves all kinds; the
// constants say which fields a kind uses.
type Block struct {
	Kind    BlockKind
	Span    source.Span // from the first byte of its text to the last; of a list, of all its items
	Level   int
	Ordered bool
	Loose   bool
	First   int
	Task    Task
	Align   Align
	Info    string
	Raw     string
	Attrs   Attrs
	Inlines []Inline
	Blocks  []Block
}

// Task is the check box of a list item.
type Task uint8

// The states of a check box; NoTask is an ordinary item.
const (
	NoTask Task = iota
	Open
	Done
)

// Align is how a table's cell is set.
type Align uint8

// The alignments; NoAlign leaves it to the theme.
const (
	NoAlign Align = iota
	Left
	Center
	Right
)

// Attrs are the attributes that a block was given, in braces behind a heading or in an
// HTML comment behind a heading or bullet: `{#id .class key=value private}`.
type Attrs struct {
	ID      string // "" when none was given or made
	Classes []string
	Pairs   []Pair      // in the order written; a bare word has an empty value
	Span    source.Span // where they stand; nowhere when none were written
}

// A Pair is one key of a block's attributes.
type Pair struct {
	Key, Value string
	Span       source.Span // the value's place, or the key's when it has none
}

// Get is the value of a key; ok is false when it was not given.
func (a Attrs) Get(key string) (p Pair, ok bool) {
	for _, p := range a.Pairs {
		if p.Key == key {
			return p, true
		}
	}
	return Pair{}, false
}

// Tags is the words of the attribute "tags".
func (a Attrs) Tags() []string {
	p, _ := a.Get("tags")
	return strings.FieldsFunc(p.Value, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
}

// InlineKind tells the inlines apart.
type InlineKind uint8

// The kinds of inlines. The comment says which fields each uses besides Span.
const (
	Text        InlineKind = iota + 1 // Text: entities and escapes resolved
	CodeSpan                          // Text
	Emphasis                          // Inlines
	Strong                            // Inlines
	Strike                            // Inlines
	Link                              // URL, Title, Inlines
	Image                             // URL, Title, Text (the alternative text)
	HardBreak                         // none
	SoftBreak                         // none
	RawHTML                           // Text: one tag or comment as written
	FootnoteRef                       // Text (the number), URL ("#fn:1")
)

var inlineNames = [...]string{"", "text", "code", "emphasis", "strong", "strike", "link", "image", "break", "softbreak", "html", "footnoteref"}

// String is the kind's name in lower case, for people and for `resgen debug`.
func (k InlineKind) String() string { return inlineNames[k] }

// MarshalText writes the kind as its name.
func (k InlineKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// An Inline is a run of text or something that stands in one.
type Inline struct {
	Kind    InlineKind
	Span    source.Span // as written, marks included
	Text    string
	URL     string
	Title   string
	Inlines []Inline
}

// Plain is the text of a list of inlines as a reader sees it: no marks, breaks as blanks,
// pictures as their alternative text, raw HTML left out.
func Plain(in []Inline) string {
	if len(in) == 1 && (in[0].Kind == Text || in[0].Kind == CodeSpan) {
		return in[0].Text
	}
	var b strings.Builder
	plain(&b, in)
	return b.String()
}

func plain(b *strings.Builder, in []Inline) {
	for i := range in {
		switch n := &in[i]; n.Kind {
		case Text, CodeSpan, Image:
			b.WriteString(n.Text)
		case HardBreak, SoftBreak:
			b.WriteByte(' ')
		case RawHTML, FootnoteRef:
		default:
			plain(b, n.Inlines)
		}
	}
}

// Walk yields every inline of the list, an outer one before those inside of it.
func Walk(in []Inline) iter.Seq[*Inline] {
	return func(yield func(*Inline) bool) { walk(in, yield) }
}

func walk(in []Inline, yield func(*Inline) bool) bool {
	for i := range in {
		if !yield(&in[i]) || !walk(in[i].Inlines, yield) {
			return false
		}
	}
	return true
}

// Items is the items of a list and of the lists in them, outer ones before inner ones.
func Items(list *Block) (out []*Block) {
	for i := range list.Blocks {
		it := &list.Blocks[i]
		out = append(out, it)
		for k := range it.Blocks {
			if it.Blocks[k].Kind == List {
				out = append(out, Items(&it.Blocks[k])...)
			}
		}
	}
	return out
}

// Blocks yields every block of the list, an outer one before those inside of it.
func Blocks(bs []Block) iter.Seq[*Block] {
	return func(yield func(*Block) bool) { blocks(bs, yield) }
}

func blocks(bs []Block, yield func(*Block) bool) bool {
	for i := range bs {
		if !yield(&bs[i]) || !blocks(bs[i].Blocks, yield) {
			return false
		}
	}
	return true
}
