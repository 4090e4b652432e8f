package chrome

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
