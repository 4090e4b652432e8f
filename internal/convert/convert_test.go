package convert_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/convert"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/source"
)

var update = flag.Bool("update", false, "rewrite what the files in testdata become")

// pack makes a zip of an archive's files whose names begin with a folder.
func pack(t testing.TB, a *txtar.Archive) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range a.Files {
		if path.Ext(f.Name) != ".csv" {
			continue
		}
		w, err := z.Create(f.Name)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// input is the file that an archive is about.
func input(t testing.TB, a *txtar.Archive) *source.File {
	if f := a.Files[0]; path.Ext(f.Name) != ".csv" {
		return source.NewFile(f.Name, f.Data)
	}
	return source.NewFile("in.zip", pack(t, a))
}

// TestRead reads each file of testdata, and holds what it becomes in the plain form, and that this is stable.
func TestRead(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) < 4 {
		t.Fatal(err, paths)
	}
	for _, p := range paths {
		t.Run(filepath.Base(p), func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			r, _, notes, err := convert.Read(input(t, a))
			if err != nil {
				t.Fatal(err)
			}
			var said strings.Builder
			for _, n := range notes {
				at := n.Span.Position()
				fmt.Fprintf(&said, "%s:%d:%d: %s\n", at.Path, at.Line, at.Col, n.Text)
			}
			out := export.Markdown(r, nil)
			for i := range a.Files {
				f := &a.Files[i]
				switch f.Name {
				case "notes":
					if *update {
						f.Data = []byte(said.String())
					}
					if diff := cmp.Diff(string(f.Data), said.String()); diff != "" {
						t.Errorf("notes (-want +got):\n%s", diff)
					}
				case "want.md":
					if *update {
						f.Data = out
					}
					if diff := cmp.Diff(string(f.Data), string(out)); diff != "" {
						t.Errorf("the plain form (-want +got):\n%s", diff)
					}
				}
			}
			if *update {
				if err := os.WriteFile(p, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			d := document.Parse(source.NewFile("resume.md", out))
			back, _ := read.Resume(d)
			if again := export.Markdown(back, d); !bytes.Equal(again, out) {
				t.Errorf("imported again it differs:\n%s", cmp.Diff(string(out), string(again)))
			}
		})
	}
}

// TestRefused holds that what cannot be read is refused in one line.
func TestRefused(t *testing.T) {
	deep := strings.Repeat(`{"basics":`, 10000) + strings.Repeat("}", 10000)
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	w, _ := z.Create("Positions.csv")
	w.Write(bytes.Repeat([]byte("a,b\n"), 20<<20/4))
	z.Close()
	quote := pack(t, &txtar.Archive{Files: []txtar.File{{Name: "Positions.csv", Data: []byte("Company Name,Title\n\"Acme,Boss\nx\"y,z\n")}}})
	other := pack(t, &txtar.Archive{Files: []txtar.File{{Name: "numbers.csv", Data: []byte("a,b\n")}}})
	for name, text := range map[string]string{
		"empty": " \n", "binary": "\x00\x01\x02", "a PDF": "%PDF-1.4\n", "deep": deep, "broken JSON": `{"basics": {"name": "x"`, "a list": `[1, 2]`,
		"other JSON": `{"a": 1}`, "other YAML": "a: 1\nb: 2\n", "broken YAML": "cv:\n  name: [x\n", "bomb": bomb.String(), "quote": string(quote), "other zip": string(other),
		"half a zip": string(quote[:len(quote)/2]),
	} {
		r, _, _, err := convert.Read(source.NewFile("in", []byte(text)))
		if err == nil || errors.Is(err, convert.ErrMarkdown) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: résumé %v, error %v", name, r != nil, err)
		}
	}
	for name, text := range map[string]string{"Markdown": "# Ada\n\ntext\n", "front matter": "---\nname: Ada\n---\n\n## Experience\n", "a word": "Ada"} {
		if _, _, _, err := convert.Read(source.NewFile("in", []byte(text))); !errors.Is(err, convert.ErrMarkdown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWrongTypes puts a wrong type in each place of a good file: nothing panics, and what text there is stays.
func TestWrongTypes(t *testing.T) {
	for _, p := range []string{"basics", "work", "education", "skills", "languages", "certificates", "references", "projects", "awards", "publications", "volunteer", "interests"} {
		for _, v := range []string{`"Word"`, `12`, `true`, `["Word"]`, `[["Word"]]`, `[{"name": ["Word"]}]`, `{"name": {"a": "Word"}}`, `[{"position": 3, "startDate": {"y": "Word"}, "highlights": "Word", "keywords": {"a": "Word"}}]`} {
			text := `{"meta": {}, "work": [], "basics": {}, "` + p + `": ` + v + `}`
			r, _, _, err := convert.Read(source.NewFile("in.json", []byte(text)))
			if err != nil {
				if strings.Contains(err.Error(), "\n") {
					t.Errorf("%s: %v", text, err)
				}
				continue
			}
			out := string(export.Markdown(r, nil))
			if strings.Contains(v, "Word") && !strings.Contains(out, "Word") {
				t.Errorf("%s loses its word:\n%s", text, out)
			}
		}
	}
}

// FuzzRead hunts for a panic, and for a résumé that is not stable.
func FuzzRead(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(input(f, a).Bytes)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r, _, _, err := convert.Read(source.NewFile("in", b))
		if err != nil {
			return
		}
		out := export.Markdown(r, nil)
		d := document.Parse(source.NewFile("resume.md", out))
		back, _ := read.Resume(d)
		if again := export.Markdown(back, d); !bytes.Equal(again, out) {
			t.Fatalf("not stable: of %q\n%s", b, cmp.Diff(string(out), string(again)))
		}
	})
}
