package cli

import (
	"context"
	"errors"
	"os"
	"sync"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/lsp"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

func (a *app) lspCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "lsp",
		Short: "Serve an editor: findings as you type, fixes, manuals, completion",
		Long: "Serve an editor that speaks the Language Server Protocol, over standard input and output. The editor\n" +
			"starts it; README.md, \"In your editor\", has the lines for Neovim, VS Code and Helix.\n\n" +
			"What the text, the pages and the settings show is found while you type, before you save. The sheets\n" +
			"are printed of what you save; until the next save, what was found on them stays at its words, marked,\n" +
			"and goes where those words change.\n\n" +
			"  fixes       the mend of a finding, all safe ones at once (source.fixAll), an exception from a rule\n" +
			"  hover       the manual of a finding's rule; what a key of the front matter means\n" +
			"  completion  keys and their values, kinds of sections, technologies as their makers write them,\n" +
			"              months, names of rules\n" +
			"  symbols     sections and entries\n\n" +
			"A document belongs to the site around it (the folder with content/resume.md). Outside of one, a file that\n" +
			"is named like a résumé, or whose front matter is that of one, is checked by itself. All others, a README\n" +
			"say, are left in peace. Your files are never written: each edit is the editor's. What goes wrong is told\n" +
			"on standard error.",
		Example: "  resgen lsp\n  resgen lsp --no-pdf        # no browser: what the sheets show is left out",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return a.lsp(c.Context()) },
	}
	a.contentFlags(c)
	f := c.Flags()
	f.DurationVar(&a.flags.poll, "poll", 0, "look for changes at this `interval`, as in 1s, where the system does not tell of them")
	f.BoolVar(&a.flags.noPDF, "no-pdf", false, "print nothing, and start no browser")
	f.Bool("stdio", true, "what some editors say; there is no other way")
	f.MarkHidden("stdio")
	return c
}

// lsp serves one editor until it goes.
func (a *app) lsp(ctx context.Context) error {
	j := &job{app: a, set: &source.Set{}}
	var err error
	if j.levels, err = a.ruleLevels(); err != nil {
		return err
	}
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.note("an editor speaks with this, in the Language Server Protocol; Ctrl-C ends it")
	}
	j.disk = a.prints()
	var mu sync.Mutex // of j: sites share its browser
	defer func() { j.close(false) }()
	err = lsp.Serve(ctx, a.in, a.out, lsp.Options{
		Version: versionText(),
		Rules:   a.rules,
		Memory:  func() *build.Memory { return build.NewMemory(j.disk, buildID()) },
		Build: func() build.Options {
			mu.Lock()
			defer mu.Unlock()
			if !a.flags.noPDF {
				j.keepBrowser(ctx)
			}
			return j.options()
		},
		Log: func(format string, args ...any) { a.say("lsp: "+format, args...) },
		Watch: func(set *source.Set) (<-chan watch.Change, func(), error) {
			w, err := watch.New(watch.Options{Root: set.Root, Poll: a.flags.poll, Ignore: a.ignored(&job{set: set})})
			if err != nil {
				return nil, nil, err
			}
			return w.Changes(), w.Close, nil
		},
	})
	if errors.Is(err, lsp.ErrNoShutdown) {
		a.say("lsp: %v", err)
		return errFindings // the protocol wants 1
	}
	return err
}
