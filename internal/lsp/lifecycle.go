package lsp

import (
	"context"
	"strings"
	"sync"

	"github.com/creachadair/jrpc2"
)

// A lifecycle is how far a connection has come. Messages move it in the order in which they came.
type lifecycle struct {
	mu                     sync.Mutex
	begun, ending, exiting bool
}

// abrupt reports whether the client said exit, and not shutdown.
func (l *lifecycle) abrupt() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.exiting && !l.ending
}

// A client is what the other side said of itself.
type client struct {
	encoding        encoding
	folders         []string // paths of its workspace
	related         bool     // it shows related information
	hierarchical    bool     // it shows trees of symbols
	documentChanges bool     // it takes edits with the version that they are for
}

// Assign is the handler of a method, or nil. jrpc2 asks for it in the order of the messages, and so the connection's life is
// followed here; handlers may run beside each other.
func (s *server) Assign(ctx context.Context, method string) jrpc2.Handler {
	s.life.mu.Lock()
	defer s.life.mu.Unlock()
	l, id := &s.life, jrpc2.InboundRequest(ctx).ID()
	switch {
	case method == "exit":
		if !l.exiting {
			l.exiting = true
			return func(context.Context, *jrpc2.Request) (any, error) { close(s.exit); return nil, nil }
		}
		return ignore
	case method == "initialize" && !l.begun:
		l.begun = true
		return s.guarded(id, s.initialize)
	case !l.begun:
		return refuse(errNotInitialized, "the first request must be initialize")
	case method == "initialize":
		return refuse(jrpc2.InvalidRequest, "initialize was said before")
	case l.ending:
		return refuse(jrpc2.InvalidRequest, "the server is shutting down")
	case method == "shutdown":
		l.ending = true
		return func(context.Context, *jrpc2.Request) (any, error) { return nil, nil }
	}
	h := s.handler(method)
	if h == nil {
		return nil
	}
	return s.guarded(id, func(ctx context.Context, req *jrpc2.Request) (any, error) {
		select {
		case <-s.ready:
			return h(ctx, req)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	})
}

// handler is what answers a method of a connection that has begun; nil for one that we do not know.
func (s *server) handler(method string) jrpc2.Handler {
	switch method {
	case "textDocument/didOpen":
		return s.didOpen
	case "textDocument/didChange":
		return s.didChange
	case "textDocument/didSave":
		return s.didSave
	case "textDocument/didClose":
		return s.didClose
	case "textDocument/codeAction":
		return s.codeAction
	case "textDocument/hover":
		return s.hover
	case "textDocument/completion":
		return s.completion
	case "textDocument/documentSymbol":
		return s.documentSymbol
	case "$/cancelRequest":
		return s.cancelRequest
	}
	return nil
}

func ignore(context.Context, *jrpc2.Request) (any, error) { return nil, nil }

func refuse(code jrpc2.Code, why string) jrpc2.Handler {
	return func(context.Context, *jrpc2.Request) (any, error) { return nil, jrpc2.Errorf(code, "%s", why) }
}

func (s *server) initialize(_ context.Context, req *jrpc2.Request) (any, error) {
	defer close(s.ready) // whatever it said, what follows is answered
	var p initializeParams
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	s.client = client{
		encoding:        agreed(p.Capabilities.General.PositionEncodings),
		related:         p.Capabilities.TextDocument.PublishDiagnostics.RelatedInformation,
		hierarchical:    p.Capabilities.TextDocument.DocumentSymbol.Hierarchical,
		documentChanges: p.Capabilities.Workspace.WorkspaceEdit.DocumentChanges,
	}
	roots := []string{p.RootURI}
	for _, f := range p.WorkspaceFolders {
		roots = append(roots, f.URI)
	}
	for _, uri := range roots {
		if name, ok := fileOf(uri); ok {
			s.client.folders = append(s.client.folders, name)
		}
	}
	if len(s.client.folders) == 0 && p.RootPath != "" {
		s.client.folders = []string{p.RootPath}
	}
	return initializeResult{
		Capabilities: capabilities{
			PositionEncoding:       s.client.encoding.name(),
			TextDocumentSync:       syncOptions{OpenClose: true, Change: 2, Save: true},
			HoverProvider:          true,
			DocumentSymbolProvider: true,
			// Words are asked for as they are typed, anyway; these begin a value or an attribute.
			CompletionProvider: completionOptions{TriggerCharacters: strings.Split(": {=,/", "")},
			CodeActionProvider: codeActionOptions{CodeActionKinds: []string{quickFix, fixAll}},
		},
		ServerInfo: serverInfo{Name: "resgen", Version: s.opts.Version},
	}, nil
}

// cancelRequest ends the work on a request, which is then answered with an error.
func (s *server) cancelRequest(_ context.Context, req *jrpc2.Request) (any, error) {
	var p struct {
		ID rawID `json:"id"`
	}
	if err := req.UnmarshalParams(&p); err != nil {
		return nil, err
	}
	if cancel, ok := s.running.Load(string(p.ID)); ok {
		cancel.(context.CancelFunc)()
	}
	return nil, nil
}

// A rawID is the id of a request, a number or a text, as it was written.
type rawID []byte

func (id *rawID) UnmarshalJSON(b []byte) error {
	*id = append(rawID(nil), b...)
	return nil
}
