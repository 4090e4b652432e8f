package cli

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/probe"
)

// repliesLimit bounds what answers of hosts are remembered, in bytes: some thousands of them.
const repliesLimit = 16 << 20

// online asks hosts whether the links of a build lead somewhere, and gives the build that knows it.
func (a *app) online(ctx context.Context, r *build.Result) *build.Result {
	addresses := r.Addresses()
	began := time.Now()
	o := probe.Options{
		Agent: "resgen/" + versionText() + " (checks the links of a résumé; https://github.com/resgen/resgen)",
		Now:   began, Proxy: http.ProxyFromEnvironment, Loopback: a.loopback,
	}
	if dir, err := os.UserCacheDir(); err == nil && !a.flags.noCache {
		o.Cache, _ = cache.Open(filepath.Join(dir, "resgen", "links"), repliesLimit)
	}
	res := probe.Ask(ctx, addresses, o)
	replies := make(map[string]check.Reply, len(res.Replies))
	for address, reply := range res.Replies {
		replies[address] = check.Reply(reply)
	}
	if ctx.Err() != nil {
		return r
	}
	lead := "links lead"
	if res.Asked == 1 {
		lead = "link leads"
	}
	a.say("asked where %d %s, in %s", res.Asked, lead, took(time.Since(began)))
	if res.Left > 0 {
		a.note(count(res.Left, "link") + " not asked about: there are too many, or the time was over")
	}
	return r.With(replies)
}
