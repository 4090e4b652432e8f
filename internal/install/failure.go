package install

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A statusError is an answer of another status than 200.
type statusError struct {
	address string // for people
	code    int
}

func (e *statusError) Error() string {
	text := strings.TrimSpace(fmt.Sprintf("%d %s", e.code, http.StatusText(e.code)))
	if e.code == http.StatusProxyAuthRequired {
		text += "\n" + proxyLogin
	}
	return e.address + " answers " + text
}

// A tooLongError is a body of more bytes than it may have.
type tooLongError struct{ limit, length int64 } // length is -1 where it was not said before

func (e *tooLongError) much() string {
	if e.length < 0 {
		return fmt.Sprintf("more than %d bytes", e.limit)
	}
	return fmt.Sprintf("%d bytes", e.length)
}

func (e *tooLongError) Error() string {
	return fmt.Sprintf("the answer has %s; the most that is taken is %d", e.much(), e.limit)
}

// A redirectError is a redirection that is not followed.
type redirectError struct{ to, why string }

func (e *redirectError) Error() string { return "it leads to " + e.to + "; " + e.why }

// A keepError is of our side: the disk is full.
type keepError struct{ err error }

func (e *keepError) Error() string { return "keep what comes: " + e.err.Error() }
func (e *keepError) Unwrap() error { return e.err }

// passes reports whether another try may do better.
func passes(err error) bool {
	var status *statusError
	var keep *keepError
	var long *tooLongError
	var redirect *redirectError
	var dns *net.DNSError
	switch {
	case errors.As(err, &status):
		return status.code >= 500 && status.code != http.StatusNotImplemented || status.code == http.StatusTooManyRequests || status.code == http.StatusRequestTimeout
	case errors.As(err, &keep), errors.As(err, &long), errors.As(err, &redirect), errors.Is(err, syscall.ECONNREFUSED), untrusted(err) != "":
		return false
	case errors.As(err, &dns):
		return !dns.IsNotFound
	}
	return true
}

// untrusted says what is wrong with how a host proved who it is; "" for other failures.
func untrusted(err error) string {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &name):
		return "its certificate is of another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired"
	case errors.As(err, &unknown), errors.As(err, &invalid):
		return "its certificate is not trusted here; that of a company's own authority goes into the system's store, or on Linux into the file that SSL_CERT_FILE names"
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "it does not speak https"
	}
	return ""
}

// proxyLogin is what to do where a proxy wants to know who asks.
const proxyLogin = "the proxy wants a name and a password: HTTPS_PROXY takes them, as in http://NAME:PASSWORD@proxy:8080"

// proxyHint is what to look at where a network lets nothing through directly.
const proxyHint = "behind a proxy, set HTTPS_PROXY; --mirror names a copy that can be reached"

// failure is what it means, in words, that an address could not be had. Name and password of a mirror are in none of them.
func (c *Client) failure(ctx context.Context, address string, err error) error {
	var status *statusError
	var dns *net.DNSError
	var long *tooLongError
	var redirect *redirectError
	var keep *keepError
	var timeout net.Error
	var call *net.OpError
	where := shown(address)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &status):
		return err
	case errors.As(err, &redirect):
		return fmt.Errorf("%s: %w", where, redirect)
	case errors.As(err, &long):
		return fmt.Errorf("%s: %w", where, long)
	case errors.As(err, &keep):
		return keep
	case errors.Is(err, errStall):
		return fmt.Errorf("%s: nothing came for %s\n%s", where, cmp.Or(c.Stall, 30*time.Second), proxyHint)
	case errors.As(err, &call) && call.Op == "proxyconnect":
		return fmt.Errorf("%s: the proxy cannot be reached: %w\nHTTPS_PROXY names it, and NO_PROXY the hosts that are asked without it", where, call.Err)
	case strings.Contains(err.Error(), http.StatusText(http.StatusProxyAuthRequired)): // its answer to CONNECT comes as text alone
		return fmt.Errorf("%s: %s\n%s", where, http.StatusText(http.StatusProxyAuthRequired), proxyLogin)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("%s: there is no host %s\n%s", where, dns.Name, proxyHint)
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("%s: nothing answers there\n%s", where, proxyHint)
	case untrusted(err) != "":
		return fmt.Errorf("%s: %s", where, untrusted(err))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: the answer was cut off", where)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%s: it took too long\n%s", where, proxyHint)
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) { // it has the address, and with it the password
		err = wrapped.Err
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf("%s: %s", where, login().ReplaceAllString(text, "://"))
}

// login is name and password in an address, as of a proxy that is misspelt.
var login = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`://[^/@\s"]*@`) })

// shown is an address for people: without name and password, and without a query, where signed addresses have theirs.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return clip(address)
	}
	u.User, u.RawQuery, u.ForceQuery, u.Fragment = nil, "", false, ""
	return u.String()
}
