package document

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown gives goldmark's parser as resgen uses it. It is built once: goldmark's
// parsers may be used by several goroutines at a time.
var markdown = sync.OnceValue(newMarkdown)

// newMarkdown lists goldmark's constructs with goldmark's own priorities. The extensions'
// Extend methods are not used, because they want a renderer and because the parsers here
// are wrapped to learn what goldmark does not keep: where an inline ends, and where a
// block begins behind a tab.
func newMarkdown() parser.Parser {
	blocks := append(parser.DefaultBlockParsers(),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(extension.NewFootnoteBlockParser(), 999),
	)
	for i := range blocks {
		blocks[i].Value = placedBlock{blocks[i].Value.(parser.BlockParser)}
	}
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(endedInline{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(endedInline{extension.NewFootnoteParser()}, 101),
			util.Prioritized(endedLink{endedInline{parser.NewLinkParser()}}, 200),
			util.Prioritized(endedInline{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(endedInline{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(endedInline{extension.NewLinkifyParser()}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(costlyReferences{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(splitTable{extension.NewTableParagraphTransformer()}, 200),
			util.Prioritized(costlyParagraph{}, 300),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// A trace is what the wrapped parsers noted during one parse.
type trace struct {
	end   map[ast.Node]int // inlines: the offset behind the last byte
	start map[ast.Node]int // blocks whose Pos is wrong: the offset of the first byte
}

var traceKey = parser.NewContextKey()

// parseMarkdown parses src. Offsets in the tree and in the trace count from src's start.
func parseMarkdown(src []byte) (ast.Node, *trace) {
	t := &trace{end: map[ast.Node]int{}, start: map[ast.Node]int{}}
	pc := parser.NewContext()
	pc.Set(traceKey, t)
	return markdown().Parse(text.NewReader(src), parser.WithContext(pc)), t
}

// endedInline notes where the inlines of a parser end; goldmark (1.8.7) keeps only where
// they start.
type endedInline struct{ parser.InlineParser }

func (p endedInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, block, pc)
	if n == nil {
		return nil
	}
	switch n.(type) {
	case *ast.Link, *ast.Image, *ast.AutoLink, *ast.CodeSpan, *ast.RawHTML, *extast.FootnoteLink:
		_, at := block.Position()
		pc.Get(traceKey).(*trace).end[n] = at.Start
	}
	return n
}

// endedLink hands on the call by which the link parser turns open brackets into text.
type endedLink struct{ endedInline }

func (p endedLink) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// placedBlock notes where a block begins whose line starts in the middle of a tab:
// goldmark adds the tab's columns to Pos, which then lies too far to the right.
type placedBlock struct{ parser.BlockParser }

func (p placedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil && at.Padding > 0 {
		pc.Get(traceKey).(*trace).start[n] = at.Start + max(pc.BlockOffset()-at.Padding, 0)
	}
	return n, state
}

// splitTable mends what goldmark (1.8.7) makes of a paragraph whose last lines are a
// table, when a setext underline or a definition follows: it keeps the paragraph's node for the
// lines before the table, takes the underline or the definition as belonging to them, and
// so puts the table in the wrong place. A node that is replaced is left in peace.
type splitTable struct{ parser.ParagraphTransformer }

func (s splitTable) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	parent, lines := p.Parent(), p.Lines().Len()
	s.ParagraphTransformer.Transform(p, r, pc)
	if p.Parent() == nil || p.Lines().Len() == lines {
		return
	}
	before := ast.NewParagraph()
	before.SetLines(p.Lines())
	before.SetBlankPreviousLines(p.HasBlankPreviousLines())
	parent.ReplaceChild(parent, p, before)
	parser.NewParagraphParser().Close(before, r, pc) // trims the lines
	makePlain(before, r)
}
