package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/manual"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/source"
)

// recipes is the topic of the manual that a command belongs to, for those that have one.
var recipes = map[string]string{
	"new": "start", "import": "start", "fmt": "writing", "schema": "writing", "serve": "workbench", "build": "publishing", "pdf": "ci", "export": "forms",
	"check": "findings", "rules": "findings", "explain": "findings", "themes": "looks", "eject": "looks", "tailor": "tailoring", "matrix": "tailoring",
	"suggest": "drafting", "diff": "changes", "lsp": "editor", "mcp": "assistant", "doctor": "browser", "chrome": "browser", "version": "install", "completion": "install", "man": "install",
}

// helpCommand tells of a command, or shows a page of the manual.
func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND | TOPIC]",
		Short:   "Help about a command, or the recipes of a topic",
		Long:    "Help about a command, or the page of the manual on a topic. By itself it lists both.",
		Example: "  resgen help build\n  resgen help publishing\n  resgen help tailoring | less",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			at, _, err := c.Root().Find(args)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var words []string
			for _, sub := range at.Commands() {
				if sub.IsAvailableCommand() {
					words = append(words, sub.Name()+"\t"+sub.Short)
				}
			}
			if len(args) == 0 {
				for _, t := range manual.Topics() {
					words = append(words, t.Name+"\t"+t.About())
				}
			}
			return words, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			root := c.Root()
			at, _, err := root.Find(args)
			if err == nil && (at != root || len(args) == 0) {
				at.InitDefaultHelpFlag()
				at.InitDefaultVersionFlag()
				return at.Help()
			}
			if t, ok := manual.Find(strings.ToLower(args[0])); ok && len(args) == 1 {
				page := document.Parse(source.NewFile(t.File, t.Text))
				return report.Manual(a.out, page.Blocks, report.Options{Color: a.outColor, Width: a.width})
			}
			return a.noTopic(root, strings.Join(args, " "))
		},
	}
}

// noTopic is the error about a word that is neither a command nor a topic.
func (a *app) noTopic(root *cobra.Command, word string) error {
	for _, r := range a.rules {
		if r.ID == word {
			return fmt.Errorf("%s is a rule\n`resgen explain %s` shows its manual", word, word)
		}
	}
	var names []string
	for _, t := range manual.Topics() {
		names = append(names, t.Name)
	}
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	hint := "`resgen help` lists both"
	if near := meta.Nearest(word, names); near != "" {
		hint = "did you mean `resgen help " + near + "`?"
	}
	return fmt.Errorf("there is no command and no topic %q\n%s", report.Plain(word), hint)
}

// withTopics is a command's help with what the manual has on it behind.
func withTopics(help func(*cobra.Command, []string)) func(*cobra.Command, []string) {
	return func(c *cobra.Command, args []string) {
		help(c, args)
		out := c.OutOrStdout()
		if c.HasParent() {
			for at := c; at.HasParent(); at = at.Parent() {
				if topic := recipes[at.Name()]; topic != "" {
					fmt.Fprintf(out, "\nThe manual: resgen help %s\n", topic)
					return
				}
			}
			return
		}
		topics := manual.Topics()
		width := 0
		for _, t := range topics {
			width = max(width, len(t.Name))
		}
		fmt.Fprint(out, "\nThe manual, by `resgen help TOPIC`:\n")
		for _, t := range topics {
			fmt.Fprintf(out, "  %-*s  %s\n", width, t.Name, t.About())
		}
	}
}
