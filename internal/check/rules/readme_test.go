package rules

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/check"
)

// TestReadme holds README.md to the list.
func TestReadme(t *testing.T) {
	want := readme(All())
	if *update {
		if err := os.WriteFile("README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("README.md is not what the list says; `go test -run Readme -update` writes it anew:\n%s", diff)
	}
}

// needs is what a rule looks at, as the table of the README says it.
var needs = map[check.Needs]string{check.Text: "text", check.Site: "site", check.Sheets: "sheets", check.Output: "output"}

// readme is the list of the rules as a page.
func readme(rules []*check.Rule) string {
	var b strings.Builder
	b.WriteString(`<!-- Made from rules.All by readme_test.go. Do not edit; run "go test -run Readme -update". -->

# Rules

What resgen looks at. ` + "`resgen explain RULE`" + ` shows a rule's manual in the terminal, ` + "`check: {rules: {RULE: off}}`" + `
in the front matter of the résumé sets its level (off, info, warning, error), and a comment makes an exception in place:
` + "`<!-- allow RULE: why -->`" + `.

Rules about *text* need the content alone; rules about the *site* look at each of its pages, too; rules about *sheets* look at the printed result, and are counted as skipped when
nothing was printed; the rule about *output* looks at every file that is published.

| rule | level | looks at | finds |
| --- | --- | --- | --- |
`)
	for _, r := range rules {
		first, _, _ := strings.Cut(r.Doc.What, ". ")
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", r.ID, strings.ReplaceAll(r.ID, "/", ""), r.Level, needs[r.Needs],
			strings.ReplaceAll(strings.TrimSuffix(first, "."), "|", `\|`))
	}
	b.WriteString(`
## Limits

The numbers that rules hold against. Where a name or a range stands, the front matter sets it: ` + "`check: {limits: {RULE: N}}`" + `, or
` + "`{RULE: {NAME: N}}`" + ` where the rule has several.

| rule | limit | name | value | range | source |
| --- | --- | --- | --- | --- | --- |
`)
	for _, r := range rules {
		for _, l := range r.Limits {
			span := ""
			if l.Settable() {
				span = check.Number(l.Min) + "–" + check.Number(l.Max)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.ID, l.What, l.Name, l, span, l.Source)
		}
	}
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n**Why.** %s\n\n**Bad**\n\n%s\n**Good**\n\n%s\n**How to mend it.** %s\n",
			r.ID, r.Doc.What, r.Doc.Why, fenced(r.Doc.Bad), fenced(r.Doc.Good), r.Doc.Mend)
	}
	return b.String()
}

// fenced is an example as a block of code, whose fence it does not have itself.
func fenced(example string) string {
	fence := "```"
	for strings.Contains(example, fence) {
		fence += "`"
	}
	return fence + "markdown\n" + strings.TrimSuffix(example, "\n") + "\n" + fence + "\n"
}
