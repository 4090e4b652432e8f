package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/chrome"
)

// chromeOptions is how to run the browser for this command line.
func (a *app) chromeOptions() chrome.Options {
	dir := os.TempDir()
	if cache, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(cache, "resgen", "browser")
	}
	return chrome.Options{Dir: dir, CI: a.truth("CI"), LaunchTimeout: a.flags.chromeTimeout,
		NoSandbox: a.flags.noSandbox || a.truth("RESGEN_CHROME_NO_SANDBOX")}
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what resgen finds on this machine, and the command that mends what is missing",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			well := true
			line := func(ok bool, what, text, hint string) {
				mark := a.paint("32", "ok      ")
				if !ok {
					mark, well = a.paint("31;1", "missing "), false
				}
				fmt.Fprintf(a.out, "%s %-8s %s\n", mark, what, text)
				for l := range strings.Lines(hint) {
					fmt.Fprintf(a.out, "                  %s\n", strings.TrimRight(l, "\n"))
				}
			}
			fmt.Fprintf(a.out, "         resgen   %s, %s/%s\n", versionText(), runtime.GOOS, runtime.GOARCH)
			bin, err := a.findChrome()
			if err != nil {
				line(false, "browser", strings.SplitN(err.Error(), "\n", 2)[0], chrome.InstallHint(runtime.GOOS, exec.LookPath))
				return errFindings
			}
			line(true, "browser", bin.Path+" ("+bin.Why+")", "")
			began := time.Now()
			version, err := probe(c.Context(), bin, a.chromeOptions())
			if err != nil {
				text, hint, _ := strings.Cut(err.Error(), "\n")
				line(false, "print", text, hint)
				return errFindings
			}
			line(true, "print", fmt.Sprintf("%s started and printed a sheet in %s", version, took(time.Since(began))), "")
			if !bin.Shell {
				fmt.Fprintf(a.out, "note     browser  the headless shell starts about three times as fast:\n                  %s\n",
					strings.ReplaceAll(chrome.InstallHint(runtime.GOOS, exec.LookPath), "\n", "\n                  "))
			}
			line(true, "fonts", "built in; none of this machine's is used", "")
			if dir, err := os.UserCacheDir(); err == nil {
				line(true, "cache", filepath.Join(dir, "resgen"), "")
			} else {
				line(true, "cache", "none: "+err.Error()+"; every print is made anew", "")
			}
			if !well {
				return errFindings
			}
			return nil
		},
	}
}

// probe starts the browser and prints one sheet.
func probe(ctx context.Context, bin chrome.Binary, o chrome.Options) (version string, err error) {
	b, err := chrome.Launch(ctx, bin, o)
	if err != nil {
		return "", err
	}
	defer b.Close()
	_, err = b.Print(ctx, chrome.Job{HTML: []byte("<!doctype html><title>probe</title><p>probe</p>"),
		Lookup: func(string) ([]byte, string, bool) { return nil, "", false }})
	return b.Version(), err
}
