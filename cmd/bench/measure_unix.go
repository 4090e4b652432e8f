//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// most is the most memory, in bytes, that an ended process had at once.
func most(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" { // which counts in bytes
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}
