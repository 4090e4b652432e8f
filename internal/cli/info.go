package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/report"
)

// documentation is the rules as reports want them.
func documentation(rules []*check.Rule) []report.Rule {
	out := make([]report.Rule, len(rules))
	for i, r := range rules {
		out[i] = report.Rule{ID: r.ID, Level: r.Level, What: r.Doc.What, Why: r.Doc.Why, Bad: r.Doc.Bad, Good: r.Doc.Good, Mend: r.Doc.Mend}
		for _, l := range r.Limits {
			out[i].Limits = append(out[i].Limits, report.Limit{What: l.What, Value: l.String(), Set: setting(r, l)})
		}
	}
	return out
}

// setting is how the front matter sets a limit; "" for one that it cannot.
func setting(r *check.Rule, l *check.Limit) string {
	switch {
	case !l.Settable():
		return ""
	case l.Name == "":
		return fmt.Sprintf("check: {limits: {%s: %s}}", r.ID, check.Number(l.Value))
	}
	return fmt.Sprintf("check: {limits: {%s: {%s: %s}}}", r.ID, l.Name, check.Number(l.Value))
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "Show a rule's manual page",
		Example: "  resgen explain sheet/stranded-heading",
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, r := range a.rules {
				ids = append(ids, r.ID)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			r, err := check.Select(a.rules, args[0])
			if err != nil {
				return err
			}
			return report.Explain(a.out, documentation([]*check.Rule{r})[0], report.Options{Color: a.outColor, Width: a.width})
		},
	}
}

func (a *app) rulesCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "rules",
		Short: "List every rule with its level",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if asJSON {
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				for _, r := range documentation(a.rules) {
					if err := enc.Encode(map[string]any{"id": r.ID, "level": r.Level, "what": r.What, "why": r.Why, "mend": r.Mend}); err != nil {
						return err
					}
				}
				return nil
			}
			width := 0
			for _, r := range a.rules {
				width = max(width, len(r.ID))
			}
			for _, r := range a.rules {
				what, _, _ := strings.Cut(r.Doc.What, "\n")
				fmt.Fprintf(a.out, "%-*s  %-7s  %s\n", width, r.ID, r.Level, what)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return c
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "schema [resume|page|job|variant|letter]",
		Short:     "Print the JSON Schema of the front matter, for editors",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: []string{"resume", "page", "job", "variant", "letter"},
		RunE: func(c *cobra.Command, args []string) error {
			kinds := map[string]meta.Doctype{"resume": meta.ResumeDoc, "page": meta.PageDoc, "job": meta.JobDoc, "variant": meta.VariantDoc, "letter": meta.LetterDoc}
			name := "resume"
			if len(args) == 1 {
				name = args[0]
			}
			kind, ok := kinds[name]
			if !ok {
				return fmt.Errorf("schema %s: it must be one of resume, page, job, variant, letter", name)
			}
			_, err := a.out.Write(meta.JSONSchema(kind))
			return err
		},
	}
}
