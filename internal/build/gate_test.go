//go:build !race

package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/layouts"
)

const honest = `---
name: Ada Byron
headline: Backend Engineer
email: ada@example.com
---

## Experience

### Backend Engineer, [Lovelace Works](https://lovelace.example/en) <!-- #lovelace -->
*03/2021 – present · London*

- Cut p99 latency of the ledger from 480 ms to 95 ms in Java and PostgreSQL, see [the talk](https://talks.example/2023/ledger) <!-- #ledger -->
- Led 4 engineers through 12 design reviews between 2021–2023, about e-mail and front-end services

## Skills

- golang, Postgres, Java

## Projects

### [Engine](https://github.com/ada-example/engine-2) <!-- #engine -->
*Summer 2019*

- Computes 40% faster with C++ and zero-copy buffers
`

const honestGerman = `---
name: Ada Byron
headline: Softwareentwicklerin
lang: de
email: ada@example.com
---

## Berufserfahrung

### Softwareentwicklerin, Räderwerk GmbH <!-- #raederwerk -->
*03/2021 – heute · Köln*

- Senkte die Antwortzeit der Kontoführung von 1.200 ms auf 95,5 ms mit Java und PostgreSQL
- Führte vier Entwicklerinnen durch Rechen&shy;zentrums&shy;umzüge in 2021–2023, ohne Ausfall größer als 40 s

## Projekte

### [Größenwahn](https://github.com/ada-example/groessenwahn)
*Sommer 2019*

- Rechnet 40 % schneller als der Vorgänger
`

const honestSwedish = `---
name: Ada Byron
headline: Systemutvecklare
lang: sv
email: ada@example.com
---

## Arbetslivserfarenhet

### Systemutvecklare, Kugghjul AB <!-- #kugghjul -->
*mars 2021 – nuvarande · Malmö*

- Sänkte svarstiden för huvudboken från 1 200 ms till 95,5 ms med Java och PostgreSQL
- Ledde fyra utvecklare genom åtta granskningar 2021–2023
`

// lied is a site with one variant, and a file more.
func lied(t *testing.T, printer *Printer, resume, name, text string) []string {
	t.Helper()
	root := t.TempDir()
	files := map[string]string{
		"content/resume.md":        resume,
		"content/jobs/acme.md":     "# Backend Engineer\n\nRequirements\n\n- Java\n- PostgreSQL\n- Kafka\n- Go\n- JavaScript\n",
		"content/variants/acme.md": "---\nposting: jobs/acme.md\nselect: auto\n---\n\nBackend engineer in Java.\n",
	}
	if name != "" {
		files[name] = text
	}
	for name, text := range files {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	set, err := source.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	rep := checked(t, Build(t.Context(), set, NewMemory(nil, ""), Options{Printer: printer, Today: date.Date{Year: 2026, Month: 11}}))
	var out []string
	for _, d := range rep.Findings {
		if d.Rule == "tailor/not-in-master" {
			out = append(out, d.Message+" ("+d.Help+")")
		}
	}
	return out
}

// TestPlantedLies plants things that nobody wrote into prints of a variant, by layouts and by styles: each must be found. Prints of what was
// written, in three languages, must be quiet.
func TestPlantedLies(t *testing.T) {
	printer := realPrinter(t)
	for name, text := range map[string]string{"English": honest, "German": honestGerman, "Swedish": honestSwedish} {
		for _, css := range []string{"", ".r-details, p { text-transform: uppercase }"} {
			if got := lied(t, printer, text, "static/custom.css", css); len(got) > 0 {
				t.Errorf("%s: a false alarm with %q: %q", name, css, got)
			}
		}
	}
	entry, err := fs.ReadFile(layouts.FS(), "entry.html")
	if err != nil {
		t.Fatal(err)
	}
	layout := func(old, new string) string {
		if !strings.Contains(string(entry), old) {
			t.Fatalf("the layout has no %q", old)
		}
		return strings.Replace(string(entry), old, new, 1)
	}
	const body, bullet = "{{blocks .}}", `{{blocks .}}<ul><li{{src $entry.Title.Span "bullet"}}>`
	for name, tt := range map[string]struct{ file, text, want string }{
		"a style behind bullets":   {"static/custom.css", `.r-experience li::after { content: ", 99% faster" }`, "99%"},
		"a style before titles":    {"static/custom.css", `.r-entry h3::before { content: "Principal " }`, "Principal"},
		"a style behind dates":     {"static/custom.css", `.r-dates::after { content: " (since 2008)" }`, "2008"},
		"a changed number":         {"layouts/entry.html", layout(body, bullet+"Cut p99 latency of the ledger from 480 ms to 9 ms</li></ul>"), "9 ms"},
		"a number of another unit": {"layouts/entry.html", layout(body, bullet+"Led 480 engineers</li></ul>"), "480"},
		"a swapped date":           {"layouts/entry.html", layout("{{.}}</p>\n{{- end}}\n</div>", "January 2015 – present</p>\n{{- end}}\n</div>"), "2015"},
		"another employer":         {"layouts/entry.html", layout(`<a href="{{.}}">{{$.Organization.Text}}</a>`, `<a href="{{.}}">Globex</a>`), "Globex"},
		"another address":          {"layouts/entry.html", layout(body, body+`<p class="r-detail"{{src $entry.Title.Span "detail"}}>github.com/ada-example/engine-2-pro</p>`), "pro"},
		"a near name":              {"layouts/entry.html", layout(body, bullet+"Computes with JavaScript</li></ul>"), "JavaScript"},
		"C# for C++":               {"layouts/entry.html", layout(body, bullet+"Computes with C#</li></ul>"), "C#"},
		"a word":                   {"layouts/entry.html", layout(body, bullet+"Led award-winning engineers</li></ul>"), "winning"},
		"no place in the source":   {"layouts/entry.html", layout(body, body+"<p>Led 40 engineers at Globex</p>"), "Globex"},
		"no place, and inline":     {"layouts/entry.html", layout("{{.Location.Text}}", "{{.Location.Text}}, Mars"), "Mars"},
	} {
		got := lied(t, printer, honest, tt.file, tt.text)
		if !strings.Contains(strings.Join(got, "\n"), tt.want) {
			t.Errorf("%s: %q is not found in %q", name, tt.want, got)
		}
	}
}
