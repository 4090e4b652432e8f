// Package edit changes a user's file: it applies the edits of fixes, sets keys of the front matter, and keeps every other byte
// as it is, be it CRLF, a byte order mark, a tab, or a last line without an end.
//
// In: findings whose spans point into files as they were read, or keys and their texts. Out: the new bytes of each file, and, with
// [Change.Write], the file on disk. A file gets all of its edits or none. Where two fixes want the same place, the
// one of the rule that comes first has it, and the other waits for the next round. A file that changed since it
// was read, or that a link would reach outside of the folder, is left alone. It never decides what
// is wrong, and never prints.
package edit

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// Rounds is how often fixes are applied before it ends: one fix may make room for another, and two that undo
// each other must not go on for ever.
const Rounds = 5

// A Change is one file before and after.
type Change struct {
	Old, New *source.File // of one path
	Mended   int          // findings whose fix was applied
	Edits    []diag.Edit  // what makes New of Old, sorted by place; nil when it took several rounds
}

// Mend applies the safe fixes of what check finds, and those of what it finds then, until there are none or
// [Rounds] is reached. Nothing is written: the changes, sorted by path, are those of files that differ in the end. An
// error is check's.
func Mend(set *source.Set, check func(*source.Set) (diag.List, error)) ([]Change, error) {
	made := map[string]*Change{}
	for range Rounds {
		found, err := check(set)
		if err != nil {
			return nil, err
		}
		round := Safe(found)
		if round == nil {
			break
		}
		var files []*source.File
		for _, c := range round {
			files = append(files, c.New)
			if all := made[c.Old.Path]; all != nil {
				all.New, all.Mended, all.Edits = c.New, all.Mended+c.Mended, nil
			} else {
				made[c.Old.Path] = &c
			}
		}
		set = set.With(files)
	}
	var out []Change
	for _, c := range made {
		if c.Old.Hash != c.New.Hash {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return strings.Compare(a.Old.Path, b.Old.Path) })
	return out, nil
}

// Safe applies each safe fix that no earlier one is in the way of, in the order of rules and then of places.
// A fix counts as one: all of its edits are made, or none. One whose edits are nowhere, or in several files, is passed
// over. The changes are sorted by path; nil when there are none.
func Safe(found diag.List) []Change {
	fixes := slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool { return !mendable(d.Fix) })
	slices.SortStableFunc(fixes, func(a, b diag.Diagnostic) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), cmp.Compare(a.Fix.Edits[0].Span.Start, b.Fix.Edits[0].Span.Start))
	})
	var files []*work
	for i, d := range fixes {
		if i > 0 && d.Rule != fixes[i-1].Rule {
			for _, w := range files {
				w.settle()
			}
		}
		file := d.Fix.Edits[0].Span.File
		k := slices.IndexFunc(files, func(w *work) bool { return w.file == file })
		if k < 0 {
			k, files = len(files), append(files, &work{file: file})
		}
		files[k].take(d.Fix.Edits)
	}
	var out []Change
	for _, w := range files {
		w.settle()
		if b := Apply(w.file, w.made); !bytes.Equal(b, w.file.Bytes) {
			out = append(out, Change{Old: w.file, New: source.NewFile(w.file.Path, b), Mended: w.mended, Edits: w.made})
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return strings.Compare(a.Old.Path, b.Old.Path) })
	return out
}

// mendable reports whether a fix is safe, and all of its edits are somewhere in one file.
func mendable(x *diag.Fix) bool {
	if x == nil || !x.Safe || len(x.Edits) == 0 || !x.Edits[0].Span.Known() {
		return false
	}
	return !slices.ContainsFunc(x.Edits, func(e diag.Edit) bool { return e.Span.File != x.Edits[0].Span.File })
}

// A work is what is done to one file.
type work struct {
	file   *source.File
	made   []diag.Edit // of the rules before: sorted by place, none in the way of another
	new    []diag.Edit // of the rule at hand, likewise. Its places come in order, so that one behind all is the common case
	mended int
}

// take makes the edits of a fix, unless one of them is in the way of another. The same edit twice is one.
func (w *work) take(edits []diag.Edit) {
	more := slices.Clone(edits)
	slices.SortFunc(more, byPlace)
	more = slices.Compact(more)
	kept := more[:0]
	for i, e := range more {
		if i > 0 && clash(more[i-1], e) {
			return
		}
		here, free := room(w.made, e)
		if free && !here {
			here, free = room(w.new, e)
		}
		if !free {
			return
		}
		if !here {
			kept = append(kept, e)
		}
	}
	w.mended++
	w.new = merge(w.new, kept)
}

// settle begins another rule.
func (w *work) settle() { w.made, w.new = merge(w.made, w.new), nil }

// room reports whether an edit is one of others, which are sorted, and whether none of them is in its way.
func room(of []diag.Edit, e diag.Edit) (here, free bool) {
	i, found := slices.BinarySearchFunc(of, e, byPlace)
	if found && of[i] == e {
		return true, true
	}
	return false, (i == 0 || !clash(of[i-1], e)) && (i == len(of) || !clash(e, of[i]))
}

// merge is the edits of two sorted lists, sorted.
func merge(a, b []diag.Edit) []diag.Edit {
	if len(a) == 0 || len(b) == 0 || byPlace(a[len(a)-1], b[0]) <= 0 {
		return append(a, b...)
	}
	out := make([]diag.Edit, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if byPlace(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

func byPlace(a, b diag.Edit) int {
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// clash reports whether b, which does not begin before a, is in its way. What is put between two bytes is in the way of
// an edit that touches the place: which comes first would be a guess.
func clash(a, b diag.Edit) bool {
	if a.Span.Start == a.Span.End || b.Span.Start == b.Span.End {
		return b.Span.Start <= a.Span.End
	}
	return b.Span.Start < a.Span.End
}

// Apply is the file's bytes with the edits made, which are sorted and not in each other's way. A line end in new text is
// the one that the file has.
func Apply(f *source.File, edits []diag.Edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(out, f.Bytes[at:e.Span.Start]...)
		out = append(out, lineEnds(f, e.New)...)
		at = e.Span.End
	}
	return append(out, f.Bytes[at:]...)
}

// lineEnds is text with the line ends of a file: CRLF where that is what its first line ends with.
func lineEnds(f *source.File, text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	if i := bytes.IndexByte(f.Bytes, '\n'); i < 1 || f.Bytes[i-1] != '\r' {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
}
