package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/meta"
)

// formHelp is what each form is, for `resgen export --help`.
const formHelp = `  docx   a Word file to be edited: real headings, lists and links, no table
  txt    plain text of 72 columns, for a mail
  paste  plain text with a line for each paragraph, for the fields of a portal
  json   JSON Resume (jsonresume.org)
  md     Markdown in the plain form, of a variant for example
  vcf    a vCard 4 for address books
  qr     the vCard as a QR code: SVG, or PNG with -o FILE.png`

func (a *app) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "export FORM [FILE.md]",
		Short: "Make another form than the PDF: Word, plain text, JSON Resume, Markdown, a vCard",
		Long: "Make the résumé of the site, or of any one Markdown file, in another form:\n\n" + formHelp + "\n\n" +
			"Text goes to standard output, a Word file or a picture to a file beside you, or into out/ when private values are\n" +
			"in it; -o says where else. It is the copy without them; --private lets them in, and so do --variant, --letter and\n" +
			"--job, which make what you send.\n" +
			"`forms:` in resume.md has `resgen build` make them at each build.",
		Example:   "  resgen export docx\n  resgen export paste | pbcopy\n  resgen export json resume.md -o resume.json\n  resgen export docx --variant acme",
		ValidArgs: meta.Forms(),
		Args: func(c *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return fmt.Errorf("export: name a form: one of %s", strings.Join(meta.Forms(), ", "))
			case len(args) > 2:
				return errors.New("export: one form of one file at a time")
			case !slices.Contains(meta.Forms(), args[0]):
				hint := "there is " + strings.Join(meta.Forms(), ", ")
				if args[0] == "pdf" {
					hint = "`resgen pdf` makes that"
				} else if near := meta.NearestWithin(args[0], meta.Forms(), min(2, len(args[0])/2)); near != "" {
					hint = fmt.Sprintf("did you mean `resgen export %s`?", near)
				}
				return fmt.Errorf("export: there is no form %q\n%s", args[0], hint)
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.export(c.Context(), args[0], strings.Join(args[1:], ""))
		},
	}
	a.contentFlags(c)
	a.whichFlags(c)
	c.Flags().StringVarP(&a.flags.pdfOut, "output", "o", "", "the `file` to write, - for standard output")
	return c
}

// export makes one form of one target.
func (a *app) export(ctx context.Context, form, file string) error {
	if err := a.oneTarget(file); err != nil {
		return err
	}
	j, err := a.prepare(ctx, file, false)
	if err != nil {
		return err
	}
	defer func() { j.close(false) }()
	j.noPrint = ""
	if err := a.printOne(ctx, j); err != nil {
		return err
	}
	r := build.Build(ctx, j.set, j.memo, j.options())
	if r.Unsure() {
		found, err := r.Check(ctx, a.rules, false)
		if err != nil {
			return err
		}
		return errors.Join(a.findings(a.err, r, &found, false), errFindings)
	}
	if t, ok := a.target(r.Site); ok && r.NeedsPrint(t) {
		if j.lookForBrowser(ctx); j.printer != nil {
			r = build.Build(ctx, j.set, j.memo, j.options())
			defer r.Wait()
		}
	}
	kind, _ := compose.FormNamed(form)
	if form == "qr" && strings.EqualFold(filepath.Ext(a.flags.pdfOut), ".png") {
		kind.Name, kind.Ending = "qr.png", ".qr.png"
	}
	b, t, err := r.Form(a.wanted(r.Site), kind)
	var leak *build.LeakError
	switch {
	case errors.Is(err, build.ErrUnseen):
		return fmt.Errorf("export %s: %w: %s\n`resgen doctor` says how to get a browser", form, err, j.noPrint)
	case errors.As(err, &leak):
		return fmt.Errorf("export %s: %w\ntake it out there (`resgen check` says where), or make the copy that you send: --private", form, err)
	case err != nil:
		return fmt.Errorf("export %s: %w", form, err)
	case t != nil && len(b) == 0:
		return fmt.Errorf("export %s: %s says nothing", form, t.Resume.File.Path)
	case t == nil:
		found, err := r.Check(ctx, a.rules, false)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(found.Findings, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) { // a file that can't be read, mostly
			return errors.Join(a.findings(a.err, r, &found, false), errFindings)
		}
		return fmt.Errorf("export %s: there is no résumé to export\nit is content/resume.md, or the file that you name", form)
	}
	if !t.Resume.Name.Known() && (form == "vcf" || form == "qr") {
		return fmt.Errorf("export %s: the résumé has no name, and a vCard is somebody's\nset name in the front matter", form)
	}
	return a.deliver(ctx, j, kind, b, *t)
}

