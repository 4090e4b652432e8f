package readback

import (
	"cmp"
	"slices"
)

const (
	// sure is how many runes in a row must be the same for two texts to be in step again.
	sure = 8
	// slip is how many runes of both texts together may be skipped without a look at the rest of them, when the next 4*sure
	// are the same: a bullet, a hyphen, a ligature.
	slip = 4
	// deepest bounds how often a stretch between two anchors is searched for anchors of its own.
	deepest = 6
)

// An aligner finds which rune of text b each rune of text a is, for texts that are the same but for
// stretches that only one of them has. It takes time in proportion to their length, and a bounded
// time more for each difference.
type aligner struct {
	a, b  []rune
	to    []int32 // for each rune of a, its place in b; -1: b does not have it
	meter *meter
}

// A gram is sure runes in a row.
type gram struct {
	hash uint64
	at   int32
}

// align gives the place in b of each rune of a, -1 for those that b does not have. ok is false when
// the meter ran out, and the rest was left.
func align(a, b []rune, m *meter) (to []int32, ok bool) {
	al := &aligner{a: a, b: b, to: make([]int32, len(a)), meter: m}
	for i := range al.to {
		al.to[i] = -1
	}
	al.stretch(0, len(a), 0, len(b), deepest)
	return al.to, !m.empty()
}

// stretch aligns a[a0:a1] with b[b0:b1]: what they begin and end with, then what lies between two [aligner.anchors] each,
// depth times at most. Where nothing stands once, the longest run that is in both is taken for an anchor (the way of Ratcliff
// and Obershelp), and where there is none either, the two have nothing in common.
func (al *aligner) stretch(a0, a1, b0, b1, depth int) {
	a0, b0 = al.forward(a0, a1, b0, b1)
	for a0 < a1 && b0 < b1 && al.a[a1-1] == al.b[b1-1] {
		a1, b1 = a1-1, b1-1
		al.to[a1] = int32(b1)
	}
	if a0 == a1 || b0 == b1 || al.meter.empty() {
		return
	}
	var at []pair
	if depth > 0 {
		at = al.anchors(a0, a1, b0, b1)
	}
	if len(at) == 0 {
		at = al.longest(a0, a1, b0, b1)
	}
	if len(at) == 0 {
		al.between(a0, a1, b0, b1)
		return
	}
	for _, p := range at {
		i, j := int(p.i), int(p.j)
		if i < a0 || j < b0 {
			continue // walked over
		}
		al.stretch(a0, i, b0, j, depth-1)
		for a0, b0 = i, j; a0 < a1 && b0 < b1 && al.a[a0] == al.b[b0]; a0, b0 = a0+1, b0+1 {
			al.to[a0] = int32(b0)
		}
	}
	al.stretch(a0, a1, b0, b1, depth-1)
}

// forward walks on while both are the same, but for slips.
func (al *aligner) forward(a0, a1, b0, b1 int) (i, j int) {
	i, j = a0, b0
	for i < a1 && j < b1 {
		if al.a[i] == al.b[j] {
			al.to[i] = int32(j)
			i, j = i+1, j+1
			continue
		}
		di, dj, ok := skip(al.a[i:a1], al.b[j:b1])
		if !ok || !al.meter.spend(slip*slip) {
			break
		}
		al.between(i, i+di, j, j+dj)
		i, j = i+di, j+dj
	}
	return i, j
}

// skip finds the fewest runes to skip in a and b, slip in all, until the next many are the same, or all that are left.
func skip(a, b []rune) (di, dj int, ok bool) {
	const many = 4 * sure
	for skip := 1; skip <= slip; skip++ {
		for i := range skip + 1 {
			if j := skip - i; i < len(a) && j < len(b) && a[i] == b[j] && slices.Equal(a[i:min(i+many, len(a))], b[j:min(j+many, len(b))]) {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// between looks at what was skipped in both: when the shorter stretch is in the longer one, rune
// for rune, then only the others are different.
func (al *aligner) between(a0, a1, b0, b1 int) {
	if 8*min(a1-a0, b1-b0) < max(a1-a0, b1-b0) {
		return // a few runes are in any text
	}
	var pairs [][2]int
	if b1-b0 <= a1-a0 {
		for i, j := a0, b0; i < a1 && j < b1; i++ {
			if al.a[i] == al.b[j] {
				pairs = append(pairs, [2]int{i, j})
				j++
			}
		}
	} else {
		for i, j := a0, b0; i < a1 && j < b1; j++ {
			if al.a[i] == al.b[j] {
				pairs = append(pairs, [2]int{i, j})
				i++
			}
		}
	}
	if len(pairs) < min(a1-a0, b1-b0) {
		return
	}
	for _, p := range pairs {
		al.to[p[0]] = int32(p[1])
	}
}

func compareGrams(x, y gram) int {
	return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.at, y.at))
}

// hash is FNV-1a over the next runes.
func hash(r []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range r[:sure] {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}
