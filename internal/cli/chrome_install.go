package cli

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/install"
)

// installFlags is what a run of install was asked for.
type installFlags struct {
	update    bool
	mirror    string
	platforms []string
}

func (a *app) chromeInstallCommand() *cobra.Command {
	var f installFlags
	c := &cobra.Command{
		Use:   "install [VERSION]",
		Short: "Fetch a headless shell of Chrome, check it and hold the site to it",
		Long: "Fetch a headless shell from Chrome for Testing's index into your own cache, which needs no root. VERSION is one in\n" +
			"full, as 156.0.8078.108, its first part, as 156, or stable, beta, dev or canary. Without one it is what the site holds\n" +
			"to, or what the front matter records in `pdf: {chrome: 156}`, or the stable one.\n\n" +
			"The first time, " + install.PinName + " is written into the site: the version, and of this platform the archive's address,\n" +
			"size and SHA-256, as they were computed from what came. From then on nothing else is taken: an archive with another\n" +
			"size or hash is refused and not run. Another platform adds its own lines to the file. --update moves the site to\n" +
			"another version.\n\n" +
			"What is there is not fetched again, and what was damaged is. HTTPS_PROXY and NO_PROXY are heeded. A mirror has the\n" +
			"files of the index right below its address, and archives as VERSION/PLATFORM/chrome-headless-shell-PLATFORM.zip.",
		Example: "  resgen chrome install\n  resgen chrome install --update 157\n  resgen chrome install --platform linux64    # put on record what CI will install\n  resgen chrome install --mirror https://mirror.example/chrome",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if f.mirror == "" && c.Flags().Changed("mirror") { // a variable that is not set would ask the public index
				return errors.New("--mirror: it is empty; name an address, or leave the flag out")
			}
			return a.chromeInstall(c.Context(), args, f)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"stable", "beta", "dev", "canary"}, cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().BoolVar(&f.update, "update", false, "hold the site to VERSION, or the stable one, from now on")
	c.Flags().StringVar(&f.mirror, "mirror", "", "the `URL` of a copy of the index and the archives (RESGEN_CHROME_MIRROR)")
	c.Flags().StringSliceVar(&f.platforms, "platform", nil, "put the archive of a `platform` on record, as linux64, and install nothing; may be repeated")
	return c
}

// An installation is one run of install.
type installation struct {
	app       *app
	dir       string // the site's folder; "" when there is none to hold to anything
	pin       install.Pin
	pinned    bool        // the site has one
	was       install.Pin // before this run
	in        *install.Installer
	platforms []string // that are put on record alone
	changed   []string // platforms that are new in the pin
}

func (a *app) chromeInstall(ctx context.Context, args []string, f installFlags) error {
	x, err := a.installation(f)
	if err != nil {
		return err
	}
	wish, err := x.wish(ctx, args, f.update)
	if err != nil {
		return err
	}
	if len(x.platforms) > 0 {
		for _, p := range x.platforms {
			if err := x.record(ctx, wish, p); err != nil {
				return err
			}
			wish = install.Wish(x.pin.Version)
		}
		return x.close()
	}
	if err := x.here(ctx, wish); err != nil {
		return err
	}
	return x.close()
}

// installation makes ready for a run: nothing is asked yet.
func (a *app) installation(f installFlags) (*installation, error) {
	x := &installation{app: a, platforms: f.platforms}
	store, err := a.store()
	if err != nil {
		return nil, err
	}
	mirror, from := f.mirror, "--mirror"
	if mirror == "" {
		mirror, from = a.env("RESGEN_CHROME_MIRROR"), "RESGEN_CHROME_MIRROR"
	}
	client, err := install.NewClient(mirror)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	client.Agent, client.Proxy = "resgen/"+versionText(), http.ProxyFromEnvironment
	if client.Plain() {
		a.note("the mirror is asked without encryption: until the site holds to a hash, whoever is on the way could answer in its place")
	}
	for _, p := range f.platforms {
		if !install.IsPlatform(p) {
			return nil, fmt.Errorf("--platform %s: it must be the index's name of one, as linux64, mac-arm64 or win64", p)
		}
	}
	dir := a.folder()
	if x.pin, x.pinned, err = install.ReadPin(dir); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, "content")); x.pinned || err == nil || a.flags.source != dir {
		x.dir = dir
	}
	x.was = x.pin
	if len(f.platforms) > 0 && x.dir == "" {
		return nil, fmt.Errorf("--platform: there is no site here whose %s it could be put into\nname the site with -s", install.PinName)
	}
	progress := a.progress()
	x.in = &install.Installer{Store: store, Client: client, Progress: progress,
		Waits: a.waitsForOther,
		Try: func(ctx context.Context, program string) (install.Version, error) {
			o := a.chromeOptions()
			v, err := chrome.Version(ctx, program, o)
			var lack *chrome.LibraryError
			if errors.As(err, &lack) {
				err = lacks{lack}
			}
			return install.Version(v), err
		}}
	return x, nil
}

// waitsForOther says why nothing happens.
func (a *app) waitsForOther() { a.say("another resgen installs just now; waiting for it") }

// lacks marks an error as one of the machine.
type lacks struct{ error }

