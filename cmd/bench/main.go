// Bench measures resgen against its floors and its peers, in one run, and prints ratios.
//
// Machines differ and are noisy, so no figure stands alone: each measurement is taken in
// turn with its floor (A B A B ...), and the bound is on the ratio of the medians. A peer that is
// not there is put into a scratch folder (Hugo is built, Eleventy installed with npm) or named as missing; the exit code is 1 when a bound is missed.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

// A bench is one group of measurements.
type bench struct {
	name string
	what string
	run  func(*runner) error
}

func benches() []bench {
	return []bench{
		{"oneshot", "resgen build of the starter, against the browser alone printing the same HTML", oneShot},
		{"again", "the same build with nothing changed", again},
		{"rules", "all rules on the starter, its print remembered, in a process that has just begun", rulesAlone},
		{"foreign", "check of PDFs without a source: by another program, and by Chrome", foreignPDF},
		{"fit", "a warm print that is fitted to its sheets, against one bare warm print", fit},
		{"warm", "save to findings, against one bare warm print", warm},
		{"site", "the site alone, against Hugo", siteAgainstHugo},
		{"unchanged", "10,000 pages with nothing changed, on disk, against Hugo", unchanged},
		{"serve", "save to the site served and painted in a browser, at 10 and at 10,000 pages, against Hugo and Eleventy", serveLatency},
		{"workbench", "save to new sheets painted in the workbench, at 10 and at 10,000 pages, against one bare warm print", workbench},
		{"ready", "start of serve to the first page, and its memory, at 10,000 pages, against Hugo", ready},
		{"idle", "what serve takes of the processor while nothing happens", idle},
		{"memory", "whether memory stays what it was over 1,000 saves, with the print and the workbench", memory},
		{"memory-site", "the same without the print", memoryOfSite},
		{"matrix", "50 variants, from their source to findings, against 50 bare prints in the same browser with as many tabs", matrixBench},
		{"tailor", "a report on a posting, against the start of the process", tailorBench},
		{"select", "save to the print that was selected from 120 bullets for two sheets, against one bare warm print", selectBench},
	}
}

// A runner holds what all benches need.
type runner struct {
	ctx    context.Context
	resgen string // the binary
	hugo   string // the binary, "" when it cannot be had
	chrome string

	eleventy   string // its cmd.cjs, "" when it cannot be had
	noEleventy bool   // it was tried

	root   string // of the repository
	tmp    string // scratch, on disk
	mem    string // scratch, in memory when there is a tmpfs
	runs   int
	saves  int // counted, of each bench of serve
	words  int // the last one that was written in a save
	table  *tabwriter.Writer
	missed int
}

func main() {
	r := runner{words: int(time.Now().Unix() % 1e6 * 1e4)}
	only := flag.String("only", "", "comma-separated names of benches; all when empty")
	flag.IntVar(&r.runs, "n", 7, "counted runs of each command")
	flag.IntVar(&r.saves, "saves", 30, "counted saves, and starts, of the benches of serve; fewer are a trial")
	flag.StringVar(&r.resgen, "resgen", "bin/resgen", "the resgen to measure")
	flag.StringVar(&r.hugo, "hugo", os.Getenv("RESGEN_BENCH_HUGO"), "Hugo 0.165.0; built into a scratch folder when not given")
	flag.StringVar(&r.eleventy, "eleventy", os.Getenv("RESGEN_BENCH_ELEVENTY"), "cmd.cjs of Eleventy "+eleventyVersion+"; installed with npm into a scratch folder when not given")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r.ctx = ctx
	if err := r.main(strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if r.missed > 0 {
		fmt.Printf("%d bounds missed\n", r.missed)
		os.Exit(1)
	}
}

func (r *runner) main(only []string) error {
	var err error
	if r.root, err = os.Getwd(); err != nil {
		return err
	}
	if r.resgen, err = filepath.Abs(r.resgen); err != nil {
		return err
	}
	if r.tmp, err = os.MkdirTemp("", "resgen-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.tmp)
	r.mem = r.tmp
	if m, err := os.MkdirTemp("/dev/shm", "resgen-bench-"); err == nil {
		r.mem = m
		defer os.RemoveAll(m)
	}
	if err := r.findChrome(); err != nil {
		return err
	}
	r.table = tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer r.table.Flush() // what was measured before one failed is said too
	fmt.Fprintln(r.table, "bench\tours\tfloor or peer\tratio\tbound\t")
	for _, b := range benches() {
		if only[0] != "" && !contains(only, b.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", b.name, b.what)
		if err := b.run(r); err != nil {
			return fmt.Errorf("%s: %w", b.name, err)
		}
	}
	return nil
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// findChrome asks resgen itself, so that both sides print with the same browser.
func (r *runner) findChrome() error {
	out, err := exec.CommandContext(r.ctx, r.resgen, "version", "--format", "json").Output()
	if err != nil {
		return fmt.Errorf("%s version: %w (run `make build` first)", r.resgen, err)
	}
	var said struct{ Browsers []struct{ Path string } }
	if err := json.Unmarshal(out, &said); err != nil {
		return fmt.Errorf("%s version: %w", r.resgen, err)
	}
	if len(said.Browsers) > 0 && said.Browsers[0].Path != "" {
		r.chrome = said.Browsers[0].Path
		return nil
	}
	return fmt.Errorf("no browser: run `make browser`")
}

// needHugo builds Hugo when it was not given. It is built for the bench alone, into scratch.
func (r *runner) needHugo() error {
	if r.hugo != "" {
		return nil
	}
	fmt.Fprintln(os.Stderr, "  building Hugo 0.165.0 for comparison (once; name one with -hugo to save the time)")
	cmd := exec.CommandContext(r.ctx, "go", "install", "github.com/gohugoio/hugo@v0.165.0")
	cmd.Env = append(os.Environ(), "GOBIN="+r.tmp, "CGO_ENABLED=0", "GOFLAGS=")
	cmd.Dir = r.tmp
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build Hugo: %w\n%s", err, out)
	}
	r.hugo = filepath.Join(r.tmp, "hugo")
	return nil
}

// row prints one line of the table; a bound of 0 is none.
func (r *runner) row(name, ours, floor string, ratio, bound float64, form string) {
	verdict := ""
	b := ""
	if bound > 0 {
		b = fmt.Sprintf("<= "+form, bound)
		verdict = "ok"
		if ratio > bound {
			verdict = "MISSED"
			r.missed++
		}
	}
	fmt.Fprintf(r.table, "%s\t%s\t%s\t"+form+"\t%s\t%s\n", name, ours, floor, ratio, b, verdict)
}
