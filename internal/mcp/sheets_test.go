package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
)

// TestSheets holds that sheets are shown as they are printed, and nothing of them that was not asked for.
func TestSheets(t *testing.T) {
	p := browser(t)
	long := head + body + "\n## Projects\n"
	for i := range 90 {
		long += fmt.Sprintf("\n### Engine %d\n*2021*\n\n- Built the wheel number %d of it, by hand\n", i+1, i+1)
	}
	root := lay(t, map[string]string{"content/resume.md": long, "short.md": head + body})
	c := connect(t, printing(root, p))

	one := c.call("sheets", args{"file": "short.md"})
	all := pictures(one)
	if len(all) != 1 || !strings.HasPrefix(text(one), "sheet 1 of 1 of resume.pdf (public), ") {
		t.Fatalf("%d pictures: %s", len(all), text(one))
	}
	cfg, err := png.DecodeConfig(bytes.NewReader(all[0]))
	if err != nil || cfg.Width != 900 || cfg.Height < 1270 || cfg.Height > 1276 { // A4; Chrome's is a little narrower
		t.Errorf("%v, %+v", err, cfg)
	}
	// In the order of the sheet, with sections and entries apart.
	last := -1
	for _, want := range []string{"Ada Byron\n", "ada@example.com", "\n\nExperience\n", "Analyst\n2019 – present\nLovelace & Co, London", "•  Wrote notes", "\n\nEducation\n", "Bernoulli"} {
		at := strings.Index(text(one), want)
		if at <= last {
			t.Errorf("%q is not where it should be in\n%s", want, text(one))
		}
		last = at
	}
	if img, err := png.Decode(bytes.NewReader(all[0])); err != nil {
		t.Error(err)
	} else {
		dark := 0
		for y := range cfg.Height {
			for x := range cfg.Width {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
					dark++
				}
			}
		}
		if share := float64(dark) / float64(cfg.Width*cfg.Height); share < 0.005 || share > 0.2 {
			t.Errorf("%.3f of the picture is dark", share)
		}
	}

	many := c.call("sheets", nil)
	drawn := pictures(many)
	n := strings.Count(text(many), " of resume.pdf (public)")
	size := 0
	for _, b := range drawn {
		size += len(b)
	}
	if n < 4 || len(drawn) == 0 || len(drawn) == n || size > mostPictures || !strings.Contains(text(many), "for its picture, ask for this sheet alone") {
		t.Errorf("%d sheets, %d pictures of %d bytes", n, len(drawn), size)
	}
	if b, err := json.Marshal(many); err != nil || len(b) > 1<<20 {
		t.Errorf("an answer of %d bytes, %v", len(b), err)
	}
	if again := pictures(c.call("sheets", nil)); len(again) != len(drawn) || !bytes.Equal(again[0], drawn[0]) {
		t.Errorf("the same sheets have other pictures the second time")
	}
	third := c.call("sheets", args{"sheet": 3, "width": 300})
	if all := pictures(third); len(all) != 1 || !strings.HasPrefix(text(third), "sheet 3 of ") || strings.Contains(text(third), "Ada Byron") {
		t.Errorf("sheet 3: %d pictures, %s", len(all), text(third))
	} else if cfg, err := png.DecodeConfig(bytes.NewReader(all[0])); err != nil || cfg.Width != 300 {
		t.Errorf("%v, %+v", err, cfg)
	}
	if res := c.call("sheets", args{"text_only": true}); len(pictures(res)) > 0 || strings.Contains(text(res), "picture") || !strings.Contains(text(res), "number 90 of it") {
		t.Errorf("text only: %d pictures, %s", len(pictures(res)), text(res))
	}
	for want, a := range map[string]args{
		"sheets: there is no sheet 99; resume.pdf has " + strconv.Itoa(n): {"sheet": 99},
		`sheets: there is no print "cv.pdf"; there is resume.pdf`:         {"print": "cv.pdf"},
	} {
		if got := c.fails("sheets", a); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}

	// The prints are checked, and a change is seen.
	found, rules := c.found(nil)
	if len(found.Printed) != 2 || len(found.Skipped) != 0 || !strings.Contains(strings.Join(rules, " "), "sheet/count") {
		t.Errorf("%v, %v, %v", found.Printed, found.Skipped, rules)
	}
	write(t, filepath.Join(root, "content", "resume.md"), strings.Replace(head+body, "Ada Byron", "Ada Lovelace", 1))
	if got := c.says("sheets", args{"text_only": true}); !strings.HasPrefix(got, "sheet 1 of 1") || !strings.Contains(got, "Ada Lovelace") {
		t.Errorf("after a change: %s", got)
	}
}

