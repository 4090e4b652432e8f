package chrome

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"github.com/chromedp/cdproto"

	"github.com/resgen/resgen/internal/peer"
)

// errNoDevTools is of a server that answers, and is no browser that speaks the protocol.
var errNoDevTools = errors.New("speaks no DevTools")

// A statusError is an answer over HTTP that is not the one that was asked for.
type statusError struct {
	status string // "404 Not Found"
	body   string
}

func (e *statusError) Error() string { return answered(e.status, e.body) }

// answered says what a status means for whoever gave the address.
func answered(status, body string) string {
	text := fmt.Sprintf("it answers %q", status)
	switch {
	case strings.Contains(body, "HTTP request to an HTTPS server"):
		return "it speaks TLS: write wss:// or https://"
	case strings.HasPrefix(status, "401"), strings.HasPrefix(status, "403"):
		return text + ": is the token right?"
	case strings.HasPrefix(status, "404"):
		return text + ": there is no DevTools at this address"
	case strings.HasPrefix(status, "429"), strings.HasPrefix(status, "503"):
		return text + ": it has too much to do"
	}
	return text
}

// handshake is how the client of the WebSocket says that it was answered otherwise.
var handshake = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`unexpected status ("[^"]*"), body (".*")$`) })

// worded is an error of a connection in one line for people, without the address, as a token may stand in it.
func worded(err error) error {
	var (
		call   *net.OpError
		name   *net.DNSError
		status *statusError
		record tls.RecordHeaderError
		cert   *tls.CertificateVerificationError
		proto  *cdproto.Error
		where  *url.Error
	)
	text := err.Error()
	switch {
	case errors.As(err, &status):
		return status
	case errors.As(err, &record):
		if strings.HasPrefix(string(record.RecordHeader[:]), "HTTP") {
			return errors.New("it speaks no TLS: write ws:// or http://")
		}
		return errors.New("it speaks no TLS")
	case strings.Contains(text, "HTTP response to HTTPS client"):
		return errors.New("it speaks no TLS: write ws:// or http://")
	case errors.As(err, &cert):
		return fmt.Errorf("its certificate does not hold: %w", cert.Err)
	case strings.Contains(text, "malformed HTTP"), strings.Contains(text, "readLoopPeekFail"): // it speaks first
		return errors.New("it speaks no HTTP; if it speaks TLS, write wss:// or https://")
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Errorf("there is no host %s", name.Name)
	case peer.Refused(err):
		return errors.New("nothing listens there: connection refused")
	case errors.As(err, &proto):
		return fmt.Errorf("%s: %s", strings.TrimSuffix(strings.TrimSuffix(text, proto.Error()), ": "), proto.Message)
	}
	if m := handshake().FindStringSubmatch(text); m != nil {
		return errors.New(answered(strings.Trim(m[1], `"`), m[2]))
	}
	switch lost := lostReason(err); {
	case lost != "" && errors.Is(err, errNoDevTools):
		return fmt.Errorf("%w: %s", errNoDevTools, lost)
	case lost != "":
		return errors.New(lost)
	case errors.As(err, &call):
		return call.Err
	case errors.As(err, &where):
		return where.Err
	}
	return err
}

// lostReason says how a connection ended; "" when it did not.
func lostReason(err error) string {
	text := err.Error()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), peer.Reset(err):
		return "it closed the connection"
	case strings.Contains(text, "server closed idle connection"): // it was quicker than our first word
		return "it closed the connection"
	case strings.Contains(text, "jsontext:"), strings.Contains(text, "invalid character"):
		return "what it says is no JSON"
	case errors.Is(err, context.DeadlineExceeded):
		return "it gives no sign of life"
	}
	if _, rest, ok := strings.Cut(text, "lost the connection to the browser: "); ok {
		return "the connection ended: " + strings.TrimSuffix(rest, ": "+context.Canceled.Error())
	}
	return ""
}
