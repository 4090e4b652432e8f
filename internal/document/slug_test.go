package document_test

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// TestIDsOfWhatIsOpen holds that the ids of what is published are those that it would have if nothing private stood there.
func TestIDsOfWhatIsOpen(t *testing.T) {
	ids := func(text string, all bool) string {
		blocks := document.Parse(source.NewFile("content/x.md", []byte(text))).Blocks
		if !all {
			blocks = markup.Published(blocks)
		}
		var out []string
		seen := map[string]bool{}
		for b := range markup.Blocks(blocks) {
			if id := b.Attrs.ID; id != "" {
				out = append(out, id)
				if seen[id] && all {
					t.Errorf("%q: two of %q", text, id)
				}
				seen[id] = true
			}
		}
		return strings.Join(out, " ")
	}
	for _, tt := range []struct{ text, open, all string }{
		{"## Setup {private}\n\n## Setup\n\n## Setup\n", "setup setup-1", "setup-2 setup setup-1"},
		{"## A {private}\n\n### Setup\n\n## Setup\n", "setup", "a setup-1 setup"},
		{"- x <!-- private #setup -->\n\n## Setup\n", "setup", ""},
		{"## Setup\n\n## Setup {private}\n", "setup", "setup setup-1"},
	} {
		if got := ids(tt.text, false); got != tt.open {
			t.Errorf("%q: published %q, want %q", tt.text, got, tt.open)
		}
		if got := ids(tt.text, tt.all != ""); tt.all != "" && got != tt.all {
			t.Errorf("%q: all %q, want %q", tt.text, got, tt.all)
		}
	}
}
