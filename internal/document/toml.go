package document

import (
	"errors"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// readTOML reads the TOML between two fences.
func (d *Document) readTOML() meta.Value {
	r := tomlReader{doc: d, text: d.File.Bytes[d.MetaSpan.Start:d.MetaSpan.End]}
	r.parser.Reset(r.text)
	root := &tomlNode{}
	table := root
	for r.parser.NextExpression() {
		switch e := r.parser.Expression(); e.Kind {
		case unstable.KeyValue:
			if !r.keyValue(table, e) {
				return meta.Value{}
			}
		case unstable.Table, unstable.ArrayTable:
			if table = r.header(root, e); table == nil {
				return meta.Value{}
			}
		}
	}
	if err := r.parser.Error(); err != nil {
		at := d.MetaSpan.Sub(0, 0)
		if perr := (*unstable.ParserError)(nil); errors.As(err, &perr) && len(perr.Highlight) > 0 {
			place := r.parser.Range(perr.Highlight)
			at = r.span(int(place.Offset), int(place.Offset)+len(perr.Highlight))
		}
		d.syntaxError(at, err.Error(), `in TOML, a line is key = value, and texts stand in double quotes`)
		return meta.Value{}
	}
	if len(root.fields) == 0 {
		return meta.Value{}
	}
	return r.tree(root)
}

// A tomlNode is a table that is still being filled, an array of such tables, or a finished
// value.
type tomlNode struct {
	fields []tomlField // a table
	tables []*tomlNode // an array of tables
	value  *meta.Value // a finished value
	head   bool        // the table has had its header
	span   source.Span // where it was begun
}

type tomlField struct {
	key  string
	span source.Span
	node *tomlNode
}

// get is the last field of a name: after a doubled table, what follows is in the second.
func (n *tomlNode) get(key string) *tomlNode {
	for i := len(n.fields) - 1; i >= 0; i-- {
		if n.fields[i].key == key {
			return n.fields[i].node
		}
	}
	return nil
}

func (n *tomlNode) add(f tomlField) *tomlNode {
	n.fields = append(n.fields, f)
	return f.node
}

type tomlReader struct {
	doc    *Document
	text   []byte
	parser unstable.Parser
}

// span is a stretch of the block as a span of the file.
func (r *tomlReader) span(start, end int) source.Span { return r.doc.MetaSpan.Sub(start, end) }

func (r *tomlReader) rawSpan(n *unstable.Node) source.Span {
	return r.span(int(n.Raw.Offset), int(n.Raw.Offset+n.Raw.Length))
}

// descend goes from a table to the one that all parts of a key but the last lead to, and
// makes what is missing. It gives nil, and reports, where something else is in the way.
func (r *tomlReader) descend(n *tomlNode, key unstable.Iterator) (_ *tomlNode, last tomlField) {
	for depth := 1; key.Next(); depth++ {
		part := key.Node()
		if depth > maxDepth {
			r.tooDeep(r.rawSpan(part))
			return nil, last
		}
		f := tomlField{key: string(part.Data), span: r.rawSpan(part)}
		if key.IsLast() {
			return n, f
		}
		next := n.get(f.key)
		switch {
		case next == nil:
			f.node = &tomlNode{span: f.span}
			next = n.add(f)
		case next.value != nil:
			r.doc.syntaxError(f.span, "\""+f.key+"\" is a value already and cannot be a table", "give one of the two another name")
			return nil, f
		case len(next.tables) > 0:
			next = next.tables[len(next.tables)-1]
		}
		n = next
	}
	return n, last
}

func (r *tomlReader) tooDeep(at source.Span) {
	r.doc.syntaxError(at, "it nests too deep", "use at most 100 levels")
}

func (r *tomlReader) keyValue(table *tomlNode, e *unstable.Node) bool {
	parent, f := r.descend(table, e.Key())
	if parent == nil {
		return false
	}
	v, ok := r.value(e.Value(), r.behindKey(e), 0)
	if !ok {
		return false
	}
	f.node = &tomlNode{value: &v, span: f.span}
	parent.add(f)
	return true
}

// behindKey is where the value of a key begins.
func (r *tomlReader) behindKey(e *unstable.Node) int {
	at := int(e.Raw.Offset)
	for key := e.Key(); key.Next(); {
		raw := key.Node().Raw
		at = int(raw.Offset + raw.Length)
	}
	return r.skip(at, '=')
}

// skip is the place behind the blanks, line ends and comments, and the one byte given,
// from at on.
func (r *tomlReader) skip(at int, also byte) int {
	for at < len(r.text) {
		switch c := r.text[at]; {
		case c == '#':
			for at < len(r.text) && r.text[at] != '\n' {
				at++
			}
		case isBlank(c) || c == also:
			at++
		default:
			return at
		}
	}
	return at
}

// header goes to the table of a [header] or [[header]], or makes it; nil when that cannot be.
func (r *tomlReader) header(root *tomlNode, e *unstable.Node) *tomlNode {
	parent, f := r.descend(root, e.Key())
	if parent == nil {
		return nil
	}
	there := parent.get(f.key)
	if there != nil && (there.value != nil || (len(there.tables) > 0) != (e.Kind == unstable.ArrayTable)) {
		r.doc.syntaxError(f.span, "\""+f.key+"\" is something else already", "give one of the two another name")
		return nil
	}
	f.node = &tomlNode{head: true, span: f.span}
	switch {
	case e.Kind == unstable.ArrayTable && there == nil:
		item := f.node
		f.node = &tomlNode{tables: []*tomlNode{item}, span: f.span}
		parent.add(f)
		return item
	case e.Kind == unstable.ArrayTable:
		there.tables = append(there.tables, f.node)
		return f.node
	case there == nil || there.head:
		return parent.add(f) // the second of two is reported with the doubled keys
	}
	there.head = true
	return there
}

// value reads a value that begins at the given place of the block, where the parser keeps
// none of its own (it does for scalars only); the span of an array or inline table ends with its bracket.
func (r *tomlReader) value(n *unstable.Node, at, depth int) (v meta.Value, ok bool) {
	if depth >= maxDepth {
		r.tooDeep(r.span(at, at+1))
		return v, false
	}
	v.Text, v.Span = string(n.Data), r.rawSpan(n)
	switch n.Kind {
	case unstable.String:
		v.Kind = meta.String
	case unstable.Bool:
		v.Kind = meta.Bool
	case unstable.Integer, unstable.Float:
		v.Kind = meta.Number
	case unstable.LocalDate, unstable.LocalTime, unstable.LocalDateTime, unstable.DateTime:
		v.Kind = meta.Date
	case unstable.Array:
		v = meta.Value{Kind: meta.List}
		end := at + 1
		for c := n.Children(); c.Next(); {
			x, ok := r.value(c.Node(), r.skip(end, ','), depth+1)
			if !ok {
				return v, false
			}
			v.List = append(v.List, x)
			end = x.Span.End - r.doc.MetaSpan.Start
		}
		v.Span = r.span(at, r.skip(end, ',')+1)
	case unstable.InlineTable:
		table := &tomlNode{span: r.span(at, at+1)}
		end := at + 1
		for c := n.Children(); c.Next(); {
			e := c.Node()
			parent, f := r.descend(table, e.Key())
			if parent == nil {
				return v, false
			}
			x, ok := r.value(e.Value(), r.behindKey(e), depth+1)
			if !ok {
				return v, false
			}
			f.node = &tomlNode{value: &x, span: f.span}
			parent.add(f)
			end = x.Span.End - r.doc.MetaSpan.Start
		}
		v = r.tree(table)
		v.Span = r.span(at, r.skip(end, ',')+1)
	}
	return v, true
}

// tree is a finished table as a value; its span goes from its first key to its last value.
func (r *tomlReader) tree(n *tomlNode) meta.Value {
	if n.value != nil {
		return *n.value
	}
	v := meta.Value{Kind: meta.Map, Span: n.span}
	if n.tables != nil {
		v.Kind = meta.List
		for _, t := range n.tables {
			x := r.tree(t)
			v.List = append(v.List, x)
			v.Span = v.Span.Join(x.Span)
		}
		return v
	}
	for _, f := range n.fields {
		x := r.tree(f.node)
		v.Fields = append(v.Fields, meta.Field{Key: f.key, KeySpan: f.span, Value: x})
		v.Span = v.Span.Join(f.span).Join(x.Span)
	}
	r.doc.checkKeys(v.Fields)
	return v
}
