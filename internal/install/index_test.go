package install

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	w := newWorld(t, true, "118.0.5993.70", "152.0.7977.54", version)
	c := w.direct(t)
	c.archive = publicArchives
	for wish, want := range map[Wish]Version{Stable: version, "156": version, "152": "152.0.7977.54", "156.0.8078": version, Wish(version): version} {
		b, err := c.Resolve(t.Context(), wish, platform)
		if err != nil || b != (Build{want, platform, archiveOf(want, platform)}) {
			t.Errorf("%s: %+v, %v", wish, b, err)
		}
	}
	for _, tt := range []struct {
		wish     Wish
		platform string
		want     string
	}{
		{"157", platform, "chrome 157: the index has no such version; its newest is 156.0.8078.108"},
		{"156.0.1", platform, "chrome 156.0.1: the index has no such version; its newest is"},
		{"156.0.1.1", platform, "/156.0.1.1.json answers 404 Not Found\nthere may be no such version; `resgen chrome install 156` takes the newest of 156"},
		{"beta", platform, "says nothing of the channel Beta"},
		{"118", platform, "chrome 118.0.5993.70: there is no headless shell of this version; the first is of 120.0.6098.0"},
		{"152", "linux-arm64", "chrome 152.0.7977.54: there is no build for linux-arm64; there are linux64, mac-arm64, mac-x64, win32, win64"},
	} {
		if b, err := c.Resolve(t.Context(), tt.wish, tt.platform); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s for %s: %+v, %v", tt.wish, tt.platform, b, err)
		}
	}
	_, err := c.Resolve(t.Context(), "152", "linux-arm64")
	var none *NoBuildError
	if !errors.As(err, &none) || !slices.Contains(none.There, "win64") {
		t.Errorf("%v", err)
	}
	if b, err := c.Resolve(t.Context(), "156", "linux-arm64"); err != nil || !strings.HasSuffix(b.Address, "/linux-arm64/chrome-headless-shell-linux-arm64.zip") {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestResolveBadIndex(t *testing.T) {
	w := newWorld(t, true, version)
	c := w.direct(t)
	text := func(s string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) { rw.Write([]byte(s)) }
	}
	status := func(code int) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(code) }
	}
	const page = "last-known-good-versions-with-downloads.json"
	for name, tt := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"gone":          {status(404), page + " answers 404 Not Found"},
		"server's":      {status(503), page + " answers 503 Service Unavailable"},
		"proxy's":       {status(407), "407 Proxy Authentication Required\nthe proxy wants a name and a password: HTTPS_PROXY takes them"},
		"a page":        {text("<!doctype html><title>Login</title>"), "it is not the index of Chrome for Testing: invalid character"},
		"empty":         {text(""), "it is not the index of Chrome for Testing: unexpected end"},
		"other JSON":    {text(`{"channels": {}}`), "says nothing of the channel Stable"},
		"other types":   {text(`{"channels": ["Stable"]}`), "it is not the index"},
		"odd version":   {text(`{"channels": {"Stable": {"version": "../../x"}}}`), `the index names a version "../../x", which is none`},
		"no downloads":  {text(`{"channels": {"Stable": {"version": "156.0.8078.108"}}}`), "there is no headless shell of this version"},
		"odd platforms": {text(`{"channels": {"Stable": {"version": "156.0.8078.108", "downloads": {"chrome-headless-shell": [{"platform": "\u001b[31m"}, {"platform": "win64"}]}}}}`), "there are win64"},
	} {
		t.Run(name, func(t *testing.T) {
			w.answers[page] = tt.answer
			_, err := c.Resolve(t.Context(), Stable, platform)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%v; want %s", err, tt.want)
			}
		})
	}
	w.answers[string(version)+".json"] = text(`{"version": "155.0.1.1"}`)
	if _, err := c.Resolve(t.Context(), Wish(version), platform); err == nil || !strings.Contains(err.Error(), `answers with chrome "155.0.1.1" where 156.0.8078.108 was asked for`) {
		t.Error(err)
	}
}

// TestResolveOnMirror holds that a mirror of archives alone does for a version that is named in full.
func TestResolveOnMirror(t *testing.T) {
	w := newWorld(t, false)
	b, err := w.client(t).Resolve(t.Context(), Wish(version), platform)
	if err != nil || b.Address != archiveOf(version, platform) {
		t.Errorf("%+v, %v", b, err)
	}
	if _, err := w.client(t).Resolve(t.Context(), "156", platform); err == nil {
		t.Error("a part of a version was found without an index")
	}
}
