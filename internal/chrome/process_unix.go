//go:build unix && !linux

package chrome

import (
	"os/exec"
	"syscall"
)

// ownGroup puts Chrome and its children into a process group of their own, which a cancelled context
// kills at once. When we die the pipe closes, and Chrome ends by itself.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
