//go:build unix

package editor

import (
	"os/exec"
	"syscall"
)

// detach puts the editor into a session of its own: Ctrl-C, and the end of the terminal, are not for it.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
