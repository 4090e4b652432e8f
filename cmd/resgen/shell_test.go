package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// These words of scripts are about browsers that run already.

// shell NAME [FLAG...] starts a browser that listens on a port, as another program would, puts its address (127.0.0.1:9222) into a
// variable, and ends it with the script. With -elsewhere before the name, the address is one that does not
// tell that it is this machine's.
func shellCommand(ts *testscript.TestScript, neg bool, args []string) {
	outside := len(args) > 0 && args[0] == "-elsewhere"
	if outside {
		args = args[1:]
	}
	if neg || len(args) == 0 {
		ts.Fatalf("usage: shell [-elsewhere] NAME [FLAG...]")
	}
	dir, err := os.MkdirTemp("", "resgen-shell-") // not below WORK: nochild looks for what resgen starts
	ts.Check(err)
	cmd := exec.Command(ts.Getenv("SHELL_PROGRAM"), append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--font-render-hinting=none",
		"--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + dir}, args[1:]...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "TMPDIR="+dir)
	said, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	})
	at := ""
	for lines := bufio.NewScanner(said); at == "" && lines.Scan(); {
		if ws, ok := strings.CutPrefix(lines.Text(), "DevTools listening on ws://"); ok {
			at, _, _ = strings.Cut(ws, "/")
		}
	}
	if at == "" {
		ts.Fatalf("the browser opened no port")
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // else it waits when it has much to say
	if outside {
		at = forwarded(ts, at)
	}
	ts.Setenv(args[0], at)
}

// forwarded is another address for one of this machine's own.
func forwarded(ts *testscript.TestScript, at string) string {
	list, err := net.InterfaceAddrs()
	ts.Check(err)
	for _, a := range list {
		n, ok := a.(*net.IPNet)
		if !ok || n.IP.IsLoopback() || n.IP.To4() == nil {
			continue
		}
		l, err := net.Listen("tcp", net.JoinHostPort(n.IP.String(), "0"))
		ts.Check(err)
		ts.Defer(func() { l.Close() })
		go func() {
			for {
				here, err := l.Accept()
				if err != nil {
					return
				}
				there, err := net.Dial("tcp", at)
				if err != nil {
					here.Close()
					continue
				}
				pass := func(to, from net.Conn) {
					_, _ = io.Copy(to, from)
					to.Close()
					from.Close()
				}
				go pass(here, there)
				go pass(there, here)
			}
		}()
		return l.Addr().String()
	}
	ts.Fatalf("this machine has no address but its own")
	return ""
}
