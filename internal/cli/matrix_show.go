package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/tailor"
)

// A progress tells how far a matrix is: on a terminal on one line, elsewhere at each tenth.
type progress struct {
	*app
	all, done, told int
	open            bool // the line is not ended
}

func (p *progress) tell(c *cell) {
	p.done++
	what := fmt.Sprintf("%d of %d  %s", p.done, p.all, c.Target)
	if c.Failed != "" {
		what += ": " + c.Failed
	}
	what = report.Plain(what)
	switch {
	case p.quiet:
	case p.onTerminal():
		if width := p.columns(); width > 0 && utf8.RuneCountInString(what) >= width {
			what = string([]rune(what)[:width-1])
		}
		fmt.Fprintf(p.err, "\r\x1b[K%s", what)
		p.open = true
	case c.Failed != "" || p.done == p.all || p.done*10/p.all > p.told:
		p.told = p.done * 10 / p.all
		fmt.Fprintln(p.err, what)
	}
}

// end takes the line away, so that the table stands by itself.
func (p *progress) end() {
	if p.open {
		fmt.Fprint(p.err, "\r\x1b[K")
		p.open = false
	}
}

// matrixTable writes the cells as a table: in the order of the plan, whichever was done first.
func (a *app) matrixTable(cells []cell) error {
	rows := [][]string{{"target", "sheets", "last", "errors", "warnings", "required", "preferred"}}
	proven := func(n tailor.CountData) string {
		if n.All == 0 {
			return "–"
		}
		return fmt.Sprintf("%d of %d", int(n.Shown*float64(n.All)+0.5), n.All)
	}
	for _, c := range cells {
		row := []string{c.Target, fmt.Sprintf("%d of %d", c.Sheets, c.Pages), fmt.Sprintf("%.0f %%", c.Full*100), fmt.Sprint(c.Errors), fmt.Sprint(c.Warnings), "", ""}
		if c.Failed != "" {
			row = []string{c.Target, "–", "", "", "", "", ""}
		}
		if c.Coverage != nil {
			row[5], row[6] = proven(c.Coverage.Required), proven(c.Coverage.Preferred)
		}
		rows = append(rows, row)
	}
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, text := range row {
			width[i] = max(width[i], utf8.RuneCountInString(text))
		}
	}
	var b strings.Builder
	for k, row := range rows {
		var line strings.Builder
		for i, text := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(text))
			if i == 0 {
				text += pad
			} else {
				text = "  " + pad + text
			}
			line.WriteString(text)
		}
		text := strings.TrimRight(line.String(), " ")
		switch {
		case k == 0:
			text = a.paintOut("1", text)
		case cells[k-1].Failed != "" || cells[k-1].Errors > 0:
			text = a.paintOut("31", text)
		case cells[k-1].Warnings > 0:
			text = a.paintOut("33", text)
		}
		fmt.Fprintln(&b, text)
		if k > 0 && cells[k-1].Failed != "" {
			fmt.Fprintln(&b, "  "+report.Plain(cells[k-1].Failed))
		}
	}
	_, err := io.WriteString(a.out, b.String())
	return err
}
