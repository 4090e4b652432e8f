package rules

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

// What a rule needs that a PDF made by others does not bring: settings, the page that it was printed from, or its blocks.
var (
	needSite   = []string{"sheet/chrome-differs", "sheet/count", "sheet/thin-last", "sheet/paper-size"}
	needPage   = []string{"sheet/clipped", "sheet/font-fallback", "sheet/lost-text", "sheet/missing-file", "sheet/missing-glyph", "sheet/overflow", "sheet/shrunk"}
	needResume = []string{"parse/contact", "parse/date-form", "parse/entry", "parse/no-bullets", "parse/section-name", "parse/table"}
	needBlocks = []string{"parse/broken-words", "sheet/lone-line", "sheet/long-measure", "sheet/short-last-line", "sheet/split-entry", "sheet/stranded-heading", "sheet/uneven-spacing"}
)

// TestForeign runs the rules about sheets on every print of the test data as if others had made it: without a site, without
// the spans of blocks, without their measures, and at last without blocks. None may fail, and all that need none of it must find in
// the bad example what they find in our own.
func TestForeign(t *testing.T) {
	data, err := filepath.Glob("testdata/[sp][ha][er]*_*.txtar") // sheet, parse
	if err != nil || len(data) == 0 {
		t.Fatal(err, len(data))
	}
	ofPaper := slices.DeleteFunc(All(), func(r *check.Rule) bool { return r.Needs != check.Sheets })
	for _, file := range data {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			name, rel, _ := strings.Cut(f.Name, "/")
			if rel != "sheets.json" {
				continue
			}
			group, slug, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".txtar"), "_")
			id := group + "/" + strings.ReplaceAll(slug, "_", "-")
			rule, err := check.Select(All(), id)
			if err != nil {
				t.Fatal(err)
			}
			own, _ := caseInput(t, rule, archive, name)
			for _, without := range []string{"spans", "blocks"} {
				print := *own.Prints[0].Print
				print.Blocks = slices.Clone(print.Blocks)
				print.Chrome, print.Faces, print.Lost, print.Missing, print.Scale = "", nil, nil, nil, 0
				for i := range print.Blocks {
					b := &print.Blocks[i]
					b.Span, b.ID, b.Family, b.Over, b.Clip = source.Span{}, "", "", 0, 0
					b.Back, b.Color = sheet.Color{}, sheet.Color{}
				}
				if without == "blocks" {
					print.Blocks = nil
					for i := range print.Sheets {
						print.Sheets[i].Lines = slices.Clone(print.Sheets[i].Lines)
						for j := range print.Sheets[i].Lines {
							print.Sheets[i].Lines[j].Block = -1
						}
					}
				}
				in := &check.Input{Set: &source.Set{}, Prints: []check.Printed{{Print: &print}}}
				found := show(check.Run(ofPaper, in).Findings, id)
				must := name == "bad" && !slices.Contains(slices.Concat(needSite, needPage, needResume), id) && (without == "spans" || !slices.Contains(needBlocks, id))
				if must && found == "" {
					t.Errorf("%s: the bad example without %s is not found", id, without)
				}
			}
		}
	}
}
