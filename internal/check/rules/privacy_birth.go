package rules

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var privacyBirth = &check.Rule{
	ID:    "privacy/birth",
	Level: diag.Info,
	Needs: check.Site,
	Doc: check.Doc{
		What: "The résumé says when somebody was born, whether they are married, or something else that employers should not decide by, or it shows a photograph. " +
			"It is a warning when the person is in the United States, the United Kingdom, Ireland, Canada, Australia or New Zealand; from elsewhere, on a résumé in another language than " +
			"English, where such facts are mostly usual, nothing is said. Contact data, a summary that begins with \"Born\" and labelled facts of sections of no known kind are looked at, and " +
			"among interests or in a section of what is personal lines without a label, too (\"Married, two children\"). A picture above the first section is taken for a photograph unless it is called " +
			"something else, such as a badge or a logo; one further down when its file or its alternative text says that it is one, and of nobody else (\"headshot-ada-byron.jpg\").",
		Why: "Where the law forbids to decide by age, family or looks, recruiters are told to put such résumés aside, and with a birth date others can pass for one.",
		Bad: `---
name: Ada Byron
location: London, United Kingdom
contact: {Date of birth: 10 December 1992}
---

## Experience
`,
		Good: `---
name: Ada Byron
location: London, United Kingdom
---

## Experience
`,
		Mend: "Leave it out, or keep it to what is sent where it is asked for: `private: [date of birth]`. Where it is usual, turn the rule off: `check: {rules: {privacy/birth: off}}`.",
	},
	Run: runPrivacyBirth,
}

func runPrivacyBirth(p *check.Pass) {
	r := p.Site.Resume
	if r == nil {
		return
	}
	lang, _, _ := strings.Cut(strings.ToLower(r.Lang), "-")
	there := inReserved(r.Location.Text, lang)
	if lang != "en" && !there {
		return
	}
	level := diag.Info
	if there {
		level = diag.Warning
	}
	var found []diag.Note
	help := ""
	add := func(at source.Span, what, label string) {
		if found == nil && label != "" {
			help = fmt.Sprintf(", or keep it to what you send: `private: [%s]`", strings.ToLower(label))
		}
		found = append(found, diag.Note{Span: at, Text: what})
	}
	for _, c := range r.Contact {
		label, value := c.Label, c.Value.Text
		if label == "" {
			if before, after, ok := strings.Cut(value, ":"); ok {
				label, value = before, after
			} else if first, rest, ok := strings.Cut(value, " "); ok && strings.EqualFold(first, "born") {
				label, value = first, rest
			}
		}
		what := personal(label, value)
		if what == "" && c.Label == "" {
			what = toldOf(value, true)
		}
		if what == "" && bornWithin(value) {
			what = "a birth date"
		}
		if what != "" {
			at := c.Value.Span
			if c.LabelSpan.Known() {
				at = c.LabelSpan
			}
			add(at, what, c.Label)
		}
	}
	for b := range markup.Blocks(r.Summary) {
		if text := markup.Plain(b.Inlines); bornIn(text) {
			add(b.Span, "a birth date", "")
		}
	}
	for _, sec := range r.Sections {
		own := sec.Kind == resume.Interests || strings.Contains(strings.ToLower(sec.Title.Text), "personal")
		if sec.Kind != resume.Other && !own {
			continue // what the work was about is no fact of the person
		}
		for _, g := range sec.Groups {
			text, at := markup.Plain(g.Markup), g.Span
			if g.Label.Known() {
				text, at = g.Label.Text+": "+text, g.Label.Span
			}
			if what := toldOf(text, own); what != "" {
				add(at, what, "")
			}
		}
		for _, bs := range [][]markup.Block{sec.Intro, sec.Outro} {
			for b := range markup.Blocks(bs) {
				if what := toldOf(markup.Plain(b.Inlines), own); what != "" {
					add(b.Span, what, "")
				}
			}
		}
	}
	if w := p.Written(); len(w) > 0 && w[0].Doc == p.Site.Master {
		for _, ref := range w[0].Facts.Images {
			head := len(r.Sections) == 0 || ref.Span.Start < r.Sections[0].Span.Start
			if portrait(ref.URL, ref.Text) && (head || calledPhoto(ref.URL, ref.Text, r.Name.Text)) {
				add(ref.Span, "a photograph", "")
			}
		}
	}
	if found == nil {
		return
	}
	d := diag.Diagnostic{Severity: level, Span: found[0].Span, Help: "leave it out" + help}
	what := make([]string, len(found))
	for i, n := range found {
		what[i] = n.Text
	}
	d.Message = fmt.Sprintf("the résumé has %s, which employers do not need to know", list(what))
	d.Notes = append(d.Notes, found[1:]...)
	p.Report(d)
}

