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

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diff"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// A diffSide is one of two résumés that are compared.
type diffSide struct {
	of    *differing
	name  string // as the user names it
	about string

	pdf  []byte      // the file; nil when it is made of content
	file string      // name of the PDF
	set  *source.Set // the content; nil of a PDF
	one  compose.One // which of the site's
	site bool        // the set is a site, no file by itself

	built   *build.Result
	variant *compose.Variant
	resume  *resume.Resume
	print   *sheet.Print // nil when nobody printed it
	printed *build.Copy
	covered []*diff.Node // that are private, and not shown
}

// now is the name of what stands on disk, where the user gave none.
const now = "working tree"

// open finds out what the arguments name, and starts to build it.
func (d *differing) open(ctx context.Context, args []string) error {
	a := d.app
	args, err := d.between(ctx, args)
	if err != nil {
		return err
	}
	onlyFiles := len(args) == 2 && isFileArg(args[0]) && isFileArg(args[1])
	// The working tree is asked for even where two files are compared: what is private there is private in them.
	j, err := a.prepare(ctx, "", false)
	switch {
	case err == nil:
		d.job = j
	case !onlyFiles || a.flags.source != ".":
		return err
	default:
		d.job = nil
	}
	for i, arg := range args {
		s, err := d.side(ctx, arg)
		if err != nil {
			return err
		}
		d.sides[i] = s
	}
	if len(args) == 1 { // what stands now, of the same variant or language
		d.sides[1] = &diffSide{of: d, name: now, set: d.job.set, site: d.job.site}
		if d.sides[0].fromRevision(args[0]) {
			d.sides[1].one = d.sides[0].one
			if what := d.sides[0].one; what.Variant+what.Lang != "" {
				d.sides[1].name += ":" + what.Variant + what.Lang
			}
		}
	}
	return d.build(ctx)
}

// isFileArg reports whether an argument is a file that needs no site.
func isFileArg(arg string) bool {
	info, err := os.Stat(arg)
	return err == nil && info.Mode().IsRegular()
}

// fromRevision reports whether a side was read from git.
func (s *diffSide) fromRevision(arg string) bool {
	return s.pdf == nil && s.set != s.of.job.set && !isFileArg(arg)
}

