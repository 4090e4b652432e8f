package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/tailor"
)

// batch is how many targets of a matrix are made at once: enough to keep every tab busy, and few enough that thousands of prints are not held in memory.
const batch = 64

func (a *app) matrixCommand() *cobra.Command {
	var names, langs []string
	c := &cobra.Command{
		Use:   "matrix",
		Short: "Print every variant and letter in every language on every paper, check them all, and end with a table",
		Long: "Print the résumé itself and every variant, in every language, and every letter, on every paper, into\n" +
			"out/matrix/, and check them all. What fails does not keep the others from being made. The exit code is that of the worst.",
		Example: "  resgen matrix\n  resgen matrix --variants acme,resume --papers A4\n  resgen matrix --format json > matrix.json",
		Args:    noFile,
		RunE: func(c *cobra.Command, _ []string) error {
			for _, p := range a.flags.papers {
				if !slices.ContainsFunc(meta.Papers(), func(q string) bool { return strings.EqualFold(p, q) }) {
					return fmt.Errorf("--papers %s: the papers are %s", p, listed(meta.Papers()))
				}
			}
			if f := a.flags.format; f != "" && f != "text" && f != "json" {
				return fmt.Errorf("--format %s: it must be text or json", f)
			}
			return a.matrix(c.Context(), names, langs)
		},
	}
	f := c.Flags()
	f.StringSliceVar(&a.flags.papers, "papers", nil, "the `papers`, as in A4,Letter (default both)")
	f.StringSliceVar(&langs, "langs", nil, "the `languages`, as in en,de (default all)")
	f.StringSliceVar(&names, "variants", nil, "the `names` of variants and letters, and resume for the résumé itself (default all)")
	f.StringVarP(&a.flags.destination, "destination", "d", "", "the `folder` of the PDFs (default out/matrix, beside content/)")
	f.StringVar(&a.flags.failOn, "fail-on", "", "the lowest `level` of findings that makes the exit code 1: error, warning, info or off\n(default error, or what check: says in resume.md)")
	f.StringVar(&a.flags.format, "format", "", "text or json (default text)")
	a.contentFlags(c)
	return c
}

// A cell is one target of a matrix and what became of it. Schema of the JSON form: it changes when a reader would break.
type cell struct {
	Target   string  `json:"target"` // the PDF's path below the folder
	Variant  string  `json:"variant,omitempty"`
	Letter   string  `json:"letter,omitempty"`
	Lang     string  `json:"lang"`
	Paper    string  `json:"paper"`
	Theme    string  `json:"theme"`
	Sheets   int     `json:"sheets"`
	Pages    int     `json:"pages"` // that it may have
	Full     float64 `json:"full"`  // of the last sheet, 0 to 1
	Errors   int     `json:"errors"`
	Warnings int     `json:"warnings"`
	Coverage *struct {
		Required  tailor.CountData `json:"required"`
		Preferred tailor.CountData `json:"preferred"`
	} `json:"coverage,omitempty"`
	Failed string `json:"failed,omitempty"` // why there is no PDF

	worst diag.Severity
}

