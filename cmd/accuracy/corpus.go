package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A finding is one line of `resgen check --format json`.
type finding struct {
	Rule     string
	Severity string
	Path     string
	Start    *struct{ Line int }
	Message  string
	Notes    []struct {
		Path  string
		Start *struct{ Line int }
	}
	text string // of the line that it is about
}

// key tells findings of a mutant from those that its clean résumé has too: lines move, their text does not.
func (f finding) key() string { return f.Rule + "\x00" + f.text + "\x00" + f.Message }

// places is the lines that a finding names, 0-based.
func (f finding) places(file string) []int {
	var out []int
	if f.Start != nil && strings.HasSuffix(f.Path, file) {
		out = append(out, f.Start.Line-1)
	}
	for _, n := range f.Notes {
		if n.Start != nil && strings.HasSuffix(n.Path, file) {
			out = append(out, n.Start.Line-1)
		}
	}
	return out
}

// readCorpus is the clean résumés of a folder, sorted by name.
func readCorpus(folder string) ([]*resume, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("%s: no résumés (NAME.md)", folder)
	}
	var out []*resume
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, parse(strings.TrimSuffix(filepath.Base(name), ".md"), string(b)))
	}
	return out, nil
}

// A checker runs resgen on sites, two at a time.
type checker struct {
	resgen string
	keep   string // folder that the sites are left in; "" for none
}

// epoch is the day that the corpus is of: 22 November 2026.
const epoch = 1795305600

// check lays a site down and is what resgen finds in it. Without prints no browser is found.
func (c checker) check(name string, site map[string]string, prints bool) ([]finding, error) {
	dir, err := os.MkdirTemp("", "resgen-accuracy-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if c.keep != "" {
		dir = filepath.Join(c.keep, name)
	}
	for file, text := range site {
		file = filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	var out, said bytes.Buffer
	run := exec.Command(c.resgen, "check", "-s", dir, "--format", "json", "--fail-on", "off")
	run.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+strconv.Itoa(epoch))
	if !prints {
		run.Env = append(run.Env, "RESGEN_CHROME="+filepath.Join(dir, "none"))
	}
	run.Stdout, run.Stderr = &out, &said
	if err := run.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(said.String()))
	}
	if prints && strings.Contains(said.String(), "sheet rules skipped") {
		return nil, fmt.Errorf("%s: nothing was printed: %s", name, strings.TrimSpace(said.String()))
	}
	var found []finding
	for line := range strings.Lines(out.String()) {
		var f finding
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for file, text := range site {
			if lines := strings.Split(text, "\n"); f.Start != nil && strings.HasSuffix(f.Path, file) && f.Start.Line <= len(lines) {
				f.text = lines[f.Start.Line-1]
			}
		}
		found = append(found, f)
	}
	return found, nil
}

// rules is the IDs of the rules that there are.
func (c checker) rules() (map[string]bool, error) {
	out, err := exec.Command(c.resgen, "rules").Output()
	if err != nil {
		return nil, fmt.Errorf("%s rules: %w", c.resgen, err)
	}
	ids := map[string]bool{}
	for _, word := range strings.Fields(string(out)) {
		if strings.Count(word, "/") == 1 {
			ids[word] = true
		}
	}
	return ids, nil
}

// each runs a function for each of n, two at a time, and is the first error.
func each(n int, do func(int) error) error {
	var wg sync.WaitGroup
	next := make(chan int)
	errs := make([]error, n)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				errs[i] = do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

// judgeCorpus holds resgen against the clean résumés of a folder and their mutants. only is a rule, or "" for all.
func judgeCorpus(c checker, folder string, seed uint64, only string) (*score, error) {
	clean, err := readCorpus(folder)
	if err != nil {
		return nil, err
	}
	there, err := c.rules()
	if err != nil {
		return nil, err
	}
	s := newScore(len(clean))
	base := make([][]finding, len(clean)) // with prints
	if err := each(len(clean), func(i int) (err error) {
		r := clean[i]
		base[i], err = c.check(r.name, map[string]string{"content/resume.md": strings.Join(r.lines, "\n") + "\n"}, true)
		return err
	}); err != nil {
		return nil, err
	}
	known := map[string]map[string]bool{}
	for i, r := range clean {
		known[r.name] = map[string]bool{}
		for _, f := range base[i] {
			known[r.name][f.key()] = true
			if only == "" || f.Rule == only {
				s.clean(r.name, f)
			}
		}
	}
	var all []mutant
	for _, m := range mutants(clean, seed) {
		if only != "" && !slices.Contains(m.rules, only) {
			continue
		}
		if !slices.ContainsFunc(m.rules, func(id string) bool { return there[id] }) {
			s.absent(m.rules[0])
			continue
		}
		all = append(all, m)
	}
	found := make([][]finding, len(all))
	if err := each(len(all), func(i int) (err error) {
		found[i], err = c.check(strings.ReplaceAll(all[i].String(), " ", "-"), all[i].site(), all[i].prints)
		return err
	}); err != nil {
		return nil, err
	}
	for i, m := range all {
		s.mutant(m, found[i], known[m.clean])
	}
	return s, nil
}
