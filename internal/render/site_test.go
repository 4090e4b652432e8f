package render

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

// A world is a site that is ready to be rendered.
type world struct {
	*Renderer
	site  *compose.Site
	diags diag.List // about layouts
}

// render takes files through the stages before.
func render(t testing.TB, opts compose.Options, ropts Options, files map[string]string) world {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, f := range set.Under("content") {
		switch {
		case path.Ext(f.Path) != ".md":
		case compose.Role(set, f.Path) == compose.Page_:
			docs = append(docs, document.Head(f))
		default:
			docs = append(docs, document.Parse(f))
		}
	}
	site, _ := compose.Compose(set, docs, opts)
	layouts, diags := ParseLayouts(set)
	return world{New(site, layouts, NewAssets(site), NewMemory(), ropts), site, diags}
}

// text is a number of words.
func text(n int) string {
	return strings.TrimSpace(strings.Repeat("latency of the ledger was lower than ever ", n/8+1))
}

// BenchmarkPage renders a post of about 2 KB with all that stands around it.
func BenchmarkPage(b *testing.B) {
	files := map[string]string{"content/resume.md": "---\nname: Ada Byron\nbase-url: https://ada.example/\nlinks: [https://github.com/ada]\n---\nText.\n"}
	for i := range 50 {
		files[fmt.Sprintf("content/posts/p%d.md", i)] = fmt.Sprintf("---\ntitle: Post %d\ndate: 2024-01-02\nsummary: %s\ntags: [go, cache]\n---\n\n%s **bold** %s\n\n## Heading\n\n- %s\n- with `code`\n- [a link](https://example.com/%d)\n\n%s\n\n%s\n",
			i, text(14), text(60), text(40), text(12), i, text(80), text(50))
	}
	w := render(b, compose.Options{}, Options{}, files)
	var posts []*compose.Page
	for _, p := range w.site.Pages {
		if p.Kind == compose.Post {
			posts = append(posts, p)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := w.Page(posts[i%len(posts)]); err != nil {
			b.Fatal(err)
		}
	}
}
