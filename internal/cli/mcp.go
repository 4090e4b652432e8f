package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/mcp"
)

func (a *app) mcpCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "mcp",
		Short: "Answer a coding assistant: findings, sheets, what a parser reads",
		Long: "Answer a coding assistant over the Model Context Protocol, on standard input and output. An assistant\n" +
			"starts it; it ends when its input does. Its tools only read: check, sheets (as text and as pictures),\n" +
			"reader (what a parser of résumés recovers), explain and rules. Each call builds anew from what is on disk.\n\n" +
			"Private values are left out of every answer: findings on private lines show no words, sheets are the\n" +
			"published ones, and the source has stars in their places. An assistant that may read your files can still\n" +
			"read them there. --private lets them out.",
		Example: "  resgen mcp\n  claude mcp add resgen -- resgen mcp",
		Args:    noFile,
		RunE:    func(c *cobra.Command, _ []string) error { return a.mcp(c.Context()) },
	}
	a.contentFlags(c)
	c.Flags().BoolVar(&a.flags.private, "private", false, "let private values out: in findings, in the source, and by the copy that is sent")
	return c
}

// mcp serves one assistant. A site that is not there yet is what calls speak of, not the start: an assistant may make it.
func (a *app) mcp(ctx context.Context) error {
	j := &job{app: a, noPrint: "no browser was looked for"}
	var err error
	if j.levels, err = a.ruleLevels(); err != nil {
		return err
	}
	if _, problem := compose.ParseBase(a.flags.baseURL); problem != "" {
		return fmt.Errorf("--base-url: %s; write it as in https://me.github.io/cv/", problem)
	}
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		a.note("an assistant speaks with this, in the Model Context Protocol; Ctrl-C ends it")
	}
	disk := a.prints()
	defer func() { j.close(false) }()
	return mcp.Run(ctx, mcp.Options{
		Source: a.flags.source,
		Memory: func() *build.Memory { return build.NewMemory(disk, buildID()) },
		Build: func(ctx context.Context, site bool) build.Options {
			j.keepBrowser(ctx)
			j.site = site
			return j.options()
		},
		Rules:   a.rules,
		Manual:  documentation(a.rules),
		Prefix:  prefix,
		Version: versionText(),
		Private: a.flags.private,
	}, a.in, a.out)
}
