package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// faults is what is put into the starter's résumé for the pictures that show findings: a weak start of a bullet, and one bullet more than
// fits the two sheets.
var faults = []string{
	"- Cut p99 latency", "- Responsible for cutting p99 latency",
	"- Taught weekly programming labs to 60 first-year students as a teaching assistant for two years\n",
	"- Taught weekly programming labs to 60 first-year students as a teaching assistant for two years\n" +
		"- Wrote the course notes on relational databases that the department still hands out to each new year of students\n",
}

// today is the date of the starter's letter, in seconds: what "present" means on the pictures.
const today = "SOURCE_DATE_EPOCH=1795132800"

// site makes the starter in a folder of that name, with pairs of texts of its résumé replaced.
func (s *studio) site(name string, replace []string) (string, error) {
	dir := filepath.Join(s.dir, name)
	if _, err := s.run(s.dir, "new", "-q", name); err != nil {
		return "", err
	}
	file := filepath.Join(dir, "content", "resume.md")
	b, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	for i := 0; i < len(replace); i += 2 {
		if !bytes.Contains(b, []byte(replace[i])) {
			return "", fmt.Errorf("the starter's résumé does not say %q any more", replace[i])
		}
		b = bytes.Replace(b, []byte(replace[i]), []byte(replace[i+1]), 1)
	}
	return dir, os.WriteFile(file, b, 0o666)
}

func (s *studio) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(s.ctx, s.resgen, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), today, "XDG_CACHE_HOME="+filepath.Join(s.dir, "cache"), "RESGEN_CHROME="+s.chrome, "NO_COLOR=", "CLICOLOR_FORCE=1", "CI=", "GITHUB_ACTIONS=")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	return cmd
}

// run runs resgen in a folder; that it finds something is no error. What it says is both streams, in colour.
func (s *studio) run(dir string, args ...string) (string, error) {
	cmd := s.command(dir, args...)
	out, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.ExitCode() == 1 {
		err = nil
	}
	if err != nil {
		return "", fmt.Errorf("resgen %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return string(out), nil
}

// serve serves a site until stop and waits for its first print. Base ends with a slash.
func (s *studio) serve(dir string) (base string, stop func(), err error) {
	cmd := s.command(dir, "serve", "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	ended := make(chan struct{})
	saved := make(chan string, 1)
	go func() {
		defer close(ended)
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 1<<20)
		site := ""
		for lines.Scan() {
			var e struct{ Event, Site string }
			if json.Unmarshal(lines.Bytes(), &e) != nil {
				continue
			}
			switch e.Event {
			case "serving":
				site = e.Site
			case "save":
				select {
				case saved <- site:
				default:
				}
			}
		}
		cmd.Wait()
	}()
	stop = func() {
		cmd.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
		}
	}
	select {
	case base = <-saved:
		return strings.TrimSuffix(base, "/") + "/", stop, nil
	case <-ended:
		return "", nil, errors.New("resgen serve ended before its first print")
	case <-time.After(time.Minute):
		stop()
		return "", nil, errors.New("resgen serve did not print in a minute")
	}
}
