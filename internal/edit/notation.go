package edit

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
)

// A notation is how one form of front matter writes keys and texts.
type notation struct {
	key         func(string) string
	text        func(old, text string) string // a text, in the quotes of the value that it replaces; "" for none
	between     string                        // a key and its value
	left, right string                        // a map in braces
	anchors     bool                          // values can stand for others
	insert      func(*setter, notation, reach) [][]diag.Edit
}

// notation is that of the file's front matter: by the fence above it, if there is one. Where there is none, YAML will be written.
func (s *setter) notation() notation {
	above := ""
	if at := s.doc.MetaSpan; at.Known() {
		line := bytes.TrimRight(s.file.Bytes[:at.Start], " \t\r\n")
		above = strings.TrimPrefix(string(line[bytes.LastIndexByte(line, '\n')+1:]), "\ufeff")
		if above == "" {
			above = at.Text()
		}
	}
	switch {
	case strings.HasPrefix(above, "+++"):
		return notation{key: tomlKey, text: tomlText, between: " = ", left: "{ ", right: " }", insert: (*setter).intoTables}
	case strings.HasPrefix(above, ";;;"), strings.HasPrefix(above, "{"):
		return notation{key: quoteJSON, text: jsonText, between: ": ", left: "{", right: "}", insert: (*setter).intoNothing}
	}
	return notation{key: yamlKey, text: yamlText, between: ": ", left: "{", right: "}", anchors: true, insert: (*setter).intoLines}
}

// nest is a text, or the maps in braces that lead to it.
func (n notation) nest(path []string, text string) string {
	for _, key := range slices.Backward(path) {
		text = n.left + n.key(key) + n.between + text + n.right
	}
	return text
}

// entry is the first key of a path with what it leads to.
func (n notation) entry(path []string, text string) string {
	return n.key(path[0]) + n.between + n.nest(path[1:], n.text("", text))
}

// bareKey is what is a key without quotes in YAML and TOML alike.
var bareKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

// words are those that YAML readers of one age or another take for something else than a text.
var words = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}

func yamlKey(key string) string {
	if bareKey.MatchString(key) && !slices.Contains(words, strings.ToLower(key)) {
		return key
	}
	return quote(key)
}

func yamlText(old, text string) string {
	switch {
	case strings.HasPrefix(old, "'"):
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	case strings.HasPrefix(old, `"`) || !isPlain(text):
		return quote(text)
	}
	return text
}

// isPlain reports whether a text can mean nothing but itself in YAML, in braces as well.
func isPlain(text string) bool {
	for i, r := range text {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && !strings.ContainsRune("-_./ +()", r)) {
			return false
		}
	}
	return text != "" && !strings.HasSuffix(text, " ") && !slices.Contains(words, strings.ToLower(text))
}

// quote is a text in double quotes, as YAML and TOML read it.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

func tomlKey(key string) string {
	if bareKey.MatchString(key) {
		return key
	}
	return quote(key)
}

func tomlText(old, text string) string {
	if strings.HasPrefix(old, "'") && !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return quote(text)
}

func jsonText(_, text string) string { return quoteJSON(text) }

func quoteJSON(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(text) // a string cannot fail
	return strings.TrimSuffix(b.String(), "\n")
}

// intoNothing makes the object of JSON front matter that has none.
func (s *setter) intoNothing(n notation, r reach) [][]diag.Edit {
	end := s.file.Span(s.doc.MetaSpan.End, s.doc.MetaSpan.End)
	return [][]diag.Edit{{{Span: end, New: n.nest(s.path, n.text("", s.text)) + "\n"}}}
}

// intoLines puts a key of YAML on a line behind the last one of its map or, where the last is a text to which what follows would
// belong, before the first.
func (s *setter) intoLines(n notation, r reach) [][]diag.Edit {
	entry := n.entry(s.path[r.keys:], s.text)
	if r.in.Kind == meta.Null {
		end := s.file.Span(s.doc.MetaSpan.End, s.doc.MetaSpan.End)
		return [][]diag.Edit{{{Span: end, New: entry + "\n"}}}
	}
	for i, f := range r.in.Fields {
		if before := s.before(f.KeySpan.Start); isIndent(before) && !isMerged(r.in, i) {
			end := r.in.Span.Start + len(strings.TrimRight(r.in.Span.Text(), " \t\r\n"))
			first := f.KeySpan.Sub(0, 0)
			return [][]diag.Edit{s.behind(end, before+entry), {{Span: first, New: entry + "\n" + before}}}
		}
	}
	return nil
}

// intoTables puts a key of TOML beside the others of its table, with the dots or the indentation that they have, below the
// table's header or, where the table is nowhere yet, into one at the end.
func (s *setter) intoTables(n notation, r reach) [][]diag.Edit {
	var out [][]diag.Edit
	entry := n.entry(s.path[r.keys:], s.text)
	dotted := false
	for _, f := range slices.Backward(r.in.Fields) {
		before := s.before(f.KeySpan.Start)
		if !tomlPrefix.MatchString(before) {
			continue
		}
		if isInline(f.Value) {
			out = append(out, s.behind(f.Value.Span.End, before+entry))
			break
		}
		if !dotted { // where a map with dots ends is not known, so it is put before it
			at := s.file.Span(f.KeySpan.Start-len(before), f.KeySpan.Start-len(before))
			out, dotted = append(out, []diag.Edit{{Span: at, New: before + entry + "\n"}}), true
		}
	}
	if r.via != nil {
		if behind := s.file.Bytes[r.via.KeySpan.End:s.lineEnd(r.via.KeySpan.End)]; bytes.HasPrefix(bytes.TrimLeft(behind, " \t"), []byte("]")) {
			out = append(out, s.behind(r.via.KeySpan.End, entry))
		}
	}
	start, end := s.doc.MetaSpan.Sub(0, 0), s.file.Span(s.doc.MetaSpan.End, s.doc.MetaSpan.End)
	if len(s.path) == 1 {
		return append(out, []diag.Edit{{Span: start, New: entry + "\n"}})
	}
	if r.keys == 0 {
		out = nil // a table of its own is how people write it
	}
	var header []string
	for _, key := range s.path[:len(s.path)-1] {
		header = append(header, n.key(key))
	}
	table := "[" + strings.Join(header, ".") + "]\n" + n.entry(s.path[len(s.path)-1:], s.text) + "\n"
	if strings.TrimSpace(s.doc.MetaSpan.Text()) != "" {
		table = "\n" + table
	}
	return append(out, []diag.Edit{{Span: end, New: table}})
}

// tomlPrefix is what can stand before a key on its line: indentation, and the bare keys of tables.
var tomlPrefix = regexp.MustCompile(`^[ \t]*(?:[A-Za-z0-9_-]+[ \t]*\.[ \t]*)*$`)

// isInline reports whether a value of TOML stands behind its key, and not in tables or behind dots.
func isInline(v meta.Value) bool {
	return v.Kind != meta.Map && v.Kind != meta.List || strings.HasPrefix(v.Span.Text(), "{") || strings.HasPrefix(v.Span.Text(), "[")
}
