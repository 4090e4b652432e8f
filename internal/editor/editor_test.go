package editor_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/editor"
	"github.com/resgen/resgen/internal/source"
)

// TestMain is, where the variable says so, the editor of these tests: it tells of itself on a connection and then
// does what it is told.
func TestMain(m *testing.M) {
	address := os.Getenv("RESGEN_TEST_EDITOR")
	if address == "" {
		os.Exit(m.Run())
	}
	c, err := net.Dial("tcp", address)
	if err != nil {
		os.Exit(99)
	}
	json.NewEncoder(c).Encode(told{os.Args, os.Getpid()})
	code, _ := io.ReadAll(c) // until it is closed
	n, _ := strconv.Atoi(string(code))
	os.Exit(n)
}

type told struct {
	Args []string
	Pid  int
}

// A fake is an editor under some names, which waits for each to be let go.
type fake struct {
	net.Listener
	t *testing.T
}

// newFake puts itself first on the PATH.
func newFake(t *testing.T, names ...string) fake {
	if runtime.GOOS == "windows" {
		t.Skip("links to programs need rights there")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	bin := t.TempDir()
	for _, name := range names {
		disktest.Link(t, self, filepath.Join(bin, name))
	}
	t.Setenv("PATH", bin)
	t.Setenv("RESGEN_TEST_EDITOR", l.Addr().String())
	return fake{l, t}
}

// next is what the next editor tells, and the connection that it waits on.
func (f fake) next() (told, net.Conn) {
	c, err := f.Accept()
	if err != nil {
		f.t.Error(err)
		return told{}, nil
	}
	var x told
	if err := json.NewDecoder(bufio.NewReader(c)).Decode(&x); err != nil {
		f.t.Error(err)
	}
	return x, c
}

// run opens a place; the editor ends with the code. It gives the arguments, with FILE in the place of the file.
func (f fake) run(e editor.Editor, set *source.Set, path string, line, column, code int) ([]string, error) {
	f.t.Helper()
	got := make(chan told, 1)
	go func() {
		x, c := f.next()
		if c != nil {
			fmt.Fprint(c, code)
			c.Close()
		}
		got <- x
	}()
	err := e.Open(f.t.Context(), set.Root, file(f.t, set, path), line, column)
	args := (<-got).Args
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], filepath.Join(set.Root, filepath.FromSlash(path)), "FILE")
		args[i] = strings.ReplaceAll(args[i], set.Root, "FOLDER")
	}
	args[0] = filepath.Base(args[0])
	return args, err
}

