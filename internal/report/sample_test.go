package report

import (
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// resume is what the sample findings are about.
const resume = `---
name: Maya Lindqvist
headline: Senior Backend Engineer
links: [https://github.com/mayal]
pdf: {pages: 2, paper: A4}
---
Backend engineer who works on payments.

## Experience

### Senior Backend Engineer, [Acme Payments](https://acme.example)
*March 2021 – present · Stockholm, Sweden*

- Moved the ledger to Github Actions and Postgres
- Led the migration of forty services from virtual machines to a new
  platform, without downtime, and then wrote the runbooks, trained the
  three teams that took it over, and presented the work at a conference
  in Göteborg, to which the whole of the department was invited,
  managers included
- 支払いシステムの設計 with café résumé and a	tab
- Said ` + "\x1b[31mred\x1b[0m" + ` in a terminal

## Education
`

// at is the span of the first text that matches in the file.
func at(t testing.TB, f *source.File, text string) source.Span {
	t.Helper()
	i := strings.Index(string(f.Bytes), text)
	if i < 0 {
		t.Fatalf("%s does not have %q", f.Path, text)
	}
	return f.Span(i, i+len(text))
}

// sample is a list with everything that a finding can have, in the order of a build.
func sample(t testing.TB) (diag.List, Options) {
	f := source.NewFile("content/resume.md", []byte(resume))
	v := source.NewFile("content/variants/kopparbro, 50% & more.md", []byte("---\npdf: {pages: 1}\n---\n"))
	list := diag.List{
		{
			Rule: "meta/no-content", Severity: diag.Info,
			Message: "the site has no projects and no posts", Help: "resgen new shows how a portfolio is laid out",
		},
		{
			Rule: "sheet/count", Severity: diag.Error, Span: at(t, f, "pages: 2"),
			Message: "printed on 3 sheets; the limit is 2", Target: "kopparbro.pdf (sent)", Sheet: 3,
			Help: "cut 6 lines; the cheapest are at content/resume.md:15 (4 lines that end in a short one) and content/resume.md:14 (2 lines)",
			Notes: []diag.Note{
				{Span: at(t, f, "## Education"), Text: "sheet 3 begins here"},
				{Span: at(t, v, "pages: 1"), Text: "the variant asks for fewer still"},
				{Text: "fit: true would have tried smaller type first"},
			},
		},
		{
			Rule: "text/spelling", Severity: diag.Warning, Span: at(t, f, "Github"),
			Message: `"Github" is written "GitHub"`, Why: "a reader from the trade sees it at once",
			Fix: &diag.Fix{Message: "write the name as GitHub does", Safe: true, Edits: []diag.Edit{{Span: at(t, f, "Github"), New: "GitHub"}}},
		},
		{
			Rule: "text/long-bullet", Severity: diag.Warning, Span: at(t, f, resume[strings.Index(resume, "- Led"):strings.Index(resume, "- 支")]),
			Message: "the bullet prints on 5 lines; the limit is 3", Sheet: 2,
			Help: "cut 28 words, or make two bullets of it",
			Fix: &diag.Fix{Message: "make two bullets of it", Edits: []diag.Edit{
				{Span: at(t, f, ", and then wrote"), New: "\n- Wrote"},
			}},
		},
		{
			Rule: "text/mixed-script", Severity: diag.Warning, Span: at(t, f, "café résumé and a	tab"),
			Message: "the line mixes Latin and Japanese", Sheet: 2,
		},
		{
			Rule: "text/spelling", Severity: diag.Warning, Span: at(t, f, "Göteborg"),
			Message: `"Göteborg" is "Gothenburg" in English`, Target: "resume.pdf",
		},
		{
			Rule: "text/control", Severity: diag.Error, Span: at(t, f, "\x1b[31mred\x1b[0m"),
			Message: "a control character in \"\x1b[31mred\x1b[0m\"\nand a second line",
		},
		{
			Rule: "sheet/stranded-heading", Severity: diag.Error, Span: at(t, f, "## Education"),
			Message: `heading "Education" is alone at the foot of sheet 2`, Sheet: 2,
			Help: "cut 1 line above it",
		},
	}
	list.Sort()
	return list, Options{Version: "1.2.3", Width: 80, Rules: []Rule{
		{
			ID: "sheet/count", Level: diag.Error,
			What: "The résumé prints on more sheets than it may have.",
			Why:  "A posting that asks for one page means it, and what stands on the last sheet is read least.",
			Bad:  "pdf: {pages: 1}   # and text for two", Good: "pdf: {pages: 2}",
			Mend: "Cut what the summary names as cheapest, or raise the limit.",
		},
		{
			ID: "sheet/stranded-heading", Level: diag.Error,
			What: "A heading is the last thing on a sheet.",
			Why:  "It announces something that the reader does not see.\n\nA parser may take it for the last line of the entry above.",
			Bad:  "## Education\n\n<!-- sheet 2 -->\nMSc, KTH", Good: "```\n## Education\nMSc, KTH\n```",
			Mend: "Cut a line above it, or let the section begin on the next sheet.",
		},
		{
			ID: "text/mixed-script", Level: diag.Off,
			What: "A line mixes scripts.", Why: "Fonts fall back.", Bad: "支払い system", Good: "payment system", Mend: "Use one.",
		},
	}}
}

// sampleSummary is the summary of the sample.
func sampleSummary(l diag.List) Summary {
	s := Summarize(l)
	s.Files, s.Targets, s.Duration = 12, 4, 412*time.Millisecond
	s.Skipped = []Skip{{Count: 14, Group: "sheet", Reason: "no Chrome found (resgen doctor)"}, {Count: 1, Reason: "wording rules do not know the language \"sv\""}}
	return s
}
