package lsp_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/lsp"
	"github.com/resgen/resgen/internal/source"
)

func TestFindingsAsOneTypes(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, caps: `{"textDocument":{"publishDiagnostics":{"relatedInformation":true}}}`})
	p.open("content/resume.md")
	p.has("text/casing")
	p.mu.Lock()
	d := p.found["content/resume.md"]
	p.mu.Unlock()
	for _, f := range d.Diagnostics {
		if f.Code != "text/casing" {
			continue
		}
		// Before the word stand "- ", a face of two units, and " Moved 40 notes to ".
		if want := (span{place{13, 23}, place{13, 33}}); f.Range != want || f.Severity != 2 && f.Severity != 3 || f.Source != "resgen" {
			t.Errorf("%+v, want the range %+v", f, want)
		}
	}
	if d.Version == nil || *d.Version != 1 {
		t.Errorf("the version is %v", d.Version)
	}

	// An edit as editors send it: the word, counted in UTF-16, behind the face.
	p.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": p.uri("content/resume.md"), "version": 2},
		"contentChanges": []any{map[string]any{"range": map[string]any{"start": place{13, 23}, "end": place{13, 33}}, "text": "PostgreSQL"}}})
	p.hasNot("text/casing")
	// A key that is given twice has another place to show.
	p.set("content/resume.md", 3, strings.Replace(cv, "email:", "name: Eve\nemail:", 1))
	p.has("meta/duplicate-key")
	p.mu.Lock()
	for _, f := range p.found["content/resume.md"].Diagnostics {
		if f.Code == "meta/duplicate-key" && (len(f.Related) != 1 || f.Related[0].Location.URI != p.uri("content/resume.md") || f.Related[0].Location.Range.Start != (place{1, 0})) {
			t.Errorf("related: %+v", f.Related)
		}
	}
	p.mu.Unlock()
	p.hasNot("text/spelling")
	p.set("content/resume.md", 4, cv)
	p.hasNot("meta/duplicate-key")
	p.end()
}

func TestBytesAreCountedWhereTheClientLikes(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, caps: `{"general":{"positionEncodings":["utf-8","utf-16"]}}`})
	p.open("content/resume.md")
	p.has("content/resume.md:14:25 text/casing")
}

// TestEditsWhileACheckRuns types while every check takes its time: what is shown in the end is what was typed last.
func TestEditsWhileACheckRuns(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, rules: testRules(nil)})
	p.open("content/resume.md")
	for i := range 200 {
		p.set("content/resume.md", i+2, strings.Replace(cv, "Wrote notes", fmt.Sprintf("Wrote %d notes", i), 1))
		if i%20 == 0 {
			p.call("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": p.uri("content/resume.md")},
				"range": span{place{14, 0}, place{14, 0}}, "context": map[string]any{"diagnostics": []any{}}})
		}
	}
	p.has("Wrote 199 notes")
	p.mu.Lock()
	if v := p.found["content/resume.md"].Version; v == nil || *v != 201 {
		t.Errorf("the version is %v", v)
	}
	p.mu.Unlock()
}

// TestFilesThatOthersChange looks at what another program writes, and at a file that is not open.
func TestFilesThatOthersChange(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv, "content/posts/a.md": "---\ntitle: A\n---\nText.\n"}})
	p.open("content/resume.md")
	p.has("text/casing")
	p.write("content/posts/a.md", "---\ntitle: A\ndtae: 2026-01-01\n---\nText.\n")
	p.has("content/posts/a.md:3:0 meta/unknown-key")
	p.write("content/posts/a.md", "---\ntitle: A\n---\nText.\n")
	p.hasNot("meta/unknown-key")
}

