package convert_test

import (
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/source"
)

const site = `
-- content/resume.md --
---
name: Ines Duarte
email: ines@example.com
location: Lisboa, Portugal
links: [https://ines.example]
private: [phone]
---

The summary of all.

## Experience

### Engineer, [Cais](https://cais.example) <!-- #cais tags="data go" -->
*March 2021 – present · Lisboa*

- Cut cost by 30% <!-- #cost tags="go" -->
- Knows the margin <!-- private -->

### Analyst, Ponte <!-- private -->
*2019 – February 2021*

- Asked well

## Skills

- **Data:** SQL, dbt <!-- #data tags="data" -->
- Go, Python

## Certifications

- [CKA](https://cert.example/1), CNCF, 2022

-- content/resume.de.md --
---
headline: Ingenieurin
---

Die Zusammenfassung.

## Berufserfahrung

### Ingenieurin, Cais <!-- #cais -->
*März 2021 – heute · Lissabon*

- Kosten um 30 % gesenkt

-- content/private.yaml --
phone: +351 21 555 01 48
-- content/projects/ponte.md --
---
title: Ponte
date: 2024-05-01
---

A bridge between two databases. See [the other](farol.md).

- Moved 2 TB
-- content/projects/farol.md --
---
title: Farol
date: 2023-01-01
---

A lighthouse.
-- content/variants/acme.md --
---
headline: Data Engineer
keep: [go]
drop: [data]
---

A summary for Acme, *tailored*.
`

// TestComposed writes what is printed as Markdown and as JSON Resume, each target of two sites: blocks of several files, what a variant makes of them,
// copies with private values and without. It is read back as the same résumé.
func TestComposed(t *testing.T) {
	root := t.TempDir()
	for _, f := range txtar.Parse([]byte(site)).Files {
		name := filepath.Join(root, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, dir := range []string{root, "../.."} {
		set, err := source.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		var docs []*document.Document
		for _, f := range set.Under("content") {
			if path.Ext(f.Path) == ".md" {
				docs = append(docs, document.Parse(f))
			}
		}
		s, _ := compose.Compose(set, docs, compose.Options{BaseURL: "https://ines.example"})
		if len(s.Targets) < 4 {
			t.Fatal(s.Targets)
		}
		for _, to := range s.Targets {
			name := to.String()
			r := export.Linked(to.Resume, func(from *source.File, address string) string { return s.Resolve(from, address).Abs })
			for _, form := range [][]byte{export.Markdown(r, nil), export.Standalone(r)} {
				if diff := export.Unlike(r, understood("resume.md", form)); diff != nil {
					t.Errorf("%s: %.500q\n%s", name, diff, form)
				}
			}
			kept(t, name, r)
			seen[string(to.Audience)] = true
			seen["variant"] = seen["variant"] || to.Variant != nil
			seen[to.Lang] = true
		}
	}
	for _, what := range []string{"public", "sent", "variant", "de", "en"} {
		if !seen[what] {
			t.Errorf("no target is %s: %v", what, seen)
		}
	}
}
