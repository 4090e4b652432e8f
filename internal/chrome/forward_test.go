package chrome

import (
	"bytes"
	"net"
	"strings"
	"sync"
	"testing"
)

// A forwarder stands between a pool and a browser.
type forwarder struct {
	at string // its host and port

	mu    sync.Mutex
	conns []net.Conn
	held  bool
	told  *bytes.Buffer // what the browser is told, unmasked; nil to forget it
	free  *sync.Cond
}

// forward listens at an address, and passes on what is said to the port of a browser and back, with words of the browser's replaced by others
// of the same length.
func forward(t testing.TB, address, port string, words *strings.Replacer, told *bytes.Buffer) *forwarder {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	f := &forwarder{at: l.Addr().String(), told: told}
	f.free = sync.NewCond(&f.mu)
	t.Cleanup(func() {
		l.Close()
		f.cut()
	})
	go func() {
		for {
			here, err := l.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", "127.0.0.1:"+port)
			if err != nil {
				here.Close()
				continue
			}
			f.mu.Lock()
			f.conns = append(f.conns, here, there)
			f.mu.Unlock()
			go f.pass(here, there, func(b []byte) {
				if f.told != nil {
					f.told.Write(b)
				}
			})
			go f.pass(there, here, func(b []byte) {
				if words != nil {
					copy(b, words.Replace(string(b)))
				}
			})
		}
	}()
	return f
}

func (f *forwarder) address() string { return "ws://" + f.at }

func (f *forwarder) pass(from, to net.Conn, see func([]byte)) {
	defer from.Close()
	defer to.Close()
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		f.mu.Lock()
		for f.held {
			f.free.Wait()
		}
		see(b[:n])
		f.mu.Unlock()
		if _, werr := to.Write(b[:n]); err != nil || werr != nil {
			return
		}
	}
}

// cut ends all connections.
func (f *forwarder) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held = false
	f.free.Broadcast()
	for _, c := range f.conns {
		c.Close()
	}
	f.conns = nil
}

// hold passes nothing on any more; who speaks waits for an answer.
func (f *forwarder) hold() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held = true
}

// said reports whether the browser was told a text, in a message over the socket.
func (f *forwarder) said(told *bytes.Buffer, text string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return bytes.Contains(unmask(told.Bytes()), []byte(text))
}

// unmask is the text of all messages of clients in a stream, which begins with a request over HTTP each time somebody connects.
func unmask(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		if bytes.HasPrefix(b, []byte("GET ")) {
			_, rest, _ := bytes.Cut(b, []byte("\r\n\r\n"))
			b = rest
			continue
		}
		if len(b) < 6 {
			break
		}
		n, head := int(b[1]&0x7f), 2
		switch {
		case n == 126 && len(b) >= 8:
			n, head = int(b[2])<<8|int(b[3]), 4
		case n == 127 && len(b) >= 14:
			n, head = 0, 10
			for _, c := range b[2:10] {
				n = n<<8 | int(c)
			}
		}
		key, rest := b[head:head+4], b[head+4:]
		n = min(n, len(rest))
		for i := range n {
			out = append(out, rest[i]^key[i%4])
		}
		b = rest[n:]
	}
	return out
}

// outside is an address of this machine that does not look like one, with a port that is free.
func outside(t testing.TB) string {
	t.Helper()
	list, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.To4() != nil {
			return net.JoinHostPort(n.IP.String(), "0")
		}
	}
	t.Skip("this machine has no address but its own")
	return ""
}
