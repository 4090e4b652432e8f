package lsp_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/lsp"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/watch"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// A peer is the client's side of a connection, as a script.
type peer struct {
	t    testing.TB
	conn net.Conn
	root string
	done chan error // of Serve

	mu      sync.Mutex
	cond    *sync.Cond
	next    int
	answers map[string]reply
	found   map[string]published // by path below root
	came    int                  // publications
	notices []string
	gone    bool
	texts   map[string]string
}

type reply struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

type published struct {
	URI         string `json:"uri"`
	Version     *int   `json:"version"`
	Diagnostics []found
}

type place struct{ Line, Character int }

type span struct{ Start, End place }

type found struct {
	Range    span
	Severity int
	Code     string
	Source   string
	Message  string
	Related  []struct {
		Location struct {
			URI   string
			Range span
		}
		Message string
	} `json:"relatedInformation"`
}

// setting is how a server is made for a test.
type setting struct {
	files   map[string]string
	rules   []*check.Rule
	printer *build.Printer
	noPrint string
	caps    string // of initialize, as JSON
	silent  bool   // initialize is not said
	at      string // of the workspace, below the files' folder; "-" for none
}

// start runs a server over files in a new folder, and says initialize.
func start(t testing.TB, set setting) *peer {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := &peer{t: t, root: root, done: make(chan error, 1), answers: map[string]reply{}, found: map[string]published{}, texts: map[string]string{}}
	p.cond = sync.NewCond(&p.mu)
	for name, text := range set.files {
		p.write(name, text)
	}
	here, there := net.Pipe()
	p.conn = here
	if set.rules == nil {
		set.rules = rules.All()
	}
	go func() {
		err := lsp.Serve(t.Context(), there, there, lsp.Options{
			Version: "test", Rules: set.rules,
			Memory: func() *build.Memory { return build.NewMemory(nil, "test") },
			Build: func() build.Options {
				return build.Options{Printer: set.printer, NoPrint: set.noPrint, Today: date.Date{Year: 2026, Month: 11}}
			},
			Log: t.Logf,
			Watch: func(set *source.Set) (<-chan watch.Change, func(), error) {
				w, err := watch.New(watch.Options{Root: set.Root})
				if err != nil {
					return nil, nil, err
				}
				return w.Changes(), w.Close, nil
			},
		})
		there.Close()
		p.done <- err
	}()
	go p.listen()
	t.Cleanup(func() { here.Close(); <-p.done })
	if !set.silent {
		uri := "null"
		if set.at != "-" {
			uri = strconv.Quote(p.uri(set.at))
		}
		if set.caps == "" {
			set.caps = `{}`
		}
		p.call("initialize", json.RawMessage(fmt.Sprintf(`{"processId":null,"rootUri":%s,"capabilities":%s}`, uri, set.caps)))
		p.tell("initialized", struct{}{})
	}
	return p
}

