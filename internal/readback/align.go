package readback

import (
	"cmp"
	"slices"
)

const (
	// sure is how many runes in a row must be the same for two texts to be in step again.
	sure = 8
	// near is how many runes of each text are searched pair by pair before the index is asked.
	near = 48
)

// An aligner finds which rune of text b each rune of text a is, for texts that are the same but for
// stretches that only one of them has. It takes time in proportion to their length, and a bounded
// time more for each difference.
type aligner struct {
	a, b  []rune
	to    []int32 // for each rune of a, its place in b; -1: b does not have it
	grams []gram  // of b, by hash and place; made when first needed
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
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if a[i] == b[j] {
			al.to[i] = int32(j)
			i, j = i+1, j+1
			continue
		}
		di, dj, found := al.resync(a[i:], b[j:], j)
		if !found {
			di, dj = len(a)-i, len(b)-j
		}
		al.between(i, i+di, j, j+dj)
		i, j = i+di, j+dj
	}
	return al.to, !m.empty()
}

// resync finds the fewest runes to skip in a and b until they are in step. from is b's place in al.b.
func (al *aligner) resync(a, b []rune, from int) (di, dj int, ok bool) {
	for skip := 1; skip <= 2*near; skip++ {
		if !al.meter.spend(skip) {
			return 0, 0, false
		}
		for i := max(0, skip-near); i <= min(skip, near); i++ {
			if j := skip - i; i < len(a) && j < len(b) && a[i] == b[j] && same(a[i:], b[j:]) {
				return i, j, true
			}
		}
	}
	if al.grams == nil {
		al.index()
	}
	best := len(a) + len(b)
	for i := 0; i+sure <= len(a) && i < best && al.meter.spend(sure); i++ {
		h := hash(a[i:])
		n, _ := slices.BinarySearchFunc(al.grams, gram{h, int32(from)}, compareGrams)
		if n == len(al.grams) || al.grams[n].hash != h {
			continue
		}
		if j := int(al.grams[n].at) - from; i+j < best && same(a[i:], b[j:]) {
			best, di, dj, ok = i+j, i, j, true
		}
	}
	return di, dj, ok
}

// same reports whether the next runes are the same, or all that are left.
func same(a, b []rune) bool {
	if len(a) < sure || len(b) < sure {
		return slices.Equal(a, b)
	}
	return slices.Equal(a[:sure], b[:sure])
}

// between looks at what was skipped in both: when the shorter stretch is in the longer one, rune
// for rune, then only the others are different.
func (al *aligner) between(a0, a1, b0, b1 int) {
	if a1-a0 == 0 || b1-b0 == 0 {
		return
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

func (al *aligner) index() {
	for j := 0; j+sure <= len(al.b) && al.meter.spend(sure); j++ {
		al.grams = append(al.grams, gram{hash(al.b[j:]), int32(j)})
	}
	slices.SortFunc(al.grams, compareGrams)
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
