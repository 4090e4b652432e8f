package foreign

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/sheet"
)

var update = flag.Bool("update", false, "write what is read into testdata")

// compiledIn is where the tests of this package remember the compiled reader, so that it is made once in a run.
var compiledIn = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "resgen-foreign-") })

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if dir, err := compiledIn(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func read(t testing.TB, pdf []byte) (*sheet.Print, error) {
	t.Helper()
	dir, err := compiledIn()
	if err != nil {
		t.Fatal(err)
	}
	return Read(t.Context(), pdf, Options{Cache: dir})
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRead reads PDFs of other programs. The prints are golden; other packages read them too.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 10 {
		t.Fatal("too few samples", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".pdf")
		if name == "encrypted" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			p, err := read(t, sample(t, name))
			if err != nil {
				t.Fatal(err)
			}
			sound(t, p)
			got := encode(t, p)
			golden := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("not as before (-args -update writes it): %s", diff)
			}
		})
	}
}

// encode writes a print as JSON, a line of text on a line.
func encode(t testing.TB, p *sheet.Print) []byte {
	t.Helper()
	marshal := func(v any) []byte {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	var lines [][]byte
	short := *p
	short.Sheets = append([]sheet.Sheet(nil), p.Sheets...)
	for i := range short.Sheets {
		var all [][]byte
		for _, l := range short.Sheets[i].Lines {
			all = append(all, marshal(l))
		}
		lines = append(lines, bytes.Join(all, []byte(",\n")))
		short.Sheets[i].Lines = []sheet.Line{}
	}
	out := marshal(short)
	for _, l := range lines {
		out = bytes.Replace(out, []byte(`"Lines":[]`), append(append([]byte("\n\"Lines\":[\n"), l...), "\n]"...), 1)
	}
	return append(out, '\n')
}

// sound holds what every print must be.
func sound(t *testing.T, p *sheet.Print) {
	t.Helper()
	number := func(what string, v float64) {
		if math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) > 1e6 {
			t.Errorf("%s is %v", what, v)
		}
	}
	rect := func(what string, r sheet.Rect) {
		number(what, r.X)
		number(what, r.Y)
		number(what, r.W)
		number(what, r.H)
		if r.W < 0 || r.H < 0 {
			t.Errorf("%s is %v", what, r)
		}
	}
	if len(p.Sheets) == 0 || len(p.Sheets) > maxSheets {
		t.Errorf("%d sheets", len(p.Sheets))
	}
	for i, s := range p.Sheets {
		if s.Number != i+1 {
			t.Errorf("sheet %d is number %d", i+1, s.Number)
		}
		rect("sheet", sheet.Rect{W: s.Width, H: s.Height})
		for _, m := range s.Marks {
			rect("mark", m)
		}
		for _, l := range s.Lines {
			if l.Text == "" || strings.ContainsAny(l.Text, "\r\n\x00") || len(l.Runs) == 0 || l.Block != -1 {
				t.Errorf("line %+v", l)
			}
			rect("line", l.Rect)
			number("baseline", l.Base)
			for _, r := range l.Runs {
				rect("run", r.Rect)
				number("size", r.Size)
				if r.Font < 0 || r.Font >= len(p.Fonts) {
					t.Errorf("font %d of %d", r.Font, len(p.Fonts))
				}
			}
		}
	}
}

// TestRefused says why a file can't be read.
func TestRefused(t *testing.T) {
	whole := sample(t, "groff")
	for _, test := range []struct {
		name string
		pdf  []byte
		want error
		says string
	}{
		{"with a password", sample(t, "encrypted"), ErrEncrypted, "is encrypted"},
		{"nothing", nil, ErrDamaged, "does not begin"},
		{"another file", []byte("PK\x03\x04 and so on"), ErrDamaged, "does not begin"},
		{"the beginning only", []byte("%PDF-1.7\n"), ErrDamaged, "no page of it can be found"},
		{"cut before its pages", whole[:300], ErrDamaged, "no page of it can be found"},
		{"noise", append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("\xff\x00<<"), 5000)...), ErrDamaged, ""},
		{"too long", make([]byte, MaxBytes+1), ErrTooMuch, "50 MB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := read(t, test.pdf)
			if !errors.Is(err, test.want) || p != nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.says)
			}
		})
	}
}

// TestMended reads what PDFium can mend: a file without its end, or with something before its beginning.
func TestMended(t *testing.T) {
	whole := sample(t, "groff")
	for name, pdf := range map[string][]byte{
		"no end":     whole[:bytes.LastIndex(whole, []byte("xref"))],
		"mail above": append([]byte("Content-Type: application/pdf\n\n"), whole...),
	} {
		p, err := read(t, pdf)
		if err != nil || len(p.Sheets) != 1 || p.Sheets[0].Lines[0].Text != "Priya Raman" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestStopped ends with its context.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir, err := compiledIn()
	if err != nil {
		t.Fatal(err)
	}
	if p, err := Read(ctx, sample(t, "groff"), Options{Cache: dir}); err == nil || p != nil {
		t.Errorf("got %v", err)
	}
}

// TestRemembered finds the compiled reader again, and makes it anew when what was remembered is damaged.
func TestRemembered(t *testing.T) {
	from, err := compiledIn()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(t, sample(t, "groff")); err != nil { // compiles it
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "pdfium")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	notices := 0
	look := func() []form {
		if _, err := Read(t.Context(), sample(t, "groff"), Options{Cache: dir, Notice: func() { notices++ }}); err != nil {
			t.Fatal(err)
		}
		return compiled(dir)
	}
	first := look()
	if len(first) != 1 {
		t.Fatalf("%d files", len(first))
	}
	if again := look(); !again[0].made.Equal(first[0].made) {
		t.Error("it was compiled again")
	}
	if notices != 0 {
		t.Errorf("%d notices of what was remembered", notices)
	}
	info, err := os.Stat(dir)
	if err != nil || disktest.HasModes && info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := os.WriteFile(first[0].name, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if mended := look(); len(mended) != 1 {
		t.Errorf("%d files", len(mended))
	}
}

// TestNotice says before the first loading that something is compiled. The loading is stopped at once.
func TestNotice(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	notices := 0
	_, err := load(ctx, Options{Cache: filepath.Join(t.TempDir(), "pdfium"), Notice: func() { notices++; cancel() }})
	if err == nil || notices != 1 {
		t.Errorf("%d notices, %v", notices, err)
	}
}

// TestTrim keeps two compiled forms, the newest.
func TestTrim(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trim(dir, 3)
	if n := len(compiled(dir)); n != 3 {
		t.Errorf("nothing was added, and %d are left", n)
	}
	trim(dir, 2)
	if n := len(compiled(dir)); n != kept {
		t.Errorf("%d are left", n)
	}
}