// TestReader holds that a field which a parser does not read is told, with what it reads and where it stands.
func TestReader(t *testing.T) {
	p := browser(t)
	root := lay(t, map[string]string{"content/resume.md": head + body})
	c := connect(t, printing(root, p))
	data := func() (out read) {
		t.Helper()
		b, err := json.Marshal(c.call("reader", nil).StructuredContent)
		if err == nil {
			err = json.Unmarshal(b, &out)
		}
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := data(); got.Print != "resume.pdf (public)" || got.Found != got.Of || got.Of != len(got.Fields) || got.Of < 10 || got.Fields[0] != (field{Kind: "name", Text: "Ada Byron", Found: true, Path: "content/resume.md", Line: 2, Col: 7}) {
		t.Errorf("%+v", got)
	}
	// A heading that is set like the text below it, under another name.
	write(t, filepath.Join(root, "static", "custom.css"), ".resume h2 { font-size: 9pt !important; font-weight: 400 !important } .resume h2::before { content: \"My life in \" }\n")
	got := data()
	said := c.says("reader", nil)
	if got.Found >= got.Of || !strings.Contains(said, "\nmissed:\n  content/resume.md:") || !strings.Contains(said, fmt.Sprintf("a parser reads %d of %d fields", got.Found, got.Of)) {
		t.Errorf("%d of %d\n%s", got.Found, got.Of, said)
	}
}

// TestHanging holds that a call of which the client does not want to know any more ends, and so does the session, though the browser hangs;
// and that nothing of that is left.
func TestHanging(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	root := lay(t, site())
	dir := t.TempDir()
	script := filepath.Join(dir, "chrome")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho $$ >"+dir+"/pid.new && mv "+dir+"/pid.new "+dir+"/pid\nexec sleep 1000\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	o := options(root)
	plain := o.Build
	var printer *build.Printer
	o.Build = func(ctx context.Context, site bool) build.Options {
		b := plain(ctx, site)
		if printer == nil {
			printer = build.NewPrinter(ctx, chrome.Binary{Path: script}, chrome.Options{Dir: dir, LaunchTimeout: time.Hour})
		}
		b.Printer, b.NoPrint = printer, ""
		return b
	}
	pid := 0
	t.Cleanup(func() { // when the session below has ended
		if p, err := os.FindProcess(pid); err == nil && p.Signal(syscall.Signal(0)) == nil {
			t.Errorf("the browser, %d, is left", pid)
		}
	})
	c := connect(t, o)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := c.CallTool(ctx, &sdk.CallToolParams{Name: "check"})
		ended <- err
	}()
	for pid == 0 { // until the browser runs
		b, _ := os.ReadFile(filepath.Join(dir, "pid"))
		pid, _ = strconv.Atoi(strings.TrimSpace(string(b)))
		runtime.Gosched()
	}
	cancel()
	if err := <-ended; err == nil {
		t.Error("a cancelled call has an answer")
	}
	if got := c.says("check", args{"source_only": true}); !strings.Contains(got, "source_only leaves the print out") {
		t.Errorf("after a cancelled call: %s", got)
	}
	// Another client closes its stream while it waits.
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	printer = nil
	var answers bytes.Buffer
	fmt.Fprintln(out, `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`)
	fmt.Fprintln(out, `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sheets"}}`)
	out.Close()
	if err := Run(t.Context(), o, in, &answers); err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(answers.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("%q is no message", line)
		}
	}
}
