package tailor

import "testing"

func BenchmarkSelect(b *testing.B) {
	r, p := masters(b)["master"], adverts(b)[1].Posting
	report, heights := Read(r, p, november), Measure(faked(r))
	for b.Loop() {
		Select(r, report, heights, fakeOptions(2))
	}
}
