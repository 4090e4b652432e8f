package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/resgen/resgen/internal/edit"
)

// manCommand is for those who make packages: it writes the pages that `man resgen` shows, from the very texts of --help.
func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write the manual pages of all commands to a folder",
		Long:   "Write the manual pages of all commands to a folder, as resgen.1, resgen-build.1 and so on: for packages.\nTheir date is that of the commit, so that one version has the same bytes wherever they are written.",
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return fmt.Errorf("man %s: %w", args[0], pathless(err))
			}
			root := c.Root()
			root.InitDefaultHelpCmd()
			root.InitDefaultCompletionCmd()
			all := manPages(root)
			for _, name := range sortedKeys(all) {
				if err := edit.Replace(filepath.Join(args[0], name), all[name]); err != nil {
					return fmt.Errorf("man %s: write %s: %w", args[0], name, pathless(err))
				}
			}
			a.say("wrote %s → %s", count(len(all), "manual page"), shown(args[0]))
			return nil
		},
	}
}

// manPages is the manual page of each command that is shown, by the name of its file.
func manPages(c *cobra.Command) map[string][]byte {
	out := map[string][]byte{}
	if c.Hidden || c.Name() == "help" {
		return out
	}
	out[manName(c)+".1"] = manPage(c)
	for _, sub := range c.Commands() {
		for name, page := range manPages(sub) {
			out[name] = page
		}
	}
	return out
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is one page, in the man macros of troff.
func manPage(c *cobra.Command) []byte {
	m := &troff{}
	day, _, _ := strings.Cut(ours().Date, "T")
	fmt.Fprintf(m, ".TH \"%s\" \"1\" \"%s\" \"resgen %s\" \"resgen\"\n", strings.ToUpper(manName(c)), day, ours().Version)
	m.heading("NAME")
	m.line(manName(c) + ` \- ` + escapeRoff(c.Short))
	m.heading("SYNOPSIS")
	use := c.UseLine()
	if c.HasAvailableSubCommands() {
		use = strings.TrimSuffix(use, " [flags]") + " COMMAND [flags]"
	}
	m.line(`.B ` + escapeRoff(use))
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	m.heading("DESCRIPTION")
	m.text(long)
	if c.HasAvailableSubCommands() {
		m.heading("COMMANDS")
		for _, sub := range c.Commands() {
			if !sub.Hidden && sub.Name() != "help" {
				m.line(".TP")
				m.line(`\fB` + escapeRoff(manName(sub)) + `\fR(1)`)
				m.line(guarded(escapeRoff(sub.Short)))
			}
		}
	}
	m.flags("OPTIONS", c.NonInheritedFlags())
	m.flags("GLOBAL OPTIONS", c.InheritedFlags())
	if c.Example != "" {
		m.heading("EXAMPLES")
		m.verbatim(c.Example)
	}
	if !c.HasParent() {
		m.heading("EXIT STATUS")
		m.text("0 when all is well, 1 with findings at or above --fail-on, 2 when something could not be done.")
	}
	m.heading("SEE ALSO")
	var also []string
	if c.HasParent() {
		also = append(also, `\fB`+escapeRoff(manName(c.Parent()))+`\fR(1)`)
	} else {
		also = append(also, "https://github.com/resgen/resgen")
	}
	m.line(strings.Join(also, ", "))
	return []byte(m.String())
}

// A troff writes it, a line at a time.
type troff struct{ strings.Builder }

func (m *troff) line(s string) { m.WriteString(s + "\n") }

func (m *troff) heading(s string) { m.line(`.SH "` + s + `"`) }

// text is paragraphs; what is indented stays as it is.
func (m *troff) text(s string) {
	for i, block := range strings.Split(strings.Trim(s, "\n"), "\n\n") {
		if i > 0 {
			m.line(".PP")
		}
		var plain, fixed []string
		for _, l := range strings.Split(block, "\n") {
			if strings.HasPrefix(l, "  ") || len(fixed) > 0 {
				fixed = append(fixed, l)
			} else {
				plain = append(plain, l)
			}
		}
		for _, l := range plain {
			m.line(guarded(escapeRoff(l)))
		}
		if fixed != nil {
			m.verbatim(strings.Join(fixed, "\n"))
		}
	}
}

// verbatim is lines as they are.
func (m *troff) verbatim(s string) {
	m.line(".nf")
	for _, l := range strings.Split(strings.Trim(s, "\n"), "\n") {
		m.line(guarded(escapeRoff(l)))
	}
	m.line(".fi")
}

func (m *troff) flags(title string, set *pflag.FlagSet) {
	if !set.HasAvailableFlags() {
		return
	}
	m.heading(title)
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		names := `\fB` + escapeRoff("--"+f.Name) + `\fR`
		if f.Shorthand != "" {
			names = `\fB` + escapeRoff("-"+f.Shorthand) + `\fR, ` + names
		}
		if value != "" {
			names += ` \fI` + escapeRoff(value) + `\fR`
		}
		m.line(".TP")
		m.line(names)
		if d := f.DefValue; d != "" && d != "false" && d != "[]" && d != "0" && d != "0s" && !strings.Contains(usage, "default") {
			usage += " (default " + d + ")"
		}
		for _, l := range strings.Split(usage, "\n") {
			m.line(guarded(escapeRoff(l)))
		}
	})
}

// escapeRoff is text as it is to be seen: hyphens stay what is typed, and a backslash is one.
func escapeRoff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "\t", "    ").Replace(s)
}

// guarded keeps a line from being taken for a request: . and ' begin one.
func guarded(s string) string {
	if s == "" || s[0] == '.' || s[0] == '\'' {
		return `\&` + s
	}
	return s
}
