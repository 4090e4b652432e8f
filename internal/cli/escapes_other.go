//go:build !windows

package cli

import "os"

// escapes reports whether a terminal understands escape sequences; those that do not say so by TERM=dumb.
func escapes(*os.File) bool { return true }
