package lsp

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The bounds of what a client may send, and of what waits for it.
const (
	maxMessage = 64 << 20 // bytes; the largest text that is read, 4 MB, is at most six times as long in JSON
	maxHeader  = 4 << 10  // bytes of a line
	maxHeaders = 32       // lines
	maxWaiting = 64 << 20 // bytes that the client has not taken yet
)

// A wire is a jrpc2 channel over two streams, with messages framed as the protocol wants: headers, an empty line, and as
// many bytes as they say. jrpc2's own framing reads whatever length is claimed, and writes while it holds the server's lock, so that a client
// that does not read would keep the server from ending.
type wire struct {
	frames chan frame
	closed chan struct{}
	once   sync.Once

	mu      sync.Mutex
	waiting bytes.Buffer
	asked   int           // requests that are not answered yet
	answer  chan struct{} // closed, and made anew, when one was answered
	more    chan struct{} // receives when waiting grew
	failed  error
	written chan struct{} // closed when nothing is written any more
}

// A frame is a message, or why there is none any more.
type frame struct {
	body []byte
	err  error
}

func newWire(in io.Reader, out io.Writer) *wire {
	w := &wire{frames: make(chan frame), closed: make(chan struct{}), more: make(chan struct{}, 1), answer: make(chan struct{}), written: make(chan struct{})}
	go w.read(bufio.NewReaderSize(in, maxHeader))
	go w.write(out)
	return w
}

func (w *wire) read(in *bufio.Reader) {
	for {
		body, err := readFrame(in)
		if err == nil {
			m := readMessage(body)
			if m.refusal != nil {
				w.queue(m.refusal)
			}
			if m.body == nil {
				continue
			}
			if body = m.body; m.asks {
				w.mu.Lock()
				w.asked++
				w.mu.Unlock()
			}
		} else {
			w.drain()
		}
		select {
		case w.frames <- frame{body, err}:
		case <-w.closed:
			return
		}
		if err != nil {
			return
		}
	}
}

// drain waits until all that was asked is answered, for a second at most: who closes a stream may still read the other one.
func (w *wire) drain() {
	timer := time.After(time.Second)
	for {
		w.mu.Lock()
		asked, answer := w.asked, w.answer
		w.mu.Unlock()
		if asked <= 0 {
			return
		}
		select {
		case <-answer:
		case <-w.closed:
			return
		case <-timer:
			return
		}
	}
}

// readFrame is the next message. io.EOF says that there is none; any other error, that the stream cannot be followed any further.
func readFrame(in *bufio.Reader) ([]byte, error) {
	length := -1
	for lines := 0; ; lines++ {
		line, err := in.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, fmt.Errorf("a header of more than %d bytes; is the client one of the Language Server Protocol?", maxHeader)
		case err == io.EOF && lines == 0 && len(line) == 0:
			return nil, io.EOF
		case err == io.EOF:
			return nil, fmt.Errorf("the stream ends within a header")
		case err != nil:
			return nil, err
		case lines == maxHeaders:
			return nil, fmt.Errorf("a message with more than %d headers", maxHeaders)
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok {
			return nil, fmt.Errorf("%.60q is no header; a client says Content-Length: and a number", text)
		}
		if strings.EqualFold(strings.TrimSpace(name), "Content-Length") {
			length, err = strconv.Atoi(strings.TrimSpace(value))
			if err != nil || length < 0 {
				return nil, fmt.Errorf("the length of a message is %.60q", value)
			}
		}
	}
	switch {
	case length < 0:
		return nil, errors.New("a message without Content-Length")
	case length > maxMessage:
		return nil, fmt.Errorf("a message of %d bytes; the most is %d", length, maxMessage)
	}
	var body bytes.Buffer // it grows as bytes come: a claimed length by itself costs nothing
	if n, err := io.CopyN(&body, in, int64(length)); err != nil {
		return nil, fmt.Errorf("the stream ends within a message: %d bytes of %d", n, length)
	}
	return body.Bytes(), nil
}

// Recv is the next message of the client.
func (w *wire) Recv() ([]byte, error) {
	select {
	case <-w.closed: // whatever else has come
		return w.over()
	default:
	}
	select {
	case f := <-w.frames:
		return f.body, f.err
	case <-w.closed:
		return w.over()
	}
}

// over is what Recv gives when the wire is closed.
func (w *wire) over() ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed != nil {
		return nil, w.failed
	}
	return nil, io.EOF
}

// Send queues a message for the client, and never waits for it. What has an id answers a request: we make none ourselves.
func (w *wire) Send(message []byte) error {
	if rest, ok := bytes.CutPrefix(message, []byte(`{"jsonrpc":"2.0","id":`)); ok && !bytes.HasPrefix(rest, []byte("null")) {
		w.mu.Lock()
		w.asked--
		close(w.answer)
		w.answer = make(chan struct{})
		w.mu.Unlock()
	}
	return w.queue(message)
}

// queue frames a message and has it written.
func (w *wire) queue(message []byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed == nil && w.waiting.Len()+len(message) > maxWaiting {
		w.failed = fmt.Errorf("the client takes no messages: %d MB wait for it", maxWaiting>>20)
		w.Close()
	}
	if w.failed != nil {
		return w.failed
	}
	fmt.Fprintf(&w.waiting, "Content-Length: %d\r\n\r\n", len(message))
	w.waiting.Write(message)
	select {
	case w.more <- struct{}{}:
	default:
	}
	return nil
}

// write writes what is queued, until the wire is closed and all is written.
func (w *wire) write(out io.Writer) {
	defer close(w.written)
	for {
		w.mu.Lock()
		chunk := bytes.Clone(w.waiting.Bytes())
		w.waiting = bytes.Buffer{}
		w.mu.Unlock()
		if len(chunk) > 0 {
			if _, err := out.Write(chunk); err != nil {
				w.mu.Lock()
				w.failed = io.EOF // the client is gone
				w.mu.Unlock()
				w.Close()
				return
			}
			continue
		}
		select {
		case <-w.more:
		case <-w.closed:
			select {
			case <-w.more: // the last word
			default:
				return
			}
		}
	}
}

// flush waits until the client has what was sent, for a second at most.
func (w *wire) flush() {
	select {
	case <-w.written:
	case <-time.After(time.Second):
	}
}

// Close ends Recv. What was sent is still written.
func (w *wire) Close() error {
	w.once.Do(func() { close(w.closed) })
	return nil
}
