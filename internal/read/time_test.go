package read

import (
	"strings"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

// TestTime holds that no text of 100 KB takes long, whatever is in it.
func TestTime(t *testing.T) {
	fill := func(head, s string) string { return head + strings.Repeat(s, 100_000/len(s)) + "\n" }
	for name, text := range map[string]string{
		"brackets":       fill("## Experience\n\n### a ", "(a) "),
		"open comments":  "<div>\n" + fill("", "<!--<b>") + "</div>\n",
		"Liquid":         fill("x ", "{% comment %}{{x}}"),
		"styles":         fill("<div>\n", "<style><script></script>"),
		"quotations":     fill("## Experience\n\n### ", "«a "),
		"wrapped lists":  fill("## Skills\n\n", "a, b\n"),
		"equal headings": fill("", "# x\n\n"),
		"equal ids":      fill("", "# x {#a}\n\n"),
		"dates":          fill("## Experience\n\n### ", "2019 - 2020, "),
		"entities":       fill("<p>\n", "&am"),
		"definitions":    fill("x\n", "~ y\n\n"),
		"tables":         "| a | b |\n|---|---|\n" + fill("", "| c | 2019 |\n"),
		"labels":         fill("", "a: b | "),
		"bold lines":     fill("## Experience\n\n", "**a**\n\n"),
	} {
		begin := time.Now()
		Resume(document.Parse(source.NewFile("resume.md", []byte(text))))
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, took)
		}
	}
}
