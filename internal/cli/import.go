package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/convert"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func (a *app) importCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Make content/resume.md of a résumé in another format",
		Long: "Make content/resume.md of a résumé that another program wrote: JSON Resume, RenderCV, YAMLResume,\n" +
			"the zip of LinkedIn's data export, or Markdown in any form. What a file is, is told by what is in\n" +
			"it. What has no place in a résumé is kept as text, and said. Nothing that is there is overwritten.",
		Example: "  resgen import resume.json\n  resgen import Basic_LinkedInDataExport.zip -s cv\n  resgen import old-cv.md -o -",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, format, err := a.imported(args[0])
			if err != nil {
				return err
			}
			if to == "-" {
				_, err := a.out.Write(text)
				return err
			}
			name := to
			if name == "" {
				name = filepath.Join(a.folder(), "content", "resume.md")
			}
			if err := writeNew(name, text); errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already, and was left as it was\nname another with -o, or -o - for standard output", name)
			} else if err != nil {
				return fmt.Errorf("write %s: %w", name, pathless(err))
			}
			a.say("made %s from %s (%s) in %s", filepath.ToSlash(name), args[0], format, took(time.Since(a.started)))
			return nil
		},
	}
	c.Flags().StringVarP(&to, "output", "o", "", "the `file` to write, - for standard output (default content/resume.md)")
	return c
}

// imported is a file's résumé in the plain form. What was kept otherwise, or left out, is said.
func (a *app) imported(name string) ([]byte, convert.Format, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("import %s: %w", name, pathless(err))
	case !info.Mode().IsRegular():
		return nil, "", fmt.Errorf("import %s: it is no file", name)
	case info.Size() > source.MaxOther:
		return nil, "", fmt.Errorf("import %s: it is %d MB; the limit is %d MB\nof a LinkedIn export, ask for the smaller archive", name, info.Size()>>20, source.MaxOther>>20)
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, "", fmt.Errorf("import %s: %w", name, pathless(err))
	}
	r, format, notes, err := convert.Read(source.NewFile(name, b))
	if errors.Is(err, convert.ErrMarkdown) {
		_, text, err := plainForm(name)
		return text, convert.Markdown, err
	}
	if err != nil {
		return nil, "", fmt.Errorf("import %s: %w", name, err)
	}
	text := export.Markdown(r, nil)
	back, _ := read.Resume(document.Parse(source.NewFile("resume.md", text)))
	for _, w := range missing(r, back) {
		notes = append(notes, convert.Note{Text: fmt.Sprintf("%q is not understood as it was meant: see `resgen debug resume`", w)})
	}
	for _, n := range notes {
		at := name
		if n.Span.Known() {
			p := n.Span.Position()
			at = fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Col)
		}
		a.say("%s: %s %s", at, a.paint("36", "note:"), n.Text)
	}
	return text, format, nil
}

// missing is the words that one reading has and the other lacks, each once.
func missing(before, after *resume.Resume) []string {
	left := map[string]int{}
	for _, w := range export.Words(after) {
		left[strings.ToLower(w)]++
	}
	var out []string
	for _, w := range export.Words(before) {
		k := strings.ToLower(w)
		if left[k]--; left[k] < 0 && k != "at" && !slices.Contains(out, w) { // "at" may stand between title and organization
			out = append(out, w)
		}
	}
	return out
}
