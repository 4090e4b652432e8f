package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/report"
)

type explainArgs struct {
	Rule string `json:"rule" jsonschema:"the rule's name as findings have it, as in sheet/stranded-heading"`
}

func (s *session) explainTool() *sdk.Tool {
	return &sdk.Tool{
		Name: "explain", Title: "Explain a rule",
		Description: "The manual of one rule: what it finds, why that matters to the person, the numbers that it holds against and how the front matter sets them, " +
			"a bad example and the same one mended, and how to mend it. Read it before you mend a finding of a rule that you do not know, or make an exception from one.",
	}
}

// explain is a rule's manual.
func (s *session) explain(_ context.Context, in explainArgs) (*answer, error) {
	if in.Rule == "" {
		return nil, errors.New("the argument rule is missing; the tool rules lists them")
	}
	r, err := check.Select(s.opts.Rules, in.Rule)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.opts.Manual, func(m report.Rule) bool { return m.ID == r.ID })
	var b strings.Builder
	if err := report.Explain(&b, s.opts.Manual[i], report.Options{}); err != nil {
		return nil, err
	}
	out := &answer{}
	out.text(strings.TrimSpace(b.String()))
	return out, nil
}

type rulesArgs struct {
	Group string `json:"group,omitempty" jsonschema:"only the rules of this group, as in sheet or parse. Default: all"`
}

func (s *session) rulesTool() *sdk.Tool {
	return &sdk.Tool{
		Name: "rules", Title: "List the rules",
		Description: "Every rule with its default level and what it finds, one a line. explain has the whole manual of one.",
	}
}

// rules is the list of them.
func (s *session) rules(_ context.Context, in rulesArgs) (*answer, error) {
	var b strings.Builder
	groups := []string{}
	for _, r := range s.opts.Rules {
		if g := check.Group(r.ID); !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
		if in.Group == "" || check.Group(r.ID) == in.Group {
			what, _, _ := strings.Cut(r.Doc.What, "\n")
			fmt.Fprintf(&b, "%s (%s): %s\n", r.ID, r.Level, what)
		}
	}
	if b.Len() == 0 {
		return nil, fmt.Errorf("there is no group %q; the groups are %s", in.Group, strings.Join(groups, ", "))
	}
	out := &answer{}
	out.text(strings.TrimSpace(b.String()))
	return out, nil
}
