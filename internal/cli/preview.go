package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/paint"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/theme"
)

// preview prints the résumé in every theme, or in those that are named, and writes the sheets side by side: themes.html and themes.pdf in the
// working folder, as `resgen pdf` does. They show what is published, without private values.
func (a *app) preview(ctx context.Context, only []string) error {
	j, err := a.prepare(ctx, "", true)
	if err != nil {
		return err
	}
	printed := false
	defer func() { j.close(printed) }()
	if j.printer == nil {
		return fmt.Errorf("%s\n`resgen doctor` says how to get a browser", j.noPrint)
	}
	var looks []report.Look
	title := ""
	for _, t := range build.Themes(j.set) {
		if len(only) > 0 && !slices.Contains(only, t.Name) {
			continue
		}
		look, name, err := j.look(ctx, t)
		if err != nil {
			return err
		}
		looks, title = append(looks, look), name
	}
	var page bytes.Buffer
	if err := report.ContactSheet(&page, title, looks); err != nil {
		return err
	}
	res, err := j.printer.Print(ctx, chrome.Job{HTML: page.Bytes()})
	if err != nil {
		return err
	}
	printed = true
	pdf, err := chrome.Finish(res.PDF, chrome.Info{Title: title + " in every theme", Author: title, Lang: "en"})
	if err != nil {
		return err
	}
	files := map[string][]byte{"themes.html": page.Bytes(), "themes.pdf": pdf}
	for name := range files {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("write %s: it is no ordinary file", name)
		}
	}
	for name, b := range files {
		if err := edit.Replace(name, b); err != nil {
			return fmt.Errorf("write %s: %w", name, pathless(err))
		}
	}
	fmt.Fprintf(a.out, "%s in %s → themes.html, themes.pdf\n", title, count(len(looks), "theme"))
	return nil
}

// look is the published sheets in a theme, and whose they are.
func (j *job) look(ctx context.Context, t theme.Theme) (report.Look, string, error) {
	opts := j.options()
	opts.Theme = t.Name
	look := report.Look{Name: t.Name, About: t.About}
	r := build.Build(ctx, j.set, j.memo, opts)
	copies, err := r.Copies(ctx)
	if err != nil {
		return look, "", err
	}
	for _, p := range copies {
		if p.Target.Audience != compose.Public {
			continue
		}
		drawing, err := p.Drawing()
		if err != nil {
			return look, "", err
		}
		for i := range p.Print.Sheets {
			s := &p.Print.Sheets[i]
			w, h := int(1.5*s.Width), int(1.5*s.Height) // in px: sharp at the size at which they are shown
			svg := paint.SVG(drawing, i, paint.Options{})
			png, err := j.printer.Picture(ctx, chrome.Job{HTML: fmt.Appendf(nil, "<!doctype html><style>* { margin: 0 } svg { display: block; width: %dpx; height: %dpx }</style>%s", w, h, svg)}, chrome.View{Width: w, Height: h})
			if err != nil {
				return look, "", err
			}
			look.Sheets = append(look.Sheets, png)
		}
		if n := len(p.Print.Sheets); n > r.Site.Settings.PDF.Pages {
			look.Note = fmt.Sprintf("It takes %s here; %d are allowed.", count(n, "sheet"), r.Site.Settings.PDF.Pages)
		}
	}
	if _, err := r.PDF(compose.Public); len(look.Sheets) == 0 && err != nil { // a layout failed
		return look, "", err
	}
	if len(look.Sheets) == 0 {
		return look, "", fmt.Errorf("themes --preview: there is no résumé to show; write content/resume.md")
	}
	return look, r.Site.Resume.Name.Text, nil
}
