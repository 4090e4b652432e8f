package document

import (
	"bytes"
	"regexp"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark (1.8.7) walks its tree by recursion and is quadratic in the nesting of a line,
// in the marks of a paragraph, and in the numbers of footnotes and of table cells with
// escaped pipes. What people write comes nowhere near these bounds; behind them the text
// stays text.
const (
	maxNesting   = 24      // quotes and list items that open on one line
	maxIndent    = 400     // columns before a mark that opens a block
	maxWork      = 1 << 24 // marks times bytes of one paragraph, heading or cell
	maxFootnotes = 2000    // "[^" in a file
	maxPipes     = 2000    // "\|" in a file
)

// tame is the body as goldmark may see it: src itself or, when it goes beyond a bound, a
// copy of the same length in which the marks behind the bound are letters. Only
// goldmark reads the copy; texts are taken from src, at the same offsets.
func tame(src []byte) []byte {
	t := taming{src: src, out: src}
	t.definitions()
	for at := 0; at < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
			end = at + i
		}
		t.line(at, end)
		at = end + 1
	}
	t.excess("[^", maxFootnotes)
	t.excess(`\|`, maxPipes)
	return t.out
}

type taming struct{ src, out []byte }

// mask makes a letter of the byte at i.
func (t *taming) mask(i int) { t.put(i, 'x') }

func (t *taming) put(i int, b byte) {
	if &t.out[0] == &t.src[0] {
		t.out = bytes.Clone(t.src)
	}
	t.out[i] = b
}

// defining is a line that begins a definition: with ":" or, as pandoc takes it too, "~", and up to two blanks before it
// (https://pandoc.org/MANUAL.html#definition-lists).
var defining = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(?: {0,2}~| {1,2}:)[ \t]+\S`) })

// definitions puts the mark of each definition where goldmark looks for it behind a blank line: a colon at the line's start.
func (t *taming) definitions() {
	if bytes.IndexByte(t.src, '~') < 0 && !bytes.Contains(t.src, []byte(" :")) {
		return
	}
	for _, m := range defining().FindAllIndex(t.src, -1) {
		mark := m[0] + bytes.IndexAny(t.src[m[0]:m[1]], "~:")
		t.put(mark, ' ')
		t.put(m[0], ':')
	}
}

// line bounds the containers that a line opens and the marks in it.
func (t *taming) line(at, end int) {
	line := t.src[at:end]
	col := 0
	for i, depth := 0, 0; ; depth++ {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
			if line[i] == '\t' {
				col += 3 // at most: the column is a bound, no position
			}
			i, col = i+1, col+1
		}
		n := containerMark(line[i:])
		if n == 0 {
			break
		}
		if depth >= maxNesting || col > maxIndent {
			t.mask(at + i)
			break
		}
		i, col = i+n, col+n
	}
	if len(line)*len(line) > maxWork && work(line) > maxWork {
		for i, b := range line {
			if isMark(b) {
				t.mask(at + i)
			}
		}
	}
}

// containerMark is the length of the mark with which line opens a block that holds other
// blocks; 0 when it opens none.
func containerMark(line []byte) int {
	if len(line) == 0 {
		return 0
	}
	blankAt := func(i int) bool { return i >= len(line) || line[i] == ' ' || line[i] == '\t' || line[i] == '\r' }
	switch c := line[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '+' || c == '*' || c == ':':
		if blankAt(1) {
			return 1
		}
	case '0' <= c && c <= '9':
		i := 1
		for i < len(line) && i < 9 && '0' <= line[i] && line[i] <= '9' {
			i++
		}
		if i < len(line) && (line[i] == '.' || line[i] == ')') && blankAt(i+1) {
			return i + 1
		}
	case c == '[' && len(line) > 1 && line[1] == '^':
		if i := bytes.IndexByte(line, ']'); i > 0 && i+1 < len(line) && line[i+1] == ':' {
			return i + 2
		}
	}
	return 0
}

// excess masks what comes behind the first limit occurrences of a two-byte mark.
func (t *taming) excess(mark string, limit int) {
	n := 0
	for at := 0; ; n++ {
		i := bytes.Index(t.src[at:], []byte(mark))
		if i < 0 {
			return
		}
		at += i
		if n >= limit {
			t.mask(at)
			t.mask(at + 1)
		}
		at += len(mark)
	}
}

func isMark(b byte) bool {
	switch b {
	case '*', '_', '~', '[', ']', '`', '<', '!':
		return true
	}
	return false
}

// work estimates what goldmark's inline parser may have to do for a text: each mark can
// make it look through all of the rest.
func work(text []byte) int {
	n := 0
	for _, b := range text {
		if isMark(b) {
			n++
		}
	}
	return n * len(text)
}

// costlyReferences takes a paragraph that begins like a link definition, and would cost
// too much, out of goldmark's hands before it looks for definitions.
type costlyReferences struct{}

func (costlyReferences) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	if first := p.Lines().At(0); bytes.HasPrefix(bytes.TrimLeft(first.Value(r.Source()), " \t"), []byte("[")) {
		makePlain(p, r)
	}
}

// costlyParagraph does it for any paragraph that did not become a table: the cells of
// a table are parsed one by one, so it may be long.
type costlyParagraph struct{}

func (costlyParagraph) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) { makePlain(p, r) }

func makePlain(p *ast.Paragraph, r text.Reader) {
	lines := p.Lines()
	if lines.Len() == 0 {
		return
	}
	from, to := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n := to - from; n*n <= maxWork || work(r.Source()[from:to]) <= maxWork {
		return
	}
	plain := &plainText{}
	plain.SetLines(lines)
	plain.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().ReplaceChild(p.Parent(), p, plain)
}

// plainText is a paragraph whose inlines are not parsed.
type plainText struct{ ast.BaseBlock }

var kindPlainText = ast.NewNodeKind("PlainText")

func (*plainText) Kind() ast.NodeKind { return kindPlainText }

// IsRaw keeps the inline parser out.
func (*plainText) IsRaw() bool { return true }

// Dump is part of goldmark's interface.
func (n *plainText) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
