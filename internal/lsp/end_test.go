package lsp

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestEndWhileReading ends the server while messages come in: none of them may find what it is put into closed.
func TestEndWhileReading(t *testing.T) {
	const note = `{"jsonrpc":"2.0","method":"$/nothing","params":{}}`
	stream := strings.Repeat(fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(note), note), 200)
	for range 300 {
		ctx, cancel := context.WithCancel(t.Context())
		in, client := io.Pipe()
		go func() {
			io.WriteString(client, stream)
			client.Close()
		}()
		go cancel()
		if err := Serve(ctx, in, io.Discard, Options{}); err != nil && err != ErrNoShutdown {
			t.Fatal(err)
		}
		in.Close()
	}
}
