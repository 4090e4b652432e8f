package serve

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/desk"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
)

func TestSeek(t *testing.T) {
	f := source.NewFile("a.md", []byte("Über Über\n- Über **go** Gopher, go; ergo\ngo on\n"))
	for _, c := range []struct {
		line, col, end int
		word           string
		nth            int
		wantLine, want int
	}{
		{1, 1, 1, "Über", 1, 1, 6}, {2, 1, 3, "go", 0, 2, 10}, {2, 1, 3, "go", 1, 2, 23}, {2, 1, 3, "go", 2, 3, 1}, {2, 12, 3, "go", 0, 2, 23},
		{2, 1, 3, "go", 3, 2, 1}, {2, 1, 2, "on", 0, 2, 1}, {2, 3, 0, "go", 0, 2, 3}, {2, 3, 9, "", 0, 2, 3}, {9, 9, 12, "go", 0, 9, 9}, {2, 100, 3, "on", -1, 2, 100},
	} {
		if line, col := seek(f, c.line, c.col, c.end, c.word, c.nth); line != c.wantLine || col != c.want {
			t.Errorf("%+v: %d:%d", c, line, col)
		}
	}
}

var tokenIn = regexp.MustCompile(`name="resgen-token" content="([A-Z0-9]{26,})"`)

// TestActs sends what the workbench sends, and what others would.
func TestActs(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	b.stream().until(func(e event) bool { return !e.Printing })
	var done []string
	h := handler(b.Loop, Options{Bind: "127.0.0.1", Acts: Acts{
		Open: func(f *source.File, line, col int) error {
			done = append(done, "open "+f.Path)
			if line > 100 {
				return errors.New("the editor did not start")
			}
			return nil
		},
		Write: func(f *source.File, l live.Look) error {
			done = append(done, "write "+l.Theme+" to "+f.Path)
			return nil
		},
		Fix: func(d diag.Diagnostic) error { done = append(done, "fix"); return nil },
	}}, time.Minute)
	token := ""
	ask := func(method, path, body string, headers ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Host = "127.0.0.1:1313"
		if method == "POST" {
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("X-Resgen-Token", token)
			r.Header.Set("Origin", "http://127.0.0.1:1313")
		}
		for _, h := range headers {
			name, value, _ := strings.Cut(h, ": ")
			r.Header.Set(name, value)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	page := ask("GET", "/_resgen/", "")
	m := tokenIn.FindStringSubmatch(page.Body.String())
	if m == nil {
		t.Fatalf("the page has no token:\n%.500s", page.Body)
	}
	token = m[1]
	if p := page.Header().Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'") || strings.Contains(p, "unsafe") {
		t.Errorf("policy %q", p)
	}
	for _, c := range []struct {
		path, body string
		headers    []string
		status     int
		says       string
		does       string
	}{
		{path: "open", body: `{"path":"content/resume.md","line":3,"col":1}`, status: 204, does: "open content/resume.md"},
		{path: "open", body: `{"path":"content/resume.md","line":-3,"col":0}`, status: 204, does: "open content/resume.md"},
		{path: "open", body: `{"path":"content/resume.md","line":101}`, status: 409, says: "did not start", does: "open content/resume.md"},
		{path: "open", body: `{"path":"../secret.txt","line":1}`, status: 409, says: "no such file"},
		{path: "open", body: `{"path":"secret.txt","line":1}`, status: 409, says: "no such file"},
		{path: "open", body: `{"path":"/etc/passwd","line":1}`, status: 409, says: "no such file"},
		{path: "open", body: `{"path":"content/resume.md","line":"; rm -rf /"}`, status: 409, says: "cannot be read"},
		{path: "open", body: `{"path":"content/resume.md","command":"vi"}`, status: 409, says: "cannot be read"},
		{path: "open", body: `{`, status: 409, says: "cannot be read"},
		{path: "open", body: `{"path":"` + strings.Repeat("x", 5000) + `"}`, status: 409, says: "cannot be read"},
		{path: "write", body: `{"theme":"swiss","paper":""}`, status: 200, says: "content/resume.md", does: "write swiss to content/resume.md"},
		{path: "write", body: `{"theme":"none"}`, status: 409, says: "no theme"},
		{path: "look", body: `{"theme":"../x"}`, status: 409, says: "no theme"},
		{path: "look", body: `{"paper":"A5"}`, status: 409, says: "no paper"},
		{path: "fix", body: `{"desk":1,"number":99}`, status: 409, says: "no such finding"},
		{path: "fix", body: `{"desk":99,"number":1}`, status: 409, says: "no such finding"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"X-Resgen-Token: "}, status: 403, says: "another session"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"X-Resgen-Token: x" + token}, status: 403, says: "another session"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"Origin: http://evil.example"}, status: 403, says: "another address"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"Origin: null"}, status: 403, says: "another address"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"Sec-Fetch-Site: cross-site"}, status: 403, says: "another address"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"Sec-Fetch-Site: same-site"}, status: 403, says: "another address"},
		{path: "open", body: `{"path":"content/resume.md"}`, headers: []string{"Content-Type: text/plain"}, status: 415},
		{path: "desk", body: `{}`, status: 405},
		{path: "nothing", body: `{}`, status: 405},
	} {
		done = nil
		w := ask("POST", Prefix+c.path, c.body, c.headers...)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || strings.Join(done, " ") != c.does {
			t.Errorf("POST %s %.100s %v: %d %s, did %q", c.path, c.body, c.headers, w.Code, w.Body, done)
		}
		if kept := w.Header().Get("Cache-Control"); w.Code < 300 && kept != "no-store" {
			t.Errorf("POST %s may be kept: %q", c.path, kept)
		}
	}

	open := handler(b.Loop, Options{Bind: "0.0.0.0", Acts: Acts{Open: func(*source.File, int, int) error { t.Error("done for anybody"); return nil }}}, time.Minute)
	h, token = open, tokenIn.FindStringSubmatch(func() string { h = open; return ask("GET", "/_resgen/", "").Body.String() }())[1]
	if w := ask("POST", "/_resgen/open", `{"path":"content/resume.md"}`); w.Code != http.StatusForbidden {
		t.Errorf("where others can reach it: %d %s", w.Code, w.Body)
	}
}

