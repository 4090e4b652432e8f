package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/chrome/chrometest"
)

// TestMCP speaks with `resgen mcp` as an assistant does, over its standard input and output, and holds that it leaves no browser behind.
func TestMCP(t *testing.T) {
	browser := chrometest.Binary(t)
	work := t.TempDir()
	if err := os.CopyFS(filepath.Join(work, "content"), content.FS()); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd := exec.Command("resgen", "mcp")
	cmd.Dir, cmd.Stderr = work, &said
	cmd.Env = append(os.Environ(), "RESGEN_CHROME="+browser.Path, "XDG_CACHE_HOME="+filepath.Join(work, ".cache"), "HOME="+work, "CI=")
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	call := func(name string, args map[string]any) *mcp.CallToolResult {
		t.Helper()
		res, err := c.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
		if err != nil || res.IsError {
			t.Fatalf("%s: %v, %+v\n%s", name, err, res, said.String())
		}
		return res
	}
	if got := call("check", nil).Content[0].(*mcp.TextContent).Text; !strings.Contains(got, "no findings in ") || strings.Contains(got, "skipped") {
		t.Errorf("the starter: %s", got)
	}
	sheets := call("sheets", map[string]any{"width": 300}).Content
	if len(sheets) != 4 || sheets[1].(*mcp.ImageContent).MIMEType != "image/png" || !strings.Contains(sheets[0].(*mcp.TextContent).Text, "Maya Lindqvist") {
		t.Errorf("%d parts: %+v", len(sheets), sheets)
	}
	if childBrowser(work) == "" {
		t.Error("no browser runs, and so this test looks at nothing")
	}
	if err := c.Close(); err != nil { // it waits until the process has ended
		t.Error(err)
	}
	if !poll(5*time.Second, func() bool { return childBrowser(work) == "" }) {
		t.Errorf("a browser is left: %s", childBrowser(work))
	}
	if said.Len() > 0 {
		t.Errorf("it said to nobody: %s", said.String())
	}
}
