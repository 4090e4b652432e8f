package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/source"
)

// TestFitLines holds sheet/count to what it proposes: in every built-in theme a fit takes in as many lines too many as it may be
// proposed for, on one sheet and on two; for one line more it is not proposed.
func TestFitLines(t *testing.T) {
	printer := newPrinter(t)
	set, err := source.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	// text is a résumé of so many bullets, each of one line.
	text := func(bullets int, pdf string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "---\nname: Ada Byron\nemail: ada@example.com\npdf: {%s}\n---\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present*\n\n", pdf)
		for i := range bullets {
			fmt.Fprintf(&b, "- Counted the wheels of engine %d and wrote them down for the maker\n", i+100)
		}
		return b.String()
	}
	// count is what sheet/count says of so many bullets; "" when it says nothing.
	count := func(bullets, pages int, rest string) string {
		root := lay(t, []txtar.File{{Name: "content/resume.md", Data: []byte(text(bullets, fmt.Sprintf("pages: %d, %s", pages, rest)))}}, nil)
		for _, d := range printed(t, printer, root).Findings {
			if d.Rule == sheetCount.ID {
				return d.Message + "; " + d.Help
			}
		}
		return ""
	}
	tooMany := regexp.MustCompile(`: (\d+) lines? too many`)
	for _, th := range build.Themes(set) {
		for pages := 1; pages <= 2; pages++ {
			theme := "theme: " + th.Name
			most, over, said := 200, 0, "" // bullets; more than two sheets hold
			for range 5 {
				said = count(most, pages, theme)
				m := tooMany.FindStringSubmatch(said)
				if m == nil {
					t.Fatalf("%s: %q names no lines", th.Name, said)
				}
				if over, err = strconv.Atoi(m[1]); err != nil {
					t.Fatal(err)
				}
				if over == fitLines*pages {
					break
				}
				most -= over - fitLines*pages // what is far too much is not told to the line
			}
			if over != fitLines*pages || !strings.Contains(said, "fit: true") {
				t.Errorf("%s: %d lines too many for %d sheets: %q proposes no fit", th.Name, fitLines*pages, pages, said)
			}
			if said := count(most, pages, theme+", fit: true"); said != "" {
				t.Errorf("%s: does not take in %d lines on %d sheets, which a fit is proposed for: %q", th.Name, fitLines*pages, pages, said)
			}
			if said := count(most+1, pages, theme); strings.Contains(said, "fit: true") {
				t.Errorf("%s: %d lines too many for %d sheets: %q proposes a fit", th.Name, fitLines*pages+1, pages, said)
			}
		}
	}
}