// TestDesk reads the desk as saves come and go.
func TestDesk(t *testing.T) {
	b := start(t, site, build.Options{}, time.Minute)
	read := func(query string, status int) (d desk.Desk) {
		t.Helper()
		res, body := b.ask("GET", "/_resgen/desk"+query)
		if res.StatusCode != status {
			t.Fatalf("desk%s: %s\n%s", query, res.Status, body)
		}
		if status == 200 {
			if err := json.Unmarshal([]byte(body), &d); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(body, "null") {
				t.Errorf("what a page has to loop over is null: %.300s", body)
			}
		}
		return d
	}
	first := b.stream().until(func(e event) bool { return !e.Printing && e.Desk > 0 })
	d := read("", 200)
	if d.Number != first.Desk || d.ID != first.ID || len(d.History) != 1 || d.Problem != "" || len(d.Themes) < 10 || d.Written.Theme != "classic" || d.Editor || d.ReadOnly {
		t.Errorf("%+v", d)
	}
	b.save(map[string]string{"content/about.md": "# About\n\n[gone](gone.md)\n"})
	second := b.stream().until(func(e event) bool { return !e.Printing && e.Desk > first.Desk })
	d = read("", 200)
	if d.Number != second.Desk || strings.Join(d.Changed, " ") != "content/about.md" || len(d.History) != 2 || !d.History[1].Now || d.History[1].Errors != 1 {
		t.Errorf("%+v", d)
	}
	if f := d.Findings; len(f) == 0 || f[0].Rule != "link/broken" || f[0].Path != "content/about.md" || f[0].Line != 3 || f[0].Excerpt == "" {
		t.Errorf("%+v", f)
	}
	old := read("?at=1", 200)
	if old.Number != 1 || !old.History[0].Now || old.History[1].Now {
		t.Errorf("the save before: %+v", old)
	}
	read("?at=77", 404)
	read("?at=x", 400)
	read("?at=-1", 400)

	b.Try(live.Look{Theme: "swiss", Paper: "Letter"})
	tried := b.stream().until(func(e event) bool { return !e.Printing && e.Desk > second.Desk })
	if d := read("", 200); d.Look.Theme != "swiss" || d.Look.Paper != "Letter" || d.Written.Theme != "classic" || d.ID == second.ID || tried.ID != d.ID {
		t.Errorf("%+v", d)
	}
	if text, err := os.ReadFile(filepath.Join(b.root, "content/resume.md")); err != nil || string(text) != site["content/resume.md"] {
		t.Error("trying a look has changed a file")
	}
	b.Try(live.Look{})
	b.stream().until(func(e event) bool { return !e.Printing && e.ID == second.ID })
	for range mostPastForTest + 5 {
		b.save(map[string]string{"content/about.md": "# About\n\n" + time.Now().String() + "\n"})
		b.stream().until(func(e event) bool { return !e.Printing })
	}
	if d := read("", 200); len(d.History) > mostPastForTest {
		t.Errorf("%d saves are kept", len(d.History))
	}
	read("?at=1", 404)
}

const mostPastForTest = 40 // live.mostPast

// TestSheetsAreKept holds that a browser asks for a picture once: its address changes with its bytes.
func TestSheetsAreKept(t *testing.T) {
	b := start(t, site, build.Options{Printer: fakePrinter(t, 0)}, time.Minute)
	b.stream().until(func(e event) bool { return !e.Printing && e.Desk > 0 })
	_, body := b.ask("GET", "/_resgen/desk")
	var d desk.Desk
	if err := json.Unmarshal([]byte(body), &d); err != nil || len(d.Prints) == 0 || len(d.Prints[0].Sheets) == 0 {
		t.Fatalf("%v: %.500s", err, body)
	}
	for _, address := range []string{d.Prints[0].Sheets[0].SVG, d.Prints[0].PDF} {
		if res, _ := b.ask("GET", address); res.StatusCode != 200 || !strings.Contains(res.Header.Get("Cache-Control"), "max-age") {
			t.Errorf("%s: %s, %q", address, res.Status, res.Header.Get("Cache-Control"))
		}
	}
	if res, _ := b.ask("GET", "/_resgen/sheet/none/1.svg"); res.StatusCode != 404 || strings.Contains(res.Header.Get("Cache-Control"), "max-age") {
		t.Errorf("a sheet that is not there: %s, %q", res.Status, res.Header.Get("Cache-Control"))
	}
}
