package chrome

import (
	"slices"
	"testing"
)

func TestDescendants(t *testing.T) {
	began := map[uint32]int64{10: 100, 11: 101, 12: 102, 13: 110, 20: 50, 21: 105}
	all := []running{
		{0, 0}, {4, 0}, {10, 4},
		{11, 10}, {12, 10}, // its own
		{13, 12},          // of its own
		{20, 10},          // of one that had its number before
		{21, 4}, {30, 10}, // another's, and one that is gone
		{10, 13}, // a circle, as numbers are given again
	}
	got := descendants(all, 10, func(id uint32) (int64, bool) { at, ok := began[id]; return at, ok })
	if want := []uint32{11, 12, 13}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := descendants(all, 99, func(uint32) (int64, bool) { return 0, false }); got != nil {
		t.Errorf("of one that is gone: %v", got)
	}
}
