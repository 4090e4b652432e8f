package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestGolden holds every form to its golden file, and every golden file to a form.
func TestGolden(t *testing.T) {
	list, o := sample(t)
	colour, narrow, repo := o, o, o
	colour.Color = true
	narrow.Width = 46
	repo.Prefix = "my site"

	type form = func(io.Writer, diag.List, Options) error
	tests := map[string]struct {
		write form
		o     Options
	}{
		"text.txt":        {Text, o},
		"text-colour.txt": {Text, colour},
		"text-narrow.txt": {Text, narrow},
		"line.txt":        {Line, o},
		"findings.jsonl":  {JSON, o},
		"sarif.json":      {SARIF, repo},
		"github.txt":      {GitHub, repo},
		"page.html": {func(w io.Writer, l diag.List, o Options) error {
			l = Order(l)
			return HTML(w, l, samplePage(l), o)
		}, o},
		"step-summary.md": {func(w io.Writer, l diag.List, o Options) error {
			return StepSummary(w, l, sampleSummary(l), o)
		}, repo},
		"explain.txt": {func(w io.Writer, _ diag.List, o Options) error {
			for _, r := range o.Rules {
				if err := Explain(w, r, o); err != nil {
					return err
				}
			}
			return nil
		}, o},
		"summary.txt": {func(w io.Writer, l diag.List, o Options) error {
			_, err := io.WriteString(w, sampleSummary(l).Line(o)+"\n"+Summarize(nil).Line(o)+"\n")
			return err
		}, colour},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := test.write(&b, list, test.o); err != nil {
				t.Fatal(err)
			}
			golden(t, name, b.Bytes())
		})
	}
	files, err := filepath.Glob("testdata/golden/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, ok := tests[filepath.Base(file)]; !ok {
			t.Errorf("%s is read by no test", file)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}
