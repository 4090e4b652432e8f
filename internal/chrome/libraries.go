package chrome

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A LibraryError is of a Chrome that cannot be loaded, since the system lacks libraries that it is linked with.
type LibraryError struct {
	Names []string // "libnss3.so"
	Hint  string   // how to get them: a command, where it is known, or what to look for
}

func (e *LibraryError) Error() string {
	return fmt.Sprintf("this system lacks %s, which Chrome is linked with\n%s", strings.Join(e.Names, ", "), e.Hint)
}

var (
	notLoaded = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`error while loading shared libraries: ([\w.+-]+):`) })
	notFound  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\s*([\w.+-]+) => not found`) })
)

// lacking is what a Chrome that did not start lacks, by its last words; nil when it ended of something else. The loader names one library, ldd
// all of them.
func lacking(ctx context.Context, path, output string) *LibraryError {
	m := notLoaded().FindStringSubmatch(output)
	if m == nil {
		return nil
	}
	names := []string{m[1]}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if all, err := exec.CommandContext(ctx, "ldd", path).Output(); err == nil {
		for _, m := range notFound().FindAllSubmatch(all, -1) {
			names = append(names, string(m[1]))
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	release, _ := os.ReadFile("/etc/os-release")
	return &LibraryError{names, libraryHint(names, string(release), exec.LookPath)}
}

// A packaged is where a library comes from.
type packaged struct {
	apt     string
	pacman  string
	renamed bool // since Debian 13 and Ubuntu 24.04 its package ends in "t64"
}

// packages is the packages of what Chrome's headless shell is linked with, by the library's name up to ".so".
var packages = map[string]packaged{
	"libasound":         {"libasound2", "alsa-lib", true},
	"libatk-1.0":        {"libatk1.0-0", "at-spi2-core", true},
	"libatk-bridge-2.0": {"libatk-bridge2.0-0", "at-spi2-core", true},
	"libatspi":          {"libatspi2.0-0", "at-spi2-core", true},
	"libcairo":          {"libcairo2", "cairo", false},
	"libcups":           {"libcups2", "libcups", true},
	"libdbus-1":         {"libdbus-1-3", "dbus", false},
	"libdrm":            {"libdrm2", "libdrm", false},
	"libexpat":          {"libexpat1", "expat", false},
	"libfontconfig":     {"libfontconfig1", "fontconfig", false},
	"libfreetype":       {"libfreetype6", "freetype2", false},
	"libgbm":            {"libgbm1", "mesa", false},
	"libgcc_s":          {"libgcc-s1", "gcc-libs", false},
	"libgio-2.0":        {"libglib2.0-0", "glib2", true},
	"libglib-2.0":       {"libglib2.0-0", "glib2", true},
	"libgobject-2.0":    {"libglib2.0-0", "glib2", true},
	"libnspr4":          {"libnspr4", "nspr", false},
	"libnss3":           {"libnss3", "nss", false},
	"libnssutil3":       {"libnss3", "nss", false},
	"libsmime3":         {"libnss3", "nss", false},
	"libplc4":           {"libnspr4", "nspr", false},
	"libplds4":          {"libnspr4", "nspr", false},
	"libpango-1.0":      {"libpango-1.0-0", "pango", false},
	"libudev":           {"libudev1", "systemd-libs", false},
	"libX11":            {"libx11-6", "libx11", false},
	"libxcb":            {"libxcb1", "libxcb", false},
	"libXcomposite":     {"libxcomposite1", "libxcomposite", false},
	"libXdamage":        {"libxdamage1", "libxdamage", false},
	"libXext":           {"libxext6", "libxext", false},
	"libXfixes":         {"libxfixes3", "libxfixes", false},
	"libxkbcommon":      {"libxkbcommon0", "libxkbcommon", false},
	"libXrandr":         {"libxrandr2", "libxrandr", false},
}

// libraryHint is the command that installs some libraries, by the system's package manager; release is the text of /etc/os-release. What
// it does not know the package of, it names.
func libraryHint(names []string, release string, lookPath func(string) (string, error)) string {
	has := func(name string) bool { _, err := lookPath(name); return err == nil }
	if has("dnf") || has("zypper") { // these know packages by what is in them
		command := "sudo dnf install"
		if !has("dnf") {
			command = "sudo zypper install"
		}
		for _, name := range names {
			command += " '" + name + "()(64bit)'"
		}
		return command
	}
	var from, unknown []string
	late := renamed(release)
	for _, name := range names {
		base, _, _ := strings.Cut(name, ".so")
		p, ok := packages[base]
		switch {
		case !ok:
			unknown = append(unknown, name)
		case has("apt") && p.renamed && late:
			from = append(from, p.apt+"t64")
		case has("apt"):
			from = append(from, p.apt)
		case has("pacman"):
			from = append(from, p.pacman)
		default:
			unknown = append(unknown, name)
		}
	}
	slices.Sort(from)
	from = slices.Compact(from)
	hint := ""
	if len(from) > 0 {
		hint = "sudo apt install "
		if !has("apt") {
			hint = "sudo pacman -S "
		}
		hint += strings.Join(from, " ")
	}
	if len(unknown) > 0 {
		if hint != "" {
			hint += "\n"
		}
		hint += "install what your system calls the package of " + strings.Join(unknown, ", ")
	}
	return hint
}

// renamed reports whether a system of Debian's kind has the packages that were renamed for 64-bit times.
func renamed(release string) bool {
	value := map[string]string{}
	for line := range strings.Lines(release) {
		if k, v, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			value[k] = strings.Trim(v, `"'`)
		}
	}
	version, err := strconv.ParseFloat(value["VERSION_ID"], 64)
	switch value["ID"] {
	case "debian":
		return err != nil || version >= 13 // its testing has no number
	case "ubuntu":
		return version >= 24.04
	}
	return false
}

// Loads says why a Chrome that Google built cannot be loaded on a system, whichever it is; nil when nothing speaks against it. goos and goarch
// are as in package runtime, and stat is os.Stat, or a test's.
func Loads(goos, goarch string, stat func(string) (fs.FileInfo, error)) error {
	loader := map[string]string{"amd64": "/lib64/ld-linux-x86-64.so.2", "arm64": "/lib/ld-linux-aarch64.so.1"}[goarch]
	if goos != "linux" || loader == "" {
		return nil
	}
	if _, err := stat(loader); err != nil {
		return fmt.Errorf("this system lacks the GNU C library, which Google's builds of Chrome need (there is no %s)", loader)
	}
	return nil
}
