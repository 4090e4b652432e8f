package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

// diffFlags is what diff is told.
type diffFlags struct {
	format   string
	html     string
	pictures string // a folder
	posting  string
	exitCode bool
	noPDF    bool
}

func (a *app) diffCommand() *cobra.Command {
	var f diffFlags
	c := &cobra.Command{
		Use:   "diff [A [B]]",
		Short: "Tell what became of a résumé: by entry and bullet, sheets and coverage",
		Long: "Tell what became of résumé A in B: what was added, taken out, moved and reworded, by entry and bullet;\n" +
			"the sheets; and, where a posting is known, which of its terms were gained and lost. A and B are each\n\n" +
			"  resume, resume.de, de      the résumé as it stands, or in one of its languages\n" +
			"  acme                       a variant, as it stands; its file does as well\n" +
			"  HEAD~1, main               the résumé at a revision of git; nothing is checked out\n" +
			"  HEAD~1:acme, HEAD~1:de     a variant or a language at a revision\n" +
			"  cv.pdf                     a PDF, as far as a parser of résumés reads it; what it is compared with is\n" +
			"                             printed and read in the same way\n" +
			"  old.md                     any one Markdown file\n\n" +
			"Without B it is compared with what stands now (the same variant or language, where A names one at a\n" +
			"revision); without A, too, HEAD is. A..B and A...B (since they parted) mean what they mean to git.\n" +
			"Private values are left out of every form, on both sides, unless --private is given: comparisons are\n" +
			"pasted into pull requests. The exit code is 0 whatever is found, with --exit-code 1 when there is a\n" +
			"difference, as with git; 2 when something could not be read.",
		Example: "  resgen diff                          # since the last commit\n  resgen diff main acme                # what the variant acme has otherwise than the résumé on main\n" +
			"  resgen diff HEAD~1:acme --html diff.html\n  resgen diff origin/main...HEAD --format markdown | gh pr comment --body-file -\n  resgen diff out/resume.pdf resume    # what was sent, and what would be",
		Args: cobra.MaximumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if f.format != "text" && f.format != "markdown" && f.format != "json" {
				return fmt.Errorf("--format %s: it must be text, markdown or json; --html FILE writes a page", f.format)
			}
			if f.pictures != "" && f.noPDF {
				return errors.New("--pictures shows what is printed, and --no-pdf prints nothing\nleave one of them out")
			}
			return a.diff(c.Context(), args, f)
		},
	}
	c.Flags().StringVarP(&f.format, "format", "f", "text", "text, markdown (for a comment on a pull request) or json")
	c.Flags().StringVar(&f.html, "html", "", "also write a page with the sheets side by side to a `file`; - writes only it, to standard output")
	c.Flags().StringVar(&f.pictures, "pictures", "", "also write each sheet of both sides to a `folder`, with what changed marked: before-1.png, after-1.png")
	c.Flags().StringVar(&f.posting, "posting", "", "hold both sides against the job posting in a `file`, not against those that variants name")
	c.Flags().BoolVar(&f.exitCode, "exit-code", false, "exit with 1 when there is a difference, else with 0")
	c.Flags().BoolVar(&f.noPDF, "no-pdf", false, "print nothing: the sheets are not compared")
	c.Flags().BoolVar(&a.flags.private, "private", false, "with private values, in every form")
	a.contentFlags(c)
	return c
}

// diff compares two résumés.
func (a *app) diff(ctx context.Context, args []string, f diffFlags) error {
	d := &differing{app: a, flags: f}
	defer d.close()
	if err := d.open(ctx, args); err != nil {
		return err
	}
	c, err := d.compare(ctx)
	if err != nil {
		return err
	}
	if f.html != "" || f.pictures != "" {
		d.draw(c)
	}
	if err := d.photograph(ctx, c); err != nil {
		return err
	}
	if err := d.write(c); err != nil {
		return err
	}
	closing := fmt.Sprintf("compared %s with %s in %s", c.Sides[0].Name, c.Sides[1].Name, took(time.Since(a.started)))
	if c.Diff.Equal() {
		closing += "; no differences"
	}
	if f.html != "" && f.html != "-" {
		closing += " → " + f.html
	}
	if f.pictures != "" {
		closing += " → " + shown(f.pictures)
	}
	a.say("%s", report.Plain(closing))
	if f.exitCode && !c.Diff.Equal() {
		return errFindings
	}
	return nil
}

// A differing is a comparison in the making.
type differing struct {
	app     *app
	flags   diffFlags
	job     *job // the working tree; nil when there is no site
	sides   [2]*diffSide
	secrets []compose.Secret // of both sides and of the working tree
	notes   []string
	pinned  map[string]bool // the IDs of marks that are on a sheet; known once it is drawn
}

func (d *differing) close() {
	if d.job != nil {
		d.job.close(false)
	}
}

func (d *differing) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// private is what stands in the place of a private value.
const private = "(private)"

