package readback

import (
	"cmp"
	"slices"
)

// A pair is a place in each of the two texts.
type pair struct{ i, j int32 }

// anchors are the places at which the next runes are the same in both stretches and stand nowhere else in either, as many of
// them as come in the same order in both (the idea of Bram Cohen's patience diff). A word of what was cut off that comes
// again further down is in no such place, so that nothing catches on it.
func (al *aligner) anchors(a0, a1, b0, b1 int) []pair {
	if a1-a0 < sure || b1-b0 < sure || !al.meter.spend(a1-a0+b1-b0) {
		return nil
	}
	as, bs := grams(al.a, a0, a1), grams(al.b, b0, b1)
	var both []pair
	for x, y := 0, 0; x < len(as) && y < len(bs); {
		nx, ny := alike(as, x), alike(bs, y)
		switch c := cmp.Compare(as[x].hash, bs[y].hash); {
		case c < 0:
			x = nx
		case c > 0:
			y = ny
		default:
			if i, j := as[x].at, bs[y].at; nx == x+1 && ny == y+1 && slices.Equal(al.a[i:i+sure], al.b[j:j+sure]) {
				both = append(both, pair{i, j})
			}
			x, y = nx, ny
		}
	}
	slices.SortFunc(both, func(p, q pair) int { return cmp.Compare(p.i, q.i) })
	return rising(both)
}

// longest is the longest run of sure runes or more that is in both stretches, the first of them; none or one.
func (al *aligner) longest(a0, a1, b0, b1 int) []pair {
	const places = 64 // of one gram that are looked at
	if a1-a0 < sure || b1-b0 < sure || !al.meter.spend(a1-a0+b1-b0) {
		return nil
	}
	of, most, at := grams(al.b, b0, b1), 0, pair{}
	for i := a0; i+sure <= a1; i++ {
		h := hash(al.a[i:])
		n, _ := slices.BinarySearchFunc(of, gram{h, 0}, compareGrams)
		for last := min(n+places, len(of)); n < last && of[n].hash == h && al.meter.spend(1); n++ {
			j := int(of[n].at)
			if i > a0 && j > b0 && al.a[i-1] == al.b[j-1] {
				continue // inside a run
			}
			k := 0
			for i+k < a1 && j+k < b1 && al.a[i+k] == al.b[j+k] && al.meter.spend(1) {
				k++
			}
			if k >= sure && k > most {
				most, at = k, pair{int32(i), int32(j)}
			}
		}
	}
	if most == 0 {
		return nil
	}
	return []pair{at}
}

// grams is each stretch of sure runes in r[from:to], sorted.
func grams(r []rune, from, to int) []gram {
	out := make([]gram, 0, to-from-sure+1)
	for k := from; k+sure <= to; k++ {
		out = append(out, gram{hash(r[k:]), int32(k)})
	}
	slices.SortFunc(out, compareGrams)
	return out
}

// alike is the first place behind k whose gram has another hash.
func alike(g []gram, k int) int {
	n := k + 1
	for n < len(g) && g[n].hash == g[k].hash {
		n++
	}
	return n
}

// rising is a longest run of pairs, taken from those given in their order, whose places in b rise.
func rising(pairs []pair) []pair {
	var tops []int32 // by length less one: the pair that such a run ends with, at the lowest place in b
	before := make([]int32, len(pairs))
	for k, p := range pairs {
		n, _ := slices.BinarySearchFunc(tops, p.j, func(top, j int32) int { return cmp.Compare(pairs[top].j, j) })
		before[k] = -1
		if n > 0 {
			before[k] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, 0)
		}
		tops[n] = int32(k)
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([]pair, len(tops))
	for k, n := tops[len(tops)-1], len(tops)-1; n >= 0; k, n = before[k], n-1 {
		out[n] = pairs[k]
	}
	return out
}

// settle moves each stretch of a that b does not have, where it may as well begin earlier or later (the text before it ends,
// or the text behind it begins, with the same runes as the stretch), to where more of an edge is on both sides: edge says how
// much of one there is before a rune of a. Lost text then begins and ends with its words and its block.
func settle(a []rune, to []int32, edge func(i int) int) {
	const near = 48 // runes that it is moved by at most
	for p := 0; p < len(to); p++ {
		if to[p] >= 0 {
			continue
		}
		q := p
		for q < len(to) && to[q] < 0 {
			q++
		}
		best, shift := edge(p)+edge(q), 0
		// Only what the stretch stands between moves, one rune for one.
		for k := 1; k <= near && p-k >= 0 && to[p-k] >= 0 && a[p-k] == a[q-k] && (k == 1 || to[p-k]+1 == to[p-k+1]); k++ {
			if s := edge(p-k) + edge(q-k); s > best {
				best, shift = s, -k
			}
		}
		for k := 0; k < near && q+k < len(to) && to[q+k] >= 0 && a[p+k] == a[q+k] && (k == 0 || to[q+k] == to[q+k-1]+1); k++ {
			if s := edge(p+k+1) + edge(q+k+1); s > best {
				best, shift = s, k+1
			}
		}
		for ; shift < 0; shift++ {
			p, q = p-1, q-1
			to[q], to[p] = to[p], -1
		}
		for ; shift > 0; shift-- {
			to[p], to[q] = to[q], -1
			p, q = p+1, q+1
		}
		p = q
	}
}
