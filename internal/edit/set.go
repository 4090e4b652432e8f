package edit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// maxSet bounds the text that a key is set to, in bytes: it is a name, not an essay.
const maxSet = 1000

// A Setting is a key of the front matter and the text that it is to have.
type Setting struct {
	Path []string // from the outermost map: "pdf", "theme"; as written, so that an alias of a key is another key
	Text string   // one line
}

// SetAll is the file before and after some keys were set, one after the other: all of them, or none and the error of the first that
// cannot be. Nothing is written.
func SetAll(f *source.File, settings ...Setting) (Change, error) {
	c := Change{Old: f, New: f}
	for _, s := range settings {
		edits, err := Set(c.New, s.Path, s.Text)
		if err != nil {
			return Change{}, err
		}
		if edits != nil {
			c.New = source.NewFile(f.Path, Apply(c.New, edits))
		}
	}
	return c, nil
}

// Set is the edits by which a key of a Markdown file's front matter gets a text, be the front matter YAML, TOML or JSON; nil when it
// has that text already. A key that is there keeps its place and its quotes, one that is not comes behind its neighbours, written as
// they are, and a file without front matter gets some. All other bytes stay.
//
// The edit is made for the usual ways to write front matter, and then proven: the file is read again, and must hold the same values
// but for that one, the same body, and nothing that is reported anew. Where that cannot be, as with a key that stands there
// twice, comes from an anchor or a merge, or is a list, the error says why in one line, with file and line.
func Set(f *source.File, path []string, text string) ([]diag.Edit, error) {
	s := setter{file: f, doc: document.Head(f), path: path, text: text}
	if err := s.allowed(); err != nil {
		return nil, err
	}
	tries, err := s.tries()
	if err != nil {
		return nil, err
	}
	for _, edit := range tries {
		if len(edit) == 0 || s.proven(edit) {
			return edit, nil
		}
	}
	return nil, s.refuse(s.doc.MetaSpan, "%s cannot be set here without changing something else; write it by hand", s.name(len(path)))
}

// A setter sets one key.
type setter struct {
	file *source.File
	doc  *document.Document // its head
	path []string
	text string
}

func (s *setter) allowed() error {
	if len(s.path) == 0 || slices.ContainsFunc(s.path, func(k string) bool { return !isLine(k) || k == "" }) {
		return fmt.Errorf("%s: a key to set must have a name", s.file.Path)
	}
	if !isLine(s.text) || len(s.text) > maxSet {
		return fmt.Errorf("%s: what %s is set to must be one line of text, of at most %d bytes", s.file.Path, s.name(len(s.path)), maxSet)
	}
	for _, d := range s.doc.Diags {
		if d.Rule != "meta/duplicate-key" { // of doubled keys only those on the path are in the way
			return s.refuse(d.Span, "%s; mend that first", d.Message)
		}
	}
	return nil
}

func isLine(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, unicode.IsControl) < 0
}

// name is the first keys of the path, as people write them.
func (s *setter) name(keys int) string { return strings.Join(s.path[:keys], ".") }

func (s *setter) refuse(at source.Span, format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	if !at.Known() {
		return fmt.Errorf("%s: %s", s.file.Path, text)
	}
	return fmt.Errorf("%s:%d: %s", s.file.Path, at.Position().Line, text)
}

// A reach is how far the path leads.
type reach struct {
	in    meta.Value  // the innermost map of the path that is there; Null when the front matter is empty
	via   *meta.Field // whose value that map is; nil for the whole front matter
	keys  int         // keys of the path that lead there
	field *meta.Field // the next key of the path; nil when it is not there
}

// tries is the edits that may do it, the best first; one that is empty says that there is nothing to do.
func (s *setter) tries() ([][]diag.Edit, error) {
	n := s.notation()
	if !s.doc.MetaSpan.Known() {
		return s.head(n), nil
	}
	r, err := s.reach(n)
	if err != nil {
		return nil, err
	}
	if r.field != nil {
		return s.replace(n, r)
	}
	if r.in.Span.Known() && strings.HasPrefix(r.in.Span.Text(), "{") {
		return s.intoBraces(n, r), nil
	}
	return n.insert(s, n, r), nil
}

