package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A command is one thing to time. before runs uncounted, each time.
type command struct {
	args   []string
	dir    string
	env    []string
	before func() error
	fails  bool // an exit code of 1 (findings) is fine
}

// A figure is what one run took.
type figure struct {
	wall time.Duration
	rss  int64 // bytes, the largest process
	pss  int64 // bytes, the whole tree at its largest; 0 when not sampled
}

// once runs a command and measures it. With tree it samples the memory of the whole process tree.
func (r *runner) once(c command, tree bool) (figure, error) {
	if c.before != nil {
		if err := c.before(); err != nil {
			return figure{}, err
		}
	}
	cmd := exec.CommandContext(r.ctx, c.args[0], c.args[1:]...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), c.env...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return figure{}, err
	}
	var pss int64
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for tree {
			select {
			case <-stop:
				return
			case <-time.After(4 * time.Millisecond):
				pss = max(pss, treePSS(cmd.Process.Pid))
			}
		}
	}()
	err := cmd.Wait()
	took := time.Since(began)
	close(stop)
	<-stopped
	var exit *exec.ExitError
	if err != nil && !(c.fails && errors.As(err, &exit) && exit.ExitCode() == 1) {
		return figure{}, fmt.Errorf("%s: %w\n%s", strings.Join(c.args, " "), err, out.Bytes())
	}
	f := figure{wall: took, pss: pss}
	f.rss = most(cmd.ProcessState)
	return f, nil
}

// pair runs two commands in turn, one run of each uncounted, and gives the medians.
func (r *runner) pair(a, b command, tree bool) (figure, figure, error) {
	var as, bs []figure
	for i := range r.runs + 1 {
		fa, err := r.once(a, tree)
		if err != nil {
			return figure{}, figure{}, err
		}
		fb, err := r.once(b, tree)
		if err != nil {
			return figure{}, figure{}, err
		}
		if i > 0 {
			as, bs = append(as, fa), append(bs, fb)
		}
	}
	return median(as), median(bs), nil
}

func median(fs []figure) figure {
	mid := func(of func(figure) int64) int64 {
		var v []int64
		for _, f := range fs {
			v = append(v, of(f))
		}
		slices.Sort(v)
		return v[len(v)/2]
	}
	return figure{
		wall: time.Duration(mid(func(f figure) int64 { return int64(f.wall) })),
		rss:  mid(func(f figure) int64 { return f.rss }),
		pss:  mid(func(f figure) int64 { return f.pss }),
	}
}

func medianOf(ds []time.Duration) time.Duration {
	ds = slices.Clone(ds)
	slices.Sort(ds)
	return ds[len(ds)/2]
}

// treePSS is the proportional memory of a process and all below it: pages that several share
// count once.
func treePSS(root int) int64 {
	var sum int64
	for _, pid := range tree(root) {
		sum += kilobytes(fmt.Sprintf("/proc/%d/smaps_rollup", pid), "Pss")
	}
	return sum
}

// withoutBrowser is the sum of a field of /proc/PID/status, in bytes, over a process and all below it, but for browsers and what
// they started.
func withoutBrowser(root int, field string) int64 {
	browsers := map[int]bool{}
	for _, pid := range tree(root) {
		if line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); bytes.Contains(line, []byte("--headless")) {
			for _, below := range tree(pid) {
				browsers[below] = true
			}
		}
	}
	var sum int64
	for _, pid := range tree(root) {
		if !browsers[pid] {
			sum += kilobytes(fmt.Sprintf("/proc/%d/status", pid), field)
		}
	}
	return sum
}

// kilobytes is a field of a file of /proc that is in kB, in bytes; 0 when it is not there.
func kilobytes(name, field string) int64 {
	b, _ := os.ReadFile(name)
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, field+":"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}

// tree is a process and all below it.
func tree(root int) []int {
	parents := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, s := range stats {
		if fields := stat(s); len(fields) > 1 {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(s)))
			parents[pid], _ = strconv.Atoi(fields[1])
		}
	}
	var out []int
	for pid := range parents {
		for p := pid; p > 1; p = parents[p] {
			if p == root {
				out = append(out, pid)
				break
			}
		}
	}
	return out
}

// stat is the fields of a /proc/PID/stat behind the name: the state, the parent, ...; none when the process is gone.
func stat(name string) []string {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	// pid (name) state ppid: the name may hold blanks and brackets.
	return strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
}

// processorTime is what processes took of the processor so far, each to 10 ms, in user and system mode.
func processorTime(pids []int) time.Duration {
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux that Go runs on
	var sum time.Duration
	for _, pid := range pids {
		if f := stat(fmt.Sprintf("/proc/%d/stat", pid)); len(f) > 12 {
			user, _ := strconv.Atoi(f[11])
			system, _ := strconv.Atoi(f[12])
			sum += time.Duration(user+system) * tick
		}
	}
	return sum
}

func ms(d time.Duration) string { return fmt.Sprintf("%.0f ms", float64(d)/float64(time.Millisecond)) }

func mb(n int64) string { return fmt.Sprintf("%.0f MB", float64(n)/(1<<20)) }

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }
