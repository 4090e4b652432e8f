package chrome

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Binary is a Chrome that can be started.
type Binary struct {
	Path    string // absolute
	Shell   bool   // it is a headless shell: starts in a third of the time of a full Chrome
	Snap    bool   // it comes from a snap, which sees neither hidden folders nor the system's /tmp
	Size    int64  // of the file, in bytes
	ModTime time.Time
	Why     string // how it was found: "RESGEN_CHROME", "on PATH", "a usual place"
	Behind  string // what tells the browser apart that a wrapper starts: "" for none, "?" when it is not known
}

// Identity tells apart binaries whose prints may differ; it is part of the key of a remembered print.
// It is made from what a stat gives, so that no browser has to be started for it. It is "" when that says nothing,
// because the binary only starts another one that is not known.
func (b Binary) Identity() string {
	if b.Behind == "?" {
		return ""
	}
	return fmt.Sprintf("%s %d %d %s", b.Path, b.Size, b.ModTime.UnixNano(), b.Behind)
}

// ErrNotFound is wrapped by the error of [Find] when there is no Chrome at all.
var ErrNotFound = errors.New("no Chrome found")

// Find is the browser to print with. env gives variables of the environment, "" for one that is not
// set; RESGEN_CHROME, PATH and on Windows the program folders are asked for.
//
// The order is our own: a headless shell starts three times faster than a full Chrome and chromedp's
// search knows neither Debian's nor the one of Chrome for Testing. What RESGEN_CHROME names is never
// passed over in silence. The first line of an error says what was looked for, those behind it, when there
// are any, are the commands that mend it ([InstallHint]).
func Find(env func(string) string) (Binary, error) {
	b, err := finder{goos: runtime.GOOS, env: env, stat: os.Stat, read: head}.find()
	if err == nil {
		b.Path, err = filepath.Abs(b.Path)
	}
	return b, err
}

// At is the browser of a path, for [Binary.Why].
func At(path, why string) (Binary, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Binary{}, err
	}
	b, err := finder{goos: runtime.GOOS, stat: os.Stat, read: head}.binary(path, why)
	if err != nil {
		return Binary{}, fmt.Errorf("%s: %w", path, err)
	}
	return b, nil
}

// finder is Find with its world as values, for the tests of other systems.
type finder struct {
	goos string
	env  func(string) string
	stat func(string) (fs.FileInfo, error)
	read func(string) []byte // the first bytes of a file
}

func (f finder) find() (Binary, error) {
	if name := f.env("RESGEN_CHROME"); name != "" {
		path := name
		if !strings.ContainsAny(name, `/\`) {
			found, ok := f.lookPath(name)
			if !ok {
				return Binary{}, fmt.Errorf("RESGEN_CHROME=%s: not found on PATH", name)
			}
			path = found
		}
		b, err := f.binary(path, "RESGEN_CHROME")
		if err != nil {
			return Binary{}, fmt.Errorf("RESGEN_CHROME=%s: %w", name, err)
		}
		return b, nil
	}
	places := f.places()
	for _, p := range places {
		path, why := p, "a usual place"
		if !strings.ContainsAny(p, `/\`) {
			found, ok := f.lookPath(p)
			if !ok {
				continue
			}
			path, why = found, "on PATH"
		}
		if b, err := f.binary(path, why); err == nil {
			return b, nil
		}
	}
	hint := InstallHint(f.goos, func(name string) (string, error) {
		if path, ok := f.lookPath(name); ok {
			return path, nil
		}
		return "", fs.ErrNotExist
	})
	return Binary{}, fmt.Errorf("%w; looked for %s\n%s", ErrNotFound, named(places), hint)
}

// named is places in a few words: what is looked for on PATH, and what in the folders that programs have.
func named(places []string) string {
	var names, programs []string
	for _, p := range places {
		if i := strings.LastIndexAny(p, `/\`); i < 0 {
			names = append(names, p)
		} else if !slices.Contains(programs, p[i+1:]) {
			programs = append(programs, p[i+1:])
		}
	}
	text := strings.Join(names, ", ") + " on PATH"
	if programs != nil {
		text += ", and for " + strings.Join(programs, ", ") + " where programs are"
	}
	return text
}

// places is what is looked for, in order: names on PATH and full paths.
func (f finder) places() []string {
	shells := []string{"chrome-headless-shell"}
	full := []string{"google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome"}
	switch f.goos {
	case "windows":
		shells = append(shells, "headless-shell")
		full = []string{"chrome"}
		for _, dir := range []string{f.env("ProgramFiles"), f.env("ProgramFiles(x86)"), f.env("LOCALAPPDATA")} {
			if dir != "" {
				full = append(full, dir+`\Google\Chrome\Application\chrome.exe`, dir+`\Chromium\Application\chrome.exe`)
			}
		}
		for _, dir := range []string{f.env("ProgramFiles(x86)"), f.env("ProgramFiles"), f.env("LOCALAPPDATA")} {
			if dir != "" { // Edge is a Chromium, and on every machine
				full = append(full, dir+`\Microsoft\Edge\Application\msedge.exe`)
			}
		}
		for _, dir := range []string{f.env("ProgramFiles"), f.env("LOCALAPPDATA")} {
			if dir != "" {
				full = append(full, dir+`\BraveSoftware\Brave-Browser\Application\brave.exe`)
			}
		}
	case "darwin":
		shells = append(shells, "chromium-headless-shell", "headless-shell")
		for _, app := range []string{"Google Chrome", "Chromium", "Google Chrome for Testing", "Microsoft Edge", "Brave Browser"} {
			path := "/Applications/" + app + ".app/Contents/MacOS/" + app
			full = append(full, path)
			if home := f.env("HOME"); home != "" {
				full = append(full, home+path)
			}
		}
	default:
		shells = append(shells,
			"/usr/lib/chromium/chromium-headless-shell", // Debian
			"chromium-headless-shell",
			"headless-shell", // the image chromedp/headless-shell
			"headless_shell",
			"/usr/lib64/chromium-browser/headless_shell") // Fedora
	}
	return append(shells, full...)
}

// lookPath is exec.LookPath with the PATH of env.
func (f finder) lookPath(name string) (string, bool) {
	sep, ext, slash := ":", "", "/"
	if f.goos == "windows" {
		sep, slash = ";", `\`
		if filepath.Ext(name) == "" {
			ext = ".exe"
		}
	}
	for _, dir := range strings.Split(f.env("PATH"), sep) {
		if f.goos == "windows" {
			dir = strings.Trim(dir, `"`)
		}
		if !f.rooted(dir) { // below the current folder, as "" is: never run what happens to lie there
			continue
		}
		path := strings.TrimSuffix(dir, slash) + slash + name + ext
		if f.executable(path) == nil {
			return path, true
		}
	}
	return "", false
}

