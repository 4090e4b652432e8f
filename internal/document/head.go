package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// The bounds of front matter. The YAML parser is quadratic in some of what people could
// paste there.
const (
	maxHead  = 64 << 10 // bytes
	maxDepth = 100      // levels of lists and maps
)

var byteOrderMark = []byte("\uFEFF")

// readHead finds the front matter, reads it, and sets where the body begins.
func (d *Document) readHead() {
	b := d.File.Bytes
	top := 0
	if bytes.HasPrefix(b, byteOrderMark) {
		top = len(byteOrderMark)
	}
	d.BodySpan = d.File.Span(top, len(b))
	first := firstLine(b, top)
	line, _, _ := bytes.Cut(b[first:], []byte("\n"))
	switch string(bytes.TrimRight(line, " \t\r")) {
	case "---", "+++", ";;;":
		d.readFenced(first, first+len(line))
	default:
		if isObject(b[first:]) {
			d.readObject(first)
		}
	}
}

// firstLine is where the first line begins that is not blank.
func firstLine(b []byte, at int) int {
	for i := at; i < len(b); i++ {
		switch b[i] {
		case '\n':
			at = i + 1
		case ' ', '\t', '\r':
		default:
			return at
		}
	}
	return at
}

// readFenced reads front matter whose opening fence stands at open and ends at openEnd.
func (d *Document) readFenced(open, openEnd int) {
	form, block, body := split(d.File.Bytes[open:])
	if form == noSyntax {
		d.unclosed(open, openEnd)
		return
	}
	d.MetaSpan = d.File.Span(open+block[0], open+block[1])
	d.BodySpan = d.File.Span(open+body, len(d.File.Bytes))
	if d.MetaSpan.End-d.MetaSpan.Start > maxHead {
		d.tooLong(d.MetaSpan.Sub(0, 0))
		return
	}
	switch form {
	case yamlSyntax:
		d.Meta = d.readYAML()
		if d.Meta.Kind != meta.Map && len(d.Diags) == 0 && isRule(d.File.Bytes[openEnd:]) && !isBlankText(d.MetaSpan.Text()) {
			// Two rules, and a text or a heading between them, which is a comment in YAML.
			d.Meta, d.MetaSpan, d.BodySpan = meta.Value{}, source.Span{}, d.File.Span(open, len(d.File.Bytes))
			return
		}
	case tomlSyntax:
		d.Meta = d.readTOML()
	case jsonSyntax:
		d.Meta = d.readJSON()
	}
	if d.Meta.Kind != meta.Map && d.Meta.Kind != meta.Null {
		help := "write lines like title: My page; a rule at the top of a page is written ***"
		if form == jsonSyntax {
			help = `write an object: {"title": "My page"}`
		}
		d.syntaxError(d.Meta.Span, fmt.Sprintf("it must be keys with values, and is %s", article(d.Meta.Kind)), help)
		d.Meta = meta.Value{}
	}
}

// article is a kind of value with its article, where it has one.
func article(k meta.Kind) string {
	switch k {
	case meta.Number, meta.Date, meta.List:
		return "a " + k.String()
	}
	return k.String()
}

// unclosed reports front matter without an end. What follows the fence becomes the body,
// so that nothing is lost. A "---" above a blank line is a rule, and no fence.
func (d *Document) unclosed(open, openEnd int) {
	b := d.File.Bytes
	if b[open] == '-' && isRule(b[openEnd:]) {
		return
	}
	fence := string(b[open : open+3])
	d.report(diag.Diagnostic{
		Rule: ruleUnclosed, Severity: diag.Error, Span: d.File.Span(open, open+3),
		Message: "the front matter that begins here is never closed",
		Help:    "write a line " + fence + " behind its last key",
	})
	d.BodySpan = d.File.Span(min(openEnd+1, len(b)), len(b))
}

// isRule reports whether "---" is meant as a rule, as far as that can be told from what
// stands behind it: a blank line, or nothing at all.
func isRule(behind []byte) bool {
	_, next, _ := bytes.Cut(behind, []byte("\n"))
	return isBlankText(string(firstOf(next)))
}

func isBlankText(s string) bool { return strings.TrimSpace(s) == "" }

// isObject reports whether b begins like a JSON object, and not like a template's {{ or
// a list of attributes.
func isObject(b []byte) bool {
	if len(b) == 0 || b[0] != '{' {
		return false
	}
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
}

// syntaxError reports front matter that does not parse.
func (d *Document) syntaxError(at source.Span, what, help string) {
	d.report(diag.Diagnostic{
		Rule: ruleSyntax, Severity: diag.Error, Span: at,
		Message: "the front matter cannot be read: " + what, Help: help,
	})
}

func (d *Document) tooLong(at source.Span) {
	d.syntaxError(at, "it is longer than 64 KB", "move what is not about the page into its text")
}

// checkKeys reports the keys of one map that stand there more than once.
func (d *Document) checkKeys(fields []meta.Field) {
	var seen map[string]int
	if len(fields) > 16 {
		seen = make(map[string]int, len(fields))
	}
	for i, f := range fields {
		first := -1
		if seen == nil {
			for j := range i {
				if fields[j].Key == f.Key {
					first = j
					break
				}
			}
		} else if j, ok := seen[f.Key]; ok {
			first = j
		} else {
			seen[f.Key] = i
		}
		if first < 0 {
			continue
		}
		d.report(diag.Diagnostic{
			Rule: ruleDuplicate, Severity: diag.Error, Span: f.KeySpan,
			Message: fmt.Sprintf("the key %q is given twice", f.Key),
			Help:    "remove one of the two",
			Notes:   []diag.Note{{Span: fields[first].KeySpan, Text: "the first one"}},
		})
	}
}
