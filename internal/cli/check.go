package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
)

func (a *app) checkCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "check [FILE.md | FILE.pdf]",
		Short: "Say what is wrong with the résumé, its print and the site",
		Long: "Say what is wrong with the site in this folder, or with any one Markdown résumé. Nothing is\n" +
			"written, unless --fix is given: then what can be mended without changing what the text means is\n" +
			"mended first. The exit code is 0 when it is clean, 1 with findings at or above --fail-on, and 2\n" +
			"when it could not be checked; with --diff, 1 when there is something to mend.\n\n" +
			"A PDF may come from any program: LaTeX, Typst, Word, LibreOffice, Chrome. The rules about sheets and\n" +
			"about what a parser reads are held against it, places are sheets and lines, and what a parser reads\n" +
			"is listed. Those about the text need the source.\n\n" +
			"On a terminal, findings show the lines that they are about, private ones as well. In a file, a pipe or\n" +
			"a run of CI, which others may read, no form shows the words of a line that is marked private or that\n" +
			"holds a private value: only where it is, and what is wrong. --diff shows the lines that it changes.\n\n" +
			"--format html writes one page that needs nothing else: the findings, and the sheets with each finding\n" +
			"drawn on them, as they are published, without private values.",
		Example: "  resgen check\n  resgen check resume.md --fail-on warning\n  resgen check --diff\n  resgen check cv.pdf --pages 1\n  resgen check --format sarif >resgen.sarif\n  resgen check --format html >report.html",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			file := strings.Join(args, "")
			if err := a.checkFixFlags(file); err != nil {
				return err
			}
			if isBrought(file) {
				if a.flags.online {
					return errors.New("--online asks about the links of a résumé's source, not of a PDF")
				}
				return a.checkPDF(c.Context(), file)
			}
			if a.flags.pages != 0 {
				return errors.New("--pages is for a PDF; a résumé says it in its front matter: pdf: {pages: 1}")
			}
			if a.flags.diff {
				return a.showMends(c.Context(), file)
			}
			return a.compile(c.Context(), file, wanted, a.judge)
		},
	}
	a.contentFlags(c)
	a.checkFlags(c)
	a.onlineFlag(c)
	a.watchFlags(c)
	a.fixFlags(c)
	c.Flags().IntVar(&a.flags.pages, "pages", 0, "the most sheets that a PDF may have (default 2)")
	return c
}

// judge says what was found, and does nothing else.
func (a *app) judge(ctx context.Context, _ *job, r *build.Result, rep *check.Report) (outcome, error) {
	if rep == nil {
		found, err := r.Check(ctx, a.rules, true)
		if err != nil {
			// A browser that fails keeps nobody from hearing what is wrong with the words.
			if text, e := r.CheckWithout(ctx, a.rules, "the browser failed", true); e == nil {
				err = errors.Join(err, a.findings(a.out, r, &text, true))
			}
			return outcome{}, err
		}
		rep = &found
	}
	return a.judged("checked", r, rep), a.findings(a.out, r, rep, true)
}
