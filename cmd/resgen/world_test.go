package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// These words of scripts are about processes and disks.

// nochild holds that no browser runs that this script started; with -soon, that it ends by itself.
func noChild(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: nochild [-soon]")
	}
	left := func() string { return childBrowser(ts.Getenv("WORK")) }
	if len(args) == 1 {
		poll(5*time.Second, func() bool { return left() == "" })
	}
	if cmd := left(); cmd != "" {
		ts.Fatalf("a browser is left: %s", cmd)
	}
}

var browserName = regexp.MustCompile(`(?i)chrom|headless`)

// childBrowser is the command line of a browser that a script in the folder work started; "" when there is none.
func childBrowser(work string) string {
	_, cmd := browserOf(work)
	return cmd
}

// browserOf is the process and the command line of a browser that a script in the folder work started; 0 and "" when
// there is none. A browser is known by its profile, which lies below that folder.
func browserOf(work string) (pid int, cmd string) {
	procs, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, p := range procs {
		b, err := os.ReadFile(p)
		if err == nil && bytes.Contains(b, []byte(work)) && browserName.Match(b) && bytes.Contains(b, []byte("--user-data-dir=")) {
			pid, _ = strconv.Atoi(filepath.Base(filepath.Dir(p)))
			return pid, string(bytes.ReplaceAll(b, []byte{0}, []byte{' '}))
		}
	}
	return 0, ""
}

// poll asks until the answer is yes or the time is over.
func poll(limit time.Duration, done func() bool) bool {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if done() {
			return true
		}
	}
	return done()
}

// signal NAME CODE FILE COMMAND... starts a command, sends it a signal as soon as its browser runs,
// holds that it ends with the exit code (-1: killed), and writes what it said to FILE.
func signalCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: signal INT|TERM|KILL CODE FILE COMMAND...")
	}
	if runtime.GOOS != "linux" {
		ts.Fatalf("signal looks for browsers in /proc")
	}
	sig := map[string]syscall.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "KILL": syscall.SIGKILL}[args[0]]
	path, err := exec.LookPath(args[3])
	ts.Check(err)
	var said bytes.Buffer
	cmd := exec.Command(path, args[4:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &said, &said
	for _, key := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "NO_COLOR", "RESGEN_CHROME", "TMPDIR"} {
		cmd.Env = append(cmd.Env, key+"="+ts.Getenv(key))
	}
	ts.Check(cmd.Start())
	began := poll(20*time.Second, func() bool { return childBrowser(ts.Getenv("WORK")) != "" })
	ts.Check(cmd.Process.Signal(sig))
	err = cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), said.Bytes(), 0o666))
	code := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	}
	switch {
	case !began:
		ts.Fatalf("no browser was started:\n%s", said.Bytes())
	case strconv.Itoa(code) != args[1]:
		ts.Fatalf("ended with exit code %d, want %s:\n%s", code, args[1], said.Bytes())
	}
}

// hang CODE FILE COMMAND... starts a command whose requests go to a proxy that never answers, interrupts it as soon as it asks,
// holds that it ends with the exit code, and writes what it said to FILE.
func hangCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: hang CODE FILE COMMAND...")
	}
	proxy, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer proxy.Close()
	path, err := exec.LookPath(args[2])
	ts.Check(err)
	var said bytes.Buffer
	cmd := exec.Command(path, args[3:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &said, &said
	for _, key := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "NO_COLOR", "RESGEN_CHROME", "TMPDIR"} {
		cmd.Env = append(cmd.Env, key+"="+ts.Getenv(key))
	}
	cmd.Env = append(cmd.Env, "HTTPS_PROXY=http://"+proxy.Addr().String())
	ts.Check(proxy.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second)))
	ts.Check(cmd.Start())
	asked, err := proxy.Accept()
	if err != nil {
		cmd.Process.Kill()
		cmd.Wait()
		ts.Fatalf("nothing was asked: %v\n%s", err, said.Bytes())
	}
	defer asked.Close()
	began := time.Now()
	ts.Check(cmd.Process.Signal(os.Interrupt))
	err = cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), said.Bytes(), 0o666))
	code := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	}
	if took := time.Since(began); strconv.Itoa(code) != args[0] || took > 5*time.Second {
		ts.Fatalf("ended with exit code %d after %v, want %s at once:\n%s", code, took, args[0], said.Bytes())
	}
}

// tmpfs DIR SIZE mounts a small disk, until the script ends.
func tmpfs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: tmpfs DIR SIZE")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o777))
	ts.Check(mount(dir, args[1]))
	ts.Defer(func() { exec.Command("umount", dir).Run() })
}

func mount(dir, size string) error {
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "none", dir).CombinedOutput()
	if err != nil {
		return fmt.Errorf("mount: %w: %s", err, out)
	}
	return nil
}

// canMount reports whether a disk can be mounted here: as root, and not in every container.
func canMount() bool {
	dir, err := os.MkdirTemp("", "resgen-mount-")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	if mount(dir, "4k") != nil {
		return false
	}
	return exec.Command("umount", dir).Run() == nil
}
