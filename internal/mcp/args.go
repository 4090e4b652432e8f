package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// add adds a tool whose arguments are the fields of In. Those are decoded here and not by the SDK, whose errors speak of schemas:
// what is wrong with an argument is one line that names it. So is every other error, and a model can act on it.
func add[In any](s *session, srv *sdk.Server, t *sdk.Tool, call func(context.Context, In) (*answer, error)) {
	in := schema[In]()
	for name, words := range choices {
		if p := in.Properties[name]; p != nil {
			p.Enum = words
		}
	}
	t.InputSchema = in
	no := false
	t.Annotations = &sdk.ToolAnnotations{Title: t.Title, ReadOnlyHint: true, IdempotentHint: true, DestructiveHint: &no, OpenWorldHint: &no}
	srv.AddTool(t, func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		in, err := decode[In](req.Params.Arguments)
		var out *answer
		if err == nil {
			out, err = call(ctx, in)
		}
		if err == nil {
			err = s.sealed(out)
		}
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			failed := &sdk.CallToolResult{}
			failed.SetError(errors.New(t.Name + ": " + oneLine(err.Error())))
			return failed, nil
		}
		return out.result(), nil
	})
}

// schema is the JSON Schema of a struct, with the descriptions that its fields' jsonschema tags have.
func schema[T any]() *jsonschema.Schema {
	s, err := jsonschema.For[T](nil)
	if err != nil {
		panic(fmt.Sprintf("mcp: schema of %T: %v", *new(T), err))
	}
	for _, p := range s.Properties {
		if slices.Contains(p.Types, "array") { // it may be null in Go, and never is here
			p.Type, p.Types = "array", nil
		}
	}
	return s
}

// decode reads arguments; none at all are the zero In.
func decode[In any](raw json.RawMessage) (in In, err error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return in, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err = d.Decode(&in)
	var typed *json.UnmarshalTypeError
	switch {
	case err == nil:
	case errors.As(err, &typed) && typed.Field == "":
		return in, errors.New("the arguments must be an object")
	case errors.As(err, &typed):
		return in, fmt.Errorf("%s must be %s, not %s", typed.Field, kindOf(typed.Type.Kind().String()), strings.Fields(typed.Value)[0])
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		names := []string{}
		for name := range schema[In]().Properties {
			names = append(names, name)
		}
		slices.Sort(names)
		return in, fmt.Errorf("there is no argument %s; it takes %s", strings.TrimPrefix(err.Error(), "json: unknown field "), listed(names))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return in, errors.New("the arguments are cut off")
	}
	return in, err
}

// kindOf is a kind of Go as JSON names it, with its article.
func kindOf(kind string) string {
	switch kind {
	case "int":
		return "a whole number"
	case "bool":
		return "true or false"
	}
	return "a " + kind
}

func listed(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// oneLine is a text with its lines behind each other.
func oneLine(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	return strings.Join(lines, "; ")
}
