package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/serve"
)

const defaultPort = 1313

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "serve",
		Aliases: []string{"server"},
		Short:   "Show the site in the browser while you write",
		Long:    "Show the site in the browser, as it will be published, and reload it at each save; what is wrong\nappears over the page. Nothing is written to disk.",
		Example: "  resgen serve --open\n  resgen serve --port 8080 --drafts\n  resgen serve --bind 0.0.0.0",
		Args:    noFile,
		RunE:    func(c *cobra.Command, _ []string) error { return a.serve(c.Context(), c.Flags().Changed("port")) },
	}
	a.contentFlags(c)
	f := c.Flags()
	f.IntVarP(&a.flags.port, "port", "p", defaultPort, "the port; the next free one when it was not given")
	f.StringVar(&a.flags.bind, "bind", "127.0.0.1", "the `address` to listen on; 0.0.0.0 lets other machines in")
	f.BoolVarP(&a.flags.open, "open", "O", false, "open it in the browser")
	f.DurationVar(&a.flags.poll, "poll", 0, "look for changes at this `interval`, as in 1s, where the system does not tell of them")
	f.BoolVar(&a.flags.noPDF, "no-pdf", false, "the site alone, without prints")
	return c
}

func (a *app) serve(ctx context.Context, portGiven bool) error {
	ln, err := a.listen(ctx, portGiven) // before a browser is started for nothing
	if err != nil {
		return err
	}
	defer ln.Close()
	j, err := a.prepare(ctx, "", !a.flags.noPDF)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	j.shared = !isLoopback(a.flags.bind)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	loop, run, err := a.follow(ctx, j, false)
	if err != nil {
		return err
	}
	a.welcome(ln, loop.Current().Result.Site.Base, j)

	ran := make(chan struct{})
	go func() {
		defer close(ran)
		run()
	}()
	// Requests end with ctx: streams of events would else keep the server from ending.
	srv := &http.Server{Handler: serve.Handler(loop, serve.Options{Bind: a.flags.bind, Acts: a.acts(j)}), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan error, 1)
	go func() {
		served <- srv.Serve(ln)
		stop()
	}()
	a.tell(ctx, loop)
	srv.Close() // at once: what a browser still waits for it asks for again
	<-ran
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// welcome says where the site is, and what had better be known.
func (a *app) welcome(ln net.Listener, base compose.Base, j *job) {
	address := a.address(ln, base)
	a.say("%s %s %s", a.paint("1", "serving"), address, a.paint("2", "(ready in "+took(time.Since(a.started))+"; Ctrl-C ends it)"))
	if !isLoopback(a.flags.bind) {
		a.note("other machines on this network can read this site and its drafts; private values are left out")
	}
	if j.printer == nil {
		a.note("there is no print: " + j.noPrint + "; the site is served without it")
	}
	if a.flags.open {
		a.openBrowser(address)
	}
}

// tell prints a line for each save, until the context ends.
func (a *app) tell(ctx context.Context, loop *live.Loop) {
	changed, stop := loop.Subscribe()
	defer stop()
	for st := range reported(ctx, loop, changed) {
		a.say("%s", a.saveLine(st))
	}
}

// saveLine is what one save came to, and a line for each error.
func (a *app) saveLine(st *live.State) string {
	what := "first build"
	if st.Changed != nil {
		what = listed(st.Changed)
	}
	var parts []string
	times := "site " + took(st.Ready)
	if prints, err := st.Result.Prints(context.Background()); err == nil && len(prints) > 0 { // they are done: the report waited for them
		parts = append(parts, prints[0].Print.Counted())
		times += ", print " + took(st.Took)
	}
	found := st.Report.Findings
	for _, s := range []struct {
		severity diag.Severity
		color    string
	}{{diag.Error, "31;1"}, {diag.Warning, "33"}, {diag.Info, "36"}} {
		if n := found.Count(s.severity); n > 0 {
			parts = append(parts, a.paint(s.color, count(n, s.severity.String())))
		}
	}
	if len(found) == 0 {
		parts = append(parts, a.paint("32", "no findings"))
	}
	line := fmt.Sprintf("%s %s: %s %s", a.clock(), what, strings.Join(parts, ", "), a.paint("2", "("+times+")"))
	const indent = "\n         " // below what comes after the clock
	if st.Err != nil {
		line += indent + a.paint("31;1", "no print:") + " " + strings.ReplaceAll(st.Err.Error(), "\n", indent)
	}
	for _, d := range found {
		if d.Severity == diag.Error {
			at := ""
			if d.Span.Known() {
				p := d.Span.Position()
				at = fmt.Sprintf("%s:%d:%d: ", p.Path, p.Line, p.Col)
			}
			line += fmt.Sprintf("%s%s%s [%s]", indent, at, d.Message, d.Rule)
		}
	}
	return line
}

// listen takes the port that was given, or the first free one from the default on.
func (a *app) listen(ctx context.Context, given bool) (net.Listener, error) {
	var first error
	for port := a.flags.port; port < a.flags.port+20; port++ {
		ln, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(a.flags.bind, strconv.Itoa(port)))
		if err == nil {
			if first != nil {
				a.say("port %d is taken; using %d", a.flags.port, port)
			}
			return ln, nil
		}
		if first == nil {
			first = err
		}
		if call := (*os.SyscallError)(nil); given || !errors.As(err, &call) { // or the address itself is wrong
			break
		}
	}
	at := net.JoinHostPort(a.flags.bind, strconv.Itoa(a.flags.port))
	hint := "--bind takes an address of this machine, --port a number up to 65535"
	if call := (*os.SyscallError)(nil); errors.As(first, &call) {
		first, hint = call.Err, "choose another with --port, or leave --port out to get a free one"
	} else if op := (*net.OpError)(nil); errors.As(first, &op) {
		first = op.Err
	}
	return nil, fmt.Errorf("serve on %s: %w\n%s", at, first, hint)
}

// address is where a browser on this machine finds the site.
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
