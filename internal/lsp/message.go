package lsp

import (
	"bytes"
	"encoding/json"
	"maps"

	"github.com/creachadair/jrpc2"
)

// A received message, looked through: jrpc2 1.3.6 refuses what is no request only while it is connected, and panics when it comes to it later;
// it takes batches, which the protocol has not, and of which one of a million requests would start as many goroutines.
type received struct {
	body    []byte // of a request or a notification, with the fields that those have; nil for what is neither
	asks    bool   // it is a request
	refusal []byte // what to answer at once; nil for nothing
}

// readMessage looks a message through.
func readMessage(body []byte) received {
	null := json.RawMessage("null")
	refuse := func(id json.RawMessage, code jrpc2.Code, why string) received {
		b, err := json.Marshal(map[string]any{"jsonrpc": jrpc2.Version, "id": id, "error": jrpc2.Error{Code: code, Message: why}})
		if err != nil {
			return received{}
		}
		return received{refusal: b}
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		if json.Valid(body) {
			return refuse(null, jrpc2.InvalidRequest, "a message is an object; there are no batches")
		}
		return refuse(null, jrpc2.ParseError, "the message is no JSON")
	}
	id, asks := fields["id"], true
	switch {
	case len(id) == 0 || bytes.Equal(id, null):
		id, asks = null, false
	case id[0] != '"' && id[0] != '-' && (id[0] < '0' || id[0] > '9'):
		return refuse(null, jrpc2.InvalidRequest, "the id of a request is a number or a text")
	}
	var version, method string
	_, hasResult := fields["result"]
	_, hasError := fields["error"]
	switch {
	case json.Unmarshal(fields["jsonrpc"], &version) != nil || version != jrpc2.Version:
		return refuse(id, jrpc2.InvalidRequest, `"jsonrpc" must be "2.0"`)
	case fields["method"] == nil && (hasResult || hasError):
		return received{} // an answer; we ask for nothing
	case json.Unmarshal(fields["method"], &method) != nil || method == "":
		return refuse(id, jrpc2.InvalidRequest, "the message has no method")
	}
	params := fields["params"]
	if len(params) > 0 && params[0] != '{' && params[0] != '[' && !bytes.Equal(params, null) {
		if !asks {
			return received{}
		}
		return refuse(id, jrpc2.InvalidParams, "parameters are an object or a list")
	}
	others := len(fields)
	maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool {
		return name != "jsonrpc" && name != "id" && name != "method" && name != "params"
	})
	if len(fields) < others { // what others may say beside is not looked at; jrpc2 would refuse all of it
		b, err := json.Marshal(fields)
		if err != nil {
			return refuse(id, jrpc2.ParseError, "the message is no JSON")
		}
		body = b
	}
	return received{body: body, asks: asks}
}
