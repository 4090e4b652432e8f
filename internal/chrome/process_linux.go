package chrome

import (
	"os/exec"
	"syscall"
)

// ownGroup puts Chrome and its children into a process group of their own, which a cancelled context
// kills at once (a Ctrl-C in the terminal reaches only us, and we kill); the kernel kills Chrome when
// we die, and its children end with it.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
