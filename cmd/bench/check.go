package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// rulesAlone measures all rules on the starter, whose print is remembered: what the rules themselves take in a
// process that has just begun, dictionaries and all, and what that process takes in all.
func rulesAlone(r *runner) error {
	const rules, start = 25 * time.Millisecond, 60 * time.Millisecond // issue 4's bounds
	site, err := r.starter("rules")
	if err != nil {
		return err
	}
	env := append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(r.tmp, "rules-cache"))
	var checks, walls []time.Duration
	for i := range r.runs + 2 {
		cmd := exec.CommandContext(r.ctx, r.resgen, "check", "--timings", "--fail-on", "off", "-s", site)
		cmd.Env = env
		began := time.Now()
		out, err := cmd.CombinedOutput()
		took := time.Since(began)
		if err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
		if i < 2 {
			continue // prints, and remembers
		}
		text, err := timing(string(out), "check text") // beside the rendering of pages
		if err != nil {
			return err
		}
		rest, err := timing(string(out), "check")
		if err != nil {
			return err
		}
		checks, walls = append(checks, text+rest), append(walls, took)
	}
	check, wall := medianOf(checks), medianOf(walls)
	r.row("all rules, first run of a process", fmt.Sprintf("%.1f ms", check.Seconds()*1000), ms(rules), ratio(check, rules), 1, "%.2f")
	r.row("resgen check, nothing to print: wall", ms(wall), ms(start), ratio(wall, start), 1, "%.2f")
	fmt.Fprintf(os.Stderr, "  the quickest run: rules %.1f ms, wall %s\n", slices.Min(checks).Seconds()*1000, ms(slices.Min(walls)))
	return nil
}

// timing is what a stage took, as --timings says it.
func timing(out, stage string) (time.Duration, error) {
	for line := range strings.Lines(out) {
		if took, name, _ := strings.Cut(strings.TrimSpace(line), " "); strings.TrimSpace(name) == stage {
			return time.ParseDuration(took)
		}
	}
	return 0, fmt.Errorf("--timings says nothing of %q:\n%s", stage, out)
}
