package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var resumeMissing = &check.Rule{
	ID:    "resume/missing",
	Level: diag.Error,
	Doc: check.Doc{
		What: "The site has no content/resume.md, or the one file that was named is no résumé: nothing in it says who or how to " +
			"reach them, and no heading is that of a section of a résumé.",
		Why: "The résumé is what everything else is made of: home page, PDF and the other forms.",
		Bad: `-- content/cv.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Call the file content/resume.md; or begin a site with `resgen new DIR`, which with `--from FILE` starts from a résumé " +
			"that there is already. A site that lies elsewhere is named with `-s DIR`.",
	},
	Run: func(p *check.Pass) {
		const own = "content/resume.md"
		switch {
		case noResume(p):
			p.Report(diag.Diagnostic{
				Span:    p.Site.Master.File.Top(),
				Message: fmt.Sprintf("%s is no résumé: it has no name, no address and no section that a résumé has", p.Set.Only),
				Help:    `name another file, or give it a heading such as "## Experience"`,
			})
		case p.Set.Only != "" || p.Site.Master != nil || p.Set.Unusable(own):
		default:
			d := diag.Diagnostic{Message: "there is no " + own, Help: "begin a site with `resgen new DIR`, or name one with `-s DIR`"}
			if f := likeResume(p.Set); f != nil {
				d.Span = f.Top()
				d.Help = fmt.Sprintf("rename %s to %s", f.Path, own)
			}
			p.Report(d)
		}
	},
}

// noResume reports whether the one file that was named holds nothing that a résumé has. In a
// site, content/resume.md is taken at its word.
func noResume(p *check.Pass) bool {
	r := p.Site.Resume
	if p.Set.Only == "" || p.Site.Master == nil || r == nil {
		return false
	}
	return !r.Name.Known() && !r.Headline.Known() && !r.Email.Known() && !r.Phone.Known() && !r.Location.Known() &&
		len(r.Links) == 0 && len(r.Contact) == 0 &&
		!slices.ContainsFunc(r.Sections, func(s resume.Section) bool { return s.Kind != resume.Other })
}

// likeResume is the file of the content that was probably meant to be the résumé; nil when none is
// called like one.
func likeResume(set *source.Set) *source.File {
	names := []string{"resume", "résumé", "cv", "curriculum-vitae", "curriculum vitae", "lebenslauf"}
	for _, f := range set.Under("content") {
		dir, file := path.Split(f.Path)
		ext := strings.ToLower(path.Ext(file))
		if dir == "content/" && (ext == ".md" || ext == ".markdown") && slices.Contains(names, strings.ToLower(strings.TrimSuffix(file, path.Ext(file)))) {
			return f
		}
	}
	return nil
}
