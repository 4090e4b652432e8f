package document

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// maxKeys bounds the keys of all maps of the front matter.
const maxKeys = 5000

// readYAML reads the YAML between two fences.
func (d *Document) readYAML() meta.Value {
	if v, ok := d.readPlainYAML(); ok {
		return v
	}
	if at := tabIndent(d.MetaSpan.Text()); at >= 0 {
		d.syntaxError(d.MetaSpan.Sub(at, at+1), "a tab indents this line", "use blanks to indent")
		return meta.Value{}
	}
	return d.readFullYAML()
}

// tabIndent is where a tab indents a key or an item of a list, which YAML does not allow; -1 where none does. Its parsers take some of
// these for text that goes on. In brackets, and in quotes, a tab is a blank.
func tabIndent(text string) int {
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		if line := text[at:end]; strings.HasPrefix(line, "\t") && isKeyOrItem(strings.TrimSpace(line)) {
			before := text[:at]
			open := strings.Count(before, "[") + strings.Count(before, "{") - strings.Count(before, "]") - strings.Count(before, "}")
			if open <= 0 && strings.Count(before, `"`)%2 == 0 {
				return at
			}
			return -1
		}
		at = end + 1
	}
	return -1
}

// isKeyOrItem reports whether a line of YAML begins with a key or with the dash of an item.
func isKeyOrItem(line string) bool {
	if strings.HasPrefix(line, "- ") {
		return true
	}
	key, rest, ok := strings.Cut(line, ":")
	if !ok || key == "" || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return false
	}
	for i := range len(key) {
		if !isKeyByte(key[i], i) {
			return false
		}
	}
	return true
}

// readFullYAML reads any YAML, at some twenty times the cost of readPlainYAML.
func (d *Document) readFullYAML() meta.Value {
	text := d.File.Bytes[d.MetaSpan.Start:d.MetaSpan.End]
	if bytes.IndexByte(text, '"') >= 0 {
		// The scanner (goccy/go-yaml 1.19) skips the byte behind a quoted text with a tab in it.
		text = bytes.ReplaceAll(text, []byte("\t"), []byte(" "))
	}
	r := yamlReader{doc: d, anchors: map[string]anchor{}}
	lost := -1
	var file *ast.File
	err := guard(func() (err error) {
		tokens := lexer.Tokenize(string(text))
		r.places, lost = place(text, tokens)
		if t, what, help := excess(tokens); t != nil {
			r.fail(r.span(t), what, help)
			return nil
		}
		file, err = parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
		return err
	})
	switch {
	case r.failed:
	case err != nil:
		r.parserError(err)
	case lost >= 0:
		r.fail(d.MetaSpan.Sub(lost, lost+1), "what stands here makes no sense", "put the text in quotes")
	}
	if r.failed || file == nil {
		return meta.Value{}
	}
	var v meta.Value
	read := false
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil:
		case read:
			r.fail(r.span(cmp.Or(doc.Start, doc.Body.GetToken())), "it holds more than one YAML document", "keep one")
		default:
			v, read = r.value(doc.Body, d.MetaSpan.Sub(0, 0)), true
		}
	}
	if r.failed {
		return meta.Value{}
	}
	return v
}

// guard runs f and makes an error of a panic. The YAML library has panicked on malformed
// input before, and an open report says that it does
// (https://github.com/goccy/go-yaml/issues/890); this may go when that is closed.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the YAML parser gave up (%v)", p)
		}
	}()
	return f()
}

// excess is the token at which the front matter goes beyond a bound of the parser, and
// what the bound is; nil when it keeps within them. The parser recurses into brackets and
// dashes, which is why it cannot be left to find out (nesting by indentation is bounded by
// maxHead), and from one key to the next, in time quadratic in the number of keys.
func excess(tokens token.Tokens) (_ *token.Token, what, help string) {
	brackets, run, keys := 0, 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
			run++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
			run = 0
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			run++
		case token.MappingValueType:
			keys++
			run = 0
		case token.CollectEntryType:
			run = 0
		}
		if brackets > maxDepth || run > maxDepth {
			return t, "it nests too deep", "use at most 100 levels"
		}
		if keys > maxKeys {
			return t, "it has more than 5000 keys", "move what is not about the page into its text"
		}
	}
	return nil, "", ""
}

// span is where a token stands; nowhere for one that the parser made up.
func (r *yamlReader) span(t *token.Token) source.Span {
	at, ok := r.places[t]
	if !ok {
		return source.Span{}
	}
	return r.doc.MetaSpan.Sub(at[0], at[1])
}

// fail reports that the front matter cannot be read; only the first reason counts.
func (r *yamlReader) fail(at source.Span, what, help string) {
	if !r.failed {
		r.failed = true
		if !at.Known() {
			at = r.doc.MetaSpan.Sub(0, 0)
		}
		r.doc.syntaxError(at, what, help)
	}
}

// parserError puts an error of the parser into our words, at its place.
func (r *yamlReader) parserError(err error) {
	var at interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &at) {
		r.fail(source.Span{}, err.Error(), "write lines like title: My page")
		return
	}
	words, help := at.GetMessage(), "write lines like title: My page, and indent what belongs to a key by two blanks"
	switch {
	case strings.Contains(words, "tab"), strings.Contains(words, "'\t'"):
		words, help = strings.ReplaceAll(words, "'\t'", "tab"), "indent with blanks"
	case strings.Contains(words, "mapping value is not allowed"), strings.Contains(words, "reserved character"):
		help = `put the text in quotes: title: "Go: a year on"`
	case strings.Contains(words, "end character"):
		help = "close the quotation mark"
	case strings.Contains(words, "must be specified"), strings.Contains(words, "end token"):
		help = "close the bracket"
	case strings.Contains(words, "non-map value"):
		help = "write a colon and a blank behind the key"
	}
	where := r.span(at.GetToken())
	if t := at.GetToken(); t != nil && !where.Known() {
		place := byPosition(r.doc.File.Bytes[r.doc.MetaSpan.Start:r.doc.MetaSpan.End], t.Position)
		where = r.doc.MetaSpan.Sub(place[0], place[1])
	}
	if m := bareColour().FindSubmatchIndex(r.doc.File.Bytes[r.doc.MetaSpan.Start:r.doc.MetaSpan.End]); m != nil {
		where = r.doc.MetaSpan.Sub(m[2], m[3])
		words, help = "the # begins a comment here, and what stands behind it is left out", "put the colour in quotes: \""+where.Text()+"\""
	}
	r.fail(where, words, help)
}

// bareColour is a colour without quotes in braces or brackets, whose end YAML does not see then.
var bareColour = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[{\[][^\n"'#]*\s(#[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?)[},\]\s]`)
})
