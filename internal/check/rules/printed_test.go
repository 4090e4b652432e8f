package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/source"
)

// TestPrinted prints the examples of every rule about sheets with a real browser: what its manual shows as bad is found in
// a print that Chrome made, and what it shows as good is not. The files below testdata/files that an example
// names are what an archive of text cannot hold: fonts and pictures.
func TestPrinted(t *testing.T) {
	printer := newPrinter(t)
	for _, r := range All() {
		if r.Needs != check.Sheets || r.Run == nil {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			for name, text := range map[string]string{"bad": r.Doc.Bad, "good": r.Doc.Good} {
				files, commands := example(text)
				rep := printed(t, printer, lay(t, append(files, needed(t, files)...), commands))
				fires := strings.Contains(show(rep.Findings, r.ID), "["+r.ID+"]")
				if fires != (name == "bad") && !(name == "bad" && slices.Contains(unprintable, r.ID)) {
					t.Errorf("the %s example, printed:\n%s", name, show(rep.Findings, ids()...))
				} else if testing.Verbose() {
					t.Logf("the %s example, printed:\n%s", name, show(rep.Findings, ids()...))
				}
			}
		})
	}
}

// unprintable is rules whose bad examples our browser does not print as others would: it tags every file, and no example
// holds a megabyte.
var unprintable = []string{"parse/untagged", "parse/file-size"}

// newPrinter is a real browser; the test is skipped without one.
func newPrinter(t *testing.T) *build.Printer {
	t.Helper()
	printer := build.NewPrinter(t.Context(), chrometest.Binary(t), chrome.Options{Dir: t.TempDir()})
	t.Cleanup(printer.Close)
	return printer
}

// TestPublishedMetadata holds that a private value is found in what a PDF says of itself, though no sheet shows it.
func TestPublishedMetadata(t *testing.T) {
	root := lay(t, []txtar.File{
		{Name: "content/resume.md", Data: []byte("---\nname: Ada Byron\nheadline: Analyst, +44 20 7946 0018\nphone: +44 20 7946 0018\nprivate: [phone]\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n")},
		{Name: "layouts/sheet.html", Data: []byte("<!doctype html><title>x</title><p>{{.Resume.Name.Text}}</p>\n")},
	}, nil)
	for _, d := range printed(t, newPrinter(t), root).Findings {
		if d.Rule == "privacy/published" && strings.Contains(d.Message, "public/resume.pdf") {
			return
		}
	}
	t.Error("the phone number in the PDF's title and subject was not found")
}

// printed is what all rules say of a site, printed.
func printed(t *testing.T, printer *build.Printer, root string) check.Report {
	t.Helper()
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	r := build.Build(t.Context(), set, build.NewMemory(nil, ""), build.Options{Printer: printer, Timeout: time.Minute})
	rep, err := r.Check(t.Context(), All(), true)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// needed is the files of testdata/files that one of the files names.
func needed(t *testing.T, files []txtar.File) []txtar.File {
	t.Helper()
	var out []txtar.File
	found, err := filepath.Glob("testdata/files/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		name := filepath.Base(p)
		at := "content/" + name
		if strings.HasSuffix(name, ".woff2") {
			at = "static/fonts/" + name
		}
		if slices.ContainsFunc(files, func(f txtar.File) bool { return strings.Contains(string(f.Data), name) }) {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, txtar.File{Name: at, Data: b})
		}
	}
	return out
}

// ids is the IDs of all rules.
func ids() []string {
	var out []string
	for _, r := range All() {
		out = append(out, r.ID)
	}
	return out
}
