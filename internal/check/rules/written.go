package rules

import (
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/render"
)

// A text is a document that is published, and what is known of its body.
type text struct {
	doc   *document.Document
	facts *render.Facts
}

// written is the résumé and every page that somebody wrote, as far as their bodies are known:
// drafts, postings and variants are not among them.
func written(p *check.Pass) []text {
	var out []text
	if p.Site.Master != nil {
		out = append(out, text{p.Site.Master, render.FactsOf(p.Site.Master)})
	}
	for _, page := range p.Site.Pages {
		if page.Doc == nil || page.Kind == compose.CV {
			continue
		}
		if facts := p.Facts(page.Doc); facts != nil {
			out = append(out, text{page.Doc, facts})
		}
	}
	return out
}
