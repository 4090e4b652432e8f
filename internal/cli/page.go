package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/recall"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/sheet"
)

// pageOf is what the HTML report shows beside the findings: the sheets of what is published. Those of what is sent have
// private values in them, and a report is passed on; where a finding holds only for them, it is drawn on the published ones.
func (a *app) pageOf(r *build.Result, rep *check.Report, s report.Summary) report.Page {
	page := report.Page{Title: r.Site.Title, Summary: s}
	copies, err := r.Copies(context.Background()) // they are done: the check waited for them
	if err != nil {
		return page
	}
	for _, p := range copies {
		if p.Target.Audience != compose.Public {
			continue
		}
		drawing, err := p.Drawing()
		if err != nil || drawing == nil {
			continue
		}
		a.addSheets(&page, p.Target.Out, drawing, p.Print, report.Order(rep.Findings))
	}
	for _, r := range rep.Recall {
		if r.Target.Audience == compose.Public && page.Recall == nil {
			page.Recall = recovered(r.Table)
		}
	}
	return page
}

// recovered is what a parser recovers, by kind, with what it misses.
func recovered(t *recall.Table) []report.Recall {
	var out []report.Recall
	for _, c := range t.Counts() {
		r := report.Recall{Kind: string(c.Kind), Found: c.Found, Of: c.Of}
		for _, f := range t.Missed() {
			if f.Kind == c.Kind {
				r.Misses = append(r.Misses, report.Miss{Text: f.Text, Span: f.Span, Read: f.Read})
			}
		}
		out = append(out, r)
	}
	return out
}

// addSheets adds the sheets of one print, with the findings drawn on them that hold for it. Without a drawing they are
// sketches.
func (a *app) addSheets(page *report.Page, out string, drawing *sheet.Drawing, print *sheet.Print, l diag.List) {
	pinned := map[int]bool{}
	for _, p := range page.Sheets {
		for _, n := range p.Pins {
			pinned[n] = true
		}
	}
	numbers := map[string]int{} // by id
	marks := paint.Marks(print, l, func(i int) paint.Mark {
		m := paint.Mark{
			Level: l[i].Severity.String(), Pin: strconv.Itoa(i + 1), ID: report.Pin(i + 1), Href: "#" + report.Anchor(i+1),
			Label: fmt.Sprintf("finding %d: %s", i+1, plain(l[i].Message)),
		}
		numbers[m.Href] = i + 1
		if pinned[i+1] {
			m.ID = ""
		}
		return m
	})
	if drawing != nil {
		page.Lacks = append(page.Lacks, drawing.Lacks...)
	} else {
		page.Lacks = append(page.Lacks, "the fonts and pictures of the file, which Chrome did not print: they are sketches of what was read there")
	}
	for i := range print.Sheets {
		pic := report.Picture{Target: out, Number: i + 1}
		var here []paint.Mark
		for _, m := range marks[i] {
			n := numbers[m.Href]
			if of := l[n-1].Target; of != "" && !strings.HasPrefix(of, out) {
				continue // another print's
			}
			here = append(here, m)
			pic.Pins = append(pic.Pins, n)
		}
		pic.SVG = paint.SVG(drawing, i, paint.Options{
			Label: fmt.Sprintf("Sheet %d of %s", i+1, out), Print: print, Marks: here,
		})
		page.Sheets = append(page.Sheets, pic)
	}
}
