package build

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/content"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/layouts"
)

var updateVariants = flag.Bool("variants", false, "rewrite testdata/variants.golden")

// A variant is one way to mark a résumé up: what of the built-in layout is replaced by what, and more CSS.
type variant struct {
	name    string
	replace []string // pairs
	css     string
	loses   bool // a parser misses fields of it; false: it misses none
	either  bool // it may lose some: the parsers of the experiment did not agree
}

const (
	row = `<div class="r-row">
{{- if $whose}}
<h3 id="{{.ID}}"{{src .Organization.Span "entry"}}>{{template "resume-organization" .}}</h3>
{{- else}}
<h3 id="{{.ID}}"{{src .Title.Span "entry"}}>{{template "resume-title" .}}</h3>
{{- end}}
{{- $entry := .}}{{with dates .Entry}}
<p class="r-dates"{{src $entry.DatesText.Span "detail"}}>{{.}}</p>
{{- end}}
</div>`
	datesFirst = `<div class="r-row">
{{- $entry := .}}{{with dates .Entry}}
<p class="r-dates"{{src $entry.DatesText.Span "detail"}}>{{.}}</p>
{{- end}}
<h3 id="{{.ID}}"{{src .Title.Span "entry"}}>{{template "resume-title" .}}</h3>
</div>`
	organizationFirst = `<div class="r-row">
<h3 id="{{.ID}}"{{src .Organization.Span "entry"}}>{{if .Organization.Known}}{{.Organization.Text}}{{else}}{{.Title.Text}}{{end}}</h3>
{{- $entry := .}}{{with dates .Entry}}
<p class="r-dates"{{src $entry.DatesText.Span "detail"}}>{{.}}</p>
{{- end}}
</div>`
	titleAndOrganization = `<div class="r-row">
<h3 id="{{.ID}}"{{src .Title.Span "entry"}}>{{.Title.Text}}{{if .Organization.Known}}, {{.Organization.Text}}{{end}}</h3>
{{- $entry := .}}{{with dates .Entry}}
<p class="r-dates"{{src $entry.DatesText.Span "detail"}}>{{.}}</p>
{{- end}}
</div>`
	titleAlone = `<h3 id="{{.ID}}"{{src .Title.Span "entry"}}>{{.Title.Text}}</h3>{{$entry := .}}`
	allInOne   = `<h3 id="{{.ID}}"{{src .Title.Span "entry"}}>{{.Title.Text}}{{if .Organization.Known}}, {{.Organization.Text}}{{end}}{{with dates .Entry}}, {{.}}{{end}}</h3>{{$entry := .}}`

	organization = `{{- if $whose}}<span class="r-title">{{template "resume-title" .}}</span>
{{- else if .Organization.Known}}<span class="r-organization">{{template "resume-organization" .}}</span>
{{- end}}`
	place    = `{{if $whose}} · {{else if .Organization.Known}}, {{end}}{{.Location.Text}}`
	sections = `{{- range .Sections}}
{{template "resume-section" (view . $.Look)}}
{{- end}}`
	sidebar = `<div class="cols"><div>{{- range .Sections}}{{if or (eq .Kind "experience") (eq .Kind "projects") (eq .Kind "volunteer")}}
{{template "resume-section" (view . $.Look)}}
{{- end}}{{end}}</div><div>{{- range .Sections}}{{if not (or (eq .Kind "experience") (eq .Kind "projects") (eq .Kind "volunteer"))}}
{{template "resume-section" (view . $.Look)}}
{{- end}}{{end}}</div></div>`
	noMarker = ".resume ul { list-style: none } "
)

// variants is the experiment of evidence/ecosystem.md 8 with our browser, and what the issue adds to it.
var variants = []variant{
	{name: "float dates, disc", replace: []string{row, datesFirst}, css: ".r-row { display: block } .r-dates { float: right } .resume ul { list-style: disc }", loses: true},
	{name: "flex dates, disc", css: ".resume ul { list-style: disc }", either: true},
	{name: "flex dates, string marker"},
	{name: "flex dates, ::before absolute", css: noMarker + "li { position: relative } li::before { content: '•'; position: absolute; left: -1em }", either: true},
	{name: "flex dates, ::before inline-block", css: noMarker + "li::before { content: '•'; display: inline-block; width: 1em; margin-left: -1em }"},
	{name: "flex dates, string marker inside", css: ".resume ul { list-style-position: inside }"},
	{name: "grid dates", css: ".r-row { display: grid; grid-template-columns: 1fr auto }"},
	{name: "dates behind the title", css: ".r-row { display: block } .r-row h3, .r-dates { display: inline } .r-dates { margin-inline-start: 3em }"},
	{name: "organization first, then title", replace: []string{row, organizationFirst, organization, `{{if .Organization.Known}}<span class="r-organization">{{.Title.Text}}</span>{{end}}`}},
	{name: "title, organization on one line", replace: []string{row, titleAndOrganization, organization, ""}, loses: true},
	{name: "organization | dates in one run", replace: []string{row, titleAlone, organization, `{{.Organization.Text}}{{with dates .Entry}} | {{.}}{{end}}`}, loses: true},
	{name: "dates in a table of two cells", css: ".r-row { display: table; width: 100% } .r-row > * { display: table-cell } .r-dates { text-align: end }"},
	{name: "sidebar at the right", replace: []string{sections, sidebar}, css: ".cols { display: grid; grid-template-columns: 1fr 52mm; gap: 8mm }", loses: true},
	{name: "absolute dates", css: ".r-row { display: block; position: relative } .r-dates { position: absolute; right: 0; top: 0 }", loses: true},
	{name: "organization – place", replace: []string{place, `{{if .Organization.Known}} – {{end}}{{.Location.Text}}`}},
	{name: "default list margins", css: ".resume ul { margin-block: 1em }", loses: true},
	{name: "title, organization, dates in one run", replace: []string{row, allInOne, organization, ""}, loses: true},
}

