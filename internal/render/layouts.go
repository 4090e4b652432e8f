// Package render writes a site: pages, feed, sitemap, the copied files, and the HTML of the
// sheets that chrome prints.
//
// In: a compose.Site and layouts, the user's own before ours. Out: artifacts whose bytes are
// made when they are asked for, and facts about each document. What only the print needs
// (data-src, data-role) stands in the printed copy alone. It never prints and never touches the disk.
package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	texttemplate "text/template"
	"text/template/parse"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/layouts"
)

// Layouts is every layout, parsed: those of the site's layouts/ before the built-in ones of the
// same path. It never changes; what runs is copied from it, because html/template rewrites the trees that it
// runs.
type Layouts struct {
	set      *source.Set
	partials trees            // what the files define that are no skeleton
	own      map[string]trees // what each skeleton and each plain file defines, by its path: "single.html"

	mu   sync.Mutex
	ours map[string]*source.File // built-in ones that a finding is about
}

// trees is templates by name.
type trees map[string]*parse.Tree

// skeletons are the layouts that a page, a sheet or a feed is rendered by; every other file is a
// partial that all of them see.
var skeletons = []string{"home.html", "resume.html", "single.html", "list.html", "tags.html", "404.html", "sheet.html", "letter.html", "card.html"}

// mostLayout bounds a layout, in bytes. The parser and html/template take 2 KB of memory for each level of nesting, and one of 4 MB can
// nest 400,000 times.
const mostLayout = 256 << 10

// ParseLayouts parses all layouts. A file of the user's that does not parse is named, and the
// built-in one stands in. What a partial of the user's defines wins over what ours define, whatever its name is, so that a file need
// not hold more than the one template that it changes.
func ParseLayouts(set *source.Set) (*Layouts, diag.List) {
	var diags diag.List
	l := &Layouts{set: set, partials: trees{}, own: map[string]trees{}}
	parsed := map[string]trees{}
	for _, f := range set.Under("layouts") {
		rel := strings.TrimPrefix(f.Path, "layouts/")
		if ext := path.Ext(rel); ext != ".html" && ext != ".xml" && ext != ".txt" {
			continue
		}
		if len(f.Bytes) > mostLayout {
			diags = append(diags, diag.Diagnostic{Rule: layoutRule, Severity: diag.Error, Span: f.Top(), Help: "is it a layout? what is only published belongs into static/",
				Message: fmt.Sprintf("the layout is %d KB long; the limit is %d KB", len(f.Bytes)>>10, mostLayout>>10)})
			continue
		}
		t, err := parseLayout(f.Path, string(f.Bytes))
		if err != nil {
			diags = append(diags, templateDiag(l, err, f.Path, ""))
			continue
		}
		parsed[rel] = t
	}
	add := func(files map[string]trees) {
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if path.Ext(name) != ".html" || slices.Contains(skeletons, name) {
				l.own[name] = files[name]
				continue
			}
			maps.Copy(l.partials, files[name])
		}
	}
	ours := map[string]trees{}
	for name, text := range builtin() {
		if parsed[name] != nil {
			continue
		}
		t, err := parseLayout("layouts/"+name, text)
		if err != nil {
			panic("render: " + err.Error())
		}
		ours[name] = t
	}
	add(ours)
	add(parsed)
	return l, diags
}

// parseLayout is what a file defines, itself included under its path.
func parseLayout(name, text string) (trees, error) {
	t, err := parse.Parse(name, text, "", "", placeholders(), textFuncs, native())
	if err != nil {
		return nil, err
	}
	for _, tree := range t {
		if err := endless(tree, tree.Root); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// native is the functions that text/template knows by itself; parse must be told that they exist.
var native = sync.OnceValue(func() map[string]any {
	m := map[string]any{}
	for _, name := range []string{"and", "break", "call", "continue", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not",
		"or", "print", "printf", "println", "slice", "urlquery"} {
		m[name] = name
	}
	return m
})

// page is a skeleton with all that it runs, ready to run.
func (l *Layouts) page(name string, funcs template.FuncMap) (*template.Template, error) {
	all := trees{}
	l.reach(name, "layouts/"+name, all)
	root := template.New("layouts/" + name).Funcs(funcs)
	for called, tree := range all {
		if _, err := root.AddParseTree(called, tree); err != nil {
			return nil, err
		}
	}
	root = root.Lookup("layouts/" + name)
	return root, fold(root)
}

// text is the same for a plain file.
func (l *Layouts) text(name string, funcs template.FuncMap) (*texttemplate.Template, error) {
	all := trees{}
	l.reach(name, "layouts/"+name, all)
	root := texttemplate.New("layouts/" + name).Funcs(texttemplate.FuncMap(funcs)).Funcs(textFuncs)
	for called, tree := range all {
		if _, err := root.AddParseTree(called, tree); err != nil {
			return nil, err
		}
	}
	return root.Lookup("layouts/" + name), nil
}

// reach copies a template and all that it runs out of the file's own templates and the partials.
func (l *Layouts) reach(file, name string, into trees) {
	if into[name] != nil {
		return
	}
	tree := l.own[file][name]
	if tree == nil {
		tree = l.partials[name]
	}
	if tree == nil {
		return // the error comes when it is run, with its place
	}
	into[name] = tree.Copy()
	calls(tree.Root, func(callee string) { l.reach(file, callee, into) })
}

// calls finds the templates that a node runs.
func calls(n parse.Node, found func(name string)) {
	if t, ok := n.(*parse.TemplateNode); ok {
		found(t.Name)
	}
	for _, c := range children(n) {
		calls(c, found)
	}
}

// children is what stands in a node: the nodes of a list, and the lists of if, range and with.
func children(n parse.Node) []parse.Node {
	branch := func(b *parse.BranchNode) []parse.Node {
		if b.ElseList == nil {
			return []parse.Node{b.List}
		}
		return []parse.Node{b.List, b.ElseList}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		return n.Nodes
	case *parse.IfNode:
		return branch(&n.BranchNode)
	case *parse.RangeNode:
		return branch(&n.BranchNode)
	case *parse.WithNode:
		return branch(&n.BranchNode)
	}
	return nil
}

// ownText is what the user's layouts of pages say, one behind the other. Copies of ours say nothing new, as in resgen's own repository; what sheets
// and cards ask for is not published.
func (l *Layouts) ownText() string {
	var text strings.Builder
	var ours map[string]string
	for _, f := range l.set.Under("layouts") {
		rel := strings.TrimPrefix(f.Path, "layouts/")
		if rel == "sheet.html" || rel == "letter.html" || rel == "card.html" || len(f.Bytes) > mostLayout {
			continue
		}
		if ours == nil {
			ours = builtin()
		}
		if string(f.Bytes) != ours[rel] {
			text.Write(f.Bytes)
		}
	}
	return text.String()
}

// builtin is the text of every embedded layout by its path below layouts/.
func builtin() map[string]string {
	out := map[string]string{}
	fsys := layouts.FS()
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(fsys, p)
			out[p] = string(b)
		}
		return err
	})
	return out
}