// between takes A..B and A...B apart, and adds HEAD where nothing is named.
func (d *differing) between(ctx context.Context, args []string) ([]string, error) {
	if len(args) == 0 {
		return []string{"HEAD"}, nil
	}
	if len(args) > 1 || isFileArg(args[0]) {
		return args, nil
	}
	left, right, parted := strings.Cut(args[0], "...")
	since := parted
	if !parted {
		left, right, parted = strings.Cut(args[0], "..")
	}
	if !parted || strings.ContainsAny(args[0], `/\`) && (left == "" || strings.HasPrefix(right, "/")) { // a path
		return args, nil
	}
	if left == "" {
		left = "HEAD"
	}
	if right == "" {
		right = "HEAD"
	}
	if since {
		set, err := source.Read(d.app.folder())
		if err != nil {
			return nil, err
		}
		rev, _, _ := strings.Cut(left, ":")
		to, what, _ := strings.Cut(right, ":")
		base, err := set.MergeBase(ctx, rev, to)
		if err != nil {
			return nil, d.unread(args[0], fmt.Errorf("%w, or the two have no commit in common", err))
		}
		if left = base[:min(12, len(base))]; what != "" {
			left += ":" + what
		}
	}
	return []string{left, right}, nil
}

// side is what an argument names.
func (d *differing) side(ctx context.Context, arg string) (*diffSide, error) {
	s := &diffSide{of: d, name: arg}
	if d.job != nil {
		s.set, s.site = d.job.set, d.job.site
	}
	if arg == "" {
		return nil, errors.New("an empty name names nothing\n`resgen diff --help` says what can be compared")
	}
	if strings.EqualFold(filepath.Ext(arg), ".pdf") || isBrought(arg) {
		s.set, s.file = nil, arg
		var err error
		s.pdf, err = readPDF(arg)
		return s, err
	}
	if isMarkdown(arg) && isFileArg(arg) {
		return s, d.markdown(s, arg)
	}
	if d.job == nil {
		return nil, fmt.Errorf("%s: there is no such file, and no site here that could have a variant or a revision of that name", arg)
	}
	if d.names(s, d.job.set, arg) {
		return s, nil
	}
	rev, what, named := strings.Cut(arg, ":")
	set, found, err := d.job.set.Revision(ctx, rev)
	if err != nil {
		return nil, d.unread(arg, err)
	}
	s.set, s.about = set, found.ID[:min(10, len(found.ID))]+" "+compose.Shorten(found.Subject, 60)
	if strings.HasPrefix(found.ID, rev) {
		s.about = compose.Shorten(found.Subject, 60)
	}
	if named && !d.names(s, set, what) {
		return nil, fmt.Errorf("%s: there is no variant and no language %q at %s\nit has %s", arg, what, rev, listed(namesOf(set)))
	}
	for _, p := range set.Problems() {
		if strings.HasPrefix(p.Span.Path(), "content/resume.") || p.Span.Path() == set.Only {
			return nil, fmt.Errorf("%s at %s %s\n%s", p.Span.Path(), rev, p.Text, p.Help)
		}
		d.note("%s at %s %s, and is left out", p.Span.Path(), rev, p.Text)
	}
	return s, nil
}

// markdown is a side that a file of Markdown names: a variant, the résumé, or one that stands alone.
func (d *differing) markdown(s *diffSide, arg string) error {
	if d.job != nil {
		if abs, err := filepath.Abs(arg); err == nil {
			if real, err := filepath.EvalSymlinks(abs); err == nil {
				abs = real
			}
			rel, err := filepath.Rel(d.job.set.Root, abs)
			rel = filepath.ToSlash(rel)
			if _, have := d.job.set.File(rel); err == nil && have {
				switch compose.Role(d.job.set, rel) {
				case compose.Master:
					return nil
				case compose.Translation:
					s.one.Lang = compose.FileLanguage(rel)
					return nil
				case compose.VariantFile:
					s.one.Variant = strings.TrimSuffix(strings.TrimPrefix(rel, "content/variants/"), ".md")
					return nil
				}
			}
		}
	}
	set, err := source.ReadFile(arg)
	s.set, s.site = set, false
	return err
}

// names finds what of a site a name means: the résumé, a language of it, a variant.
func (d *differing) names(s *diffSide, set *source.Set, name string) bool {
	if name == "resume" {
		return true
	}
	if _, ok := set.File("content/variants/" + name + ".md"); ok && name != "" {
		s.one.Variant = name
		return true
	}
	lang := strings.TrimPrefix(name, "resume.")
	if slices.ContainsFunc(languagesOf(set), func(l string) bool { return strings.EqualFold(l, lang) }) {
		s.one.Lang = lang
		return true
	}
	return false
}

// languagesOf is the languages of a site's résumé.
func languagesOf(set *source.Set) []string {
	site := build.Build(context.Background(), set, build.NewMemory(nil, buildID()), build.Options{Options: compose.Options{Site: true}}).Site
	var out []string
	for _, v := range site.Versions {
		out = append(out, v.Lang)
	}
	return out
}

// namesOf is what can be named of a site.
func namesOf(set *source.Set) []string {
	out := []string{"resume"}
	if all := languagesOf(set); len(all) > 1 {
		out = append(out, all...)
	}
	for _, f := range set.Under("content/variants") {
		if path.Ext(f.Path) == ".md" {
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(f.Path, "content/variants/"), ".md"))
		}
	}
	return out
}

// unread says why there is nothing of a name.
func (d *differing) unread(arg string, err error) error {
	here := shown(d.app.folder())
	if d.app.folder() == "." {
		here = "this folder"
	}
	names := ""
	if d.job != nil {
		names = "; here are " + listed(namesOf(d.job.set))
	}
	switch {
	case errors.Is(err, source.ErrNoGit):
		return fmt.Errorf("%s: it is no variant, language or file, and git, which may know a revision of that name, is not installed%s", arg, "\ninstall git"+names)
	case errors.Is(err, source.ErrNoRepository):
		return fmt.Errorf("%s: it is no variant, language or file, and %s is in no git repository that could have such a revision\nname two things that there are%s", arg, here, names)
	case errors.Is(err, source.ErrShallow):
		return fmt.Errorf("%s: %w\n`git fetch --unshallow` brings the rest; in a workflow, `fetch-depth: 0` for actions/checkout%s", arg, err, names)
	case errors.Is(err, source.ErrNoRevision):
		return fmt.Errorf("%s: there is no variant, language, file or git revision of that name\n`git log --oneline` lists revisions%s", arg, names)
	}
	return fmt.Errorf("%s: %w", arg, err)
}
