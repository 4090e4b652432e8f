package document

import (
	"bytes"

	"github.com/adrg/frontmatter"
)

// syntax tells the forms of front matter apart.
type syntax uint8

const (
	noSyntax syntax = iota
	yamlSyntax
	tomlSyntax
	jsonSyntax
)

// A capture is what a format notes of the block that frontmatter found: the block itself
// is read later, at its place in the file.
type capture struct {
	form syntax
	size int
}

// fenced are the forms of front matter between fences; dotted is YAML's other one.
var (
	fenced = []*frontmatter.Format{
		format("---", "---", yamlSyntax), format("+++", "+++", tomlSyntax), format(";;;", ";;;", jsonSyntax),
	}
	dotted = format("---", "...", yamlSyntax)
)

func format(fence, end string, form syntax) *frontmatter.Format {
	return frontmatter.NewFormat(fence, end, func(block []byte, v any) error {
		*v.(*capture) = capture{form, len(block)}
		return nil
	})
}

// split finds the front matter at the top of b: its form, the block between the fences,
// and where the body begins. Form is noSyntax when the closing fence is missing.
func split(b []byte) (form syntax, block [2]int, body int) {
	// frontmatter copies all that it is given; mostly the first line that begins like the
	// opening fence is the closing one.
	upTo := len(b)
	if i := bytes.Index(b[3:], []byte{'\n', b[0], b[1], b[2]}); i >= 0 {
		upTo = min(len(b), 3+i+1+len(firstOf(b[3+i+1:]))+1)
	}
	got, body := find(b[:upTo], fenced...)
	if got.form == noSyntax {
		got, body = find(b, fenced...)
	}
	if got.form == noSyntax {
		got, body = find(b, dotted)
	}
	start := bytes.IndexByte(b, '\n') + 1
	block = [2]int{start, start + got.size}
	if got.form == noSyntax || isBlank(b[block[1]]) {
		// frontmatter takes indented fences too, such as may stand in a text of several lines.
		if masked := maskFences(b); masked != nil {
			return split(masked)
		}
		return got.form, block, body
	}
	if got.form == yamlSyntax {
		// With "..." YAML ends; a "---" further down is then a rule in the body.
		if i := dots(b[block[0]:block[1]]); i >= 0 {
			block[1] = block[0] + i
			body = block[1] + len(firstOf(b[block[1]:])) + 1
		}
	}
	return got.form, block, body
}

func find(b []byte, formats ...*frontmatter.Format) (got capture, body int) {
	// Reading from memory into our own functions, it cannot fail.
	rest, _ := frontmatter.Parse(bytes.NewReader(b), &got, formats...)
	return got, len(b) - len(rest)
}

// maskFences is b with a letter in place of the first byte of each indented fence; nil
// when there is none.
func maskFences(b []byte) []byte {
	var masked []byte
	for at := 0; at < len(b); {
		line := firstOf(b[at:])
		switch trimmed := bytes.TrimSpace(line); string(trimmed) {
		case "---", "+++", ";;;", "...":
			if isBlank(line[0]) {
				if masked == nil {
					masked = bytes.Clone(b)
				}
				masked[at+bytes.Index(line, trimmed)] = 'x'
			}
		}
		at += len(line) + 1
	}
	return masked
}

// dots is where a line "..." begins in b, -1 when there is none.
func dots(b []byte) int {
	for at := 0; at < len(b); {
		line := firstOf(b[at:])
		if string(bytes.TrimRight(line, " \t\r")) == "..." {
			return at
		}
		at += len(line) + 1
	}
	return -1
}

// firstOf is the first line of b, without its line end.
func firstOf(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}
