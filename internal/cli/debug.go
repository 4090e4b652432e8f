package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/report"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
)

var stages = []string{"source", "document", "resume", "dropped", "site", "artifacts", "sheets", "diags"}

func (a *app) debugCommand() *cobra.Command {
	c := &cobra.Command{
		Use:       "debug STAGE [FILE.md]",
		Short:     "Print what flows between the stages, as JSON",
		Long:      "Print what a stage made of the content, as JSON: " + strings.Join(stages, ", ") + ".\nresume shows how a résumé was read; it is what to attach to a report that something was misread. Private values are left out of all stages but document, which is the source as it was parsed, and sheets are the published ones without --private. dropped lists what was left out of it on purpose.",
		Example:   "  resgen debug resume resume.md",
		Args:      cobra.RangeArgs(1, 2),
		ValidArgs: stages,
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(stages, args[0]) {
				return fmt.Errorf("debug %s: it must be one of %s", args[0], strings.Join(stages, ", "))
			}
			return a.debug(c.Context(), args[0], strings.Join(args[1:], ""))
		},
	}
	a.contentFlags(c)
	c.Flags().BoolVar(&a.flags.private, "private", false, "of stage sheets, those that are sent as well, with private values")
	c.Flags().StringVar(&a.flags.lang, "lang", "", "of stage resume, the résumé in this `language`, as in de")
	return c
}

// debug prints what one stage made.
func (a *app) debug(ctx context.Context, stage, file string) error {
	prints := stage == "sheets" || stage == "diags"
	j, err := a.prepare(ctx, file, prints)
	if err != nil {
		return err
	}
	printed := false
	defer func() { j.close(printed) }()
	if stage == "sheets" && j.printer == nil {
		return fmt.Errorf("%s\n`resgen doctor` says how to get a browser", j.noPrint)
	}
	r := build.Build(ctx, j.set, j.memo, j.options())
	if file != "" {
		for _, p := range j.set.Problems() {
			if p.Span.Path() == j.set.Only {
				return fmt.Errorf("debug %s: %s\n%s", file, p.Text, p.Help)
			}
		}
	}
	var value any
	switch stage {
	case "source":
		value = debugSource(j.set)
	case "document":
		value = debugDocuments(r.Documents)
	case "resume":
		v := r.Site.Version(a.flags.lang)
		switch {
		case a.flags.lang == "":
			value = debugResume(r.Site.Resume)
		case v == nil:
			return fmt.Errorf("--lang %s: there is no résumé in that language", a.flags.lang)
		default:
			value = debugResume(v.Resume)
		}
	case "dropped":
		value = debugDropped(r.Site)
	case "site":
		value = debugSite(r)
	case "artifacts":
		value = debugArtifacts(r)
	case "sheets":
		if value, err = debugSheets(ctx, r, a.flags.private); err != nil {
			return err
		}
		printed = true
	case "diags":
		if value, err = a.debugDiags(ctx, r); err != nil {
			return err
		}
		printed = j.printer != nil
	}
	return a.printJSON(value)
}

func place(s source.Span) string {
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Col)
}

func debugSource(set *source.Set) any {
	type file struct {
		Path  string `json:"path"`
		Bytes int    `json:"bytes"`
		Hash  string `json:"sha256"`
	}
	type problem struct {
		Rule  string `json:"rule"`
		Place string `json:"place"`
		Text  string `json:"text"`
	}
	out := struct {
		Files    []file    `json:"files"`
		Problems []problem `json:"problems"`
	}{[]file{}, []problem{}}
	for _, f := range set.All() {
		out.Files = append(out.Files, file{f.Path, len(f.Bytes), fmt.Sprintf("%x", f.Hash)})
	}
	for _, p := range set.Problems() {
		out.Problems = append(out.Problems, problem{p.Rule, place(p.Span), p.Text})
	}
	return out
}

func debugSite(r *build.Result) any {
	type page struct {
		Kind   string   `json:"kind"`
		Path   string   `json:"path"`
		Title  string   `json:"title"`
		Source string   `json:"source,omitempty"`
		Lang   string   `json:"lang"`
		Date   string   `json:"date,omitempty"`
		Tags   []string `json:"tags,omitempty"`
		Lists  []string `json:"lists,omitempty"`
	}
	type version struct {
		Lang   string `json:"lang"`
		Source string `json:"source"`
		Paper  string `json:"paper"`
	}
	s := r.Site
	out := struct {
		Title   string   `json:"title"`
		Lang    string   `json:"lang"`
		Base    string   `json:"base"`
		Pages   []page   `json:"pages"`
		Files   []string `json:"files"`
		Targets []string `json:"targets"`
		// Of each language of the résumé, the main one first.
		Versions []version `json:"versions"`
	}{s.Title, s.Lang, s.Base.Origin + s.Base.Path, []page{}, []string{}, []string{}, []version{}}
	for _, v := range s.Versions {
		out.Versions = append(out.Versions, version{v.Lang, v.Doc.File.Path, v.Settings.PDF.Paper})
	}
	for _, p := range s.Pages {
		v := page{Kind: string(p.Kind), Path: p.Path, Title: p.Title, Lang: p.Lang, Date: p.Date, Tags: p.Tags}
		if p.Doc != nil {
			v.Source = p.Doc.File.Path
		}
		for _, l := range p.Pages {
			v.Lists = append(v.Lists, l.Path)
		}
		out.Pages = append(out.Pages, v)
	}
	for _, f := range s.Files {
		out.Files = append(out.Files, f.Path)
	}
	for _, t := range s.Targets {
		out.Targets = append(out.Targets, t.String())
	}
	return out
}

func debugArtifacts(r *build.Result) any {
	out := struct {
		Public []string `json:"public"`
		Sent   []string `json:"sent"`
	}{[]string{}, []string{}}
	for _, a := range r.Public.All() {
		out.Public = append(out.Public, a.Path)
	}
	for _, a := range r.Sent.All() {
		out.Sent = append(out.Sent, a.Path)
	}
	return out
}

func debugSheets(ctx context.Context, r *build.Result, sent bool) (any, error) {
	type target struct {
		Target string       `json:"target"`
		Print  *sheet.Print `json:"print"`
	}
	prints, err := r.Prints(ctx)
	out := []target{}
	for _, p := range prints {
		if sent || p.Target.Audience == compose.Public {
			out = append(out, target{p.Target.String(), p.Print})
		}
	}
	return out, err
}

// debugDiags is the findings as --format json writes them, in an array.
func (a *app) debugDiags(ctx context.Context, r *build.Result) (any, error) {
	rep, err := r.Check(ctx, a.rules, true)
	if err != nil {
		return nil, err
	}
	var lines bytes.Buffer
	o := report.Options{Rules: documentation(a.rules), Version: versionText(), Prefix: prefix(r.Set.Root)}
	if err := report.JSON(&lines, report.Discreet(rep.Findings, r.Site.Unpublished()), o); err != nil { // what is printed here is sent to others
		return nil, err
	}
	out := []json.RawMessage{}
	for line := range bytes.Lines(lines.Bytes()) {
		out = append(out, line)
	}
	return out, nil
}
