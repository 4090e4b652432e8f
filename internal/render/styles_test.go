package render

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/static"
)

// TestOwnStyles holds that what is looked for in the style sheets of users stands in none of ours: each is read as if it were
// the user's.
func TestOwnStyles(t *testing.T) {
	site := &compose.Site{}
	err := fs.WalkDir(static.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(p) != ".css" {
			return err
		}
		b, err := fs.ReadFile(static.FS(), p)
		site.Files = append(site.Files, compose.File{Path: p, Source: source.NewFile("static/"+p, append(b, '\n'))})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range NewAssets(site).Faults() {
		at := d.Span.Position()
		t.Errorf("%s:%d:%d: %s", at.Path, at.Line, at.Col, d.Message)
	}
}

// TestPhotoSize holds the sizes that sheet/photo speaks of to the style sheet.
func TestPhotoSize(t *testing.T) {
	css, err := fs.ReadFile(static.FS(), "css/resume.css")
	if err != nil {
		t.Fatal(err)
	}
	if want := ".r-photo { flex: none; width: 26mm; height: 32mm;"; !strings.Contains(string(css), want) {
		t.Errorf("css/resume.css has no %q", want)
	}
}

// TestMinifiedLeavesItsText holds that to publish a style sheet does not change the one that is printed with.
func TestMinifiedLeavesItsText(t *testing.T) {
	for _, f := range builtinAssets() {
		if path.Ext(f.path) != ".css" {
			continue
		}
		before := sha256.Sum256(f.bytes())
		if _, err := f.published().Open(); err != nil {
			t.Fatal(err)
		}
		if sha256.Sum256(f.bytes()) != before {
			t.Errorf("%s is another one when it was published", f.path)
		}
	}
}

// TestManyFaults holds that a style sheet that was made to be wrong is read in little time, and each missing family reported once.
func TestManyFaults(t *testing.T) {
	var css strings.Builder
	css.WriteString("/* faces: inter */\n")
	for i := range 30000 {
		fmt.Fprintf(&css, "p { font-family: \"Intre\", \"Intr%d\" }\n", i)
	}
	a := NewAssets(&compose.Site{Files: []compose.File{{Path: "themes/mine.css", Source: &source.File{Path: "static/themes/mine.css", Bytes: []byte(css.String())}}}})
	if n := len(a.Faults()); n != mostMissed {
		t.Errorf("%d findings, want %d", n, mostMissed)
	}
}

// TestHeadNames holds that what the head of a theme names and there is not is reported where it stands, and that no page asks for it.
func TestHeadNames(t *testing.T) {
	css := "/* about: all int\n   faces: inter, int\n   preload: int.woff2, inter/latin-400-normal.woff2, ../css/site.css */ h1 { color: #000 }"
	a := NewAssets(&compose.Site{Files: []compose.File{{Path: "themes/site/mine.css", Source: source.NewFile("static/themes/site/mine.css", []byte(css))}}})
	var got []string
	for _, d := range a.Faults() {
		at := d.Span.Position()
		got = append(got, fmt.Sprintf("%d:%d: %s", at.Line, at.Col, d.Message))
	}
	want := []string{`2:18: there is no face "int"`, `3:13: there is no file "int.woff2" in static/fonts`, `3:54: there is no file "../css/site.css" in static/fonts`}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("%s, want %s", got[i], want[i])
		}
	}
	if mine, _ := themeNamed(a.PageThemes(), "mine"); len(mine.Preload) != 1 || len(mine.Faces) != 1 {
		t.Errorf("%+v", mine)
	}
}
