package lsp

import (
	"bytes"
	"strings"
)

// A spot is a place in front matter, as it is while somebody types there: what stands before it need not be right, or whole.
type spot struct {
	path  []string // keys of the maps that it is in; with value, also of the value
	value bool     // a value is being written, else a key
	word  string   // what was typed of it so far
	list  bool     // the value is an item of a list
}

// headSpot is where the end of a text is in front matter; text begins at the document's top. ok is false when that is no front matter, or
// is over.
func headSpot(text string, whole bool) (s spot, ok bool) {
	// A word that does not stand right before the place, as one in quotes that goes over several lines, is none that could be replaced.
	defer func() { ok = ok && strings.HasSuffix(text, s.word) }()
	text = strings.TrimPrefix(text, "\uFEFF")
	if whole { // a file of values, without fences
		return yamlSpot(text), true
	}
	first, rest, ok := strings.Cut(text, "\n")
	if !ok {
		return spot{}, false
	}
	switch fence := strings.TrimRight(first, " \t\r"); fence {
	case "---", "+++":
		for line := range strings.Lines(rest) {
			if t := strings.TrimRight(line, " \t\r\n"); t == fence || fence == "---" && t == "..." {
				return spot{}, false
			}
		}
		if fence == "+++" {
			return tomlSpot(rest), true
		}
		return yamlSpot(rest), true
	}
	return spot{}, false
}

// A level is a key of YAML in block style, and how far it is indented.
type level struct {
	indent int
	key    string
}

// yamlSpot is where the end of YAML is.
func yamlSpot(text string) spot {
	var stack []level
	var in flow
	lines := strings.SplitAfter(text, "\n")
	for n, line := range lines {
		last := n == len(lines)-1
		if in.depth() > 0 {
			in.scan(line)
			if last {
				return in.spot(keysOf(stack))
			}
			continue
		}
		content := strings.TrimLeft(line, " ")
		indent := len(line) - len(content)
		item := false
		for strings.HasPrefix(content, "- ") {
			trimmed := strings.TrimLeft(content[2:], " ")
			indent += len(content) - len(trimmed)
			content, item = trimmed, true
		}
		content = strings.TrimRight(content, "\r\n")
		if !last && (strings.TrimSpace(content) == "" || content[0] == '#') {
			continue
		}
		for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		key, value, ok := strings.Cut(content, ":")
		if !ok || value != "" && value[0] != ' ' && value[0] != '\t' {
			if last {
				if item {
					return spot{path: keysOf(stack), value: true, list: true, word: content}
				}
				return spot{path: keysOf(stack), word: unquoted(content)}
			}
			if item {
				in = flow{}
				in.scan(content)
			}
			continue
		}
		stack = append(stack, level{indent, unquoted(strings.TrimSpace(key))})
		in = flow{}
		in.scan(value)
		if last {
			return in.spot(keysOf(stack))
		}
	}
	return spot{}
}

func keysOf(stack []level) []string {
	var out []string
	for _, l := range stack {
		out = append(out, l.key)
	}
	return out
}

func unquoted(text string) string { return strings.Trim(text, `"'`) }

// tomlSpot is where the end of TOML is: tables, and inline tables in a line.
func tomlSpot(text string) spot {
	var table []string
	lines := strings.SplitAfter(text, "\n")
	for n, line := range lines {
		line = strings.TrimSpace(line)
		if n < len(lines)-1 {
			if name, ok := strings.CutPrefix(line, "["); ok {
				name, _, _ = strings.Cut(strings.TrimPrefix(name, "["), "]")
				table = nil
				for part := range strings.SplitSeq(name, ".") {
					table = append(table, unquoted(strings.TrimSpace(part)))
				}
			}
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			return spot{path: table, word: unquoted(line)}
		}
		in := flow{toml: true}
		in.scan(value)
		return in.spot(append(table[:len(table):len(table)], unquoted(strings.TrimSpace(key))))
	}
	return spot{path: table}
}

// A flow is a value in braces and brackets, as far as it was read.
type flow struct {
	toml  bool
	open  []bracket
	token []byte // what was read since the last mark
	quote byte   // of the text that is not closed yet; 0 for none
}

type bracket struct {
	mark byte   // { or [
	key  string // of a map: of the value that is being written; "" while a key is
}

func (f *flow) depth() int { return len(f.open) }

// scan reads on.
func (f *flow) scan(text string) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		top := len(f.open) - 1
		switch {
		case f.quote != 0:
			if c == f.quote {
				f.quote = 0
			}
			f.token = append(f.token, c)
		case (c == '"' || c == '\'') && len(bytes.TrimSpace(f.token)) == 0:
			f.quote = c
			f.token = append(f.token, c)
		case c == '#' && (i == 0 || text[i-1] == ' '):
			return
		case c == '{' || c == '[':
			f.open, f.token = append(f.open, bracket{mark: c}), nil
		case (c == '}' || c == ']') && top >= 0:
			f.open, f.token = f.open[:top], nil
		case c == ',' && top >= 0:
			f.open[top].key, f.token = "", nil
		case top >= 0 && f.open[top].mark == '{' && f.open[top].key == "" && (c == '=' && f.toml || c == ':' && !f.toml):
			f.open[top].key, f.token = unquoted(strings.TrimSpace(string(f.token))), nil
		case c != '\r' && c != '\n':
			f.token = append(f.token, c)
		}
	}
}

// spot is where it ends, below a path of keys.
func (f *flow) spot(path []string) spot {
	s := spot{path: path, value: true, word: strings.TrimLeft(unquoted(strings.TrimLeft(string(f.token), " \t")), " ")}
	for _, b := range f.open {
		switch {
		case b.mark == '[':
			s.value, s.list = true, true
		case b.key == "":
			s.value, s.list = false, false
		default:
			s.path = append(s.path[:len(s.path):len(s.path)], b.key)
			s.value, s.list = true, false
		}
	}
	return s
}
