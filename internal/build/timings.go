package build

import (
	"slices"
	"sync"
	"time"
)

// A timings is how long each stage took, in the order in which they began.
type timings struct {
	mu   sync.Mutex
	list []Timing
}

// A Timing is one stage and what it took.
type Timing struct {
	Stage string
	Took  time.Duration
}

func (t *timings) start(stage string) (done func()) {
	began := time.Now()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.list = append(t.list, Timing{stage, time.Since(began)})
	}
}

// Timings is what each stage took so far.
func (r *Result) Timings() []Timing {
	r.times.mu.Lock()
	defer r.times.mu.Unlock()
	return slices.Clone(r.times.list)
}
