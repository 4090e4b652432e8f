package chrome

import (
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// ownGroup keeps Ctrl-C from Chrome, which has no window of a console either; a cancelled context kills it and all that it has started, as
// Windows does not: they would hold the profile's files for some time. When we die the pipe closes, and Chrome ends by
// itself. What chromedp has put into SysProcAttr, the pipe's handles, stays.
func ownGroup(cmd *exec.Cmd) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.CreationFlags |= windows.CREATE_NEW_PROCESS_GROUP | windows.CREATE_NO_WINDOW
	cmd.Cancel = func() error {
		// They are looked for while it lives, so that its number is its own.
		children := descendants(processes(), uint32(cmd.Process.Pid), began)
		err := cmd.Process.Kill()
		for _, id := range children {
			terminate(id)
		}
		return err
	}
}

// processes is all that run.
func processes() (all []running) {
	snapshot, err := windows.CreateToolhelp32Snapshot(windows.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		return nil
	}
	defer windows.CloseHandle(snapshot)
	entry := windows.ProcessEntry32{Size: uint32(unsafe.Sizeof(windows.ProcessEntry32{}))}
	for err = windows.Process32First(snapshot, &entry); err == nil; err = windows.Process32Next(snapshot, &entry) {
		all = append(all, running{entry.ProcessID, entry.ParentProcessID})
	}
	return all
}

// began is when a process began, in units of 100 ns.
func began(id uint32) (at int64, ok bool) {
	h, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, id)
	if err != nil {
		return 0, false
	}
	defer windows.CloseHandle(h)
	var created, ended, kernel, user windows.Filetime
	if windows.GetProcessTimes(h, &created, &ended, &kernel, &user) != nil {
		return 0, false
	}
	return int64(created.HighDateTime)<<32 | int64(created.LowDateTime), true
}

func terminate(id uint32) {
	h, err := windows.OpenProcess(windows.PROCESS_TERMINATE, false, id)
	if err != nil {
		return
	}
	defer windows.CloseHandle(h)
	_ = windows.TerminateProcess(h, 1)
}
