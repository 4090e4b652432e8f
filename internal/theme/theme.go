// Package theme is what a look says of itself: the comment at the head of its style sheet, static/themes/NAME.css for the sheets and
// static/themes/site/NAME.css for the pages, names its faces, its accent and what else can be chosen. It reads that comment, and holds
// choices against it; how a theme looks is the style sheet's, of which it reads the outline: where a rule ends, and what stands in it ([ReadStyle]); and, for
// programs that set type themselves, the few measures, faces and colours that they need ([Set]).
package theme

import (
	"fmt"
	"slices"
	"strings"
)

// A Theme is a look of the sheets, or of the pages.
type Theme struct {
	Name    string   // of its file, without ".css"
	About   string   // what it is for, in a line; "" when it does not say
	Faces   []string // folders of static/fonts that it sets type in, each with a faces.css
	Preload []string // of the pages: files of static/fonts that every page needs, fetched before its style sheets are read
	Accent  string   // colour of headings and rules when none is chosen, "#1f4e79"; "" when the theme has no accent
	own     []Option
}

// An Option is what can be chosen of a look, in `pdf: {options: {NAME: VALUE}}`.
type Option struct {
	Name   string
	Values []string // what it may be, the first when nothing is chosen; nil for a colour or a list of sections
	Kind   Kind
	Doc    string
}

// A Kind is what the values of an option are.
type Kind uint8

// The kinds.
const (
	Choice   Kind = iota // one of Values
	Colour               // "#rgb" or "#rrggbb", dark enough to be read on white
	Sections             // a list of sections, by kind or heading
)

// common is the options that every theme has.
var common = []Option{
	{Name: "density", Values: []string{"normal", "tight", "airy"}, Doc: "how much space stands between the parts"},
	{Name: "order", Values: []string{"title", "organization"}, Doc: "which of an entry's title and organization comes first"},
	{Name: "dates", Values: []string{"right", "below"}, Doc: "whether dates stand at the right of the title, or below it"},
	{Name: "links", Values: []string{"short", "full"}, Doc: "whether addresses are shown without their scheme, or in full"},
	{Name: "photo", Values: []string{"off", "on"}, Doc: "whether the picture that `photo` names is printed"},
	{Name: "sections", Kind: Sections, Doc: "sections that come first, in this order, by kind or heading"},
}

// Options is all that can be chosen of the theme, the common ones first.
func (t Theme) Options() []Option {
	out := slices.Clone(common)
	if t.Accent != "" {
		out = append(out, Option{Name: "accent", Kind: Colour, Doc: "colour of headings and rules"})
	}
	return append(out, t.own...)
}

// Option is one of [Theme.Options] by its name.
func (t Theme) Option(name string) (Option, bool) {
	for _, o := range t.Options() {
		if o.Name == name {
			return o, true
		}
	}
	return Option{}, false
}

// Parse reads the head of a style sheet: the lines "key: value" of its first comment, up to the first line of another form.
//
//	/* about: One serif, black on white.
//	   faces: stix-two-text, ibm-plex-mono
//	   accent: #1f4e79
//	   option rule: thin, thick, none
//	   ...
//
// A style sheet without such lines is a theme without faces and options of its own. The error is a *Fault, at the line that is wrong.
func Parse(name string, css []byte) (Theme, error) {
	t := Theme{Name: name}
	before, text, ok := strings.Cut(string(css), "/*")
	if !ok || strings.TrimSpace(before) != "" {
		return t, nil
	}
	text, _, _ = strings.Cut(text, "*/")
	next := len(before) + len("/*")
	for line := range strings.Lines(text) {
		at := next + len(line) - len(strings.TrimLeft(line, " \t"))
		next += len(line)
		line = strings.TrimSpace(line)
		wrong := func(format string, args ...any) error { return &Fault{at, fmt.Sprintf(format, args...)} }
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			if line == "" {
				continue
			}
			break
		}
		value = strings.TrimSpace(value)
		switch option, isOption := strings.CutPrefix(key, "option "); {
		case isOption:
			o := Option{Name: strings.TrimSpace(option), Values: list(value)}
			if _, taken := t.Option(o.Name); taken {
				return t, wrong("there is an option %q already", o.Name)
			}
			if !word(o.Name) {
				return t, wrong("option %q is no word of small letters, digits and hyphens", o.Name)
			}
			if len(o.Values) < 2 || slices.ContainsFunc(o.Values, func(v string) bool { return !word(v) }) {
				return t, wrong("option %q needs two values or more, each a word of small letters, digits and hyphens", o.Name)
			}
			if len(t.own) == most || len(o.Values) > most {
				return t, wrong("option %q is too much: a theme has %d options at most, each with as many values", o.Name, most)
			}
			t.own = append(t.own, o)
		case key == "about":
			t.About = value
		case key == "faces":
			if t.Faces = list(value); len(t.Faces) > most {
				t.Faces = t.Faces[:most]
				return t, wrong("too many faces; a theme has %d at most", most)
			}
		case key == "preload":
			if t.Preload = list(value); len(t.Preload) > most {
				t.Preload = t.Preload[:most]
				return t, wrong("too many files are fetched first; a theme has %d at most", most)
			}
		case key == "accent":
			if Problem(value) != "" {
				return t, wrong("accent %q %s", value, Problem(value))
			}
			t.Accent = value
		default:
			return t, nil // prose
		}
	}
	return t, nil
}

// most bounds the options of a theme, the values of one, the faces and the files fetched first: far more than anybody chooses among, and few enough that each
// may be looked for among the others.
const most = 64

func list(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// word reports whether a name can be a part of a class.
func word(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != "" && s[0] >= 'a' && s[0] <= 'z'
}
