package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A contender is a tool that serves the site, a tab that shows one of its posts, and what came of its saves.
type contender struct {
	name    string
	server  *server
	tab     *tab
	post    string // the file that is edited
	text    string // as it was
	served  []time.Duration
	painted []time.Duration
	lost    int // saves that were never painted
}

// serveLatency measures from a save to the page as it is served, and as a browser has painted it, each save of ours in turn
// with one of each peer. With 10,000 pages Eleventy is left out: it took 13 seconds for a save (evidence/performance.md).
func serveLatency(r *runner) error {
	const servedBound, paintedBound = 30 * time.Millisecond, 60 * time.Millisecond // issues 2 and 6
	if err := r.needHugo(); err != nil {
		return err
	}
	served, painted := map[int]time.Duration{}, map[int]time.Duration{}
	for _, pages := range []int{10, 10000} {
		all, err := r.contest(pages, pages == 10)
		if err != nil {
			return err
		}
		ours := all[0]
		served[pages], painted[pages] = medianOf(ours.served), medianOf(ours.painted)
		for _, c := range all {
			fmt.Fprintf(os.Stderr, "  the quickest of %s: %s\n", c.name, ms(slices.Min(c.painted)))
		}
		name := fmt.Sprintf("serve, %d pages: save to ", pages)
		r.row(name+"served", ms(served[pages]), ms(servedBound), ratio(served[pages], servedBound), 1, "%.2f")
		r.row(name+"painted", ms(painted[pages]), ms(paintedBound), ratio(painted[pages], paintedBound), 1, "%.2f")
		for _, peer := range all[1:] {
			bound := map[string]float64{"Hugo": 0.25, "Eleventy": 0.4}[peer.name]
			theirs := medianOf(peer.painted)
			r.row("  against "+peer.name, ms(painted[pages]), ms(theirs)+" "+peer.name, ratio(painted[pages], theirs), bound, "%.2f")
			if peer.lost > 0 {
				fmt.Fprintf(os.Stderr, "  %s never showed %d of the saves; they are not counted\n", peer.name, peer.lost)
			}
		}
	}
	r.row("serve: served, 10,000 pages over 10", ms(served[10000]), ms(served[10]), ratio(served[10000], served[10]), 1.5, "%.2f")
	r.row("serve: painted, 10,000 pages over 10", ms(painted[10000]), ms(painted[10]), ratio(painted[10000], painted[10]), 1.5, "%.2f")
	return nil
}

// contest has the same site served by resgen, the first of what it gives, and its peers, and edits one post again and again.
func (r *runner) contest(pages int, eleventy bool) ([]*contender, error) {
	root := filepath.Join(r.mem, fmt.Sprint("serve", pages))
	defer os.RemoveAll(root)
	ours, hugo, err := makeSites(root, pages)
	if err != nil {
		return nil, err
	}
	const page = "posts/p00003/"
	var all []*contender
	defer func() {
		for _, c := range all {
			c.server.stop()
		}
	}()
	add := func(name, site, post string, s *server, err error) error {
		if err == nil {
			all = append(all, &contender{name: name, server: s, post: filepath.Join(site, post, "p00003.md")})
		}
		return err
	}
	s, err := r.serveSite(ours, page)
	if err := add("resgen", ours, "content/posts", s, err); err != nil {
		return nil, err
	}
	s, err = r.start(command{args: []string{r.hugo, "server", "-s", hugo, "--bind", "127.0.0.1"}}, "--port=", page)
	if err := add("Hugo", hugo, "content/posts", s, err); err != nil {
		return nil, err
	}
	if program := r.needEleventy(); eleventy && program != "" {
		site := filepath.Join(root, "eleventy")
		if err := makeEleventySite(site, pages); err != nil {
			return nil, err
		}
		s, err = r.start(command{args: []string{"node", program, "--serve", "--quiet"}, dir: site}, "--port=", page)
		if err := add("Eleventy", site, "posts", s, err); err != nil {
			return nil, err
		}
	}
	b, err := r.openBrowser()
	if err != nil {
		return nil, err
	}
	defer b.stop()
	for _, c := range all {
		text, err := os.ReadFile(c.post)
		if err != nil {
			return nil, err
		}
		c.text = string(text)
		if c.tab, err = b.open(c.server.base + page); err != nil {
			return nil, err
		}
	}
	if err := all[0].server.settled(r.ctx); err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "  %d pages; load average %s\n", pages, load())
	for i := range r.saves + warmups {
		for _, c := range all {
			// Peers look at intervals: saves come at all moments of one.
			time.Sleep(time.Duration(100+i*137%500) * time.Millisecond)
			if err := r.saved(c, page, i, c == all[0]); err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	return all, nil
}

// warmups is how many saves come before those that count.
const warmups = 3

// saved writes the post and waits until its page is painted; with served also until it is served, by asking again and again, in
// saves of their own, since that takes time from what is painted.
func (r *runner) saved(c *contender, page string, i int, served bool) error {
	for _, asking := range []bool{false, true} {
		if asking && !served {
			break
		}
		word := r.word()
		if body, err := get(r.ctx, c.server.base+page); err != nil || strings.Contains(body, word) {
			return errors.Join(err, fmt.Errorf("%s is there before it was written, or there is no page", word))
		}
		saved := time.Now()
		if err := os.WriteFile(c.post, []byte(c.text+"\n"+word+"\n"), 0o666); err != nil {
			return err
		}
		for asking {
			body, err := get(r.ctx, c.server.base+page)
			if err != nil {
				return err
			}
			if strings.Contains(body, word) {
				if i >= warmups {
					c.served = append(c.served, time.Since(saved))
				}
				break
			}
			time.Sleep(500 * time.Microsecond)
		}
		at, err := c.tab.shows(word, 10*time.Second)
		switch {
		case err == nil && i >= warmups && !asking:
			c.painted = append(c.painted, at.Sub(saved))
		case err != nil && (served || c.lost > 5):
			return err
		case err != nil:
			c.lost++
		}
		time.Sleep(50 * time.Millisecond) // let the page settle
	}
	return nil
}

// load is the machine's load average of the last minute, as the system says it; "unknown" where it does not.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(b), " ")
	return first
}
