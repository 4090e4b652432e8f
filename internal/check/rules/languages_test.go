package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

// TestOtherLanguages holds that every rule about text is quiet on clean résumés in other languages, whether they name their
// language or leave it to be told from their words, and that those of wording are counted as skipped.
func TestOtherLanguages(t *testing.T) {
	files, err := filepath.Glob("testdata/languages/*.md")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d résumés, %v", len(files), err)
	}
	wording := 0
	for _, r := range All() {
		if r.Langs != nil && !slices.Contains(r.Langs, "de") {
			wording++
		}
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lang := map[string]string{"german": "de", "french": "fr", "swedish": "sv"}[strings.TrimSuffix(filepath.Base(file), ".md")]
		for _, content := range []string{string(text), strings.Replace(string(text), "name:", "lang: "+lang+"\nname:", 1)} {
			in := inputOf(t, lay(t, []txtar.File{{Name: "content/resume.md", Data: []byte(content)}}, nil), options{})
			rep := check.Run(All(), in)
			for _, d := range rep.Findings {
				if check.Group(d.Rule) == "text" {
					t.Errorf("%s:\n%s", file, show(diag.List{d}, d.Rule))
				}
			}
			if !slices.ContainsFunc(rep.Skipped, func(s check.Skip) bool {
				return s.Needs == "wording" && s.Count >= wording && strings.Contains(s.Reason, lang)
			}) {
				t.Errorf("%s: the skipped rules of wording are not told: %v", file, rep.Skipped)
			}
		}
	}
}
