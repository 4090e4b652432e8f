package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// errReported says that what is wrong has been reported.
var errReported = errors.New("reported")

// readJSON reads the JSON between two fences.
func (d *Document) readJSON() meta.Value {
	r := newJSONReader(d, d.MetaSpan)
	v, err := r.value(0)
	if errors.Is(err, io.EOF) {
		return meta.Value{} // an empty block
	}
	if err != nil {
		return meta.Value{}
	}
	if at := r.skip(); at < len(r.text) {
		r.doc.syntaxError(r.span.Sub(at, at+1), "something stands behind the JSON object", "remove it, or close the front matter before it")
		return meta.Value{}
	}
	return v
}

// readObject reads a JSON object without fences, which stands at open.
func (d *Document) readObject(open int) {
	b := d.File.Bytes
	r := newJSONReader(d, d.File.Span(open, len(b)))
	v, err := r.value(0)
	end := open + int(r.dec.InputOffset())
	if err != nil {
		// The object ends at a brace of its own on a line, if at all.
		i := bytes.Index(b[open:], []byte("\n}"))
		if i < 0 {
			return
		}
		end = open + i + len("\n}")
	} else if end-open > maxHead {
		d.tooLong(d.File.Span(open, open+1))
	} else {
		d.Meta = v
	}
	d.MetaSpan = d.File.Span(open, end)
	rest := bytes.TrimLeft(b[end:], " \t\r")
	body := len(b) - len(rest)
	if len(rest) > 0 && rest[0] == '\n' {
		body++
	}
	d.BodySpan = d.File.Span(body, len(b))
}

// A jsonReader makes a tree of the tokens of encoding/json, which tells only where each
// token ends; between two of them stand blanks and one comma or colon.
type jsonReader struct {
	doc  *Document
	span source.Span // the text
	text []byte
	dec  *json.Decoder
}

func newJSONReader(d *Document, s source.Span) *jsonReader {
	text := d.File.Bytes[s.Start:s.End]
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	return &jsonReader{doc: d, span: s, text: text, dec: dec}
}

// skip is where the next token begins.
func (r *jsonReader) skip() int {
	at := int(r.dec.InputOffset())
	for at < len(r.text) && (isBlank(r.text[at]) || r.text[at] == ',' || r.text[at] == ':') {
		at++
	}
	return at
}

// token reads one token. An error other than io.EOF before the first one is reported.
func (r *jsonReader) token() (json.Token, source.Span, error) {
	start := r.skip()
	t, err := r.dec.Token()
	switch {
	case err == nil:
		return t, r.span.Sub(start, int(r.dec.InputOffset())), nil
	case errors.Is(err, io.EOF) && start == len(r.text) && int(r.dec.InputOffset()) == 0:
		return nil, source.Span{}, io.EOF
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		r.doc.report(diag.Diagnostic{
			Rule: ruleUnclosed, Severity: diag.Error, Span: r.span.Sub(0, 1),
			Message: "the JSON that begins here is never closed",
			Help:    "close every brace, bracket and quotation mark",
		})
	default:
		r.doc.syntaxError(r.span.Sub(start, start+1), err.Error(), "in JSON, keys and texts stand in double quotes, with a comma between two values and none behind the last")
	}
	return nil, source.Span{}, errReported
}

// value reads the next value.
func (r *jsonReader) value(depth int) (meta.Value, error) {
	t, s, err := r.token()
	if err != nil {
		return meta.Value{}, err
	}
	return r.valueOf(t, s, depth)
}

// valueOf reads the value that begins with the token t.
func (r *jsonReader) valueOf(t json.Token, s source.Span, depth int) (meta.Value, error) {
	switch t := t.(type) {
	case json.Delim:
		if depth >= maxDepth {
			r.doc.syntaxError(s, "it nests too deep", "use at most 100 levels")
			return meta.Value{}, errReported
		}
		if t == '{' {
			return r.object(s, depth+1)
		}
		return r.list(s, depth+1)
	case string:
		return meta.Value{Kind: meta.String, Text: t, Span: s}, nil
	case json.Number:
		return meta.Value{Kind: meta.Number, Text: t.String(), Span: s}, nil
	case bool:
		return meta.Value{Kind: meta.Bool, Text: fmt.Sprint(t), Span: s}, nil
	}
	return meta.Value{Span: s}, nil
}

func (r *jsonReader) object(open source.Span, depth int) (meta.Value, error) {
	v := meta.Value{Kind: meta.Map, Span: open}
	for {
		t, s, err := r.token()
		if err != nil {
			return meta.Value{}, err
		}
		key, ok := t.(string)
		if !ok { // the closing brace; the decoder lets nothing else come here
			v.Span = v.Span.Join(s)
			r.doc.checkKeys(v.Fields)
			return v, nil
		}
		x, err := r.value(depth)
		if err != nil {
			return meta.Value{}, err
		}
		v.Fields = append(v.Fields, meta.Field{Key: key, KeySpan: s, Value: x})
	}
}

func (r *jsonReader) list(open source.Span, depth int) (meta.Value, error) {
	v := meta.Value{Kind: meta.List, Span: open}
	for {
		t, s, err := r.token()
		if err != nil {
			return meta.Value{}, err
		}
		if t == json.Delim(']') {
			v.Span = v.Span.Join(s)
			return v, nil
		}
		x, err := r.valueOf(t, s, depth)
		if err != nil {
			return meta.Value{}, err
		}
		v.List = append(v.List, x)
	}
}
