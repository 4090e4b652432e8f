package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ready measures from the start of a server to its first page, and its memory by then, on 10,000 pages. The memory is the peak of
// resident memory (VmHWM) of the server and all below it but the browser that prints: ours has made its first
// print by then, and checked it.
func ready(r *runner) error {
	if err := r.needHugo(); err != nil {
		return err
	}
	root := filepath.Join(r.mem, "ready")
	defer os.RemoveAll(root)
	ours, hugo, err := makeSites(root, 10000)
	if err != nil {
		return err
	}
	const page = "posts/p00003/"
	fmt.Fprintf(os.Stderr, "  load average %s\n", load())
	var a, b []figure
	for i := range r.saves + 1 {
		s, err := r.serveSite(ours, page)
		if err != nil {
			return err
		}
		if err = s.settled(r.ctx); err == nil {
			a = append(a, figure{wall: s.ready, rss: withoutBrowser(s.cmd.Process.Pid, "VmHWM")})
		}
		s.stop()
		if err != nil {
			return err
		}
		s, err = r.start(command{args: []string{r.hugo, "server", "-s", hugo, "--bind", "127.0.0.1"}}, "--port=", page)
		if err != nil {
			return err
		}
		b = append(b, figure{wall: s.ready, rss: withoutBrowser(s.cmd.Process.Pid, "VmHWM")})
		s.stop()
		if i == 0 {
			a, b = nil, nil
		}
	}
	fa, fb := median(a), median(b)
	r.row("ready, 10,000 pages: wall", ms(fa.wall), ms(fb.wall)+" Hugo", ratio(fa.wall, fb.wall), 0.25, "%.2f")
	r.row("ready, 10,000 pages: memory", mb(fa.rss), mb(fb.rss)+" Hugo", float64(fa.rss)/float64(fb.rss), 0.2, "%.2f")
	return nil
}

// idle measures what a server takes while nothing happens and one tab is open: the time of the processor of resgen and
// all below it, so with the browser that prints, and without the one that shows.
func idle(r *runner) error {
	const (
		span  = 20 * time.Second
		times = 3
		bound = 0.005 // of a core
	)
	site, _, err := r.starterWith("idle", 10)
	if err != nil {
		return err
	}
	defer os.RemoveAll(site)
	for _, page := range []string{"", "_resgen/"} {
		s, _, stop, err := r.watched(site, page)
		if err != nil {
			return err
		}
		defer stop()                // also in the middle; twice does nothing
		time.Sleep(5 * time.Second) // what the start has begun ends
		fmt.Fprintf(os.Stderr, "  load average %s\n", load())
		var all, alone []time.Duration
		for range times {
			was, mine := processorTime(tree(s.cmd.Process.Pid)), processorTime([]int{s.cmd.Process.Pid})
			time.Sleep(span)
			all = append(all, processorTime(tree(s.cmd.Process.Pid))-was)
			alone = append(alone, processorTime([]int{s.cmd.Process.Pid})-mine)
		}
		stop()
		used := medianOf(all)
		fmt.Fprintf(os.Stderr, "  resgen without its browser: %s in %s\n", ms(medianOf(alone)), span)
		r.row("idle, a tab at /"+page+": share of a core", fmt.Sprintf("%s in %s", ms(used), span), "0.5 %", used.Seconds()/span.Seconds()/bound, 1, "%.2f")
	}
	return nil
}

// memory measures whether what a session takes stays what it was from its 200th save to its 1,000th, with the workbench open: of
// resgen the resident memory, of it with the browser that prints the proportional one, each the median of 100 saves.
func memory(r *runner) error { return r.flat("with the print", "_resgen/") }

// memoryOfSite is memory without the print, with the page of the résumé open.
func memoryOfSite(r *runner) error { return r.flat("without the print", "resume/", "--no-pdf") }

func (r *runner) flat(name, page string, flags ...string) error {
	first, last := 200, 1000
	if r.saves < 30 { // a trial
		first, last = 6*r.saves, 30*r.saves
	}
	site, doc, err := r.starterWith("memory"+strings.Join(flags, ""), 10)
	if err != nil {
		return err
	}
	defer os.RemoveAll(site)
	s, t, stop, err := r.watched(site, page, flags...)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Fprintf(os.Stderr, "  load average %s\n", load())
	const near = 100 // longer than the collector of garbage takes from one run to the next
	var early, late []figure
	for i := 1; i <= last; i++ {
		word := r.word()
		if _, err := doc.save(word); err != nil {
			return err
		}
		if _, err := t.shows(word, 30*time.Second); err != nil {
			return err
		}
		now := figure{rss: withoutBrowser(s.cmd.Process.Pid, "VmRSS"), pss: treePSS(s.cmd.Process.Pid)}
		if i%100 == 0 {
			fmt.Fprintf(os.Stderr, "  %d saves: %s, with the browser that prints %s\n", i, mb(now.rss), mb(now.pss))
		}
		switch {
		case i > first-near && i <= first:
			early = append(early, now)
		case i > last-near:
			late = append(late, now)
		}
	}
	was, is := median(early), median(late)
	r.row(fmt.Sprintf("memory %s: %d saves over %d", name, last, first), mb(is.rss), mb(was.rss), float64(is.rss)/float64(was.rss), 1.1, "%.2f")
	r.row("  with the browser that prints", mb(is.pss), mb(was.pss), float64(is.pss)/float64(was.pss), 1.1, "%.2f")
	return nil
}
