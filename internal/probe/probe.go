// Package probe asks the network whether addresses lead somewhere.
//
// In: addresses of the web. Out: for each that was asked and did not plainly lead somewhere, a [Reply]; what is not
// among them was answered as it should be. It runs only when a person asks for it.
//
// It is polite: it asks with HEAD, and with GET only a host that does not take HEAD or where a place on the page is to be
// looked for; it says who asks; at most two requests run at one host at a time; it waits when a host says so, within bounds.
// It is bounded: in time for each address and for all, in addresses, in redirections, in what it reads of a page. It asks no
// machine of the own network ([ErrPrivate]), whatever a name or a redirection says: what runs in somebody's CI must not be
// made to look around there. It sends no cookie, runs nothing, keeps nothing of a page, and remembers for a day what it was told.
package probe

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/resgen/resgen/internal/cache"
)

// Options is what the caller says. The zero value works, and remembers nothing.
type Options struct {
	Agent    string                                // the User-Agent, which names the program and where it is explained
	Each     time.Duration                         // for one address; 10 s when 0
	All      time.Duration                         // for all of them; 60 s when 0
	Most     int                                   // addresses that are asked; 200 when 0
	Cache    *cache.Cache                          // of answers; nil for none
	Now      time.Time                             // of the run: answers older than a day are asked for again
	Proxy    func(*http.Request) (*url.URL, error) // nil for none
	Loopback bool                                  // the own machine may be asked: for tests
}

// What bounds a run, apart from Options.
const (
	atOneHost  = 2
	atOnce     = 8
	mostHops   = 5        // redirections
	mostRead   = 64 << 10 // bytes of a page
	mostWait   = 5 * time.Second
	remembered = 24 * time.Hour
)

// A Reply is what is known of an address that did not plainly lead somewhere.
type Reply struct {
	Dead   bool   // for sure: the host or the page is not there
	Why    string // in a few words
	Place  bool   // the page is there, and the place on it that the address names is not
	Silent bool   // the host answers programs in this way whatever they ask for
}

// ErrPrivate is why a machine of the own network is not asked.
var ErrPrivate = errors.New("it is of a private network")

// A Result is what came of a run.
type Result struct {
	Replies map[string]Reply // by address as it was given
	Asked   int              // addresses that were asked for, remembered ones included
	Left    int              // addresses for which there was no time, or too many
}

// Ask asks for addresses. Those that are no address of the web are passed over. It ends when ctx does; there is no
// error, for a network that fails is an answer, too.
func Ask(ctx context.Context, addresses []string, o Options) Result {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(o.All, time.Minute))
	defer cancel()
	p := newProber(o)
	defer p.client.CloseIdleConnections()
	pages, order := map[string][]string{}, []string(nil) // the address without its place -> the addresses
	seen := map[string]bool{}
	for _, a := range addresses {
		u, err := url.Parse(strings.TrimSpace(a))
		if err != nil || seen[a] || u.Hostname() == "" || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
			continue
		}
		seen[a] = true
		u.Fragment, u.RawFragment = "", ""
		if pages[u.String()] == nil {
			order = append(order, u.String())
		}
		pages[u.String()] = append(pages[u.String()], a)
	}
	res := Result{Replies: map[string]Reply{}}
	var mu sync.Mutex
	var running sync.WaitGroup
	room := make(chan struct{}, atOnce)
	most := cmp.Or(o.Most, 200)
	for i, page := range order {
		if i >= most {
			res.Left += len(pages[page])
			continue
		}
		room <- struct{}{}
		running.Go(func() {
			defer func() { <-room }()
			answers, asked := p.page(ctx, page, pages[page])
			mu.Lock()
			defer mu.Unlock()
			if !asked {
				res.Left += len(pages[page])
				return
			}
			res.Asked += len(pages[page])
			for i, a := range pages[page] {
				if answers[i] != (Reply{}) {
					res.Replies[a] = answers[i]
				}
			}
		})
	}
	running.Wait()
	if !p.reached.Load() {
		res.offline()
	}
	return res
}

// offline takes back that a host is not there. It is for a run in which no host answered at all: then it may be the network that
// is not, and what is remembered of another day says nothing of that.
func (r *Result) offline() {
	for a, reply := range r.Replies {
		if reply.Why == noHost {
			r.Replies[a] = Reply{Why: "its name could not be looked up, and no host answered; is there a network?"}
		}
	}
}

