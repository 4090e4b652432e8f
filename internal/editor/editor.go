// Package editor opens the user's editor at a place in one of their files.
//
// In: the name of an editor that is known here, or a command of the user's own, once, from the command line; then a file of
// the site, a line and a column. Out: a process, and one line that says why not when it could not be. What is run is a list of
// arguments and never a line for a shell; a request chooses a place in it and nothing else: the file is one that a source.Set
// read, within its folder with all links resolved, and line and column are places that the file has.
// The process is in a session of its own, so that it lives on when resgen ends, and leaves no zombie when it ends before.
package editor

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/meta"
)

// An Editor is how to open a file at a place. The zero Editor is none.
type Editor struct {
	name string   // as the user gave it
	args []string // the program and its arguments, with {file}, {line}, {column} and {folder}
	own  bool     // a command of the user's, of which nothing is known
}

// known is the editors whose command line is known: each opens a file in the window that is there, and comes back at once.
// Those of JetBrains take the folder of a project first; from 2026.2 on they refuse --line without one
// (https://github.com/vitejs/launch-editor/issues/141).
var known = []Editor{
	{name: "cursor", args: []string{"cursor", "--goto", "{file}:{line}:{column}"}},
	{name: "emacsclient", args: []string{"emacsclient", "--no-wait", "+{line}:{column}", "{file}"}},
	{name: "goland", args: []string{"goland", "{folder}", "--line", "{line}", "--column", "{column}", "{file}"}},
	{name: "idea", args: []string{"idea", "{folder}", "--line", "{line}", "--column", "{column}", "{file}"}},
	{name: "pycharm", args: []string{"pycharm", "{folder}", "--line", "{line}", "--column", "{column}", "{file}"}},
	{name: "sublime", args: []string{"subl", "{file}:{line}:{column}"}},
	{name: "vscode", args: []string{"code", "--goto", "{file}:{line}:{column}"}},
	{name: "vscodium", args: []string{"codium", "--goto", "{file}:{line}:{column}"}},
	{name: "webstorm", args: []string{"webstorm", "{folder}", "--line", "{line}", "--column", "{column}", "{file}"}},
	{name: "zed", args: []string{"zed", "{file}:{line}:{column}"}},
}

// terminal is the editors that run in a terminal, where only the user knows the way to them.
var terminal = []string{"helix", "hx", "kak", "micro", "nano", "neovim", "nvim", "vi", "vim"}

// terminalHelp is such a way.
const terminalHelp = `as in --editor "tmux send-keys -t vim Escape ':e +{line} {file}' Enter"`

// Names is the editors that are known by a name, sorted.
func Names() []string {
	var names []string
	for _, e := range known {
		names = append(names, e.name)
	}
	return names
}

// String is what the user gave.
func (e Editor) String() string { return e.name }

// IsZero reports whether it is none.
func (e Editor) IsZero() bool { return e.args == nil }

// Parse is the editor that a text names: one of [Names], the command of one of them ("code"), or a command with {file} in it, and
// with {line} and {column} where it takes them. The words of a command stand between blanks, or in quotes of either kind;
// nothing else has a meaning in it. In an address, as in xdg-open vscode://file{file}:{line}, the file is escaped as one. "" is none.
func Parse(text string) (Editor, error) {
	words, err := split(text)
	if err != nil || len(words) == 0 {
		return Editor{}, err
	}
	if !strings.Contains(text, "{") && len(words) == 1 {
		return named(words[0])
	}
	file := false
	for i, w := range words {
		for _, hole := range holes(w) {
			switch {
			case slices.Contains(placeholders, hole):
				file = file || hole == "file"
				if i == 0 {
					return Editor{}, fmt.Errorf("the editor %q begins with {%s}; begin with the program", text, hole)
				}
			default:
				for _, near := range []string{meta.Nearest(hole, placeholders), longer(hole)} {
					if near != "" {
						return Editor{}, fmt.Errorf("the editor %q has {%s}; did you mean {%s}?", text, hole, near)
					}
				}
			}
		}
	}
	if !file {
		return Editor{}, fmt.Errorf("the editor %q does not say where the file goes; write {file}, and {line} and {column} where it takes them", text)
	}
	return Editor{name: text, args: words, own: true}, nil
}

// placeholders is what stands in braces in a command.
var placeholders = []string{"file", "line", "column", "folder"}

// longer is the placeholder that a word is the beginning of, or means in other programs.
func longer(word string) string {
	switch strings.ToLower(word) {
	case "path", "filename":
		return "file"
	case "l", "row":
		return "line"
	case "c", "col":
		return "column"
	case "root", "dir":
		return "folder"
	}
	return ""
}

// named is the editor of a name, or of a program's name.
func named(word string) (Editor, error) {
	name := strings.ToLower(word)
	for _, e := range known {
		if name == e.name || name == e.args[0] {
			return e, nil
		}
	}
	if slices.Contains(terminal, name) {
		return Editor{}, fmt.Errorf("%s runs in a terminal, where only you know the way to it; give a command, %s", word, terminalHelp)
	}
	names := Names()
	if near := meta.NearestWithin(word, append(names, terminal...), 2); near != "" {
		return Editor{}, fmt.Errorf("there is no editor %q; did you mean %s?", word, near)
	}
	return Editor{}, fmt.Errorf("there is no editor %q; name one of %s, or give a command with {file}, {line} and {column}", word, strings.Join(names, ", "))
}

// holes is the words in braces of a text.
func holes(text string) (out []string) {
	for {
		_, rest, ok := strings.Cut(text, "{")
		word, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return out
		}
		out, text = append(out, word), after
	}
}

// split is the words of a command: between blanks, or in quotes.
func split(text string) (words []string, err error) {
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range text {
		switch {
		case r != '\t' && unicode.IsControl(r):
			return nil, fmt.Errorf("the editor %q has a control character in it; write it on one line", text)
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, begun = r, true
		case r == ' ' || r == '\t':
			if begun {
				words = append(words, word.String())
				word.Reset()
				begun = false
			}
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("the editor %q opens a %c and does not close it; close it", text, quote)
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}
