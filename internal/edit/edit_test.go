package edit_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/source"
)

// fix is a finding of a rule that is mended by one edit a word: "old=new", each old word standing once in the file.
func fix(t *testing.T, f *source.File, rule string, safe bool, words ...string) diag.Diagnostic {
	t.Helper()
	x := &diag.Fix{Safe: safe}
	for _, w := range words {
		before, after, _ := strings.Cut(w, "=")
		i := bytes.Index(f.Bytes, []byte(before))
		if i < 0 {
			t.Fatalf("%q is not in the file", before)
		}
		x.Edits = append(x.Edits, diag.Edit{Span: f.Span(i, i+len(before)), New: after})
	}
	return diag.Diagnostic{Rule: rule, Span: x.Edits[0].Span, Fix: x}
}

func TestSafe(t *testing.T) {
	f := source.NewFile("content/resume.md", []byte("\ufeffone two\r\n\tthree  four\r\nlast"))
	other := source.NewFile("content/about.md", []byte("five"))
	both := fix(t, f, "a/both", true, "one=1")
	both.Fix.Edits = append(both.Fix.Edits, fix(t, other, "a/both", true, "five=5").Fix.Edits...)
	nowhere := diag.Diagnostic{Rule: "a/a", Fix: &diag.Fix{Safe: true, Edits: []diag.Edit{{New: "x"}}}}
	insert := func(rule string, at int, text string) diag.Diagnostic {
		return diag.Diagnostic{Rule: rule, Fix: &diag.Fix{Safe: true, Edits: []diag.Edit{{Span: f.Span(at, at), New: text}}}}
	}
	const whole = "\ufeffone two\r\n\tthree  four\r\nlast"
	tests := []struct {
		name   string
		found  diag.List
		want   string
		mended int
	}{
		{"one", diag.List{fix(t, f, "a/b", true, "two=2")}, "\ufeffone 2\r\n\tthree  four\r\nlast", 1},
		{"several", diag.List{fix(t, f, "a/b", true, "last=end", "one=ett"), fix(t, f, "a/c", true, "  = ")}, "\ufeffett two\r\n\tthree four\r\nend", 2},
		{"unsafe", diag.List{fix(t, f, "a/b", false, "two=2")}, whole, 0},
		{"none, nowhere, two files", diag.List{{Rule: "a/b"}, nowhere, both}, whole, 0},
		{"the first rule wins", diag.List{fix(t, f, "b/b", true, "one two=B"), fix(t, f, "a/a", true, "two=A")}, "\ufeffone A\r\n\tthree  four\r\nlast", 1},
		{"a fix is whole or not at all", diag.List{fix(t, f, "a/a", true, "two=A"), fix(t, f, "b/b", true, "one=B", "two=B")}, "\ufeffone A\r\n\tthree  four\r\nlast", 1},
		{"the same edit twice", diag.List{fix(t, f, "a/a", true, "two=2"), fix(t, f, "b/b", true, "two=2")}, "\ufeffone 2\r\n\tthree  four\r\nlast", 2},
		{"side by side", diag.List{fix(t, f, "a/a", true, "one=1"), fix(t, f, "b/b", true, " two=2")}, "\ufeff12\r\n\tthree  four\r\nlast", 2},
		{"two insertions at one place", diag.List{insert("a/a", 6, "A"), insert("b/b", 6, "B")}, "\ufeffoneA two\r\n\tthree  four\r\nlast", 1},
		{"an insertion that touches", diag.List{fix(t, f, "a/a", true, "one=1"), insert("b/b", 6, "B")}, "\ufeff1 two\r\n\tthree  four\r\nlast", 1},
		{"line ends", diag.List{fix(t, f, "a/a", true, "two=2\n\n3")}, "\ufeffone 2\r\n\r\n3\r\n\tthree  four\r\nlast", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, mended := whole, 0
			changes := edit.Safe(tt.found)
			if len(changes) > 1 {
				t.Fatalf("%d files", len(changes))
			}
			for _, c := range changes {
				got, mended = string(c.New.Bytes), c.Mended
			}
			if got != tt.want || mended != tt.mended {
				t.Errorf("got %q, %d mended\nwant %q, %d", got, mended, tt.want, tt.mended)
			}
		})
	}
}

