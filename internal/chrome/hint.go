package chrome

import "strings"

// InstallHint is the command that installs a Chrome on a system, headless shell first; goos is as in
// runtime.GOOS, and lookPath (exec.LookPath, or a test's) tells which package manager there is. It may
// have a second line, for what is to be set afterwards.
func InstallHint(goos string, lookPath func(string) (string, error)) string {
	has := func(name string) bool { _, err := lookPath(name); return err == nil }
	switch goos {
	case "darwin":
		if has("brew") {
			return "brew install --cask google-chrome"
		}
	case "windows":
		return "winget install Google.Chrome"
	default:
		switch {
		case has("snap") && has("apt"): // Ubuntu: its chromium is a snap, which cannot see our folders
			return download
		case has("apt"):
			return "sudo apt install chromium-headless-shell"
		case has("dnf"):
			return "sudo dnf install chromium-headless"
		case has("pacman"):
			return "sudo pacman -S chromium"
		case has("apk"):
			return "apk add chromium"
		}
	}
	return download
}

const download = "npx @puppeteer/browsers install chrome-headless-shell@stable\nRESGEN_CHROME=<the path that it prints>"

// sandboxHint is the way out when the system does not let Chrome build its sandbox.
const sandboxHint = "RESGEN_CHROME_NO_SANDBOX=1 runs it without; what it prints is your own"

// noSandbox reports whether Chrome's last words are about its sandbox: containers, and Ubuntu since
// 23.10, deny the user namespaces that it is made of.
func noSandbox(output string) bool {
	return strings.Contains(output, "No usable sandbox") ||
		strings.Contains(output, "SUID sandbox helper") ||
		strings.Contains(output, "Failed to move to new namespace") ||
		strings.Contains(output, "without --no-sandbox is not supported")
}
