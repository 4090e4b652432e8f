package document

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// maxAliased bounds the values that aliases stand for, all taken together: a few lines of
// nested aliases can stand for billions.
const maxAliased = 10000

// A yamlReader makes values of the syntax tree.
type yamlReader struct {
	doc     *Document
	places  map[*token.Token][2]int // of the block
	anchors map[string]anchor
	values  int // made so far, those behind aliases counted each time
	aliased int
	depth   int
	failed  bool
}

// An anchor is a named value and the number of values in it.
type anchor struct {
	value meta.Value
	size  int
}

// value converts a node; an absent value is the empty span absent.
func (r *yamlReader) value(n ast.Node, absent source.Span) meta.Value {
	r.values++
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > maxDepth {
		r.fail(r.span(n.GetToken()), "it nests too deep", "use at most 100 levels")
	}
	if r.failed {
		return meta.Value{}
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return r.mapping(n)
	case *ast.SequenceNode:
		return r.sequence(n)
	case *ast.AnchorNode:
		before := r.values
		v := r.value(n.Value, absent)
		r.anchors[n.Name.GetToken().Value] = anchor{v, r.values - before}
		return v
	case *ast.AliasNode:
		return r.alias(n)
	case *ast.TagNode:
		return tagged(r.value(n.Value, absent), n.Start.Value)
	case *ast.LiteralNode:
		return meta.Value{Kind: meta.String, Text: n.Value.Value, Span: r.span(n.Start).Join(r.span(n.Value.Token))}
	case *ast.NullNode:
		if n.Token.Type == token.ImplicitNullType {
			return meta.Value{Span: absent}
		}
		return meta.Value{Span: r.span(n.Token)}
	}
	v := r.scalar(n)
	if !v.Span.Known() {
		v.Span = absent // the parser's idea of an empty value behind a tag
	}
	return v
}

func (r *yamlReader) scalar(n ast.Node) meta.Value {
	t := n.GetToken()
	v := meta.Value{Kind: meta.String, Text: t.Value, Span: r.span(t)}
	switch n.(type) {
	case *ast.BoolNode:
		v.Kind, v.Text = meta.Bool, strings.ToLower(t.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.Kind = meta.Number
	case *ast.StringNode:
		v.Text = withTabs(t, v.Span.Text())
	default:
		r.fail(v.Span, "this is no value", "write a text, a number, a list or keys with values")
	}
	return v
}

// withTabs is a token's text with the tabs that readFullYAML and the scanner took out of
// it, as far as it stands on one line and can be read without the scanner.
func withTabs(t *token.Token, written string) string {
	switch {
	case !strings.Contains(written, "\t") || strings.Contains(written, "\n"):
	case t.Type == token.StringType:
		return written
	case t.Type == token.DoubleQuoteType && !strings.Contains(written, `\`):
		return written[1 : len(written)-1]
	case t.Type == token.SingleQuoteType:
		return strings.ReplaceAll(written[1:len(written)-1], "''", "'")
	}
	return t.Value
}

// tagged is a value with the type that its tag demands.
func tagged(v meta.Value, tag string) meta.Value {
	if v.Kind == meta.List || v.Kind == meta.Map {
		return v
	}
	switch token.ReservedTagKeyword(tag) {
	case token.StringTag:
		if v.Kind == meta.Null || v.Kind == meta.Bool {
			v.Text = v.Span.Text()
		}
		v.Kind = meta.String
	case token.IntegerTag, token.FloatTag:
		v.Kind = meta.Number
	case token.BooleanTag:
		v.Kind, v.Text = meta.Bool, strings.ToLower(v.Text)
	case token.NullTag:
		v.Kind, v.Text = meta.Null, ""
	}
	return v
}

// alias is the value that a name stands for, at the place of the name.
func (r *yamlReader) alias(n *ast.AliasNode) meta.Value {
	name := n.Value.GetToken()
	a, ok := r.anchors[name.Value]
	if !ok {
		r.fail(r.span(n.Start).Join(r.span(name)), "nothing is named &"+name.Value+" before this", "define the anchor first, or put the text in quotes")
		return meta.Value{}
	}
	r.values += a.size
	if r.aliased += a.size; r.aliased > maxAliased {
		r.fail(r.span(n.Start), "its aliases stand for more than 10000 values", "write the values out")
		return meta.Value{}
	}
	a.value.Span = r.span(n.Start).Join(r.span(name))
	return a.value
}

func (r *yamlReader) sequence(n *ast.SequenceNode) meta.Value {
	v := meta.Value{Kind: meta.List, Span: r.span(n.Start).Join(r.span(n.End))}
	for i, x := range n.Values {
		absent := v.Span.Sub(0, 1)
		if i < len(n.Entries) && n.Entries[i].Start != nil {
			absent = r.span(n.Entries[i].Start)
		}
		absent.Start = absent.End
		item := r.value(x, absent)
		v.List = append(v.List, item)
		v.Span = v.Span.Join(absent).Join(item.Span)
	}
	return v
}

func (r *yamlReader) mapping(n *ast.MappingNode) meta.Value {
	v := meta.Value{Kind: meta.Map}
	if n.IsFlowStyle {
		v.Span = r.span(n.Start).Join(r.span(n.End))
	}
	var merged []meta.Field
	for _, x := range n.Values {
		absent := r.span(x.Start) // behind the colon; without one, behind the key
		absent.Start = absent.End
		if _, ok := x.Key.(*ast.MergeKeyNode); ok {
			from := r.value(x.Value, absent)
			merged = append(merged, r.merge(from)...)
			v.Span = v.Span.Join(r.span(x.Key.GetToken())).Join(from.Span)
			continue
		}
		key := r.value(keyNode(x.Key), absent)
		if key.Kind == meta.List || key.Kind == meta.Map {
			r.fail(r.span(x.Key.GetToken()), "a key must be a word", "write the key as plain text")
		}
		f := meta.Field{Key: key.Text, KeySpan: key.Span}
		switch keyNode(x.Key).(type) {
		case *ast.NullNode, *ast.BoolNode:
			f.Key = key.Span.Text() // as a key it is a word like others
		}
		f.Value = r.value(x.Value, absent)
		v.Fields = append(v.Fields, f)
		v.Span = v.Span.Join(f.KeySpan).Join(f.Value.Span)
	}
	if !r.failed {
		r.doc.checkKeys(v.Fields)
	}
	for _, f := range merged {
		if _, ok := v.Get(f.Key); !ok {
			v.Fields = append(v.Fields, f)
		}
	}
	return v
}

// keyNode is a key without the "? " that it may be written with.
func keyNode(n ast.MapKeyNode) ast.Node {
	if explicit, ok := n.(*ast.MappingKeyNode); ok {
		return explicit.Value
	}
	return n
}

// merge is the fields that "<<" takes over: those of a map, or of a list of maps, in which
// the first to have a key wins.
func (r *yamlReader) merge(from meta.Value) []meta.Field {
	maps := []meta.Value{from}
	if from.Kind == meta.List {
		maps = from.List
	}
	var fields []meta.Field
	for _, m := range maps {
		if m.Kind != meta.Map {
			r.fail(from.Span, "\"<<\" can only merge keys with values", "name an anchor of a map: <<: *base")
			return nil
		}
		fields = append(fields, m.Fields...)
	}
	return fields
}
