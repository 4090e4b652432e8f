package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

// An operator plants one kind of defect.
type operator struct {
	name   string
	rules  []string // any of which is the right one
	also   []string // what the defect brings with it: neither right nor wrong
	langs  string   // "en": only in English résumés; "": in any
	prints bool     // the defect shows in print only
	count  int      // of mutants; 0 for perOperator
	plant  func(r *resume, rnd *rand.Rand) *defect
}

// perOperator is how many résumés a defect is planted in.
const perOperator = 4

// A defect is a résumé with something wrong in it.
type defect struct {
	lines []string
	at    []int             // lines any of which is the right place, 0-based; nil for any
	path  string            // where those lines are, "" for content/resume.md
	files map[string]string // other files of the site
}

// A mutant is a clean résumé with one defect.
type mutant struct {
	operator
	clean string // name of the résumé
	defect
}

func (m mutant) String() string { return m.clean + "+" + m.operator.name }

// file is where the defect is looked for.
func (m mutant) file() string {
	if m.path != "" {
		return m.path
	}
	return "content/resume.md"
}

// site is the files of the mutant's site.
func (m mutant) site() map[string]string {
	files := map[string]string{"content/resume.md": strings.Join(m.lines, "\n") + "\n"}
	for name, text := range m.files {
		files[name] = text
	}
	return files
}

// mutants is the mutants of the clean résumés: each operator is tried on them in an order of its own until it found
// enough in which it makes a true defect. The same seed makes the same mutants.
func mutants(clean []*resume, seed uint64) []mutant {
	var out []mutant
	for _, op := range operators() {
		h := fnv.New64a()
		h.Write([]byte(op.name))
		rnd := rand.New(rand.NewPCG(seed, h.Sum64()))
		left := op.count
		if left == 0 {
			left = perOperator
		}
		for _, i := range rnd.Perm(len(clean)) {
			if left == 0 {
				break
			}
			r := clean[i]
			if op.langs != "" && op.langs != r.lang {
				continue
			}
			d := op.plant(r, rnd)
			if d == nil || slices.Equal(d.lines, r.lines) && d.files == nil {
				continue
			}
			out = append(out, mutant{op, r.name, *d})
			left--
		}
	}
	return out
}

// operators is all of them.
func operators() []operator {
	return slices.Concat(wordingOperators(), slipOperators(), contentOperators(), dateOperators(), linkOperators(), parseOperators(), sheetOperators())
}

// put is a copy of the lines in which one is another.
func put(lines []string, i int, text string) []string {
	out := slices.Clone(lines)
	out[i] = text
	return out
}

// add is a copy of the lines with more before the line i.
func add(lines []string, i int, more ...string) []string {
	return slices.Insert(slices.Clone(lines), i, more...)
}

// drop is a copy of the lines without some of them.
func drop(lines []string, at ...int) []string {
	var out []string
	for i, l := range lines {
		if !slices.Contains(at, i) {
			out = append(out, l)
		}
	}
	return out
}

// one is a choice.
func one[T any](rnd *rand.Rand, of []T) T { return of[rnd.IntN(len(of))] }

// replaceOnce puts new in place of old in a line that has it, chosen among some.
func (r *resume) replaceOnce(rnd *rand.Rand, among []int, old, new string) *defect {
	var found []int
	for _, i := range among {
		if strings.Contains(r.lines[i], old) {
			found = append(found, i)
		}
	}
	if found == nil {
		return nil
	}
	i := one(rnd, found)
	return &defect{lines: put(r.lines, i, strings.Replace(r.lines[i], old, new, 1)), at: []int{i}}
}

// atFirst tries changes in an order by chance, and is the first that applies.
func atFirst(rnd *rand.Rand, pairs []string, try func(old, new string) *defect) *defect {
	for _, i := range rnd.Perm(len(pairs)) {
		old, new, ok := strings.Cut(pairs[i], "=")
		if !ok {
			panic(fmt.Sprintf("no pair: %q", pairs[i]))
		}
		if d := try(old, new); d != nil {
			return d
		}
	}
	return nil
}

// room is how many bullets a job may have by the age that it ended at; see content/too-many-bullets.
func room(e job) int {
	switch age := today - e.stop; {
	case e.stop == 0 || age < 3:
		return 6
	case age < 7:
		return 4
	case age < 10:
		return 2
	}
	return 1
}

// today is the year that the corpus is of; the runner says so with SOURCE_DATE_EPOCH.
const today = 2026

// withBullet adds a bullet of some at the end of a job that goes on, or else of a past one, which has room for it.
func withBullet(past bool, texts ...string) func(*resume, *rand.Rand) *defect {
	return withBullets(past, 1, texts...)
}

// withBullets is withBullet for texts of n bullets each.
func withBullets(past bool, n int, texts ...string) func(*resume, *rand.Rand) *defect {
	return func(r *resume, rnd *rand.Rand) *defect {
		for _, e := range r.jobs() {
			if past == (e.stop == 0) || len(e.bullets) < 2 || len(e.bullets)+n > room(e) {
				continue
			}
			at := e.bullets[len(e.bullets)-1] + 1
			return &defect{lines: add(r.lines, at, "- "+one(rnd, texts)), at: []int{at}}
		}
		return nil
	}
}
