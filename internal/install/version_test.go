package install

import "testing"

func TestWish(t *testing.T) {
	for text, want := range map[string]Wish{"stable": Stable, "Stable": Stable, " beta ": "beta", "156": "156", "156.0.8078": "156.0.8078", "156.0.8078.108": "156.0.8078.108"} {
		if w, err := ParseWish(text); err != nil || w != want {
			t.Errorf("%q: %q, %v", text, w, err)
		}
	}
	for _, text := range []string{"", "latest", "v156", "156.", "156.0", "156.1.2", "156.0.8078.108.1", "0156.0.8078.108", "156.0.8078.108/../x", "../156", "-1", "99999999999"} {
		if w, err := ParseWish(text); err == nil {
			t.Errorf("%q is the wish %q", text, w)
		}
	}
	for _, tt := range []struct {
		w    Wish
		v    Version
		want bool
	}{{"156", version, true}, {"15", version, false}, {"156.0.8078", version, true}, {"156.0.807", version, false}, {Wish(version), version, true}, {Stable, version, false}} {
		if got := tt.w.Covers(tt.v); got != tt.want {
			t.Errorf("%q covers %q: %v", tt.w, tt.v, got)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, tt := range []struct {
		a, b Version
		want int
	}{{"99.0.1.2", "100.0.1.2", -1}, {"156.0.8078.108", "156.0.8078.9", 1}, {version, version, 0}} {
		if got := tt.a.Compare(tt.b); got != tt.want {
			t.Errorf("%s against %s: %d", tt.a, tt.b, got)
		}
	}
}

func TestPlatform(t *testing.T) {
	for _, tt := range []struct{ goos, goarch, want string }{
		{"linux", "amd64", "linux64"}, {"linux", "arm64", "linux-arm64"}, {"linux", "386", ""}, {"linux", "riscv64", ""}, {"freebsd", "amd64", ""},
		{"darwin", "amd64", "mac-x64"}, {"darwin", "arm64", "mac-arm64"}, {"windows", "amd64", "win64"}, {"windows", "arm64", "win64"}, {"windows", "386", "win32"},
	} {
		if got := Platform(tt.goos, tt.goarch); got != tt.want || got != "" && !IsPlatform(got) {
			t.Errorf("%s/%s: %q", tt.goos, tt.goarch, got)
		}
	}
	for _, text := range []string{"", "../x", "linux64/", "Linux64", "linux 64", "linux64-", "a-b-c-d-e"} {
		if IsPlatform(text) {
			t.Errorf("%q is a platform", text)
		}
	}
}
