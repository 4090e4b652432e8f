package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/install"
)

func (a *app) chromeCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "chrome",
		Short: "Get the Chrome that prints, without root, and hold the site to its version",
		Long: "Get the headless shell of Chrome that prints, into your own cache, without root. The site holds to the version that was\n" +
			"installed first: " + install.PinName + " has it, with the address, size and SHA-256 of the archive. Keep that file in the\n" +
			"repository, so that home and CI print alike.",
		Example: "  resgen chrome install              # what the site holds to; the first time, the stable one\n  resgen chrome install --update 157 # hold to another\n  resgen chrome list\n  resgen chrome remove --unused",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("chrome %s: there is no such command\nthere are install, list and remove", args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.chromeInstallCommand(), a.chromeListCommand(), a.chromeRemoveCommand())
	return c
}

func (a *app) chromeListCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List what is installed, and which of it this site holds to",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return a.chromeList(asJSON) },
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return c
}

// chromeList lists what is installed, the newest first. A pin that cannot be read is told of, and hides nothing.
func (a *app) chromeList(asJSON bool) error {
	store, err := a.store()
	if err != nil {
		return err
	}
	all, err := store.List()
	if err != nil {
		return err
	}
	h, pinErr := a.held(a.folder())
	a.unheld.Do(func() {}) // here it is said in another way
	prints, _ := a.findChrome(a.folder())
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	found := false
	for _, l := range all {
		mine := h != nil && l.Version == h.pin.Version && l.Platform == platform()
		found = found || mine
		holders := store.Holders(l.Version)
		if asJSON {
			row := map[string]any{"version": l.Version, "platform": l.Platform, "bytes": l.Size(), "program": l.Program, "sites": append([]string{}, holders...), "pinned": mine, "prints": prints.Path != "" && l.Program == prints.Path}
			if l.Err != nil {
				row["problem"] = l.Err.Error()
			}
			if err := enc.Encode(row); err != nil {
				return err
			}
			continue
		}
		state := a.use(l, mine, holders)
		if prints.Path != "" && l.Program == prints.Path {
			state += "; it prints here"
		}
		fmt.Fprintf(a.out, "%-16s %-11s %7s  %s\n%19s%s\n", l.Version, l.Platform, megabytes(l.Size()), state, "", tilde(a.env("HOME"), l.Dir))
	}
	if len(all) == 0 && !asJSON {
		a.say("nothing is installed; `resgen chrome install` gets a headless shell")
	}
	if h != nil && !found {
		a.say("this site holds to %s, %s; `resgen chrome install` gets it", h.pin.Version, h.why())
	}
	return pinErr
}

// use says what an installed headless shell is for.
func (a *app) use(l install.Listed, mine bool, holders []string) string {
	if l.Err != nil {
		return a.paintOut("31;1", l.Err.Error()) + "; `resgen chrome install " + string(l.Version) + "` mends that"
	}
	var others []string
	here, _ := filepath.Abs(a.folder())
	for _, dir := range holders {
		if dir != here {
			others = append(others, tilde(a.env("HOME"), dir))
		}
	}
	switch {
	case mine && len(others) > 0:
		return a.paintOut("32", "this site holds to it") + ", as does " + listed(others)
	case mine:
		return a.paintOut("32", "this site holds to it")
	case len(others) > 0:
		return "for " + listed(others)
	}
	return "no site holds to it"
}

// tilde is a path as people write it.
func tilde(home, path string) string {
	if rest, ok := strings.CutPrefix(path, home+string(os.PathSeparator)); ok && home != "" {
		return "~/" + filepath.ToSlash(rest)
	}
	return path
}

// megabytes is a size as people read it.
func megabytes(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%d KB", (n+999)/1000)
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

func (a *app) chromeRemoveCommand() *cobra.Command {
	var unused bool
	c := &cobra.Command{
		Use:   "remove VERSION | --unused",
		Short: "Remove what is installed of a version, or all that no site holds to",
		Long: "Remove what is installed of a version, or with --unused of each that no site holds to. Sites are known by their\n" +
			"builds on this machine. " + install.PinName + " is left as it is, so that `resgen chrome install` brings the same back.",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 || unused == (len(args) == 1) {
				return fmt.Errorf("chrome remove: name one version, as `resgen chrome list` shows it, or write --unused")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error { return a.chromeRemove(c.Context(), args, unused) },
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var out []string
			if store, err := a.store(); err == nil && len(args) == 0 {
				all, _ := store.List()
				for _, l := range all {
					out = append(out, string(l.Version)+"\t"+l.Platform)
				}
			}
			return slices.Compact(out), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().BoolVar(&unused, "unused", false, "all that no site holds to")
	return c
}

func (a *app) chromeRemove(ctx context.Context, args []string, unused bool) error {
	store, err := a.store()
	if err != nil {
		return err
	}
	all, err := store.List()
	if err != nil {
		return err
	}
	var wish install.Wish
	if !unused {
		if wish, err = install.ParseWish(args[0]); err != nil {
			return fmt.Errorf("chrome remove %s: %w", args[0], err)
		}
	}
	if _, err := a.held(a.folder()); err != nil && unused { // this site's own pin is not known
		return err
	}
	var gone []install.Listed
	var there []string
	for _, l := range all {
		there = append(there, string(l.Version))
		if unused && len(store.Holders(l.Version)) == 0 || !unused && wish.Covers(l.Version) {
			gone = append(gone, l)
		}
	}
	if !unused && len(gone) == 0 {
		hint := "nothing is installed"
		if len(there) > 0 {
			hint = "there are " + strings.Join(slices.Compact(there), ", ")
		}
		return fmt.Errorf("chrome remove %s: it is not installed\n%s", wish, hint)
	}
	sum := int64(0)
	for _, l := range gone {
		sum += l.Size()
	}
	if err := store.Remove(ctx, gone, a.waitsForOther); err != nil {
		return err
	}
	for _, l := range gone {
		a.say("removed Chrome %s for %s", l.Version, l.Platform)
	}
	switch {
	case len(gone) == 0:
		a.say("nothing is installed that no site holds to")
	default:
		a.say("%s are free", megabytes(sum))
	}
	return nil
}
