package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestRelease: Homebrew gets each manual page that there is, the linker sets variables that there are, and the archives are called what
// the action asks for.
func TestRelease(t *testing.T) {
	b, err := os.ReadFile("../../.goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		Builds   []struct{ Ldflags []string }
		Archives []struct {
			Name string `yaml:"name_template"`
		}
		Checksum struct {
			Name string `yaml:"name_template"`
		}
		Casks []struct{ Manpages []string } `yaml:"homebrew_casks"`
	}
	if err := yaml.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	resgen, err := exec.LookPath("resgen")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if out, err := exec.Command(resgen, "man", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var pages []string
	there, _ := filepath.Glob(dir + "/*.1")
	for _, p := range there {
		pages = append(pages, "man/"+filepath.Base(p)+".gz")
	}
	slices.Sort(pages)
	if len(r.Casks) != 1 || !slices.Equal(r.Casks[0].Manpages, pages) {
		t.Errorf("manpages of the cask must be\n      - %s", strings.Join(pages, "\n      - "))
	}
	code, err := os.ReadFile("../../internal/cli/version.go")
	if err != nil {
		t.Fatal(err)
	}
	set := 0
	for _, f := range r.Builds[0].Ldflags {
		if name, ok := strings.CutPrefix(f, "-X github.com/resgen/resgen/internal/cli."); ok {
			set++
			if name, _, _ = strings.Cut(name, "="); !strings.Contains(string(code), name) {
				t.Errorf("the linker sets %s, which is not there", name)
			}
		}
	}
	install, err := os.ReadFile("../../.github/action/install.sh")
	if err != nil {
		t.Fatal(err)
	}
	if set != 3 || r.Archives[0].Name != "resgen_{{ .Version }}_{{ .Os }}_{{ .Arch }}" || r.Checksum.Name != "checksums.txt" ||
		!strings.Contains(string(install), `"resgen_${TAG#v}_${system}_${arch}.$suffix"`) || !strings.Contains(string(install), "checksums.txt") {
		t.Errorf("%d variables, archives %q, %q", set, r.Archives[0].Name, r.Checksum.Name)
	}
}
