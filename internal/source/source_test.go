package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/source"
)

func TestPosition(t *testing.T) {
	f := source.NewFile("a.md", []byte("ab\ncåd\r\nz\rq\n"))
	tests := []struct {
		offset, line, col int
	}{
		{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {4, 2, 2}, {6, 2, 3}, {7, 2, 4}, {9, 3, 1}, {10, 3, 2}, {11, 4, 1}, {12, 4, 2}, {13, 5, 1}, {99, 5, 1},
	}
	for _, tt := range tests {
		p := f.Span(tt.offset, tt.offset).Position()
		if p.Line != tt.line || p.Col != tt.col {
			t.Errorf("offset %d is %d:%d, want %d:%d", tt.offset, p.Line, p.Col, tt.line, tt.col)
		}
	}
	if p := (source.Span{}).Position(); p.Line != 0 {
		t.Errorf("nowhere is on line %d", p.Line)
	}
}

func TestLine(t *testing.T) {
	f := source.NewFile("a.md", []byte("ab\ncåd\r\n\r\nz\rq"))
	for n, want := range map[int]string{1: "ab", 2: "cåd", 3: "", 4: "z", 5: "q"} {
		text, offset, ok := f.Line(n)
		if !ok || text != want {
			t.Errorf("line %d is %q, %v; want %q", n, text, ok, want)
		}
		if p := f.Span(offset, offset).Position(); p.Line != n || p.Col != 1 {
			t.Errorf("line %d starts at %d:%d", n, p.Line, p.Col)
		}
	}
	if _, _, ok := f.Line(6); ok {
		t.Error("there is a sixth line")
	}
}

func FuzzPosition(f *testing.F) {
	f.Add([]byte("ab\ncåd\r\nz"), 4)
	f.Add([]byte("\r\r\n\n\xff"), 2)
	f.Fuzz(func(t *testing.T, b []byte, offset int) {
		file := source.NewFile("a", b)
		p := file.Span(offset, offset).Position()
		if p.Line < 1 || p.Col < 1 {
			t.Fatalf("position %v", p)
		}
		text, start, ok := file.Line(p.Line)
		if !ok {
			t.Fatalf("there is no line %d", p.Line)
		}
		if p.Offset < start || p.Offset > start+len(text)+2 {
			t.Fatalf("offset %d is not on its line, which starts at %d and is %q", p.Offset, start, text)
		}
	})
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	name = filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func paths(s *source.Set) string {
	var out []string
	for _, f := range s.All() {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}

func rules(s *source.Set) string {
	var out []string
	for _, p := range s.Problems() {
		pos := p.Span.Position()
		out = append(out, p.Rule+"@"+pos.Path)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	root := t.TempDir()
	outside := t.TempDir()
	write(t, outside, "secret.md", "secret")
	write(t, root, "content/resume.md", "# A")
	write(t, root, "content/posts/a.md", "a")
	write(t, root, "content/posts/.a.md.swp", "x")
	write(t, root, "content/latin.md", "r\xe9sum\xe9")
	write(t, root, "static/.nojekyll", "")
	write(t, root, "static/.DS_Store", "x")
	write(t, root, "static/photo.bin", "\xff\xfe")
	write(t, root, "public/index.html", "not ours to read")
	write(t, root, "content/large.md", strings.Repeat("x", source.MaxText+1))
	for link, to := range map[string]string{"content/leak.md": filepath.Join(outside, "secret.md"), "content/inside.md": filepath.Join(root, "content/resume.md"),
		"content/dangling.md": filepath.Join(root, "nothing"), "content/circle": root} {
		disktest.Link(t, to, filepath.Join(root, link))
	}
	s, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := paths(s), "content/inside.md content/posts/a.md content/resume.md static/.nojekyll static/photo.bin"; got != want {
		t.Errorf("files\n got %s\nwant %s", got, want)
	}
	want := "source/outside@content/circle source/unreadable@content/dangling.md source/too-large@content/large.md source/encoding@content/latin.md source/outside@content/leak.md"
	if got := rules(s); got != want {
		t.Errorf("problems\n got %s\nwant %s", got, want)
	}
	if got := len(s.Under("content/posts")); got != 1 {
		t.Errorf("%d files below content/posts", got)
	}
}

func TestUpdate(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/resume.md", "a")
	write(t, root, "content/posts/a.md", "a")
	write(t, root, "content/posts/b.md", "b")
	s, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	if n, changed := s.Update([]string{"content/resume.md", "public/x"}); changed || n != s {
		t.Error("nothing changed, and the set is another")
	}
	write(t, root, "content/resume.md", "new")
	os.RemoveAll(filepath.Join(root, "content/posts"))
	write(t, root, "content/more/c.md", "c")
	n, changed := s.Update([]string{"content/resume.md", "content/posts", "content/more"})
	if !changed || paths(n) != "content/more/c.md content/resume.md" {
		t.Errorf("changed %v: %s", changed, paths(n))
	}
	if paths(s) != "content/posts/a.md content/posts/b.md content/resume.md" {
		t.Errorf("the old set changed: %s", paths(s))
	}
	write(t, root, "content/resume.md", "\xff")
	n, changed = n.Update([]string{"content/resume.md"})
	if !changed || rules(n) != "source/encoding@content/resume.md" {
		t.Errorf("changed %v: %s", changed, rules(n))
	}
	write(t, root, "content/resume.md", "good")
	if n, changed = n.Update([]string{"content"}); !changed || rules(n) != "" {
		t.Errorf("changed %v: %s", changed, rules(n))
	}
}

func TestReadFile(t *testing.T) {
	root := t.TempDir()
	write(t, root, "cv.md", "a")
	write(t, root, "other.md", "b")
	write(t, root, "private.yaml", "phone: 1")
	s, err := source.ReadFile(filepath.Join(root, "cv.md"))
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(s); got != "cv.md private.yaml" || s.Only != "cv.md" {
		t.Errorf("files %s, only %s", got, s.Only)
	}
	for _, name := range []string{"", "missing.md"} {
		if _, err := source.ReadFile(filepath.Join(root, name)); err == nil {
			t.Errorf("%q can be read", name)
		}
	}
	if _, err := source.Read(filepath.Join(root, "cv.md")); err == nil {
		t.Error("a file is taken for a folder")
	}
}

func TestHidden(t *testing.T) {
	for name, want := range map[string]bool{
		".git": true, "node_modules": true, ".DS_Store": true, "Thumbs.db": true, "desktop.ini": true, "Desktop.ini": true,
		"resume.md~": true, ".resume.md.swp": true, ".resume.md.swx": true, "4913": true,
		".#resume.md": true, "#resume.md#": true, ".goutputstream-8ZVN12": true,
		"resume.md___jb_tmp___": true, "resume.md___jb_old___": true, "a.tmp": true,
		"resume.md": false, ".gitignore": true, "4913.md": false, "tmp": false, "#1.md": false,
		"swp": false, "a.swept": false, "[x": false, ".nojekyll": false, "~$cv.docx": true, "cv.part": true, "#draft": false, "custom.css": false, ".well-known": false,
	} {
		if got := source.Hidden(name); got != want {
			t.Errorf("source.Hidden(%q) is %v", name, got)
		}
	}
}

func TestHome(t *testing.T) {
	root := t.TempDir()
	write(t, root, "cv/content/resume.md", "a")
	write(t, root, "cv/content/old/content/resume.md", "a site in a site")
	for file, want := range map[string]string{
		"cv/content/resume.md":             "cv content/resume.md",
		"cv/content/posts/new.md":          "cv content/posts/new.md",
		"cv/static/custom.css":             "cv static/custom.css",
		"cv/dictionary.txt":                "cv dictionary.txt",
		"cv/content/old/content/resume.md": "cv/content/old content/resume.md",
		"cv/README.md":                     "",
		"cv/content":                       "",
		"cv/dictionary.txt/a.md":           "",
		"other/content/a.md":               "",
	} {
		got := ""
		if dir, p, ok := source.Home(filepath.Join(root, filepath.FromSlash(file))); ok {
			rel, err := filepath.Rel(root, dir)
			if err != nil {
				t.Fatal(err)
			}
			got = filepath.ToSlash(rel) + " " + p
		}
		if got != want {
			t.Errorf("%s is of %q, want %q", file, got, want)
		}
	}
}
