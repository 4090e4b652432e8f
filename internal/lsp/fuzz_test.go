package lsp_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/lsp"
)

// FuzzMessages sends lines as messages, of which "FILE" is a résumé by itself, and one stream as it is: a server ends with each, in time.
func FuzzMessages(f *testing.F) {
	root := f.TempDir()
	uri := "file://" + filepath.ToSlash(filepath.Join(root, "cv.md"))
	hello := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	open := hello + "\n" + `{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"FILE","version":1,"text":"---\nname: A\npdf: {pa\n---\n\n## Work\n\n### B, C\n*March 2020 – p*\n\n- 😀 Go\n"}}}`
	f.Add(hello)
	f.Add(open + "\n" + `{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"FILE","version":2},"contentChanges":[{"range":{"start":{"line":10,"character":3},"end":{"line":10,"character":4}},"text":"x"}]}}`)
	f.Add(open + "\n" + `{"jsonrpc":"2.0","id":2,"method":"textDocument/completion","params":{"textDocument":{"uri":"FILE"},"position":{"line":2,"character":8}}}`)
	f.Add(open + "\n" + `{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"FILE"},"position":{"line":10,"character":2}}}`)
	f.Add(open + "\n" + `{"jsonrpc":"2.0","id":"a","method":"textDocument/codeAction","params":{"textDocument":{"uri":"FILE"},"range":{"start":{"line":0,"character":0},"end":{"line":99,"character":0}}}}` + "\n" + `{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":"a"}}`)
	f.Add(open + "\n" + `{"jsonrpc":"2.0","id":2,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":"FILE"}}}` + "\n" + `{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"FILE"}}}`)
	f.Add("{\n[]\n12\n" + hello + "\n" + hello + "\n" + `{"jsonrpc":"2.0","id":3,"method":"shutdown"}` + "\n" + `{"jsonrpc":"2.0","method":"exit"}`)
	f.Add("Content-Length: 2\r\n\r\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(text, "FILE", uri)
		var framed strings.Builder
		for line := range strings.Lines(text) {
			fmt.Fprintf(&framed, "Content-Length: %d\r\n\r\n%s", len(line), line)
		}
		for _, in := range []string{framed.String(), text} {
			done := make(chan struct{})
			var out strings.Builder
			go func() {
				defer close(done)
				lsp.Serve(t.Context(), strings.NewReader(in), &out, lsp.Options{Rules: testRules(nil), Log: func(string, ...any) {},
					Memory: func() *build.Memory { return build.NewMemory(nil, "") }, Build: func() build.Options { return build.Options{} }})
			}()
			select {
			case <-done:
			case <-time.After(patience):
				b := make([]byte, 1<<18)
				t.Fatalf("the server does not end with %q\n%s", in, b[:runtime.Stack(b, true)])
			}
			if strings.Contains(out.String(), "a bug of resgen") {
				t.Error(out.String())
			}
		}
	})
}
