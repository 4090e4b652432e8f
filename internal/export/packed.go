package export

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// Blocks is text that becomes one value of JSON: its Markdown, where that is read as the same blocks; else the blocks as they
// are, less where they stood. Read back, all have a place in a file of their own.
type Blocks []markup.Block

// MarshalJSON writes a string or a list of blocks.
func (bs Blocks) MarshalJSON() ([]byte, error) {
	want := packed(bs)
	if text := blocks(bs); reflect.DeepEqual(packed(parsedBlocks(text)), want) {
		return marshal(text)
	}
	return marshal(want)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (bs *Blocks) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*bs = parsedBlocks(text)
		return nil
	}
	var list []packedBlock
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*bs = unpacked(list)
	return nil
}

// Inlines is a line of text that becomes one value of JSON, as [Blocks] do.
type Inlines []markup.Inline

// MarshalJSON writes a string or a list of inlines.
func (in Inlines) MarshalJSON() ([]byte, error) {
	want := packedInlines(in)
	if text := strings.TrimSpace(inlines(in, inText)); reflect.DeepEqual(packedInlines(parsedLine(text)), want) {
		return marshal(text)
	}
	return marshal(want)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (in *Inlines) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*in = parsedLine(text)
		return nil
	}
	var list []packedInline
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*in = unpackedInlines(list)
	return nil
}

// parsedBlocks is a text of Markdown as blocks, whatever it begins with.
func parsedBlocks(text string) []markup.Block {
	if text == "" {
		return nil
	}
	d := document.Parse(source.NewFile("text.md", []byte("---\nlang: en\n---\n\n"+text)))
	if len(d.Comments) > 0 || len(d.Allows) > 0 {
		return nil // they are not among the blocks
	}
	return d.Blocks
}

// parsedLine is one line of Markdown as inlines; nil when it is something else than a paragraph.
func parsedLine(text string) []markup.Inline {
	if bs := parsedBlocks(text); len(bs) == 1 && bs[0].Kind == markup.Paragraph && !bs[0].Attrs.Span.Known() {
		return bs[0].Inlines
	}
	return nil
}

// A packedBlock is a block as JSON. Its keys are the fields of [markup.Block]; what says nothing is left out.
type packedBlock struct {
	Kind    string         `json:"kind"`
	Level   int            `json:"level,omitempty"`
	Ordered bool           `json:"ordered,omitempty"`
	Loose   bool           `json:"loose,omitempty"`
	First   int            `json:"first,omitempty"`
	Task    uint8          `json:"task,omitempty"`
	Align   uint8          `json:"align,omitempty"`
	Info    string         `json:"info,omitempty"`
	Raw     string         `json:"raw,omitempty"`
	ID      string         `json:"id,omitempty"` // one that was given
	Classes []string       `json:"classes,omitempty"`
	Pairs   [][2]string    `json:"pairs,omitempty"`
	Inlines []packedInline `json:"inlines,omitempty"`
	Blocks  []packedBlock  `json:"blocks,omitempty"`
}

// A packedInline is an inline as JSON.
type packedInline struct {
	Kind    string         `json:"kind"`
	Text    string         `json:"text,omitempty"`
	URL     string         `json:"url,omitempty"`
	Title   string         `json:"title,omitempty"`
	Inlines []packedInline `json:"inlines,omitempty"`
}

func packed(bs []markup.Block) []packedBlock {
	var out []packedBlock
	for i := range bs {
		b := &bs[i]
		p := packedBlock{Kind: b.Kind.String(), Level: b.Level, Ordered: b.Ordered, Loose: b.Loose, First: b.First, Task: uint8(b.Task),
			Align: uint8(b.Align), Info: b.Info, Raw: b.Raw, Inlines: packedInlines(b.Inlines), Blocks: packed(b.Blocks)}
		if b.Kind == markup.List && !b.Ordered {
			p.First = 0 // means nothing there
		}
		if b.Attrs.Span.Known() {
			p.ID, p.Classes = b.Attrs.ID, b.Attrs.Classes
		}
		for _, x := range b.Attrs.Pairs { // a private heading's are on what stands below it, too
			p.Pairs = append(p.Pairs, [2]string{x.Key, x.Value})
		}
		out = append(out, p)
	}
	return out
}

// packedInlines is a line of text without what nobody sees: empty text, two runs where one says the same, line ends at either edge.
func packedInlines(in []markup.Inline) []packedInline {
	for len(in) > 0 && in[0].Kind == markup.SoftBreak {
		in = in[1:]
	}
	for len(in) > 0 && in[len(in)-1].Kind == markup.SoftBreak {
		in = in[:len(in)-1]
	}
	return inner(in)
}

func inner(in []markup.Inline) []packedInline {
	var out []packedInline
	for i := range in {
		n := &in[i]
		k := len(out) - 1
		switch {
		case n.Kind == markup.Text && n.Text == "":
		case k >= 0 && n.Kind == markup.Text && out[k].Kind == n.Kind.String():
			out[k].Text += n.Text // whatever parted them is gone
		default:
			out = append(out, packedInline{Kind: n.Kind.String(), Text: n.Text, URL: n.URL, Title: n.Title, Inlines: inner(n.Inlines)})
		}
	}
	return out
}

func unpacked(list []packedBlock) []markup.Block {
	somewhere := source.NewFile("text.md", []byte("\n")).Whole()
	var out []markup.Block
	for _, p := range list {
		b := markup.Block{Level: max(0, min(p.Level, 6)), Ordered: p.Ordered, Loose: p.Loose, First: max(0, p.First), Info: p.Info, Raw: p.Raw,
			Task: min(markup.Task(p.Task), markup.Done), Align: min(markup.Align(p.Align), markup.Right), Inlines: unpackedInlines(p.Inlines), Blocks: unpacked(p.Blocks)}
		for k := markup.Paragraph; k <= markup.Footnote; k++ {
			if k.String() == p.Kind {
				b.Kind = k
			}
		}
		if b.Kind == markup.Heading {
			b.Level = max(1, b.Level)
		}
		b.Attrs.ID, b.Attrs.Classes = p.ID, p.Classes
		given := p.ID != "" || p.Classes != nil || b.Kind == markup.Heading || b.Kind == markup.Item
		for _, x := range p.Pairs {
			b.Attrs.Pairs = append(b.Attrs.Pairs, markup.Pair{Key: x[0], Value: x[1], Span: somewhere})
			given = given || x[0] != "private" // a paragraph has that of the heading above it
		}
		if given && (p.ID != "" || p.Classes != nil || p.Pairs != nil) {
			b.Attrs.Span = somewhere
		}
		if b.Kind != 0 {
			out = append(out, b)
		}
	}
	return out
}

func unpackedInlines(list []packedInline) []markup.Inline {
	var out []markup.Inline
	for _, p := range list {
		for k := markup.Text; k <= markup.FootnoteRef; k++ {
			if k.String() == p.Kind {
				out = append(out, markup.Inline{Kind: k, Text: p.Text, URL: p.URL, Title: p.Title, Inlines: unpackedInlines(p.Inlines)})
			}
		}
	}
	return out
}

// bare is blocks without their attributes.
func bare(bs []markup.Block) []markup.Block {
	out := slices.Clone(bs)
	for i := range out {
		out[i].Attrs = markup.Attrs{}
		out[i].Blocks = bare(out[i].Blocks)
	}
	return out
}
