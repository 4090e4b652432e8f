package lsp

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/source"
)

func FuzzHeadSpot(f *testing.F) {
	f.Add("---\nname: A\npdf: {pages: 2, pa")
	f.Add("+++\n[pdf]\npaper = \"A")
	f.Add("---\nlinks:\n  - a\n  - {b: [c, 'd")
	f.Add("---\n- - x: \"\n}")
	f.Fuzz(func(t *testing.T, text string) {
		for _, whole := range []bool{false, true} {
			if sp, ok := headSpot(text, whole); ok && !bytes.HasSuffix([]byte(text), []byte(sp.word)) {
				// What is offered replaces the word, which therefore has to stand right before the place.
				t.Errorf("%q ends with the word %q?", text, sp.word)
			}
		}
	})
}

// FuzzPosition holds that a byte at the beginning of a character is found again, whatever it is counted in.
func FuzzPosition(f *testing.F) {
	f.Add([]byte("ab\ncåd\r\n😀z\rq"), 9, 3)
	f.Add([]byte("\r\r\n\n\xff"), 2, 0)
	f.Fuzz(func(t *testing.T, text []byte, offset, character int) {
		file := source.NewFile("a", text)
		offset = min(max(offset, 0), len(text))
		for _, e := range []encoding{utf16, utf8Bytes, utf32} {
			p := e.position(file, offset)
			got := e.offset(text, p)
			whole := utf8.Valid(text) && (offset == len(text) || utf8.RuneStart(text[offset])) && !(offset > 0 && offset < len(text) && text[offset-1] == '\r' && text[offset] == '\n')
			if whole && got != offset {
				t.Errorf("%s: byte %d of %q is at %+v, and that is byte %d", e.name(), offset, text, p, got)
			}
			if out := e.apply(text, textRange{p, position{p.Line, character}}, "x"); len(out) == 0 || len(out) > len(text)+1 {
				t.Errorf("%s: %q with an x is %q", e.name(), text, out)
			}
		}
	})
}

// FuzzMoved holds that what is kept of a text is still the same words.
func FuzzMoved(f *testing.F) {
	f.Add([]byte("abcdef"), []byte("abXcdef"), 3, 5)
	f.Add([]byte("aaaa"), []byte("aaa"), 1, 2)
	f.Fuzz(func(t *testing.T, before, after []byte, start, end int) {
		start = min(max(start, 0), len(before))
		end = min(max(end, start), len(before))
		if from, to, ok := moved(before, after, start, end); ok && !bytes.Equal(before[start:end], after[from:to]) {
			t.Errorf("%q at %d is %q at %d", before[start:end], start, after[from:to], from)
		}
	})
}

func TestURI(t *testing.T) {
	for _, test := range []struct{ uri, unix, windows string }{
		{"file:///home/ada/my%20cv/resume.md", "/home/ada/my cv/resume.md", ""},
		{"file://localhost/a/b", "/a/b", ""},
		{"file:///r%C3%A9sum%C3%A9.md", "/résumé.md", ""},
		{"file:///C:/Users/ada/cv.md", "/C:/Users/ada/cv.md", "C:/Users/ada/cv.md"},
		{"file:///c%3A/Users/ada/r%C3%A9sum%C3%A9.md", "/c:/Users/ada/résumé.md", "c:/Users/ada/résumé.md"},
		{"file://server/share/cv.md", "", "//server/share/cv.md"},
		{"file:////server/share/cv.md", "/server/share/cv.md", "//server/share/cv.md"},
		{"file:///c:/a/../b//cv.md", "/c:/b/cv.md", "c:/b/cv.md"},
		{"file:///c:", "/c:", ""},
		{"untitled:Untitled-1", "", ""},
		{"file:relative", "", ""},
		{"https://example.com/a", "", ""},
		{"file:///%00", "", ""},
		{"", "", ""},
	} {
		for windows, want := range map[bool]string{false: test.unix, true: test.windows} {
			got, ok := pathOf(test.uri, windows)
			if ok != (want != "") || ok && got != want {
				t.Errorf("%q on Windows %v is %q, %v; want %q", test.uri, windows, got, ok, want)
			}
			if ok {
				if again, _ := pathOf(madeURI(got), windows); again != got {
					t.Errorf("%q becomes %q, and that is %q", got, madeURI(got), again)
				}
			}
		}
	}
}
