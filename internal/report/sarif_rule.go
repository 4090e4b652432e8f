package report

import (
	"strings"

	"github.com/resgen/resgen/internal/diag"
)

// descriptionLimit is the length, in code points, to which GitHub cuts a rule's descriptions.
const descriptionLimit = 1024

// sarifRuleOf is a rule's documentation. GitHub turns each line break of Markdown into a hard
// one, so paragraphs are folded.
func sarifRuleOf(r Rule) sarifRule {
	group, _, _ := strings.Cut(r.ID, "/")
	s := sarifRule{
		ID:      r.ID,
		Short:   sarifText{Text: clip(fold(r.What), descriptionLimit)},
		Full:    sarifText{Text: clip(fold(r.What+" "+r.Why), descriptionLimit)},
		Default: sarifDefault{Enabled: r.Level != diag.Off, Level: sarifLevel(r.Level)},
	}
	s.Tags.Tags = []string{"resume"}
	if group != "resume" { // no tag may stand twice
		s.Tags.Tags = append(s.Tags.Tags, group)
	}
	s.Help.Text = strings.Join([]string{
		fold(r.What), fold(r.Why), "Bad:\n" + r.Bad, "Good:\n" + r.Good, "How to mend it: " + fold(r.Mend),
	}, "\n\n")
	s.Help.Markdown = strings.Join([]string{
		fold(r.What), "**Why:** " + fold(r.Why), "**Bad**", fence(r.Bad), "**Good**", fence(r.Good),
		"**How to mend it:** " + fold(r.Mend),
	}, "\n\n")
	return s
}

// clip is s cut to at most n code points.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// fence is Markdown shown as it is written, in a code block whose fence it does not have itself.
func fence(markdown string) string {
	marks := "```"
	for strings.Contains(markdown, marks) {
		marks += "`"
	}
	return marks + "markdown\n" + strings.TrimRight(markdown, "\n") + "\n" + marks
}
