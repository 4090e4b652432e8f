package chrome

// ForUser is the command that gets a headless shell for one user, who needs no root for it.
const ForUser = "resgen chrome install"

// InstallHint is how to get a Chrome: the command for one user, and on a line of its own what installs one for all of them; goos and lookPath
// are as for [SystemHint]. On a system that Google's builds do not run on, it is the latter alone.
func InstallHint(goos string, lookPath func(string) (string, error)) string {
	system := SystemHint(goos, lookPath)
	if _, err := lookPath("apk"); err == nil && goos == "linux" {
		return system
	}
	if system == "" {
		return ForUser
	}
	return ForUser + "\nor, for all users: " + system
}

// SystemHint is the command by which a system's package manager installs a Chrome, headless shell first; "" when none is known. goos is as in
// runtime.GOOS, and lookPath (exec.LookPath, or a test's) tells which package manager there is.
func SystemHint(goos string, lookPath func(string) (string, error)) string {
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
	return ""
}
