package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/output"
	"github.com/resgen/resgen/internal/render"
)

func (a *app) buildCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the site and the PDF, and check them",
		Long: "Make the site and the PDF in public/, and the copy with private values in out/, then check\n" +
			"what was made. A build that fails, or that would publish something private, leaves the last\none as it is.",
		Example: "  resgen build\n  resgen build --base-url https://me.github.io/cv/ --fail-on warning\n  resgen build --watch",
		Args:    noFile,
		RunE: func(c *cobra.Command, _ []string) error {
			print := required
			if a.flags.noPDF {
				print = unwanted
			}
			return a.compile(c.Context(), "", print, a.write)
		},
	}
	a.contentFlags(c)
	a.checkFlags(c)
	a.onlineFlag(c)
	a.watchFlags(c)
	f := c.Flags()
	f.StringVarP(&a.flags.destination, "destination", "d", "", "the `folder` of the site (default public, beside content/)")
	f.BoolVar(&a.flags.minify, "minify", false, "take out of pages what browsers do not need")
	f.BoolVar(&a.flags.noPDF, "no-pdf", false, "make the site alone, without a browser")
	return c
}

// errHeld ends the writing of a build whose findings keep it from being put in place.
var errHeld = errors.New("held back")

// stays reports whether findings must keep the output from being replaced: something private would
// be published, or a layout failed or the résumé could not be read, and pages are missing.
func stays(l diag.List) bool {
	return slices.ContainsFunc(l, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && (strings.HasPrefix(d.Rule, "privacy/") && d.Rule != "privacy/empty-value" || d.Rule == "page/layout" ||
			strings.HasPrefix(d.Rule, "source/") && d.Span.Path() == "content/resume.md")
	})
}

// write puts a build on disk, unless its findings forbid it, and says what was found.
func (a *app) write(ctx context.Context, j *job, r *build.Result, rep *check.Report) (outcome, error) {
	public := a.flags.destination
	if public == "" {
		public = filepath.Join(a.folder(), "public")
	}
	if err := a.safe(j, r, public); err != nil {
		return outcome{}, err
	}
	r.Draw()
	look := func() error { // waits for the prints; they ran while the pages were rendered
		if rep == nil {
			found, err := r.Check(ctx, a.rules, true)
			if err != nil {
				return err
			}
			rep = &found
		}
		if stays(rep.Findings) {
			return errHeld
		}
		return nil
	}
	res, err := a.put(ctx, j, public, unleaked(r), nil, look)
	var layout *render.LayoutError
	if errors.As(err, &layout) || errors.Is(err, errHeld) && rep == nil { // the finding says it better than the error, unless its rule is off
		if e := look(); e != nil {
			err = e
		}
	}
	switch {
	case errors.Is(err, errHeld):
		made := a.paint("31;1", "nothing was written")
		if _, err := os.Stat(public); err == nil {
			made += ", " + shown(public) + " is as it was"
		}
		return outcome{made: made + "; checked", did: "nothing was written", failed: true}, a.findings(a.beside(), r, rep, false)
	case err != nil:
		return outcome{}, err
	}

	// From here on the new site stands, so that the rest is done even after Ctrl-C.
	ctx = context.WithoutCancel(ctx)
	made, at := "built "+count(len(r.Site.Pages), "page"), shown(public)
	prints, err := r.Prints(ctx)
	if err != nil {
		return outcome{}, err
	}
	if len(prints) > 0 {
		made += fmt.Sprintf(" and %s (%s)", prints[0].Target.Out, prints[0].Print.Counted())
	}
	if n := r.Undrawn(); n > 0 {
		made += fmt.Sprintf(", without %s for link previews (%s)", count(n, "picture"), j.noPrint)
	}
	if r.Sent.Len() > 0 {
		sent := filepath.Join(a.folder(), "out")
		// `resgen pdf`, `resgen matrix` and `resgen export` write there, too.
		mine := func(name string) bool {
			return replaceable(name) || strings.HasSuffix(name, ".docx") && begins(name, wordStart)
		}
		did, err := a.put(ctx, j, sent, r.Sent, mine, nil)
		if err != nil {
			return outcome{}, fmt.Errorf("%w\n%s is new, but the copies with private values are not", err, shown(public))
		}
		at += ", " + shown(sent)
		res.Made, res.Changed, res.Deleted = res.Made+did.Made, res.Changed+did.Changed, res.Deleted+did.Deleted
	}
	did := fmt.Sprintf("→ %s (%s)", at, changes(res))
	out := a.judged(made+" "+did, r, rep)
	out.did = did
	return out, a.findings(a.beside(), r, rep, false)
}

