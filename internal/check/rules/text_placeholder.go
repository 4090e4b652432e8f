package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

var textPlaceholder = &check.Rule{
	ID:    "text/placeholder",
	Level: diag.Error,
	Doc: check.Doc{
		What: "Something still waits to be filled in: \"TODO\", \"TBD\", \"lorem ipsum\", \"XX%\", \"$XX\", \"[Company]\", \"<your name>\", \"Your Name\", \"xxx\".",
		Why:  "A template that shows says that nobody read the résumé before it was sent.",
		Bad: `---
name: Ada Byron
---

## Experience

### Backend Developer, [Company]
*2019 – 2021*

- Cut the cost of the ledger by XX%
- TODO: say something about the migration
`,
		Good: `---
name: Ada Byron
---

## Experience

### Backend Developer, Lovelace & Co
*2019 – 2021*

- Cut the cost of the ledger by 40%
- Moved the ledger to PostgreSQL without downtime
`,
		Mend: "Write what it stands for, or take the line out: a bullet without a figure is better than one with \"XX%\".",
	},
	Run: func(p *check.Pass) {
		r := p.Resume()
		if r == nil {
			return
		}
		var said spots
		tell := func(at source.Span, text string) {
			if at.Known() && !said.cover(at) {
				said.add(at)
				p.Report(diag.Diagnostic{Span: at, Message: fmt.Sprintf("%s was not filled in", quote(text)), Help: "write what it stands for, or take it out"})
			}
		}
		values := []resume.Value{r.Name, r.Headline, r.Location, r.Email, r.Phone}
		for _, s := range r.Sections {
			for _, e := range s.Entries {
				values = append(values, e.Title, e.Organization, e.Location)
			}
		}
		for _, l := range coverLetters(p) {
			values = append(values, l.Texts()...)
		}
		for _, v := range values {
			if unfilled(v.Text) {
				tell(v.Span, v.Text)
			}
		}
		for _, l := range r.Links {
			if unfilledAddress(l.URL) {
				tell(l.Span, l.URL)
			}
		}
		for _, t := range passages(p) {
			for in := range markup.Walk(t.inlines) {
				if in.Kind == markup.RawHTML && len(in.Text) > 2 && slotName(strings.Trim(in.Text, "</>")) {
					tell(in.Span, in.Text)
				}
			}
			for _, at := range placeholders(t.uncoded()) {
				tell(t.Span(at[0], at[1]), t.Plain[at[0]:at[1]])
			}
		}
	},
}

// unfilled reports whether a whole value is what templates have in its place.
func unfilled(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "your name", "your full name", "first last", "firstname lastname", "first name last name", "full name", "your title", "your job title", "job title", "position title",
		"company name", "your company", "company", "employer name", "organization name", "university name", "school name", "degree name", "project name", "your city", "city, state", "city, country", "your location",
		"your.name@example.com", "your.email@example.com", "youremail@example.com", "your@email.com", "your.email@email.com", "your.email@gmail.com", "youremail@gmail.com", "yourname@email.com", "yourname@gmail.com", "email@example.com",
		"123-456-7890", "(123) 456-7890", "+1 123 456 7890", "+1 (123) 456-7890", "555-555-5555", "(555) 555-5555":
		return true
	}
	return false
}

// unfilledAddress reports whether an address ends in what templates write for one's name there.
func unfilledAddress(url string) bool {
	_, last, ok := strings.Cut(strings.TrimRight(strings.ToLower(url), "/"), "://")
	if !ok || !strings.Contains(last, "/") {
		return false
	}
	last = strings.NewReplacer("-", "", "_", "", "<", "", ">", "", "[", "", "]", "", "{", "", "}", "", "%3c", "", "%3e", "", "%5b", "", "%5d", "").Replace(last[strings.LastIndexByte(last, '/')+1:])
	switch last {
	case "username", "yourusername", "yourname", "yourprofile", "yourhandle", "yourgithub", "yourgithubusername", "yourlinkedin", "yourid", "youruser", "yourfullname", "firstnamelastname", "myusername":
		return true
	}
	return false
}

