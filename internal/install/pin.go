package install

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// PinName is the name of a site's pin, right in its folder.
const PinName = ".resgen-chrome"

// A Pin is the Chrome that a site holds to: one version, and of each platform that it was ever installed on the record of its archive.
//
// As text it is a small part of TOML, so that editors know it and a change of one platform is a change of its own lines:
//
//	version = "156.0.8078.108"
//
//	[linux64]
//	address = "https://…/chrome-headless-shell-linux64.zip"
//	size = 123456789
//	sha256 = "…"
type Pin struct {
	Version Version
	Records map[string]Record // by platform
}

// A Record is what is known of one archive.
type Record struct {
	Address string `json:"address"` // the index's own, also when it was fetched from a mirror
	Size    int64  `json:"size"`    // bytes
	SHA256  string `json:"sha256"`  // 64 hexadecimal digits, small
}

// same reports whether two records are of the same bytes.
func (r Record) same(s Record) bool { return r.Size == s.Size && r.SHA256 == s.SHA256 }

// ReadPin reads the pin of a site; ok is false when it has none. The error names the file, and the line and column of what is wrong.
func ReadPin(dir string) (p Pin, ok bool, err error) {
	name := filepath.Join(dir, PinName)
	b, err := readSome(name, mostPin)
	if errors.Is(err, fs.ErrNotExist) {
		return Pin{}, false, nil
	}
	if err != nil {
		return Pin{}, false, fmt.Errorf("read the pin of Chrome: %w", err)
	}
	p, err = ParsePin(b)
	if err != nil {
		return Pin{}, false, fmt.Errorf("%s:%w\nmend it, or take the file away and run `resgen chrome install` again", filepath.ToSlash(name), err)
	}
	return p, true, nil
}

const mostPin = 64 << 10 // bytes; six platforms take 2,000

const pinHead = `# The Chrome that prints this site, at home and in CI. Keep it in the repository.
# ` + "`resgen chrome install`" + ` wrote it and installs what it says; with --update VERSION it is changed.
`

// Bytes is the pin as text.
func (p Pin) Bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%sversion = %q\n", pinHead, p.Version)
	for _, platform := range slices.Sorted(maps.Keys(p.Records)) {
		r := p.Records[platform]
		fmt.Fprintf(&b, "\n[%s]\naddress = %q\nsize = %d\nsha256 = %q\n", platform, r.Address, r.Size, r.SHA256)
	}
	return b.Bytes()
}

// A pinError is what is wrong with a pin's text.
type pinError struct {
	line, col int // 1-based; columns count characters
	text      string
}

func (e *pinError) Error() string { return fmt.Sprintf("%d:%d: %s", e.line, e.col, e.text) }

var (
	sha256Text  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })
	addressText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^https?://[!-~]{1,1000}$`) })
	section     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[([^\[\]]*)\]$`) })
	setting     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Za-z0-9_-]+)(\s*=\s*)(.*)$`) })
)

