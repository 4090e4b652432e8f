package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/theme"
)

// lookName reports a theme that is not among those that there are. A theme that nobody wrote down is not looked at.
func lookName(p *check.Pass, key string, name meta.Name, themes []theme.Theme) {
	if !name.Span.Known() || name.Text == "" || len(themes) == 0 {
		return
	}
	var names []string
	for _, t := range themes {
		if t.Name == name.Text {
			return
		}
		names = append(names, t.Name)
	}
	best := meta.Nearest(name.Text, names)
	d := diag.Diagnostic{
		Span:    name.Span,
		Message: fmt.Sprintf("%q is %q; there is no such theme", key, name.Text),
		Help:    "the themes are " + list(names),
	}
	if best != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", best)
		d.Fix = &diag.Fix{Message: fmt.Sprintf("choose the theme %q", best), Edits: []diag.Edit{{Span: name.Span, New: best}}}
	}
	p.Report(d)
}

// lookOptions reports what was chosen of a theme and what it does not have: an option, a value, a colour that cannot be read.
func lookOptions(p *check.Pass) {
	pdf := p.Site.Settings.PDF
	i := slices.IndexFunc(p.Themes, func(t theme.Theme) bool { return t.Name == pdf.Theme.Text })
	if i < 0 {
		return
	}
	t := p.Themes[i]
	for _, c := range pdf.Options {
		o, ok := t.Option(c.Name.Text)
		if !ok {
			var names []string
			for _, o := range t.Options() {
				names = append(names, o.Name)
			}
			best, message := meta.Nearest(c.Name.Text, names), fmt.Sprintf("the theme %q has no option %q", t.Name, c.Name.Text)
			if best != "" {
				message += fmt.Sprintf("; did you mean %q?", best)
			}
			p.Report(diag.Diagnostic{Span: c.Name.Span, Message: message, Help: "its options are " + list(names)})
			continue
		}
		values := c.Values
		switch {
		case len(values) == 0:
			d := diag.Diagnostic{Span: c.Name.Span, Message: fmt.Sprintf("the option %q has no value", o.Name), Help: "it may be " + strings.Replace(list(o.Values), " and ", " or ", 1)}
			switch o.Kind {
			case theme.Colour:
				d.Help = "write the colour in quotes, as in \"#1f4e79\": a # that stands bare begins a comment"
			case theme.Sections:
				d.Help = "write a list of sections, as in [skills, experience]"
			}
			p.Report(d)
			continue
		case len(values) > 1 && o.Kind != theme.Sections && c.Value.Text != "":
			values = []meta.Name{c.Value} // "rgb(0, 0, 0)" is one wrong value, and not three
		case len(values) > 1 && o.Kind != theme.Sections:
			p.Report(diag.Diagnostic{Span: values[1].Span, Message: fmt.Sprintf("the option %q takes one value", o.Name), Help: "leave one of them"})
			continue
		}
		for _, v := range values {
			d := diag.Diagnostic{Span: v.Span}
			switch problem := theme.Problem(v.Text); {
			case o.Kind == theme.Choice && !slices.Contains(o.Values, v.Text):
				d.Message, d.Help = fmt.Sprintf("%q is no value of the option %q", v.Text, o.Name), "it may be "+strings.Replace(list(o.Values), " and ", " or ", 1)
				if best := meta.Nearest(v.Text, o.Values); best != "" {
					d.Fix = &diag.Fix{Message: fmt.Sprintf("choose %q", best), Edits: []diag.Edit{{Span: v.Span, New: best}}}
				}
			case o.Kind == theme.Colour && problem != "":
				d.Message, d.Help = fmt.Sprintf("%q %s", v.Text, problem), colourHelp(v.Text)
			case o.Kind == theme.Sections && p.Resume() != nil && !hasSection(p.Resume(), v.Text):
				d.Message, d.Help = fmt.Sprintf("the résumé has no section %q to put first", v.Text), "write the kind of a section, as in `skills`, or its heading"
			default:
				continue
			}
			p.Report(d)
		}
	}
}

// hasSection reports whether a résumé has a section of a kind or a heading.
func hasSection(r *resume.Resume, name string) bool {
	return slices.ContainsFunc(r.Sections, func(s resume.Section) bool { return render.Named(s, name) })
}

// colourHelp is a colour that can be read in place of one that cannot; "" when none suggests itself.
func colourHelp(colour string) string {
	if theme.Problem("#"+colour) == "" {
		return fmt.Sprintf("write it as \"#%s\"", colour)
	}
	if dark := theme.Readable(colour); dark != "" {
		return fmt.Sprintf("the nearest of this hue that can be read is %q", dark)
	}
	return ""
}
