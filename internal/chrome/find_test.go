package chrome

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// world is a finder of a system that has the given files, all executable; a value is a file's content.
func world(goos string, env map[string]string, files map[string]string) finder {
	m := fstest.MapFS{}
	key := func(p string) string {
		return strings.TrimLeft(strings.ReplaceAll(strings.ReplaceAll(p, `\`, "/"), ":", ""), "/")
	}
	for p, content := range files {
		m[key(p)] = &fstest.MapFile{Data: []byte(content), Mode: 0o755}
	}
	return finder{goos: goos, env: func(k string) string { return env[k] },
		stat: func(p string) (fs.FileInfo, error) { return m.Stat(key(p)) },
		read: func(p string) []byte { b, _ := m.ReadFile(key(p)); return b },
	}
}

func TestFindOrder(t *testing.T) {
	const debian = "/usr/lib/chromium/chromium-headless-shell"
	wrapper := "#!/bin/sh -e\n\n" + debian + " \"$@\"\n"
	unix := map[string]string{"PATH": "/usr/local/bin:/usr/bin:"}
	tests := []struct {
		name  string
		goos  string
		env   map[string]string
		files map[string]string
		path  string
		why   string
		shell bool
		snap  bool
	}{
		{name: "shell of Chrome for Testing first", goos: "linux", env: unix,
			files: map[string]string{"/usr/bin/chrome-headless-shell": "", debian: "", "/usr/bin/google-chrome": ""},
			path:  "/usr/bin/chrome-headless-shell", why: "on PATH", shell: true},
		{name: "Debian's by its direct path", goos: "linux", env: unix,
			files: map[string]string{debian: "", "/usr/bin/chromium-headless-shell": wrapper, "/usr/bin/chromium": ""},
			path:  debian, why: "a usual place", shell: true},
		{name: "a wrapper is followed", goos: "linux", env: map[string]string{"PATH": "/opt/bin"},
			files: map[string]string{"/opt/bin/headless-shell": "#!/bin/sh\nexec \"/opt/x/headless-shell\" \"$@\"\n", "/opt/x/headless-shell": ""},
			path:  "/opt/x/headless-shell", why: "on PATH", shell: true},
		{name: "a wrapper of nothing is kept", goos: "linux", env: map[string]string{"PATH": "/opt/bin"},
			files: map[string]string{"/opt/bin/headless-shell": "#!/bin/sh\n/gone/headless-shell \"$@\"\n"},
			path:  "/opt/bin/headless-shell", why: "on PATH", shell: true},
		{name: "image of chromedp", goos: "linux", env: map[string]string{"PATH": "/headless-shell"},
			files: map[string]string{"/headless-shell/headless-shell": ""},
			path:  "/headless-shell/headless-shell", why: "on PATH", shell: true},
		{name: "full Chrome before Chromium", goos: "linux", env: unix,
			files: map[string]string{"/usr/bin/chromium": "", "/usr/bin/google-chrome-stable": ""},
			path:  "/usr/bin/google-chrome-stable", why: "on PATH"},
		{name: "Ubuntu's snap is noted", goos: "linux", env: unix,
			files: map[string]string{"/usr/bin/chromium-browser": "#!/bin/sh\nexec /snap/bin/chromium \"$@\"\n"},
			path:  "/usr/bin/chromium-browser", why: "on PATH", snap: true},
		{name: "RESGEN_CHROME as a name", goos: "linux",
			env:   map[string]string{"PATH": "/usr/bin", "RESGEN_CHROME": "chromium"},
			files: map[string]string{debian: "", "/usr/bin/chromium": ""},
			path:  "/usr/bin/chromium", why: "RESGEN_CHROME"},
		{name: "RESGEN_CHROME as Debian's wrapper", goos: "linux",
			env:   map[string]string{"RESGEN_CHROME": "/usr/bin/chromium-headless-shell"},
			files: map[string]string{debian: "", "/usr/bin/chromium-headless-shell": wrapper},
			path:  debian, why: "RESGEN_CHROME", shell: true},
		{name: "macOS", goos: "darwin", env: map[string]string{"PATH": "/usr/bin", "HOME": "/Users/m"},
			files: map[string]string{"/Users/m/Applications/Google Chrome.app/Contents/MacOS/Google Chrome": ""},
			path:  "/Users/m/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", why: "a usual place"},
		{name: "Windows", goos: "windows", env: map[string]string{"PATH": `C:\bin`, "ProgramFiles": `C:\Program Files`},
			files: map[string]string{`C:\Program Files\Google\Chrome\Application\chrome.exe`: "", `C:\Program Files\Microsoft\Edge\Application\msedge.exe`: ""},
			path:  `C:\Program Files\Google\Chrome\Application\chrome.exe`, why: "a usual place"},
		{name: "Windows with Edge only", goos: "windows", env: map[string]string{"ProgramFiles(x86)": `C:\Program Files (x86)`},
			files: map[string]string{`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`: ""},
			path:  `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`, why: "a usual place"},
		{name: "Windows PATH", goos: "windows", env: map[string]string{"PATH": `C:\a;C:\b\`},
			files: map[string]string{`C:\b\chrome-headless-shell.exe`: ""},
			path:  `C:\b\chrome-headless-shell.exe`, why: "on PATH", shell: true},
		{name: "Windows PATH with quotes, and what is below the current folder", goos: "windows",
			env:   map[string]string{"PATH": `.;bin;C:bin;;"D:\My Tools";E:\x`},
			files: map[string]string{`.\chrome.exe`: "", `bin\chrome.exe`: "", `C:bin\chrome.exe`: "", `\chrome.exe`: "", `D:\My Tools\chrome.exe`: "", `E:\x\chrome.exe`: ""},
			path:  `D:\My Tools\chrome.exe`, why: "on PATH"},
		{name: "Windows, a share on PATH", goos: "windows", env: map[string]string{"PATH": `\\server\tools`},
			files: map[string]string{`\\server\tools\chrome.exe`: ""},
			path:  `\\server\tools\chrome.exe`, why: "on PATH"},
		{name: "Windows, for one user", goos: "windows", env: map[string]string{"LOCALAPPDATA": `C:\Users\m\AppData\Local`},
			files: map[string]string{`C:\Users\m\AppData\Local\BraveSoftware\Brave-Browser\Application\brave.exe`: "", `C:\Users\m\AppData\Local\Microsoft\Edge\Application\msedge.exe`: ""},
			path:  `C:\Users\m\AppData\Local\Microsoft\Edge\Application\msedge.exe`, why: "a usual place"},
		{name: "macOS with Edge only", goos: "darwin", env: map[string]string{"PATH": "bin:/usr/bin"},
			files: map[string]string{"bin/chromium": "", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge": ""},
			path:  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", why: "a usual place"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := world(tt.goos, tt.env, tt.files).find()
			if err != nil {
				t.Fatal(err)
			}
			if b.Path != tt.path || b.Why != tt.why || b.Shell != tt.shell || b.Snap != tt.snap {
				t.Errorf("found %+v", b)
			}
		})
	}
}

func TestFindErrors(t *testing.T) {
	_, err := world("linux", map[string]string{"PATH": "/usr/bin"}, map[string]string{"/usr/bin/dnf": ""}).find()
	if !errors.Is(err, ErrNotFound) {
		t.Fatalf("error is %v", err)
	}
	what, hint, _ := strings.Cut(err.Error(), "\n")
	if !strings.Contains(what, "chrome-headless-shell") || !strings.Contains(what, "google-chrome") || hint != "resgen chrome install\nor, for all users: sudo dnf install chromium-headless" {
		t.Errorf("error is %v", err)
	}

	if runtime.GOOS == "windows" {
		t.Skip("modes of files")
	}
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ chrome, want string }{
		{"no-such-chrome", "RESGEN_CHROME=no-such-chrome: not found on PATH"},
		{filepath.Join(dir, "gone"), "no such file or directory"},
		{plain, "is not executable"},
		{dir, "is a folder"},
	} {
		_, err := Find(func(key string) string {
			if key == "RESGEN_CHROME" {
				return tt.chrome
			}
			return os.Getenv(key)
		})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), tt.chrome) {
			t.Errorf("RESGEN_CHROME=%s: error is %v, want %q", tt.chrome, err, tt.want)
		}
	}
}

func TestFindIsAbsolute(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes of files")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("headless-shell", nil, 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := Find(func(key string) string { return map[string]string{"RESGEN_CHROME": "./headless-shell"}[key] })
	if err != nil || !filepath.IsAbs(b.Path) {
		t.Errorf("path is %q (%v)", b.Path, err)
	}
}

func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "headless-shell")
	find := func() string {
		t.Helper()
		b, err := Find(func(key string) string { return map[string]string{"RESGEN_CHROME": path}[key] })
		if err != nil {
			t.Fatal(err)
		}
		return b.Identity()
	}
	if err := os.WriteFile(path, []byte("one"), 0o755); err != nil {
		t.Fatal(err)
	}
	first := find()
	if find() != first {
		t.Error("the identity of one file changes")
	}
	if err := os.WriteFile(path, []byte("three"), 0o755); err != nil {
		t.Fatal(err)
	}
	if find() == first {
		t.Error("another binary has the same identity")
	}
}

// TestBehind holds that an update of the browser that a wrapper starts is another identity, and that a wrapper of who
// knows what has none.
func TestBehind(t *testing.T) {
	big := strings.Repeat("x", 1<<20)
	identity := func(path string, files map[string]string) string {
		t.Helper()
		b, err := world("linux", map[string]string{"PATH": "/usr/bin"}, files).binary(path, "on PATH")
		if err != nil {
			t.Fatal(err)
		}
		return b.Identity()
	}
	for name, tt := range map[string]struct{ path, script, real string }{
		"an absolute path": {"/usr/bin/chromium", "#!/bin/sh\nexec /usr/lib/chromium/chromium \"$@\"\n", "/usr/lib/chromium/chromium"},
		"beside it":        {"/opt/google/chrome/google-chrome", "#!/bin/bash\nHERE=x\nexec -a \"$0\" \"$HERE/chrome\" \"$@\"\n", "/opt/google/chrome/chrome"},
		"a snap":           {"/usr/bin/chromium-browser", "#!/bin/sh\nexec /snap/bin/chromium \"$@\"\n", "/snap/chromium/current/meta/snap.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			before := identity(tt.path, map[string]string{tt.path: tt.script, tt.real: big})
			after := identity(tt.path, map[string]string{tt.path: tt.script, tt.real: big + "x"})
			if before == "" || before == after {
				t.Errorf("before an update %q, after it %q", before, after)
			}
			if got := identity(tt.path, map[string]string{tt.path: tt.script}); got != "" {
				t.Errorf("without the browser: %q", got)
			}
		})
	}
}

func TestInstallHint(t *testing.T) {
	for _, tt := range []struct{ goos, has, want string }{
		{"linux", "apt", "sudo apt install chromium-headless-shell"},
		{"linux", "apt snap", ""},
		{"linux", "dnf", "sudo dnf install chromium-headless"},
		{"linux", "pacman", "sudo pacman -S chromium"},
		{"linux", "apk", "apk add chromium"},
		{"linux", "", ""},
		{"darwin", "brew", "brew install --cask google-chrome"},
		{"darwin", "", ""},
		{"windows", "", "winget install Google.Chrome"},
	} {
		lookPath := func(name string) (string, error) {
			for has := range strings.FieldsSeq(tt.has) {
				if has == name {
					return "/bin/" + name, nil
				}
			}
			return "", fs.ErrNotExist
		}
		if got := SystemHint(tt.goos, lookPath); got != tt.want {
			t.Errorf("%s with %q: %q", tt.goos, tt.has, got)
		}
		all := ForUser + "\nor, for all users: " + tt.want
		switch tt.want {
		case "":
			all = ForUser
		case "apk add chromium": // Google's builds do not run there
			all = tt.want
		}
		if got := InstallHint(tt.goos, lookPath); got != all {
			t.Errorf("%s with %q: %q", tt.goos, tt.has, got)
		}
	}
}
