// Package meta is front matter: the tree of values that a document's head holds,
// each with its place, and the table of the keys that resgen knows.
//
// document makes the tree; the table says what each key means, of what type it is
// and where it may stand, and from it come the typed [Settings], the findings about
// keys, and the JSON Schema of `resgen schema`. The package never reads YAML, TOML or
// JSON text.
package meta

import "github.com/resgen/resgen/internal/source"

// Kind tells the values apart.
type Kind uint8

// The kinds of values.
const (
	Null Kind = iota
	String
	Number
	Bool
	Date // a TOML date; YAML and JSON dates are strings
	List
	Map
)

var kindNames = [...]string{"nothing", "text", "number", "true or false", "date", "list", "map"}

// String names the kind as a finding does.
func (k Kind) String() string { return kindNames[k] }

// A Value is one value of the front matter.
type Value struct {
	Kind   Kind
	Text   string  // a scalar's text: quotes and escapes resolved, numbers and dates as written
	List   []Value // of a List
	Fields []Field // of a Map, in the order written; a doubled key stands twice
	Span   source.Span
}

// A Field is a key and its value.
type Field struct {
	Key     string
	KeySpan source.Span
	Value   Value
}

// Get is the value of a key of a map; of a doubled key, the first. ok is false when v is
// no map or has no such key.
func (v Value) Get(key string) (Value, bool) {
	for _, f := range v.Fields {
		if f.Key == key {
			return f.Value, true
		}
	}
	return Value{}, false
}

// Truth is the value of a Bool.
func (v Value) Truth() bool { return v.Kind == Bool && (v.Text == "true") }
