package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/edit"
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
				return e.diff(len(args) == 0)
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

// list says what can be copied, and marks what the site has.
func (e *ejection) list() error {
	type line struct {
		mark, name, about string
		files             int
	}
	groups, order := map[string][]*line{}, []string{"Layouts", "Style sheets", "Themes of the sheets", "Themes of the pages", "Fonts", "Other files"}
	width, marked := 0, false
	for _, b := range e.all {
		heading, name := b.group()
		lines := groups[heading]
		if n := len(lines); n == 0 || lines[n-1].name != name {
			lines = append(lines, &line{mark: " ", name: name})
			groups[heading] = lines
			width = max(width, len(name))
		}
		l := lines[len(lines)-1]
		l.files++
		if l.about == "" {
			l.about = b.about()
		}
		if _, there, _ := e.own(b.path); there {
			l.mark, marked = "*", true
		}
	}
	for i, heading := range order {
		if i > 0 {
			fmt.Fprintln(e.app.out)
		}
		fmt.Fprintln(e.app.out, e.app.paintOut("1", heading))
		for _, l := range groups[heading] {
			if l.files > 1 {
				l.about, _, _ = strings.Cut(l.about, ":") // of faces: their family
				l.about += ", " + count(l.files, "file")
			}
			fmt.Fprintln(e.app.out, strings.TrimRight(fmt.Sprintf("%s %-*s  %s", l.mark, width, l.name, l.about), " "))
		}
	}
	if marked {
		e.app.say("\n* is the site's own; `resgen eject --diff` shows how it differs from the built-in one")
	}
	return nil
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
	if _, there, _ := e.own(name); there {
		return fmt.Errorf("eject %s: it is the site's own; there is no built-in file of this name\n%s", name, hint)
	}
	return fmt.Errorf("eject %s: there is no built-in file of this name\n%s", name, hint)
}

// diff shows how the site's files differ from the built-in ones; all says that none was named.
func (e *ejection) diff(all bool) error {
	a, other := e.app, 0
	for _, c := range e.copies {
		b, there, err := e.own(c.to)
		switch {
		case err != nil:
			return err
		case !there:
			return fmt.Errorf("eject --diff: the site has no %s of its own", c.to)
		case bytes.Equal(b, c.bytes):
			continue
		}
		other++
		if bytes.IndexByte(c.bytes, 0) >= 0 || bytes.IndexByte(b, 0) >= 0 {
			fmt.Fprintf(a.out, "%s differs from the built-in one\n", c.to)
			continue
		}
		if _, err := a.out.Write(diff.Diff(c.path+" (built in)", c.bytes, c.to, b)); err != nil {
			return err
		}
	}
	in := took(time.Since(a.started))
	switch n := len(e.copies); {
	case n == 0:
		a.say("the site has no files in place of built-in ones (%s)", in)
	case n == 1:
		a.say("%s %s the built-in %s (%s)", e.copies[0].to, map[bool]string{true: "is the same as", false: "differs from"}[other == 0], e.copies[0].path, in)
	default:
		a.say("%d of %s that the site has in place of built-in ones differ (%s)", other, count(n, "file"), in)
	}
	return nil
}

// write copies the files, all of them or none.
func (e *ejection) write(force bool) error {
	for _, c := range e.copies {
		if err := e.clear(c.to); err != nil {
			return err
		}
		b, there, err := e.own(c.to)
		switch {
		case err != nil:
			return err
		case there && !force && bytes.Equal(b, c.bytes):
			return fmt.Errorf("eject: %s is there already, and is as the built-in one; nothing was written", c.to)
		case there && !force:
			return fmt.Errorf("eject: %s is there already, and is left as it is; nothing was written\n"+
				"`resgen eject --diff %s` shows how it differs from the built-in one; --force overwrites it", c.to, c.named())
		}
	}
	var undo []func()
	for _, c := range e.copies {
		name := filepath.Join(e.root, filepath.FromSlash(c.to))
		old, there, err := e.own(c.to)
		if err == nil {
			var folders []string
			folders, err = makeFolders(filepath.Dir(name))
			for _, f := range folders {
				undo = append(undo, func() { os.Remove(f) })
			}
		}
		switch {
		case err != nil:
		case force && there:
			if err = edit.Replace(name, c.bytes); err == nil {
				undo = append(undo, func() { edit.Replace(name, old) })
			}
		default:
			if err = edit.Create(name, c.bytes); err == nil {
				undo = append(undo, func() { os.Remove(name) })
			}
		}
		if err != nil {
			for _, u := range slices.Backward(undo) {
				u()
			}
			return fmt.Errorf("eject: write %s: %w", c.to, pathless(err))
		}
	}
	return e.done()
}

// clear reports what is in the way of a file: a folder of its path that is none, or that is a link, which resgen does not follow.
func (e *ejection) clear(to string) error {
	for dir := path.Dir(to); dir != "."; dir = path.Dir(dir) {
		info, err := os.Lstat(filepath.Join(e.root, filepath.FromSlash(dir)))
		switch {
		case err != nil:
		case info.Mode()&fs.ModeSymlink != 0:
			return fmt.Errorf("eject %s: %s is a link, which resgen does not follow; put a folder in its place", to, dir)
		case !info.IsDir():
			return fmt.Errorf("eject %s: %s is a file, where a folder must be", to, dir)
		}
	}
	return nil
}

// makeFolders makes a folder and those above it, and says which ones were not there.
func makeFolders(dir string) (made []string, err error) {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	slices.Reverse(made)
	return made, os.MkdirAll(dir, 0o777)
}

// named is the arguments that ask for a copy again.
func (c ejected) named() string {
	if c.to == c.path {
		return c.path
	}
	return c.path + " --as " + quoted(c.to)
}

// done is the closing line.
func (e *ejection) done() error {
	a, c := e.app, e.copies[0]
	what := c.to
	if c.to != c.path {
		what = c.path + " to " + c.to
	}
	if n := len(e.copies); n > 1 {
		what = count(n, "file")
	}
	a.say("copied %s in %s", what, took(time.Since(a.started)))
	if name, ok := strings.CutPrefix(c.to, "static/themes/"); ok && c.to != c.path && len(e.copies) == 1 {
		key := "pdf"
		if page, ok := strings.CutPrefix(name, "site/"); ok {
			key, name = "site", page
		}
		if !strings.Contains(name, "/") { // one that lies deeper is no theme
			a.say("  next: choose it in content/resume.md, %s: {theme: %s}, and look at it with resgen serve", key, strings.TrimSuffix(name, path.Ext(name)))
		}
	}
	return nil
}