// reach follows the path. An error says what is in the way.
func (s *setter) reach(n notation) (reach, error) {
	r := reach{in: s.doc.Meta}
	for ; ; r.keys++ {
		r.field = nil
		for i, f := range r.in.Fields {
			switch {
			case f.Key != s.path[r.keys]:
			case n.anchors && isMerged(r.in, i):
				return r, s.refuse(f.KeySpan, "%s comes from here by a merge (<<); write it out where it is meant", s.name(r.keys+1))
			case r.field != nil:
				return r, s.refuse(f.KeySpan, "the key %s is given twice; remove one of the two", s.name(r.keys+1))
			default:
				r.field = &r.in.Fields[i]
			}
		}
		if r.field == nil {
			return r, nil
		}
		if n.anchors {
			if mark := s.mark(*r.field); mark != "" {
				return r, s.refuse(r.field.KeySpan, "%s is written with %s, and so may mean more than itself; write it out", s.name(r.keys+1), mark)
			}
		}
		last := r.keys == len(s.path)-1
		switch kind := r.field.Value.Kind; {
		case last && (kind == meta.List || kind == meta.Map):
			return r, s.refuse(r.field.KeySpan, "%s is a %s and not a text; change it by hand", s.name(r.keys+1), kind)
		case last || kind == meta.Null:
			return r, nil
		case kind != meta.Map:
			return r, s.refuse(r.field.KeySpan, "%s must be keys with values, and is a %s", s.name(r.keys+1), kind)
		}
		r.in, r.via = r.field.Value, r.field
	}
}

// isMerged reports whether the i-th field of a map of YAML was taken over by "<<": it stands elsewhere then, outside of the map or
// within the value of another of its fields.
func isMerged(in meta.Value, i int) bool {
	key := in.Fields[i].KeySpan
	if !in.Span.Contains(key) {
		return true
	}
	for j, g := range in.Fields {
		if j != i && g.Value.Span.Contains(key) {
			return true
		}
	}
	return false
}

// mark is the anchor, alias or tag that a field of YAML is written with; "" when none.
func (s *setter) mark(f meta.Field) string {
	if text := f.Value.Span.Text(); strings.HasPrefix(text, "*") {
		return "the alias " + text
	}
	if f.Value.Span.Start < f.KeySpan.End {
		return ""
	}
	for line := range bytes.Lines(s.file.Bytes[f.KeySpan.End:f.Value.Span.Start]) {
		word := strings.TrimLeft(string(line), ": \t\r\n")
		word, _, _ = strings.Cut(strings.TrimRight(word, " \t\r\n"), " ")
		switch {
		case strings.HasPrefix(word, "&"):
			return "the anchor " + word
		case strings.HasPrefix(word, "!"):
			return "the tag " + word
		}
	}
	return ""
}

// replace puts the text in the place of a value that is there, or maps that hold it in the place of nothing.
func (s *setter) replace(n notation, r reach) ([][]diag.Edit, error) {
	v := r.field.Value
	if r.keys == len(s.path)-1 && v.Kind == meta.String && v.Text == s.text {
		return [][]diag.Edit{nil}, nil
	}
	old := strings.TrimRight(v.Span.Text(), " \t\r\n") // of a block of lines, the last line end is not the value's
	at := v.Span.Sub(0, len(old))
	text := n.nest(s.path[r.keys+1:], n.text(old, s.text))
	if old == "" { // behind the colon
		text = " " + text
	}
	return [][]diag.Edit{{{Span: at, New: text}}}, nil
}

// head makes front matter, in YAML, at the top of a file that has none. A text that follows at once is kept apart by a blank line.
func (s *setter) head(n notation) [][]diag.Edit {
	top := s.top()
	text := "---\n" + n.entry(s.path, s.text) + "\n---\n"
	if line, _, _ := bytes.Cut(s.file.Bytes[top:], []byte("\n")); len(bytes.TrimSpace(line)) > 0 {
		text += "\n"
	}
	return [][]diag.Edit{{{Span: s.file.Span(top, top), New: text}}}
}

