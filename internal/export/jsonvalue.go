package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/meta"
)

// marshal is a value as JSON, as people read it: without escapes that only a page of HTML needs.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// An object is a map of JSON whose keys keep their order, while it is made.
type object struct{ meta.Value }

func newObject() *object { return &object{meta.Value{Kind: meta.Map}} }

func (o *object) set(key string, v meta.Value) {
	o.Fields = append(o.Fields, meta.Field{Key: key, Value: v})
}

// text sets a key, unless its name or its text is empty.
func (o *object) text(key, text string) {
	if key != "" && text != "" {
		o.set(key, meta.Value{Kind: meta.String, Text: text})
	}
}

// texts sets a list of texts, unless it is empty.
func (o *object) texts(key string, texts []string) {
	if key == "" || len(texts) == 0 {
		return
	}
	list := meta.Value{Kind: meta.List}
	for _, t := range texts {
		list.List = append(list.List, meta.Value{Kind: meta.String, Text: t})
	}
	o.set(key, list)
}

// writeValue writes strings, lists and maps.
func writeValue(b *bytes.Buffer, v meta.Value) {
	switch v.Kind {
	case meta.Map:
		b.WriteByte('{')
		for i, f := range v.Fields {
			if i > 0 {
				b.WriteByte(',')
			}
			writeValue(b, meta.Value{Kind: meta.String, Text: f.Key})
			b.WriteByte(':')
			writeValue(b, f.Value)
		}
		b.WriteByte('}')
	case meta.List:
		b.WriteByte('[')
		for i, x := range v.List {
			if i > 0 {
				b.WriteByte(',')
			}
			writeValue(b, x)
		}
		b.WriteByte(']')
	default:
		text, _ := marshal(v.Text) // a string never fails
		b.Write(text)
	}
}

// Print is what a value of JSON says, in eight digits: the same for the same keys in another order, and for the same text in other
// escapes. It tells whether an item was changed since resgen wrote it.
func Print(v meta.Value) string {
	h := fnv.New32a()
	var say func(v meta.Value)
	say = func(v meta.Value) {
		switch v.Kind {
		case meta.Map:
			fields := slices.Clone(v.Fields)
			slices.SortStableFunc(fields, func(a, b meta.Field) int { return strings.Compare(a.Key, b.Key) })
			for _, f := range fields {
				fmt.Fprintf(h, "{%q", f.Key)
				say(f.Value)
			}
		case meta.List:
			for _, x := range v.List {
				fmt.Fprint(h, "[")
				say(x)
			}
		default:
			fmt.Fprintf(h, "%q", strings.ToValidUTF8(v.Text, "\ufffd"))
		}
	}
	say(v)
	return fmt.Sprintf("%08x", h.Sum32())
}