// ParsePin reads a pin's text. It takes what [Pin.Bytes] writes, and comments, blanks and empty lines wherever TOML has them; all else is an
// error, which begins with "LINE:COLUMN: ".
func ParsePin(b []byte) (Pin, error) {
	p := Pin{Records: map[string]Record{}}
	in := "" // the platform whose lines are read
	begun := map[string]int{}
	seen := map[string]bool{}
	number := 0
	fail := func(col int, format string, args ...any) error {
		return &pinError{number, col, fmt.Sprintf(format, args...)}
	}
	if !utf8.Valid(b) {
		return Pin{}, &pinError{1, 1, "it is not UTF-8"}
	}
	text := strings.TrimPrefix(string(b), "\ufeff") // as editors on Windows write it
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if i := strings.IndexFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }); i >= 0 {
			return Pin{}, fail(1+utf8.RuneCountInString(line[:i]), "there is a character that is none of text")
		}
		trimmed := strings.TrimLeft(line, " \t")
		col := 1 + len(line) - len(trimmed)
		for _, mark := range []string{"<<<<<<<", "=======", ">>>>>>>", "|||||||"} {
			if strings.HasPrefix(line, mark) {
				return Pin{}, fail(1, "a merge was not finished: keep one side, or both where they are of different platforms")
			}
		}
		trimmed = strings.TrimRight(uncomment(trimmed), " \t")
		if trimmed == "" {
			continue
		}
		if m := section().FindStringSubmatch(trimmed); m != nil {
			in = strings.Trim(m[1], " \t")
			switch {
			case p.Version == "":
				return Pin{}, fail(col, "the version has to stand first, as in version = \"156.0.8078.108\"")
			case !IsPlatform(in):
				return Pin{}, fail(col+1, "%q is no platform, as linux64 is one", clip(in))
			case begun[in] > 0:
				return Pin{}, fail(col+1, "%s stands here for the second time; the first is in line %d", in, begun[in])
			}
			begun[in] = number
			p.Records[in] = Record{}
			continue
		}
		m := setting().FindStringSubmatch(trimmed)
		if m == nil {
			return Pin{}, fail(col, "it must be NAME = VALUE, or a platform as in [linux64]")
		}
		key, value, at := m[1], m[3], col+len(m[1])+len(m[2])
		if seen[in+" "+key] {
			return Pin{}, fail(col, "%s is set for the second time", key)
		}
		seen[in+" "+key] = true
		if problem := p.set(in, key, value); problem != "" {
			if strings.HasPrefix(problem, "there is no ") {
				at = col
			}
			return Pin{}, fail(at, "%s", problem)
		}
	}
	if p.Version == "" {
		return Pin{}, &pinError{max(number, 1), 1, "there is no version, as in version = \"156.0.8078.108\""}
	}
	for _, platform := range slices.Sorted(maps.Keys(p.Records)) {
		for _, key := range []string{"address", "size", "sha256"} {
			if !seen[platform+" "+key] {
				return Pin{}, &pinError{begun[platform], 1, platform + " has no " + key}
			}
		}
	}
	return p, nil
}

// set takes a value; problem says what is wrong with it.
func (p *Pin) set(platform, key, value string) (problem string) {
	r := p.Records[platform]
	text, isText := unquote(value)
	switch {
	case platform == "" && key == "version":
		v, ok := ParseVersion(text)
		if !isText || !ok {
			return "it must be a version in full, as in \"156.0.8078.108\""
		}
		p.Version = v
		return ""
	case platform == "":
		return "there is no " + key + " here; version is what stands before the platforms"
	case key == "address":
		if !isText || !addressText().MatchString(text) {
			return "it must be an address of the web, as in \"https://host/file.zip\""
		}
		r.Address = text
	case key == "size":
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n <= 0 || n > mostArchive || strconv.FormatInt(n, 10) != value {
			return fmt.Sprintf("it must be a number of bytes, from 1 to %d", int64(mostArchive))
		}
		r.Size = n
	case key == "sha256":
		if !isText || !sha256Text().MatchString(text) {
			return "it must be 64 of the digits 0-9 and a-f, in quotes"
		}
		r.SHA256 = text
	default:
		return "there is no " + key + " of a platform; there are address, size and sha256"
	}
	p.Records[platform] = r
	return ""
}

// uncomment is a line without its comment. A # in quotes is none.
func uncomment(line string) string {
	quoted := false
	for i, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '#' && !quoted:
			return line[:i]
		}
	}
	return line
}

// unquote is what stands in quotes. None of the values has a character that would be escaped.
func unquote(value string) (string, bool) {
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return "", false
	}
	inside := value[1 : len(value)-1]
	return inside, !strings.ContainsAny(inside, `"\`)
}

// readSome reads a file that must have no more bytes than most.
func readSome(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: it is no file", name)
	case info.Size() > most:
		return nil, fmt.Errorf("%s: it has %d bytes, and may have %d", name, info.Size(), most)
	}
	return os.ReadFile(name)
}
