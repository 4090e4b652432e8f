package main

import (
	"bytes"
	"debug/elf"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// largest is the most bytes that a binary of Linux on amd64 may have, stripped and with the tag "packed", as it is released:
// five in a hundred more than when this was last set, at 40,333,474. The parts: code 16.0 MB; what Go keeps beside it for stack
// traces and the collector 13.3; fonts 3.4; PDFium 2.6; the rest is types, words and tables. 4.3 MB of it is methods that nobody
// calls: layouts may call methods, html/template finds them by name, and so the linker keeps all.
const largest = 42_350_000

// What a package of ours may do before main; the most are unpack's 15 kB and edit's 162 allocations.
const (
	mostBytes  = 20 << 10 // on the heap
	mostAllocs = 250
)

// TestBinary holds the released binary to its size, to static linking, and our packages to starting with next to nothing done: an
// expression that is compiled, or a table that is filled, belongs into a sync.OnceValue.
func TestBinary(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program")
	}
	command := func(env, name string, args ...string) *exec.Cmd {
		cmd := exec.Command(name, args...)
		cmd.Env = append(os.Environ(), strings.Fields(env)...)
		return cmd
	}
	bin := filepath.Join(t.TempDir(), "resgen")
	for _, cmd := range []*exec.Cmd{
		command("", "go", "run", "../pack"),
		command("CGO_ENABLED=0", "go", "build", "-trimpath", "-tags", "packed", "-ldflags", "-s -w", "-o", bin, "."),
	} {
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
		}
	}
	info, err := os.Stat(bin)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "linux" && runtime.GOARCH == "amd64" && info.Size() > largest {
		t.Errorf("the binary has %d bytes, want %d at most; see what it is that grew, then say here why", info.Size(), largest)
	}
	if runtime.GOOS == "linux" {
		f, err := elf.Open(bin)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, p := range f.Progs {
			if p.Type == elf.PT_INTERP {
				t.Error("the binary asks for the system's loader: it is not static")
			}
		}
	}

	trace := command("GODEBUG=inittrace=1", bin, "--help")
	var said bytes.Buffer
	trace.Stderr = &said
	if err := trace.Run(); err != nil {
		t.Fatal(err)
	}
	ours := 0
	for line := range strings.Lines(said.String()) {
		// init PACKAGE @0.5 ms, 0.1 ms clock, 1234 bytes, 56 allocs
		var name, at string
		var start, clock float64
		var size, allocs int
		line = strings.NewReplacer(",", "", "@", "").Replace(line)
		if n, _ := fmt.Sscanf(line, "init %s %f %s %f ms clock %d bytes %d allocs", &name, &start, &at, &clock, &size, &allocs); n != 6 {
			continue
		}
		if !strings.HasPrefix(name, "github.com/resgen/resgen/") {
			continue
		}
		ours++
		if size > mostBytes || allocs > mostAllocs {
			t.Errorf("%s takes %d bytes in %d allocations before main; do that when it is asked for", name, size, allocs)
		}
	}
	if ours < 10 {
		t.Errorf("only %d packages of ours were traced:\n%s", ours, said.String())
	}
}
