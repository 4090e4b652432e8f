package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// These are the words that scripts have beside testscript's own.

// exit CODE COMMAND... holds that a command ends with an exit code. Its output is what stdout and
// stderr look at next.
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("%s ended with exit code %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// isjson FILE holds that a file, or stdout or stderr, is one JSON value; with -lines, that each of
// its lines is.
func isJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: isjson [-lines] FILE")
	}
	text := ts.ReadFile(args[len(args)-1])
	values := []string{text}
	if args[0] == "-lines" {
		values = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	for _, v := range values {
		if !json.Valid([]byte(v)) {
			ts.Fatalf("is no JSON:\n%s", v)
		}
	}
}

// fileSize FILE MIN MAX holds that a file's size in bytes is in the range.
func fileSize(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: filesize FILE MIN MAX")
	}
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	low, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	high, err := strconv.ParseInt(args[2], 10, 64)
	ts.Check(err)
	if info.Size() < low || info.Size() > high {
		ts.Fatalf("%s has %d bytes, want %d to %d", args[0], info.Size(), low, high)
	}
}

// same A B holds that two files, or two trees, have the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	// What a build that was killed had staged is no part of the site; the next build takes it away.
	out, err := exec.Command("diff", "-rq", "-x", ".resgen-work", ts.MkAbs(args[0]), ts.MkAbs(args[1])).CombinedOutput()
	if (err != nil) != neg {
		ts.Fatalf("diff %s %s: %v\n%s", args[0], args[1], err, out)
	}
}

// lines FILE N holds that a file, or stdout or stderr, has N lines.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines FILE N")
	}
	if n := strings.Count(ts.ReadFile(args[0]), "\n"); strconv.Itoa(n) != args[1] {
		ts.Fatalf("%s has %d lines, want %s:\n%s", args[0], n, args[1], ts.ReadFile(args[0]))
	}
}

// mkfile FILE SIZE makes a file of that many bytes, "x" for text, zeros otherwise.
func mkfile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mkfile FILE SIZE")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	fill := byte(0)
	if strings.HasSuffix(args[0], ".md") {
		fill = 'x'
	}
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte{fill}, n), 0o666))
}

// longmd FILE N makes a résumé of N bullets.
func longMarkdown(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: longmd FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := "---\nname: Ada Example\nemail: ada@example.com\n---\n## Experience\n\n### Engineer, Example\n*2020 – present*\n\n"
	for i := range n {
		text += fmt.Sprintf("- Wrote program %d, which is shorter, faster and less often wrong than the one before it\n", i+1)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// latin1 FILE makes a Markdown file in an encoding that is not UTF-8.
func latin1(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: latin1 FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("# Title\n\nr\xe9sum\xe9\n"), 0o666))
}

// clean FILE... holds that no file carries a path of this machine.
func clean(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		ts.Check(filepath.WalkDir(ts.MkAbs(name), func(p string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			if err == nil && bytes.Contains(b, []byte(ts.Getenv("WORK"))) {
				return fmt.Errorf("%s holds a path of this machine", p)
			}
			return err
		}))
	}
}
