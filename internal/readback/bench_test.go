package readback

import "testing"

// BenchmarkRead reads a résumé of two sheets and joins it: DESIGN 5 allows 4 to 7 ms.
func BenchmarkRead(b *testing.B) {
	s := readSample(b, "resume")
	b.SetBytes(int64(len(s.pdf)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(s.pdf, s.measure); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	s := readSample(b, "resume")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Words(s.pdf); err != nil {
			b.Fatal(err)
		}
	}
}