// TestVariants prints one résumé of two sheets in every way of the experiment, reads the prints blind, and counts what is
// found again. What tears entries apart or joins fields must cost some: a recognizer that finds all of them sees more
// than a parser does.
func TestVariants(t *testing.T) {
	printer := realPrinter(t)
	var layout []byte // with its parts, as one file of the user's
	for _, part := range []string{"_resume.html", "head.html", "contact.html", "section.html", "entry.html"} {
		b, err := fs.ReadFile(layouts.FS(), part)
		if err != nil {
			t.Fatal(err)
		}
		layout = append(layout, b...)
	}
	text, err := fs.ReadFile(content.FS(), "resume.md")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	for _, v := range variants {
		p, cv := printVariant(t, printer, v, string(layout), string(text))
		found := recall.Compare(cv, recognize.Read(p))
		fmt.Fprintf(&table, "%-38s %d/%d", v.name, found.Found(), len(found.Fields))
		for _, c := range found.Counts() {
			if c.Found < c.Of {
				fmt.Fprintf(&table, "  %s %d/%d", c.Kind, c.Found, c.Of)
			}
		}
		table.WriteString("\n")
		missed := len(found.Fields) - found.Found()
		switch {
		case v.loses && missed < 5:
			t.Errorf("%s: %d fields missed; a parser of that markup misses more", v.name, missed)
		case !v.loses && !v.either && missed > 0:
			t.Errorf("%s: missed %+v", v.name, found.Missed())
		}
		if p.Words == "" {
			t.Errorf("%s: the second reader got nothing", v.name)
		}
		if len(p.Sheets) < 2 {
			t.Errorf("%s: %d sheets", v.name, len(p.Sheets))
		}
		if got := recall.Compare(cv, recognize.Read(blinded(p))); got.Found() != found.Found() {
			t.Errorf("%s: %d found when blocks and tags are taken away, %d before", v.name, got.Found(), found.Found())
		}
	}
	t.Logf("fields recovered:\n%s", table.String())
	const golden = "testdata/variants.golden"
	if *updateVariants {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != table.String() {
		t.Errorf("%s has\n%s", golden, want)
	}
}

// blinded is a print without all that a parser does not get: its runs, each in a line of its own.
func blinded(p *sheet.Print) *sheet.Print {
	out := &sheet.Print{Fonts: p.Fonts}
	for i := range p.Sheets {
		var s sheet.Sheet
		for _, l := range p.Sheets[i].Lines {
			for _, r := range l.Runs {
				s.Lines = append(s.Lines, sheet.Line{Base: l.Base, Runs: []sheet.Run{r}})
			}
		}
		slices.Reverse(s.Lines)
		out.Sheets = append(out.Sheets, s)
	}
	return out
}

func printVariant(t *testing.T, printer *Printer, v variant, layout, text string) (*sheet.Print, *resume.Resume) {
	t.Helper()
	for i := 0; i < len(v.replace); i += 2 {
		if !strings.Contains(layout, v.replace[i]) {
			t.Fatalf("%s: the layout has no %q", v.name, v.replace[i])
		}
		layout = strings.Replace(layout, v.replace[i], v.replace[i+1], 1)
	}
	root := t.TempDir()
	for name, data := range map[string]string{"content/resume.md": text, "layouts/_resume.html": layout, "static/custom.css": v.css} {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	r := Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: printer})
	prints, err := r.Prints(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range prints {
		if p.Target.Audience == compose.Public {
			return p.Print, p.Target.Resume
		}
	}
	t.Fatalf("%s: nothing was printed: %v", v.name, r.failed())
	return nil, nil
}
