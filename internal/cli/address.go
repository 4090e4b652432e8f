package cli

import (
	"cmp"
	"net"
	"net/netip"
	"os/exec"
	"runtime"
	"slices"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/serve"
)

// where is the addresses of a server.
type where struct {
	site      string
	workbench string
	network   []string // of the site for other machines, the best first
}

// addresses is where browsers find what is served.
func (a *app) addresses(ln net.Listener, base compose.Base) where {
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	origin := func(host string) string { return "http://" + net.JoinHostPort(host, port) }
	host, bind := a.flags.bind, a.flags.bind
	all := bind == "" || bind == "0.0.0.0" || bind == "::"
	if all {
		host = "localhost"
	}
	w := where{site: origin(host) + base.Path, workbench: origin(host) + serve.Prefix}
	switch {
	case all:
		for _, ip := range reachable(bind == "0.0.0.0") {
			w.network = append(w.network, origin(ip.String())+base.Path)
		}
	case !isLoopback(bind):
		w.network = []string{w.site}
	}
	return w
}

// reachable is the addresses of this machine that others on its networks can ask, the one that most of them will know first.
func reachable(only4 bool) []netip.Addr {
	var out []netip.Addr
	faces, _ := net.Interfaces() // without them there is nothing to tell
	for _, face := range faces {
		if face.Flags&net.FlagUp == 0 || face.Flags&net.FlagLoopback != 0 {
			continue
		}
		addrs, _ := face.Addrs()
		for _, a := range addrs {
			p, err := netip.ParsePrefix(a.String())
			if ip := p.Addr().Unmap(); err == nil && ip.IsGlobalUnicast() && (ip.Is4() || !only4) {
				out = append(out, ip)
			}
		}
	}
	// A machine has addresses that only its containers know. The one that it would ask others from is known to them;
	// to find it nothing is sent, 192.0.2.1 (RFC 5737) is nobody's.
	var outward netip.Addr
	if c, err := net.Dial("udp", "192.0.2.1:9"); err == nil {
		if p, err := netip.ParseAddrPort(c.LocalAddr().String()); err == nil {
			outward = p.Addr().Unmap()
		}
		c.Close()
	}
	rank := func(ip netip.Addr) int {
		switch {
		case ip == outward:
			return 0
		case ip.Is4():
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b netip.Addr) int { return cmp.Or(rank(a)-rank(b), a.Compare(b)) })
	return slices.Compact(out)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// openBrowser opens an address that is ours in the user's browser, which may live longer than we do.
func (a *app) openBrowser(address string) {
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", address)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	default:
		cmd = exec.Command("xdg-open", address)
	}
	if err := cmd.Start(); err != nil {
		a.note("the browser did not open: " + err.Error())
		return
	}
	go func() {
		if err := cmd.Wait(); err != nil {
			a.note("the browser did not open: " + cmd.Args[0] + ": " + err.Error())
		}
	}()
}
