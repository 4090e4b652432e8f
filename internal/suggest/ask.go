package suggest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/peer"
	"github.com/resgen/resgen/internal/report"
)

// Options is how to ask. The zero value works.
type Options struct {
	Agent   string                                // the User-Agent
	Silence time.Duration                         // that the endpoint may take until it says something more; 60 s when 0
	All     time.Duration                         // for the whole answer; three times Silence when 0
	Proxy   func(*http.Request) (*url.URL, error) // nil for none

	dial func(ctx context.Context, network, address string) (net.Conn, error) // for tests
}

// An Answer is what came of a question.
type Answer struct {
	Proposals []string // as the model wrote them, each once; to be judged before anybody sees them
	More      int      // proposals beyond those that were wanted
}

// Ask asks a model. An error says in one line why there is no answer, and on a second one what to do.
func Ask(ctx context.Context, e Endpoint, q Question, o Options) (Answer, error) {
	o.Silence = cmp.Or(o.Silence, time.Minute)
	o.All = cmp.Or(o.All, 3*o.Silence)
	c := &asker{Endpoint: e, Options: o}
	texts, err := c.ask(ctx, q.Body(e.Model, true))
	if errors.Is(err, errNoStream) {
		texts, err = c.ask(ctx, q.Body(e.Model, false))
	}
	if err != nil {
		return Answer{}, err
	}
	a := proposals(texts, q.Count)
	if len(a.Proposals) == 0 {
		return a, c.failed("the answer of %s has no proposal in it", report.Plain(e.Model)).hint("try again, or another model")
	}
	return a, nil
}

// An asker asks one endpoint.
type asker struct {
	Endpoint
	Options
}

// errNoStream is that an endpoint does not stream.
var errNoStream = errors.New("it does not stream")

// errSilence and errTime are why a request was ended.
var (
	errSilence = errors.New("silence")
	errTime    = errors.New("time")
	errMoved   = errors.New("moved")
)

// A failure is why there is no answer: a line, and below it what to do.
type failure struct{ text, help string }

func (f *failure) Error() string {
	if f.help == "" {
		return f.text
	}
	return f.text + "\n" + f.help
}

func (f *failure) hint(format string, args ...any) *failure {
	f.help = fmt.Sprintf(format, args...)
	return f
}

func (c *asker) failed(format string, args ...any) *failure {
	return &failure{text: c.host() + ": " + fmt.Sprintf(format, args...)}
}

// host is the scheme and the host of the endpoint.
func (c *asker) host() string {
	u, err := url.Parse(c.Address)
	if err != nil {
		return report.Plain(c.Address)
	}
	return u.Scheme + "://" + u.Host
}

// ask sends one request, and reads what the model wrote, by choice.
func (c *asker) ask(ctx context.Context, body []byte) ([]string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	all := time.AfterFunc(c.All, func() { cancel(errTime) })
	defer all.Stop()
	silence := time.AfterFunc(c.Silence, func() { cancel(errSilence) })
	defer silence.Stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.Address, bytes.NewReader(body))
	if err != nil {
		return nil, c.failed("%v", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream, application/json")
	req.Header.Set("User-Agent", cmp.Or(c.Agent, "resgen"))
	if c.Key != "" {
		req.Header.Set("Authorization", "Bearer "+c.Key)
	}
	client := c.client()
	defer client.CloseIdleConnections()
	resp, err := client.Do(req)
	if err != nil {
		return nil, c.unreached(ctx, err)
	}
	defer resp.Body.Close()
	alive := readFunc(func(b []byte) (int, error) {
		n, err := resp.Body.Read(b)
		if n > 0 {
			silence.Reset(c.Silence)
		}
		return n, err
	})
	if resp.StatusCode != http.StatusOK {
		return nil, c.refused(resp, io.LimitReader(alive, 16<<10))
	}
	silence.Reset(c.Silence)
	texts, err := readAnswer(alive)
	switch {
	case err == nil:
		return texts, nil
	case ctx.Err() != nil:
		return nil, c.unreached(ctx, err)
	case errors.Is(err, io.ErrUnexpectedEOF), peer.Reset(err):
		return nil, c.failed("the answer broke off").hint("try again; what came is not used")
	}
	var f *failure
	if errors.As(err, &f) {
		return nil, c.failed("%s", f.text).hint("%s", f.help)
	}
	return nil, c.failed("%s", report.Plain(err.Error()))
}

type readFunc func([]byte) (int, error)

func (f readFunc) Read(b []byte) (int, error) { return f(b) }

// client is one that goes to the endpoint's host and nowhere else.
func (c *asker) client() *http.Client {
	dial := c.dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: 10 * time.Second}).DialContext
	}
	return &http.Client{
		Transport: &http.Transport{Proxy: c.Proxy, DialContext: dial, TLSHandshakeTimeout: 10 * time.Second, MaxResponseHeaderBytes: 64 << 10, ForceAttemptHTTP2: true},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			was := via[0].URL
			if req.URL.Scheme != was.Scheme || req.URL.Host != was.Host || req.Method != http.MethodPost || len(via) > 3 {
				to := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host, Path: req.URL.Path}
				return fmt.Errorf("%w to %s", errMoved, to.String())
			}
			return nil
		},
	}
}

