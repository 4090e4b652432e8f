package build

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/resgen/resgen/internal/chrome"
)

// A resting browser counts how often it was closed.
type resting struct {
	*fake
	closed *atomic.Int32
}

func (r resting) Close() error { r.closed.Add(1); return nil }

// TestPrinterRests holds that a browser which nobody uses is ended, that one in use is not, and that the next print starts another.
func TestPrinterRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var began, closed atomic.Int32
		f := newFake(t)
		p := PrinterOf(chrome.Binary{Path: "fake"}, func() (Browser, error) { began.Add(1); return resting{f, &closed}, nil })
		p.Rest(time.Minute)
		is := func(when string, starts, ends int32) {
			t.Helper()
			synctest.Wait()
			if began.Load() != starts || closed.Load() != ends {
				t.Errorf("%s: %d browsers were started and %d ended, want %d and %d", when, began.Load(), closed.Load(), starts, ends)
			}
		}
		print := func() {
			t.Helper()
			if _, err := p.Print(t.Context(), chrome.Job{}); err != nil {
				t.Error(err)
			}
		}
		p.Warm()
		is("warm", 1, 0)
		print()
		time.Sleep(59 * time.Second)
		print()
		time.Sleep(59 * time.Second)
		is("used now and then", 1, 0)
		time.Sleep(2 * time.Second)
		is("not used", 1, 1)
		if v := p.Version(); v != "" {
			t.Errorf("version %q of none", v)
		}
		f.hold = make(chan struct{})
		go print()
		time.Sleep(5 * time.Minute)
		is("in a long print", 2, 1)
		close(f.hold)
		time.Sleep(2 * time.Minute)
		is("after it", 2, 2)
		print()
		p.Close()
		time.Sleep(2 * time.Minute)
		is("closed", 3, 3)
	})
}
