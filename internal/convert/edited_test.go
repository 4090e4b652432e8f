package convert_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/convert"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/source"
)

const edited = `---
name: Ines Duarte
email: ines@example.com
location: Lisboa, Portugal
links:
  - {label: "My garden", url: "https://ines.example/garden"}
  - https://github.com/inesd
lang: pt
---

Engenheira de dados.

- Procura trabalho em Madrid <!-- private -->

## Percurso <!-- #percurso kind=experience -->

### Engenheira, [Cais](https://cais.example) <!-- #cais tags="dados" -->
*março de 2021 – presente · Lisboa · a tempo inteiro*

- Reduziu o custo em 30% <!-- #custo -->
- Conhece a margem real <!-- private -->
- Escreveu o guia

### Analista, Ponte <!-- private -->
*2019 – fevereiro de 2021*

Um resumo.

#### Salário <!-- private -->

Ganhava bem.

- Casa

#### Outros

- Um
  - Dois

## Competências

- **Dados:** SQL, dbt
- Go, Python

## Certificações

- [CKA](https://cert.example/1), CNCF, 2022
- Um curso, Escola, 2020
`

// TestEdited reads what resgen wrote once somebody has changed it: what the file says now counts, and what only resgen knows stays with
// what it belongs to. A text that was private never ceases to be by a change of it.
func TestEdited(t *testing.T) {
	first := export.JSONResume(understood("resume.md", []byte(edited)))
	for _, c := range []struct {
		name     string
		edit     []string // old, new
		from, to string   // what changes in the plain form; nothing else does
	}{
		{"nothing", nil, "", ""},
		{"a position", []string{`"position": "Engenheira"`, `"position": "Engenheira principal"`}, "### Engenheira, [Cais]", "### Engenheira principal, [Cais]"},
		{"an employer", []string{`"name": "Ponte"`, `"name": "Ponte Nova"`}, "### Analista, Ponte <!--", "### Analista, Ponte Nova <!-- #analista-ponte"},
		{"a date", []string{`"startDate": "2021-03"`, `"startDate": "2021-04"`}, "*março de 2021 – presente ·", "*April 2021 – present ·"},
		{"an end", []string{`"startDate": "2021-03"`, `"startDate": "2021-03", "endDate": "2024"`}, "*março de 2021 – presente ·", "*March 2021 – 2024 ·"},
		{"a bullet", []string{"Escreveu o guia", "Escreveu o livro"}, "Escreveu o guia", "Escreveu o livro"},
		{"a private bullet", []string{"Conhece a margem real", "Conhece a margem de 2024"}, "Conhece a margem real", "Conhece a margem de 2024"},
		{"a bullet more", []string{`"Escreveu o guia"`, `"Escreveu o guia", "Outro"`}, "- Escreveu o guia\n", "- Escreveu o guia\n- Outro\n"},
		{"a bullet before", []string{`"Reduziu`, `"Antes", "Reduziu`}, "- Reduziu", "- Antes\n- Reduziu"},
		{"what was private is two", []string{`"Conhece a margem real"`, `"Conhece a margem", "e o preço"`}, "- Conhece a margem real <!-- private -->",
			"- Conhece a margem <!-- private -->\n- e o preço <!-- private -->"},
		{"a summary", []string{"Engenheira de dados.", "Engenheira *de dados*."}, "Engenheira de dados.", "Engenheira *de dados*."},
		{"a private summary", []string{"em Madrid", "em Paris"}, "em Madrid", "em Paris"},
		{"a private text", []string{"Ganhava", "Ganha"}, "#### Salário <!-- #salário private -->\n\nGanhava bem.\n\n- Casa\n\n#### Outros\n\n- Um\n  - Dois",
			"- Salário <!-- private -->\n\n* Ganha bem. <!-- private -->\n\n#### Outros\n\n- Casa <!-- private -->\n- Um\n- Dois"},
		{"a place", []string{`"city": "Lisboa"`, `"city": "Porto"`}, "location: Lisboa, Portugal", "location: Porto, PT"},
		{"a label", []string{`"name": "Ines Duarte"`, `"name": "Ines Duarte", "label": "Dados"`}, "name: Ines Duarte\n", "name: Ines Duarte\nheadline: Dados\n"},
		{"a link more", []string{`"profiles": [`, `"profiles": [{"network": "LinkedIn", "url": "https://www.linkedin.com/in/ines"},`}, `url: "https://ines.example/garden"}` + "\n",
			`url: "https://ines.example/garden"}` + "\n  - https://www.linkedin.com/in/ines\n"},
		{"a skill", []string{`"dbt"`, `"dbt", "Spark"`}, "SQL, dbt", "SQL, dbt, Spark"},
		{"a group's name", []string{`"name": "Dados"`, `"name": "Bases"`}, "**Dados:**", "**Bases:**"},
		{"a word more", []string{`"name": "Python"`, `"name": "Python"}, {"name": "Rust"`}, "Go, Python", "Go, Python, Rust"},
		{"a word less", []string{`"name": "Go"`, `"name": ""`}, "- Go, Python", "- Python"},
		{"a certificate's year", []string{`"date": "2020"`, `"date": "2021"`}, "Escola, 2020", "Escola, 2021"},
		{"a certificate more", []string{`"date": "2020"`, `"date": "2020"}, {"name": "Outro", "issuer": "X", "date": "2023"`}, "Escola, 2020\n", "Escola, 2020\n- Outro, X, 2023\n"},
		{"a key that is not known", []string{`"name": "Ponte",`, `"name": "Ponte", "team": "Core",`}, "  - Dois\n", "  - Dois\n\n**Team:** Core\n"},
		{"a private entry of two", []string{`"name": "Ponte",`, `"name": "Ponte", "team": "Core"}, {"position": "Nova", "name": "Casa",`},
			"", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := string(first)
			if c.edit != nil {
				if !strings.Contains(text, c.edit[0]) {
					t.Fatalf("there is no %s in\n%s", c.edit[0], text)
				}
				text = strings.Replace(text, c.edit[0], c.edit[1], 1)
			}
			r, _, _, err := convert.Read(source.NewFile("resume.json", []byte(text)))
			if err != nil {
				t.Fatal(err)
			}
			got := string(export.Markdown(r, nil))
			if c.name == "a private entry of two" {
				if strings.Count(got, "private -->") != 4 {
					t.Errorf("an entry that may be the private one is not private:\n%s", got)
				}
				return
			}
			want := strings.Replace(string(export.Markdown(understood("resume.md", []byte(edited)), nil)), c.from, c.to, 1)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNotOurs reads a meta that another resgen wrote, or that is broken: the file is read as any other, and it is said.
func TestNotOurs(t *testing.T) {
	first := string(export.JSONResume(understood("resume.md", []byte(edited))))
	for old, now := range map[string]string{`"version": 1`: `"version": 99`, `"sections": [`: `"sections": {"a": 1}, "x": [`} {
		text := strings.Replace(first, old, now, 1)
		r, _, notes, err := convert.Read(source.NewFile("resume.json", []byte(text)))
		if err != nil || len(notes) != 1 || !strings.Contains(notes[0].Text, "meta.resgen") {
			t.Errorf("%s: %v, %v", now, notes, err)
			continue
		}
		if r.Name.Text != "Ines Duarte" || len(r.Sections) != 3 || r.Sections[0].Title.Text != "Experience" {
			t.Errorf("%s: %s", now, export.Markdown(r, nil))
		}
	}
}
