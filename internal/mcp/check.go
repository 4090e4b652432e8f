package mcp

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/report"
)

// choices is the words that arguments take, by their names.
var choices = map[string][]any{"level": {"error", "warning", "info"}, "audience": {"public", "sent"}}

// The findings that an answer lists: an assistant mends those first, and asks again.
const (
	listedFindings = 50
	mostFindings   = 500
)

type checkArgs struct {
	File       string `json:"file,omitempty" jsonschema:"only findings at this file of the site, as in content/resume.md; or one Markdown file that is no part of the site, which is then checked as a résumé by itself. Default: the whole site"`
	Level      string `json:"level,omitempty" jsonschema:"the lowest severity to list. Default: info, which lists all"`
	Rule       string `json:"rule,omitempty" jsonschema:"only findings of this rule, as in sheet/stranded-heading, or of this group of rules: sheet, parse, text, content, date, read, meta, link, page, privacy and more; the tool rules lists them"`
	SourceOnly bool   `json:"source_only,omitempty" jsonschema:"leave the print out: rules about sheets and parsers are skipped, and no browser is needed. Default: false"`
	Limit      int    `json:"limit,omitempty" jsonschema:"the most findings to list, errors first, 1 to 500. Default: 50"`
}

// checked is the data of an answer.
type checked struct {
	Errors   int               `json:"errors" jsonschema:"findings of this severity that were asked for, listed or not"`
	Warnings int               `json:"warnings"`
	Infos    int               `json:"infos"`
	Unlisted int               `json:"unlisted" jsonschema:"how many of these are not listed"`
	Others   int               `json:"others" jsonschema:"findings that were not asked for, as they are at another file, of another rule or below the level"`
	Printed  []string          `json:"printed" jsonschema:"the prints that were checked, as in resume.pdf (public)"`
	Skipped  []string          `json:"skipped" jsonschema:"what could not be checked, and why"`
	Findings []json.RawMessage `json:"findings"`
}

func (s *session) checkTool() *sdk.Tool {
	out := schema[checked]()
	out.Properties["findings"].Items = &jsonschema.Schema{Type: "object", Description: "as resgen check --format json writes them: rule, severity, path, start and end (line and col from 1, offset in bytes), message, help, notes, " +
		"fix (edits that put new in the place from start to end; safe when they cannot change what the text means), target (the print that it holds for) and sheet"}
	return &sdk.Tool{
		Name: "check", Title: "Check the résumé",
		Description: "Say what is wrong with the résumé, its printed sheets, what a parser reads of them, and the site. Each finding has its place (path:line:col), severity, rule, " +
			"the reason and how to mend it, with the source line and the edit where a machine can make it. Everything is read anew from disk: call it once at the start, " +
			"and again after each round of edits, until no error is left and each warning is mended or kept on purpose. " +
			"No findings means that it is clean, unless the last line says that rules were skipped.",
		OutputSchema: out,
	}
}

// check is the findings of the site, or of one file.
func (s *session) check(ctx context.Context, in checkArgs) (*answer, error) {
	level, ok := diag.ParseSeverity(cmp.Or(in.Level, "info"))
	if !ok || level == diag.Off {
		return nil, fmt.Errorf("level %q must be error, warning or info", in.Level)
	}
	if in.Rule != "" {
		if err := check.Known(s.opts.Rules, in.Rule); err != nil {
			return nil, err
		}
	}
	limit := cmp.Or(in.Limit, listedFindings)
	if limit < 1 || limit > mostFindings {
		return nil, fmt.Errorf("limit %d must be from 1 to %d", in.Limit, mostFindings)
	}
	a, at, err := s.build(ctx, in.File, !in.SourceOnly)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(slices.Clone(a.report.Findings), func(d diag.Diagnostic) bool {
		return d.Severity < level || in.Rule != "" && d.Rule != in.Rule && check.Group(d.Rule) != in.Rule || at != "" && a.set.Only == "" && d.Span.Path() != at
	})
	sum := report.Summarize(all)
	listed := slices.Clone(all)
	slices.SortStableFunc(listed, func(a, b diag.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	listed = listed[:min(limit, len(listed))]
	listed.Sort()
	listed = s.discreet(a, listed)

	data := checked{Errors: sum.Errors, Warnings: sum.Warnings, Infos: sum.Infos, Unlisted: len(all) - len(listed), Others: len(a.report.Findings) - len(all), Printed: []string{}, Skipped: []string{}, Findings: []json.RawMessage{}}
	sum.Files = len(a.result.Documents)
	if prints, err := a.result.Prints(ctx); err == nil && a.why == "" {
		sum.Targets = len(prints)
		for _, p := range prints {
			data.Printed = append(data.Printed, p.Target.String())
		}
	}
	for _, k := range a.report.Skipped {
		sum.Skipped = append(sum.Skipped, report.Skip{Count: k.Count, Group: k.Needs, Reason: k.Reason})
		data.Skipped = append(data.Skipped, fmt.Sprintf("%d %s rules: %s", k.Count, k.Needs, k.Reason))
	}
	if n, why := a.result.Withheld(); n > 0 {
		sum.Skipped = append(sum.Skipped, report.Skip{Count: n, Noun: "target", Reason: why})
		data.Skipped = append(data.Skipped, fmt.Sprintf("%d targets: %s", n, why))
	}
	o := report.Options{Prefix: s.opts.Prefix(a.set.Root), Version: s.opts.Version}
	var lines, text bytes.Buffer
	if err := report.JSON(&lines, listed, o); err != nil {
		return nil, err
	}
	for line := range bytes.Lines(lines.Bytes()) {
		data.Findings = append(data.Findings, bytes.TrimSpace(line))
	}
	o.Rules = s.opts.Manual
	if err := report.Text(&text, listed, o); err != nil {
		return nil, err
	}
	if data.Unlisted > 0 {
		fmt.Fprintf(&text, "%d more findings are not listed; mend these first, or ask with a rule, a level or a limit\n", data.Unlisted)
	}
	if data.Others > 0 {
		fmt.Fprintf(&text, "%d other findings were not asked for; of those that were:\n", data.Others)
	}
	text.WriteString(sum.Line(o))
	out := &answer{from: a}
	out.text(strings.TrimSpace(text.String()))
	return out, out.structured(data)
}
