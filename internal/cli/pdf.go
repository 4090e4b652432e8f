package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/render"
)

func (a *app) pdfCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "pdf [FILE.md]",
		Short: "Make only the PDF, and check it",
		Long: "Make only the PDF, of the site's résumé or of any one Markdown file, and check it. With\n" +
			"--private it is the copy that you send, with private values in.",
		Example: "  resgen pdf\n  resgen pdf resume.md -o ada.pdf\n  resgen pdf --private -o - | lpr",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.compile(c.Context(), strings.Join(args, ""), required, a.writePDF)
		},
	}
	a.contentFlags(c)
	a.checkFlags(c)
	a.watchFlags(c)
	f := c.Flags()
	f.StringVarP(&a.flags.pdfOut, "output", "o", "", "the PDF's `file`, - for standard output (default resume.pdf; with --private, out/resume.pdf)")
	f.BoolVar(&a.flags.private, "private", false, "the copy with private values")
	return c
}

// writePDF writes the one PDF that was asked for, and says what was found.
func (a *app) writePDF(ctx context.Context, _ *job, r *build.Result, rep *check.Report) (outcome, error) {
	if rep == nil {
		found, err := r.Check(ctx, a.rules, false)
		if err != nil {
			return outcome{}, err
		}
		rep = &found
	}
	to := a.beside()
	if a.flags.pdfOut == "-" {
		to = a.err
	}
	if err := a.findings(to, r, rep, false); err != nil {
		return outcome{}, err
	}
	audience := compose.Public
	if a.flags.private {
		audience = compose.Sent
	}
	pdf, err := r.PDF(audience)
	var layout *render.LayoutError
	if err != nil && !errors.As(err, &layout) {
		return outcome{}, err
	}
	if pdf == nil || !a.flags.private && stays(rep.Findings) {
		const none = "no PDF was made"
		return outcome{made: a.paint("31;1", none) + "; checked", did: none, failed: true}, nil
	}
	prints, err := r.Prints(ctx)
	if err != nil {
		return outcome{}, err
	}
	sheets := ""
	for _, p := range prints {
		if p.Target.Audience == audience {
			sheets = p.Print.Counted()
		}
	}
	name := a.flags.pdfOut
	switch name {
	case "-":
		if _, err := a.out.Write(pdf); err != nil {
			return outcome{}, fmt.Errorf("write the PDF: %w", err)
		}
		return a.judged("printed "+sheets, r, rep), nil
	case "":
		if name = r.Site.Settings.PDF.Name; a.flags.private { // where git does not see it
			name = filepath.Join(a.folder(), "out", name)
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

// replaceable reports whether a file may be replaced by a PDF: it is one, it is empty, or it is not there.
func replaceable(name string) bool {
	f, err := os.Open(name)
	if err != nil {
		return true // whatever is wrong shows when it is written
	}
	defer f.Close()
	start := make([]byte, len("%PDF-"))
	n, err := io.ReadFull(f, start)
	return n == 0 || err == nil && string(start) == "%PDF-" || !isFile(f)
}

func isFile(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular()
}
