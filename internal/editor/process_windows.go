package editor

import (
	"os/exec"
	"syscall"
)

// detach puts the editor into a process group of its own, so that Ctrl-C is not for it, and without a window for its command.
func detach(cmd *exec.Cmd) {
	const noWindow = 0x08000000 // CREATE_NO_WINDOW
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | noWindow}
}