func TestSeveralDocuments(t *testing.T) {
	files := map[string]string{"content/resume.md": cv, "content/posts/a.md": "---\ntitle: A\ndtae: 2026-01-01\n---\nText.\n", "README.md": "# helo\n"}
	p := start(t, setting{files: files})
	p.open("content/posts/a.md")
	p.open("content/resume.md")
	p.has("content/posts/a.md:3:0 meta/unknown-key")
	p.has("content/resume.md:14:23 text/casing")
	p.set("content/posts/a.md", 2, "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n")
	p.hasNot("meta/unknown-key")
	// Closed without a save, the file counts again.
	p.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": p.uri("content/posts/a.md")}})
	p.has("content/posts/a.md:3:0 meta/unknown-key")

	// The site's README is none of our business; its symbols, completion and actions are empty, and no errors.
	p.open("README.md")
	for _, method := range []string{"textDocument/codeAction", "textDocument/documentSymbol", "textDocument/completion", "textDocument/hover"} {
		params := p.placed("README.md", "helo", 1)
		params["range"], params["context"] = span{}, map[string]any{}
		if got := string(p.call(method, params)); got != "[]" && got != "null" && got != `{"isIncomplete":false,"items":[]}` {
			t.Errorf("%s of a README is %s", method, got)
		}
	}
	p.mu.Lock()
	if d, ok := p.found["README.md"]; ok {
		t.Errorf("something is said of a README: %+v", d)
	}
	p.mu.Unlock()
}

func TestOneFile(t *testing.T) {
	plain := "# Notes\n\n- Moved 40 notes to Postgresql\n"
	tests := []struct {
		name, text string
		ours       bool
	}{
		{"cv.md", plain, true},
		{"Resume-2026.md", plain, true},
		{"mon-CV.markdown", plain, true},
		{"ada.md", cv, true},
		{"notes.md", plain, false},
		{"notes.md", "---\nname: notes\n---\n" + plain, false},
		{"README.md", plain, false},
		{"cv.txt", cv, false},
	}
	for _, tt := range tests {
		p := start(t, setting{files: map[string]string{tt.name: tt.text}, at: "-"})
		p.open(tt.name)
		if tt.ours {
			p.has(tt.name + ":")
			p.has("text/casing")
			p.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": p.uri(tt.name)}})
			p.hasNot(tt.name + ":") // nothing is kept of it
			p.open(tt.name)
			p.has("text/casing")
			p.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": p.uri(tt.name)}})
			p.open(tt.name) // at once, as editors load a file anew
			params := p.placed(tt.name, "e", 0)
			params["range"], params["context"] = span{}, map[string]any{}
			p.call("textDocument/codeAction", params)
			p.has("text/casing")
			p.tell("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": p.uri(tt.name)}})
		}
		p.end()
		if !tt.ours && p.came > 0 {
			t.Errorf("%s: something is said: %s", tt.name, p.all())
		}
	}
	// What is no résumé can become one.
	p := start(t, setting{files: map[string]string{"ada.md": plain}, at: "-"})
	p.open("ada.md")
	p.set("ada.md", 2, cv)
	p.has("text/casing")
}

func TestHugeDocument(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}})
	p.open("content/resume.md")
	p.has("text/casing")
	p.set("content/resume.md", 2, strings.Repeat("- Moved it to Postgresql\n", source.MaxText/20))
	p.has("source/too-large")
	p.hasNot("text/casing")
	for _, method := range []string{"textDocument/completion", "textDocument/hover", "textDocument/documentSymbol"} {
		p.call(method, p.placed("content/resume.md", "Postgresql", 3))
	}
	p.set("content/resume.md", 3, cv)
	p.has("text/casing")
	p.hasNot("source/too-large")
}