func (lacks) Is(target error) bool { return target == install.ErrLacks }

// wish is which version is installed. A site that holds to one gets that, unless it is to hold to another from now on.
func (x *installation) wish(ctx context.Context, args []string, update bool) (install.Wish, error) {
	wish := install.Stable
	if !x.pinned && !update {
		wish = x.recorded(ctx)
	}
	var err error
	if len(args) > 0 {
		if wish, err = install.ParseWish(args[0]); err != nil {
			return "", fmt.Errorf("chrome install %s: %w", args[0], err)
		}
	}
	switch {
	case update && x.dir == "":
		return "", errors.New("--update: there is no site here that holds to a version\nname the site with -s")
	case update || !x.pinned:
		return wish, nil
	case len(args) > 0 && !wish.Covers(x.pin.Version):
		return "", fmt.Errorf("this site holds to Chrome %s\n`resgen chrome install` gets that one; `resgen chrome install --update %s` moves the site", x.pin.Version, wish)
	}
	return install.Wish(x.pin.Version), nil
}

// build is what is to be fetched for a platform: by the pin, which needs no index, or by the index.
func (x *installation) build(ctx context.Context, wish install.Wish, platform string) (install.Build, *install.Record, error) {
	if r, ok := x.pin.Records[platform]; ok && wish == install.Wish(x.pin.Version) {
		return install.Build{Version: x.pin.Version, Platform: platform, Address: r.Address}, &r, nil
	}
	b, err := x.in.Client.Resolve(ctx, wish, platform)
	var none *install.NoBuildError
	if errors.As(err, &none) && len(x.platforms) == 0 {
		err = fmt.Errorf("%w\n%s", err, systemHint())
	}
	if r, ok := x.pin.Records[platform]; err == nil && ok && b.Version == x.pin.Version { // moved to where it was
		return b, &r, nil
	}
	return b, nil, err
}

// systemHint is how to get a Chrome where none of Google's can be had.
func systemHint() string {
	if c := chrome.SystemHint(runtime.GOOS, exec.LookPath); c != "" {
		return "this system's own can be had with: " + c
	}
	return "install a Chromium of this system's, and name it with RESGEN_CHROME"
}

// here installs for this machine.
func (x *installation) here(ctx context.Context, wish install.Wish) error {
	a, p := x.app, platform()
	if p == "" {
		return fmt.Errorf("there is no build of Chrome for %s/%s\n%s", runtime.GOOS, runtime.GOARCH, systemHint())
	}
	if err := chrome.Loads(runtime.GOOS, runtime.GOARCH, os.Stat); err != nil {
		return fmt.Errorf("%w\n%s", err, systemHint())
	}
	// What is there and is what the site holds to needs no network.
	if r, ok := x.pin.Records[p]; ok && wish == install.Wish(x.pin.Version) {
		if have, err := x.in.Store.Find(x.pin.Version, p, &r); err == nil {
			x.in.Store.Note(x.dir)
			if a.onTerminal() {
				a.say("Chrome %s is installed, and this site holds to it", have.Version)
			}
			return nil
		}
	}
	b, want, err := x.build(ctx, wish, p)
	if err != nil {
		return err
	}
	got, fresh, err := x.in.Install(ctx, b, want)
	a.clearLine()
	if err != nil {
		return x.refused(err)
	}
	if err := x.hold(b.Version, p, got.Record); err != nil {
		return err
	}
	if !fresh && !a.onTerminal() && len(x.changed) == 0 {
		return nil
	}
	text := fmt.Sprintf("installed Chrome %s for %s (%s, %s unpacked) in %s", got.Version, p, megabytes(got.Record.Size), megabytes(got.Size()), took(time.Since(a.started)))
	if !fresh {
		text = fmt.Sprintf("Chrome %s for %s is installed", got.Version, p)
	}
	a.say("%s → %s", text, tilde(a.env("HOME"), got.Dir))
	if file, endpoints, _ := a.browsers(); file != "" || len(endpoints) > 0 {
		a.note("it does not print as long as --chrome or RESGEN_CHROME names another")
	}
	if x.dir == "" {
		a.say("there is no site here, so that nothing holds to it; it prints where there is no other Chrome")
	}
	return nil
}

// progress tells how far an archive has come: on a terminal, in one line that is written again and again; elsewhere, nothing.
func (a *app) progress() func(done, total int64) {
	if !a.onTerminal() {
		return nil
	}
	var last time.Time
	return func(done, total int64) {
		if now := time.Now(); now.Sub(last) < 100*time.Millisecond && done != total {
			return
		} else {
			last = now
		}
		text := fmt.Sprintf("fetching Chrome: %.0f MB", float64(done)/1e6)
		if total > 0 {
			text = fmt.Sprintf("fetching Chrome: %.0f of %.0f MB", float64(done)/1e6, float64(total)/1e6)
		}
		if done == total {
			text = "unpacking Chrome"
		}
		fmt.Fprintf(a.err, "\r%s\x1b[K", text)
	}
}

// clearLine takes away what progress wrote.
func (a *app) clearLine() {
	if a.onTerminal() {
		fmt.Fprint(a.err, "\r\x1b[K")
	}
}
