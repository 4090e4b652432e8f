package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/edit"
)

func TestAddIgnores(t *testing.T) {
	for name, c := range map[string]struct{ old, want string }{
		"empty":         {"", "\n# resgen\n/public/\n/out/\n/themes.html\n/themes.pdf\nprivate.yaml\nprivate.*.yaml\n"},
		"no line end":   {"*.log", "*.log\n\n# resgen\n/public/\n/out/\n/themes.html\n/themes.pdf\nprivate.yaml\nprivate.*.yaml\n"},
		"some":          {"/out/\r\n*.log\r\n", "/out/\r\n*.log\r\n\n# resgen\n/public/\n/themes.html\n/themes.pdf\nprivate.yaml\nprivate.*.yaml\n"},
		"all":           {"private.yaml\nprivate.*.yaml\n/out/\n/themes.pdf\n/themes.html\n  /public/\n", "private.yaml\nprivate.*.yaml\n/out/\n/themes.pdf\n/themes.html\n  /public/\n"},
		"all, no break": {"private.yaml\nprivate.*.yaml\n/themes.html\n/themes.pdf\n/out/\n/public/", "private.yaml\nprivate.*.yaml\n/themes.html\n/themes.pdf\n/out/\n/public/"},
	} {
		file := filepath.Join(t.TempDir(), ".gitignore")
		if err := os.WriteFile(file, []byte(c.old), 0o640); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time there is nothing to add
			if err := addIgnores(file, true); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if got, _ := os.ReadFile(file); string(got) != c.want {
				t.Errorf("%s: have %q, want %q", name, got, c.want)
			}
		}
		if info, err := os.Stat(file); err != nil || disktest.HasModes && info.Mode().Perm() != 0o640 {
			t.Errorf("%s: mode %v, %v; want the old one", name, info.Mode(), err)
		}
	}
}

func TestWriteNewKeepsWhatIsThere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a", "b.md")
	if err := writeNew(file, []byte("mine")); err != nil {
		t.Fatal(err)
	}
	if err := writeNew(file, []byte("other")); !os.IsExist(err) {
		t.Errorf("the second time: %v, want that it exists", err)
	}
	if got, _ := os.ReadFile(file); string(got) != "mine" {
		t.Errorf("have %q", got)
	}
}

// TestReplaceFile: the new file has the old one's mode, or an ordinary one, and nothing is left beside it.
func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "cv.pdf")
	for _, text := range []string{"first", "second"} {
		if err := edit.Replace(file, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(file); string(got) != text {
			t.Errorf("have %q, want %q", got, text)
		}
	}
	if err := edit.Replace(filepath.Join(dir, "missing", "cv.pdf"), nil); err == nil {
		t.Error("a folder that is not there is no error")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("beside it lie %v, %v", entries, err)
	}
}

// TestWorkflow holds the workflow of a new site to what keeps it safe.
func TestWorkflow(t *testing.T) {
	text := string(workflow)
	for _, want := range []string{"actions/checkout@v7", "resgen/resgen@v1", "deploy-pages@v5", "permissions:\n  contents: read\n",
		"if: github.event_name != 'pull_request' && github.ref == 'refs/heads/main'", "pages: ${{ github.event_name != 'pull_request' && github.ref == 'refs/heads/main' }}"} {
		if !strings.Contains(text, want) {
			t.Errorf("the workflow has no %q", want)
		}
	}
	for version, want := range map[string]string{"1.2.3": "v1", "0.3.0": "v0", "2.0.0-rc.1": "v2.0.0-rc.1", "dev": "main", "0.0.0-20261129123458-24ea52e521c7": "main",
		"1.2.4-0.20261129123458-24ea52e521c7": "main", "1.2.3+dirty": "main"} {
		if got := string(workflowOf(version)); !strings.Contains(got, "uses: resgen/resgen@"+want+"\n") {
			t.Errorf("%s does not name %s", version, want)
		}
	}
	if strings.Contains(text, "pull_request_target") || strings.Contains(text, "contents: write") {
		t.Error("the workflow may do more than it must")
	}
}
