package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/render"
)

func (a *app) pdfCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "pdf [FILE.md]",
		Short: "Make only the PDF, and check it",
		Long: "Make only the PDF, of the site's résumé or of any one Markdown file, and check it. With\n" +
			"--private it is the copy that you send, with private values in; so it is with --variant, which prints\n" +
			"a variant, with --letter, which prints a cover letter, and with --job, which prints what a variant for\n" +
			"that posting would select.",
		Example: "  resgen pdf\n  resgen pdf resume.md -o ada.pdf\n  resgen pdf --private -o - | lpr\n  resgen pdf --variant acme\n  resgen pdf --letter acme\n  resgen pdf --job posting.txt -o acme.pdf",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.oneTarget(strings.Join(args, "")); err != nil {
				return err
			}
			if a.flags.job != "" && a.flags.watch {
				return errors.New("--job is read once; `resgen tailor POSTING --write NAME` makes a variant, and --variant goes with --watch")
			}
			a.onePrint = true
			return a.compile(c.Context(), strings.Join(args, ""), required, a.writePDF)
		},
	}
	a.contentFlags(c)
	a.checkFlags(c)
	a.watchFlags(c)
	f := c.Flags()
	f.StringVarP(&a.flags.pdfOut, "output", "o", "", "the PDF's `file`, - for standard output (default resume.pdf; with --private, out/resume.pdf)")
	a.whichFlags(c)
	return c
}

// whichFlags are those that say which version is made.
func (a *app) whichFlags(c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&a.flags.private, "private", false, "the copy with private values")
	f.StringVar(&a.flags.variant, "variant", "", "the variant of this `name`, as you send it (a PDF goes to out/NAME/resume.pdf)")
	f.StringVar(&a.flags.letter, "letter", "", "the cover letter of this `name`, as you send it (a PDF goes to out/NAME/letter.pdf)")
	f.StringVar(&a.flags.job, "job", "", "what a variant for the posting in this `file` would select; - for standard input")
	f.StringVar(&a.flags.lang, "lang", "", "the résumé in this `language`, as in de")
	complete(c, "variant", func() []string { return a.namesIn(compose.VariantDir) })
	complete(c, "letter", func() []string { return a.namesIn(compose.LetterDir) })
}

// complete has shells offer the values of a flag.
func complete(c *cobra.Command, flag string, values func() []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("cli: " + err.Error()) // there is no such flag, or it was given values before
	}
}

// namesIn is the names of the Markdown files in a folder of the site, without their ending.
func (a *app) namesIn(dir string) (out []string) {
	all, _ := os.ReadDir(filepath.Join(a.folder(), filepath.FromSlash(dir)))
	for _, e := range all {
		if name, ok := strings.CutSuffix(e.Name(), ".md"); ok {
			out = append(out, name)
		}
	}
	return out
}

// oneTarget says when more than one version was asked for.
func (a *app) oneTarget(file string) error {
	named := 0
	for _, name := range []string{file, a.flags.variant, a.flags.letter, a.flags.job} {
		if name != "" {
			named++
		}
	}
	if named > 1 {
		return errors.New("name one of FILE.md, --variant, --letter and --job")
	}
	return nil
}

// writePDF writes the one PDF that was asked for, and says what was found.
func (a *app) writePDF(ctx context.Context, j *job, r *build.Result, rep *check.Report) (outcome, error) {
	if rep == nil {
		found, err := r.Check(ctx, a.rules, false)
		if err != nil {
			return outcome{}, err
		}
		rep = &found
	}
	rep = a.ofThePrint(r, rep)
	to := a.beside()
	if a.flags.pdfOut == "-" {
		to = a.err
	}
	if err := a.findings(to, r, rep, false); err != nil {
		return outcome{}, err
	}
	private := a.flags.private || a.flags.variant != "" || a.flags.letter != ""
	if n, why := r.Withheld(); n > 0 && private {
		return outcome{}, fmt.Errorf("%s: what is not published stays on this machine\nadd --send-private, or leave --chrome out to print here", why)
	}
	pdf, print, err := r.Print(a.wanted(r.Site))
	var layout *render.LayoutError
	if err != nil && !errors.As(err, &layout) {
		return outcome{}, err
	}
	if pdf == nil || !private && stays(rep.Findings) {
		const none = "no PDF was made"
		return outcome{made: a.paint("31;1", none) + "; checked", did: none, failed: true}, nil
	}
	sheets, name := print.Print.Counted(), a.flags.pdfOut
	switch name {
	case "-":
		if _, err := a.out.Write(pdf); err != nil {
			return outcome{}, fmt.Errorf("write the PDF: %w", err)
		}
		return a.judged("printed "+sheets, r, rep), nil
	case "":
		if name = print.Target.Out; private { // where git does not see it
			name = filepath.Join(a.folder(), "out", filepath.FromSlash(name))
			if err := a.claim(ctx, j); err != nil {
				return outcome{}, err
			}
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return outcome{}, fmt.Errorf("write %s: %w", name, pathless(err))
			}
		}
	}
	if !replaceable(name) {
		return outcome{}, fmt.Errorf("write %s: what is there is no PDF, and was left as it was\nname another with --output", name)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return outcome{}, fmt.Errorf("write %s: it is no ordinary file\nname another with --output", name)
	}
	if err := edit.Replace(name, pdf); err != nil {
		return outcome{}, fmt.Errorf("write %s: %w", name, pathless(err))
	}
	out := a.judged("printed "+sheets+" → "+name, r, rep)
	out.did = "→ " + name
	return out, nil
}