// compare compares the two sides, once both are known.
func (d *differing) compare(ctx context.Context) (*report.Comparison, error) {
	a := d.app
	blind := d.sides[0].pdf != nil || d.sides[1].pdf != nil
	for _, s := range d.sides {
		if err := s.finish(ctx, blind); err != nil {
			return nil, err
		}
	}
	if blind {
		d.note("a PDF is compared as far as a parser of résumés reads it; what it misreads there is a difference here, too")
	}
	veil := d.veil()
	c := &report.Comparison{}
	var trees [2]*diff.Node
	masked := false
	for i, s := range d.sides {
		trees[i] = diff.Tree(s.resume, diff.Options{Links: !blind})
		if !a.flags.private {
			s.covered = veil.Cover(trees[i], private)
			masked = masked || len(s.covered) > 0
			if d.secret(s.about) {
				s.about = ""
			}
		}
		c.Sides[i] = report.Side{Name: s.name, About: s.about}
		if s.print != nil {
			c.Sides[i].Sheets, c.Sides[i].Filled = len(s.print.Sheets), s.print.Filled()
		}
		if s.resume.Name.Known() && (a.flags.private || !d.secret(s.resume.Name.Text)) {
			c.Title = s.resume.Name.Text
		}
	}
	if masked {
		d.note("what is private stands as %s where the other side has it in what is published, or a PDF has it; --private shows it, on both sides", private)
	}
	c.Diff = diff.Trees(trees[0], trees[1])
	var err error
	if c.Coverage, err = d.coverage(); err != nil {
		return nil, err
	}
	c.Notes = d.notes
	return c, nil
}

// veil covers what is private on either side, or in the working tree: in the other it was perhaps public.
func (d *differing) veil() *diff.Veil {
	v := &diff.Veil{Secret: d.secret}
	if d.app.flags.private {
		return v
	}
	done := map[*source.Set]bool{nil: true}
	look := func(set *source.Set, lang string, site bool) {
		if done[set] {
			return
		}
		done[set] = true
		o := d.job.options()
		o.Printer, o.Site = nil, site
		memo := build.NewMemory(nil, buildID())
		var trees [2]*diff.Node
		for i, audience := range []compose.Audience{compose.Sent, compose.Public} {
			o.One = &compose.One{Lang: lang, Audience: audience}
			r := build.Build(context.Background(), set, memo, o)
			if len(r.Site.Targets) == 0 {
				return
			}
			for _, s := range r.Site.Secrets {
				d.secrets = append(d.secrets, s)
				if _, bare, ok := strings.Cut(s.Value.Text, "://"); ok && s.Field == "link" { // as it is printed
					s.Value.Text = strings.TrimPrefix(bare, "www.")
					d.secrets = append(d.secrets, s)
				}
			}
			trees[i] = diff.Tree(r.Site.Targets[0].Resume, diff.Options{})
		}
		v.Add(trees[0], trees[1])
	}
	for _, s := range d.sides {
		lang := s.one.Lang
		if s.variant != nil {
			lang = s.variant.Version.Lang
		}
		look(s.set, lang, s.site)
	}
	if d.job != nil {
		look(d.job.set, "", d.job.site)
	} else {
		d.note("of a PDF without its site it is not known what is private: all that was read is shown")
	}
	return v
}

// secret reports whether a text has something private in it.
func (d *differing) secret(text string) bool {
	return len(check.Secrets([]byte(text), d.secrets)) > 0
}

// coverage holds both sides against the postings that are known.
func (d *differing) coverage() ([]diff.Covering, error) {
	var all []*posting.Posting
	if d.flags.posting != "" {
		p, err := readPosting(d.flags.posting)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	} else {
		for _, i := range []int{1, 0} {
			s := d.sides[i]
			if s.variant == nil {
				continue
			}
			p := s.built.Posting(s.variant)
			if p != nil && (all == nil || all[0].File.Hash != p.File.Hash) {
				all = append(all, p)
			}
		}
	}
	var out []diff.Covering
	for _, p := range all {
		today := d.app.today()
		out = append(out, diff.Coverage(tailor.Read(d.sides[0].resume, p, today), tailor.Read(d.sides[1].resume, p, today)))
	}
	return out, nil
}

func readPosting(name string) (*posting.Posting, error) {
	set, err := source.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("--posting: %w", err)
	}
	f, ok := set.File(set.Only)
	if !ok {
		for _, p := range set.Problems() {
			return nil, fmt.Errorf("--posting %s %s\n%s", name, p.Text, p.Help)
		}
		return nil, fmt.Errorf("--posting %s: it cannot be read", name)
	}
	return posting.Read(f), nil
}

// write writes the forms that were asked for.
func (d *differing) write(c *report.Comparison) error {
	a := d.app
	o := report.Options{Version: versionText(), Width: a.width, Color: a.outColor}
	var page bytes.Buffer
	if d.flags.html != "" {
		if err := d.page(&page, c, o); err != nil {
			return err
		}
	}
	if d.flags.html == "-" {
		_, err := a.out.Write(page.Bytes())
		return err
	}
	var err error
	switch d.flags.format {
	case "markdown":
		err = report.DifferenceMarkdown(a.out, c)
	case "json":
		err = report.DifferenceJSON(a.out, c)
	default:
		err = report.DifferenceText(a.out, c, o)
	}
	if err != nil {
		return fmt.Errorf("write the differences: %w", err)
	}
	if d.flags.html == "" {
		return nil
	}
	if !pageOrNew(d.flags.html) {
		return fmt.Errorf("write %s: what is there is no page, and was left as it was\nname another with --html", d.flags.html)
	}
	if err := edit.Replace(d.flags.html, page.Bytes()); err != nil {
		return fmt.Errorf("write %s: %w", d.flags.html, pathless(err))
	}
	return nil
}

// pageOrNew reports whether a file may be replaced by a page: it is one, it is empty, or it is not there.
func pageOrNew(name string) bool {
	if strings.EqualFold(filepath.Ext(name), ".html") || strings.EqualFold(filepath.Ext(name), ".htm") {
		return true
	}
	f, err := os.Open(name)
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	defer f.Close()
	start := make([]byte, len("<!doctype html"))
	n, err := io.ReadFull(f, start)
	return n == 0 || err == nil && strings.EqualFold(string(start), "<!doctype html")
}
