package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// benchResume is a résumé with a number of jobs of seven bullets each.
func benchResume(jobs int) string {
	var b strings.Builder
	b.WriteString("---\nname: Ada Byron\nemail: ada@example.com\nlinks: [https://ada.example]\n---\n\nWrites programs for engines that are yet to be built.\n\n## Experience\n")
	for i := range jobs {
		fmt.Fprintf(&b, "\n### Analyst %d, [Lovelace & Co](https://lovelace.example)\n*%d – %d · London*\n\n", i, 2020-i, 2021-i)
		for j := range 7 {
			fmt.Fprintf(&b, "- Wrote program %d for the engine, with [notes](#notes-%d) that explain each of its steps to members of parliament and to the public at large\n", j, j)
		}
	}
	return b.String()
}

// benchPrint is a sound print of a résumé: every heading, paragraph and bullet as a block, on as many
// sheets as it takes.
func benchPrint(in *check.Input) *sheet.Print {
	p := &sheet.Print{Scale: 1, Faces: []string{"Source Sans 3"}, Fonts: []sheet.Font{{Name: "SourceSans3-Regular", Family: "SourceSans3"}, {Name: "SourceSans3-Bold", Family: "SourceSans3"}}}
	area := sheet.Rect{X: 48, Y: 43, W: 499, H: 757}
	y := area.Bottom()
	line := func(b *sheet.Block, text string) {
		if y += 14; y > area.Bottom() {
			p.Sheets = append(p.Sheets, sheet.Sheet{Number: len(p.Sheets) + 1, Width: 595, Height: 842, Area: area})
			y = area.Y + 14
		}
		s := &p.Sheets[len(p.Sheets)-1]
		r := sheet.Rect{X: 48, Y: y - 8, W: 400, H: 10}
		s.Lines = append(s.Lines, sheet.Line{Text: text, Rect: r, Base: y, Block: len(p.Blocks), Runs: []sheet.Run{{Text: text, Rect: r, Size: 10}}})
		if b.Sheet == 0 {
			b.Sheet, b.Y = s.Number, r.Y
		}
		b.Last = s.Number
		b.Lines = append(b.Lines, sheet.LineRef{Sheet: s.Number, Line: len(s.Lines) - 1})
	}
	add := func(span source.Span, role sheet.Role, text string, lines int) {
		b := sheet.Block{Span: span, Role: role, Text: text, Size: 10, Family: "Source Sans 3"}
		words := strings.Fields(text)
		for i := range lines {
			line(&b, strings.Join(words[i*len(words)/lines:(i+1)*len(words)/lines], " "))
		}
		p.Blocks = append(p.Blocks, b)
	}
	for _, b := range in.Site.Master.Blocks {
		switch b.Kind {
		case markup.Heading:
			role := sheet.RoleSection
			if b.Level > 2 {
				role = sheet.RoleEntry
			}
			add(b.Span, role, markup.Plain(b.Inlines), 1)
		case markup.Paragraph:
			add(b.Span, sheet.RoleText, markup.Plain(b.Inlines), 1)
		case markup.List:
			for _, item := range b.Blocks {
				add(item.Span, sheet.RoleBullet, markup.Plain(item.Blocks[0].Inlines), 2)
			}
		}
	}
	return p
}

// BenchmarkRules measures all rules on a résumé of about 85 blocks, once as it should be and once on
// more sheets than it may have.
func BenchmarkRules(b *testing.B) {
	for name, settings := range map[string]string{"clean": "pdf: {pages: 9}", "findings": "pdf: {pages: 1}"} {
		b.Run(name, func(b *testing.B) {
			text := strings.Replace(benchResume(9), "name:", settings+"\nname:", 1)
			text = strings.ReplaceAll(text, "](#notes", "](https://notes.example/")
			in := inputOf(b, lay(b, []txtar.File{{Name: "content/resume.md", Data: []byte(text)}}, nil), options{})
			in.Prints = []check.Printed{{Target: in.Site.Targets[0], Print: benchPrint(in)}, {Target: in.Site.Targets[1], Print: benchPrint(in)}}
			rules := All()
			var found diag.List
			for b.Loop() {
				found = check.Run(rules, in).Findings
			}
			b.ReportMetric(float64(len(in.Prints[0].Print.Blocks)), "blocks")
			tooLong := slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Rule == "sheet/count" })
			if tooLong == (name == "clean") {
				b.Errorf("%d findings: %v", len(found), found)
			}
		})
	}
}