// site is a set of files, which are on the disk.
func site(t *testing.T, files map[string]string) *source.Set {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// file is a file of the set, or one that was made up.
func file(t *testing.T, set *source.Set, path string) *source.File {
	t.Helper()
	if f, ok := set.File(path); ok {
		return f
	}
	return source.NewFile(path, []byte("x"))
}

func parse(t *testing.T, text string) editor.Editor {
	t.Helper()
	e, err := editor.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestOpen runs each editor that is known, and commands of one's own.
func TestOpen(t *testing.T) {
	f := newFake(t, "code", "codium", "cursor", "idea", "goland", "pycharm", "webstorm", "zed", "subl", "emacsclient", "tmux", "xdg-open")
	set := site(t, map[string]string{"content/resume.md": "# Ada\n\nréal text\n", "content/a b.md": "x"})
	tried := map[string]bool{}
	for _, c := range []struct{ editor, want string }{
		{"vscode", "code --goto FILE:3:5"},
		{"code", "code --goto FILE:3:5"},
		{"VSCodium", "codium --goto FILE:3:5"},
		{"cursor", "cursor --goto FILE:3:5"},
		{"idea", "idea FOLDER --line 3 --column 5 FILE"},
		{"goland", "goland FOLDER --line 3 --column 5 FILE"},
		{"pycharm", "pycharm FOLDER --line 3 --column 5 FILE"},
		{"webstorm", "webstorm FOLDER --line 3 --column 5 FILE"},
		{"zed", "zed FILE:3:5"},
		{"sublime", "subl FILE:3:5"},
		{"emacsclient", "emacsclient --no-wait +3:5 FILE"},
		{`tmux send-keys -t {last} Escape ":e +{line} {file}" '' Enter`, "tmux send-keys -t {last} Escape :e +3 FILE  Enter"},
		{"xdg-open vscode://file{file}:{line}:{column}", "xdg-open vscode://fileFILE:3:5"},
		{"xdg-open x://{folder}?{file}", "xdg-open x://FOLDER?FILE"},
	} {
		e := parse(t, c.editor)
		args, err := f.run(e, set, "content/resume.md", 3, 5, 0)
		if got := strings.Join(args, " "); err != nil || got != c.want {
			t.Errorf("%s: %q, %v\nwant %q", c.editor, got, err, c.want)
		}
		tried[strings.ToLower(c.editor)] = true
		if e.String() != c.editor && !slices.Contains(editor.Names(), e.String()) {
			t.Errorf("%s is %s", c.editor, e)
		}
	}
	for _, name := range editor.Names() {
		if !tried[name] {
			t.Errorf("%s was not tried", name)
		}
	}
	if args, err := f.run(parse(t, "xdg-open vscode://file{file}"), set, "content/a b.md", 1, 2, 0); err != nil || args[1] != "vscode://fileFOLDER/content/a%20b.md" {
		t.Errorf("%q, %v", args, err)
	}
	_, err := f.run(parse(t, "zed"), set, "content/a b.md", 1, 1, 3)
	want := fmt.Sprintf(`open "content/a b.md" in the editor: zed ended with exit status 3; try it in a terminal: zed "%s/content/a b.md:1:1"`, set.Root)
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestRefusals holds that nothing is run for a place that is none.
func TestRefusals(t *testing.T) {
	f := newFake(t, "zed", "tmux")
	set := site(t, map[string]string{"content/resume.md": "# Ada\n", "content/a'b.md": "x", "content/-x.md": "x", "content/in.md": "x",
		"content/link.md": "x", "content/gone.md": "x", "content/folder.md": "x", "private.yaml": "phone: 1"})
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	disk := func(name string) string { return filepath.Join(set.Root, "content", name) }
	for _, name := range []string{"link.md", "gone.md", "folder.md"} {
		if err := os.Remove(disk(name)); err != nil {
			t.Fatal(err)
		}
	}
	disktest.Link(t, outside, disk("link.md"))
	os.Mkdir(disk("folder.md"), 0o777)

	zed, tmux := parse(t, "zed"), parse(t, "tmux {file}")
	for _, c := range []struct {
		editor    editor.Editor
		path      string
		line, col int
		want      string
	}{
		{zed, "content/none.md", 1, 1, "it is not there any more"},
		{zed, "../" + filepath.Base(filepath.Dir(outside)) + "/secret.md", 1, 1, "it is a link that leaves the folder"},
		{zed, "", 1, 1, "it is no ordinary file any more"},
		{zed, "content/resume.md", 0, 1, "it has no line 0"},
		{zed, "content/resume.md", -1, 1, "it has no line -1"},
		{zed, "content/resume.md", 3, 1, "it has no line 3"},
		{zed, "content/resume.md", 1, 0, "its line 1 has no column 0"},
		{zed, "content/resume.md", 1, 7, "its line 1 has no column 7"},
		{zed, "content/link.md", 1, 1, "it is a link that leaves the folder"},
		{zed, "content/gone.md", 1, 1, "it is not there any more"},
		{zed, "content/folder.md", 1, 1, "it is no ordinary file any more"},
		{tmux, "content/a'b.md", 1, 1, `its name has a '\'' in it, which a command may take for something else; rename it`},
		{parse(t, "code"), "content/resume.md", 1, 1, "there is no program code on the PATH; install it, or name another with --editor"},
		{parse(t, "./none {file}"), "content/resume.md", 1, 1, "there is no program ./none on the PATH; install it, or name another with --editor"},
		{editor.Editor{}, "content/resume.md", 1, 1, "none was named; start with --editor, as in --editor vscode"},
	} {
		err := c.editor.Open(t.Context(), set.Root, file(t, set, c.path), c.line, c.col)
		if err == nil || !strings.HasSuffix(err.Error(), " in the editor: "+c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s at %q:%d:%d: %v\nwant %s", c.editor, c.path, c.line, c.col, err, c.want)
		}
	}
	// The last places that there are.
	for _, at := range [][2]int{{1, 6}, {2, 1}} {
		if _, err := f.run(zed, set, "content/resume.md", at[0], at[1], 0); err != nil {
			t.Error(err)
		}
	}
	if args, err := f.run(zed, set, "content/a'b.md", 1, 1, 0); err != nil || args[1] != "FILE:1:1" {
		t.Errorf("%q, %v", args, err)
	}
	if args, err := f.run(tmux, set, "content/-x.md", 1, 1, 0); err != nil || args[1] != "FILE" {
		t.Errorf("%q, %v", args, err)
	}
}

// TestLives holds that an editor that stays open keeps nobody waiting, is not ours to end, and leaves no zombie.
func TestLives(t *testing.T) {
	f := newFake(t, "idea")
	set := site(t, map[string]string{"content/resume.md": "# Ada\n"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opened := make(chan error, 1)
	go func() { opened <- parse(t, "idea").Open(ctx, set.Root, file(t, set, "content/resume.md"), 1, 1) }()
	x, c := f.next()
	if c == nil {
		t.Fatal("it did not start")
	}
	select {
	case err := <-opened:
		t.Fatalf("it was not waited for: %v", err)
	default:
	}
	cancel()
	if err := <-opened; err != nil {
		t.Errorf("an editor that runs gave %v", err)
	}
	if runtime.GOOS == "linux" {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", x.Pid))
		if err != nil {
			t.Fatalf("it does not run any more: %v", err)
		}
		_, after, _ := strings.Cut(string(stat), ") ")
		if session := strings.Fields(after)[3]; session != strconv.Itoa(x.Pid) {
			t.Errorf("its session is %s and not its own, %d", session, x.Pid)
		}
	}
	c.Close()
	if runtime.GOOS == "linux" { // a zombie has a folder there
		for end := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
			if _, err := os.Stat(fmt.Sprintf("/proc/%d", x.Pid)); os.IsNotExist(err) {
				break
			}
			if time.Now().After(end) {
				t.Fatal("it left a zombie")
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"vscod", `there is no editor "vscod"; did you mean vscode?`},
		{"sublim", `there is no editor "sublim"; did you mean sublime?`},
		{"notepad", `there is no editor "notepad"; name one of cursor, emacsclient, goland, `},
		{"vim", "vim runs in a terminal, where only you know the way to it; give a command, as in "},
		{"NVim", "NVim runs in a terminal, "},
		{"tmux send-keys", `the editor "tmux send-keys" does not say where the file goes; write {file}, `},
		{"code {line}", `the editor "code {line}" does not say where the file goes`},
		{"code {fil}", `the editor "code {fil}" has {fil}; did you mean {file}?`},
		{"code {file}:{col}", `the editor "code {file}:{col}" has {col}; did you mean {column}?`},
		{"code {root} {file}", `the editor "code {root} {file}" has {root}; did you mean {folder}?`},
		{"code {path}", `the editor "code {path}" has {path}; did you mean {file}?`},
		{"{file}", `the editor "{file}" begins with {file}; begin with the program`},
		{"x '{file}", `the editor "x '{file}" opens a ' and does not close it; close it`},
		{"x {file}\nrm", `the editor "x {file}\nrm" has a control character in it; write it on one line`},
	} {
		e, err := editor.Parse(c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || !e.IsZero() || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, %v\nwant %s", c.text, e, err, c.want)
		}
	}
	for _, none := range []string{"", "  "} {
		if e, err := editor.Parse(none); err != nil || !e.IsZero() {
			t.Errorf("%q: %v, %v", none, e, err)
		}
	}
}

// FuzzParse holds that what is read as a command has a program that is not the file, and a place for it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"vscode", "a '{file}' \"b c\"", "{file} x", "'", "a {", "a }{file}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := editor.Parse(text)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", text, err)
		}
		if err == nil && !e.IsZero() && !slices.Contains(editor.Names(), e.String()) && !strings.Contains(text, "{file}") {
			t.Errorf("%q is a command without a file", text)
		}
	})
}
