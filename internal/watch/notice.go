package watch

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"time"
)

// notice says, in one line, why the files are polled, and what mends that.
func notice(err error, interval time.Duration) string {
	cause, mend := err.Error(), ""
	linux := runtime.GOOS == "linux"
	switch {
	case linux && errors.Is(err, syscall.ENOSPC):
		cause = "the system has no inotify watches left"
		mend = "sudo sysctl fs.inotify.max_user_watches=524288"
	case linux && errors.Is(err, syscall.EMFILE):
		cause = "the system has no inotify instances left, or the process no open files"
		mend = "sudo sysctl fs.inotify.max_user_instances=512, or ulimit -n 4096"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		cause = "too many files are open to be notified of changes"
		mend = "ulimit -n 4096"
	}
	text := fmt.Sprintf("%s: looking for changes every %s instead", cause, interval)
	if mend != "" {
		text += "; to mend it: " + mend
	}
	return text
}