// ofThePrint is a report without what is wrong with variants, letters and postings that the print does not go with: nobody asked for those. What
// is said of privacy stays.
func (a *app) ofThePrint(r *build.Result, rep *check.Report) *check.Report {
	mine := map[string]bool{}
	note := func(docs ...*document.Document) {
		for _, d := range docs {
			if d != nil {
				mine[d.File.Path] = true
			}
		}
	}
	if t, ok := a.target(r.Site); ok && t.Variant != nil {
		note(t.Variant.Doc, t.Variant.Posting)
	} else if ok && t.Letter != nil {
		note(t.Letter.Doc, t.Letter.Posting)
		if v := t.Letter.Variant; v != nil {
			note(v.Doc)
		}
	}
	own := *rep
	own.Findings = slices.DeleteFunc(slices.Clone(rep.Findings), func(d diag.Diagnostic) bool {
		switch compose.Role(r.Set, d.Span.Path()) {
		case compose.VariantFile, compose.LetterFile, compose.PostingFile:
			return !mine[d.Span.Path()] && !strings.HasPrefix(d.Rule, "privacy/")
		}
		return false
	})
	return &own
}

// wanted is the target that was asked for.
func (a *app) wanted(s *compose.Site) func(compose.Target) bool {
	switch {
	case a.flags.variant != "":
		return only(a.flags.variant)
	case a.flags.letter != "":
		return letter(a.flags.letter)
	}
	audience, lang := compose.Public, s.Lang
	if a.flags.private {
		audience = compose.Sent
	}
	if v := s.Version(a.flags.lang); a.flags.lang != "" && v != nil {
		lang = v.Lang
	}
	return func(t compose.Target) bool { return t.Main() && t.Audience == audience && t.Lang == lang }
}

// letter is which target is printed for one letter's sake.
func letter(name string) func(compose.Target) bool {
	return func(t compose.Target) bool { return t.Letter != nil && t.Letter.Name == name }
}

// printOne has the job print what was asked for alone: a variant, a letter, or the résumé.
func (a *app) printOne(ctx context.Context, j *job) error {
	if name := a.flags.job; name != "" {
		f, err := a.postingFile(ctx, name)
		if err != nil {
			return err
		}
		rep, _, err := a.reportOn(ctx, j, f, "")
		if err != nil {
			return err
		}
		a.flags.variant = j.forPosting(f, rep.Draft)
	} else if v := a.flags.variant; v != "" {
		if a.flags.variant = j.variantNamed(v); a.flags.variant == "" {
			return j.noVariant(v)
		}
	} else if l := a.flags.letter; l != "" {
		if a.flags.letter = j.named(compose.LetterDir, l); a.flags.letter == "" {
			return j.none("letter", compose.LetterDir, l, "write it into "+compose.LetterDir+l+".md; `resgen schema letter` says what its front matter may have")
		}
	}
	lang := ""
	if said := a.flags.lang; said != "" {
		site := build.Build(ctx, j.set, j.memo, build.Options{}).Site
		one := site.Version(said)
		if one == nil {
			var have []string
			for _, v := range site.Versions {
				have = append(have, v.Lang)
			}
			return fmt.Errorf("--lang %s: there is no résumé in that language\nthere is %s", said, listed(have))
		}
		lang = one.Lang
	}
	switch {
	case a.flags.variant != "":
		j.only = only(a.flags.variant)
	case a.flags.letter != "":
		j.only = letter(a.flags.letter)
	default:
		j.only = func(t compose.Target) bool { return t.Main() && (lang == "" || t.Lang == lang) }
	}
	return nil
}

// replaceable reports whether a file may be replaced by a PDF: it is one, it is empty, or it is not there.
func replaceable(name string) bool { return begins(name, "%PDF-") }

// wordStart is how a Word file of any program begins whose first part is the usual one: a zip, and in it the list of its parts.
const wordStart = "PK"

// begins reports whether a file begins so, is empty, is no ordinary one, or is not there.
func begins(name, with string) bool {
	f, err := os.Open(name)
	if err != nil {
		return true // whatever is wrong shows when it is written
	}
	defer f.Close()
	start := make([]byte, len(with))
	n, err := io.ReadFull(f, start)
	return n == 0 || err == nil && string(start) == with || !isFile(f)
}

func isFile(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}
