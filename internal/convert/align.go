package convert

// align finds for each item of a file the one that it was when resgen wrote it, by their prints: -1 for one that is new. Items that are
// the same may have changed places. As many that are new as are missing between two that are the same are taken for those, changed by hand.
// shaky is the old ones that are missing where that cannot be told, by the new items that stand there.
func align(old, now []string) (was []int, shaky map[int][]int) {
	free := map[string][]int{}
	for i, p := range old {
		free[p] = append(free[p], i)
	}
	was = make([]int, len(now))
	taken := make([]bool, len(old))
	for j, p := range now {
		was[j] = -1
		if f := free[p]; len(f) > 0 {
			was[j], free[p] = f[0], f[1:]
			taken[f[0]] = true
		}
	}
	shaky = map[int][]int{}
	for j := 0; j < len(now); j++ {
		if was[j] >= 0 {
			continue
		}
		end := j
		for end < len(now) && was[end] < 0 {
			end++
		}
		from, to := 0, len(old)
		if j > 0 {
			from = was[j-1] + 1
		}
		if end < len(now) && was[end] >= from {
			to = was[end]
		}
		var missing []int
		for i := from; i < to; i++ {
			if !taken[i] {
				missing = append(missing, i)
			}
		}
		for k := j; k < end; k++ {
			if len(missing) == end-j {
				was[k] = missing[k-j]
				taken[missing[k-j]] = true
			} else {
				shaky[k] = missing
			}
		}
		j = end - 1
	}
	return was, shaky
}
