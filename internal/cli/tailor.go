package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

func (a *app) tailorCommand() *cobra.Command {
	var format string
	least := -1
	c := &cobra.Command{
		Use:   "tailor POSTING",
		Short: "Hold the résumé against a job posting: which of its terms are proven, only listed, or missing",
		Long: "Hold the résumé against a job posting: a file with what was pasted, as text, Markdown or HTML, or - for\n" +
			"standard input. Of each term that the posting asks for the report says whether a bullet proves it, a\n" +
			"list of skills only names it, the résumé says it in another word, or it is missing; what is required and\n" +
			"what is preferred stand apart. Nothing is made up, nothing is sent anywhere, and nothing is changed.",
		Example: "  resgen tailor content/jobs/acme.md\n  pbpaste | resgen tailor -\n  resgen tailor posting.html --min-coverage 70      # exits 1 below 70 % of what is required",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return fmt.Errorf("--format %s: it must be text or json", format)
			}
			if c.Flags().Changed("min-coverage") && (least < 0 || least > 100) {
				return fmt.Errorf("--min-coverage %d: it must be from 0 to 100, in percent", least)
			}
			return a.tailor(c.Context(), args[0], format, least)
		},
	}
	c.Flags().StringVarP(&format, "format", "f", "text", "text or json")
	c.Flags().IntVar(&least, "min-coverage", -1, "exit with 1 when a smaller `percent` of the required terms is shown, or when that cannot be told")
	a.contentFlags(c)
	return c
}

// tailor reports on a posting.
func (a *app) tailor(ctx context.Context, name, format string, least int) error {
	f, err := a.postingFile(ctx, name)
	if err != nil {
		return err
	}
	j, err := a.prepare(ctx, "", false)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	r := build.Build(ctx, j.set, j.memo, j.options())
	if r.Site.Resume == nil {
		return fmt.Errorf("there is no content/resume.md in %s to hold against it\nname the site with -s, or make one with `resgen new`", shown(j.set.Root))
	}
	rep := tailor.Read(r.Site.Resume, posting.Read(f), r.Today())
	if format == "json" {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(rep.Data())
	} else {
		err = a.tailorText(a.out, rep)
	}
	if err != nil {
		return err
	}
	share := int(100*rep.Share(posting.Required) + 0.5)
	switch {
	case least < 0:
	case rep.Inconclusive != "":
		a.say("--min-coverage: it cannot be told, for %s", rep.Inconclusive)
		return errFindings
	case len(rep.Posting.Of(posting.Required)) == 0:
		a.say("--min-coverage: it cannot be told, for the posting requires nothing that resgen knows")
		return errFindings
	case share < least:
		a.say("%d %% of what is required is shown, and %d %% must be", share, least)
		return errFindings
	}
	a.say("read %s in %s; nothing was changed", f.Path, took(time.Since(a.started)))
	return nil
}

// postingFile reads a posting from a file or from standard input.
func (a *app) postingFile(ctx context.Context, name string) (*source.File, error) {
	in, path := a.in, "posting"
	if f, ok := in.(*os.File); ok && name == "-" && term.IsTerminal(int(f.Fd())) {
		a.note("paste the posting, then Ctrl-D on a line of its own")
	}
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("tailor %s: %w", name, pathless(err))
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("tailor %s: it is a folder; name the file with the posting", name)
		}
		in, path = file, filepath.ToSlash(name)
	}
	var b []byte
	var err error
	read := make(chan struct{})
	go func() { // what is typed may never end: Ctrl-C does not wait for it
		defer close(read)
		b, err = io.ReadAll(io.LimitReader(in, source.MaxText+1))
	}()
	select {
	case <-read:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("tailor %s: %w", name, pathless(err))
	case len(b) > source.MaxText:
		return nil, fmt.Errorf("tailor %s: it is longer than %d MB\npaste the posting alone", name, source.MaxText>>20)
	}
	f := source.NewFile(path, b)
	if len(f.Bytes) == 0 {
		return nil, errors.New("the posting is empty\npaste its text into a file, or into standard input")
	}
	return f, nil
}
