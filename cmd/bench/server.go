package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// A server is a tool that shows a site while it is written: resgen, or a peer.
type server struct {
	cmd   *exec.Cmd
	out   bytes.Buffer // what it said, to be read when it has ended
	ended chan struct{}
	base  string        // "http://127.0.0.1:PORT/"
	ready time.Duration // from its start until it answered with the page that it was asked for
}

// serveSite starts resgen serve on a site, with more flags.
func (r *runner) serveSite(site, page string, flags ...string) (*server, error) {
	return r.start(command{args: append([]string{r.resgen, "serve", "-s", site}, flags...), env: []string{"NO_COLOR=1", "RESGEN_CHROME=" + r.chrome}}, "--port=", page)
}

// watched is serveSite with a page of it in a browser, when the first print is done.
func (r *runner) watched(site, page string, flags ...string) (s *server, t *tab, stop func(), err error) {
	var ends []func()
	stop = func() {
		for _, end := range slices.Backward(ends) {
			end()
		}
		ends = nil
	}
	defer func() {
		if err != nil {
			stop()
		}
	}()
	if s, err = r.serveSite(site, page, flags...); err != nil {
		return nil, nil, stop, err
	}
	ends = append(ends, s.stop)
	if err = s.settled(r.ctx); err != nil {
		return nil, nil, stop, err
	}
	b, err := r.openBrowser()
	if err != nil {
		return nil, nil, stop, err
	}
	ends = append(ends, b.stop)
	t, err = b.open(s.base + page)
	return s, t, stop, err
}

// start runs a tool until stop, with a port that is free, and waits until it answers with a page.
func (r *runner) start(c command, portFlag, page string) (*server, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	s := &server{base: "http://127.0.0.1:" + strconv.Itoa(port) + "/", ended: make(chan struct{})}
	s.cmd = exec.Command(c.args[0], append(c.args[1:], portFlag+strconv.Itoa(port))...)
	s.cmd.Dir, s.cmd.Env = c.dir, append(s.cmd.Environ(), c.env...)
	s.cmd.Stdout, s.cmd.Stderr = &s.out, &s.out
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(s.ended)
		s.cmd.Wait()
	}()
	for {
		if _, err := get(r.ctx, s.base+page); err == nil {
			s.ready = time.Since(began)
			return s, nil
		}
		select {
		case <-s.ended:
			return nil, fmt.Errorf("%s ended: %s\n%s", c.args[0], s.cmd.ProcessState, s.out.Bytes())
		case <-r.ctx.Done():
			s.stop()
			return nil, r.ctx.Err()
		case <-time.After(time.Millisecond):
		}
		if time.Since(began) > 3*time.Minute {
			s.stop()
			return nil, fmt.Errorf("%s has no %s after three minutes\n%s", c.args[0], page, s.out.Bytes())
		}
	}
}

// stop ends the tool, by force when it does not end by itself.
func (s *server) stop() {
	s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.ended:
	case <-time.After(10 * time.Second):
		s.cmd.Process.Kill()
		<-s.ended
	}
}

// settled waits until the first print of a resgen has been checked: until then there is no desk.
func (s *server) settled(ctx context.Context) error {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		if _, err := get(ctx, s.base+"_resgen/desk"); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	return errors.New("no print after a minute")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// get is the body of a page; an answer that is not 200 is an error.
func get(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, res.Status)
	}
	return string(b), err
}
