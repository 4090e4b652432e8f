// Package cli is the command line: flags, commands, exit codes, and what is said on the
// terminal.
//
// It is the only package that knows arguments, environment, clock and terminal. What a
// command is for goes to standard output; everything else, the closing line that says what
// was made and how long it took included, goes to standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
)

// The exit codes.
const (
	exitClean    = 0
	exitFindings = 1 // findings at or above --fail-on
	exitFailed   = 2 // usage, environment, or a world that failed
)

// errFindings ends a command with exitFindings; what it found was said already.
var errFindings = errors.New("findings")

// An app is one run of the program.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	environ  func() []string // all of it, as NAME=value
	started  time.Time
	rules    []*check.Rule
	tools    *tools       // programs that are told what happens; nil: people are
	loopback bool         // the own machine may be asked about links: for tests
	stop     func() error // writes the profiles that were asked for
	flags    flags
	quiet    bool
	color    bool // of err
	outColor bool // of out
	onePrint bool // what was asked for is printed, and nothing else
	width    int
	told     sync.Once // which browsers are on other machines
	unheld   sync.Once // that the site holds to a Chrome which is not the one that prints
}

// Main runs the command line and is its exit code.
func Main(args []string) int {
	paceCollector()
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // the terminal was closed; under nohup that ends nothing
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	defer stop()
	go func() { // a second Ctrl-C ends the program at once
		<-ctx.Done()
		stop()
	}()
	a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, environ: os.Environ, started: time.Now(), rules: rules.All(), width: 100, stop: func() error { return nil }}
	a.color, a.outColor = a.wantsColor(os.Stderr), a.wantsColor(os.Stdout)
	if w, _, err := term.GetSize(int(os.Stderr.Fd())); err == nil && w > 20 {
		a.width = w
	}
	return a.run(ctx, args)
}

// wantsColor reports whether colours are wanted on a stream: https://no-color.org, and CLICOLOR_FORCE for CI logs.
func (a *app) wantsColor(f *os.File) bool {
	terminal := term.IsTerminal(int(f.Fd())) && escapes(f) // also where no colours are wanted: a line is cleared by an escape
	if a.env("NO_COLOR") != "" || a.env("TERM") == "dumb" {
		return false
	}
	return terminal || a.env("CLICOLOR_FORCE") != "" && a.env("CLICOLOR_FORCE") != "0"
}

func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if e := a.stop(); err == nil {
		err = e
	}
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case ctx.Err() != nil: // whatever failed then, failed because of that
		fmt.Fprintln(a.err, a.paint("31;1", "resgen:")+" stopped; what was made before is as it was")
		return exitFailed
	}
	a.fail(err)
	return exitFailed
}

// fail says why the world failed: what on the first line, what to do on those that are hints.
func (a *app) fail(err error) {
	text, hints, _ := strings.Cut(err.Error(), "\n")
	var print *build.PrintError
	if errors.As(err, &print) { // which file of the site it was made for does not matter then
		text, _, _ = strings.Cut(print.Error(), "\n")
		hints = "`resgen doctor` tries the browser out; --chrome-timeout gives it more time"
	}
	fmt.Fprintf(a.err, "%s %s\n", a.paint("31;1", "resgen:"), text)
	if hints != "" {
		fmt.Fprintln(a.err, hints)
	}
}

// paint colours text for standard error.
func (a *app) paint(code, text string) string { return colored(a.color, code, text) }

// paintOut colours text for standard output.
func (a *app) paintOut(code, text string) string { return colored(a.outColor, code, text) }

