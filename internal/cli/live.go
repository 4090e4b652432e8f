package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/serve"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// follow starts a loop over the job's content and the watcher that feeds it.
func (a *app) follow(ctx context.Context, j *job, all bool) (*live.Loop, func(), error) {
	w, err := watch.New(watch.Options{Root: j.set.Root, Poll: a.flags.poll, Ignore: a.ignored(j)})
	if err != nil {
		return nil, nil, err
	}
	loop := live.New(ctx, j.set, j.memo, live.Options{
		Build: func(*source.Set) build.Options {
			if j.printer == nil && !a.flags.noPDF {
				j.findPrinter(ctx) // one may have been installed meanwhile
			}
			return j.options()
		},
		Rules: a.rules, ID: buildID() + a.flags.baseURL, All: all, Notice: func(n string) { a.say("%s %s", a.paint("33;1", "note:"), n) },
	})
	return loop, func() {
		defer w.Close()
		loop.Run(ctx, w.Changes())
	}, nil
}

// ignored is what the watcher need not tell of: what resgen itself writes.
func (a *app) ignored(j *job) func(string) bool {
	own := []string{"public", "out"}
	if a.flags.destination != "" {
		if abs, err := filepath.Abs(a.flags.destination); err == nil {
			if rel, err := filepath.Rel(j.set.Root, abs); err == nil {
				own = append(own, filepath.ToSlash(rel))
			}
		}
	}
	return func(p string) bool {
		first, _, _ := strings.Cut(p, "/")
		if j.set.Only != "" && first != j.set.Only && first != "private.yaml" && first != "dictionary.txt" {
			return true
		}
		for _, o := range own {
			if p == o || strings.HasPrefix(p, o+"/") {
				return true
			}
		}
		return first != "content" && first != "layouts" && first != "static" && j.set.Only == ""
	}
}

// watch does what a command does at each change, until it is stopped.
func (a *app) watch(ctx context.Context, j *job, do func(context.Context, *build.Result, check.Report) (string, error)) error {
	loop, run, err := a.follow(ctx, j, true)
	if err != nil {
		return err
	}
	changed, stop := loop.Subscribe()
	defer stop()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run()
	}()
	a.say("watching %s; Ctrl-C ends it", shown(j.set.Root))
	var last *live.State
	for {
		st := loop.Current()
		if st.Report != nil && st != last {
			last = st
			if st.Err != nil {
				a.fail(st.Err)
			}
			text, err := do(ctx, st.Result, *st.Report)
			switch {
			case ctx.Err() != nil:
			case err != nil:
				a.fail(err)
			default:
				a.say("%s %s in %s", a.clock(), text, took(time.Since(st.At)))
			}
		}
		select {
		case <-changed:
		case <-ctx.Done():
			<-ended
			return nil
		}
	}
}

// clock is the time of day, for the lines of a command that goes on.
func (a *app) clock() string { return a.paint("2", time.Now().Format("15:04:05")) }

const defaultPort = 1313

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "serve",
		Aliases: []string{"server"},
		Short:   "Show the site in the browser while you write",
		Long:    "Show the site in the browser, as it will be published, and reload it at each save; what is wrong\nappears over the page. Nothing is written to disk.",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), c.Flags().Changed("port")) },
	}
	a.contentFlags(c)
	f := c.Flags()
	f.IntVarP(&a.flags.port, "port", "p", defaultPort, "the port; the next free one when it was not given")
	f.StringVar(&a.flags.bind, "bind", "127.0.0.1", "the address to listen on; 0.0.0.0 lets other machines in")
	f.BoolVarP(&a.flags.open, "open", "O", false, "open it in the browser")
	f.DurationVar(&a.flags.poll, "poll", 0, "look for changes at this interval instead of waiting to be told")
	f.BoolVar(&a.flags.noPDF, "no-pdf", false, "the site alone, without prints")
	return c
}

