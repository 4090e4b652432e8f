package mcp

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
)

type tailorArgs struct {
	Posting string `json:"posting,omitempty" jsonschema:"the text of a job posting, plain, Markdown or HTML"`
	Path    string `json:"path,omitempty" jsonschema:"or a posting of the site, as in content/jobs/acme.md"`
}

func (s *session) tailorTool() *sdk.Tool {
	return &sdk.Tool{
		Name: "tailor", Title: "Hold the résumé against a job posting",
		Description: "Which terms of a job posting the résumé proves in a bullet, says in another word, only lists, or lacks; what is required and what is preferred apart, with the line of each " +
			"proof. It is exact and made of the text alone. Use it to choose and to reword what is true; never add a skill, a figure or a name that the person has not confirmed.",
		OutputSchema: schema[tailor.Data](),
	}
}

// tailor holds the résumé against a posting.
func (s *session) tailor(ctx context.Context, in tailorArgs) (*answer, error) {
	if (in.Posting == "") == (in.Path == "") {
		return nil, errors.New("give either posting, which is its text, or path, which is a file of the site")
	}
	a, _, err := s.build(ctx, "", false)
	if err != nil {
		return nil, err
	}
	f := source.NewFile("posting", []byte(in.Posting))
	if in.Path != "" {
		var ok bool
		if f, ok = a.set.File(path.Clean(in.Path)); !ok || !strings.HasPrefix(f.Path, "content/") {
			return nil, fmt.Errorf("there is no %s in the site", in.Path)
		}
	}
	r := a.result.Site.Resume
	if r == nil {
		return nil, errors.New("there is no content/resume.md to hold against it")
	}
	data := tailor.Read(r, posting.Read(f), a.result.Today()).Data()
	var b strings.Builder
	fmt.Fprintf(&b, "held against %s: of %d required terms %d are proven, %d in another word, %d only listed, %d missing\n", cmp.Or(data.Title, "a posting without a title"), data.Required.All, data.Required.Proven, data.Required.Near,
		data.Required.Listed, data.Required.Missing)
	if data.Inconclusive != "" {
		fmt.Fprintf(&b, "inconclusive: %s\n", data.Inconclusive)
	}
	for _, t := range data.Terms {
		fmt.Fprintf(&b, "%s %s: %s", t.Class, t.Written, t.State)
		for _, p := range t.Places[:min(len(t.Places), 3)] {
			fmt.Fprintf(&b, " %s:%d:%d", p.Path, p.Line, p.Col)
		}
		b.WriteByte('\n')
	}
	out := &answer{from: a}
	out.text(strings.TrimSpace(b.String()))
	return out, out.structured(data)
}
