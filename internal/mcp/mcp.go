// Package mcp answers coding assistants over the Model Context Protocol: what is wrong with a résumé, what its printed sheets
// look like and say, what a parser reads there, what a rule means.
//
// In: a way to the site ([Options]) and a pair of streams. Out: tools and resources. Each call reads the disk and builds anew,
// with what the calls before remember; nothing is watched, and nothing is built before the first call. It is read only: no tool
// writes, and what an assistant mends it mends with its own hands.
//
// What is private does not leave, unless [Options.Private] says so: findings are discreet, texts and pictures are those of the
// published print, and the source has stars in the place of private values. Where it cannot be told what is private, because what
// marks it has no effect, nothing of the résumé is shown. Before an answer leaves it is looked through once more.
package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/report"
)

// Options is what a server works with. All but Private must be given.
type Options struct {
	Source string               // the site's folder, or the one Markdown file that a site is made of
	Memory func() *build.Memory // an empty one, for the site or for a file by itself
	// Build is how to build the site, or a file by itself. It is asked each time, so that a browser installed meanwhile is found;
	// a printer that it makes may end with ctx, which is that of the whole session.
	Build   func(ctx context.Context, site bool) build.Options
	Rules   []*check.Rule                   // those that are held against it
	Manual  []report.Rule                   // their documentation
	Prefix  func(root string) (path string) // the site's folder as the assistant names it: "" for the one that it works in
	Version string                          // of resgen
	Private bool                            // what is private may leave
}

// Run serves one client until it closes its stream or ctx is done; both are no error. Nothing of what calls began is left when
// it returns, but for the printers of Options.Build, which are the caller's.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer) error {
	err := serve(ctx, o, &sdk.IOTransport{Reader: io.NopCloser(in), Writer: open{out}})
	if err != nil && ctx.Err() == nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("the client's stream: %w", err)
	}
	return nil
}

// open is a stream that stays open: it belongs to the caller.
type open struct{ io.Writer }

// Close does nothing.
func (open) Close() error { return nil }

// serve is Run over any transport.
func serve(ctx context.Context, o Options, t sdk.Transport) error {
	s := newSession(ctx, o)
	defer s.close()
	return s.server().Run(ctx, t)
}

// server is the protocol's side: the tools and resources of a session.
func (s *session) server() *sdk.Server {
	srv := sdk.NewServer(&sdk.Implementation{Name: "resgen", Title: "resgen, the résumé compiler", Version: s.opts.Version}, &sdk.ServerOptions{
		Instructions: s.instructions(),
		Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}, Resources: &sdk.ResourceCapabilities{}},
	})
	add(s, srv, s.checkTool(), s.check)
	add(s, srv, s.sheetsTool(), s.sheets)
	add(s, srv, s.readerTool(), s.reader)
	add(s, srv, s.tailorTool(), s.tailor)
	add(s, srv, s.explainTool(), s.explain)
	add(s, srv, s.rulesTool(), s.rules)
	s.resources(srv)
	return srv
}

// instructions is what a model is told of the whole before it calls a tool.
func (s *session) instructions() string {
	text := "resgen compiles a résumé from Markdown, content/resume.md, prints it with headless Chrome, reads the print back and says what is wrong, " +
		"as a compiler does. Work in a loop: call check, mend the source at the places that it names with your own tools for editing, call check again. " +
		"Look at sheets before you say that a layout is good, and at reader before you say that a parser of résumés understands it. " +
		"Where a finding is not clear, explain is the manual of its rule. All tools only read; each call builds anew from what is on disk, so save first. "
	if s.opts.Private {
		return text + "This server was started with --private: answers may hold private values, such as a phone number. Do not repeat them where others can read them."
	}
	return text + "What is private (values that the front matter names under private:, private.yaml, and what is marked <!-- private -->) is left out of all answers."
}