func (a *app) matrix(ctx context.Context, names, langs []string) error {
	j, err := a.prepare(ctx, "", true)
	if err != nil {
		return err
	}
	printed := false
	defer func() { j.close(printed) }()
	if j.printer == nil {
		return fmt.Errorf("%s\n`resgen doctor` says how to get a browser", j.noPrint)
	}
	j.matrix = true
	plan, err := a.planned(ctx, j, names, langs)
	if err != nil {
		return err
	}
	if j.withholds() {
		if all, err := a.sentBy(ctx, j, names, langs); err == nil && all > len(plan) {
			defer func() {
				a.say("%s skipped: what is not published is not sent to %s (--send-private)", count(all-len(plan), "target"), j.printer.Where())
			}()
		}
	}
	dir := a.flags.destination
	if dir == "" {
		dir = filepath.Join(a.folder(), "out", "matrix")
		if err := a.claim(ctx, j); err != nil {
			return err
		}
	}
	cells := make([]cell, len(plan))
	place := map[string]int{}
	for i, t := range plan {
		place[t.Out] = i
		cells[i] = cell{Target: t.Out, Lang: t.Lang, Paper: t.Paper, Theme: t.Theme, Pages: t.Pages}
		if cells[i].Variant = nameOf(t); t.Letter != nil {
			cells[i].Variant, cells[i].Letter = "", t.Letter.Name
		}
	}
	p := &progress{app: a, all: len(plan)}
	shared := diag.List{} // findings that all targets have
	limit := diag.Error
	for at := 0; at < len(plan); at += batch {
		now := map[string]bool{}
		for _, t := range plan[at:min(at+batch, len(plan))] {
			now[t.Out] = true
		}
		j.only = func(t compose.Target) bool { return now[t.Out] }
		r := build.Build(ctx, j.set, j.memo, j.options())
		r.Begin(a.rules)
		var wrong error
		err := r.Each(ctx, func(t compose.Target, c *build.Copy, err error) {
			one := &cells[place[t.Out]]
			switch {
			case err != nil:
				one.Failed = firstLine(err)
			case c == nil:
				one.Failed = "its layout failed"
			default:
				one.Sheets, one.Full = len(c.Print.Sheets), c.Print.Filled()
				if e := a.keepPDF(dir, t.Out, c.PDF); e != nil && wrong == nil {
					wrong = e
				}
				one.cover(c, r.Posting(t.Variant), r)
			}
			p.tell(one)
		})
		for out := range now { // no browser may see it, though it is to be published
			if one := &cells[place[out]]; err == nil && one.Sheets == 0 && one.Failed == "" {
				one.Failed = "private values stand on its sheets"
				p.tell(one)
			}
		}
		if err = errors.Join(err, wrong); err != nil {
			p.end()
			return err
		}
		rep, err := r.CheckMade(ctx, a.rules)
		if err != nil {
			p.end()
			return err
		}
		limit = a.failOn(r.Site)
		end := min(at+batch, len(plan))
		shared = append(shared, tally(cells[at:end], rep.Findings, shared, at == 0)...)
	}
	p.end()
	a.printerNotes(j)
	printed = true
	return a.matrixEnd(cells, shared, limit, dir)
}

// nameOf is the name of a target's variant or letter; "" of the résumé itself.
func nameOf(t compose.Target) string {
	switch {
	case t.Variant != nil:
		return t.Variant.Name
	case t.Letter != nil:
		return t.Letter.Name
	}
	return ""
}

// planned is the targets that were asked for.
func (a *app) planned(ctx context.Context, j *job, names, langs []string) ([]compose.Target, error) {
	return a.plannedWith(ctx, j, j.options(), names, langs)
}

// sentBy is how many there would be if browsers might see private values.
func (a *app) sentBy(ctx context.Context, j *job, names, langs []string) (int, error) {
	o := j.options()
	o.Public = j.shared
	all, err := a.plannedWith(ctx, j, o, names, langs)
	return len(all), err
}

