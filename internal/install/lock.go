package install

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lock waits until nobody else installs or removes. It ends with the process at the latest.
//
// File systems that know no locks (some network ones) do not keep processes apart.
func (s Store) lock() (unlock func(), err error) {
	unlock, err = lockedfile.MutexAt(filepath.Join(s.Dir, lockName)).Lock()
	if errors.Is(err, errors.ErrUnsupported) {
		return func() {}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("lock the folder of Chrome: %w", err)
	}
	return unlock, nil
}

// wait is lock, until ctx ends. After a second it calls waits, which may be nil, once.
func (s Store) wait(ctx context.Context, waits func()) (unlock func(), err error) {
	type held struct {
		unlock func()
		err    error
	}
	got := make(chan held, 1)
	go func() {
		unlock, err := s.lock()
		got <- held{unlock, err}
	}()
	told := time.NewTimer(time.Second)
	defer told.Stop()
	for {
		select {
		case h := <-got:
			return h.unlock, h.err
		case <-told.C:
			if waits != nil {
				waits()
			}
		case <-ctx.Done():
			go func() { // the lock comes all the same, when the other lets go of it
				if h := <-got; h.err == nil {
					h.unlock()
				}
			}()
			return nil, context.Cause(ctx)
		}
	}
}
