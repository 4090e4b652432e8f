package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

func (a *app) themesCommand() *cobra.Command {
	var asJSON, preview bool
	c := &cobra.Command{
		Use:   "themes [NAME]",
		Short: "List the looks of the sheets, and what can be chosen of them",
		Long: "List the themes, those of the site's own static/themes/ among them. With the name of one, what can be chosen of it in the\n" +
			"front matter, as in `pdf: {theme: classic, options: {density: tight}}`.",
		Example: "  resgen themes classic\n  resgen themes --preview            # your own résumé in every theme: themes.html and themes.pdf\n  resgen themes swiss --preview      # in one",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			list, err := a.themes()
			if err != nil {
				return err
			}
			if len(args) == 1 {
				i := slices.IndexFunc(list, func(t theme.Theme) bool { return t.Name == args[0] })
				if i < 0 {
					if err := noFile(c, args); strings.HasSuffix(args[0], ".md") {
						return err
					}
					return noTheme(list, args[0])
				}
				list = list[i : i+1]
			}
			switch {
			case preview:
				return a.preview(c.Context(), args)
			case asJSON:
				return a.themesJSON(list)
			case len(args) == 1:
				a.themeOptions(list[0])
				return nil
			}
			width := 0
			for _, t := range list {
				width = max(width, len(t.Name))
			}
			for _, t := range list {
				fmt.Fprintf(a.out, "%-*s  %s\n", width, t.Name, t.About)
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			list, err := a.themes()
			if err != nil || len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, t := range list {
				names = append(names, t.Name+"\t"+t.About)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	a.contentFlags(c)
	c.Flags().BoolVar(&preview, "preview", false, "print the résumé in every theme, on one page: themes.html and themes.pdf")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	return c
}

func (a *app) themesJSON(list []theme.Theme) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	for _, t := range list {
		options := map[string]any{}
		for _, o := range t.Options() {
			switch o.Kind {
			case theme.Colour:
				options[o.Name] = t.Accent
			case theme.Sections:
				options[o.Name] = []string{}
			default:
				options[o.Name] = o.Values
			}
		}
		if err := enc.Encode(map[string]any{"name": t.Name, "about": t.About, "faces": t.Faces, "options": options}); err != nil {
			return err
		}
	}
	return nil
}

// themes is every theme that there is here; where there is no site, it is ours.
func (a *app) themes() ([]theme.Theme, error) {
	set, err := source.Read(a.folder())
	if err != nil {
		return nil, err
	}
	return build.Themes(set), nil
}

// noTheme is the error for the name of a theme that there is not.
func noTheme(list []theme.Theme, name string) error {
	var names []string
	for _, t := range list {
		names = append(names, t.Name)
	}
	hint := ""
	if near := meta.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("\ndid you mean %s?", near)
	}
	return fmt.Errorf("themes %s: there is no such theme; the themes are %s%s", name, strings.Join(names, ", "), hint)
}

// themeOptions writes what can be chosen of one theme.
func (a *app) themeOptions(t theme.Theme) {
	fmt.Fprintf(a.out, "%s  %s\n\nIn the front matter: pdf: {theme: %s, options: {NAME: VALUE}}\n\n", t.Name, t.About, t.Name)
	for _, o := range t.Options() {
		values := strings.Join(o.Values, ", ")
		switch o.Kind {
		case theme.Colour:
			values = "a colour; " + t.Accent
		case theme.Sections:
			values = "a list of sections"
		}
		fmt.Fprintf(a.out, "  %-10s  %-28s  %s\n", o.Name, values, o.Doc)
	}
}