func (a *app) plannedWith(ctx context.Context, j *job, o build.Options, names, langs []string) ([]compose.Target, error) {
	o.Printer = nil
	site := build.Build(ctx, j.set, j.memo, o).Site
	if site.Resume == nil {
		return nil, fmt.Errorf("there is no content/resume.md in %s\nname the site with -s, or make one with `resgen new`", shown(j.set.Root))
	}
	const itself = "resume"
	for _, n := range names {
		if n != itself && !slices.ContainsFunc(site.Targets, func(t compose.Target) bool { return nameOf(t) == n }) {
			return nil, j.noVariant(n)
		}
	}
	for _, l := range langs {
		if site.Version(l) == nil {
			return nil, fmt.Errorf("--langs %s: there is no résumé in that language", l)
		}
	}
	var out []compose.Target
	for _, t := range site.Targets {
		name := cmp.Or(nameOf(t), itself)
		spoken := len(langs) == 0 || slices.ContainsFunc(langs, func(l string) bool { return site.Version(l).Lang == t.Lang })
		if spoken && (len(names) == 0 || slices.Contains(names, name)) {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("nothing of what was asked for is there: no variant is in these languages")
	}
	return out, nil
}

// keepPDF writes one PDF of a matrix; what stands there and is none is left alone.
func (a *app) keepPDF(dir, out string, pdf []byte) error {
	name := filepath.Join(dir, filepath.FromSlash(out))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return fmt.Errorf("write %s: %w", name, pathless(err))
	}
	if !replaceable(name) {
		return fmt.Errorf("write %s: what is there is no PDF, and was left as it was\nname another folder with --destination", name)
	}
	if err := edit.Replace(name, pdf); err != nil {
		return fmt.Errorf("write %s: %w", name, pathless(err))
	}
	return nil
}

func (c *cell) cover(made *build.Copy, ad *posting.Posting, r *build.Result) {
	if ad == nil {
		return
	}
	rep := tailor.Read(made.Target.Resume, ad, r.Today())
	if rep.Inconclusive != "" {
		return
	}
	data := rep.Data()
	c.Coverage = &struct {
		Required  tailor.CountData `json:"required"`
		Preferred tailor.CountData `json:"preferred"`
	}{data.Required, data.Preferred}
}

func (c *cell) count(d diag.Diagnostic) {
	switch d.Severity {
	case diag.Error:
		c.Errors++
	case diag.Warning:
		c.Warnings++
	}
	c.worst = max(c.worst, d.Severity)
}

// tally counts the findings of a batch in its cells, and gives those that belong to none: what the first batch has as a whole. What a later one
// has as a whole, and not everything before it, belongs to each of its cells.
func tally(cells []cell, found, shared diag.List, first bool) (more diag.List) {
	for _, d := range found {
		name := strings.TrimSuffix(strings.TrimSuffix(d.Target, " (sent)"), " (public)")
		switch {
		case d.Target == "" && slices.ContainsFunc(shared, func(o diag.Diagnostic) bool { return o.Rule == d.Rule && o.Span == d.Span && o.Message == d.Message }):
			continue
		case d.Target == "" && first:
			more = append(more, d)
			continue
		}
		for i := range cells {
			if d.Target == "" || cells[i].Target == name {
				cells[i].count(d)
			}
		}
	}
	return more
}

// matrixEnd writes the table, and says how bad the worst of it is.
func (a *app) matrixEnd(cells []cell, shared diag.List, limit diag.Severity, dir string) error {
	failed, bad := 0, shared.AtLeast(limit)
	all := cell{}
	for _, d := range shared {
		all.count(d)
	}
	for _, c := range cells {
		if c.Failed != "" {
			failed++
		}
		bad = bad || limit != diag.Off && c.worst >= limit
	}
	if a.flags.format == "json" {
		if err := a.printJSON(struct {
			Schema   int    `json:"schema"`
			Targets  []cell `json:"targets"`
			Errors   int    `json:"errors"`   // that all of them have
			Warnings int    `json:"warnings"` // that all of them have
		}{1, cells, all.Errors, all.Warnings}); err != nil {
			return err
		}
	} else if err := a.matrixTable(cells); err != nil {
		return err
	}
	if all.Errors+all.Warnings > 0 {
		a.say("all of them have %s and %s; `resgen check` shows what", count(all.Errors, "error"), count(all.Warnings, "warning"))
	}
	end := fmt.Sprintf("printed %d of %s → %s in %s", len(cells)-failed, count(len(cells), "target"), shown(dir), took(time.Since(a.started)))
	switch {
	case failed > 0:
		return fmt.Errorf("%s; %d failed", end, failed)
	case bad:
		fmt.Fprintln(a.err, end+"; "+a.paint("31;1", "failed: findings at or above "+limit.String()))
		return errFindings
	}
	a.say("%s", end)
	return nil
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
