package document

import (
	"fmt"

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
	d.Diags.Sort()
	return d
}
