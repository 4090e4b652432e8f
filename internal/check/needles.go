package check

// windows is a few bytes of each of some values, as a hash table.
type windows struct {
	slots []window // a power of two; value -1 for none
	mask  uint64   // of a place in it
	bytes uint64   // that are held against each other, as ones
}

type window struct {
	bytes uint64
	value int
}

// How many bytes are held against each other at once.
const (
	mostBytes  = 8
	leastBytes = 4
)

// A needle is the bytes of one form of a value.
type needle struct {
	bytes []byte
	value int
}

// table has bytes out of the middle of each needle: as many as the shortest has, and at most eight.
func table(list []needle) windows {
	n := mostBytes
	for _, x := range list {
		n = min(n, len(x.bytes))
	}
	size := 256
	for size < 8*len(list) {
		size *= 2
	}
	w := windows{slots: make([]window, size), mask: uint64(size - 1), bytes: ^uint64(0) >> (64 - 8*n)}
	for i := range w.slots {
		w.slots[i].value = -1
	}
	for _, x := range list {
		var b uint64
		from := (len(x.bytes) - n) / 2
		for _, c := range x.bytes[from : from+n] {
			b = b<<8 | uint64(c)
		}
		at := hash(b) & w.mask
		for w.slots[at].value >= 0 {
			at = (at + 1) & w.mask
		}
		w.slots[at] = window{b, x.value}
	}
	return w
}

func hash(b uint64) uint64 { return b * 0x9e3779b97f4a7c15 >> 40 }

// mark notes the values that have a window.
func (w *windows) mark(b uint64, seen []bool) {
	for at := hash(b) & w.mask; w.slots[at].value >= 0; at = (at + 1) & w.mask {
		if w.slots[at].bytes == b {
			seen[w.slots[at].value] = true
		}
	}
}
