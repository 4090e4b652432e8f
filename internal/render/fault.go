package render

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// A layout that does not parse, or that fails when it runs, is a finding of this rule.
const layoutRule = "page/layout"

// A LayoutError is a layout that failed when it ran: a finding about the user's words, carried
// through those who only know errors.
type LayoutError struct{ Diagnostic diag.Diagnostic }

func (e *LayoutError) Error() string {
	p := e.Diagnostic.Span.Position()
	return fmt.Sprintf("%s:%d:%d: %s", p.Path, p.Line, p.Col, e.Diagnostic.Message)
}

// The template packages put what is known of an error into its text and nowhere else: "template: NAME:LINE:COL: executing TEMPLATE at
// <EXPRESSION>: MESSAGE" or "html/template:NAME:LINE:COL: MESSAGE". The column counts from 0, in bytes; an error of parsing has none.
var (
	templatePlace = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:html/)?template: ?(layouts/[^:]+):(\d+)(?::(\d+))?: (.*)$`)
	})
	executing  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: (.*)$`) })
	noField    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`can't evaluate field (\S+) in type (.+)$`) })
	noFunction = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`function "([^"]+)" not defined$`) })
	noTemplate = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:no such template "([^"]+)"|template "([^"]+)" not defined)$`)
	})
	nilValue = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`nil pointer evaluating (\S+)\.(\w+)$`) })
	tooDeep  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`exceeded maximum template depth`) })
	named    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`["']([^"']+)["']`) })
)

// errLarge is a page or sheet that a layout made too large.
var errLarge = errors.New("it makes more than " + strconv.Itoa(mostOutput>>20) + " MB of one page: look for a range that goes on and on")

// mostOutput bounds what a layout makes of one page or sheet, in bytes: four times the largest text that is read.
const mostOutput = 4 * source.MaxText

// A bounded writer takes up to [mostOutput].
type bounded struct{ b []byte }

func (w *bounded) Write(p []byte) (int, error) {
	if len(w.b)+len(p) > mostOutput {
		return 0, errLarge
	}
	w.b = append(w.b, p...)
	return len(p), nil
}

// mostRounds bounds a range over a number that stands in a layout: what goes round more often is a slip, and would seem to hang.
const mostRounds = 10_000

// endless finds a range over a number that is too large.
func endless(t *parse.Tree, n parse.Node) error {
	if r, ok := n.(*parse.RangeNode); ok {
		for _, c := range r.Pipe.Cmds {
			for _, a := range c.Args {
				if num, ok := a.(*parse.NumberNode); ok && num.IsInt && num.Int64 > mostRounds {
					place, _ := t.ErrorContext(num)
					return fmt.Errorf("template: %s: range %s goes round more than %d times", place, num.Text, mostRounds)
				}
			}
		}
	}
	for _, c := range children(n) {
		if err := endless(t, c); err != nil {
			return err
		}
	}
	return nil
}

// builtinFile is a built-in layout as a file, for a finding about it.
func (l *Layouts) builtinFile(name string) (*source.File, bool) {
	text, ok := builtin()[strings.TrimPrefix(name, "layouts/")]
	if !ok {
		return nil, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.ours[name]
	if f == nil { // one file for all findings, for they are told apart by their spans
		f = source.NewFile(name, []byte(text))
		if l.ours == nil {
			l.ours = map[string]*source.File{}
		}
		l.ours[name] = f
	}
	return f, true
}

// templateDiag turns an error of the template packages into a finding. failed is the layout that ran, content what was being
// rendered by it; "" when nothing was.
func templateDiag(l *Layouts, err error, failed, content string) diag.Diagnostic {
	d := diag.Diagnostic{Rule: layoutRule, Severity: diag.Error, Message: strings.ReplaceAll(err.Error(), "\n", " "),
		Help: "mend the layout, or remove it to use the built-in one"}
	name, line, col := failed, 1, 0
	if m := templatePlace().FindStringSubmatch(d.Message); m != nil {
		name, d.Message = m[1], m[4]
		line, _ = strconv.Atoi(m[2])
		if col, err = strconv.Atoi(m[3]); err != nil {
			col = -1
		}
	}
	f, own := l.set.File(name)
	if !own {
		f, _ = l.builtinFile(name)
		d.Help = "the layout is built in: what is wrong lies in what your own layouts hand to it, or in resgen"
	}
	if text, offset, ok := f.Line(line); ok {
		col = min(column(text, col, d.Message), len(text))
		d.Span = f.Span(offset+col, offset+len(text))
	}
	d.Message = l.worded(d.Message)
	if content != "" {
		d.Message += ", while rendering " + content
	}
	return d
}

// column is where on a line the fault is. Of a chain of fields the packages give the place of another one than that which is missing; of
// an action that does not parse they give none, -1: then it is what the message names, or the first one.
func column(line string, col int, message string) int {
	if col < 0 {
		if m := named().FindStringSubmatch(message); m != nil {
			if i := strings.Index(line, m[1]); i >= 0 {
				return i
			}
		}
		return max(strings.Index(line, "{{"), 0)
	}
	name := ""
	if m := noField().FindStringSubmatch(message); m != nil {
		name = "." + m[1]
	} else if m := nilValue().FindStringSubmatch(message); m != nil {
		name = "." + m[2]
	}
	best := -1
	for i := range line {
		if name != "" && strings.HasPrefix(line[i:], name) && (best < 0 || max(i-col, col-i) < max(best-col, col-best)) {
			best = i
		}
	}
	if best < 0 {
		return col
	}
	return best
}

// worded is an error of the template packages in the words of those who write layouts, with what was probably meant.
func (l *Layouts) worded(message string) string {
	at := ""
	if m := executing().FindStringSubmatch(message); m != nil {
		at, message = m[1], m[2]
	}
	switch {
	case noField().MatchString(message):
		m := noField().FindStringSubmatch(message)
		message = fmt.Sprintf("%s has no field %q%s", kindOf(m[2]), m[1], meantField(at, m[1], m[2]))
	case nilValue().MatchString(message):
		m := nilValue().FindStringSubmatch(message)
		message = fmt.Sprintf("there is no %s here to take %q of; ask for it first, with `with` or `if`", kindOf(m[1]), m[2])
	case noFunction().MatchString(message):
		name := noFunction().FindStringSubmatch(message)[1]
		message = fmt.Sprintf("there is no function %q%s", name, meant(name, functionNames()))
	case noTemplate().MatchString(message):
		m := noTemplate().FindStringSubmatch(message)
		name := cmp.Or(m[1], m[2])
		message = fmt.Sprintf("there is no template %q%s", name, meant(name, slices.Sorted(maps.Keys(l.partials))))
		at = ""
	case tooDeep().MatchString(message):
		message, at = "the template runs itself without an end", ""
	}
	if at != "" {
		message = at + ": " + message
	}
	return message
}

// meant is the end of a message that says what a name was probably meant to be.
func meant(name string, of []string) string {
	if near := meta.Nearest(name, of); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// functionNames is what layouts may call, sorted.
func functionNames() []string {
	all := map[string]bool{}
	for name := range placeholders() {
		all[name] = true
	}
	for name := range native() {
		all[name] = true
	}
	return slices.Sorted(maps.Keys(all))
}
