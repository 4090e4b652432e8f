package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
)

// TestStages holds the IDs that earlier stages report under to the list, and the list to the stages:
// check.Run drops findings of a rule that there is not, and a rule that nobody finds is a manual of nothing.
func TestStages(t *testing.T) {
	id := regexp.MustCompile(`^(source|meta|date|read|resume|page|link|sheet|privacy|check|tailor)/[a-z][a-z0-9]*(-[a-z]+)*$`)
	used := map[string]string{} // ID -> file
	internal := filepath.Join("..", "..")
	err := filepath.WalkDir(internal, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || path == filepath.Join(internal, "check", "rules")):
			return fs.SkipDir
		case filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.BasicLit:
				if s, err := strconv.Unquote(n.Value); err == nil && id.MatchString(s) {
					used[s] = path
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, path := range used {
		if _, err := check.Select(All(), id); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, r := range All() {
		if r.Run == nil && used[r.ID] == "" {
			t.Errorf("%s has no Run, and no stage reports under it", r.ID)
		}
	}
}
