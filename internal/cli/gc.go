package cli

import (
	"os"
	"runtime"
	"runtime/debug"
)

// paceCollector makes the garbage collector wait until a run has shown that it is a large one: a build of ten
// pages ends before it would begin, which is a quarter of its time. Large sites are then collected more often than
// Go's default does, which takes a fifth of their memory for a twentieth of their time. Both were
// measured with `make bench`. Who sets GOGC or GOMEMLIMIT is left alone.
//
// A command that goes on (serve, lsp, --watch) has its memory when it begins; what it must not do is make somebody
// wait for a collection at a save.
func paceCollector(args []string) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const (
		first = 800 // percent: of the least heap, 4 MB, that is 32 MB
		often = 60
		rare  = 200
	)
	then := often
	for _, a := range args {
		if a == "serve" || a == "server" || a == "lsp" || a == "--watch" || a == "-w" {
			then = rare
		}
	}
	debug.SetGCPercent(first)
	// The sentinel goes with the first collection.
	runtime.AddCleanup(new([16]byte), func(then int) { debug.SetGCPercent(then) }, then)
}
