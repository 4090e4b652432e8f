package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/resgen/resgen/internal/chrome"
)

// TestBrowserVersion: a browser is asked once, and then remembered until its file is another one.
func TestBrowserVersion(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the browser is a script")
	}
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("HOME", dir)
	a := &app{env: os.Getenv}
	bin := chrome.Binary{Path: filepath.Join(dir, "chrome"), Size: 7}
	say := func(text string) {
		if err := os.WriteFile(bin.Path, []byte("#!/bin/sh\necho "+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		says string
		size int64
		want string
	}{{"Chromium 1.2.3.4 built on", 7, "1.2.3.4"}, {"Chromium 5.6.7.8", 7, "1.2.3.4"}, {"Chromium 5.6.7.8", 8, "5.6.7.8"}, {"nothing", 9, ""}, {"Chromium 9.9.9.9", 9, "9.9.9.9"}} {
		say(step.says)
		bin.Size = step.size
		if got := a.browserVersion(t.Context(), bin); got != step.want {
			t.Errorf("%+v: have %q", step, got)
		}
	}
}

// TestOrigin: each way to come by a resgen says what it knows.
func TestOrigin(t *testing.T) {
	built := func(v string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: v}, Settings: settings}
	}
	for name, c := range map[string]struct {
		info                  *debug.BuildInfo
		version, commit, date string
		modified              bool
	}{
		"nothing is known":               {nil, "dev", "", "", false},
		"go install of a release":        {built("v1.2.3"), "1.2.3", "", "", false},
		"go install of a commit":         {built("v0.0.0-20261129102757-51e7ee75c215"), "0.0.0-20261129102757-51e7ee75c215", "51e7ee75c215", "2026-11-29T10:27:57Z", false},
		"go install behind a release":    {built("v1.2.4-0.20261129102757-51e7ee75c215"), "1.2.4-0.20261129102757-51e7ee75c215", "51e7ee75c215", "2026-11-29T10:27:57Z", false},
		"go install behind a prerelease": {built("v1.2.3-rc.1.0.20261129102757-51e7ee75c215"), "1.2.3-rc.1.0.20261129102757-51e7ee75c215", "51e7ee75c215", "2026-11-29T10:27:57Z", false},
		"a checkout": {built("v1.2.4-0.20261129102757-51e7ee75c215+dirty", debug.BuildSetting{Key: "vcs.revision", Value: "51e7ee75c215aaaa"},
			debug.BuildSetting{Key: "vcs.time", Value: "2026-11-29T10:27:57Z"}, debug.BuildSetting{Key: "vcs.modified", Value: "true"}),
			"1.2.4-0.20261129102757-51e7ee75c215+dirty", "51e7ee75c215aaaa", "2026-11-29T10:27:57Z", true},
		"without a module": {built("(devel)"), "dev", "", "", false},
	} {
		got := origin(c.info)
		if got.Version != c.version || got.Commit != c.commit || got.Date != c.date || got.Modified != c.modified || got.Go == "" || got.OS == "" || got.Arch == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got, want := (made{Version: "1.2.3", Go: "go1.26.8", OS: "linux", Arch: "amd64"}).line(), "resgen 1.2.3 (go1.26.8 linux/amd64)"; got != want {
		t.Errorf("have %q, want %q", got, want)
	}
}
