package mcp

import (
	"encoding/json"
	"path"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/source"
)

// An answer is what a tool says: text and pictures in turn, and for programs the same as data.
type answer struct {
	from    *attempt // what it was made from; nil when of no résumé
	content []sdk.Content
	data    json.RawMessage
}

func (out *answer) text(text string) { out.content = append(out.content, &sdk.TextContent{Text: text}) }

func (out *answer) picture(png []byte) {
	out.content = append(out.content, &sdk.ImageContent{Data: png, MIMEType: "image/png"})
}

// structured adds the data.
func (out *answer) structured(v any) error {
	b, err := json.Marshal(v)
	out.data = b
	return err
}

// texts is all that is not a picture.
func (out *answer) texts() [][]byte {
	all := [][]byte{out.data}
	for _, c := range out.content {
		if t, ok := c.(*sdk.TextContent); ok {
			all = append(all, []byte(t.Text))
		}
	}
	return all
}

func (out *answer) result() *sdk.CallToolResult {
	res := &sdk.CallToolResult{Content: out.content}
	if out.data != nil {
		res.StructuredContent = out.data
	}
	return res
}

// path is a span's path as the assistant names it.
func (s *session) path(a *attempt, at source.Span) string {
	if prefix := s.opts.Prefix(a.set.Root); prefix != "" && at.Known() {
		return path.Join(prefix, at.Path())
	}
	return at.Path()
}
