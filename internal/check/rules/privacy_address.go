package rules

import (
	"fmt"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var privacyAddress = &check.Rule{
	ID:    "privacy/address",
	Level: diag.Warning,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A street and house number, or a post-office box, stands among the contact data of what is published. Only contact data is looked at: location, contact lines, headline.",
		Why:  "Town and country are all that an employer needs at first. Where one lives can be read by everybody, is copied by those who sell addresses, and stays.",
		Bad: `---
name: Ada Byron
location: 12 St James's Square, London, United Kingdom
---

## Experience
`,
		Good: `---
name: Ada Byron
location: London, United Kingdom
---

## Experience
`,
		Mend: "Leave town and country, or keep the address to what is sent: put it into content/private.yaml as `location:`, or write `private: [location]`.",
	},
	Run: runPrivacyAddress,
}

func runPrivacyAddress(p *check.Pass) {
	r := p.Site.Resume
	if r == nil {
		return
	}
	values := []struct {
		resume.Value
		field string
	}{{r.Location, "location"}, {r.Headline, ""}}
	for _, c := range r.Contact {
		values = append(values, struct {
			resume.Value
			field string
		}{c.Value, strings.ToLower(c.Label)})
	}
	var found []diag.Note
	field, what := "", "a street with its house number"
	for _, v := range values {
		start, end, ok := street(v.Text)
		if !ok {
			if start, end, ok = postBox(v.Text); !ok {
				continue
			}
			if found == nil {
				what = "a post-office box"
			}
		}
		at := partOf(v.Value, start, end)
		if found == nil {
			field = v.field
		}
		found = append(found, diag.Note{Span: at, Text: "and here"})
	}
	if found == nil {
		return
	}
	d := diag.Diagnostic{
		Span:    found[0].Span,
		Message: what + " is published", // and not which: logs of CI are public
		Help:    "leave town and country",
		Notes:   found[1:],
	}
	if field != "" {
		d.Help += fmt.Sprintf(", or keep it to what you send: `private: [%s]`", field)
	}
	p.Report(d)
}

// partOf is the place of a part of a value's text, where the source has the same letters.
func partOf(v resume.Value, start, end int) source.Span {
	if !v.Span.Known() {
		return v.Span
	}
	if i := strings.Index(v.Span.Text(), v.Text[start:end]); i >= 0 {
		return v.Span.Sub(i, i+end-start)
	}
	return v.Span
}
