//go:build !linux && !darwin

package output

import (
	"errors"
	"io/fs"
)

const canExchange = false

func swapFolders(_, _ string) error { return errors.ErrUnsupported }

func mine(_, _ fs.FileInfo) bool { return false }
