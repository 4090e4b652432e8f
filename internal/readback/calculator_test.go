package readback

import (
	"slices"
	"strings"
	"testing"
)

// TestCalculator runs programs that are well, and ones that are not; those of the second kind give nothing.
func TestCalculator(t *testing.T) {
	tests := []struct {
		program string
		want    []float64 // of 3 and 4; nil when it fails
	}{
		{"{ add 2 mul }", []float64{14}},
		{"{ exch sub }", []float64{1}},
		{"{ 5 3 1 roll }", []float64{5, 3, 4}},
		{"{ 5 3 -1 roll }", []float64{4, 5, 3}},
		{"{ 2 copy }", []float64{3, 4, 3, 4}},
		{"{ 1 index }", []float64{3, 4, 3}},
		{"{ lt {1}{0} ifelse }", []float64{1}},
		{"{ gt { 7 } if }", []float64{}},
		{"{ pop pop true false and not }", []float64{1}},
		{"{ pop dup 0 le {pop 9} if }", []float64{3}},
		{"{ div floor neg abs sqrt }", []float64{0}},
		{"{ pop 27 add sqrt cvi 3 mod 90 sin }", []float64{2, 1}},
		{"", nil},
		{"{", nil},
		{"{ 1", nil},
		{"{ if }", nil},
		{"{ {1} }", nil},
		{"{ {1} ifelse }", nil},
		{"{ nonsense }", nil},
		{"{ pop pop pop }", nil},
		{"{ pop pop add }", nil},
		{"{ pop pop dup }", nil},
		{"{ pop exch }", nil},
		{"{ 99 index }", nil},
		{"{ -1 copy }", nil},
		{"{ 9 1 roll }", nil},
		{"{ (text) }", nil},
		{"{ " + strings.Repeat("{", 40) + strings.Repeat("}", 40) + " if }", nil},
		{"{ " + strings.Repeat("dup ", 200) + "}", nil},
	}
	for _, tt := range tests {
		m := &meter{left: fuel}
		c := calculator{stack: []float64{3, 4}, meter: m}
		p, ok := readProgram([]byte(tt.program), m)
		ok = ok && c.run(p)
		if ok != (tt.want != nil) || ok && !slices.Equal(c.stack, tt.want) {
			t.Errorf("%s: %v, %t; want %v", tt.program, c.stack, ok, tt.want)
		}
	}
}
