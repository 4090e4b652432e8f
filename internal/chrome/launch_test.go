package chrome

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// fake makes a Chrome out of a shell script.
func fake(t *testing.T, body string) Binary {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("shell scripts")
	}
	path := filepath.Join(t.TempDir(), "headless-shell")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
		t.Fatal(err)
	}
	return Binary{Path: path, Shell: true}
}

// empty fails the test when a run left something in its folder.
func empty(t *testing.T, dir string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, runPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestLaunchFails(t *testing.T) {
	tests := []struct {
		name, script string
		opts         Options
		want         []string
		not          string
	}{
		{name: "exits with a message", script: "echo 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n",
			want: []string{"headless-shell did not start: error while loading shared libraries: libnss3.so"}},
		{name: "dies of something among other words", script: `echo "[1:ERROR:dbus/bus.cc:405] Failed to connect to the bus" >&2
echo "[1:2:1123/2356:FATAL:content/x.cc:12] Check failed: fonts." >&2
echo "#0 0x55" >&2
exit 133
`, want: []string{"did not start: Check failed: fonts."}, not: "dbus"},
		{name: "exits without a word", script: "exit 3\n", want: []string{"it ended at once, without a word"}},
		{name: "hangs", script: "sleep 1000 &\nsleep 1000\n", opts: Options{LaunchTimeout: 100 * time.Millisecond},
			want: []string{"headless-shell did not start: no answer within 100ms"}},
		{name: "speaks no protocol", script: "echo hello >&4\nsleep 1000\n", opts: Options{LaunchTimeout: 100 * time.Millisecond},
			want: []string{"did not start:"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bin := fake(t, tt.script)
			tt.opts.Dir = t.TempDir()
			begin := time.Now()
			b, err := Launch(t.Context(), bin, tt.opts)
			if err == nil {
				b.Close()
				t.Fatal("it started")
			}
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error is %q, want %q", err, want)
				}
			}
			if tt.not != "" && strings.Contains(err.Error(), tt.not) {
				t.Errorf("error is %q", err)
			}
			empty(t, tt.opts.Dir)
		})
	}
	t.Run("is no program", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "chrome")
		if err := os.WriteFile(path, []byte("\x7fNOT"), 0o755); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		_, err := Launch(t.Context(), Binary{Path: path}, Options{Dir: dir})
		if err == nil || !strings.Contains(err.Error(), path+" did not start:") {
			t.Errorf("error is %v", err)
		}
		empty(t, dir)
	})
	t.Run("no folder", func(t *testing.T) {
		if _, err := Launch(t.Context(), Binary{}, Options{}); err == nil {
			t.Error("no error")
		}
	})
}

