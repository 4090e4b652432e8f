package live

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/source"
)

// mostPast is how many saves are kept: as many as somebody steps back through one by one. Each holds its PDFs, some 100 KB.
const mostPast = 40

// mostFindings is how many findings of a save are kept: on a site of 10,000 pages each save may have as many, and nobody reads more at once.
const mostFindings = 500

// A Look is what the sheets are tried with instead of what the front matter says; "" is as written.
type Look struct {
	Theme string
	Paper string // "A4" or "Letter"
}

// over is how to build with the look.
func (k Look) over(o build.Options) build.Options {
	o.Theme, o.Paper = cmp.Or(k.Theme, o.Theme), cmp.Or(k.Paper, o.Paper)
	return o
}

// id is the look's part of what tells contents apart; nothing when nothing is tried.
func (k Look) id() string {
	if k == (Look{}) {
		return ""
	}
	return "\x00" + k.Theme + "\x00" + k.Paper
}

// A Save is what is kept of a State that had its findings: all that it showed, without the site. It never changes.
type Save struct {
	Number  int // of the build, from 1; newer ones have higher numbers, and there are gaps
	ID      string
	Changed []string // as in State
	Look    Look
	Written Look      // what the front matter says, or the defaults
	At      time.Time // of the change that it shows
	Ready   time.Duration
	Took    time.Duration
	Stages  []build.Timing
	Copies  []build.Copy // none when there is no print
	Recall  []check.Recall
	Today   date.Date                   // what dates are held against; unknown when nobody said
	Wanted  map[string]*posting.Posting // what the postings of copies say, by the names of their targets; none where others look on
	Err     error

	Findings         diag.List // the errors first, at most mostFindings
	More             int       // that are not kept
	Errors, Warnings int       // of all
}

// unnamed stands for a file whose very name is for nobody else: that of a posting says where somebody applies.
const unnamed = "a file that is not shown"

// Named is paths of a set as others may see them.
func Named(set *source.Set, paths []string) []string {
	out := slices.Clone(paths)
	for i, p := range out {
		switch build.Doctype(set, p) {
		case meta.JobDoc, meta.VariantDoc, meta.LetterDoc, meta.PrivateDoc:
			out[i] = unnamed
		}
	}
	return slices.Compact(out)
}

// save is what is kept of a state with its findings.
func (s *State) save(number int) *Save {
	v := &Save{Number: number, ID: s.ID, Changed: s.Changed, Look: s.Look, At: s.At, Ready: s.Ready, Took: s.Took,
		Stages: s.Result.Timings(), Recall: s.Report.Recall, Today: s.Result.Today(), Wanted: map[string]*posting.Posting{}, Err: s.Err}
	all := s.Report.Findings
	v.Findings, v.Errors, v.Warnings = worst(all), all.Count(diag.Error), all.Count(diag.Warning)
	v.More = len(all) - len(v.Findings)
	written := meta.Defaults()
	if m := s.Result.Site.Master; m != nil {
		written = meta.Decode(m.Meta)
	}
	v.Written = Look{written.PDF.Theme.Text, written.PDF.Paper}
	v.Copies, _ = s.Result.Copies(context.Background()) // they are done, or failed, which Err says
	for _, c := range v.Copies {
		if p := s.Result.Posting(c.Target.Variant); p != nil {
			v.Wanted[c.Target.String()] = p
		}
	}
	return v
}

// worst is the first mostFindings of a list, the errors before all else. The list does not change, and is not held.
func worst(l diag.List) diag.List {
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(a, b diag.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	return slices.Clone(l[:min(len(l), mostFindings)])
}

// keep adds a save to those that are kept. One that shows more prints of the newest takes its place. The caller holds the lock.
func (l *Loop) keep(s *Save) {
	if n := len(l.past); n > 0 && l.past[n-1].ID == s.ID && len(s.Changed) == 0 {
		before := l.past[n-1]
		s.Changed, s.At = before.Changed, before.At
		l.past = l.past[:n-1]
	}
	l.past = append(l.past, s)
	if n := len(l.past) - mostPast; n > 0 {
		l.past = slices.Delete(l.past, 0, n)
	}
}

// Past is the last saves that had their findings, the oldest first.
func (l *Loop) Past() []*Save {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.past)
}

// Try has the sheets printed in a look from now on; the zero Look is as written. written is files that were changed for it, which
// are read anew first, so that no state shows the one without the other. It does not wait.
func (l *Loop) Try(look Look, written ...string) {
	l.mu.Lock()
	l.want, l.written = look, append(l.written, written...)
	l.mu.Unlock()
	l.tell()
}

// Rules is what the loop checks with.
func (l *Loop) Rules() []*check.Rule { return l.opts.Rules }

// mostLooked is how many prints are made of those that were looked at last: as many as somebody goes to and fro between. Each
// has its findings wait.
const mostLooked = 3

// Prefer has a print made before the others from the next build on, by the name of its target as [compose.Target] says it:
// the one that somebody looks at.
func (l *Loop) Prefer(name string) {
	l.mu.Lock()
	if len(l.looked) == 0 || l.looked[0] != name {
		now := append([]string{name}, slices.DeleteFunc(slices.Clone(l.looked), func(n string) bool { return n == name })...)
		l.looked = now[:min(len(now), mostLooked)]
	}
	l.mu.Unlock()
}

// Ask is Prefer of a print that somebody wants to see now: when the newest build left it out, there is another at once. Where others
// look on, none is left out.
func (l *Loop) Ask(name string) {
	l.Prefer(name)
	if l.Current().Result.Skipped(name) {
		l.tell()
	}
}

// tell has Run look at what is wanted.
func (l *Loop) tell() {
	select {
	case l.tried <- struct{}{}:
	default: // it has yet to look, and will see this
	}
}

// First is what was preferred last; "" when nothing was.
func (l *Loop) First() string {
	if looked := l.last(); len(looked) > 0 {
		return looked[0]
	}
	return ""
}

// last is the prints that were looked at last, the newest first. It does not change.
func (l *Loop) last() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.looked
}
