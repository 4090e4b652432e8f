package chrome

import "os/exec"

// ownGroup has nothing to do: chromedp passes the pipe's handles by way of SysProcAttr, which stays
// as it is; a cancelled context ends Chrome, and when we die the closing pipe does.
func ownGroup(*exec.Cmd) {}
