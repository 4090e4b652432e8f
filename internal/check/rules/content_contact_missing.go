package rules

import (
	"net/url"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/term"
)

var contentContactMissing = &check.Rule{
	ID:    "content/contact-missing",
	Level: diag.Warning,
	Doc: check.Doc{
		What: "The résumé has no e-mail address (an error), or no phone number, no location, no LinkedIn profile, or no link to code. A profile on GitLab, Codeberg or " +
			"Bitbucket counts as code, a site of one's own does not, and a field that is private as there.",
		Why: "Who wants to invite you looks for these in the first line. Recruiters search by place, and developers look at code.",
		Bad: `---
name: Ada Byron
location: London, England
links: [https://github.com/ada-byron]
---

## Experience

### Analyst, Lovelace & Co
*2023 – present*
`,
		Good: `---
name: Ada Byron
email: ada@lovelace.example
phone: +44 20 7946 0990
location: London, England
links: [https://github.com/ada-byron, https://www.linkedin.com/in/ada-byron]
private: [phone]
---

Analyst of engines that are yet to be built, with eight years of programs on paper.

## Experience

### Analyst, Lovelace & Co
*2019 – present*
`,
		Mend: "Put the field into the front matter: `email`, `phone`, `location`, `links`. With `private: [phone]` a number is in what you send and never in what is " +
			"published. What you leave out on purpose is allowed with `check: {rules: {content/contact-missing: off}}`.",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil || unread(p.Site.Master) {
			return // what the front matter says, nobody knows
		}
		var lacks, keys []string
		lack := func(there bool, what, key string) {
			if !there && !p.Site.Keeps(key) && !slices.ContainsFunc(p.Settings().Private, func(n meta.Name) bool {
				return strings.EqualFold(n.Text, strings.TrimSuffix(key, "s")) || n.Text == key
			}) {
				lacks = append(lacks, "no "+what)
				if !slices.Contains(keys, key) {
					keys = append(keys, key)
				}
			}
		}
		code, career := profiles(r)
		lack(r.Email.Known() || labelled(r, term.Email), "e-mail address", "email")
		severity := diag.Warning
		if len(lacks) > 0 {
			severity = diag.Error
		}
		lack(r.Phone.Known() || labelled(r, term.Phone), "phone number", "phone")
		lack(r.Location.Known() || labelled(r, term.Location) || addressed(r), "location", "location")
		lack(career, "LinkedIn profile", "links")
		lack(code, "link to code (GitHub or the like)", "links")
		if len(lacks) == 0 {
			return
		}
		p.Report(diag.Diagnostic{Severity: severity, Span: headSpan(r), Message: "there is " + list(lacks),
			Help: "add `" + strings.Join(keys, "`, `") + "` to the front matter"})
	},
}

// unread reports whether a document has a front matter that could not be read.
func unread(d *document.Document) bool {
	return d.Meta.Kind == meta.Null && slices.ContainsFunc(d.Diags, func(x diag.Diagnostic) bool { return x.Rule == metaSyntax.ID })
}

// addressed reports whether a line of the contact data holds an address, which is a location that says too much.
func addressed(r *resume.Resume) bool {
	return slices.ContainsFunc(r.Contact, func(c resume.Contact) bool {
		_, _, ok := street(c.Value.Text)
		return ok
	})
}

// headSpan is where the résumé says whose it is: the name, or else its first line.
func headSpan(r *resume.Resume) source.Span {
	if r.Name.Known() && r.Name.Span.Known() {
		return r.Name.Span
	}
	return r.File.Span(0, 0)
}

// labelled reports whether the further contact data has a value with a label of that field.
func labelled(r *resume.Resume, f term.Field) bool {
	return slices.ContainsFunc(r.Contact, func(c resume.Contact) bool {
		got, _ := term.Label(c.Label)
		return got == f
	})
}

// profiles says whether the contact data leads to code, and whether to a network of careers.
func profiles(r *resume.Resume) (code, career bool) {
	see := func(network string) {
		switch network {
		case "LinkedIn", "XING":
			career = true
		case "GitHub", "GitLab", "Bitbucket", "Codeberg", "SourceHut":
			code = true
		}
	}
	for _, l := range r.Links {
		if u, err := url.Parse(l.URL); err == nil && u.Host != "" {
			name, _ := term.Network(u.Hostname())
			see(name)
		}
	}
	for _, c := range r.Contact {
		for _, name := range []string{"LinkedIn", "XING", "GitHub", "GitLab", "Bitbucket", "Codeberg", "SourceHut"} {
			if strings.EqualFold(strings.TrimSpace(c.Label), name) {
				see(name)
			}
		}
	}
	return code, career
}