// unreached is why a request got no answer.
func (c *asker) unreached(ctx context.Context, err error) error {
	var dns *net.DNSError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errSilence):
		return c.failed("it said nothing for %s", c.Silence).hint("a model that has to be loaded first may need longer: --timeout 5m")
	case errors.Is(cause, errTime):
		return c.failed("the answer had no end after %s", c.All).hint("try a smaller model, or give it longer with --timeout")
	case ctx.Err() != nil: // Ctrl-C
		return ctx.Err()
	case errors.Is(err, errMoved):
		to := err.Error()
		to = to[strings.LastIndex(to, errMoved.Error()+" to ")+len(errMoved.Error()+" to "):]
		return c.failed("it sends on to %s, where nothing was sent", report.Plain(clip(to))).hint("set RESGEN_LLM_URL to the address that is meant")
	case peer.Refused(err):
		if c.Local {
			return c.failed("nothing answers there").hint("start the model's server, as with `ollama serve`, or mend RESGEN_LLM_URL")
		}
		return c.failed("nothing answers there").hint("mend RESGEN_LLM_URL, or start the model's server")
	case errors.As(err, &dns):
		return c.failed("there is no host of this name").hint("mend RESGEN_LLM_URL")
	case errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &name):
		return c.failed("its certificate is not trusted here").hint("nothing was sent")
	case errors.Is(err, http.ErrSchemeMismatch):
		return c.failed("it does not speak https").hint("mend RESGEN_LLM_URL: it may be meant to begin with http://")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), peer.Reset(err):
		return c.failed("it hung up without an answer").hint("try again; is it an endpoint of chat completions?")
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return c.failed("it cannot be reached in time").hint("mend RESGEN_LLM_URL, or start the model's server")
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return c.failed("%s", report.Plain(clip(err.Error())))
}

// refused is what a status other than 200 means. What the endpoint says of it is told, as text.
func (c *asker) refused(resp *http.Response, body io.Reader) error {
	b, _ := io.ReadAll(body)
	said := errorText(b)
	status := strings.TrimSpace(fmt.Sprintf("%d %s", resp.StatusCode, http.StatusText(resp.StatusCode)))
	tail := ""
	if said != "" {
		tail = ", " + said
	}
	model := report.Plain(c.Model)
	switch code := resp.StatusCode; {
	case code == http.StatusUnauthorized || code == http.StatusForbidden:
		if c.Key == "" {
			return c.failed("it wants a key (%s%s)", status, tail).hint("set RESGEN_LLM_KEY")
		}
		return c.failed("it does not take the key (%s%s)", status, tail).hint("mend RESGEN_LLM_KEY")
	case code == http.StatusNotFound && said != "" && strings.Contains(strings.ToLower(said), "model"):
		return c.failed("it has no model %s (%s%s)", model, status, tail).hint("mend RESGEN_LLM_MODEL; with Ollama, `ollama pull %s` gets it", model)
	case code == http.StatusNotFound || code == http.StatusMethodNotAllowed:
		return c.failed("there are no chat completions at %s, or no model %s (%s%s)", c.Shown(), model, status, tail).hint("mend RESGEN_LLM_URL, which mostly ends in /v1, or RESGEN_LLM_MODEL")
	case code == http.StatusTooManyRequests:
		wait := ""
		if after := resp.Header.Get("Retry-After"); after != "" {
			wait = " after " + report.Plain(clip(after))
			if strings.Trim(after, "0123456789") == "" {
				wait += " s"
			}
		}
		return c.failed("it takes no more questions now (%s%s)", status, tail).hint("try again%s", cmp.Or(wait, " later"))
	case (code == http.StatusBadRequest || code == http.StatusUnprocessableEntity || code == http.StatusNotImplemented) && strings.Contains(strings.ToLower(said), "stream"):
		return errNoStream
	case code >= 500:
		return c.failed("it failed (%s%s)", status, tail).hint("try again later, or look into its log")
	}
	return c.failed("it does not take the question (%s%s)", status, tail)
}

// errorText is what the body of an error says, cut short, as it may be shown; "" when it says nothing of the kind.
func errorText(b []byte) string {
	var said struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  string          `json:"detail"`
	}
	if json.Unmarshal(b, &said) != nil {
		return ""
	}
	text := cmp.Or(said.Message, said.Detail)
	var inner struct {
		Message string `json:"message"`
	}
	var plain string
	switch {
	case json.Unmarshal(said.Error, &plain) == nil && plain != "":
		text = plain
	case json.Unmarshal(said.Error, &inner) == nil && inner.Message != "":
		text = inner.Message
	}
	return report.Plain(clip(strings.Join(strings.Fields(text), " ")))
}

// mostSaid is how much of what an endpoint says is told, in code points.
const mostSaid = 200

func clip(s string) string {
	if r := []rune(s); len(r) > mostSaid {
		return string(r[:mostSaid]) + "…"
	}
	return s
}
