package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/editor"
	"github.com/resgen/resgen/internal/serve"
)

const defaultPort = 1313

func (a *app) serveCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "serve",
		Aliases: []string{"server"},
		Short:   "Show the site in the browser while you write",
		Long:    serveHelp,
		Example: "  resgen serve --open\n  resgen serve --port 8080 --drafts\n  resgen serve --bind 0.0.0.0        # for the phone, on the same network",
		Args:    noFile,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.flags.json {
				a.tools = &tools{w: a.out}
			}
			err := a.serve(c.Context(), c.Flags().Changed("port"), c.Flags().Changed("qr"))
			if err != nil && c.Context().Err() == nil {
				a.tools.failure(err)
			}
			return err
		},
	}
	a.contentFlags(c)
	f := c.Flags()
	f.IntVarP(&a.flags.port, "port", "p", defaultPort, "the port; the next free one when it was not given")
	f.StringVar(&a.flags.bind, "bind", "127.0.0.1", "the `address` to listen on; 0.0.0.0 lets other machines in")
	f.BoolVarP(&a.flags.open, "open", "O", false, "open the workbench in the browser")
	f.DurationVar(&a.flags.poll, "poll", 0, "look for changes at this `interval`, as in 1s, where the system does not tell of them")
	f.BoolVar(&a.flags.noPDF, "no-pdf", false, "the site alone, without prints")
	f.StringVar(&a.flags.editor, "editor", "", "the `editor` that the workbench opens: "+strings.Join(editor.Names(), ", ")+",\nor a command with {file}, {line} and {column}; none opens nothing\n(default: VISUAL or EDITOR, when it names one of these)")
	f.BoolVar(&a.flags.json, "json", false, "say what happens to other programs: one JSON object a line, on standard output")
	f.BoolVar(&a.flags.qr, "qr", false, "show the site's address as a QR code, or with --qr=false don't\n(default: on a terminal, when other machines are let in)")
	return c
}

func (a *app) serve(ctx context.Context, portGiven, qrGiven bool) error {
	shared := !isLoopback(a.flags.bind)
	if qrGiven && a.flags.qr && !shared {
		return fmt.Errorf("--qr: no other machine reaches %s\nadd --bind 0.0.0.0", a.flags.bind)
	}
	ed, err := a.editor()
	if err != nil {
		return err
	}
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
	j.shared = shared
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	loop, run, err := a.follow(ctx, j, false)
	if err != nil {
		return err
	}
	at := a.addresses(ln, loop.Current().Result.Site.Base)
	a.welcome(at, j, a.flags.qr || !qrGiven && a.onTerminal())

	ran := make(chan struct{})
	go func() {
		defer close(ran)
		run()
	}()
	// Requests end with ctx: streams of events would else keep the server from ending.
	srv := &http.Server{Handler: serve.Handler(loop, serve.Options{Bind: a.flags.bind, Acts: a.acts(ctx, j, ed)}), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan error, 1)
	go func() {
		served <- srv.Serve(ln)
		stop()
	}()
	a.tell(ctx, loop, j)
	srv.Close() // at once: what a browser still waits for it asks for again
	<-ran
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// listen takes the port that was given, or the first free one from the default on.
func (a *app) listen(ctx context.Context, given bool) (net.Listener, error) {
	var first error
	for port := a.flags.port; port < a.flags.port+20; port++ {
		ln, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(a.flags.bind, strconv.Itoa(port)))
		if err == nil {
			if first != nil {
				a.note(fmt.Sprintf("port %d is taken; this is %d", a.flags.port, port))
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
		first = call.Err
		if ln, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(a.flags.bind, "0")); err == nil { // so it is the port
			ln.Close()
			hint = "choose another with --port, or leave --port out to get a free one"
		}
	} else if op := (*net.OpError)(nil); errors.As(first, &op) {
		first = op.Err
	}
	return nil, fmt.Errorf("serve on %s: %w\n%s", at, first, hint)
}

const serveHelp = `Show the site in the browser, as it will be published, and reload it at each save; what is wrong
appears over the page. At /_resgen/ is the workbench: the sheets as they are printed, with all that
is known of them. Nothing is written to disk, but what is done from the workbench.

With --bind 0.0.0.0 other machines see the site and its drafts, read only. Private values are then
left out altogether, and so are the findings' words about them.

A save is one line: what changed, the sheets, the findings with the difference to the save before, the
time and where it went; each error stands below it. --quiet leaves the addresses and the errors.

--json writes one object a line to standard output, with these fields and perhaps more:
  {"event":"serving","schema":1,"site":URL,"workbench":URL,"network":[URL],"root":DIR,"pid":N,
   "prints":BOOL,"ms":N}                   once, when the server answers; network: for other machines
  {"event":"save","id":TEXT,"time":RFC3339,"changed":[PATH],"first":BOOL,"look":{"theme","paper"},
   "prints":[{"name","audience","sheets":N,"filled":0-1}],"errors":N,"warnings":N,"infos":N,
   "more":{"errors":N,"warnings":N,"infos":N},"ready":MS,"took":MS,
   "stages":[{"stage":TEXT,"ms":N}],"problem":TEXT}    more: than at the save before; problem: no print
  {"event":"error","save":ID,"path":TEXT,"line":N,"col":N,"rule":TEXT,"message":TEXT,"help":TEXT}
                                           each error of a save, below it; without a save: why it ends
  {"event":"note","text":TEXT}             what had better be known
With --quiet too, only serving and error are written.`
