package render

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"
)

//go:embed languages.txt
var languagesText string

// languages finds a language by any of its names, in lower case. The sections of languages.txt
// are told apart once, and each is read when it is first asked for.
var languages = sync.OnceValue(func() map[string]func() *language {
	index := map[string]func() *language{}
	for names, body := range sections(languagesText) {
		name, _, _ := strings.Cut(names, " ")
		read := sync.OnceValue(func() *language {
			lang := newLanguage(name)
			_ = lang.read(body) // a test holds that every section is well formed
			return lang
		})
		for alias := range strings.FieldsSeq(names) {
			index[alias] = read
		}
	}
	return index
})

// sections are the parts of text below lines of the form [names].
func sections(text string) func(yield func(names, body string) bool) {
	return func(yield func(names, body string) bool) {
		_, rest, ok := strings.Cut(text, "\n[")
		for ok {
			var section string
			section, rest, ok = strings.Cut(rest, "\n[")
			names, body, _ := strings.Cut(section, "\n")
			if !yield(strings.TrimSuffix(names, "]"), body) {
				return
			}
		}
	}
}

// A language is a section of languages.txt, whose head says what each field is for.
type language struct {
	name    string
	ident   [256]bool         // the bytes of a word
	words   map[string]string // word -> class
	first   map[string]string // the same for the first word of a line; "*" is any
	rules   [256][]*rule      // by the first byte of what they begin with, in the order of the file
	lines   []lineRule
	key     *keyRule
	label   *keyRule
	nocase  bool
	skey    string // class of a string before a colon, "" for none
	digit   string // a byte that may stand between two digits, "" for none
	heredoc string // what begins a here-document, "" for none
	mode    mode
}

// A mode is a form of text that rules cannot say.
type mode uint8

const (
	plainMode   mode = iota
	markupMode       // tags: HTML, XML
	sessionMode      // only lines that begin with a prompt are code
	blockMode        // lines below one that ends with "|" or ">" and deeper than it are a string: YAML
)

// A lineRule gives a class to the lines with a prefix.
type lineRule struct{ class, prefix string }

// A keyRule gives a class to what stands before one of the closing bytes.
type keyRule struct {
	class, closers string
	bol, spaced    bool
}

// A rule recognises a span, a literal or a name with a sigil, by its first bytes.
type rule struct {
	class string
	kind  ruleKind

	open, post string // what it begins with; between the two stands what is captured
	capture    byte   // 0 nothing, 'w' letters and digits, else a run of that byte
	close      string // "\n" stands for the end of the line, which is not part of the span
	hole       string // within the span begins code, up to the bracket that closes its last byte

	escape, line, must, nest, double, char bool // what the span holds
	first, bol, blank, apart, expr         bool // where it may begin
}

type ruleKind uint8

const (
	spanRule ruleKind = iota
	literalRule
	sigilRule
)

func newLanguage(name string) *language {
	l := &language{name: name, words: map[string]string{}, first: map[string]string{}}
	for c := range l.ident {
		l.ident[c] = isLetter(byte(c)) || isDigit(byte(c))
	}
	return l
}

// read adds what a section says; the error names the lines that it does not understand.
func (l *language) read(body string) error {
	blanks := strings.NewReplacer(`\s`, " ", `\n`, "\n")
	var errs []error
	for line := range strings.Lines(body) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		for i := range f {
			f[i] = blanks.Replace(f[i])
		}
		if err := l.directive(f[0], f[1:]); err != nil {
			errs = append(errs, fmt.Errorf("%s: %q: %w", l.name, strings.TrimSpace(line), err))
		}
	}
	return errors.Join(errs...)
}

var (
	errDirective = errors.New("unknown directive")
	errShort     = errors.New("too few words")
	errFlag      = errors.New("unknown flag")
)

// needs is how many words a directive has at least.
func needs(directive string) int {
	switch directive {
	case "word", "first", "line", "key", "label", "literal", "sigil":
		return 2
	case "span":
		return 3
	case "nocase", "markup", "session", "block":
		return 0
	}
	return 1
}

func (l *language) directive(name string, args []string) error {
	if len(args) < needs(name) {
		return errShort
	}
	switch name {
	case "use":
		for names, body := range sections(languagesText) {
			if first, _, _ := strings.Cut(names, " "); first == args[0] {
				return l.read(body)
			}
		}
		return errDirective
	case "word":
		addWords(l.words, args[0], args[1:])
	case "first":
		addWords(l.first, args[0], args[1:])
	case "ident":
		for _, c := range []byte(strings.Join(args, "")) {
			l.ident[c] = true
		}
	case "digits":
		l.digit = args[0]
	case "heredoc":
		l.heredoc = args[0]
	case "skey":
		l.skey = args[0]
	case "nocase":
		l.nocase = true
	case "markup":
		l.mode = markupMode
	case "session":
		l.mode = sessionMode
	case "block":
		l.mode = blockMode
	case "line":
		for _, prefix := range args[1:] {
			l.lines = append(l.lines, lineRule{args[0], prefix})
		}
	case "key":
		l.key = newKeyRule(args)
	case "label":
		l.label = newKeyRule(args)
	case "literal":
		for _, text := range args[1:] {
			l.add(&rule{class: args[0], kind: literalRule, open: text})
		}
	case "sigil":
		r := &rule{class: args[0], kind: sigilRule, open: args[1]}
		l.add(r)
		return r.flags(args[2:])
	case "span":
		r := newSpan(args[0], args[1], args[2])
		l.add(r)
		return r.flags(args[3:])
	default:
		return errDirective
	}
	return nil
}

func (l *language) add(r *rule) { l.rules[r.open[0]] = append(l.rules[r.open[0]], r) }

func addWords(to map[string]string, class string, words []string) {
	for _, w := range words {
		to[w] = class
	}
}

func newKeyRule(args []string) *keyRule {
	k := &keyRule{class: args[0]}
	for _, a := range args[1:] {
		switch a {
		case "bol":
			k.bol = true
		case "spaced":
			k.spaced = true
		default:
			k.closers += a
		}
	}
	return k
}

func newSpan(class, open, end string) *rule {
	r := &rule{class: class, open: open, close: end}
	if end == "eol" {
		r.close = "\n"
	}
	if i := strings.IndexByte(open, '{'); i > 0 && i+2 < len(open) && open[i+2] == '}' {
		r.open, r.capture, r.post = open[:i], open[i+1], open[i+3:]
	}
	return r
}

func (r *rule) flags(words []string) error {
	for _, w := range words {
		switch w {
		case `\`:
			r.escape = true
		case "line":
			r.line = true
		case "must":
			r.must = true
		case "nest":
			r.nest = true
		case "double":
			r.double = true
		case "char":
			r.char = true
		case "first":
			r.first = true
		case "bol":
			r.bol = true
		case "blank":
			r.blank = true
		case "apart":
			r.apart = true
		case "expr":
			r.expr, r.must = true, true
		default:
			hole, ok := strings.CutPrefix(w, "hole=")
			if !ok || hole == "" {
				return errFlag
			}
			r.hole = hole
		}
	}
	return nil
}
