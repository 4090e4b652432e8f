package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/theme"
)

func (a *app) themesCommand() *cobra.Command {
	var asJSON, preview bool
	c := &cobra.Command{
		Use:   "themes [NAME]",
		Short: "List the looks of the sheets, and what can be chosen of them",
		Long: "List the themes, those of the site's own static/themes/ among them. With the name of one, what can be chosen of it in the\n" +
			"front matter, as in `pdf: {theme: classic, options: {density: tight}}`.",
		Example: "  resgen themes classic\n  resgen themes --preview    # your own résumé in every theme: themes.html and themes.pdf",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if preview {
				return a.preview(c.Context())
			}
			j, err := a.prepare(c.Context(), "", false)
			if err != nil {
				return err
			}
			defer j.close(false)
			list := build.Themes(j.set)
			if asJSON {
				return a.themesJSON(list)
			}
			if len(args) == 1 {
				return a.themeOptions(list, args[0])
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

// themeOptions writes what can be chosen of one theme.
func (a *app) themeOptions(list []theme.Theme, name string) error {
	var names []string
	for _, t := range list {
		if t.Name != name {
			names = append(names, t.Name)
			continue
		}
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
		return nil
	}
	return fmt.Errorf("themes %s: there is no such theme; the themes are %s", name, strings.Join(names, ", "))
}