func colored(on bool, code, text string) string {
	if !on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// say prints a line for people on standard error, unless --quiet.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:           "resgen",
		Short:         "resgen compiles a résumé: a portfolio site, a PDF, and a check of what was printed",
		Long:          longHelp,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			hint := "`resgen --help` lists the commands"
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "did you mean `resgen " + strings.Join(near, "` or `resgen ") + "`?"
			}
			return fmt.Errorf("unknown command %q\n%s", args[0], hint)
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.Version = versionText()
	c.Flags().Bool("version", false, "say which resgen this is")
	c.SetVersionTemplate(ours().line() + "\n")
	c.SuggestionsMinimumDistance = 2
	c.CompletionOptions.HiddenDefaultCmd = false
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w\n%s", err, "see `"+c.CommandPath()+" --help`")
	})
	f := c.PersistentFlags()
	f.StringVarP(&a.flags.source, "source", "s", ".", "the site's `folder`: the one that holds content/; or one Markdown file, to make a site of it")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but findings and failures")
	f.BoolVar(&a.flags.noCache, "no-cache", false, "remember nothing and trust nothing remembered")
	f.BoolVar(&a.flags.timings, "timings", false, "say how long each stage took")
	f.StringArrayVar(&a.flags.chrome, "chrome", nil, "the `browser`: its file, or the address of one that runs already, as in ws://host:9222;\nmore than one address share the work (RESGEN_CHROME)")
	f.BoolVar(&a.flags.sendPrivate, "send-private", false, "let browsers on other machines print private values, too")
	f.BoolVar(&a.flags.noSandbox, "chrome-no-sandbox", false, "run the browser without its sandbox (RESGEN_CHROME_NO_SANDBOX)")
	f.DurationVar(&a.flags.chromeTimeout, "chrome-timeout", 0, "how long the browser may take to start, and to print (default 15s and 20s)")
	f.StringVar(&a.flags.cpuprofile, "cpuprofile", "", "write a CPU profile to a `file`")
	f.StringVar(&a.flags.memprofile, "memprofile", "", "write a memory profile to a `file`")
	f.StringVar(&a.flags.trace, "trace", "", "write an execution trace to a `file`")
	for _, name := range []string{"cpuprofile", "memprofile", "trace"} {
		f.MarkHidden(name)
	}
	c.PersistentPreRunE = func(*cobra.Command, []string) (err error) {
		if _, _, err := chrome.Named(a.flags.chrome); err != nil {
			return fmt.Errorf("--chrome: %w", err)
		}
		a.stop, err = a.profile()
		return err
	}
	c.AddCommand(
		a.newCommand(),
		a.buildCommand(),
		a.serveCommand(),
		a.pdfCommand(),
		a.exportCommand(),
		a.checkCommand(),
		a.tailorCommand(),
		a.diffCommand(),
		a.matrixCommand(),
		a.suggestCommand(),
		a.fmtCommand(),
		a.importCommand(),
		a.lspCommand(),
		a.mcpCommand(),
		a.explainCommand(),
		a.rulesCommand(),
		a.themesCommand(),
		a.ejectCommand(),
		a.schemaCommand(),
		a.debugCommand(),
		a.doctorCommand(),
		a.chromeCommand(),
		a.versionCommand(),
		a.manCommand(),
	)
	c.SetHelpCommand(a.helpCommand())
	c.SetHelpFunc(withTopics(c.HelpFunc()))
	return c
}

// profile starts what the hidden flags ask for; stop writes it.
func (a *app) profile() (stop func() error, err error) {
	var stops []func() error
	create := func(name string) (*os.File, error) {
		f, err := os.Create(name)
		if err != nil {
			return nil, fmt.Errorf("profile: %w", err)
		}
		return f, nil
	}
	if name := a.flags.cpuprofile; name != "" {
		f, err := create(name)
		if err != nil {
			return nil, err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
		stops = append(stops, func() error { pprof.StopCPUProfile(); return f.Close() })
	}
	if name := a.flags.trace; name != "" {
		f, err := create(name)
		if err != nil {
			return nil, err
		}
		if err := trace.Start(f); err != nil {
			return nil, err
		}
		stops = append(stops, func() error { trace.Stop(); return f.Close() })
	}
	if name := a.flags.memprofile; name != "" {
		stops = append(stops, func() error {
			f, err := create(name)
			if err != nil {
				return err
			}
			defer f.Close()
			return pprof.Lookup("allocs").WriteTo(f, 0)
		})
	}
	return func() error {
		for _, s := range stops {
			if err := s(); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

const longHelp = `resgen compiles a résumé. From Markdown with front matter it makes a portfolio site, a PDF
printed by headless Chrome, and checks what was printed: sheets, layout, what a parser reads.

  resgen new cv && cd cv     start from a working site
  resgen serve               write, and watch the pages and the findings
  resgen build               make public/ and resume.pdf, and check them
  resgen check resume.md     the findings of one Markdown file, no site needed`
