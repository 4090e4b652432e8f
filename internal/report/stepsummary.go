package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/resgen/resgen/internal/diag"
)

// stepSummaryRows is how many findings a step summary lists. GitHub drops a summary of more than
// 1 MiB; a row is mostly below 1 KiB.
const stepSummaryRows = 500

// StepSummary writes Markdown for the file that GITHUB_STEP_SUMMARY names: the summary line, and
// the findings in a table, errors first. What the user wrote is escaped: it can neither break
// the table nor become a link or HTML.
func StepSummary(w io.Writer, l diag.List, s Summary, o Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### resgen\n\n%s\n", markdown(s.Line(Options{})))
	if len(l) > 0 {
		b.WriteString("\n| | Place | Finding | Rule |\n|---|---|---|---|\n")
	}
	rows := 0
	for _, level := range [...]diag.Severity{diag.Error, diag.Warning, diag.Info} {
		for _, d := range l {
			if d.Severity != level || rows == stepSummaryRows {
				continue
			}
			rows++
			text := markdown(message(d))
			if d.Help != "" {
				text += "<br>" + markdown(fold(d.Help))
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", level, markdown(place(d, o, words)), text, markdown(fold(d.Rule)))
		}
	}
	if left := len(l) - rows; left > 0 {
		fmt.Fprintf(&b, "\n%s not listed here; the log has all.\n", count(left, "more finding"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown escapes a line of text so that GitHub's Markdown shows it as it is.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("!#$&()*+-.:<=>@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
