//go:build !unix && !windows

package editor

import "os/exec"

// detach has nothing to do where processes have no groups.
func detach(*exec.Cmd) {}
