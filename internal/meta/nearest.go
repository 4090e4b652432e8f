package meta

import "strings"

// Nearest is the one of some names that a word was probably meant to be, one letter in three being wrong at most; "" when none is
// near.
func Nearest(word string, names []string) string { return NearestWithin(word, names, len(word)/3) }

// NearestWithin is the first of those names that are fewest letters off a word, in capitals or not, and at most off letters; ""
// when none is so near.
func NearestWithin(word string, names []string, off int) string {
	best := ""
	for _, n := range names {
		if d := Distance(strings.ToLower(word), strings.ToLower(n)); n != "" && (d < off || d == off && best == "") {
			best, off = n, d
		}
	}
	return best
}

// Distance is the number of letters to put in, take out, change or swap with their neighbour
// to make b from a (optimal string alignment). Words are short: O(len(a) * len(b)).
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
