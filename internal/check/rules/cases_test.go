package rules

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

// TestCases runs what the files of testdata hold. A file is several cases, told apart by the
// first folder of their names. The cases "bad" and "good" have the manual's examples as their content.
//
//	CASE/content/..., CASE/static/...  the site; CASE/resume.md stands for CASE/content/resume.md,
//	                                   and so does resume.md for all cases that bring no résumé
//	CASE/sheets.json                   a print in its short form; see sheets_test.go
//	CASE/public/...                    a file of the output
//	CASE/run                           commands that are run on the files; see run
//	CASE/options.json                  see options
//	CASE/want                          the findings
func TestCases(t *testing.T) {
	for _, r := range All() {
		t.Run(r.ID, func(t *testing.T) {
			file := filepath.Join("testdata", strings.NewReplacer("/", "_", "-", "_").Replace(r.ID)+".txtar")
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			quiet := 0
			for _, name := range cases(t, archive) {
				t.Run(name, func(t *testing.T) {
					got := runCase(t, r, archive, name)
					if name == "bad" && got == "" {
						t.Error("the bad example does not trigger the rule")
					}
					if name == "good" && got != "" {
						t.Errorf("the good example triggers the rule:\n%s", got)
					}
					if says := strings.Contains(got, "["+r.ID+"]"); says && strings.HasPrefix(name, "quiet") {
						t.Errorf("the case says by its name that the rule is quiet:\n%s", got)
					} else if !says {
						quiet++
					}
					hold(t, archive, name+"/want", got)
				})
			}
			if least := 2; r.Run != nil && quiet < least {
				t.Errorf("%d quiet cases; the least is %d", quiet, least)
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// shared is the file that stands for the résumé of every case that brings none.
const shared = "resume.md"

// cases is the names of an archive's cases in order: "bad", "good", then as written.
func cases(t *testing.T, a *txtar.Archive) []string {
	t.Helper()
	out := []string{"bad", "good"}
	for _, f := range a.Files {
		name, _, ok := strings.Cut(f.Name, "/")
		if !ok && f.Name != shared {
			t.Fatalf("%s belongs to no case", f.Name)
		}
		if ok && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// caseInput is what a case has the rules look at, and whose findings it shows.
func caseInput(t *testing.T, r *check.Rule, a *txtar.Archive, name string) (*check.Input, []string) {
	t.Helper()
	var files, public []txtar.File
	var commands []string
	var sheets []byte
	o := options{Rules: []string{r.ID}}
	switch name {
	case "bad":
		files, commands = example(r.Doc.Bad)
	case "good":
		files, commands = example(r.Doc.Good)
	}
	own := slices.ContainsFunc(a.Files, func(f txtar.File) bool {
		return f.Name == name+"/"+shared || strings.HasPrefix(f.Name, name+"/content/") || strings.HasPrefix(f.Name, name+"/layouts/")
	})
	for _, f := range a.Files {
		if f.Name == shared && files == nil && !own {
			files = append(files, txtar.File{Name: "content/resume.md", Data: f.Data})
		}
		rel, ok := strings.CutPrefix(f.Name, name+"/")
		if !ok {
			continue
		}
		switch {
		case rel == "want":
		case rel == "sheets.json":
			sheets = f.Data
		case rel == "run":
			commands = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
		case rel == "options.json":
			decode(t, f.Data, &o)
		case strings.HasPrefix(rel, "public/"):
			public = append(public, txtar.File{Name: strings.TrimPrefix(rel, "public/"), Data: f.Data})
		case rel == shared && o.Only == "":
			files = append(files, txtar.File{Name: "content/resume.md", Data: f.Data})
		default:
			files = append(files, txtar.File{Name: rel, Data: f.Data})
		}
	}
	in := inputOf(t, lay(t, files, commands), o)
	for _, f := range public {
		publish(in, f.Name, f.Data)
	}
	if sheets != nil {
		addPrint(t, in, sheets)
	} else if r.Needs == check.Sheets {
		t.Fatal("the case has no sheets.json")
	}
	return in, o.Rules
}

func runCase(t *testing.T, r *check.Rule, a *txtar.Archive, name string) string {
	t.Helper()
	in, shown := caseInput(t, r, a, name)
	found := check.Run(All(), in).Findings
	for _, d := range found {
		if strings.ContainsAny(d.Message, "\n") || strings.HasSuffix(d.Message, ".") {
			t.Errorf("not as findings are: %+v", d)
		}
	}
	return show(found, shown...)
}

// hold compares with a file of the archive, or writes it there.
func hold(t *testing.T, a *txtar.Archive, name, got string) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	switch {
	case *update && i < 0:
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got)})
	case *update:
		a.Files[i].Data = []byte(got)
	case i < 0:
		t.Errorf("there is no %s; it would be\n%s", name, got)
	case !bytes.Equal(a.Files[i].Data, []byte(got)):
		t.Errorf("%s\n got %s\nwant %s", name, got, a.Files[i].Data)
	}
}

// TestGoodIsGood holds the good example of every rule to the rules about text: what a manual shows
// as right must not be wrong for another reason. An example is an excerpt, and often of few words: what a whole
// résumé must have (content/), and how it is worded (text/), counts in examples of those rules only.
func TestGoodIsGood(t *testing.T) {
	for _, r := range All() {
		files, commands := example(r.Doc.Good)
		in := inputOf(t, lay(t, files, commands), options{})
		for _, d := range check.Run(All(), in).Findings {
			group := check.Group(d.Rule)
			if (group == "content" || group == "text") && group != check.Group(r.ID) || (d.Rule == "page/description" || d.Rule == "privacy/birth") && r.ID != d.Rule {
				continue
			}
			if d.Rule == "date/gap" && d.Rule != r.ID {
				continue // the last job of an excerpt ended some time
			}
			t.Errorf("the good example of %s:\n%s", r.ID, show(diag.List{d}, d.Rule))
		}
	}
}
