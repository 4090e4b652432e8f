package static

import (
	"encoding/binary"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/theme"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(FS(), pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files (%v)", pattern, err)
	}
	return names
}

// Chrome embeds static TrueType outlines as they are; variable and CFF faces become nameless Type 3 fonts.
func TestFontsAreStaticTrueType(t *testing.T) {
	const trueType, fvar = 0x00010000, 47 // fvar is number 47 of WOFF2's known tags
	size := map[string]int{}              // of a family
	for _, name := range glob(t, "fonts/*/*.woff2") {
		b := []byte(read(t, name))
		size[path.Dir(name)] += len(b)
		if string(b[:4]) != "wOF2" || binary.BigEndian.Uint32(b[4:]) != trueType {
			t.Errorf("%s: no WOFF2 with TrueType outlines", name)
			continue
		}
		for _, tag := range woff2Tags(b) {
			if tag == fvar {
				t.Errorf("%s: is variable", name)
			}
		}
		if _, err := fs.Stat(FS(), path.Dir(name)+"/LICENSE"); err != nil {
			t.Errorf("%s: has no licence beside it", name)
		}
	}
	for family, n := range size {
		if n > 450<<10 {
			t.Errorf("%s takes %d bytes", family, n)
		}
		if _, err := fs.Stat(FS(), family+"/faces.css"); err != nil {
			t.Errorf("%s has no faces.css", family)
		}
	}
}

// TestFacesNameTheirFiles holds each faces.css to the faces that lie beside it: it names all of them, and nothing else.
func TestFacesNameTheirFiles(t *testing.T) {
	for _, name := range glob(t, "fonts/*/faces.css") {
		var named []string
		for _, m := range cssURL.FindAllStringSubmatch(cssComment.ReplaceAllString(read(t, name), ""), -1) {
			named = append(named, path.Join(path.Dir(name), m[1]))
		}
		slices.Sort(named)
		if named, beside := slices.Compact(named), glob(t, path.Dir(name)+"/*.woff2"); !slices.Equal(named, beside) {
			t.Errorf("%s names %q; beside it lie %q", name, named, beside)
		}
	}
}

// woff2Tags is the numbers of the known tables in a WOFF2 file's directory (W3C WOFF2, 4.1).
func woff2Tags(b []byte) []int {
	number := func(at int) (int, int) { // UIntBase128
		v := 0
		for {
			v = v<<7 | int(b[at]&0x7f)
			at++
			if b[at-1]&0x80 == 0 {
				return v, at
			}
		}
	}
	var tags []int
	at := 48
	for range binary.BigEndian.Uint16(b[12:]) {
		tag, version := int(b[at]&63), b[at]>>6
		if at++; tag == 63 {
			at += 4
		}
		_, at = number(at)
		glyphs := tag == 10 || tag == 11 // glyf, loca: transformed when the version is 0
		if glyphs == (version == 0) {
			_, at = number(at)
		}
		tags = append(tags, tag)
	}
	return tags
}

var (
	cssComment     = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssURL         = regexp.MustCompile(`url\("([^"]*)"\)|@import`)
	cssDeclaration = regexp.MustCompile(`([\w-]+)\s*:\s*([^;{}]+)[;}]`)
)

func TestStyleSheetsAskForNothingElse(t *testing.T) {
	for _, name := range slices.Concat(glob(t, "css/*.css"), glob(t, "themes/*.css"), glob(t, "themes/site/*.css"), glob(t, "fonts/*/faces.css")) {
		for _, m := range cssURL.FindAllStringSubmatch(cssComment.ReplaceAllString(read(t, name), ""), -1) {
			if _, err := fs.Stat(FS(), path.Join(path.Dir(name), m[1])); m[1] == "" || err != nil {
				t.Errorf("%s: %s leads to no file of ours", name, m[0])
			}
		}
	}
}

// What a sheet may use: every value here has made a parser lose or misread text.
func TestSheetsKeepToWhatParsersRead(t *testing.T) {
	forbidden := map[string]func(value string) bool{
		"float":          func(v string) bool { return v != "none" },
		"position":       func(v string) bool { return v != "static" },
		"transform":      func(v string) bool { return v != "none" },
		"filter":         func(v string) bool { return v != "none" },
		"opacity":        func(v string) bool { return v != "1" },
		"mix-blend-mode": func(v string) bool { return v != "normal" },
		"text-shadow":    func(v string) bool { return v != "none" },
		"order":          func(string) bool { return true },
		"direction":      func(string) bool { return true },
		"columns":        func(string) bool { return true },
		"flex-direction": func(v string) bool { return strings.Contains(v, "reverse") },
		"flex-wrap":      func(v string) bool { return strings.Contains(v, "reverse") },
		"hyphens":        func(v string) bool { return v != "manual" },
		"letter-spacing": func(v string) bool {
			em, err := strconv.ParseFloat(strings.TrimSuffix(v, "em"), 64)
			return err != nil || math.Abs(em) > 0.05
		},
	}
	for _, name := range append(glob(t, "themes/*.css"), "css/resume.css", "css/sheet.css") {
		for _, m := range cssDeclaration.FindAllStringSubmatch(cssComment.ReplaceAllString(read(t, name), ""), -1) {
			if bad := forbidden[m[1]]; bad != nil && bad(strings.TrimSpace(m[2])) {
				t.Errorf("%s: %s: %s", name, m[1], m[2])
			}
		}
	}
}

// WCAG 2.2, 1.4.3: text needs 4.5:1 against what it stands on, in every theme of the pages and both schemes. An accent comes from the
// theme of the sheets where that has one.
func TestSiteContrast(t *testing.T) {
	pair := regexp.MustCompile(`--([a-z]+): light-dark\((#[0-9a-f]{3,6}), (#[0-9a-f]{3,6})\);`)
	themes := glob(t, "themes/site/*.css")
	if len(themes) != len(glob(t, "themes/*.css")) {
		t.Errorf("%d themes for pages, %d for sheets", len(themes), len(glob(t, "themes/*.css")))
	}
	for _, name := range themes {
		colours := [2]map[string]string{{}, {}}
		for _, m := range pair.FindAllStringSubmatch(read(t, "css/site.css")+read(t, name), -1) {
			colours[0][m[1]], colours[1][m[1]] = m[2], m[3]
		}
		sheet, err := theme.Parse("", []byte(read(t, path.Join("themes", path.Base(name)))))
		if err != nil {
			t.Fatal(err)
		}
		if sheet.Accent != "" {
			colours[0]["accent"], colours[1]["accent"] = theme.Shades(sheet.Accent)
		}
		for i, scheme := range []string{"light", "dark"} {
			for _, back := range []string{"paper", "tint"} {
				for _, text := range []string{"ink", "soft", "accent", "green", "red"} {
					if ratio := theme.Contrast(colours[i][text], colours[i][back]); ratio < 4.5 {
						t.Errorf("%s, %s: %s %s on %s %s has a contrast of %.2f", name, scheme, text, colours[i][text], back, colours[i][back], ratio)
					}
				}
			}
		}
	}
}
