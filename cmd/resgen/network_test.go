package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// reached is a system call that reaches another machine, or this one over the network. What a call of one kind sends ("sendto" of a
// socket that was connected before) needs none of its own.
var reached = regexp.MustCompile(`(?m)^.*\b(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?,.*$`)

// offline COMMAND... runs a command, and holds that neither it nor a program that it starts, the browser included, reaches for an
// address of the network: each of their system calls is looked at. With ! it holds that one does. What it ends with does not matter.
func offline(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: [!] offline COMMAND...")
	}
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	log := filepath.Join(ts.Getenv("WORK"), "calls.log")
	cmd := exec.Command("strace", append([]string{"-f", "-qq", "-o", log, "-e", "trace=connect,sendto,sendmsg,sendmmsg,execve", path}, args[1:]...)...)
	var said bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &said, &said
	for _, key := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "NO_COLOR", "RESGEN_CHROME", "RESGEN_LLM_URL", "RESGEN_LLM_MODEL", "RESGEN_CHROME_MIRROR", "TMPDIR"} {
		cmd.Env = append(cmd.Env, key+"="+ts.Getenv(key))
	}
	cmd.Run()
	calls, err := os.ReadFile(log)
	ts.Check(err)
	if !strings.Contains(string(calls), "execve(") {
		ts.Fatalf("nothing was traced:\n%s", said.Bytes())
	}
	found := reached.FindAll(calls, -1)
	ts.Logf("%s\n%d of %d calls reach the network", said.Bytes(), len(found), bytes.Count(calls, []byte("\n")))
	if neg == (len(found) == 0) {
		ts.Fatalf("%d calls reach the network:\n%s", len(found), bytes.Join(found, []byte("\n")))
	}
}

// canTrace reports whether system calls can be looked at here: with strace, and not in every container.
func canTrace() bool {
	return runtime.GOOS == "linux" && exec.Command("strace", "-f", "-qq", "-o", os.DevNull, "true").Run() == nil
}
