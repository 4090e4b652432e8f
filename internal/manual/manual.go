// Package manual is the recipes as text: one Markdown page for each topic of `resgen help TOPIC`, embedded as GitHub shows it.
//
// A page begins with a heading that says in a line what it is about. Its commands stand in indented blocks and work as they are written:
// a test in cmd/resgen runs them. A link from one page to another is the name of its file, "private.md". The package reads nothing of the
// user's, parses nothing and prints nothing.
package manual

import (
	"embed"
	"strings"
)

//go:embed *.md
var pages embed.FS

// names are the topics in the order in which somebody comes to need them. None is the name of a command.
const names = "install start writing private languages workbench findings looks theme site forms publishing ci browser tailoring letters drafting changes editor assistant"

// A Topic is a page of the manual.
type Topic struct {
	Name string // "private", the page's file without .md
	File string // "private.md"
	Text []byte // Markdown
}

// Topics is every page, in order.
func Topics() []Topic {
	var all []Topic
	for name := range strings.FieldsSeq(names) {
		text, err := pages.ReadFile(name + ".md")
		if err != nil {
			panic(err) // embedded; manual_test.go holds names to the files
		}
		all = append(all, Topic{name, name + ".md", text})
	}
	return all
}

// Find is the page of that name.
func Find(name string) (t Topic, ok bool) {
	for _, t := range Topics() {
		if t.Name == name {
			return t, true
		}
	}
	return Topic{}, false
}

// About is what a topic is about: the heading of its page.
func (t Topic) About() string {
	line, _, _ := strings.Cut(string(t.Text), "\n")
	return strings.TrimPrefix(line, "# ")
}
