package install

import (
	"cmp"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// A Version is a version of Chrome in full: "156.0.8078.108".
type Version string

var (
	inFull = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[1-9]\d{0,5}(?:\.(?:0|[1-9]\d{0,5})){3}$`) })
	inPart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[1-9]\d{0,5}(?:\.0\.(?:0|[1-9]\d{0,5}))?$`) }) // "156", or "156.0.8078"
)

// ParseVersion reads a version in full; ok is false for anything else.
func ParseVersion(text string) (v Version, ok bool) {
	return Version(text), inFull().MatchString(text)
}

// Milestone is the first part: "156".
func (v Version) Milestone() string {
	first, _, _ := strings.Cut(string(v), ".")
	return first
}

// Compare orders versions by their numbers.
func (v Version) Compare(w Version) int {
	a, b := strings.Split(string(v), "."), strings.Split(string(w), ".")
	for i := range min(len(a), len(b)) {
		x, _ := strconv.Atoi(a[i])
		y, _ := strconv.Atoi(b[i])
		if c := cmp.Compare(x, y); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// A Wish is the version that somebody asks for: in full, its first part, its first three, or a channel in small letters.
type Wish string

// Stable is the wish of who has none.
const Stable Wish = "stable"

// channels is the index's names for Chrome's release channels, by how they are asked for.
var channels = map[Wish]string{Stable: "Stable", "beta": "Beta", "dev": "Dev", "canary": "Canary"}

// ParseWish reads a wish as it was typed.
func ParseWish(text string) (Wish, error) {
	w := Wish(strings.ToLower(strings.TrimSpace(text)))
	if _, ok := channels[w]; ok || inFull().MatchString(string(w)) || inPart().MatchString(string(w)) {
		return w, nil
	}
	return "", errors.New("it must be a version, as in 156 or 156.0.8078.108, or one of stable, beta, dev, canary")
}

// Covers reports whether a version is one of those wished for. A channel covers none: which it is, only the index knows.
func (w Wish) Covers(v Version) bool {
	return string(w) == string(v) || strings.HasPrefix(string(v), string(w)+".")
}

// Platform is what the index calls the platform of runtime.GOOS and runtime.GOARCH; "" for one that no version was ever built for. Windows
// runs programs of amd64 on arm64.
func Platform(goos, goarch string) string {
	switch goos + "/" + goarch {
	case "linux/amd64":
		return "linux64"
	case "linux/arm64":
		return "linux-arm64" // since 153.0.8001.0
	case "darwin/amd64":
		return "mac-x64"
	case "darwin/arm64":
		return "mac-arm64"
	case "windows/amd64", "windows/arm64":
		return "win64"
	case "windows/386":
		return "win32"
	}
	return ""
}

var platformName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z0-9]{0,15}(?:-[a-z0-9]{1,15}){0,3}$`) })

// IsPlatform reports whether a text can be the name of a platform. Which there are, the index says for each version.
func IsPlatform(text string) bool { return platformName().MatchString(text) }
