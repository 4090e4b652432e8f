// Package peer tells how a connection failed, on every system: Windows has numbers of its own for it.
package peer

import (
	"errors"
	"syscall"
)

// The errors of Windows' sockets. No Unix has numbers as high.
const (
	windowsReset   = syscall.Errno(10054) // WSAECONNRESET
	windowsAborted = syscall.Errno(10053) // WSAECONNABORTED: to write to what was closed
	windowsRefused = syscall.Errno(10061) // WSAECONNREFUSED
)

// Refused reports whether an error says that nobody listens at an address.
func Refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, windowsRefused)
}

// Reset reports whether an error says that the other side cut the connection.
func Reset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, windowsReset) || errors.Is(err, windowsAborted)
}
