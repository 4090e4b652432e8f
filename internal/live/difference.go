package live

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/source"
)

// difference is the paths whose files, or what is wrong with them, differ between two sets of one site, sorted.
// It is never nil.
func difference(a, b *source.Set) []string {
	out := []string{}
	was, is := a.All(), b.All()
	for len(was) > 0 || len(is) > 0 {
		switch {
		case len(is) == 0 || len(was) > 0 && was[0].Path < is[0].Path:
			out, was = append(out, was[0].Path), was[1:]
		case len(was) == 0 || is[0].Path < was[0].Path:
			out, is = append(out, is[0].Path), is[1:]
		default:
			if was[0] != is[0] {
				out = append(out, is[0].Path)
			}
			was, is = was[1:], is[1:]
		}
	}
	// A file that becomes unusable is gone from the set, and so named already. One that was and is unusable, in
	// another way, is not.
	for _, p := range b.Problems() {
		at := p.Span.Path()
		if _, had := a.File(at); !had && !slices.Contains(a.Problems(), p) {
			out = append(out, at)
		}
	}
	for _, p := range a.Problems() {
		at := p.Span.Path()
		if _, has := b.File(at); !has && !b.Unusable(at) {
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// stylesheets is the paths below the site when all of the changed files are stylesheets of static/ that were
// there and still are: one that comes or goes changes the pages that link to it.
func stylesheets(a, b *source.Set, changed []string) []string {
	var out []string
	for _, p := range changed {
		rel, ok := strings.CutPrefix(p, "static/")
		_, had := a.File(p)
		_, has := b.File(p)
		if !ok || !had || !has || path.Ext(p) != ".css" {
			return nil
		}
		out = append(out, rel)
	}
	return out
}

// fingerprint is a short hash of everything that was read. It is made at each save, of perhaps 10,000 files, and so
// the files' own hashes are added up: the sum of independent hashes tells sets apart as well as a hash of the list.
func fingerprint(set *source.Set, id string) string {
	var sum [4]uint64
	for _, f := range set.All() {
		for i := range sum {
			sum[i] += f.ID[i]
		}
	}
	b := append([]byte(id), 0)
	for _, n := range sum {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, p := range set.Problems() {
		b = append(append(b, p.Span.Path()...), 0)
		b = append(append(b, p.Text...), 0)
		b = append(b, p.Span.File.Hash[:]...)
	}
	all := sha256.Sum256(b)
	return hex.EncodeToString(all[:8])
}