// target is what was asked for.
func (a *app) target(s *compose.Site) (compose.Target, bool) {
	i := slices.IndexFunc(s.Targets, a.wanted(s))
	if i < 0 {
		return compose.Target{}, false
	}
	return s.Targets[i], true
}

// deliver writes a form where it was asked for.
func (a *app) deliver(ctx context.Context, j *job, form compose.Form, b []byte, t compose.Target) error {
	name := a.flags.pdfOut
	binary := form.Name == "docx" || strings.HasPrefix(form.Name, "qr")
	if name == "" && binary {
		if name = path.Base(form.File(t)); t.Audience == compose.Sent { // where git does not see it
			name = filepath.Join(a.folder(), "out", filepath.FromSlash(form.File(t)))
			if err := a.claim(ctx, j); err != nil {
				return err
			}
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return fmt.Errorf("write %s: %w", name, pathless(err))
			}
		}
	}
	if name == "" || name == "-" {
		if _, err := a.out.Write(b); err != nil {
			return fmt.Errorf("write %s: %w", form.Name, err)
		}
		return nil
	}
	if info, err := os.Stat(name); err == nil {
		switch {
		case info.IsDir():
			return fmt.Errorf("write %s: it is a folder\nname a file in it: -o %s", name, quoted(filepath.Join(name, path.Base(form.File(t)))))
		case !info.Mode().IsRegular():
			return fmt.Errorf("write %s: it is no ordinary file\nname another with -o", name)
		}
	}
	if form.Name == "docx" && !begins(name, wordStart) {
		return fmt.Errorf("write %s: what is there is no Word file, and was left as it was\nname another with -o", name)
	}
	if !nameable(form, name) {
		return fmt.Errorf("write %s: that is no name for %s\nname it as in -o %s", name, form.Name, path.Base(form.File(t)))
	}
	if source := t.Resume.File; source != nil && form.Name == "md" && sameFile(name, filepath.Join(a.folder(), filepath.FromSlash(source.Path)), source.Path) {
		return fmt.Errorf("write %s: the résumé is made from that file\n`resgen fmt` writes it anew; name another with -o", name)
	}
	for _, f := range j.set.All() {
		if p := f.Path; (path.Ext(p) == ".md" || path.Ext(p) == ".yaml") && sameFile(name, filepath.Join(j.set.Root, filepath.FromSlash(p)), p) {
			return fmt.Errorf("write %s: it is one of the files that the site is made from\nname another with -o", name)
		}
	}
	if out := filepath.Join(a.folder(), "out"); within(filepath.Dir(name), out) { // or the next build would take it for another's folder
		if err := a.claim(ctx, j); err != nil {
			return err
		}
	}
	if err := edit.Replace(name, b); err != nil {
		return fmt.Errorf("write %s: %w", name, pathless(err))
	}
	a.say("made %s in %s", name, took(time.Since(a.started)))
	return nil
}

// nameable reports whether a form may have a file's name: none that says it is of another form, for programs go by that. Text may be called anything else.
func nameable(form compose.Form, name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	if ext == filepath.Ext(form.Ending) || ext == "" {
		return true
	}
	switch {
	case form.Name == "docx" || strings.HasPrefix(form.Name, "qr"):
		return false
	case ext == ".txt":
		return true
	}
	return ext != ".pdf" && ext != ".png" && !slices.ContainsFunc(compose.Forms(), func(f compose.Form) bool { return filepath.Ext(f.Ending) == ext })
}

// sameFile reports whether a name is one of some files.
func sameFile(name string, others ...string) bool {
	return slices.ContainsFunc(others, func(o string) bool { return sameFolder(name, o) })
}
