//go:build unix

package output

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Tests of a run that is killed start this very test binary again, told by these.
const (
	childDir    = "RESGEN_OUTPUT_CHILD_DIR"    // writes to it, over and over again
	childRounds = "RESGEN_OUTPUT_CHILD_ROUNDS" // so many times
	childWay    = "RESGEN_OUTPUT_CHILD_WAY"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

// child writes the versions 1, 2, 3, 0, 1 ... to dir.
func child(dir string) int {
	w, _ := strconv.Atoi(os.Getenv(childWay))
	rounds, _ := strconv.Atoi(os.Getenv(childRounds))
	fmt.Println("begun")
	for i := range rounds {
		if _, err := Write(context.Background(), dir, version(i+1).set(), Options{way: way(w)}); err != nil {
			fmt.Println(err)
			return 1
		}
	}
	return 0
}

func childCommand(dir string, w way, rounds int, before ...string) *exec.Cmd {
	args := append(before, os.Args[0])
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), childDir+"="+dir, childWay+"="+strconv.Itoa(int(w)), childRounds+"="+strconv.Itoa(rounds))
	return cmd
}

// version is one of four sites that differ in every way that sites can.
func version(n int) site {
	n %= 4
	s := site{"same": "same", "deep/same/x": "same", "index.html": strings.Repeat(strconv.Itoa(n), 3000)}
	for i := range 6 {
		if (i+n)%3 > 0 {
			s[fmt.Sprintf("p%d/%d", i%2, i)] = fmt.Sprintf("page %d of version %d", i, n)
		}
	}
	if n%2 == 0 {
		s["flips"] = "a file"
	} else {
		s["flips/a/b"] = "in folders"
		s["flips/a/c"] = "in folders"
	}
	if n > 1 {
		s["odd\nname"] = "x"
	}
	return s
}

func versionOf(s site) int {
	for n := range 4 {
		if maps.Equal(s, version(n)) {
			return n
		}
	}
	return -1
}

// afterKill checks what a killed run left: the tree as readers see it, then what the
// next run makes of it, be it one that has nothing else to do or one with another site.
func afterKill(t *testing.T, dir string, w way, theirs site, next int) {
	t.Helper()
	got := readTree(t, dir)
	for p := range got {
		if strings.HasPrefix(p, workName+"/") {
			delete(got, p)
		}
	}
	for p, text := range theirs {
		if w == byExchange && len(theirs) == 0 || got[p] == text {
			delete(got, p)
		} else {
			t.Fatalf("%s of a stranger is lost:\n%s", p, got)
		}
	}
	if w == byExchange && len(theirs) == 0 && versionOf(got) < 0 {
		t.Fatalf("a mix after a kill:\n%s", got)
	}
	for p, text := range got {
		whole := false
		for n := range 4 {
			whole = whole || version(n)[p] == text
		}
		if !whole && !strings.HasSuffix(p, "/") {
			t.Fatalf("%s is torn: %.40q", p, text)
		}
	}

	s := &session{target: target{name: dir, dir: dir}}
	if err := s.begin(t.Context()); err != nil {
		t.Fatalf("the next run: %v", err)
	}
	s.end()
	got = readTree(t, dir)
	for p := range theirs {
		delete(got, p)
	}
	if versionOf(got) < 0 {
		t.Fatalf("a mix after repair:\n%s", got)
	}
	write(t, dir, version(next), Options{way: w})
	want := version(next)
	maps.Copy(want, theirs)
	holds(t, dir, want)
}

// TestKilledAnywhere kills writers at random moments: one, and two that are at work on one
// folder.
func TestKilledAnywhere(t *testing.T) {
	bothWays(t, func(t *testing.T, w way) {
		for _, writers := range []int{1, 2} {
			dir := filepath.Join(t.TempDir(), "public")
			for i := range 20 {
				write(t, dir, version(0), Options{way: w})
				var kill []func()
				for range writers {
					kill = append(kill, startChild(t, dir, w))
				}
				for _, k := range kill {
					<-time.After(time.Duration(rand.IntN(15_000)) * time.Microsecond)
					k()
				}
				sees := w
				if writers > 1 {
					sees = inPlace // which is what the one does while the other removes its old tree
				}
				afterKill(t, dir, sees, nil, i)
			}
		}
	})
}

// startChild starts a writer and returns, once it writes, what kills it.
func startChild(t *testing.T, dir string, w way) (kill func()) {
	t.Helper()
	cmd := childCommand(dir, w, 1000)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	said.Scan()
	return func() {
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		if said.Scan() {
			t.Errorf("a writer said %q", said.Text())
		}
		cmd.Wait()
	}
}

// TestKilledAtEachStep kills a writer before each system call that changes anything.
func TestKilledAtEachStep(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if testing.Short() {
		t.Skip("starts some hundred processes")
	}
	const calls = "?rename,?renameat,?renameat2,?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,?link,?linkat,?fsync,?flock,?chmod,?fchmodat"
	for name, theirs := range map[string]site{"alone": {}, "with a stranger's file": {"p0/CNAME": "theirs"}} {
		t.Run(name, func(t *testing.T) {
			bothWays(t, func(t *testing.T, w way) {
				if len(theirs) > 0 && w == byExchange {
					t.Skip("there is no exchange then")
				}
				for from := range 2 { // a file becomes a folder, and the reverse
					for n := 1; ; n++ {
						dir := filepath.Join(t.TempDir(), "public")
						for i := 1; i <= from; i++ {
							write(t, dir, version(i), Options{way: w})
						}
						if from > 0 {
							put(t, dir, theirs)
						} else if len(theirs) > 0 {
							break
						}
						// One processor, so that the calls come from few threads: strace counts by thread.
						cmd := childCommand(dir, w, from+1, strace, "-f", "-qq", "-o", "/dev/null", "-E", "GOMAXPROCS=1",
							"-e", "trace="+calls, "-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", calls, n))
						out, err := cmd.CombinedOutput()
						if bytes.Contains(out, []byte("ptrace")) {
							t.Skipf("strace: %s", out)
						}
						if err == nil {
							if n < 5 {
								t.Fatalf("killed only %d times: %s", n-1, out)
							}
							t.Logf("killed at %d places", n-1)
							break
						}
						var exit *exec.ExitError
						if !errors.As(err, &exit) || exit.ExitCode() == 1 {
							t.Fatalf("place %d: %v: %s", n, err, out)
						}
						if from == 0 && !exists(filepath.Join(dir, listName)) {
							write(t, dir, version(n), Options{way: w}) // nothing, or nothing whole, was there before
							holds(t, dir, version(n))
							continue
						}
						afterKill(t, dir, w, theirs, n)
					}
				}
			})
		})
	}
}