// top is where a file begins, behind a byte order mark.
func (s *setter) top() int {
	return len(s.file.Bytes) - len(bytes.TrimPrefix(s.file.Bytes, []byte("\ufeff")))
}

// intoBraces puts a key behind the last one of a map in braces: on a line of its own when that one has one.
func (s *setter) intoBraces(n notation, r reach) [][]diag.Edit {
	entry := n.entry(s.path[r.keys:], s.text)
	last, end := -1, 0
	for i, f := range r.in.Fields {
		if to := max(f.KeySpan.End, f.Value.Span.End); to > end && r.in.Span.Contains(f.KeySpan) {
			last, end = i, to
		}
	}
	if last < 0 {
		at := r.in.Span.Sub(1, 1)
		if strings.Trim(r.in.Span.Text(), "{} \t\r\n") != "" {
			entry += ", "
		}
		return [][]diag.Edit{{{Span: at, New: entry}}}
	}
	gap := ", "
	if before := s.before(r.in.Fields[last].KeySpan.Start); isIndent(before) {
		gap = ",\n" + before
	}
	return [][]diag.Edit{{{Span: s.file.Span(end, end), New: gap + entry}}}
}

// before is what stands on the line of a place before it.
func (s *setter) before(at int) string {
	return string(s.file.Bytes[bytes.LastIndexByte(s.file.Bytes[:at], '\n')+1 : at])
}

// lineEnd is where the line of a place ends, before its line end.
func (s *setter) lineEnd(at int) int {
	line, _, _ := bytes.Cut(s.file.Bytes[at:], []byte("\n"))
	return at + len(bytes.TrimSuffix(line, []byte("\r")))
}

// behind is an edit that puts a line behind the line of a place.
func (s *setter) behind(at int, line string) []diag.Edit {
	end := s.lineEnd(at)
	return []diag.Edit{{Span: s.file.Span(end, end), New: "\n" + line}}
}

func isIndent(s string) bool { return strings.Trim(s, " \t") == "" }

// proven reports whether the file, once edited, holds the same values but for the one that is set, the same body, and the same findings.
func (s *setter) proven(edits []diag.Edit) bool {
	next := document.Head(source.NewFile(s.file.Path, Apply(s.file, edits)))
	if !next.MetaSpan.Known() || !same(with(s.doc.Meta, s.path, s.text), next.Meta) {
		return false
	}
	if !slices.EqualFunc(s.doc.Diags, next.Diags, func(a, b diag.Diagnostic) bool { return a.Rule == b.Rule && a.Message == b.Message }) {
		return false
	}
	body, was := next.BodySpan.Text(), s.doc.BodySpan.Text()
	if !s.doc.MetaSpan.Known() {
		was = string(s.file.Bytes[s.top():])
		return body == was || strings.TrimPrefix(strings.TrimPrefix(body, "\r"), "\n") == was
	}
	return body == was
}

// with is a value with a text at a path; the maps that lead there are made when they are not there.
func with(v meta.Value, path []string, text string) meta.Value {
	if len(path) == 0 {
		return meta.Value{Kind: meta.String, Text: text}
	}
	v = meta.Value{Kind: meta.Map, Fields: slices.Clone(v.Fields)}
	for i, f := range v.Fields {
		if f.Key == path[0] {
			v.Fields[i].Value = with(f.Value, path[1:], text)
			return v
		}
	}
	v.Fields = append(v.Fields, meta.Field{Key: path[0], Value: with(meta.Value{}, path[1:], text)})
	return v
}

// same reports whether two values mean the same: where they stand and the order of different keys are left out of the account.
func same(a, b meta.Value) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Fields) != len(b.Fields) || !slices.EqualFunc(a.List, b.List, same) {
		return false
	}
	byKey := func(f, g meta.Field) int { return strings.Compare(f.Key, g.Key) }
	x, y := slices.Clone(a.Fields), slices.Clone(b.Fields)
	slices.SortStableFunc(x, byKey)
	slices.SortStableFunc(y, byKey)
	return slices.EqualFunc(x, y, func(f, g meta.Field) bool { return f.Key == g.Key && same(f.Value, g.Value) })
}
