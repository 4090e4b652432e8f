package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/cli"
)

var update = flag.Bool("update", false, "write what scripts compare with anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"resgen": func() { os.Exit(cli.Main(os.Args[1:])) },
	})
}

// TestScript runs testdata/script: the command line as people type it.
func TestScript(t *testing.T) {
	browser, found := chrometest.Look(t)
	_, err := exec.LookPath("nvim")
	editor := err == nil
	if !editor && os.Getenv("RESGEN_REQUIRE_NVIM") != "" {
		t.Fatalf("RESGEN_REQUIRE_NVIM is set: %v", err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			// The cache of each script is its own, and so is what Chrome leaves behind.
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("HOME", filepath.Join(e.WorkDir, ".home"))
			e.Setenv("NO_COLOR", "1")
			e.Values["running"] = map[string]*running{}
			if pdfs, err := filepath.Abs("../../internal/foreign/testdata"); err == nil {
				e.Setenv("PDFS", pdfs) // made by other programs
			}
			if scripts, err := filepath.Abs("../../.github/action"); err == nil {
				e.Setenv("ACTION", scripts)
			}
			if script, err := filepath.Abs("testdata/lsp.lua"); err == nil {
				e.Setenv("LUA", script)
			}
			if found {
				e.Setenv("RESGEN_CHROME", browser.Path)
				e.Setenv("SHELL_PROGRAM", browser.Path)
			}
			return os.MkdirAll(filepath.Join(e.WorkDir, ".home"), 0o777)
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "chrome":
				return found, nil
			case "nvim":
				return editor, nil
			case "root":
				return os.Geteuid() == 0, nil
			case "mount":
				return canMount(), nil
			case "strace":
				return canTrace(), nil
			case "pdftotext":
				_, err := exec.LookPath("pdftotext")
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"ask":         ask,
			"clean":       clean,
			"exit":        exit,
			"filesize":    fileSize,
			"halt":        halt,
			"isjson":      isJSON,
			"killbrowser": killBrowser,
			"latin1":      latin1,
			"launch":      launch,
			"lines":       lines,
			"links":       links,
			"longmd":      longMarkdown,
			"mirror":      mirror,
			"mkfile":      mkfile,
			"model":       model,
			"nochild":     noChild,
			"offline":     offline,
			"same":        same,
			"shell":       shellCommand,
			"hang":        hangCommand,
			"signal":      signalCommand,
			"tmpfs":       tmpfs,
			"until":       until,
		},
	})
}
