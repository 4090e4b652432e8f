package desk

import (
	"fmt"
	"math"
	"testing"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text, word, want string
	}{
		{"Wrote Go and go", "Go", "[[6 8] [13 15]]"},
		{"Google, Gopher", "Go", "[]"},
		{"C++, not C", "C", "[[0 1] [9 10]]"},
		{"C++, not C", "C++", "[[0 3]]"},
		{"KAFKA", "Kafka", "[[0 5]]"},
		{"größer als Go", "Go", "[[13 15]]"},
		{"İstanbul on AWS", "AWS", "[[13 16]]"}, // its small letter is longer
		{"", "Go", "[]"},
		{"Go", "", "[]"},
	} {
		if got := fmt.Sprint(find(c.text, c.word)); got != c.want {
			t.Errorf("%q in %q: %s, want %s", c.word, c.text, got, c.want)
		}
	}
}

// TestWords looks for words of a block of two lines of a hundred points each.
func TestWords(t *testing.T) {
	const text = "- Moved nine looms of the mill to message queues and to Kafka"
	f := source.NewFile("content/resume.md", []byte(text))
	line := func(s string, y float64) sheet.Line {
		r := sheet.Rect{X: 50, Y: y, W: 100, H: 12}
		return sheet.Line{Text: s, Rect: r, Base: y + 9, Runs: []sheet.Run{{Text: s, Rect: r}}}
	}
	p := &sheet.Print{
		Blocks: []sheet.Block{{Span: f.Span(0, len(text)), Lines: []sheet.LineRef{{Sheet: 1, Line: 0}, {Sheet: 1, Line: 1}}}},
		Sheets: []sheet.Sheet{{Number: 1, Width: 500, Height: 700, Lines: []sheet.Line{line("Moved nine looms of the mill to message", 100), line("queues and to Kafka", 114)}}},
	}
	c := &build.Copy{Printed: check.Printed{Print: p}}
	at := func(word string) []Mark { return words(c, f.Span(0, len(text)), word) }

	if got := at("Kafka"); len(got) != 1 || got[0].Box.Y != 114 || got[0].Box.X < 105 || math.Abs(got[0].Box.X+got[0].Box.W-150) > 0.2 {
		t.Errorf("at the end of the second line: %v", got)
	}
	if got := at("Message queue s"); len(got) != 1 || got[0].Box.H < 20 {
		t.Errorf("what is not there is its lines: %v", got)
	}
	got := at("message queues")
	if len(got) != 2 || got[0].Box.Y != 100 || got[1].Box.Y != 114 || math.Abs(got[0].Box.X+got[0].Box.W-150) > 0.2 || got[1].Box.X != 50 {
		t.Errorf("broken over two lines: %v", got)
	}
}
