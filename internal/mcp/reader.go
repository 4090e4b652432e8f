package mcp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/check"
)

type readerArgs struct{ which }

// read is the data of an answer.
type read struct {
	Print  string  `json:"print" jsonschema:"what was read, as in resume.pdf (public)"`
	Found  int     `json:"found" jsonschema:"fields that are read again as what they are"`
	Of     int     `json:"of" jsonschema:"fields that the résumé has"`
	Fields []field `json:"fields" jsonschema:"in the order of the source"`
}

type field struct {
	Kind   string `json:"kind" jsonschema:"name, headline, e-mail, phone, location, link, section, title, organization, start date, end date, bullet or group of skills"`
	Text   string `json:"text" jsonschema:"as the résumé says it"`
	Found  bool   `json:"found"`
	ReadAs string `json:"read_as,omitempty" jsonschema:"of a field that is missed: what is read in its place"`
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line,omitempty" jsonschema:"1-based"`
	Col    int    `json:"col,omitempty" jsonschema:"1-based, in code points"`
}

func (s *session) readerTool() *sdk.Tool {
	return &sdk.Tool{
		Name: "reader", Title: "Read the résumé as a parser does",
		Description: "What a parser of résumés, such as those of applicant tracking systems, recovers from the printed PDF, blind: each field of the résumé, found or missed, " +
			"and what is read in place of a missed one, with its place in the source. A field that is missed here arrives wrong or empty in an employer's form. " +
			"The rules of the group parse say what to change.",
		OutputSchema: schema[read](),
	}
}

// reader is what a parser reads of a print.
func (s *session) reader(ctx context.Context, in readerArgs) (*answer, error) {
	a, p, err := s.print(ctx, in.which)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(a.report.Recall, func(r check.Recall) bool { return r.Target.String() == p.Target.String() })
	if i < 0 {
		return nil, errors.New("there is no résumé to compare the print with")
	}
	t := a.report.Recall[i].Table
	data := read{Print: p.Target.String(), Found: t.Found(), Of: len(t.Fields), Fields: []field{}}
	var missed, found strings.Builder
	for _, f := range t.Fields {
		at := f.Span.Position()
		v := field{Kind: string(f.Kind), Text: oneLine(f.Text), Found: f.Found, Path: s.path(a, f.Span), Line: at.Line, Col: at.Col}
		if !f.Found {
			if v.ReadAs = oneLine(f.Read); f.Run != "" {
				v.ReadAs = oneLine(f.Run)
			}
		}
		data.Fields = append(data.Fields, v)
		switch {
		case v.Found:
			fmt.Fprintf(&found, "  %s: %s\n", v.Kind, v.Text)
		case v.ReadAs == "":
			fmt.Fprintf(&missed, "  %s:%d:%d: %s %q is not read\n", v.Path, v.Line, v.Col, v.Kind, v.Text)
		default:
			fmt.Fprintf(&missed, "  %s:%d:%d: %s %q is read as %q\n", v.Path, v.Line, v.Col, v.Kind, v.Text, v.ReadAs)
		}
	}
	text := fmt.Sprintf("a parser reads %d of %d fields of %s\n", data.Found, data.Of, data.Print)
	if missed.Len() > 0 {
		text += "\nmissed:\n" + missed.String()
	}
	if found.Len() > 0 {
		text += "\nread:\n" + found.String()
	}
	out := &answer{from: a}
	out.text(strings.TrimSpace(text))
	return out, out.structured(data)
}
