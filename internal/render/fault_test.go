package render

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/source"
)

// FuzzLayout looks for a layout that the parser, or what is said of its errors, cannot take.
func FuzzLayout(f *testing.F) {
	for _, text := range []string{"{{if}}", "{{template \"x\" .}}{{define \"x\"}}{{range 20000}}{{end}}{{end}}", "a\n{{rell \"\"}}", "{{.A.B | printf \"}\"}}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := parseLayout("layouts/single.html", text)
		if err == nil {
			return
		}
		d := templateDiag(&Layouts{set: &source.Set{}, ours: map[string]*source.File{"layouts/single.html": source.NewFile("layouts/single.html", []byte(text))}}, err, "layouts/single.html", "content/x.md")
		if d.Message == "" || strings.Contains(d.Message, "\n") || strings.Contains(d.Message, "layouts/single.html:") {
			t.Errorf("%q", d.Message)
		}
	})
}
