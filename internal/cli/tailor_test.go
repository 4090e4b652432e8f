package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"testing/synctest"
)

// TestPostingIsLeft holds that Ctrl-C does not wait for a posting that is still being typed.
func TestPostingIsLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, typed := io.Pipe()
		defer typed.Close()
		a := &app{in: in, out: io.Discard, err: io.Discard, env: os.Getenv}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			_, err := a.postingFile(ctx, "-")
			ended <- err
		}()
		typed.Write([]byte("Requirements\n"))
		synctest.Wait()
		select {
		case err := <-ended:
			t.Fatalf("it did not wait for the rest: %v", err)
		default:
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("left with %v", err)
		}
	})
}
