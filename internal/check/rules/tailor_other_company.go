package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/prose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/term"
)

var tailorOtherCompany = &check.Rule{
	ID:    "tailor/other-company",
	Level: diag.Error,
	Doc: check.Doc{
		What: "A letter, or the summary of a variant, names the company of another posting below content/jobs/, which is neither that of its own posting nor one that the " +
			"résumé tells of. Where its own company is named, too, it may be on purpose, and is a warning.",
		Why: "It is the slip that everybody knows who ever sent two applications in a week, and the one that nobody forgives.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/jobs/babbage.md --
---
title: Analyst of Engines
company: Babbage Engines
---
-- content/jobs/jacquard.md --
---
title: Designer of Cards
company: Jacquard Looms
---
-- content/letters/jacquard.md --
---
posting: jobs/jacquard.md
---

I have followed the work of Babbage Engines for years.
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Experience
-- content/jobs/babbage.md --
---
title: Analyst of Engines
company: Babbage Engines
---
-- content/jobs/jacquard.md --
---
title: Designer of Cards
company: Jacquard Looms
---
-- content/letters/jacquard.md --
---
posting: jobs/jacquard.md
---

I have followed the work of {company} for years.
`,
		Mend: "Write {company} in a letter, and it always is the right one; in a summary, the name. If the other company is meant, say so: " +
			"`<!-- allow tailor/other-company: they are a customer of both -->`.",
	},
	Run: runTailorOtherCompany,
}

func runTailorOtherCompany(p *check.Pass) {
	if p.Site == nil || len(p.Site.Letters)+len(p.Site.Variants) == 0 {
		return
	}
	all := companies(p)
	if len(all) < 2 {
		return
	}
	look := func(posting *document.Document, texts []*prose.Text, help string) {
		own := ""
		for _, c := range all {
			if posting != nil && c.posting == posting.File {
				own = c.name
			}
		}
		if own == "" {
			return // nobody knows which is the right one
		}
		named := slices.ContainsFunc(texts, func(t *prose.Text) bool {
			return strings.Contains(strings.ToLower(t.Plain), "{company}") || len(namings(t, own)) > 0
		})
		told := map[string]bool{}
		for _, c := range all {
			if sameCompany(c.name, own) || told[c.name] || workedAt(p.Resume(), c.name) {
				continue
			}
			for _, t := range texts {
				for _, at := range namings(t, c.name) {
					told[c.name] = true
					d := diag.Diagnostic{Span: t.Span(at[0], at[1]), Message: fmt.Sprintf("%s is the company of another posting; this one is for %s", quote(t.Plain[at[0]:at[1]]), quote(own)),
						Help: fmt.Sprintf(help, own), Notes: []diag.Note{{Span: c.span, Text: "the other posting"}}}
					if named {
						d.Severity = diag.Warning
					}
					p.Report(d)
				}
			}
		}
	}
	for _, l := range p.Site.Letters {
		texts := textsOf(p, l.Body)
		for _, v := range l.Texts() {
			texts = append(texts, asPassage(v).Text)
		}
		look(l.Posting, texts, "write {company}, or %s")
	}
	for _, v := range p.Site.Variants {
		if v.Summary() {
			look(v.Posting, textsOf(p, v.Doc.Blocks), "write %s")
		}
	}
}

// A company is who hires by a posting.
type company struct {
	name    string
	span    source.Span
	posting *source.File
}

// companies is those of the site's postings that say theirs, in the order of the files.
func companies(p *check.Pass) []company {
	var out []company
	for _, d := range p.Site.Others {
		if compose.Role(p.Set, d.File.Path) != compose.PostingFile {
			continue
		}
		c := company{posting: d.File}
		if n := meta.Text(d.Meta, meta.JobDoc, "company"); n.Text != "" {
			c.name, c.span = n.Text, n.Span
		} else if ext := path.Ext(d.File.Path); ext == ".html" || ext == ".htm" { // a page that was saved may say it, too
			if ad := p.Postings(d); ad != nil {
				c.name, c.span = ad.Company.Text, ad.Company.Span
			}
		}
		if c.name = shortCompany(c.name); c.name != "" {
			out = append(out, c)
		}
	}
	return out
}

// shortCompany is a company's name without what the law adds to it: "Babbage" of "Babbage GmbH & Co. KG".
func shortCompany(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 {
		switch strings.ToLower(strings.Trim(words[len(words)-1], ".,()&")) {
		case "", "ab", "ag", "a.s", "as", "aps", "bv", "b.v", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "kk", "limited", "llc", "llp", "ltd",
			"nv", "n.v", "oy", "oyj", "plc", "pty", "publ", "pvt", "s.a", "sa", "sas", "sarl", "se", "spa", "s.p.a", "srl":
			words = words[:len(words)-1]
			continue
		}
		break
	}
	return strings.Trim(strings.Join(words, " "), " ,")
}

// sameCompany reports whether two names may be of one company: "Babbage" and "Babbage Engines".
func sameCompany(a, b string) bool {
	a, b = strings.ToLower(a)+" ", strings.ToLower(b)+" "
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

// workedAt reports whether the résumé has a company among those that somebody worked or studied at.
func workedAt(r *resume.Resume, name string) bool {
	if r == nil {
		return false
	}
	for _, s := range r.Sections {
		for _, e := range s.Entries {
			if e.Organization.Known() && sameCompany(shortCompany(e.Organization.Text), name) {
				return true
			}
		}
	}
	return false
}

// namings is where a text names a company: with all of its name as it is written, or with its first word, where that is no word of a language.
// What is the name of a technology is none: "GitHub Actions".
func namings(t *prose.Text, name string) [][2]int {
	forms := []string{name}
	if first, _, more := strings.Cut(name, " "); more && len(first) > 3 && !commonWord(first) {
		forms = append(forms, first)
	}
	var out [][2]int
	mentions := term.Mentions(nil, t.Plain)
	for _, form := range forms {
		for from := 0; ; {
			i := strings.Index(t.Plain[from:], form)
			if i < 0 {
				break
			}
			at := [2]int{from + i, from + i + len(form)}
			from = at[1]
			inside := func(o [2]int) bool { return o[0] <= at[0] && at[1] <= o[1] }
			if !wholeWords(t.Plain, at) || slices.ContainsFunc(out, inside) ||
				slices.ContainsFunc(mentions, func(m term.Mention) bool { return inside([2]int{m.Start, m.End}) }) {
				continue
			}
			out = append(out, at)
		}
	}
	return out
}

func commonWord(word string) bool {
	return spell.American().Right(strings.ToLower(word)) || spell.British().Right(strings.ToLower(word))
}

// wholeWords reports whether no word goes on at either end of a part of a text.
func wholeWords(text string, at [2]int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !letter(before) && !letter(after)
}

// textsOf is the texts of blocks, and of those inside of them.
func textsOf(p *check.Pass, bs []markup.Block) []*prose.Text {
	var out []*prose.Text
	for b := range markup.Blocks(bs) {
		if len(b.Inlines) > 0 {
			out = append(out, p.Prose(b.Inlines))
		}
	}
	return out
}
