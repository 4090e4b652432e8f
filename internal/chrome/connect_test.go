package chrome

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// listening is a server that does one thing with each connection, and its host and port.
func listening(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go serve(c)
		}
	}()
	return l.Addr().String()
}

// answering is a server whose pages have a status and a text, and its host and port.
func answering(t *testing.T, start func(http.Handler) *httptest.Server, status int, text string) string {
	t.Helper()
	s := start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://127.0.0.1:1/")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, strings.ReplaceAll(text, "HOST", r.Host))
	}))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// socket is a server that opens a WebSocket to whoever asks, hears what is said, and says text after each message; "" is silence.
func socket(t *testing.T, text string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/json/version" {
			fmt.Fprintf(w, `{"Browser": "Rude/1", "webSocketDebuggerUrl": "ws://10.0.0.1:1/devtools/browser/1"}`)
			return
		}
		c, rw, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer c.Close()
		sum := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
		fmt.Fprintf(c, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
			base64.StdEncoding.EncodeToString(sum[:]))
		b := make([]byte, 4<<10)
		for {
			if _, err := rw.Read(b); err != nil {
				return
			}
			switch text {
			case "":
			case "close":
				return
			default:
				_, _ = c.Write(append([]byte{0x81, byte(len(text))}, text...))
			}
		}
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// TestConnectFails holds that what does not work is said in one line, soon, and without the token.
func TestConnectFails(t *testing.T) {
	plain := func(h http.Handler) *httptest.Server { return httptest.NewServer(h) }
	secure := func(h http.Handler) *httptest.Server { return httptest.NewTLSServer(h) }
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := free.Addr().String()
	free.Close()
	silent := listening(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	closing := listening(t, func(c net.Conn) { c.Close() })
	babbling := listening(t, func(c net.Conn) { _, _ = io.WriteString(c, "220 mail.example ESMTP\r\n"); c.Close() })
	tests := []struct{ name, address, want string }{
		{"nobody", "ws://" + nobody, "nothing listens there: connection refused"},
		{"nobody, a socket", "ws://" + nobody + "/devtools/browser/1", "nothing listens there: connection refused"},
		{"never answers", "ws://" + silent, "no answer within 300ms"},
		{"never opens the socket", "ws://" + silent + "/x", "no answer within 300ms"},
		{"never says hello over TLS", "wss://" + silent + "/x", "no answer within 300ms"},
		{"closes", "ws://" + closing, "it closed the connection"},
		{"closes the socket", "ws://" + closing + "/x", "it closed the connection"},
		{"another protocol", "ws://" + babbling, "it speaks no HTTP; if it speaks TLS, write wss:// or https://"},
		{"another protocol, a socket", "ws://" + babbling + "/x", "it speaks no HTTP"},
		{"another site", "http://" + answering(t, plain, 404, "not found"), `it answers "404 Not Found": there is no DevTools at this address`},
		{"another site, a socket", "ws://" + answering(t, plain, 404, "not found") + "/x", `it answers "404 Not Found": there is no DevTools at this address`},
		{"a page", "http://" + answering(t, plain, 200, "<h1>Welcome"), "speaks no DevTools: /json/version is something else there"},
		{"a page, by ws", "ws://" + answering(t, plain, 200, "<h1>Welcome"), "speaks no DevTools: /json/version is something else there"},
		{"no socket", "ws://" + answering(t, plain, 200, "{}"), "speaks no DevTools: /json/version tells of no WebSocket"},
		{"token", "http://" + answering(t, plain, 401, "who?") + "/?token=hush", `it answers "401 Unauthorized": is the token right?`},
		{"token, a socket", "ws://" + answering(t, plain, 403, "hush?") + "/?token=hush", `it answers "403 Forbidden": is the token right?`},
		{"busy", "ws://" + answering(t, plain, 429, "later") + "/?token=hush", `it answers "429 Too Many Requests": it has too much to do`},
		{"leads elsewhere", "http://" + answering(t, plain, 302, "") + "/?token=hush", `it answers "302 Found"`},
		{"certificate", "https://" + answering(t, secure, 200, "{}") + "/?token=hush", "its certificate does not hold: x509: "},
		{"certificate, a socket", "wss://" + answering(t, secure, 200, "{}") + "/?token=hush", "its certificate does not hold: x509: "},
		{"TLS is spoken", "ws://" + answering(t, secure, 200, "{}"), "it speaks TLS: write wss:// or https://"},
		{"TLS is spoken, a socket", "ws://" + answering(t, secure, 200, "{}") + "/x?token=hush", "it speaks TLS: write wss:// or https://"},
		{"no TLS", "https://" + answering(t, plain, 200, "{}"), "it speaks no TLS: write ws:// or http://"},
		{"no TLS, a socket", "wss://" + answering(t, plain, 200, "{}") + "/x", "it speaks no TLS: write ws:// or http://"},
		{"a mute socket", "ws://" + socket(t, ""), "no answer within 300ms"},
		{"a socket that closes", "ws://" + socket(t, "close"), "speaks no DevTools: it closed the connection"},
		{"a socket of something else", "ws://" + socket(t, "hello"), "speaks no DevTools: what it says is no JSON"},
		{"another protocol in JSON", "ws://" + socket(t, `{"type":"hello"}`), "no answer within 300ms"},
		{"refuses", "ws://" + socket(t, `{"id":1,"error":{"code":-32601,"message":"'Browser.getVersion' wasn't found"}}`), "speaks no DevTools: 'Browser.getVersion' wasn't found"},
		{"an empty browser", "ws://" + socket(t, `{"id":1,"result":{}}`), "speaks no DevTools"},
		{"no contexts", "ws://" + socket(t, `{"id":1,"result":{"product":"Rude/1"}}`), "no answer within 300ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			begin := time.Now()
			opts := PoolOptions{Timeout: 10 * time.Second}
			if strings.HasPrefix(tt.want, "no answer") {
				opts.Timeout = 300 * time.Millisecond
			}
			p, err := Connect(t.Context(), endpoints(t, tt.address), opts)
			if err == nil {
				p.Close()
				t.Fatal("it is connected")
			}
			text := err.Error()
			if !strings.Contains(text, tt.want) || !strings.HasPrefix(text, "there is no browser at ") {
				t.Errorf("error is %q, want %q", text, tt.want)
			}
			if strings.Contains(text, "hush") || strings.Contains(text, "\n") {
				t.Errorf("error is %q", text)
			}
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestConnectIsCancelled(t *testing.T) {
	silent := listening(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("enough")
	time.AfterFunc(50*time.Millisecond, func() { cancel(why) })
	begin := time.Now()
	if _, err := Connect(ctx, endpoints(t, "ws://"+silent), PoolOptions{}); !errors.Is(err, why) {
		t.Errorf("error is %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestConnectToNone holds that several that fail are one line, too.
func TestConnectToNone(t *testing.T) {
	if _, err := Connect(t.Context(), nil, PoolOptions{}); err == nil {
		t.Error("no error")
	}
	closing := listening(t, func(c net.Conn) { c.Close() })
	_, err := Connect(t.Context(), endpoints(t, "ws://"+closing, "ws://"+closing+"/x"), PoolOptions{})
	want := fmt.Sprintf("there is no browser at any of the 2 addresses: ws://%s: it closed the connection; ws://%s/x: it closed the connection", closing, closing)
	if err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}
