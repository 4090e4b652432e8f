package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

func (a *app) tailorCommand() *cobra.Command {
	var t tailoring
	c := &cobra.Command{
		Use:   "tailor POSTING|VARIANT",
		Short: "Hold the résumé against a job posting: which of its terms are proven, only listed, or missing; make a version that fits",
		Long: "Hold the résumé against a job posting: a file with what was pasted, as text, Markdown or HTML, or - for\n" +
			"standard input. Of each term that the posting asks for the report says whether a bullet proves it, a\n" +
			"list of skills only names it, the résumé says it in another word, or it is missing; what is required and\n" +
			"what is preferred stand apart. Nothing is made up, and nothing is sent anywhere.\n\n" +
			"With --write NAME it makes a variant, content/variants/NAME.md, which `resgen build` prints to\n" +
			"out/NAME/: the bullets that prove most of the posting, on as many sheets as the résumé may have. With\n" +
			"--explain it says of each bullet whether it is in, why, and what would bring it in. Named a variant, it\n" +
			"holds that version against its posting.",
		Example: "  resgen tailor content/jobs/acme.md\n  pbpaste | resgen tailor -\n  resgen tailor posting.html --min-coverage 70      # exits 1 below 70 % of what is required\n" +
			"  resgen tailor content/jobs/acme.md --write acme\n  resgen tailor acme --explain",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case t.format != "text" && t.format != "json":
				return fmt.Errorf("--format %s: it must be text or json", t.format)
			case c.Flags().Changed("min-coverage") && (t.least < 0 || t.least > 100):
				return fmt.Errorf("--min-coverage %d: it must be from 0 to 100, in percent", t.least)
			case c.Flags().Changed("write") && (t.write == "" || compose.Slug(t.write) != t.write):
				return fmt.Errorf("--write %q: a name is of small letters, digits and hyphens, as in --write acme", t.write)
			}
			return a.tailor(c.Context(), args[0], t)
		},
	}
	f := c.Flags()
	f.StringVarP(&t.format, "format", "f", "text", "text or json")
	f.IntVar(&t.least, "min-coverage", -1, "exit with 1 when a smaller `percent` of the required terms is shown, or when that cannot be told")
	f.StringVar(&t.write, "write", "", "make a variant of this `name`, and leave the posting in content/jobs/")
	f.BoolVar(&t.explain, "explain", false, "say of each bullet whether it is in the version for this posting, and why")
	a.contentFlags(c)
	return c
}

// tailoring is what `resgen tailor` was asked.
type tailoring struct {
	format, write string
	least         int
	explain       bool
}

// tailor reports on a posting, or on a variant for one.
func (a *app) tailor(ctx context.Context, name string, t tailoring) error {
	j, err := a.prepare(ctx, "", t.explain)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	variant, what := j.variantNamed(name), name
	var f *source.File
	if variant == "" {
		if f, err = a.postingFile(ctx, name); err != nil {
			return err
		}
		what = f.Path
	}
	if t.write != "" && f == nil {
		return fmt.Errorf("--write %s: %s is a variant already; name a posting", t.write, name)
	}
	// The report is of the whole résumé, unless a variant was named: then of what that version has.
	rep, private, err := a.reportOn(ctx, j, f, variant)
	if err != nil {
		return err
	}
	var chosen *tailor.Selection
	if t.explain {
		if f != nil {
			variant = j.forPosting(f, rep.Draft)
		}
		if chosen, err = a.explained(ctx, j, variant); err != nil {
			return err
		}
	}
	shown, choices := rep, []tailor.Choice(nil)
	if chosen != nil {
		choices = chosen.Explained()
	}
	if !a.personal(a.out) { // a log of CI may be public
		shown, choices = rep.Discreet(private), tailor.Discreet(choices, private)
	}
	if t.format == "json" {
		data := shown.Data()
		if chosen != nil {
			data.Selection = tailor.DataOf(choices)
		}
		err = a.printJSON(data)
	} else if err = a.tailorText(a.out, shown); err == nil && chosen != nil {
		err = a.choicesText(a.out, choices)
	}
	if err != nil {
		return err
	}
	if t.write != "" {
		if err := a.writeVariant(j, f, rep, t.write); err != nil {
			return err
		}
	}
	share := int(100*rep.Share(posting.Required) + 0.5)
	switch {
	case t.least < 0:
	case rep.Inconclusive != "":
		a.say("--min-coverage: it cannot be told, for %s", rep.Inconclusive)
		return errFindings
	case len(rep.Posting.Of(posting.Required)) == 0:
		a.say("--min-coverage: it cannot be told, for the posting requires nothing that resgen knows")
		return errFindings
	case share < t.least:
		a.say("%d %% of what is required is shown, and %d %% must be", share, t.least)
		return errFindings
	}
	if t.write == "" {
		a.say("read %s in %s; nothing was changed", what, took(time.Since(a.started)))
	}
	return nil
}