// safe says why a build must not be written, before anything is: its content has gone, or its folders cannot be used.
func (a *app) safe(j *job, r *build.Result, public string) error {
	if r.Set.Only != "" {
		if _, ok := r.Set.File(r.Set.Only); !ok && !r.Set.Unusable(r.Set.Only) {
			return fmt.Errorf("%s is not there any more; %s is as it was", r.Set.Only, shown(public))
		}
	} else if len(r.Set.Under("content")) == 0 {
		return fmt.Errorf("there is no content/ any more; %s is as it was", shown(public))
	}
	out := filepath.Join(a.folder(), "out")
	one, err1 := filepath.Abs(public)
	two, err2 := filepath.Abs(out)
	if err1 == nil && err2 == nil && (one == two || sameFolder(one, two)) {
		return fmt.Errorf("--destination %s: the copies with private values go there\nname another folder", public)
	}
	if r.Sent.Len() > 0 {
		return output.Usable(out, output.Options{Protect: j.protect(), Sources: j.sources()})
	}
	return nil
}

func sameFolder(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// unleaked is what is published, less the bytes of files with something private in them: they are not even staged.
func unleaked(r *build.Result) artifact.Set {
	list := slices.Clone(r.Public.All())
	for i, a := range list {
		list[i].Open = func() ([]byte, error) {
			b, err := a.Open()
			if err == nil && r.Leaks(a.Path) {
				return nil, errHeld
			}
			return b, err
		}
	}
	return artifact.NewSet(list)
}

// protect is the folders that are never written to.
func (j *job) protect() []string {
	out := []string{j.set.Root, filepath.Join(j.set.Root, "content"), filepath.Join(j.set.Root, "layouts"), filepath.Join(j.set.Root, "static")}
	if home, err := os.UserHomeDir(); err == nil {
		out = append(out, home)
	}
	return out
}

// sources is the folders that nothing is written into, as each build would publish the one before.
func (j *job) sources() []string {
	var out []string
	for _, own := range []string{"content", "layouts", "static", ".git"} {
		out = append(out, filepath.Join(j.set.Root, own))
	}
	return out
}

// claim makes out/ where it is not there or empty, as a folder of resgen's: `resgen build` refuses those that others made.
func (a *app) claim(ctx context.Context, j *job) error {
	dir := filepath.Join(a.folder(), "out")
	if all, err := os.ReadDir(dir); len(all) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // what is wrong with it, who writes there tells
	}
	_, err := output.Write(ctx, dir, artifact.Set{}, output.Options{Protect: j.protect(), Sources: j.sources()})
	return err
}

// put writes artifacts to a folder, with what is remembered of it from the last time.
func (a *app) put(ctx context.Context, j *job, dir string, set artifact.Set, mine func(name string) bool, confirm func() error) (output.Result, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return output.Result{}, err
	}
	key := cache.NewKey([]byte("output 1"), []byte(abs))
	state, _ := j.disk.Get(key)
	res, err := output.Write(ctx, dir, set, output.Options{Protect: j.protect(), Sources: j.sources(), State: state, Mine: mine, Confirm: confirm})
	if err != nil {
		return res, err
	}
	for _, k := range res.Kept {
		a.say("%s: %s is no longer made, and stays because somebody edited it", shown(dir), k)
	}
	if !slices.Equal(res.State, state) {
		j.disk.Put(key, res.State)
	}
	return res, nil
}

// changes is what was done to folders, in words.
func changes(r output.Result) string {
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{r.Made, "new"}, {r.Changed, "changed"}, {r.Deleted, "gone"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	if parts == nil {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}
