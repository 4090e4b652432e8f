package chrome

// A running is a process by its number, and that of who started it. Windows gives numbers again: who started it may be gone, and
// another process have its number.
type running struct{ id, parent uint32 }

// descendants is the processes that one has started, and those that these have, without itself. began is when a process began; ok
// is false for one that is gone, or may not be asked. Who began before its parent is a child of another.
func descendants(all []running, top uint32, began func(id uint32) (at int64, ok bool)) []uint32 {
	var out []uint32
	seen := map[uint32]bool{top: true}
	for next := []uint32{top}; len(next) > 0; next = next[1:] {
		since, ok := began(next[0])
		if !ok {
			continue
		}
		for _, r := range all {
			if r.parent != next[0] || seen[r.id] {
				continue
			}
			if at, ok := began(r.id); ok && at >= since {
				seen[r.id] = true
				out, next = append(out, r.id), append(next, r.id)
			}
		}
	}
	return out
}
