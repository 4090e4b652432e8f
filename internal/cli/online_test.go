package cli

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/resgen/resgen/internal/check/rules"
)

// TestOnline holds that hosts are asked with --online, and that nothing is asked of the network without it.
func TestOnline(t *testing.T) {
	var asked atomic.Int32
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if !strings.HasPrefix(r.UserAgent(), "resgen/") {
			t.Errorf("the host was asked by %q", r.UserAgent())
		}
		if r.URL.Path != "/there" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	t.Cleanup(host.Close)
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("HOME", dir)
	resume := filepath.Join(dir, "cv.md")
	text := "---\nname: Ada Byron\nemail: ada@example.com\n---\n\n## Experience\n\n### Analyst, [Lovelace & Co](" + host.URL + "/there)\n*2019 – present*\n\n" +
		"- Wrote the first program, as [the notes](" + host.URL + "/gone) tell\n"
	if err := os.WriteFile(resume, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (code int, out, errs string) {
		var stdout, stderr bytes.Buffer
		a := &app{in: strings.NewReader(""), out: &stdout, err: &stderr, env: func(string) string { return "" }, rules: rules.All(), width: 100,
			stop: func() error { return nil }, loopback: true}
		code = a.run(t.Context(), args)
		return code, stdout.String(), stderr.String()
	}
	for _, args := range [][]string{{"check", resume, "--format", "line"}, {"check", resume, "--format", "line", "--rule", "link/dead=warning"}} {
		if code, out, errs := run(append(args, "--chrome", filepath.Join(dir, "none"))...); asked.Load() != 0 {
			t.Errorf("%q asked %d times: %d\n%s%s", args, asked.Load(), code, out, errs)
		}
	}
	code, out, errs := run("check", resume, "--format", "line", "--online", "--chrome", filepath.Join(dir, "none"))
	if code != exitFindings || !strings.Contains(out, `/gone" is dead: 404 Not Found [link/dead]`) || strings.Contains(out, "/there") || !strings.Contains(errs, "asked where 2 links lead") {
		t.Errorf("%d\n%s%s", code, out, errs)
	}
	before := asked.Load()
	if _, out, _ := run("check", resume, "--format", "line", "--online", "--chrome", filepath.Join(dir, "none")); asked.Load() != before || !strings.Contains(out, "[link/dead]") {
		t.Errorf("asked again on the same day, or forgotten: %s", out)
	}
	if code, _, errs := run("check", resume, "--online", "--watch"); code != exitFailed || !strings.Contains(errs, "--online") {
		t.Errorf("%d %s", code, errs)
	}
}
