package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// starter makes a site from the starter and gives its folder. Its variant and its letter are taken out: the bounds are on a résumé's own two targets,
// and matrixBench measures many.
func (r *runner) starter(name string) (string, error) {
	dir := filepath.Join(r.tmp, name)
	if _, err := r.once(command{args: []string{r.resgen, "new", "-q", dir}}, false); err != nil {
		return "", err
	}
	for _, folder := range []string{"variants", "letters"} {
		if err := os.RemoveAll(filepath.Join(dir, "content", folder)); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// asked finds the addresses that a stylesheet or a page asks for.
var asked = regexp.MustCompile(`(?:href|src)="(/[^"]+)"|url\(["']?([^"')]+)["']?\)`)

// page writes the HTML that resgen prints, with all that it may ask for beside it, for the browser to
// print alone.
func (r *runner) page(site string) (string, error) {
	set, err := source.Read(site)
	if err != nil {
		return "", err
	}
	res := build.Build(r.ctx, set, build.NewMemory(nil, ""), build.Options{})
	sheet, _, err := res.PrintedCopy(compose.Sent)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(r.tmp, "floor")
	out := map[string]string{"index.html": asked.ReplaceAllStringFunc(string(sheet), func(m string) string {
		m, _, _ = strings.Cut(m, "?")
		return strings.TrimSuffix(strings.Replace(m, `="/`, `="`, 1), `"`) + `"`
	})}
	for _, a := range res.Public.All() {
		if ext := filepath.Ext(a.Path); ext != ".css" && ext != ".woff2" {
			continue
		}
		b, err := a.Open()
		if err != nil {
			return "", err
		}
		out[a.Path] = string(b)
	}
	return filepath.Join(dir, "index.html"), writeAll(dir, out)
}

// oneShot compares a whole build with the browser alone printing finished HTML.
func oneShot(r *runner) error {
	site, err := r.starter("oneshot")
	if err != nil {
		return err
	}
	html, err := r.page(site)
	if err != nil {
		return err
	}
	ours := command{args: []string{r.resgen, "build", "-q", "--no-cache", "-s", site}, fails: true,
		before: func() error { return os.RemoveAll(filepath.Join(site, "public")) }}
	floor := command{args: []string{r.chrome, "--headless", "--no-sandbox", "--no-pdf-header-footer", "--font-render-hinting=none",
		"--print-to-pdf=" + filepath.Join(r.tmp, "floor.pdf"), "--user-data-dir=" + filepath.Join(r.tmp, "floor-profile"), "file://" + html},
		before: func() error { return os.RemoveAll(filepath.Join(r.tmp, "floor-profile")) }}
	a, b, err := r.pair(ours, floor, false)
	if err != nil {
		return err
	}
	r.row("one-shot build: wall", ms(a.wall), ms(b.wall)+" browser alone", ratio(a.wall, b.wall), 1.3, "%.2f")
	// Sampling costs time, so that memory is measured in runs of its own.
	a, b, err = r.pair(ours, floor, true)
	if err != nil {
		return err
	}
	r.row("one-shot build: memory (PSS of all processes)", mb(a.pss), mb(b.pss)+" browser alone", float64(a.pss)/float64(b.pss), 1.2, "%.2f")
	return nil
}

// again builds what was built before.
func again(r *runner) error {
	site, err := r.starter("again")
	if err != nil {
		return err
	}
	env := []string{"XDG_CACHE_HOME=" + filepath.Join(r.tmp, "again-cache")}
	c := command{args: []string{r.resgen, "build", "-q", "-s", site}, env: env, fails: true}
	var figures []figure
	for i := range r.runs + 2 {
		f, err := r.once(c, false)
		if err != nil {
			return err
		}
		if i > 1 {
			figures = append(figures, f)
		}
	}
	f := median(figures)
	r.row("nothing changed: wall", ms(f.wall), "60 ms", float64(f.wall)/float64(60*time.Millisecond), 1, "%.2f")
	// It must not have started a browser: one that cannot start would fail it.
	env = append(env, "PATH=/nonexistent")
	if _, err := r.once(command{args: c.args, env: env, fails: true}, false); err != nil {
		fmt.Fprintln(os.Stderr, "  ", strings.SplitN(err.Error(), "\n", 2)[0])
	}
	return nil
}

// binary is the browser that resgen itself uses.
func (r *runner) binary() (chrome.Binary, error) {
	return chrome.Find(func(key string) string {
		if key == "RESGEN_CHROME" {
			return r.chrome
		}
		return os.Getenv(key)
	})
}

// warm compares a rebuild in a warm process, from the changed file to the findings, with one bare
// print of the same HTML in the same browser.
func warm(r *runner) error {
	site, err := r.starter("warm")
	if err != nil {
		return err
	}
	bin, err := r.binary()
	if err != nil {
		return err
	}
	set, err := source.Read(site)
	if err != nil {
		return err
	}
	printer := build.NewPrinter(r.ctx, bin, chrome.Options{Dir: filepath.Join(r.tmp, "warm-chrome")})
	defer printer.Close()
	memo := build.NewMemory(nil, "")
	name := filepath.Join(site, "content", "resume.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var ours, floor []time.Duration
	for i := range 40 {
		edited := bytes.Replace(text, []byte("Cut p99"), fmt.Appendf(nil, "Cut%d p99", i), 1)
		if err := os.WriteFile(name, edited, 0o666); err != nil {
			return err
		}
		began := time.Now()
		next, changed := set.Update([]string{"content/resume.md"})
		if !changed {
			return fmt.Errorf("the edit changed nothing")
		}
		set = next
		res := build.Build(r.ctx, set, memo, build.Options{Printer: printer})
		if _, err := res.Check(r.ctx, rules.All(), false); err != nil {
			return err
		}
		rebuilt := time.Since(began)
		html, lookup, err := res.PrintedCopy(compose.Sent)
		if err != nil {
			return err
		}
		// Another title, so that nothing remembers it.
		html = bytes.Replace(html, []byte("<title>"), fmt.Appendf(nil, "<title>%d ", i), 1)
		began = time.Now()
		if _, err := printer.Print(r.ctx, chrome.Job{HTML: html, Lookup: lookup, Resolve: func(string) source.Span { return source.Span{} }}); err != nil {
			return err
		}
		printed := time.Since(began)
		if i >= 10 {
			ours, floor = append(ours, rebuilt), append(floor, printed)
		}
	}
	a, f := medianOf(ours), medianOf(floor)
	r.row("warm: change to findings (two targets)", ms(a), ms(f)+" bare print", ratio(a, f), 2.5, "%.2f")
	return nil
}
