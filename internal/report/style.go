package report

import "github.com/resgen/resgen/internal/diag"

// A style is the parameters of an SGR sequence. Only the eight colours that every terminal
// theme defines are used, and never white or black, which half of the themes cannot show.
type style string

const (
	plain style = ""
	bold  style = "1"
	faint style = "2"
	added style = "32"
	cut   style = "31"
	aid   style = "1;32" // help and fix
	aside style = "1;36" // note and why
)

// severityStyle is the colour of a severity's word and of its carets.
func severityStyle(s diag.Severity) style {
	switch s {
	case diag.Error:
		return "1;31"
	case diag.Warning:
		return "1;33"
	}
	return "1;34"
}

// A painter colours text, or leaves it as it is when false.
type painter bool

func (p painter) paint(st style, s string) string {
	if !p || s == "" || st == plain {
		return s
	}
	return "\x1b[" + string(st) + "m" + s + "\x1b[0m"
}
