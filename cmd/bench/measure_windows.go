package main

import "os"

// most is not known of a process that ended.
func most(*os.ProcessState) int64 { return 0 }
