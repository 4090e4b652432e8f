// Accuracy holds what resgen understands of résumés against labels that people made, and prints, field
// by field, how often the two agree; or, with -corpus, what resgen finds in clean résumés and in those with one
// planted defect, rule by rule. It exits with 1 when a target is missed.
//
//	accuracy [-resgen FILE] [-misses] FOLDER
//	accuracy -corpus [-resgen FILE] [-misses] [-only RULE] [-seed N] [-keep FOLDER] FOLDER
//
// In the first folder, NAME.md is a résumé and NAME.json its labels, in the form of `resgen debug resume`. A field
// that is null counts as right only where its label is null. In the second, NAME.md is a résumé with which nothing is
// wrong; the defects are planted by operators, each with the rule and the line that must be found. The print is looked at
// too, so a browser is needed.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

func main() {
	resgen := flag.String("resgen", "bin/resgen", "the resgen to judge")
	misses := flag.Bool("misses", false, "print each difference, label first")
	corpus := flag.Bool("corpus", false, "hold findings against clean résumés and planted defects")
	only := flag.String("only", "", "with -corpus: look at the defects of one rule")
	seed := flag.Uint64("seed", 1, "with -corpus: what the choice of places is made from")
	keep := flag.String("keep", "", "with -corpus: leave the sites in a folder")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: accuracy [-resgen FILE] [-misses] FOLDER\n       accuracy -corpus [-resgen FILE] [-misses] [-only RULE] [-seed N] [-keep FOLDER] FOLDER")
		os.Exit(2)
	}
	if *corpus {
		s, err := judgeCorpus(checker{*resgen, *keep}, flag.Arg(0), *seed, *only)
		if err != nil {
			fail(err)
		}
		finish(*misses, s.misses, s.write)
		return
	}
	t, err := judge(*resgen, flag.Arg(0))
	if err != nil {
		fail(err)
	}
	finish(*misses, t.misses, t.write)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "accuracy:", err)
	os.Exit(2)
}

// finish prints what was judged, and ends with 1 when a target is missed.
func finish(show bool, misses []string, write func(io.Writer) bool) {
	if show {
		for _, m := range misses {
			fmt.Println(m)
		}
	}
	if !write(os.Stdout) {
		os.Exit(1)
	}
}

// judge reads every résumé of a folder with resgen and compares.
func judge(resgen, folder string) (*table, error) {
	labels, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(labels) == 0 {
		return nil, fmt.Errorf("%s: no labels (NAME.json)", folder)
	}
	t := newTable()
	for _, label := range labels {
		var want, got cv
		b, err := os.ReadFile(label)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(b, &want); err != nil {
			return nil, fmt.Errorf("%s: %w", label, err)
		}
		t.files++
		name := strings.TrimSuffix(label, ".json")
		out, err := exec.Command(resgen, "debug", "resume", name+".md").Output()
		if err == nil {
			err = json.Unmarshal(out, &got)
		}
		if err != nil {
			t.crashes++
			t.misses = append(t.misses, fmt.Sprintf("%s: resgen failed: %v", name, err))
		}
		t.compare(filepath.Base(name), want, got)
	}
	return t, nil
}

// The targets, as shares; a field without one is printed all the same.
var targets = []struct {
	field  string
	target float64
}{
	{"name", 0.95}, {"headline", 0}, {"email", 0.97}, {"phone", 0.97}, {"location", 0}, {"links", 0.95}, {"summary", 0},
	{"sections and kinds", 0.97}, {"number of entries", 0.92},
	{"experience: title", 0.93}, {"experience: organization", 0.93}, {"experience: location", 0},
	{"experience: start", 0.95}, {"experience: end", 0.95}, {"experience: bullets", 0.93},
	{"others: title", 0}, {"others: organization", 0}, {"others: start", 0}, {"others: end", 0}, {"others: bullets", 0},
}

// A table counts, for each field, how often label and reading agree.
type table struct {
	files, crashes int
	right, all     map[string]int
	misses         []string
}

func newTable() *table { return &table{right: map[string]int{}, all: map[string]int{}} }

// count adds one comparison.
func (t *table) count(where, field string, same bool, want, got any) {
	t.all[field]++
	if same {
		t.right[field]++
		return
	}
	t.misses = append(t.misses, fmt.Sprintf("%s: %s: %s | %s", where, field, shown(want), shown(got)))
}

func shown(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// write prints the table; false when a target is missed.
func (t *table) write(w io.Writer) bool {
	ok := t.crashes == 0
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "%d files, %d failed\tright\tof\tshare\ttarget\t\n", t.files, t.crashes)
	for _, f := range targets {
		right, all := t.right[f.field], t.all[f.field]
		share := 1.0
		if all > 0 {
			share = float64(right) / float64(all)
		}
		target, verdict := "", ""
		if f.target > 0 {
			target, verdict = fmt.Sprintf("%.0f %%", 100*f.target), "ok"
			if share < f.target {
				verdict, ok = "MISSED", false
			}
		}
		fmt.Fprintf(tw, "%s\t%d\t%d\t%.1f %%\t%s\t%s\n", f.field, right, all, 100*share, target, verdict)
	}
	tw.Flush()
	return ok
}