// A prober asks.
type prober struct {
	Options
	client *http.Client
	mu     sync.Mutex
	hosts  map[string]chan struct{} // room for requests at one host

	reached atomic.Bool // a host answered
}

func newProber(o Options) *prober {
	p := &prober{Options: o, hosts: map[string]chan struct{}{}}
	dialer := &net.Dialer{Timeout: cmp.Or(o.Each, 10*time.Second), Control: func(_, address string, _ syscall.RawConn) error {
		return p.allowed(address)
	}}
	direct := &net.Dialer{Timeout: dialer.Timeout}
	transport := &http.Transport{
		Proxy: o.Proxy, ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialer.Timeout, ResponseHeaderTimeout: dialer.Timeout,
		MaxResponseHeaderBytes: 64 << 10, MaxIdleConns: atOnce, IdleConnTimeout: time.Second,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if p.isProxy(address) {
				return direct.DialContext(ctx, network, address)
			}
			return dialer.DialContext(ctx, network, address)
		},
	}
	p.client = &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > mostHops {
			return errors.New("it is passed on too often")
		}
		return p.named(r.URL)
	}}
	return p
}

// isProxy reports whether a machine is the proxy that the user chose.
func (p *prober) isProxy(address string) bool {
	if p.Proxy == nil {
		return false
	}
	for _, of := range []string{"http://resgen.invalid/", "https://resgen.invalid/"} {
		r, err := http.NewRequest("HEAD", of, nil)
		if err != nil {
			continue
		}
		u, err := p.Proxy(r)
		if err != nil || u == nil {
			continue
		}
		port := cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme])
		if net.JoinHostPort(u.Hostname(), port) == address {
			return true
		}
	}
	return false
}

// allowed refuses machines of the own network, by the number that a name came to.
func (p *prober) allowed(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return ErrPrivate
	}
	if public(ap.Addr()) || p.Loopback && ap.Addr().Unmap().IsLoopback() {
		return nil
	}
	return ErrPrivate
}

// named refuses what says by its name that it is of the own network: a proxy would be asked for it without our seeing its number.
func (p *prober) named(u *url.URL) error {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if a, err := netip.ParseAddr(host); err == nil {
		if public(a) || p.Loopback && a.Unmap().IsLoopback() {
			return nil
		}
		return ErrPrivate
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("it leads out of the web")
	}
	for _, end := range []string{"localhost", "local", "internal", "lan", "home.arpa", "intranet"} {
		if host == end || strings.HasSuffix(host, "."+end) {
			return ErrPrivate
		}
	}
	if !strings.Contains(host, ".") {
		return ErrPrivate
	}
	return nil
}

// public reports whether a number is one that anybody can reach.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, net := range []string{
		"100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "0.0.0.0/8",
		"64:ff9b::/96", "64:ff9b:1::/48", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		if netip.MustParsePrefix(net).Contains(a) {
			return false
		}
	}
	return true
}

// host waits for room at a host; false when ctx is done before.
func (p *prober) host(ctx context.Context, name string) (leave func(), ok bool) {
	p.mu.Lock()
	room := p.hosts[name]
	if room == nil {
		room = make(chan struct{}, atOneHost)
		p.hosts[name] = room
	}
	p.mu.Unlock()
	select {
	case room <- struct{}{}:
		return func() { <-room }, true
	case <-ctx.Done():
		return nil, false
	}
}

// An entry is what is remembered of an address.
type entry struct {
	At    time.Time
	Reply Reply
}

func (p *prober) key(address string) cache.Key {
	return cache.NewKey([]byte("probe 1"), []byte(p.Agent), []byte(address))
}

func (p *prober) recall(address string) (Reply, bool) {
	b, ok := p.Cache.Get(p.key(address))
	var e entry
	if !ok || json.Unmarshal(b, &e) != nil {
		return Reply{}, false
	}
	age := p.Now.Sub(e.At)
	return e.Reply, age >= 0 && age < remembered
}

// keep remembers a sure answer; a doubt may be gone the next time.
func (p *prober) keep(address string, r Reply) {
	if r != (Reply{}) && !r.Dead && !r.Silent || p.Now.IsZero() {
		return
	}
	if b, err := json.Marshal(entry{p.Now, r}); err == nil {
		p.Cache.Put(p.key(address), b)
	}
}
