package diff

// mostCommon bounds the pairs that [Common] looks at: two lists of 2000 are 4 million.
const mostCommon = 4_000_000

// Common marks what of two lists is in their longest common subsequence. Of lists that differ in too much to be compared each with each, only what
// they begin and end with is marked.
func Common(a, b []string) (inA, inB []bool) {
	inA, inB = make([]bool, len(a)), make([]bool, len(b))
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		inA[from], inB[from] = true, true
		from++
	}
	endA, endB := len(a), len(b)
	for endA > from && endB > from && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
		inA[endA], inB[endB] = true, true
	}
	a, b = a[from:endA], b[from:endB]
	if len(a) == 0 || len(b) == 0 || len(a) > mostCommon/len(b) {
		return inA, inB
	}
	width := len(b) + 1
	longest := make([]uint16, (len(a)+1)*width) // of what is behind the places; no more than the shorter list, so 2000
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				longest[i*width+k] = longest[(i+1)*width+k+1] + 1
			} else {
				longest[i*width+k] = max(longest[(i+1)*width+k], longest[i*width+k+1])
			}
		}
	}
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			inA[from+i], inB[from+k] = true, true
			i, k = i+1, k+1
		case longest[(i+1)*width+k] >= longest[i*width+k+1]:
			i++
		default:
			k++
		}
	}
	return inA, inB
}