// reportOn holds the résumé against a posting, or a variant against its own. private is where things stand in the source that are not published.
func (a *app) reportOn(ctx context.Context, j *job, f *source.File, variant string) (rep *tailor.Report, private []source.Span, err error) {
	o := j.options()
	if variant == "" {
		o.Printer = nil
	} else if j.printer == nil {
		j.findPrinter(ctx)
		o.Printer, o.NoPrint = j.printer, j.noPrint
	}
	o.Only = only(variant)
	r := build.Build(ctx, j.set, j.memo, o)
	if r.Site.Resume == nil {
		return nil, nil, fmt.Errorf("there is no content/resume.md in %s to hold against it\nname the site with -s, or make one with `resgen new`", shown(j.set.Root))
	}
	if variant == "" {
		return tailor.Read(r.Site.Resume, posting.Read(f), r.Today()), r.Site.Unpublished(), nil
	}
	for _, v := range r.Site.Variants {
		if v.Name != variant {
			continue
		}
		ad := r.Posting(v)
		if ad == nil {
			return nil, nil, fmt.Errorf("%s names no posting that it could be held against\nadd `posting: jobs/NAME.md` to its front matter", v.Doc.File.Path)
		}
		cv, _, err := chosen(ctx, r, variant)
		if err != nil {
			return nil, nil, err
		}
		if cv == nil {
			a.note("nothing was printed (" + r.NoPrint() + "): the report is of all that could be selected")
			cv = v.Resume()
		}
		return tailor.Read(cv, ad, r.Today()), r.Site.Unpublished(), nil
	}
	return nil, nil, fmt.Errorf("%s%s.md cannot be made\n`resgen check` says why", compose.VariantDir, variant)
}

// only is which targets are printed for one variant's sake.
func only(variant string) func(compose.Target) bool {
	return func(t compose.Target) bool {
		return t.Variant != nil && t.Variant.Name == variant && t.Audience == compose.Sent
	}
}

// chosen is the résumé that was printed for a variant, and how it was selected; nil when it was not printed.
func chosen(ctx context.Context, r *build.Result, variant string) (*resume.Resume, *tailor.Selection, error) {
	prints, err := r.Prints(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range prints {
		if only(variant)(p.Target) {
			return p.Target.Resume, p.Selection, nil
		}
	}
	return nil, nil, nil
}

// explained is how a variant was selected.
func (a *app) explained(ctx context.Context, j *job, variant string) (*tailor.Selection, error) {
	if j.printer == nil {
		return nil, fmt.Errorf("--explain: %s; what fits is measured on a print\n`resgen doctor` says how to get a browser", j.noPrint)
	}
	o := j.options()
	o.Only = only(variant)
	_, selection, err := chosen(ctx, build.Build(ctx, j.set, j.memo, o), variant)
	if err == nil && selection == nil {
		err = fmt.Errorf("--explain: %s%s.md does not say `select: auto`; what is in it is what it does not drop", compose.VariantDir, variant)
	}
	return selection, err
}

// writeVariant makes a variant for a posting, and keeps the posting where the site has its own.
func (a *app) writeVariant(j *job, f *source.File, rep *tailor.Report, name string) error {
	root := j.set.Root
	file := filepath.Join(root, filepath.FromSlash(compose.VariantDir), name+".md")
	at := strings.TrimPrefix(j.below(f.Path), "content/")
	inside := strings.HasPrefix(j.below(f.Path), compose.JobDir)
	if !inside {
		at = "jobs/" + name + ".md"
	}
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("--write %s: %s%s.md is there already, and was left as it is\nname another, or edit that one", name, compose.VariantDir, name)
	}
	for _, dir := range []string{compose.VariantDir, compose.JobDir} {
		if err := os.MkdirAll(filepath.Join(root, filepath.FromSlash(dir)), 0o777); err != nil {
			return fmt.Errorf("--write %s: %w", name, pathless(err))
		}
	}
	kept := ""
	if !inside {
		kept = filepath.Join(root, "content", filepath.FromSlash(at))
		if err := edit.Create(kept, f.Bytes); err != nil {
			return fmt.Errorf("--write %s: content/%s: %w", name, at, pathless(err))
		}
	}
	if err := edit.Create(file, rep.Draft(at)); err != nil {
		if kept != "" {
			os.Remove(kept)
		}
		return fmt.Errorf("--write %s: %s%s.md: %w", name, compose.VariantDir, name, pathless(err))
	}
	what := ""
	if kept != "" {
		what = fmt.Sprintf(", and content/%s with the posting", at)
	}
	a.say("wrote %s%s.md%s; write its summary, then `resgen build` prints it to out/%s/", compose.VariantDir, name, what, name)
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
