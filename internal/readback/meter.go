package readback

// fuel is what reading one file may cost, about one unit for each thing looked at. A two-page
// résumé takes some 100,000; all of it is gone in about half a second.
const fuel = 1 << 23

// A meter bounds the work that a file can cause, whatever is in it: the lexer, the inflater, the
// walkers and the alignment all spend from the same one.
type meter struct{ left int }

// spend takes n units; it is false when they are gone, and then whoever asks must stop.
func (m *meter) spend(n int) bool {
	m.left -= n
	return m.left >= 0
}

// empty reports whether more was asked for than there was.
func (m *meter) empty() bool { return m.left < 0 }
