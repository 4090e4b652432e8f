package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
)

var metaBadValue = &check.Rule{
	ID:    "meta/bad-value",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A value of the front matter is of the right type and still none that can be: a number out of range, a word that is " +
			"not on the list, a theme that there is not, an address that is none.",
		Why: "The setting does nothing; what is built uses the default.",
		Bad: `---
name: Ada Byron
pdf: {pages: 2, paper: A3, theme: clasic}
---

## Experience
`,
		Good: `---
name: Ada Byron
pdf: {pages: 2, paper: Letter, theme: classic}
---

## Experience
`,
		Mend: "Write one of the values that the finding names.",
	},
	Run: func(p *check.Pass) {
		if p.Site.Master != nil {
			theme(p, "pdf.theme", p.Site.Settings.PDF.Theme)
		}
		for _, d := range p.Site.Others {
			if compose.Role(p.Set, d.File.Path) == compose.Variant {
				theme(p, "theme", meta.Text(d.Meta, meta.VariantDoc, "theme"))
			}
		}
	},
}

// theme reports a theme that there is not. A theme that nobody wrote down is not looked at.
func theme(p *check.Pass, key string, name meta.Name) {
	if !name.Span.Known() || name.Text == "" || len(p.Themes) == 0 {
		return
	}
	best, near := "", 1+len(name.Text)/3
	for _, t := range p.Themes {
		if t == name.Text {
			return
		}
		if n := meta.Distance(strings.ToLower(name.Text), strings.ToLower(t)); n < near {
			best, near = t, n
		}
	}
	d := diag.Diagnostic{
		Span:    name.Span,
		Message: fmt.Sprintf("%q is %q; there is no such theme", key, name.Text),
		Help:    "the themes are " + list(p.Themes),
	}
	if best != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", best)
		d.Fix = &diag.Fix{Message: fmt.Sprintf("choose the theme %q", best), Edits: []diag.Edit{{Span: name.Span, New: best}}}
	}
	p.Report(d)
}
