package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

var privacyPublished = &check.Rule{
	ID:    "privacy/published",
	Level: diag.Error,
	Needs: check.Output,
	Doc: check.Doc{
		What: "A value that is private (named in `private:`, kept in private.yaml or the environment, or marked `private`) stands in a " +
			"file of public/: in its name, its text, or hidden in it. Looked through are pages, feeds and style sheets with all their escapes, base64, UTF-16; PDFs with their streams and what " +
			"they say of themselves; documents of Word and LibreOffice, archives within archives; what cameras and editors write into pictures.",
		Why: "What is published once is copied, indexed and kept by others. So this is always an error, and nothing of the build is published.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- content/about.md --
# About

Call me on 020 7946 0018, or on +44 20 7946 0018 from abroad.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
phone: +44 20 7946 0018
private: [phone]
---

## Experience
-- content/about.md --
# About

Write to me first.
`,
		Mend: "The finding names the places in content/, layouts/ and static/ where the value stands in public text, as far as they are known: take it out there. If it may be published after all, take " +
			"it off `private:`. This rule can't be turned off, and no comment makes an exception from it.",
	},
	Run: func(p *check.Pass) {
		type key struct{ path, field, value string }
		seen := map[key]bool{}
		places := map[compose.Secret]string{}
		for _, o := range p.Output {
			k := key{o.Path, o.Secret.Field, o.Secret.Value.Text}
			if seen[k] || o.Unseen != "" {
				continue
			}
			seen[k] = true
			where := "public/" + o.Path
			if o.Line > 1 || o.Line == 1 && o.How == "" {
				where += fmt.Sprintf(":%d", o.Line)
			}
			switch o.How {
			case "":
			case check.ItsName: // which would tell the value
				where = "the name of a file in " + path.Dir("public/"+o.Path) + "/"
			default:
				where += " (" + o.How + ")"
			}
			also, known := places[o.Secret]
			if !known && len(places) < mostRepeats { // each is looked for in all files
				also = repeats(p, o.Secret)
				places[o.Secret] = also
			}
			d := diag.Diagnostic{
				Span:    o.Secret.Value.Span,
				Message: fmt.Sprintf("the private %s %s stands in %s", o.Secret.Field, masked(o.Secret.Value.Text), where),
				Help:    "take it out of what that file is made from, in content/, layouts/ or static/",
			}
			if i := slices.IndexFunc(p.Site.Files, func(f compose.File) bool { return f.Path == o.Path && !source.Text(f.Path) }); i >= 0 {
				if also = ", which is " + p.Site.Files[i].Source.Path; o.How == check.ItsName {
					also = ""
				}
				d.Help = "make that file anew without it, or move it out of the site"
			} else if also != "" {
				d.Help = "take it out there, or make it public: take it off `private:`, and out of private.yaml"
			}
			d.Message += also
			p.Report(d)
		}
	},
}

// mostRepeats is for how many values it is looked for where they come from; mostPlaces, how many places are named of each.
const (
	mostRepeats = 20
	mostPlaces  = 3
)

// repeats says where else in the source a secret stands, in what is published.
func repeats(p *check.Pass, secret compose.Secret) string {
	var places []string
	for _, at := range p.Repeats(secret, mostPlaces+1) {
		pos := at.Position()
		places = append(places, fmt.Sprintf("%s:%d:%d", pos.Path, pos.Line, pos.Col))
	}
	switch {
	case len(places) == 0:
		return ""
	case len(places) > mostPlaces:
		return "; it also stands in " + strings.Join(places[:mostPlaces], ", ") + " and more"
	}
	return "; it also stands in " + list(places)
}

// masked shows enough of a secret for its owner to know it, and for nobody else to use it: the
// findings of a build in CI are often public.
func masked(text string) string {
	r := []rune(text)
	if len(r) < 8 {
		return `"…"`
	}
	return fmt.Sprintf("%q", string(r[:2])+"…"+string(r[len(r)-1:]))
}
