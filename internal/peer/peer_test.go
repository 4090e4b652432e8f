package peer

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"testing"
)

func TestErrors(t *testing.T) {
	of := func(err error) error {
		return fmt.Errorf("ask: %w", &net.OpError{Op: "dial", Err: os.NewSyscallError("connectex", err)})
	}
	for _, test := range []struct {
		err            error
		refused, reset bool
	}{
		{of(syscall.ECONNREFUSED), true, false},
		{of(syscall.Errno(10061)), true, false},
		{of(syscall.ECONNRESET), false, true},
		{of(syscall.EPIPE), false, true},
		{of(syscall.Errno(10054)), false, true},
		{of(syscall.Errno(10053)), false, true},
		{of(syscall.ENETUNREACH), false, false},
		{errors.New("connection refused"), false, false},
		{nil, false, false},
	} {
		if refused, reset := Refused(test.err), Reset(test.err); refused != test.refused || reset != test.reset {
			t.Errorf("%v: refused %v, reset %v", test.err, refused, reset)
		}
	}
}

// TestRefused asks a port of this machine where nobody listens any more.
func TestRefused(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ln.Close()
	c, err := net.Dial("tcp", ln.Addr().String())
	if err == nil {
		c.Close()
		t.Skip("somebody else listens there now")
	}
	if !Refused(err) {
		t.Errorf("%v is not refused", err)
	}
}