func TestErrors(t *testing.T) {
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, silent: true})
	wants := func(what string, code int, r reply) {
		t.Helper()
		if r.Error == nil || r.Error.Code != code {
			t.Errorf("%s: %+v, want the error %d", what, r, code)
		}
	}
	unnamed := func(what string, code int, body string) {
		t.Helper()
		p.raw(body)
		p.wait(what, func() bool { _, ok := p.answers["null"]; return ok })
		p.mu.Lock()
		r := p.answers["null"]
		delete(p.answers, "null")
		p.mu.Unlock()
		wants(what, code, r)
	}
	wants("a request before initialize", -32002, p.answer(p.ask("textDocument/hover", map[string]any{})))
	wants("shutdown before initialize", -32002, p.answer(p.ask("shutdown", nil)))
	p.tell("textDocument/didOpen", map[string]any{}) // nobody answers
	unnamed("no JSON", -32700, "{\"jsonrpc\": ")
	unnamed("no object", -32600, "12")
	unnamed("a batch", -32600, `[{"jsonrpc":"2.0","id":1,"method":"initialize"}]`)
	unnamed("nothing", -32700, "")
	p.call("initialize", json.RawMessage(`{"capabilities":{}}`))
	wants("initialize again", -32600, p.answer(p.ask("initialize", map[string]any{})))
	wants("an unknown method", -32601, p.answer(p.ask("textDocument/rename", map[string]any{})))
	wants("an unknown extension", -32601, p.answer(p.ask("$/what", nil)))
	wants("parameters of another kind", -32602, p.answer(p.ask("textDocument/hover", []int{1})))
	wants("a document that is not open", -32602, p.answer(p.ask("textDocument/hover", p.places("content/resume.md"))))
	wants("parameters that are none", -32602, p.answer(p.ask("textDocument/hover", "x")))
	p.raw(`{"jsonrpc":"2.0","id":7001,"result":null}`) // an answer to nothing
	p.raw(`{"jsonrpc":"2.0","id":98,"method":"textDocument/rename","params":{},"trace":"x"}`)
	wants("a field of others", -32601, p.answer("98"))
	unnamed("an id that is none", -32600, `{"jsonrpc":"2.0","id":{},"method":"shutdown"}`)
	unnamed("no method", -32600, `{"jsonrpc":"2.0"}`)
	p.raw(`{"jsonrpc":"1.0","id":99,"method":"shutdown"}`)
	wants("another JSON-RPC", -32600, p.answer("99"))
	for _, params := range []string{`{}`, `[]`, `"x"`, `null`, `{"textDocument":7}`, `{"textDocument":{"uri":"untitled:1","version":1,"text":"x"}}`,
		`{"textDocument":{"uri":"file:///%zz","version":1,"text":"x"},"contentChanges":[{"range":{"start":{"line":-4,"character":-1},"end":{"line":1e9,"character":1e9}},"text":"y"}]}`} {
		for _, method := range []string{"textDocument/didOpen", "textDocument/didChange", "textDocument/didChange", "textDocument/didSave", "textDocument/didClose", "workspace/didSomething"} {
			p.tell(method, json.RawMessage(params))
		}
	}
	p.call("shutdown", nil)
	wants("a request after shutdown", -32600, p.answer(p.ask("textDocument/hover", map[string]any{})))
	p.tell("exit", nil)
	p.wait("the end", p.goneNow)
	if err := <-p.done; err != nil {
		t.Error(err)
	}
	p.done <- nil
}

func (p *peer) places(name string) map[string]any {
	return map[string]any{"textDocument": map[string]any{"uri": p.uri(name)}, "position": place{}}
}

func TestCancel(t *testing.T) {
	gate := make(chan struct{})
	p := start(t, setting{files: map[string]string{"content/resume.md": cv}, rules: testRules(gate)})
	p.open("content/resume.md", cv+"slow\n")
	id := p.ask("textDocument/codeAction", map[string]any{"textDocument": map[string]any{"uri": p.uri("content/resume.md")}, "context": map[string]any{}})
	p.tell("$/cancelRequest", map[string]any{"id": json.RawMessage(id)})
	if r := p.answer(id); r.Error == nil || r.Error.Code != -32800 {
		t.Errorf("a cancelled request is answered with %+v", r)
	}
	close(gate)
	p.has("- Wrote notes")
	p.tell("$/cancelRequest", map[string]any{"id": 4711}) // nobody knows it
	p.call("textDocument/hover", p.placed("content/resume.md", "Wrote", 1))
	p.end()
}