// rooted reports whether a folder is the same wherever one is.
func (f finder) rooted(dir string) bool {
	if f.goos == "windows" {
		return len(dir) > 2 && dir[1] == ':' && (dir[2] == '\\' || dir[2] == '/') || strings.HasPrefix(dir, `\\`)
	}
	return strings.HasPrefix(dir, "/")
}

func (f finder) executable(path string) error {
	info, err := f.stat(path)
	switch {
	case err != nil:
		return errors.Unwrap(err) // "no such file or directory": the path is named by the caller
	case info.IsDir():
		return errors.New("is a folder")
	case !info.Mode().IsRegular():
		return errors.New("is not a file")
	case f.goos != "windows" && info.Mode()&0o111 == 0:
		return errors.New("is not executable")
	}
	return nil
}

func (f finder) binary(path, why string) (Binary, error) {
	if err := f.executable(path); err != nil {
		return Binary{}, err
	}
	snap := f.snap(path)
	if to := f.direct(path); to != "" {
		path = to
	}
	info, err := f.stat(path)
	if err != nil {
		return Binary{}, err
	}
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	return Binary{
		Path: path, Size: info.Size(), ModTime: info.ModTime(), Why: why, Snap: snap,
		Shell:  strings.Contains(name, "headless-shell") || strings.Contains(name, "headless_shell"),
		Behind: f.behind(path, snap),
	}, nil
}

var (
	absolute = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/[\w.+/-]+`) })
	snapName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/snap/bin/([\w-]+)`) })
	browsers = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:google-|microsoft-)?(?:chrome|chromium|headless[-_]shell|msedge|brave|vivaldi|opera)[\w-]*$|^chrom(?:e|ium)-`)
	})
	nearby = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"\$\w+/(chrome|chromium)"`) }) // beside the script, as Google's own
)

// behind tells apart the browsers that a wrapper starts. Chrome's, Debian's and Ubuntu's packages put a script on PATH that
// an update need not touch.
func (f finder) behind(path string, snap bool) string {
	script := f.script(path)
	if script == nil && !snap {
		return ""
	}
	var places []string
	if snap {
		name := path[strings.LastIndexByte(path, '/')+1:]
		if m := snapName().FindSubmatch(script); m != nil {
			name = string(m[1])
		}
		places = append(places, "/snap/"+name+"/current/meta/snap.yaml")
	}
	for _, p := range absolute().FindAll(script, -1) {
		if p := string(p); browsers().MatchString(p[strings.LastIndexByte(p, '/')+1:]) { // it may name a debugger, too
			places = append(places, p)
		}
	}
	for _, m := range nearby().FindAllSubmatch(script, -1) {
		real, err := filepath.EvalSymlinks(path)
		if err != nil {
			real = path
		}
		places = append(places, filepath.Join(filepath.Dir(real), string(m[1])))
	}
	const program = 1 << 20 // bytes; a browser is larger, what else a script names is not
	var known strings.Builder
	for _, p := range places {
		if info, err := f.stat(p); err == nil && info.Mode().IsRegular() && (info.Size() >= program || strings.HasPrefix(p, "/snap/")) {
			fmt.Fprintf(&known, "%s %d %d ", p, info.Size(), info.ModTime().UnixNano())
		}
	}
	if known.Len() == 0 {
		return "?"
	}
	return known.String()
}

// shellPath is the path of a headless shell inside of a wrapper script.
var shellPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\s*(?:exec\s+)?"?(/[\w./-]+/(?:chromium-|chrome-)?headless[-_]shell)\b`)
})

// direct is the browser that a wrapper script starts, or "". Debian's /usr/bin/chromium-headless-shell
// does not exec: our signals, and the one for our own death, would reach the sh and not Chrome.
func (f finder) direct(path string) string {
	m := shellPath().FindSubmatch(f.script(path))
	if m == nil || string(m[1]) == path || f.executable(string(m[1])) != nil {
		return ""
	}
	return string(m[1])
}

// snap reports whether a snap stands behind a path: Ubuntu's /usr/bin/chromium-browser is a script for one.
func (f finder) snap(path string) bool {
	return strings.HasPrefix(path, "/snap/") || strings.Contains(string(f.script(path)), "/snap/bin/")
}

func (f finder) script(path string) []byte {
	if b := f.read(path); len(b) > 2 && b[0] == '#' && b[1] == '!' {
		return b
	}
	return nil
}

func head(path string) []byte {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	b := make([]byte, 4<<10)
	n, _ := file.Read(b)
	return b[:n]
}