func TestLaunchIsCancelled(t *testing.T) {
	bin := fake(t, "sleep 1000\n")
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("enough")
	time.AfterFunc(50*time.Millisecond, func() { cancel(why) })
	dir := t.TempDir()
	begin := time.Now()
	if _, err := Launch(ctx, bin, Options{Dir: dir}); !errors.Is(err, why) {
		t.Errorf("error is %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	empty(t, dir)
}

// TestSandbox plays a system that denies the sandbox.
func TestSandbox(t *testing.T) {
	real := binary(t)
	bin := fake(t, `case "$*" in *--no-sandbox*) exec `+real.Path+` "$@";; esac
echo "[1:1:1123/1:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! If you are running on Ubuntu" >&2
exit 133
`)
	dir := t.TempDir()
	_, err := start(t.Context(), bin, Options{Dir: dir}, true)
	if err == nil || !strings.Contains(err.Error(), "did not start: No usable sandbox!") || !strings.HasSuffix(err.Error(), "\n"+sandboxHint) {
		t.Errorf("error is %v", err)
	}
	empty(t, dir)
	for _, tt := range []struct {
		opts    Options
		sandbox bool
		notes   int
	}{
		{Options{Dir: dir, CI: true}, true, 1},
		{Options{Dir: dir, NoSandbox: true}, false, 0},
	} {
		b, err := start(t.Context(), bin, tt.opts, tt.sandbox)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Notes()) != tt.notes {
			t.Errorf("%+v: notes are %q", tt.opts, b.Notes())
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	empty(t, dir)
}

func TestNoSandboxWords(t *testing.T) {
	if noSandbox("[1:ERROR:dbus/bus.cc] Failed to connect") || !noSandbox("x\n[1:FATAL:a.cc(1)] No usable sandbox! Update") {
		t.Error("the words are not told apart")
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	b := launch(t, Options{Dir: dir})
	info, err := os.Stat(b.dir.path)
	if err != nil || info.Mode().Perm() != 0o700 && runtime.GOOS != "windows" {
		t.Errorf("the run's folder: %v %v", info.Mode(), err)
	}
	if !strings.Contains(b.Version(), "/") || major(b.Version()) < 100 {
		t.Errorf("version is %q", b.Version())
	}
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
	group := chromedp.FromContext(b.proc.ctx).Browser.Process().Pid
	if runtime.GOOS == "linux" && members(group) < 2 {
		t.Errorf("%d processes: how they are counted is wrong", members(group))
	}
	begin := time.Now()
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("Close took %v", took)
	}
	empty(t, dir)
	if runtime.GOOS == "linux" {
		within(t, 5*time.Second, "no process is left", func() bool { return members(group) == 0 })
	}
	if err := b.Close(); err != nil {
		t.Error("the second Close:", err)
	}
	if _, err := b.Print(t.Context(), Job{}); !errors.Is(err, errClosed) {
		t.Errorf("Print after Close: %v", err)
	}
}

func TestContextEndsBrowser(t *testing.T) {
	bin, dir := binary(t), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	b, err := Launch(ctx, bin, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := b.Close(); err != nil { // waits for the end that cancel began
		t.Error(err)
	}
	empty(t, dir)
}

// hold is the helper process of TestKilled: it starts a browser, says which, and waits for its death.
func hold(dir string) {
	bin, err := Find(os.Getenv)
	if err == nil {
		var b *Browser
		if b, err = Launch(context.Background(), bin, Options{Dir: dir}); err == nil {
			if _, err = b.Print(context.Background(), Job{HTML: []byte("<p>x")}); err == nil {
				fmt.Println(chromedp.FromContext(b.proc.ctx).Browser.Process().Pid)
				select {}
			}
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// TestKilled kills a process of ours with SIGKILL: Chrome ends with it, and the next start takes away
// what it left on disk.
func TestKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("counts processes in /proc")
	}
	binary(t)
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "CHROME_TEST_HOLD="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	group, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	if n := members(group); n < 2 {
		t.Errorf("%d processes: how they are counted is wrong", n)
	}

	b := launch(t, Options{Dir: dir}) // must not touch the folder of a run that goes on
	if left, _ := filepath.Glob(filepath.Join(dir, runPrefix+"*")); len(left) != 2 {
		t.Errorf("two runs have the folders %v", left)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed
	within(t, 10*time.Second, "no process is left", func() bool { return members(group) == 0 })
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, runPrefix+"*")); len(left) != 1 {
		t.Errorf("the killed run has the folders %v", left)
	}
	if err := launch(t, Options{Dir: dir}).Close(); err != nil {
		t.Error(err)
	}
	empty(t, dir)
}

// members is the number of living processes of a process group.
func members(group int) int {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	n := 0
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		_, rest, _ := strings.Cut(string(b[strings.LastIndexByte(string(b), ')')+1:]), " ") // the name may hold anything
		f := strings.Fields(rest)                                                           // state, parent, group
		if len(f) > 2 && f[2] == strconv.Itoa(group) && f[0] != "Z" && f[0] != "X" {
			n++
		}
	}
	return n
}
