package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/resgen/resgen/internal/install"
)

// mirror [-real] DIR VERSION... makes a folder that is what Chrome for Testing publishes of some versions, the last of them the stable one,
// and serves it until the script ends. Each archive holds a program that says its version and prints nothing; with -real it starts the
// browser of this machine, and there is one version more, the browser's own, which is SHELL_VERSION. DIR/evil.zip is an archive with a
// file that leaves its folder. RESGEN_CHROME_MIRROR is the address, PLATFORM this machine, and DIR.log has a line for each that is asked for. What
// has a file beside it that ends in .half is sent by half, and then nothing more.
func mirror(ts *testscript.TestScript, neg bool, args []string) {
	real := len(args) > 0 && args[0] == "-real"
	if real {
		args = args[1:]
	}
	if neg || len(args) < 1 || len(args) < 2 && !real {
		ts.Fatalf("usage: mirror [-real] DIR VERSION...")
	}
	dir, versions := ts.MkAbs(args[0]), args[1:]
	body := func(v string) string { return "echo 'Google Chrome for Testing " + v + " '\n" }
	if real {
		program := ts.Getenv("SHELL_PROGRAM")
		said, err := exec.Command(program, "--version").Output()
		ts.Check(err)
		own := strings.Fields(string(said))
		v := own[len(own)-1]
		ts.Setenv("SHELL_VERSION", v)
		versions = append(versions, v)
		script := body
		body = func(of string) string {
			if of == v {
				return "exec \"" + program + "\" \"$@\"\n"
			}
			return script(of)
		}
	}
	platform := install.Platform(runtime.GOOS, runtime.GOARCH)
	ts.Setenv("PLATFORM", platform)
	put := func(name string, b []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o777))
		ts.Check(os.WriteFile(name, b, 0o666))
	}
	entries := map[string]any{}
	channels := map[string]any{}
	for _, v := range versions {
		var downloads []map[string]string
		for _, p := range []string{"linux-arm64", "linux64", "mac-arm64", "mac-x64", "win32", "win64"} {
			at := v + "/" + p + "/chrome-headless-shell-" + p + ".zip"
			downloads = append(downloads, map[string]string{"platform": p, "url": "https://storage.googleapis.com/chrome-for-testing-public/" + at})
			put(at, shellArchive(ts, p, body(v)))
		}
		entry := map[string]any{"version": v, "revision": "1", "downloads": map[string]any{"chrome-headless-shell": downloads}}
		b, err := json.Marshal(entry)
		ts.Check(err)
		put(v+".json", b)
		milestone, _, _ := strings.Cut(v, ".")
		entries[milestone], channels["Stable"] = entry, entry
	}
	for name, all := range map[string]map[string]any{"last-known-good-versions-with-downloads": {"channels": channels}, "latest-versions-per-milestone-with-downloads": {"milestones": entries}} {
		b, err := json.Marshal(all)
		ts.Check(err)
		put(name+".json", b)
	}
	put("evil.zip", shellArchive(ts, platform, body(versions[0]), "../evil"))

	var mu sync.Mutex
	end := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if log, err := os.OpenFile(dir+".log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666); err == nil {
			fmt.Fprintln(log, r.URL.Path)
			log.Close()
		}
		mu.Unlock()
		name := filepath.Join(dir, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		if _, err := os.Stat(name + ".half"); err == nil {
			b, _ := os.ReadFile(name)
			w.Header().Set("Content-Length", fmt.Sprint(len(b)))
			w.Write(b[:len(b)/2])
			w.(http.Flusher).Flush()
			select {
			case <-end:
			case <-r.Context().Done():
			}
			return
		}
		http.ServeFile(w, r, name)
	}))
	ts.Defer(func() {
		close(end)
		s.Close()
	})
	ts.Setenv("RESGEN_CHROME_MIRROR", s.URL)
}

// shellArchive is an archive for a platform, whose program is a script, with more files.
func shellArchive(ts *testscript.TestScript, platform, body string, more ...string) []byte {
	folder, program := "chrome-headless-shell-"+platform+"/", "chrome-headless-shell"
	if strings.HasPrefix(platform, "win") {
		program += ".exe"
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range append([]string{folder + program, folder + "LICENSE.headless_shell"}, more...) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		h.SetMode(0o755)
		f, err := w.CreateHeader(h)
		ts.Check(err)
		_, err = f.Write([]byte("#!/bin/sh\n" + body))
		ts.Check(err)
	}
	ts.Check(w.Close())
	return b.Bytes()
}
