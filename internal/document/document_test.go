package document_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

var update = flag.Bool("update", false, "rewrite the .want files in testdata")

// TestFiles reads each NAME.md of testdata's archives and compares a dump of the document
// with NAME.want.
func TestFiles(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testArchive(t, path) })
	}
}

func testArchive(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range a.Files {
		want[f.Name] = string(f.Data)
	}
	rewritten := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		name, ok := strings.CutSuffix(f.Name, ".md")
		if !ok {
			if _, ok := want[strings.TrimSuffix(f.Name, ".want")+".md"]; !ok {
				t.Errorf("no test reads %s", f.Name)
			}
			continue
		}
		d := document.Parse(source.NewFile(f.Name, f.Data))
		reportFaults(t, d)
		got := dump(d)
		if diff := cmp.Diff(want[name+".want"], got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		rewritten.Files = append(rewritten.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(rewritten), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// dump writes a document with the text that each span covers. A text is written once
// where it is the same as what is covered.
func dump(d *document.Document) string {
	var b dumper
	if d.MetaSpan.Known() {
		b.line(0, "meta")
		b.value(1, d.Meta)
	}
	b.blocks(0, d.Blocks)
	for _, a := range d.Allows {
		b.line(0, "allow %s %q covers %q", a.Rule, a.Reason, a.Covers.Text())
	}
	for _, c := range d.Comments {
		b.line(0, "comment %q", c.Text())
	}
	for _, x := range d.Diags {
		at := x.Span.Position()
		b.line(0, "%d:%d: %s: %s [%s] %q", at.Line, at.Col, x.Severity, x.Message, x.Rule, x.Span.Text())
		b.line(1, "help: %s", x.Help)
		for _, n := range x.Notes {
			at := n.Span.Position()
			b.line(1, "%d:%d: %s", at.Line, at.Col, n.Text)
		}
	}
	return b.String()
}

type dumper struct{ strings.Builder }

func (b *dumper) line(depth int, format string, args ...any) {
	fmt.Fprintf(b, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (b *dumper) value(depth int, v meta.Value) {
	if v.Kind == meta.List || v.Kind == meta.Map {
		b.line(depth, "%s %q", v.Kind, v.Span.Text())
	} else if v.Text == v.Span.Text() {
		b.line(depth, "%s %q", v.Kind, v.Text)
	} else {
		b.line(depth, "%s %q at %q", v.Kind, v.Text, v.Span.Text())
	}
	for _, x := range v.List {
		b.value(depth+1, x)
	}
	for _, f := range v.Fields {
		if f.Key == f.KeySpan.Text() {
			b.line(depth+1, "%s:", f.Key)
		} else {
			b.line(depth+1, "%s: at %q", f.Key, f.KeySpan.Text())
		}
		b.value(depth+2, f.Value)
	}
}

func (b *dumper) blocks(depth int, bs []markup.Block) {
	for _, x := range bs {
		s := x.Kind.String()
		switch x.Kind {
		case markup.Heading:
			s += fmt.Sprint(" ", x.Level)
		case markup.List:
			if x.Ordered {
				s += fmt.Sprint(" from ", x.First)
			}
			if x.Loose {
				s += " loose"
			}
		case markup.Item:
			s += [...]string{"", " open", " done"}[x.Task]
		case markup.Cell:
			s += [...]string{"", " left", " center", " right"}[x.Align]
		case markup.Footnote:
			s += fmt.Sprint(" ", x.First)
		case markup.Code, markup.HTML:
			if x.Info != "" {
				s += fmt.Sprintf(" %q", x.Info)
			}
			s += fmt.Sprintf(" %q", x.Raw)
		}
		b.line(depth, "%s%s %q", s, attrs(x.Attrs), x.Span.Text())
		b.blocks(depth+1, x.Blocks)
		b.inlines(depth+1, x.Inlines)
	}
}

func attrs(a markup.Attrs) string {
	s := ""
	if a.ID != "" {
		s += " #" + a.ID
	}
	for _, c := range a.Classes {
		s += " ." + c
	}
	for _, p := range a.Pairs {
		s += fmt.Sprintf(" %s=%q", p.Key, p.Value)
	}
	if a.Span.Known() {
		s += fmt.Sprintf(" at %q;", a.Span.Text())
	}
	return s
}

func (b *dumper) inlines(depth int, in []markup.Inline) {
	for _, x := range in {
		s := x.Kind.String()
		if x.Text != "" && x.Text != x.Span.Text() {
			s += fmt.Sprintf(" %q at", x.Text)
		}
		if x.URL != "" || x.Kind == markup.Link {
			s += " to " + x.URL
		}
		if x.Title != "" {
			s += fmt.Sprintf(" titled %q", x.Title)
		}
		b.line(depth, "%s %q", s, x.Span.Text())
		b.inlines(depth+1, x.Inlines)
	}
}
