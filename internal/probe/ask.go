package probe

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
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/resgen/resgen/internal/peer"
)

// page asks for one page, for the addresses that name it or places on it. asked is false when there was no time.
func (p *prober) page(ctx context.Context, address string, of []string) (answers []Reply, asked bool) {
	answers = make([]Reply, len(of))
	remembered := true
	for i, a := range of {
		r, ok := p.recall(a)
		answers[i], remembered = r, remembered && ok
	}
	if remembered {
		return answers, true
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, false
	}
	leave, ok := p.host(ctx, strings.ToLower(u.Host))
	if !ok {
		return nil, false
	}
	defer leave()
	places := map[string]bool{} // that are to be looked for
	for _, a := range of {
		if f := place(a); f != "" {
			places[f] = false
		}
	}
	r, whole := p.ask(ctx, u, places)
	if ctx.Err() != nil && !r.Dead {
		return nil, false
	}
	for i, a := range of {
		answers[i] = r
		if f := place(a); r == (Reply{}) && f != "" && whole && !places[f] {
			answers[i] = Reply{Place: true, Why: fmt.Sprintf("the page has no place %q", f)}
		}
		p.keep(a, answers[i])
	}
	return answers, true
}

// place is the place on a page that an address names; "" when it names none, or one that scripts make.
func place(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	f, _, _ := strings.Cut(u.Fragment, ":~:")
	if strings.ContainsAny(f, "/=!?&") || f == "top" || len(f) > 1 && f[0] == 'L' && f[1] >= '0' && f[1] <= '9' {
		return ""
	}
	return f
}

// ask asks for a page, and finds the places in it. whole says that all of it was looked through, and that nothing in it
// makes places later.
func (p *prober) ask(ctx context.Context, u *url.URL, places map[string]bool) (r Reply, whole bool) {
	if err := p.named(u); err != nil {
		return Reply{Why: err.Error()}, false
	}
	method := http.MethodHead
	if len(places) > 0 {
		method = http.MethodGet
	}
	for try := 0; ; try++ {
		resp, err := p.request(ctx, method, u, places, &whole)
		if err != nil {
			if method == http.MethodHead && ctx.Err() == nil && !certain(err) {
				method = http.MethodGet // there are hosts that hang up on HEAD
				continue
			}
			return failure(err, cmp.Or(p.Each, 10*time.Second)), false
		}
		switch {
		case method == http.MethodHead && resp.status >= 400 && resp.status != http.StatusTooManyRequests:
			method = http.MethodGet // what a host says to HEAD need not be so
			continue
		case (resp.status == http.StatusTooManyRequests || resp.status == http.StatusServiceUnavailable) && try < 2 && resp.wait >= 0:
			if pause(ctx, resp.wait) {
				continue
			}
		}
		return verdict(u, resp.status), whole
	}
}

// pause waits, within bounds; false when the wait is too long or ctx is done.
func pause(ctx context.Context, d time.Duration) bool {
	if d > mostWait {
		return false
	}
	if d == 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// A response is what of one matters.
type response struct {
	status int
	wait   time.Duration // that the host asks for; -1 when it does not
}

func (p *prober) request(ctx context.Context, method string, u *url.URL, places map[string]bool, whole *bool) (response, error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(p.Each, 10*time.Second))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return response{}, err
	}
	req.Header.Set("User-Agent", cmp.Or(p.Agent, "resgen"))
	req.Header.Set("Accept", "text/html, */*;q=0.5")
	resp, err := p.client.Do(req)
	if err != nil {
		return response{}, err
	}
	defer resp.Body.Close()
	p.reached.Store(true)
	out := response{status: resp.StatusCode, wait: retryAfter(resp.Header.Get("Retry-After"), p.Now)}
	if method == http.MethodGet && resp.StatusCode < 300 && len(places) > 0 && strings.Contains(strings.ToLower(resp.Header.Get("Content-Type")), "html") {
		*whole = findPlaces(io.LimitReader(resp.Body, mostRead+1), places)
	}
	return out, nil
}

// retryAfter is how long a host asks to wait: seconds, or a date; -1 when it does not say.
func retryAfter(text string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 {
		return time.Duration(min(n, 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil && !now.IsZero() {
		return max(0, at.Sub(now))
	}
	return -1
}

// verdict is what a status means.
func verdict(u *url.URL, status int) Reply {
	text := strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))
	host := strings.ToLower(u.Hostname())
	switch {
	case host == "linkedin.com" || strings.HasSuffix(host, ".linkedin.com"):
		if status < 300 {
			return Reply{}
		}
		return Reply{Silent: true, Why: text} // 999 to all programs, 404 and 403 now and then
	case status == 999:
		return Reply{Silent: true, Why: text}
	case status < 300:
		return Reply{}
	case status == http.StatusNotFound || status == http.StatusGone:
		return Reply{Dead: true, Why: text}
	}
	return Reply{Why: text}
}

// certain reports whether a failure would be the same at the next try.
func certain(err error) bool {
	r := failure(err, 0)
	return r.Dead || errors.Is(err, ErrPrivate)
}

const noHost = "there is no host of this name"

// failure is what it means that a request failed.
func failure(err error, each time.Duration) Reply {
	var dns *net.DNSError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var timeout net.Error
	switch {
	case errors.Is(err, ErrPrivate):
		return Reply{Why: ErrPrivate.Error() + ", which nobody else can reach"}
	case errors.As(err, &dns) && dns.IsNotFound:
		return Reply{Dead: true, Why: noHost}
	case errors.As(err, &dns):
		return Reply{Why: "its name could not be looked up"}
	case peer.Refused(err):
		return Reply{Dead: true, Why: "nothing answers there"}
	case errors.As(err, &name):
		return Reply{Dead: true, Why: "its certificate is of another host"}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Reply{Dead: true, Why: "its certificate has expired"}
	case errors.As(err, &unknown), errors.As(err, &invalid):
		return Reply{Why: "its certificate is not trusted here"}
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return Reply{Dead: true, Why: "it does not speak https"}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return Reply{Why: fmt.Sprintf("no answer within %s", each)}
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return Reply{Why: "it failed: " + text}
}

// findPlaces looks for places in a page, as an id or a name. whole is false when the page is longer than what was read, or
// runs scripts, which may make places of their own.
func findPlaces(r io.Reader, places map[string]bool) (whole bool) {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(mostRead)
	whole, read := true, 0
	for {
		kind := z.Next()
		read += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return whole && errors.Is(z.Err(), io.EOF) && read <= mostRead
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			whole = whole && string(name) != "script"
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if k := string(key); k == "id" || k == "name" {
					v := strings.TrimPrefix(string(value), "user-content-") // as GitHub does
					if _, wanted := places[v]; wanted {
						places[v] = true
					}
				}
			}
		}
	}
}