func TestStreamsThatAreNone(t *testing.T) {
	const hello = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"the end after a message", fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(hello), hello), ""},
		{"headers in small letters, with others", fmt.Sprintf("content-type: x\ncontent-length: %d\n\n%s", len(hello), hello), ""},
		{"a browser", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "is no header"},
		{"no length", "Content-Type: x\r\n\r\n{}", "without Content-Length"},
		{"a length that is none", "Content-Length: ten\r\n\r\n{}", "the length of a message is"},
		{"a length below nothing", "Content-Length: -1\r\n\r\n{}", "the length of a message is"},
		{"a huge length", "Content-Length: 99999999999\r\n\r\n{}", "the most is 67108864"},
		{"a length that does not come", "Content-Length: 10\r\n\r\n{}", "ends within a message: 2 bytes of 10"},
		{"half a header", "Content-Le", "ends within a header"},
		{"a long header", strings.Repeat("x", 10000), "a header of more than"},
		{"many headers", strings.Repeat("x: y\r\n", 100), "more than 32 headers"},
		{"all at once", fmt.Sprintf("Content-Length: %d\r\n\r\n%sContent-Length: 44\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}", len(hello), hello), ""},
		{"exit and no shutdown", "Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}", "exit without shutdown"},
	}
	for _, tt := range tests {
		var out strings.Builder
		err := lsp.Serve(t.Context(), strings.NewReader(tt.in), &out, lsp.Options{Log: t.Logf})
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
		if strings.Contains(tt.in, hello) && !strings.Contains(out.String(), `"hoverProvider":true`) {
			t.Errorf("%s: it said %q", tt.name, out.String())
		}
		if strings.Contains(tt.in, "shutdown") && !strings.Contains(out.String(), `"id":2,"result":null`) {
			t.Errorf("%s: shutdown is not answered: %q", tt.name, out.String())
		}
	}
}

// TestNothingStays ends servers in each way there is, and looks for goroutines and for changed files.
func TestNothingStays(t *testing.T) {
	before := runtime.NumGoroutine()
	ends := map[string]func(*peer){
		"exit":       func(p *peer) { p.end() },
		"the stream": func(p *peer) { p.conn.Close() },
	}
	for name, end := range ends {
		files := map[string]string{"content/resume.md": cv, "content/posts/a.md": "---\ntitle: A\n---\nText.\n"}
		p := start(t, setting{files: files, printer: newFake(t).printer()})
		was := listing(t, p.root)
		p.open("content/resume.md")
		p.has("text/casing")
		p.set("content/resume.md", 2, cv+"- more\n")
		end(p)
		if err := <-p.done; err != nil {
			t.Errorf("%s: %v", name, err)
		}
		p.done <- nil
		if now := listing(t, p.root); now != was {
			t.Errorf("%s: the files were\n%s\nand are\n%s", name, was, now)
		}
	}
	stop := time.Now().Add(patience)
	for runtime.NumGoroutine() > before+4 && time.Now().Before(stop) { // those of tests' clean-up
		runtime.Gosched()
	}
	if n := runtime.NumGoroutine(); n > before+4 {
		b := make([]byte, 1<<16)
		t.Errorf("%d goroutines, before %d\n%s", n, before, b[:runtime.Stack(b, true)])
	}
}

// listing is the files below a folder with their sizes and times.
func listing(t *testing.T, root string) string {
	var out strings.Builder
	err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		fmt.Fprintln(&out, name, info.Size(), info.ModTime().UnixNano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestAClientThatDoesNotRead must not keep the server from ending.
func TestAClientThatDoesNotRead(t *testing.T) {
	in, client := io.Pipe()
	_, out := io.Pipe() // nobody reads
	done := make(chan error, 1)
	go func() {
		done <- lsp.Serve(t.Context(), in, out, lsp.Options{Log: t.Logf, Memory: func() *build.Memory { return nil }})
	}()
	w := bufio.NewWriter(client)
	for i := range 1000 {
		body := fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"initialize","params":{}}`, i)
		fmt.Fprintf(w, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	w.Flush()
	client.Close()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("the server does not end")
	}
}