// TestSafeMany holds that many fixes of several rules are made in time that grows with their number, not with its square.
func TestSafeMany(t *testing.T) {
	const n = 100_000
	f := source.NewFile("a.md", []byte(strings.Repeat("ab ", n)))
	var found diag.List
	for i := range n {
		for k, rule := range []string{"a/b", "b/c", "c/d"} { // the last is in the way of the first
			found = append(found, diag.Diagnostic{Rule: rule, Fix: &diag.Fix{Safe: true, Edits: []diag.Edit{{Span: f.Span(3*i+k%2, 3*i+k%2+1), New: strconv.Itoa(k)}}}})
		}
	}
	begin := time.Now()
	c := edit.Safe(found)
	if took := time.Since(begin); len(c) != 1 || c[0].Mended != 2*n || string(c[0].New.Bytes) != strings.Repeat("01 ", n) || took > 20*time.Second {
		t.Errorf("%d changes in %v", len(c), took)
	}
}

// set is a site of one file.
func set(t *testing.T, text string) *source.Set {
	t.Helper()
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "cv.md"), []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	s, err := source.ReadFile(filepath.Join(root, "cv.md"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pairs is a check whose findings turn each word into the one behind it.
func pairs(t *testing.T, rounds *int, words ...string) func(*source.Set) (diag.List, error) {
	return func(s *source.Set) (diag.List, error) {
		*rounds++
		var out diag.List
		f, _ := s.File("cv.md")
		for i := 0; i < len(words); i += 2 {
			if bytes.Contains(f.Bytes, []byte(words[i])) {
				out = append(out, fix(t, f, fmt.Sprintf("a/%d", i), true, words[i]+"="+words[i+1]))
			}
		}
		return out, nil
	}
}

func TestMend(t *testing.T) {
	for name, tt := range map[string]struct {
		words          []string
		want           string
		mended, rounds int
	}{
		"nothing":               {nil, "", 0, 1},
		"until there is none":   {[]string{"a", "b", "b", "c", "c", "d"}, "d", 3, 4},
		"one that goes on":      {[]string{"a", "aa"}, "aaaaaa", 5, 5},
		"two that undo another": {[]string{"a", "b", "b", "a"}, "b", 5, 5},
	} {
		t.Run(name, func(t *testing.T) {
			rounds := 0
			changes, err := edit.Mend(set(t, "a"), pairs(t, &rounds, tt.words...))
			if err != nil || rounds != tt.rounds || len(changes) != min(len(tt.words), 1) {
				t.Fatalf("%d changes in %d rounds, %v", len(changes), rounds, err)
			}
			for _, c := range changes {
				if string(c.New.Bytes) != tt.want || string(c.Old.Bytes) != "a" || c.Mended != tt.mended {
					t.Errorf("%q from %q, %d mended", c.New.Bytes, c.Old.Bytes, c.Mended)
				}
			}
		})
	}
	broken := errors.New("broken")
	if _, err := edit.Mend(set(t, "a"), func(*source.Set) (diag.List, error) { return nil, broken }); err != broken {
		t.Errorf("%v", err)
	}
}

// TestMendBack holds that a file whose rounds end where they began is no change.
func TestMendBack(t *testing.T) {
	rounds := 0
	check := pairs(t, &rounds, "a", "b", "b", "a")
	changes, err := edit.Mend(set(t, "a"), func(s *source.Set) (diag.List, error) {
		if rounds == 4 {
			return nil, nil
		}
		return check(s)
	})
	if err != nil || changes != nil {
		t.Errorf("%v, %v", changes, err)
	}
}

func TestWrite(t *testing.T) {
	s := set(t, "one\r\ntwo")
	f, _ := s.File("cv.md")
	c := edit.Safe(diag.List{fix(t, f, "a/b", true, "two=2")})[0]
	name := filepath.Join(s.Root, "cv.md")
	if err := c.Write(s.Root); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(name)
	info, err := os.Stat(name)
	if err != nil || string(b) != "one\r\n2" || disktest.HasModes && info.Mode().Perm() != 0o640 {
		t.Errorf("%q, %v, %v", b, info.Mode(), err)
	}
	for want, prepare := range map[string]func(*testing.T){
		"mend cv.md: it changed since it was read; try again": func(*testing.T) {},
		"mend cv.md: it is read-only": func(*testing.T) {
			os.WriteFile(name, f.Bytes, 0o644)
			os.Chmod(name, 0o444)
		},
		"mend cv.md: it is a link that leaves the folder; mend the file that it points to": func(t *testing.T) {
			outside := filepath.Join(t.TempDir(), "outside.md")
			os.WriteFile(outside, f.Bytes, 0o644)
			os.Remove(name)
			disktest.Link(t, outside, name)
		},
		"mend cv.md: it is no ordinary file": func(*testing.T) {
			os.Remove(name)
			os.Mkdir(name, 0o755)
		},
		"mend cv.md: " + missing(t): func(*testing.T) { os.Remove(name) },
	} {
		t.Run(want, func(t *testing.T) {
			os.RemoveAll(name)
			os.WriteFile(name, []byte("one\r\nanother"), 0o644)
			prepare(t)
			if err := c.Write(s.Root); err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
			left, err := os.ReadDir(s.Root)
			if err != nil || len(left) > 1 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// missing is how this system says that there is no such file.
func missing(t *testing.T) string {
	_, err := os.Lstat(filepath.Join(t.TempDir(), "none"))
	return errors.Unwrap(err).Error()
}

// TestWriteThroughLink holds that a link that stays in the folder stays a link.
func TestWriteThroughLink(t *testing.T) {
	s := set(t, "two")
	f, _ := s.File("cv.md")
	real := filepath.Join(s.Root, "real.md")
	if err := os.Rename(filepath.Join(s.Root, "cv.md"), real); err != nil {
		t.Fatal(err)
	}
	disktest.Link(t, "real.md", filepath.Join(s.Root, "cv.md"))
	if err := edit.Safe(diag.List{fix(t, f, "a/b", true, "two=2")})[0].Write(s.Root); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(real)
	if to, err := os.Readlink(filepath.Join(s.Root, "cv.md")); err != nil || to != "real.md" || string(b) != "2" {
		t.Errorf("%q, %v, %q", to, err, b)
	}
}

// FuzzApply holds that edits touch no other byte: what stands between them is as it was, and undoing each gives
// the bytes back.
func FuzzApply(f *testing.F) {
	f.Add("\ufeffone\r\ntwo\tthree", []byte{3, 1, 2, 5, 0, 9}, "x\ny")
	f.Add("a--b  c", []byte{0, 0, 1, 3}, "")
	f.Add("ä–ö\n", []byte{1, 1, 1, 1, 1, 1}, "ü")
	f.Fuzz(func(t *testing.T, text string, steps []byte, words string) {
		if strings.Contains(words, "\n") && !utf8.ValidString(text) {
			return
		}
		file := source.NewFile("a.md", []byte(text))
		var found diag.List
		at := 0
		for i := 0; i+1 < len(steps) && at <= len(text); i += 2 {
			start := at + int(steps[i])
			end := start + int(steps[i+1])
			found = append(found, diag.Diagnostic{Rule: "a/b", Fix: &diag.Fix{Safe: true, Edits: []diag.Edit{{Span: file.Span(start, end), New: words}}}})
			at = end + 1
		}
		for _, c := range edit.Safe(found) {
			var back []byte
			from, to := 0, 0 // in the old bytes, in the new ones
			new := strings.ReplaceAll(words, "\r\n", "\n")
			if i := strings.Index(text, "\n"); i > 0 && text[i-1] == '\r' && strings.Contains(words, "\n") {
				new = strings.ReplaceAll(new, "\n", "\r\n")
			} else {
				new = words
			}
			done := 0
			var last source.Span
			for _, d := range found {
				e := d.Fix.Edits[0]
				if done == c.Mended || done > 0 && e.Span == last { // those cut to the end of the file are one
					continue
				}
				kept := e.Span.Start - from
				back = append(back, c.New.Bytes[to:to+kept]...)
				to += kept
				if got := string(c.New.Bytes[to : to+len(new)]); got != new {
					t.Fatalf("%q is there for %q", got, new)
				}
				back = append(back, e.Span.Text()...)
				from, to = e.Span.End, to+len(new)
				done, last = done+1, e.Span
			}
			if back = append(back, c.New.Bytes[to:]...); string(back) != text {
				t.Fatalf("undone it is %q, and was %q", back, text)
			}
		}
	})
}
