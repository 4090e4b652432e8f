package source

import "testing"

func TestPrint(t *testing.T) {
	f := NewPrint("cv.pdf", [][]string{{"Ada Byron", "Experience"}, {}, {"Education\nof Ada", ""}})
	if !f.IsPrint() || NewFile("cv.md", []byte("a")).IsPrint() || (*File)(nil).IsPrint() {
		t.Error("what is a print, and what is not")
	}
	if at := f.Top().Position(); at.Sheet != 0 || at.Row != 0 || at.Path != "cv.pdf" {
		t.Errorf("all of it is at %+v", at)
	}
	for _, test := range []struct {
		sheet, row int
		text       string
		known      bool
	}{
		{1, 1, "Ada Byron", true}, {1, 2, "Experience", true}, {1, 3, "", false}, {2, 1, "", false},
		{3, 1, "Education of Ada", true}, {3, 2, "", true}, {3, 3, "", false}, {4, 1, "", false}, {0, 1, "", false}, {1, 0, "", false},
	} {
		s := f.Row(test.sheet, test.row)
		if s.Known() != test.known || s.Text() != test.text {
			t.Errorf("sheet %d, row %d is %q, %v", test.sheet, test.row, s.Text(), s.Known())
			continue
		}
		if at := s.Position(); test.known && (at.Sheet != test.sheet || at.Row != test.row || at.Col != 1) {
			t.Errorf("sheet %d, row %d is at %+v", test.sheet, test.row, at)
		}
	}
	if s := f.Row(1, 1).Sub(4, 9); s.Text() != "Byron" || s.Position().Col != 5 || s.Position().Sheet != 1 {
		t.Errorf("a part of a row: %q at %+v", s.Text(), s.Position())
	}
	if empty := NewPrint("cv.pdf", nil); empty.Row(1, 1).Known() || empty.Top().Position().Sheet != 0 {
		t.Error("a print without sheets has places")
	}
	if NewFile("cv.md", []byte("a")).Row(1, 1).Known() {
		t.Error("a file has rows")
	}
}
