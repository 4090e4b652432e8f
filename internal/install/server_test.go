package install

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const (
	version  = Version("156.0.8078.108")
	platform = "linux64"
)

// A packed is one entry of an archive.
type packed struct {
	name, text string
	mode       fs.FileMode
}

// pack makes an archive.
func pack(t testing.TB, all ...packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range all {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if p.mode != 0 {
			h.SetMode(p.mode)
		}
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(p.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const folder = "chrome-headless-shell-linux64/"

// good is an archive as Chrome for Testing's are, and small.
func good(t testing.TB, v Version) []byte {
	return pack(t, packed{folder, "", fs.ModeDir | 0o755}, packed{folder + "chrome-headless-shell", "#!/bin/sh\necho \"Google Chrome for Testing " + string(v) + " \"\n", 0o755},
		packed{folder + "icudtl.dat", strings.Repeat("icu", 1000), 0o644}, packed{folder + "locales/de.pak", "Hallo", 0o644})
}

// A world is what Chrome for Testing publishes, on this machine. Its index is in the form of the real one, with addresses of the public
// archives; what is asked of them comes here.
type world struct {
	*httptest.Server
	archives map[string][]byte           // by path below the archives' address: "156.0.8078.108/linux64/….zip"
	answers  map[string]http.HandlerFunc // by path; they win
	asked    atomic.Int32
}

func archivePath(v Version, platform string) string {
	return strings.TrimPrefix(archiveOf(v, platform), publicArchives+"/")
}

func newWorld(t testing.TB, secure bool, versions ...Version) *world {
	w := &world{archives: map[string][]byte{}, answers: map[string]http.HandlerFunc{}}
	entryOf := func(v Version) map[string]any {
		var all []map[string]string
		for _, p := range []string{"linux-arm64", "linux64", "mac-arm64", "mac-x64", "win32", "win64"} {
			if p != "linux-arm64" || v.Compare("153.0.8001.0") >= 0 {
				all = append(all, map[string]string{"platform": p, "url": archiveOf(v, p)})
			}
		}
		downloads := map[string]any{"chrome": all}
		if v.Compare("120.0.6098.0") >= 0 {
			downloads[product] = all
		}
		return map[string]any{"version": string(v), "revision": "1", "downloads": downloads}
	}
	pages := map[string]any{}
	channelsOf, milestones, builds := map[string]any{}, map[string]any{}, map[string]any{}
	for _, v := range versions {
		pages[string(v)+".json"] = entryOf(v)
		milestones[v.Milestone()] = entryOf(v)
		builds[string(v)[:strings.LastIndexByte(string(v), '.')]] = map[string]any{"version": string(v), "revision": "1"}
		channelsOf["Stable"] = entryOf(v)
		w.archives[archivePath(v, platform)] = good(t, v)
	}
	pages["last-known-good-versions-with-downloads.json"] = map[string]any{"timestamp": "2026-08-21T19:14:06.151Z", "channels": channelsOf}
	pages["latest-versions-per-milestone-with-downloads.json"] = map[string]any{"timestamp": "2026-08-21T19:14:06.151Z", "milestones": milestones}
	pages["latest-patch-versions-per-build.json"] = map[string]any{"timestamp": "2026-08-21T19:14:06.151Z", "builds": builds}
	handler := http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.asked.Add(1)
		name := strings.TrimPrefix(r.URL.Path, "/")
		if h := w.answers[name]; h != nil {
			h(rw, r)
			return
		}
		if b, ok := w.archives[name]; ok {
			rw.Write(b)
			return
		}
		if page, ok := pages[name]; ok {
			json.NewEncoder(rw).Encode(page)
			return
		}
		http.NotFound(rw, r)
	})
	w.Server = httptest.NewUnstartedServer(handler)
	w.Config.ErrorLog = log.New(io.Discard, "", 0) // who does not trust it
	if secure {
		w.StartTLS()
	} else {
		w.Start()
	}
	t.Cleanup(w.Close)
	return w
}

// client asks a world as a mirror, and does not wait.
func (w *world) client(t testing.TB) *Client {
	t.Helper()
	c, err := NewClient(w.URL)
	if err != nil {
		t.Fatal(err)
	}
	c.Waits = []time.Duration{}
	if w.TLS != nil {
		c.tls = w.Client().Transport.(*http.Transport).TLSClientConfig
	}
	return c
}

// direct asks a world in place of the public addresses.
func (w *world) direct(t testing.TB) *Client {
	c := w.client(t)
	c.mirror, c.indexAt, c.archive = nil, w.URL, w.URL
	return c
}

func record(b []byte) Record {
	sum := sha256.Sum256(b)
	return Record{archiveOf(version, platform), int64(len(b)), hex.EncodeToString(sum[:])}
}

// says is a Try that does not run anything: it reads the version out of the script.
func says(_ context.Context, program string) (Version, error) {
	b, err := os.ReadFile(program)
	if err != nil {
		return "", err
	}
	for field := range strings.FieldsSeq(string(b)) {
		if v, ok := ParseVersion(field); ok {
			return v, nil
		}
	}
	return "", fmt.Errorf("%s says no version", program)
}

func installer(t testing.TB, c *Client) *Installer {
	return &Installer{Store: Store{filepath.Join(t.TempDir(), "chrome")}, Client: c, Try: says}
}

// nothing fails the test when a store has more than its lock and the given folders.
func nothing(t *testing.T, s Store, but ...string) {
	t.Helper()
	all, err := os.ReadDir(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		if e.Name() != lockName {
			names = append(names, e.Name())
		}
	}
	if strings.Join(names, " ") != strings.Join(but, " ") {
		t.Errorf("the store holds %q, want %q", names, but)
	}
}
