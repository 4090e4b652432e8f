package prose

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/markup"
)

//go:embed testdata/figures.txt
var figuresText string

// words is the text of a phrase, with backquotes as code spans.
func words(phrase string) *Text {
	var in []markup.Inline
	for i, part := range strings.Split(phrase, "`") {
		kind := markup.Text
		if i%2 == 1 {
			kind = markup.CodeSpan
		}
		in = append(in, markup.Inline{Kind: kind, Text: part})
	}
	return Of(in)
}

func TestFigures(t *testing.T) {
	n := 0
	for line := range strings.Lines(figuresText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		text := words(line[2:])
		var got []string
		for _, r := range text.Figures() {
			got = append(got, text.Plain[r.Start:r.End])
		}
		if len(got) > 0 != (line[0] == '+') || text.HasFigure() != (line[0] == '+') {
			t.Errorf("%s: %q", line, got)
		}
	}
	if n < 300 {
		t.Errorf("%d phrases; the least is 300", n)
	}
}
