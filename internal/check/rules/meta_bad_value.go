package rules

import (
	"fmt"
	"strings"
	"unicode"

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
			"not on the list, a theme that there is not, an address that is none, a language that is no tag as in `de`.",
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
			lookName(p, "pdf.theme", p.Site.Settings.PDF.Theme, p.Themes)
			lookName(p, "site.theme", p.Site.Settings.SiteTheme, p.PageThemes)
			lookOptions(p)
			mailAddress(p, meta.Text(p.Site.Master.Meta, meta.ResumeDoc, "email"))
			languageTag(p, meta.Text(p.Site.Master.Meta, meta.ResumeDoc, "lang"))
		}
		for _, d := range p.Site.Others {
			switch compose.Role(p.Set, d.File.Path) {
			case compose.VariantFile:
				lookName(p, "theme", meta.Text(d.Meta, meta.VariantDoc, "theme"), p.Themes)
			case compose.LetterFile:
				lookName(p, "theme", meta.Text(d.Meta, meta.LetterDoc, "theme"), p.Themes)
			}
		}
	},
}

// mailAddress reports an e-mail address that has no "@". What is spelt out ("ada at example dot org") or still to be filled in is no
// slip, and left alone.
func mailAddress(p *check.Pass, mail meta.Name) {
	if !mail.Span.Known() || !strings.Contains(mail.Text, ".") || strings.ContainsAny(mail.Text, "@ \t([{<…") || strings.Contains(mail.Text, "..") {
		return
	}
	p.Report(diag.Diagnostic{Span: mail.Span, Message: "\"email\" has no \"@\"", Help: "write it as in ada@lovelace.example"}) // and not which: logs of CI are public
}

// languageTag reports a language that is not written as a tag of BCP 47.
func languageTag(p *check.Pass, lang meta.Name) {
	if !lang.Span.Known() || lang.Text == "" || isTag(lang.Text) {
		return
	}
	d := diag.Diagnostic{Span: lang.Span, Message: fmt.Sprintf("\"lang\" is %q, which is no language tag", lang.Text), Help: "write the tag, as in `en`, `en-GB` or `de`"}
	tag := strings.ReplaceAll(lang.Text, "_", "-")
	if !isTag(tag) {
		first := strings.FieldsFunc(strings.ToLower(lang.Text), func(r rune) bool { return !unicode.IsLetter(r) })
		if tag = ""; len(first) > 0 {
			tag = tagOf(first[0])
		}
	}
	if tag != "" {
		d.Help = fmt.Sprintf("write `lang: %s`", tag)
		d.Fix = &diag.Fix{Message: fmt.Sprintf("write the tag %q", tag), Edits: []diag.Edit{{Span: lang.Span, New: tag}}}
	}
	p.Report(d)
}

// isTag reports whether a text has the form of a language tag: two or three letters, then parts of one to eight letters or digits.
func isTag(text string) bool {
	for i, part := range strings.Split(text, "-") {
		low := strings.ToLower(part)
		switch {
		case i == 0 && (len(part) < 2 || len(part) > 3 || strings.Trim(low, "abcdefghijklmnopqrstuvwxyz") != ""):
			return false
		case part == "" || len(part) > 8 || strings.Trim(low, "abcdefghijklmnopqrstuvwxyz0123456789") != "":
			return false
		}
	}
	return true
}

// tagOf is the tag of a language by its name in English or in itself; "" when the name is not known.
func tagOf(name string) string {
	switch name {
	case "english":
		return "en"
	case "german", "deutsch":
		return "de"
	case "french", "français", "francais":
		return "fr"
	case "spanish", "español", "espanol", "castellano":
		return "es"
	case "italian", "italiano":
		return "it"
	case "portuguese", "português":
		return "pt"
	case "dutch", "nederlands":
		return "nl"
	case "swedish", "svenska":
		return "sv"
	case "danish", "dansk":
		return "da"
	case "finnish", "suomi":
		return "fi"
	case "polish", "polski":
		return "pl"
	case "czech", "čeština":
		return "cs"
	}
	return ""
}
