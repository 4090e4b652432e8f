package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/meta"
)

func (a *app) ejectCommand() *cobra.Command {
	var as string
	var force, show bool
	c := &cobra.Command{
		Use:   "eject [FILE ...]",
		Short: "Copy a built-in layout, style sheet or theme into the site, to change it there",
		Long: "Copy built-in files into the site, to be changed there: a file in its layouts/ or static/ wins over the built-in one of\n" +
			"the same path. A folder, as in static/fonts/inter, stands for what lies in it. Without a FILE it lists what can be copied. Nothing\n" +
			"that is there is overwritten, and of several files all are copied or none.",
		Example: "  resgen eject layouts/entry.html\n  resgen eject static/themes/classic.css --as static/themes/mine.css    # begin a theme from ours\n" +
			"  resgen eject --diff                # how the site's own differ from the built-in ones",
		RunE: func(_ *cobra.Command, args []string) error {
			e := ejection{app: a, root: a.folder(), all: builtins()}
			switch {
			case show && force:
				return errors.New("eject: --diff and --force do not go together: --diff changes nothing")
			case len(args) == 0 && as != "":
				return errors.New("eject --as: name the built-in file to begin from, as in `resgen eject static/themes/classic.css --as static/themes/mine.css`")
			case len(args) == 0 && force:
				return errors.New("eject --force: name the files to put back to the built-in ones; `resgen eject` lists them")
			case len(args) == 0 && !show:
				return e.list()
			}
			if err := e.site(); err != nil {
				return err
			}
			if err := e.choose(args, as); err != nil {
				return err
			}
			if show {
				return e.diff()
			}
			return e.write(force)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			all := builtins()
			var out []string
			for _, name := range builtinNames(all) {
				if i := slices.IndexFunc(all, func(b builtin) bool { return b.path == name }); i >= 0 && all[i].about() != "" {
					name += "\t" + all[i].about()
				}
				out = append(out, name)
			}
			return slices.DeleteFunc(out, func(name string) bool {
				name, _, _ = strings.Cut(name, "\t")
				return slices.Contains(args, name)
			}), cobra.ShellCompDirectiveNoFileComp
		},
	}
	c.Flags().StringVar(&as, "as", "", "copy the one FILE to another `path` of the site")
	c.Flags().BoolVar(&show, "diff", false, "change nothing; show how the site's own differ from the built-in ones")
	c.Flags().BoolVar(&force, "force", false, "overwrite what is there")
	return c
}

// An ejection is built-in files on their way into a site.
type ejection struct {
	app    *app
	root   string    // of the site
	all    []builtin // sorted by path
	copies []ejected // those that were asked for
}

// An ejected is a built-in file and where it goes.
type ejected struct {
	builtin
	to string // path in the site
}

// site says why there is no site that files can be copied into.
func (e *ejection) site() error {
	if file := e.app.flags.source; e.root != file {
		return fmt.Errorf("eject: %s is a résumé without a site, and has no layouts\n`resgen new DIR --from %s` makes a site of it", file, quoted(file))
	}
	if info, err := os.Stat(filepath.Join(e.root, "content")); err != nil || !info.IsDir() {
		where := "here"
		if e.root != "." {
			where = "in " + e.root
		}
		return fmt.Errorf("there is no content/ %s, and so no site to copy into\n`resgen new DIR` makes one", where)
	}
	return nil
}

// own is the site's file at a path; ok is false when there is none.
func (e *ejection) own(p string) (b []byte, ok bool, err error) {
	name := filepath.Join(e.root, filepath.FromSlash(p))
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return nil, true, fmt.Errorf("eject: %s is no ordinary file; move it away first", p)
	case err == nil:
		b, err = os.ReadFile(name)
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(name); err == nil {
			return nil, true, fmt.Errorf("eject: %s is a link to nothing; remove it first", p)
		}
		return nil, false, nil
	}
	if err != nil {
		return nil, true, fmt.Errorf("eject: read %s: %w", p, pathless(err))
	}
	return b, true, nil
}

// choose finds the files that are named; without a name it is those that the site has its own of.
func (e *ejection) choose(names []string, as string) error {
	if len(names) == 0 {
		for _, b := range e.all {
			_, there, err := e.own(b.path)
			if err != nil {
				return err
			}
			if there {
				e.copies = append(e.copies, ejected{b, b.path})
			}
		}
		return nil
	}
	for _, given := range names {
		name, err := sitePath(given)
		if err != nil {
			return fmt.Errorf("eject %s: %w", given, err)
		}
		found := false
		for _, b := range e.all {
			if b.path != name && !(strings.HasPrefix(b.path, name+"/") && name != "static") {
				continue
			}
			found = true
			if !slices.ContainsFunc(e.copies, func(c ejected) bool { return c.path == b.path }) {
				e.copies = append(e.copies, ejected{b, b.path})
			}
		}
		if !found {
			return e.unknown(name)
		}
	}
	if as == "" {
		return nil
	}
	to, err := sitePath(as)
	switch {
	case err != nil:
		return fmt.Errorf("eject --as %s: %w", as, err)
	case len(e.copies) != 1:
		return fmt.Errorf("eject --as: it takes one file; %d are named", len(e.copies))
	case !strings.HasPrefix(to, "layouts/") && !strings.HasPrefix(to, "static/"):
		return fmt.Errorf("eject --as %s: a site's own files stand below layouts/ and static/", as)
	case path.Ext(to) != path.Ext(e.copies[0].path):
		return fmt.Errorf("eject --as %s: it must end in %q, as %s does", as, path.Ext(e.copies[0].path), e.copies[0].path)
	}
	e.copies[0].to = to
	return nil
}

// sitePath is a path in the site, by slashes, as somebody typed it.
func sitePath(name string) (string, error) {
	p := path.Clean(filepath.ToSlash(name))
	if name == "" || !filepath.IsLocal(filepath.FromSlash(p)) {
		return "", errors.New("name a file by its path in the site, as in layouts/entry.html")
	}
	return p, nil
}

// unknown is the error for a name that no built-in file has.
func (e *ejection) unknown(name string) error {
	hint := "`resgen eject` lists them"
	names := builtinNames(e.all)
	near := meta.Nearest(name, names)
	if i := slices.IndexFunc(names, func(n string) bool { return path.Base(n) == path.Base(name) }); i >= 0 && near == "" {
		near = names[i] // it lies elsewhere
	}
	if near == "" { // "clasic.css" stands for "static/themes/classic.css"
		for _, n := range names {
			if meta.Nearest(path.Base(name), []string{path.Base(n)}) != "" {
				near = n
				break
			}
		}
	}
	if near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	if _, there, err := e.own(name); there && err == nil {
		return fmt.Errorf("eject %s: it is the site's own; there is no built-in file of this name\n%s", name, hint)
	}
	return fmt.Errorf("eject %s: there is no built-in file of this name\n%s", name, hint)
}