func (a *app) serve(ctx context.Context, portGiven bool) error {
	j, err := a.prepare(ctx, "", !a.flags.noPDF)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	ln, err := a.listen(portGiven)
	if err != nil {
		return err
	}
	defer ln.Close()
	loop, run, err := a.follow(ctx, j, false)
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: serve.Handler(loop, a.flags.bind), ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan error, 1)
	ran := make(chan struct{})
	go func() {
		defer close(ran)
		run()
	}()
	go func() {
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			ended <- fmt.Errorf("serve: %w", err)
		}
	}()
	address := a.address(ln, loop.Current().Result.Site.Base)
	a.say("%s %s %s", a.paint("1", "serving"), address, a.paint("2", "(ready in "+took(time.Since(a.started))+"; Ctrl-C ends it)"))
	if !isLoopback(a.flags.bind) {
		a.say("%s other machines on this network can read this site and its drafts", a.paint("33;1", "note:"))
	}
	if j.printer == nil {
		a.say("%s there is no print: %s; the site is served without it", a.paint("33;1", "note:"), j.noPrint)
	}
	if a.flags.open {
		if err := openBrowser(address); err != nil {
			a.say("%s the browser did not open: %v", a.paint("33;1", "note:"), err)
		}
	}
	a.tell(ctx, loop, ended)
	shut, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	srv.Shutdown(shut)
	srv.Close()
	select {
	case err := <-ended:
		return err
	default:
		<-ran
		return nil
	}
}

// tell prints a line for each save, until the context or something that must run ends.
func (a *app) tell(ctx context.Context, loop *live.Loop, ended chan error) {
	changed, stop := loop.Subscribe()
	defer stop()
	var last *live.State
	for {
		st := loop.Current()
		if st.Report != nil && st != last {
			last = st
			a.say("%s", a.saveLine(st))
		}
		select {
		case <-changed:
		case err := <-ended:
			ended <- err
			return
		case <-ctx.Done():
			return
		}
	}
}

// saveLine is what one save came to.
func (a *app) saveLine(st *live.State) string {
	what := "first build"
	if st.Changed != nil {
		what = listed(st.Changed)
	}
	var parts []string
	if prints, err := st.Result.Prints(context.Background()); err == nil && len(prints) > 0 {
		parts = append(parts, count(len(prints[0].Print.Sheets), "sheet"))
	}
	l := st.Report.Findings
	for _, s := range []struct {
		severity diag.Severity
		color    string
	}{{diag.Error, "31;1"}, {diag.Warning, "33"}, {diag.Info, "36"}} {
		if n := l.Count(s.severity); n > 0 {
			parts = append(parts, a.paint(s.color, count(n, s.severity.String())))
		}
	}
	if len(l) == 0 {
		parts = append(parts, a.paint("32", "no findings"))
	}
	if st.Err != nil {
		parts = append(parts, a.paint("31;1", strings.SplitN(st.Err.Error(), "\n", 2)[0]))
	}
	line := fmt.Sprintf("%s %s: %s %s", a.clock(), what, strings.Join(parts, ", "),
		a.paint("2", fmt.Sprintf("(site %s, print %s)", took(st.Ready), took(st.Took))))
	for _, d := range l {
		if d.Severity == diag.Error {
			p := d.Span.Position()
			line += fmt.Sprintf("\n         %s:%d:%d: %s [%s]", p.Path, p.Line, p.Col, d.Message, d.Rule)
		}
	}
	return line
}

// listen takes the port that was given, or the first free one from the default on.
func (a *app) listen(given bool) (net.Listener, error) {
	var first error
	for i := range 20 {
		ln, err := net.Listen("tcp", net.JoinHostPort(a.flags.bind, fmt.Sprint(a.flags.port+i)))
		if err == nil {
			if i > 0 {
				a.say("port %d is taken; using %d", a.flags.port, a.flags.port+i)
			}
			return ln, nil
		}
		if first == nil {
			first = err
		}
		if given {
			break
		}
	}
	var op *net.OpError
	if errors.As(first, &op) {
		first = op.Err
	}
	return nil, fmt.Errorf("serve on %s: %w\n%s", net.JoinHostPort(a.flags.bind, fmt.Sprint(a.flags.port)), first, "choose another with --port, or leave --port out to get a free one")
}

func (a *app) address(ln net.Listener, base compose.Base) string {
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	host := a.flags.bind
	if host == "0.0.0.0" || host == "::" || host == "" {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + base.Path
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// openBrowser opens an address that is ours in the user's browser.
func openBrowser(address string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", address).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", address).Start()
	}
	return exec.Command("xdg-open", address).Start()
}
