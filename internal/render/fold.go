package render

import (
	"html/template"
	"io"
	"strconv"
	"strings"
	"text/template/parse"
)

// fold writes into the templates of a page what is the same on every page: actions that call functions with
// constants alone, such as {{asset "css/site.css"}} or {{t "Skip to content"}}. A site of 10,000 pages would call
// each of them 10,000 times, through reflection and again for each escaping; they are a fifth of the time of a page.
//
// Which escaping a place needs html/template finds out when it first runs a template. So it is made to run
// one that runs none of the others; each action is then run alone, and becomes the text that it gave. What fails
// stays, to fail with its place where it is used.
func fold(root *template.Template) error {
	probe, err := root.New("resgen: fold").Parse("{{if false}}{{template " + strconv.Quote(root.Name()) + " .}}{{end}}")
	if err != nil {
		return err
	}
	if err := probe.Execute(io.Discard, nil); err != nil {
		return nil // root fails in the same way
	}
	run := func(n parse.Node) (string, bool) {
		probe.Tree.Root.Nodes = []parse.Node{n}
		var b strings.Builder
		err := probe.Execute(&b, nil)
		return b.String(), err == nil
	}
	for _, t := range root.Templates() {
		if t != probe && t.Tree != nil && t.Tree.Root != nil {
			foldList(t.Tree.Root, run)
		}
	}
	return nil
}

func foldList(list *parse.ListNode, run func(parse.Node) (string, bool)) {
	if list == nil {
		return
	}
	var out []parse.Node
	for _, n := range list.Nodes {
		switch x := n.(type) {
		case *parse.IfNode:
			foldBranch(&x.BranchNode, run)
		case *parse.RangeNode:
			foldBranch(&x.BranchNode, run)
		case *parse.WithNode:
			foldBranch(&x.BranchNode, run)
		case *parse.ActionNode:
			if !constant(x.Pipe) {
				break
			}
			if text, ok := run(x); ok {
				n = &parse.TextNode{NodeType: parse.NodeText, Pos: x.Pos, Text: []byte(text)}
			}
		}
		if text, ok := n.(*parse.TextNode); ok && len(out) > 0 {
			if before, ok := out[len(out)-1].(*parse.TextNode); ok {
				before.Text = append(before.Text[:len(before.Text):len(before.Text)], text.Text...)
				continue
			}
		}
		out = append(out, n)
	}
	list.Nodes = out
}

func foldBranch(b *parse.BranchNode, run func(parse.Node) (string, bool)) {
	foldList(b.List, run)
	foldList(b.ElseList, run)
}

// constant reports whether a pipeline gives the same whatever the data is. Functions of layouts depend on nothing but
// the site and their arguments.
func constant(p *parse.PipeNode) bool {
	if len(p.Decl) > 0 {
		return false
	}
	for _, c := range p.Cmds {
		for _, a := range c.Args {
			switch a := a.(type) {
			case *parse.IdentifierNode, *parse.StringNode, *parse.NumberNode, *parse.BoolNode:
			case *parse.PipeNode:
				if !constant(a) {
					return false
				}
			default:
				return false
			}
		}
	}
	return true
}