func (p *peer) write(name, text string) {
	p.t.Helper()
	name = filepath.Join(p.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) uri(name string) string {
	at := filepath.ToSlash(filepath.Join(p.root, filepath.FromSlash(name)))
	if !strings.HasPrefix(at, "/") {
		at = "/" + at // "C:/cv"
	}
	return (&url.URL{Scheme: "file", Path: at}).String()
}

// listen takes what the server says, until it is gone.
func (p *peer) listen() {
	in := bufio.NewReader(p.conn)
	for {
		body, err := frame(in)
		p.mu.Lock()
		if err != nil {
			p.gone = true
			p.cond.Broadcast()
			p.mu.Unlock()
			return
		}
		var r reply
		if err := json.Unmarshal(body, &r); err != nil {
			p.t.Errorf("the server said %q: %v", body, err)
		}
		switch r.Method {
		case "":
			p.answers[string(r.ID)] = r
		case "textDocument/publishDiagnostics":
			var d published
			if err := json.Unmarshal(r.Params, &d); err != nil {
				p.t.Errorf("%s: %v", r.Params, err)
			}
			name := strings.TrimPrefix(d.URI, p.uri("")+"/")
			p.found[name] = d
			p.came++
		case "window/showMessage":
			p.notices = append(p.notices, string(r.Params))
		}
		p.cond.Broadcast()
		p.mu.Unlock()
	}
}

func frame(in *bufio.Reader) ([]byte, error) {
	head, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(head.Get("Content-Length"))
	if err != nil {
		return nil, err
	}
	body := make([]byte, n)
	_, err = io.ReadFull(in, body)
	return body, err
}

// raw sends a message as it is, framed.
func (p *peer) raw(body string) {
	fmt.Fprintf(p.conn, "Content-Length: %d\r\n\r\n%s", len(body), body)
}

func (p *peer) tell(method string, params any) {
	p.t.Helper()
	b, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
	if err != nil {
		p.t.Fatal(err)
	}
	p.raw(string(b))
}

// ask sends a request and gives its id.
func (p *peer) ask(method string, params any) string {
	p.t.Helper()
	p.mu.Lock()
	p.next++
	id := p.next
	p.mu.Unlock()
	b, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": id, "method": method, "params": params})
	if err != nil {
		p.t.Fatal(err)
	}
	p.raw(string(b))
	return strconv.Itoa(id)
}

// wait waits until a condition holds; the peer's mu is held when it is asked.
func (p *peer) wait(what string, holds func() bool) {
	p.t.Helper()
	late := false
	stop := time.AfterFunc(patience, func() { p.mu.Lock(); late = true; p.cond.Broadcast(); p.mu.Unlock() })
	defer stop.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for !holds() {
		if late || p.gone {
			p.t.Fatalf("waited for %s (late %v, gone %v); notices %q; found %s", what, late, p.gone, p.notices, p.all())
		}
		p.cond.Wait()
	}
}

// answer waits for that to a request.
func (p *peer) answer(id string) reply {
	p.t.Helper()
	p.wait("the answer to "+id, func() bool { _, ok := p.answers[id]; return ok })
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.answers[id]
}

// call asks, and wants no error.
func (p *peer) call(method string, params any) json.RawMessage {
	p.t.Helper()
	r := p.answer(p.ask(method, params))
	if r.Error != nil {
		p.t.Fatalf("%s: %d %s", method, r.Error.Code, r.Error.Message)
	}
	return r.Result
}

// open opens a document with the text of its file, or with another one.
func (p *peer) open(name string, text ...string) {
	p.t.Helper()
	if text == nil {
		b, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
		if err != nil {
			p.t.Fatal(err)
		}
		text = []string{string(b)}
	}
	p.texts[name] = text[0]
	p.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": p.uri(name), "languageId": "markdown", "version": 1, "text": text[0]}})
}

// set sends the whole text of a document anew.
func (p *peer) set(name string, version int, text string) {
	p.t.Helper()
	p.texts[name] = text
	p.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": p.uri(name), "version": version},
		"contentChanges": []any{map[string]any{"text": text}}})
}

// save writes what is open to disk, as editors do, and says so.
func (p *peer) save(name string) {
	p.t.Helper()
	p.write(name, p.texts[name])
	p.tell("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": p.uri(name)}})
}

// all is what was found, a line each: "resume.md:12:3 text/casing message".
func (p *peer) all() string {
	var out []string
	for name, d := range p.found {
		for _, f := range d.Diagnostics {
			out = append(out, fmt.Sprintf("%s:%d:%d %s %s", name, f.Range.Start.Line+1, f.Range.Start.Character, f.Code, f.Message))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// has waits until something is found that holds a text.
func (p *peer) has(text string) {
	p.t.Helper()
	p.wait("the finding "+text, func() bool { return strings.Contains(p.all(), text) })
}

// hasNot waits until nothing is found that holds a text.
func (p *peer) hasNot(text string) {
	p.t.Helper()
	p.wait("no finding "+text, func() bool { return !strings.Contains(p.all(), text) })
}

// at is where a text begins in a document, by in bytes behind that, as a client with UTF-16 counts.
func (p *peer) at(name, text string, by int) map[string]any {
	p.t.Helper()
	all := p.texts[name]
	i := strings.Index(all, text)
	if i < 0 {
		p.t.Fatalf("%s has no %q", name, text)
	}
	i += by
	line := strings.Count(all[:i], "\n")
	units := 0
	for _, r := range all[strings.LastIndex(all[:i], "\n")+1 : i] {
		if units++; r > 0xffff {
			units++
		}
	}
	return map[string]any{"line": line, "character": units}
}

func (p *peer) placed(name, text string, by int) map[string]any {
	return map[string]any{"textDocument": map[string]any{"uri": p.uri(name)}, "position": p.at(name, text, by)}
}

// end says goodbye and waits for the server's end.
func (p *peer) end() {
	p.t.Helper()
	p.call("shutdown", nil)
	p.tell("exit", nil)
	p.wait("the end", func() bool { return p.goneNow() })
}

func (p *peer) goneNow() bool { return p.gone }