// personal is what a labelled fact tells; "" when it is none of the personal ones.
func personal(label, value string) string {
	label = strings.Trim(strings.ToLower(strings.Join(strings.Fields(label), " ")), ".:*_ ")
	if strings.TrimSpace(value) == "" {
		return ""
	}
	switch personalLabels()[label] {
	case "birth":
		if strings.ContainsAny(value, "0123456789") || strings.Contains(label, "place") || label == "birthplace" {
			return "a birth date"
		}
	case "marital":
		return "a marital status"
	case "gender":
		return "a gender"
	case "religion":
		return "a religion or family"
	}
	return ""
}

// toldOf is what a line of a section tells of the person, as in "Date of birth: 4 May 1990"; without a label, as in
// "Married, two children", only in a section that is of the person.
func toldOf(text string, own bool) string {
	if label, value, ok := strings.Cut(text, ":"); ok {
		if what := personal(label, value); what != "" || !own {
			return what
		}
		text = value
	}
	if !own {
		return ""
	}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;.·|", r) }) {
		words := strings.Fields(strings.ToLower(part))
		if len(words) > 1 && words[0] == "happily" {
			words = words[1:]
		}
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "married", "divorced", "widowed", "unmarried":
			return "a marital status"
		}
	}
	if bornWithin(text) {
		return "a birth date"
	}
	return ""
}

// bornIn reports whether a text begins with "Born" and a year of birth, as in "Born 1984 in Lagos".
func bornIn(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && strings.EqualFold(words[0], "born") && bornWithin(text)
}

// bornWithin reports whether "born" and a year of birth stand anywhere in a text, as in "British, born 12/05/1991".
func bornWithin(text string) bool {
	words := strings.Fields(text)
	for i, w := range words {
		if !strings.EqualFold(strings.Trim(w, "(,.;*"), "born") {
			continue
		}
		for _, w := range words[i+1 : min(len(words), i+7)] {
			for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return strings.ContainsRune(",.;)(/-", r) }) {
				if len(part) == 4 && (part[:2] == "19" || part[:3] == "200") && strings.Trim(part, "0123456789") == "" {
					return true
				}
			}
		}
	}
	return false
}

// calledPhoto reports whether the file of a picture, or its alternative text, says that it is a photograph of the person, and
// of nothing else: "photo.jpg", "headshot-ada-byron.png".
func calledPhoto(address, alt, name string) bool {
	file := strings.SplitN(address, "?", 2)[0]
	file = path.Base(file)
	for _, text := range []string{strings.TrimSuffix(file, path.Ext(file)), alt} {
		photo, other := false, false
		for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			switch w {
			case "photo", "photograph", "portrait", "headshot", "selfie":
				photo = true
			case "my", "me", "of", "a", "profile", "professional", "picture", "small", "web", "final":
			default:
				other = other || !slices.ContainsFunc(strings.Fields(name), func(n string) bool { return strings.EqualFold(n, w) })
			}
		}
		if photo && !other {
			return true
		}
	}
	return false
}

// portrait reports whether a picture at the head of a résumé seems to be one of the person, and not a badge or a logo.
func portrait(address, alt string) bool {
	ext := strings.ToLower(path.Ext(strings.SplitN(address, "?", 2)[0]))
	if ext != ".jpg" && ext != ".jpeg" && ext != ".png" && ext != ".webp" && ext != ".avif" {
		return false
	}
	low := strings.ToLower(address + " " + alt)
	for _, other := range []string{"badge", "logo", "shields", "icon", "qr", "banner", "chart", "stats", "build", "diagram", "signature"} {
		if strings.Contains(low, other) {
			return false
		}
	}
	return true
}