// slotName reports whether what stands in brackets is the name of what belongs there.
func slotName(text string) bool {
	low := strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, begin := range [...]string{"your ", "insert ", "add ", "enter ", "replace ", "fill in"} {
		if strings.HasPrefix(low, begin) {
			return true
		}
	}
	for _, which := range [...]string{"previous ", "current ", "former ", "last ", "past "} {
		low = strings.TrimPrefix(low, which)
	}
	switch low {
	case "company", "company name", "employer", "organization", "organisation", "name", "full name", "first name", "last name", "title", "job title", "position", "role",
		"city", "state", "country", "city, state", "location", "start date", "end date", "date", "dates", "month", "year", "month year", "mm/yyyy", "number", "amount", "metric",
		"percentage", "percent", "xx", "xx%", "x%", "xxx", "n", "project", "project name", "technology", "technologies", "tech stack", "skill", "skills", "university", "university name",
		"nombre", "nom", "prénom", "entreprise", "société", "poste", "ville", "chiffre", "pourcentage", "mois", "année",
		"anzahl", "zahl", "firma", "unternehmen", "firmenname", "vorname", "nachname", "ort", "stadt", "datum", "jahr", "monat", "prozent", "número", "empresa", "nombre de la empresa", "cargo", "ciudad", "fecha",
		"school", "school name", "degree", "major", "email", "phone", "phone number", "address", "description", "achievement", "result", "team size", "placeholder", "todo", "tbd":
		return true
	}
	return false
}

// longestSlot is how many bytes a place to be filled in has at most, brackets included: "[insert what the project is for]" is a sentence.
const longestSlot = 400

// placeholders is the places of a text that wait to be filled in.
func placeholders(text string) [][2]int {
	var out [][2]int
	low := strings.ToLower(text)
	if i := strings.Index(low, "lorem ipsum"); i >= 0 && len(low) == len(text) {
		out = append(out, [2]int{i, i + len("lorem ipsum")})
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '[':
			if end := strings.IndexByte(text[i:min(len(text), i+longestSlot)], ']'); end > 1 && slotName(text[i+1:i+end]) && !strings.HasPrefix(text[i+end+1:], "(") {
				out = append(out, [2]int{i, i + end + 1})
				i += end
			}
			i++
		case c == '(':
			if end := strings.IndexByte(text[i:min(len(text), i+longestSlot)], ')'); end > 1 && forLater(text[i+1:i+end]) {
				out = append(out, [2]int{i, i + end + 1})
				i += end
			}
			i++
		case c == '?':
			end := i + len(text[i:]) - len(strings.TrimLeft(text[i:], "?"))
			if from := len(strings.TrimRight(text[:i], "$€£")); end-i > 1 && (from < i || strings.HasPrefix(text[end:], "%") || countsThings(strings.TrimRight(text[:from], " "), wordAfter(text, end))) && (from == 0 || text[from-1] == ' ') {
				out = append(out, [2]int{from, end})
			}
			i = end
		case wordRune(text, i) > 0:
			end := i
			for end < len(text) && (wordRune(text, end) > 0 || strings.HasPrefix(text[end:], "-x") && strings.HasSuffix(text[:end], "x")) { // xxx-xxx
				end += max(1, wordRune(text, end))
			}
			if from, to, ok := placeholderWord(text, i, end); ok {
				out = append(out, [2]int{from, to})
			}
			i = end
		default:
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
		}
	}
	return out
}

// wordAfter is the word that stands behind a place and one blank; "" when none does.
func wordAfter(text string, at int) string {
	rest, ok := strings.CutPrefix(text[at:], " ")
	if !ok {
		return ""
	}
	word, _, _ := strings.Cut(rest[:min(len(rest), longestNeighbour+1)], " ")
	return strings.TrimRight(word, ".,;")
}

// forLater reports whether what stands in round brackets is a note to oneself.
func forLater(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "fill in", "fill in later", "fill this in", "to be filled in", "to be added", "to be completed", "add later", "add number", "add figure", "add metric", "insert number", "insert figure", "insert metric":
		return true
	}
	return false
}

