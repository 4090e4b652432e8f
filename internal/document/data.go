package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// Data reads a file that is nothing but YAML, such as private.yaml, as if all of it were front
// matter. Its document has no body.
func Data(f *source.File) *Document {
	d := &Document{File: f, MetaSpan: f.Whole(), BodySpan: f.Span(len(f.Bytes), len(f.Bytes)), parsed: true}
	if len(f.Bytes) > maxHead {
		d.syntaxError(f.Top(), "it is longer than 64 KB", "keep only what is private in it")
		return d
	}
	d.Meta = d.readYAML()
	if d.Meta.Kind != meta.Map && d.Meta.Kind != meta.Null {
		d.syntaxError(d.Meta.Span, fmt.Sprintf("it must be keys with values, and is %s", article(d.Meta.Kind)), "write lines like phone: +46 70 174 06 05")
		d.Meta = meta.Value{}
	}
	for i := range d.Diags { // all of it is values
		d.Diags[i].Message = strings.Replace(d.Diags[i].Message, "the front matter", "it", 1)
	}
	d.Diags.Sort()
	return d
}

// What bounds a file that is read as one tree, in bytes. YAML is read in time that grows faster than its size.
const (
	maxJSON = 4 << 20
	maxYAML = 512 << 10
)

// Tree reads a file that is nothing but JSON or YAML, whatever is in it, as other programs write them. Its document
// has no body; that Meta is Null says that there was nothing, or that Diags say why.
func Tree(f *source.File) *Document {
	d := &Document{File: f, MetaSpan: f.Whole(), BodySpan: f.Span(len(f.Bytes), len(f.Bytes)), parsed: true}
	start := bytes.TrimLeft(f.Bytes, " \t\r\n\ufeff")
	limit, read := maxYAML, d.readYAML
	if len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		d.MetaSpan = f.Span(len(f.Bytes)-len(start), len(f.Bytes))
		limit, read = maxJSON, d.readJSON
	}
	if len(f.Bytes) > limit {
		d.syntaxError(f.Top(), fmt.Sprintf("it is %d KB long; the limit is %d KB", len(f.Bytes)>>10, limit>>10), "leave out what is no part of the résumé, such as pictures")
		return d
	}
	d.Meta = read()
	d.Diags.Sort()
	return d
}
