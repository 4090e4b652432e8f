package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/source"
)

func (a *app) fmtCommand() *cobra.Command {
	var check, show bool
	c := &cobra.Command{
		Use:   "fmt [FILE.md ...]",
		Short: "Write a résumé anew in the plain form",
		Long: "Write a résumé anew in the plain form: front matter, sections at level two, entries at level\n" +
			"three with dates and place below. No word is lost. Without a FILE it is content/resume.md.",
		Example: "  resgen fmt\n  resgen fmt --diff resume.md\n  resgen fmt --check",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{filepath.Join(a.folder(), "content", "resume.md")}
			}
			changed := 0
			for _, name := range args {
				old, now, err := plainForm(name)
				if err != nil {
					return err
				}
				if bytes.Equal(old, now) {
					continue
				}
				changed++
				switch {
				case show:
					if _, err := a.out.Write(diff.Diff(name, old, name, now)); err != nil {
						return err
					}
				case check:
					fmt.Fprintln(a.out, name)
				default:
					real, err := filepath.EvalSymlinks(name)
					if err == nil {
						err = edit.Replace(real, now)
					}
					if err != nil {
						return fmt.Errorf("write %s: %w", name, pathless(err))
					}
				}
			}
			return a.formatted(len(args), changed, check, show)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "change nothing; name the files that would change, and exit with 1 when there are any")
	c.Flags().BoolVar(&show, "diff", false, "change nothing; show what would change")
	return c
}

// formatted is the closing line.
func (a *app) formatted(files, changed int, check, show bool) error {
	in := took(time.Since(a.started))
	switch {
	case changed == 0:
		a.say("%s already in the plain form (%s)", map[bool]string{true: "it is", false: count(files, "file") + " are"}[files == 1], in)
	case check:
		fmt.Fprintf(a.err, "%s not in the plain form (%s)\n", count(changed, "file"), in)
		return errFindings
	case show:
		a.say("%s would change (%s)", count(changed, "file"), in)
	default:
		a.say("wrote %s anew in %s", count(changed, "file"), in)
	}
	return nil
}

// plainForm is a file as it is, and in the plain form. A file that cannot be read whole is left alone: what is not
// understood might be lost.
func plainForm(name string) (old, now []byte, err error) {
	set, err := source.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range set.Problems() {
		if p.Span.Path() == set.Only {
			return nil, nil, fmt.Errorf("%s: %s\n%s", name, p.Text, p.Help)
		}
	}
	f, ok := set.File(set.Only)
	if !ok {
		return nil, nil, fmt.Errorf("%s: it went away", name)
	}
	d := document.Parse(f)
	if i := slices.IndexFunc(d.Diags, func(x diag.Diagnostic) bool { return x.Severity == diag.Error }); i >= 0 {
		at := d.Diags[i].Span.Position()
		return nil, nil, fmt.Errorf("%s:%d:%d: %s\nmend that first; the file is as it was", name, at.Line, at.Col, d.Diags[i].Message)
	}
	r, _ := read.Resume(d)
	now = export.Markdown(r, d)
	back, _ := read.Resume(document.Parse(source.NewFile(f.Path, now)))
	if !slices.Equal(export.Words(r), export.Words(back)) {
		return nil, nil, errors.New(name + ": it would not be understood in the plain form as it is now\nthe file is as it was; `resgen debug resume " + name + "` shows how it is read")
	}
	if n := strings.Count(string(f.Bytes), "\r\n"); n > 0 && n == strings.Count(string(f.Bytes), "\n") {
		now = bytes.ReplaceAll(now, []byte("\n"), []byte("\r\n"))
	}
	old, err = os.ReadFile(name)
	return old, now, err
}
