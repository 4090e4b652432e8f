package chrome

import (
	"context"
	"testing"
)

// BenchmarkCold is all that a one-shot build pays for its print: start, one print, end.
func BenchmarkCold(b *testing.B) {
	bin, dir, job := binary(b), b.TempDir(), resume(70)
	for b.Loop() {
		browser, err := Launch(context.Background(), bin, Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		mustPrint(b, browser, job)
		if err := browser.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkWarm is the print of a page of two sheets after a change.
func BenchmarkWarm(b *testing.B) {
	browser, job := warm(b), resume(70)
	mustPrint(b, browser, job)
	var sum Timings
	for b.Loop() {
		t := mustPrint(b, browser, job).Timings
		sum.Load += t.Load
		sum.Measure += t.Measure
		sum.Print += t.Print
	}
	ms := func(d interface{ Seconds() float64 }, name string) {
		b.ReportMetric(d.Seconds()*1000/float64(b.N), name)
	}
	ms(sum.Load, "ms-load/op")
	ms(sum.Measure, "ms-measure/op")
	ms(sum.Print, "ms-print/op")
}

// BenchmarkFour is a page printed with all tabs busy.
func BenchmarkFour(b *testing.B) {
	browser, job := warm(b), resume(70)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mustPrint(b, browser, job)
		}
	})
}

func BenchmarkFinish(b *testing.B) {
	pdf := mustPrint(b, warm(b), resume(70)).PDF
	for b.Loop() {
		if _, err := Finish(pdf, fullInfo()); err != nil {
			b.Fatal(err)
		}
	}
}
