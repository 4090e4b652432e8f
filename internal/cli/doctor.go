package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/install"
)

// chromeOptions is how to run the browser for this command line.
func (a *app) chromeOptions() chrome.Options {
	dir := os.TempDir()
	if cache, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(cache, "resgen", "browser")
		if err := os.MkdirAll(dir, 0o700); err != nil { // a HOME that is not there, as containers have
			dir = filepath.Join(os.TempDir(), "resgen-"+strconv.Itoa(os.Getuid()), "browser")
		}
	}
	return chrome.Options{Dir: dir, CI: a.truth("CI"), LaunchTimeout: a.flags.chromeTimeout,
		NoSandbox: a.flags.noSandbox || a.truth("RESGEN_CHROME_NO_SANDBOX")}
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what resgen finds on this machine, and the command that mends what is missing",
		Long: "Say what resgen finds on this machine, and the command that mends what is missing. It starts the\n" +
			"browser and prints a sheet, or has each of those print one that --chrome gives the address of. The exit code is 1 when résumés cannot be printed here.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.doctor(c.Context()) },
	}
}

func (a *app) doctor(ctx context.Context) error {
	line := func(code, mark, what, text string) {
		first, rest, _ := strings.Cut(text, "\n")
		fmt.Fprintf(a.out, "%s %-8s %s\n", a.paintOut(code, fmt.Sprintf("%-8s", mark)), what, first)
		for l := range strings.Lines(rest) {
			fmt.Fprintf(a.out, "%18s%s\n", "", strings.TrimRight(l, "\n"))
		}
	}
	ok := func(what, text string) { line("32", "ok", what, text) }
	note := func(what, text string) { line("33", "note", what, text) }
	install := chrome.InstallHint(runtime.GOOS, exec.LookPath)

	ok("resgen", fmt.Sprintf("%s, %s/%s", versionText(), runtime.GOOS, runtime.GOARCH))
	if _, endpoints, _ := a.browsers(); len(endpoints) > 0 {
		if !a.doctorPool(ctx, endpoints, line) {
			return errFindings
		}
		ok("fonts", fontsHere)
		a.doctorCache(ok, note)
		return nil
	}
	a.doctorHeld(line)
	bin, err := a.findChrome(a.folder())
	if err != nil {
		line("31;1", "missing", "browser", err.Error())
		if held := (*pinError)(nil); !errors.Is(err, chrome.ErrNotFound) && !errors.As(err, &held) { // these name the command themselves
			line("31;1", "", "", "to get one: "+install)
		}
		return errFindings
	}
	ok("browser", bin.Path+" ("+bin.Why+")")
	began := time.Now()
	opts := a.chromeOptions()
	version, notes, err := tryChrome(ctx, bin, opts)
	if err != nil {
		line("31;1", "failed", "print", err.Error())
		return errFindings
	}
	ok("print", fmt.Sprintf("%s started and printed a sheet in %s", version, took(time.Since(began))))
	switch {
	case opts.NoSandbox:
		note("sandbox", "off, as asked for")
	case os.Geteuid() == 0:
		note("sandbox", "off: Chrome refuses to run with it as root")
	case len(notes) == 0:
		ok("sandbox", "on")
	}
	for _, n := range notes {
		note("browser", n)
	}
	if !bin.Shell {
		note("browser", "the headless shell starts about three times as fast:\n"+install)
	}
	ok("fonts", fontsHere)
	a.doctorCache(ok, note)
	return nil
}

const fontsHere = "built in; what they lack comes from the browser's machine, and is a finding"

// doctorHeld tells which Chrome the site here holds to, if it does, and whether that is here.
func (a *app) doctorHeld(line func(code, mark, what, text string)) {
	a.unheld.Do(func() {}) // here it is said in another way
	h, err := a.held(a.folder())
	switch {
	case err != nil:
		line("31;1", "failed", "pinned", err.Error())
	case h == nil:
	case h.err != nil:
		line("33", "note", "pinned", fmt.Sprintf("this site holds to Chrome %s, %s\n%s", h.pin.Version, h.why(), chrome.ForUser))
	default:
		line("32", "ok", "pinned", fmt.Sprintf("this site holds to Chrome %s (%s)", h.pin.Version, install.PinName))
	}
}

// doctorCache tells where prints are remembered.
func (a *app) doctorCache(ok, note func(what, text string)) {
	if dir, err := os.UserCacheDir(); err == nil {
		ok("cache", filepath.Join(dir, "resgen"))
	} else {
		note("cache", "none: "+err.Error()+"; every print is made anew")
	}
}

// tryChrome starts the browser and prints one sheet.
func tryChrome(ctx context.Context, bin chrome.Binary, o chrome.Options) (version string, notes []string, err error) {
	b, err := chrome.Launch(ctx, bin, o)
	if err != nil {
		return "", nil, err
	}
	defer b.Close()
	_, err = b.Print(ctx, chrome.Job{HTML: []byte("<!doctype html><title>probe</title><p>probe</p>"),
		Lookup: func(string) ([]byte, string, bool) { return nil, "", false }})
	return b.Version(), b.Notes(), err
}
