package desk

import (
	"fmt"
	"slices"
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

// printed is a print of sheets with so many rows of text each, 12 points apart, on an area that has place for 50.
func printed(rows ...int) *sheet.Print {
	p := &sheet.Print{Blocks: make([]sheet.Block, 1)}
	for i, n := range rows {
		s := sheet.Sheet{Number: i + 1, Width: 500, Height: 700, Area: sheet.Rect{X: 50, Y: 50, W: 400, H: 600}}
		for k := range n {
			y := 50 + 12*float64(k)
			s.Lines = append(s.Lines,
				sheet.Line{Text: fmt.Sprintf("%d.%d", i, k), Rect: sheet.Rect{X: 50, Y: y, W: 200, H: 12}, Base: y + 9},
				sheet.Line{Text: fmt.Sprint(2000 + k), Rect: sheet.Rect{X: 400, Y: y, W: 50, H: 12}, Base: y + 9.1}, // in the same row
				sheet.Line{Text: "a mark of the theme", Rect: sheet.Rect{X: 50, Y: 640, W: 9, H: 12}, Base: 649, Block: -1})
		}
		p.Sheets = append(p.Sheets, s)
	}
	return p
}

func TestRoom(t *testing.T) {
	for _, c := range []struct {
		rows              []int
		pages, over, free int
	}{
		{[]int{50, 40}, 2, 0, 10},
		{[]int{40}, 1, 0, 10},
		{[]int{40}, 2, 0, 60},
		{[]int{50}, 1, 0, 0},
		{[]int{50, 3}, 1, 3, 0},
		{[]int{50, 50, 7}, 1, 57, 0},
		{[]int{50, 0}, 1, 0, 0}, // a sheet too many, with nothing on it
		{[]int{40}, 0, 0, 0},    // no limit
		{[]int{1}, 1, 0, 0},     // nothing tells how far rows are apart
		{nil, 1, 0, 0},
	} {
		if over, free := room(printed(c.rows...), c.pages); over != c.over || free != c.free {
			t.Errorf("%v rows on %d sheets: %d over and %d free, want %d and %d", c.rows, c.pages, over, free, c.over, c.free)
		}
	}
}

func TestChanges(t *testing.T) {
	was, is := printed(5, 3), printed(5, 4)
	if got := changes(nil, is); !slices.EqualFunc(got, [][]int{nil, nil}, slices.Equal) {
		t.Errorf("with nothing before, %v changed", got)
	}
	is.Sheets[0].Lines[3].Text = "another" // the second row
	if got, want := changes(was, is), [][]int{{3}, {9, 10}}; !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%v changed, want %v", got, want)
	}
	long := printed(1500)
	other := printed(1500)
	for i := range other.Sheets[0].Lines {
		other.Sheets[0].Lines[i].Text += "x"
	}
	if got := changes(long, other); len(got[0]) != 3000 {
		t.Errorf("of more than is compared, %d lines changed, want all 3000", len(got[0]))
	}
}

func TestFromTheTop(t *testing.T) {
	p := printed(2, 1)
	slices.Reverse(p.Sheets[0].Lines)
	want := "0.0   2000\n0.1   2001\na mark of the theme   a mark of the theme\n\n1.0   2000\na mark of the theme\n"
	if got := fromTheTop(p); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}
