package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTargets holds the reader to the targets on the fixtures, through the command line as anybody has it.
func TestTargets(t *testing.T) {
	if testing.Short() {
		t.Skip("builds resgen")
	}
	resgen := filepath.Join(t.TempDir(), "resgen.exe")
	if out, err := exec.Command("go", "build", "-o", resgen, "../resgen").CombinedOutput(); err != nil {
		t.Fatalf("build resgen: %v\n%s", err, out)
	}
	tab, err := judge(resgen, "../../internal/read/testdata/people")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if !tab.write(&b) {
		t.Errorf("a target is missed; `make accuracy` shows the table:\n%s", b.String())
	}
}

// TestJudgeFails holds that a résumé on which resgen fails is counted as such.
func TestJudgeFails(t *testing.T) {
	tab, err := judge(filepath.Join(t.TempDir(), "none"), "../../internal/read/testdata/people")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if tab.crashes != tab.files || tab.write(&b) {
		t.Errorf("%d of %d failed", tab.crashes, tab.files)
	}
}