// wordRune is how many bytes the character at i takes when it belongs to a word, and 0 when it does not: "£" and "–" do not.
func wordRune(text string, i int) int {
	if r, n := utf8.DecodeRuneInString(text[i:]); r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return n
	}
	return 0
}

// placeholderWord is the place of a placeholder that the word from i to end is, or is the middle of.
func placeholderWord(text string, i, end int) (from, to int, ok bool) {
	word := text[i:end]
	before, after := strings.TrimRight(text[:i], " "), text[end:min(len(text), end+longestSlot)]
	switch word {
	case "TODO", "FIXME":
		opens := before == "" || strings.ContainsAny(before[len(before)-1:], "([{:;,|-")
		next := strings.ToLower(strings.TrimLeft(after, " "))
		for _, thing := range [...]string{"app", "list", "manager", "comment", "item", "mvc", "tracker", "api", "tool", "board", "example", "demo", "service", "backlog", "s "} {
			if strings.HasPrefix(next, thing) || strings.HasPrefix(next, "-"+thing) {
				return 0, 0, false
			}
		}
		return i, end, strings.HasPrefix(after, ":") || opens && (before == "" || strings.TrimSpace(after) == "" || strings.HasPrefix(after, ")") || strings.HasPrefix(after, "]"))
	case "TBD", "TBA":
		alone := before == "" || strings.ContainsAny(before[len(before)-1:], ":-,|·") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, "—")
		return i, end, alone && (after == "" || strings.ContainsAny(after[:1], ".,;:)|") || strings.TrimSpace(after) == "")
	}
	if strings.Trim(word, "_") == "" { // a blank to be filled in
		return i, end, len(word) > 2 || len(word) > 1 && strings.HasPrefix(after, "%")
	}
	xs := strings.Trim(word, "Xx-") == "" && (word == strings.ToUpper(word) || word == strings.ToLower(word))
	if !xs && word != "NN" && word != "NNN" {
		return 0, 0, false
	}
	small := word[0] == 'x'
	switch money := strings.HasSuffix(text[:i], "$") || strings.HasSuffix(text[:i], "€") || strings.HasSuffix(text[:i], "£"); {
	case money && !small:
		_, n := utf8.DecodeLastRuneInString(text[:i])
		return i - n, end, true
	case strings.HasPrefix(after, "%"):
		return i, end + 1, !strings.HasSuffix(before, "0")
	case strings.HasPrefix(after, " %") && !small:
		return i, end + 2, true
	case small:
		return i, end, len(word) >= 3 && !strings.HasSuffix(text[:i], ".") && !strings.HasPrefix(after, ".")
	case len(word) < 2:
		return i, end, strings.HasPrefix(after, "+ years")
	}
	unit, _, _ := strings.Cut(strings.TrimLeft(after, " +"), " ")
	switch strings.Trim(unit, ".,;") {
	case "years", "users", "people", "million", "engineers", "developers", "clients", "customers", "months", "weeks", "days", "hours", "percent", "services", "requests", "projects", "teams", "employees", "ms", "MB", "GB", "TB", "PB":
		return i, end, true
	}
	return i, end, countsThings(before, unit)
}

// longestNeighbour is how far from what waits to be filled in, in bytes, is looked for the words beside it.
const longestNeighbour = 60

// countsThings reports whether an "XX" between these words stands for a number, in any language: "serving XX shops", "XX Abfragen". Behind
// a name it is part of it, "Model XX", and before one, too, "XX Biotech".
func countsThings(before, next string) bool {
	before = before[max(0, len(before)-longestNeighbour):]
	first, _ := utf8.DecodeRuneInString(before[strings.LastIndexByte(before, ' ')+1:])
	if before != "" && !unicode.IsLower(first) && !strings.HasSuffix(before, ",") || len(next) < 4 || len(next) > longestNeighbour || strings.ContainsAny(next, "0123456789") || next[len(next)-1] == '-' {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(next); !unicode.IsLower(r) {
		return before != "" && unicode.IsUpper(r) && strings.HasSuffix(next, "en") // nouns of German
	}
	return !strings.HasPrefix(next, "chromosom") && strings.HasSuffix(strings.TrimRight(next, ".,;"), "s")
}
