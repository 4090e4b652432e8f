package main

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// These words of scripts are about commands that go on until they are stopped.

// A running is such a command.
type running struct {
	cmd   *exec.Cmd
	ended chan error // receives what Wait said, once
}

// runnings is what a script has launched, by name.
func runnings(ts *testscript.TestScript) map[string]*running {
	return ts.Value("running").(map[string]*running)
}

// launch NAME COMMAND... starts a command; what it writes goes to the files NAME.out and NAME.err.
func launch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: launch NAME COMMAND...")
	}
	path, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(path, args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, key := range []string{"PATH", "HOME", "XDG_CACHE_HOME", "NO_COLOR", "RESGEN_CHROME", "TMPDIR", "VISUAL", "REAL", "RESGEN_CHROME_MIRROR", "SystemRoot", "LocalAppData"} {
		if v := ts.Getenv(key); v != "" {
			cmd.Env = append(cmd.Env, key+"="+v)
		}
	}
	out, err := os.Create(ts.MkAbs(args[0] + ".out"))
	ts.Check(err)
	said, err := os.Create(ts.MkAbs(args[0] + ".err"))
	ts.Check(err)
	cmd.Stdout, cmd.Stderr = out, said
	ts.Check(cmd.Start())
	r := &running{cmd, make(chan error, 1)}
	go func() {
		r.ended <- cmd.Wait()
		out.Close()
		said.Close()
	}()
	runnings(ts)[args[0]] = r
	ts.Defer(func() {
		cmd.Process.Kill() // of one that ended it does nothing
	})
}

// until FILE REGEXP [N] waits until a file has N lines, or one, that match.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: until FILE REGEXP [N]")
	}
	want := 1
	if len(args) == 3 {
		var err error
		want, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	re := regexp.MustCompile("(?m)" + args[1])
	var text []byte
	if !poll(30*time.Second, func() bool {
		text, _ = os.ReadFile(ts.MkAbs(args[0]))
		return len(re.FindAll(text, -1)) >= want
	}) {
		ts.Fatalf("%s does not come %d times in %s:\n%s", args[1], want, args[0], text)
	}
}

// halt NAME SIGNAL CODE sends a signal to what launch started, and holds that it ends soon, with the exit code.
func halt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: halt NAME INT|TERM|HUP CODE")
	}
	r := runnings(ts)[args[0]]
	if r == nil {
		ts.Fatalf("%s was not launched", args[0])
	}
	sig := map[string]syscall.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "HUP": syscall.SIGHUP}[args[1]]
	if err := r.cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		ts.Check(err)
	}
	var err error
	select {
	case err = <-r.ended:
	case <-time.After(5 * time.Second): // it takes a tenth of that, but where the machine has much else to do
		ts.Fatalf("%s goes on after %s", args[0], args[1])
	}
	code := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	}
	if strconv.Itoa(code) != args[2] {
		said, _ := os.ReadFile(ts.MkAbs(args[0] + ".err"))
		ts.Fatalf("%s ended with exit code %d, want %s:\n%s", args[0], code, args[2], said)
	}
}

var served = regexp.MustCompile(`http://[^\s",]+`)

// ask NAME PATH REGEXP asks the server that launch started until its answer at a path matches. PORT is that server's from then on.
func ask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: ask NAME PATH REGEXP")
	}
	address := ""
	poll(10*time.Second, func() bool {
		for _, file := range []string{".err", ".out"} {
			b, _ := os.ReadFile(ts.MkAbs(args[0] + file))
			if address == "" {
				address = served.FindString(string(b))
			}
		}
		return address != ""
	})
	if u, err := url.Parse(address); err == nil {
		ts.Setenv("PORT", u.Port())
	}
	client := http.Client{Timeout: 20 * time.Second}
	want := regexp.MustCompile(args[2])
	var answer []byte
	if !poll(20*time.Second, func() bool {
		res, err := client.Get(strings.TrimSuffix(address, "/") + args[1])
		ts.Check(err)
		defer res.Body.Close()
		answer, err = io.ReadAll(res.Body)
		ts.Check(err)
		return want.Match(answer)
	}) {
		ts.Fatalf("%s%s does not come to match %s:\n%s", address, args[1], want, answer)
	}
}

// killbrowser kills the browser of what this script launched, as soon as there is one.
func killBrowser(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: killbrowser")
	}
	if !poll(20*time.Second, func() bool {
		pid, _ := browserOf(ts.Getenv("WORK"))
		p, err := os.FindProcess(pid)
		return pid != 0 && err == nil && p.Kill() == nil
	}) {
		ts.Fatalf("there is no browser to kill")
	}
}
