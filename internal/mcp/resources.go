package mcp

import (
	"context"
	"errors"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/meta"
)

// The addresses of the resources.
const (
	resumeURI = "resgen://resume"
	schemaURI = "resgen://schema/resume"
)

// resources adds what a client may put before a model without a call.
func (s *session) resources(srv *sdk.Server) {
	about := "The résumé's Markdown, as findings number its lines."
	if !s.opts.Private {
		about += " Private values have stars in their places: do not write this text back over the file."
	}
	add := func(uri, name, about, mime string, text func(context.Context) ([]byte, error)) {
		srv.AddResource(&sdk.Resource{URI: uri, Name: name, Description: about, MIMEType: mime},
			func(ctx context.Context, _ *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
				b, err := text(ctx)
				if err != nil {
					return nil, errors.New(oneLine(err.Error()))
				}
				return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: uri, MIMEType: mime, Text: string(b)}}}, nil
			})
	}
	add(resumeURI, "resume.md", about, "text/markdown", s.source)
	add(schemaURI, "resume.schema.json", "The JSON Schema of resume.md's front matter: every key, what it means and the values that it takes.", "application/schema+json",
		func(context.Context) ([]byte, error) { return meta.JSONSchema(meta.ResumeDoc), nil })
}

// source is the résumé as it is written.
func (s *session) source(ctx context.Context) ([]byte, error) {
	a, _, err := s.build(ctx, "", false)
	if err != nil {
		return nil, err
	}
	m := a.result.Site.Master
	if m == nil {
		return nil, errors.New("there is no résumé that can be read; check says why")
	}
	if s.opts.Private {
		return m.File.Bytes, nil
	}
	if err := s.shown(a); err != nil {
		return nil, err
	}
	out := &answer{from: a}
	out.text(string(starred(m.File.Whole(), a.hidden(m.File))))
	return out.texts()[1], s.sealed(out)
}
