package suggest

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/report"
)

// An Endpoint is where a model answers.
type Endpoint struct {
	Address string // of the chat completions: "http://localhost:11434/v1/chat/completions"
	Model   string // "llama3.2"
	Key     string // "" for none
	Local   bool   // it is this machine
}

// ErrOff is why nobody is asked who did not set an address.
var ErrOff = errors.New("drafting help is off: no model is set up\n" +
	"set RESGEN_LLM_URL, as in http://localhost:11434/v1 for Ollama, RESGEN_LLM_MODEL, and RESGEN_LLM_KEY where one is needed")

const completions = "/chat/completions"

// NewEndpoint is the endpoint of the base address of an API. Without an address it is [ErrOff]; other errors say what is wrong with which of
// the variables.
func NewEndpoint(base, model, key string) (Endpoint, error) {
	base, model, key = strings.TrimSpace(base), strings.TrimSpace(model), strings.TrimSpace(key)
	if base == "" {
		return Endpoint{}, ErrOff
	}
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "":
		return Endpoint{}, errors.New("RESGEN_LLM_URL: it must be an address of the web, as in http://localhost:11434/v1")
	case u.User != nil:
		return Endpoint{}, errors.New("RESGEN_LLM_URL: leave out what stands before the @, and give the key in RESGEN_LLM_KEY")
	case u.Fragment != "":
		return Endpoint{}, errors.New("RESGEN_LLM_URL: leave out what stands behind the #")
	case model == "":
		return Endpoint{}, fmt.Errorf("RESGEN_LLM_MODEL is not set: it names the model that %s is to use, as in llama3.2", u.Host)
	case strings.IndexFunc(model, unicode.IsControl) >= 0 || len(model) > 200:
		return Endpoint{}, errors.New("RESGEN_LLM_MODEL: it must be a name, on one line")
	case strings.IndexFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0:
		return Endpoint{}, errors.New("RESGEN_LLM_KEY: a key has neither blanks nor other characters than ASCII's; was it copied whole?")
	}
	if p := strings.TrimRight(u.Path, "/"); !strings.HasSuffix(p, completions) {
		u.Path = p + completions
	}
	host := strings.ToLower(u.Hostname())
	ip, err := netip.ParseAddr(host)
	return Endpoint{u.String(), model, key, host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && ip.IsLoopback()}, nil
}

// Shown is the address for people: without a query, where some services have their key.
func (e Endpoint) Shown() string {
	address, _, _ := strings.Cut(e.Address, "?")
	return report.Plain(address)
}

// Where is Shown, with what should be known of the endpoint before something is sent there.
func (e Endpoint) Where() string {
	switch {
	case e.Local:
		return e.Shown() + " (this machine)"
	case strings.HasPrefix(e.Address, "http:"):
		return e.Shown() + " (another machine; not encrypted, so that others on the way can read it)"
	}
	return e.Shown() + " (another machine)"
}
