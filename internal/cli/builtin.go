package cli

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/theme"
	"github.com/resgen/resgen/layouts"
	"github.com/resgen/resgen/static"
)

// A builtin is a file that is built in and that a site may have its own of.
type builtin struct {
	path  string // in a site: "layouts/entry.html"
	bytes []byte
}

// builtins is every built-in file, sorted by path.
func builtins() []builtin {
	var out []builtin
	for root, fsys := range map[string]fs.FS{"layouts": layouts.FS(), "static": static.FS()} {
		fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				b, _ := fs.ReadFile(fsys, p)
				out = append(out, builtin{path.Join(root, p), b})
			}
			return err
		})
	}
	slices.SortFunc(out, func(a, b builtin) int { return strings.Compare(a.path, b.path) })
	return out
}

// builtinNames is what can be named of them: the files, and the folders of static/ that hold some.
func builtinNames(all []builtin) []string {
	var out []string
	for _, b := range all {
		if dir := path.Dir(b.path); strings.HasPrefix(dir, "static/") && !slices.Contains(out, dir) {
			out = append(out, dir)
		}
		out = append(out, b.path)
	}
	return out
}

// group is the heading below which a file is listed, and the name that it is listed by: the faces of a family are one.
func (b builtin) group() (heading, name string) {
	dir := path.Dir(b.path)
	switch {
	case dir == "layouts":
		return "Layouts", b.path
	case strings.HasPrefix(dir, "static/fonts/"):
		return "Fonts", dir
	case dir == "static/themes":
		return "Themes of the sheets", b.path
	case dir == "static/themes/site":
		return "Themes of the pages", b.path
	case path.Ext(b.path) == ".css":
		return "Style sheets", b.path
	}
	return "Other files", b.path
}

// about is what a file is for: the first sentence of the comment at its head, or what a theme says of itself; "" when it says
// nothing.
func (b builtin) about() string {
	text := string(b.bytes)
	switch path.Ext(b.path) {
	case ".css":
		if t, err := theme.Parse("", b.bytes); err == nil && t.About != "" {
			return t.About
		}
	case ".html", ".xml", ".txt", ".js":
	default:
		return ""
	}
	before, text, ok := strings.Cut(text, "/*")
	if !ok || strings.Count(before, "\n") > 1 { // it is no head then
		return ""
	}
	text, _, _ = strings.Cut(text, "*/")
	text = strings.Join(strings.Fields(text), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		text = text[:i]
	}
	return strings.TrimSuffix(text, ".")
}
