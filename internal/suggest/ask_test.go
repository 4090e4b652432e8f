package suggest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var question = Question{Bullet: "Moved 40 reports to Go", Lang: "en", Count: 2, MostWords: 30, May: []string{"Golang"}, MayNot: []string{"Kafka"}}

// said is an answer of the model in one piece.
func said(text string) string {
	return string(encode(map[string]any{"choices": []any{map[string]any{"index": 0, "message": map[string]any{"role": "assistant", "content": text}, "finish_reason": "stop"}}}))
}

// part is an event of a stream.
func part(text string) string {
	return "data: " + string(encode(map[string]any{"choices": []any{map[string]any{"index": 0, "delta": map[string]any{"content": text}}}})) + "\n\n"
}

const end = "data: [DONE]\n\n"

// serve is an endpoint that answers every question in one way.
func serve(t *testing.T, answer http.HandlerFunc) Endpoint {
	t.Helper()
	s := httptest.NewServer(answer)
	t.Cleanup(s.Close)
	e, err := NewEndpoint(s.URL+"/v1", "llama3.2", "sk-test")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func writes(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// TestAsk holds that what is sent is the question and nothing else, and that proposals come out of each way to answer.
func TestAsk(t *testing.T) {
	two := `["Migrated 40 reports to Golang", "Ported 40 reports to Go"]`
	for name, c := range map[string]struct {
		kind, body string
		want       []string
	}{
		"a piece":                {"application/json", said(two), []string{"Migrated 40 reports to Golang", "Ported 40 reports to Go"}},
		"a stream":               {"text/event-stream", part(two[:20]) + ": alive\n\n" + part(two[20:]) + end, []string{"Migrated 40 reports to Golang", "Ported 40 reports to Go"}},
		"CRLF":                   {"text/event-stream", strings.ReplaceAll(part(two)+end, "\n", "\r\n"), []string{"Migrated 40 reports to Golang", "Ported 40 reports to Go"}},
		"CR":                     {"text/event-stream", strings.ReplaceAll(part(two)+end, "\n", "\r"), []string{"Migrated 40 reports to Golang", "Ported 40 reports to Go"}},
		"wrongly announced":      {"text/plain", part(`["One more"]`) + end, []string{"One more"}},
		"a piece, as a stream":   {"text/event-stream", said(`["One more"]`), []string{"One more"}},
		"no last event":          {"text/event-stream", part(`["One more"]`) + `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n", []string{"One more"}},
		"no blank line":          {"text/event-stream", part(`["One more"]`) + "data: [DONE]", []string{"One more"}},
		"event names":            {"text/event-stream", "event: message\nid: 1\nretry: 5\n" + part(`["One more"]`) + end, []string{"One more"}},
		"data in lines":          {"text/event-stream", "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"[\\\"One more\\\"]\"}}]}\n\n" + end, []string{"One more"}},
		"usage at the end":       {"text/event-stream", part(`["One more"]`) + "data: {\"choices\":[],\"usage\":{}}\n\n" + end, []string{"One more"}},
		"parts":                  {"application/json", `{"choices":[{"message":{"content":[{"type":"text","text":"[\"One more\"]"}]}}]}`, []string{"One more"}},
		"two choices":            {"application/json", `{"choices":[{"index":0,"message":{"content":"One more"}},{"index":1,"message":{"content":"Another"}}]}`, []string{"One more", "Another"}},
		"a choice far out":       {"application/json", `{"choices":[{"index":0,"message":{"content":"One more"}},{"index":99999999,"message":{"content":"Another"}},{"index":-1}]}`, []string{"One more"}},
		"more than were wanted":  {"application/json", said(`["a b","c d","e f"]`), []string{"a b", "c d"}},
		"blanks before the JSON": {"application/json", "\n  " + said(`["One more"]`), []string{"One more"}},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []byte
			e := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked, _ = io.ReadAll(r.Body)
				if r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost || r.Header.Get("Authorization") != "Bearer sk-test" || r.Header.Get("Content-Type") != "application/json" {
					t.Errorf("%s %s %v", r.Method, r.URL, r.Header)
				}
				writes(200, c.kind, c.body)(w, r)
			})
			a, err := Ask(t.Context(), e, question, Options{Agent: "resgen/test"})
			if err != nil || !slices.Equal(a.Proposals, c.want) {
				t.Errorf("%q, %v", a.Proposals, err)
			}
			if string(asked) != string(question.Body("llama3.2", true)) {
				t.Errorf("asked %s", asked)
			}
		})
	}
}

// TestBody holds the whole of what leaves to what the question holds.
func TestBody(t *testing.T) {
	var r struct {
		Model    string
		Stream   bool
		Messages []struct{ Role, Content string }
	}
	if err := json.Unmarshal(question.Body("m", true), &r); err != nil || r.Model != "m" || !r.Stream || len(r.Messages) != 2 || r.Messages[0].Role != "system" {
		t.Fatalf("%+v, %v", r, err)
	}
	if want := `{"bullet":"Moved 40 reports to Go","may_name":["Golang"],"do_not_name":["Kafka"]}`; r.Messages[1].Content != want {
		t.Errorf("%s, want %s", r.Messages[1].Content, want)
	}
	if got, want := r.Messages[0].Content, fmt.Sprintf(rules, 2, 30, "en"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestAskFaults holds that each fault is told in one line that says what and, on the next, what to do; and that what was cut is not used.
func TestAskFaults(t *testing.T) {
	const started = `["Migrated 40 reports to Golang", `
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"no key":           {writes(401, "application/json", `{"error":{"message":"bad key"}}`), "it does not take the key (401 Unauthorized, bad key)\nmend RESGEN_LLM_KEY"},
		"no model, Ollama": {writes(404, "application/json", `{"error":"model \"llama3.2\" not found"}`), "it has no model llama3.2 (404 Not Found, model \"llama3.2\" not found)\nmend RESGEN_LLM_MODEL; with Ollama, `ollama pull llama3.2` gets it"},
		"no API":           {writes(404, "text/html", "<h1>404</h1>"), "/v1/chat/completions, or no model llama3.2 (404 Not Found)\nmend RESGEN_LLM_URL, which mostly ends in /v1, or RESGEN_LLM_MODEL"},
		"too many": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "20")
			writes(429, "", "")(w, r)
		}, "it takes no more questions now (429 Too Many Requests)\ntry again after 20 s"},
		"too many, no time":    {writes(429, "application/json", `{"message":"quota"}`), "(429 Too Many Requests, quota)\ntry again later"},
		"failing":              {writes(503, "application/json", `{"detail":"overloaded"}`), "it failed (503 Service Unavailable, overloaded)\ntry again later, or look into its log"},
		"failing, escapes":     {writes(500, "application/json", `{"error":"\u001b[31mred\u202e"}`), `it failed (500 Internal Server Error, \x1b[31mred\u202e)`},
		"failing, at length":   {writes(500, "application/json", `{"error":"`+strings.Repeat("x", 5000)+`"}`), "(500 Internal Server Error, " + strings.Repeat("x", mostSaid) + "…)"},
		"bad question":         {writes(400, "application/json", `{"error":{"message":"unknown field"}}`), "it does not take the question (400 Bad Request, unknown field)"},
		"garbage":              {writes(200, "application/json", `{"choices": 5}`), "what it answers is no chat completion\n"},
		"other JSON":           {writes(200, "application/json", `{"hello": "there"}`), "what it answers is no chat completion\n"},
		"JSON in pieces":       {writes(200, "application/json", `{"choices": [`), "what it answers is no chat completion\n"},
		"no stream":            {writes(200, "text/event-stream", "hello\nthere\n"), "what it answers is no chat completion\n"},
		"a page":               {writes(200, "text/html", "<!doctype html><p>Log in"), "it answers with a page, and no chat completion\n"},
		"nothing":              {writes(200, "text/event-stream", ""), "the answer is empty\n"},
		"a broken event":       {writes(200, "text/event-stream", "data: {\"choi\n\n"+end), "what it answers is no chat completion\n"},
		"a stream that is cut": {writes(200, "text/event-stream", part(started)), "the answer broke off\ntry again; what came is not used"},
		"cut within an event":  {writes(200, "text/event-stream", part(started)+`data: {"cho`), "the answer broke off\n"},
		"an error midway":      {writes(200, "text/event-stream", part(started)+"data: {\"error\":{\"message\":\"out of memory\"}}\n\n"), "it failed, out of memory\n"},
		"cut short by length":  {writes(200, "application/json", `{"choices":[{"message":{"content":"[\"a"},"finish_reason":"length"}]}`), "the answer was cut at the length that the model may write\nask for fewer with -n"},
		"filtered":             {writes(200, "application/json", `{"choices":[{"message":{"content":null},"finish_reason":"content_filter"}]}`), "the model's filter kept the answer back\n"},
		"no text":              {writes(200, "application/json", `{"choices":[{"message":{"content":null},"finish_reason":"tool_calls"}]}`), "the answer of llama3.2 has no proposal in it\n"},
		"no proposal":          {writes(200, "application/json", said("[]")), "the answer of llama3.2 has no proposal in it\n"},
		"one piece, huge":      {writes(200, "application/json", said(strings.Repeat("x ", mostBytes))), "the answer is longer than 1 MB\n"},
		"much text":            {writes(200, "application/json", said(strings.Repeat("x ", mostText))), "the answer is longer than 64 kB\n"},
		"an event, huge":       {writes(200, "text/event-stream", part(strings.Repeat("x", mostLine+1))), "a part of the answer is longer than any bullet\n"},
		"an event in lines":    {writes(200, "text/event-stream", strings.Repeat("data: "+strings.Repeat("x", 1000)+"\n", 1000)), "a part of the answer is longer than any bullet\n"},
		"a stream, huge":       {writes(200, "text/event-stream", strings.Repeat(": hello\n", mostBytes)), "the answer is longer than 1 MB\n"},
		"another host": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.example/v1?key=1", http.StatusTemporaryRedirect)
		}, "it sends on to https://elsewhere.example/v1, where nothing was sent\nset RESGEN_LLM_URL to the address that is meant"},
		"another method": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }, "/login, where nothing was sent\n"},
		"a circle": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/v1/chat/completions", http.StatusTemporaryRedirect)
		}, "it sends on to "},
		"hung up": {func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			conn.Close()
		}, "it hung up without an answer\n"},
		"hung up midway": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"choices": [`)
		}, "the answer broke off\n"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := Ask(t.Context(), serve(t, c.answer), question, Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "http://127.0.0.1:") {
				t.Errorf("%q\n%v\nwant %q", a.Proposals, err, c.want)
			} else if strings.Count(err.Error(), "\n") > 1 || strings.ContainsAny(err.Error(), "\x1b\u202e") || strings.Contains(err.Error(), "sk-test") {
				t.Errorf("%q", err)
			}
		})
	}
}

// TestAskNobody holds what is said where nobody answers, and that a key is asked for where there is none.
func TestAskNobody(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nobody listens there now
	e, _ := NewEndpoint("http://"+l.Addr().String(), "m", "")
	if _, err := Ask(t.Context(), e, question, Options{}); err == nil || !strings.Contains(err.Error(), "nothing answers there\nstart the model's server, as with `ollama serve`") {
		t.Error(err)
	}
	e = serve(t, writes(401, "", ""))
	e.Key = ""
	if _, err := Ask(t.Context(), e, question, Options{}); err == nil || !strings.Contains(err.Error(), "it wants a key (401 Unauthorized)\nset RESGEN_LLM_KEY") {
		t.Error(err)
	}
	tls := httptest.NewUnstartedServer(writes(200, "application/json", said("[]")))
	tls.Config.ErrorLog = log.New(io.Discard, "", 0)
	tls.StartTLS()
	defer tls.Close()
	e, _ = NewEndpoint(tls.URL, "m", "")
	if _, err := Ask(t.Context(), e, question, Options{}); err == nil || !strings.Contains(err.Error(), "its certificate is not trusted here\nnothing was sent") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	e = serve(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // else the server does not see that the client is gone
		cancel()
		<-r.Context().Done()
	})
	if _, err := Ask(ctx, e, question, Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestAskAgain holds that an endpoint which says that it does not stream is asked for one piece, once.
func TestAskAgain(t *testing.T) {
	var asked []bool
	e := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var q request
		json.NewDecoder(r.Body).Decode(&q)
		asked = append(asked, q.Stream)
		if q.Stream {
			writes(400, "application/json", `{"error":"stream is not supported"}`)(w, r)
			return
		}
		writes(200, "application/json", said(`["One more"]`))(w, r)
	})
	if a, err := Ask(t.Context(), e, question, Options{}); err != nil || len(a.Proposals) != 1 || !slices.Equal(asked, []bool{true, false}) {
		t.Errorf("%q %v %v", a.Proposals, err, asked)
	}
}

// TestAskSameHost holds that a redirection within the host is followed, with the question.
func TestAskSameHost(t *testing.T) {
	e := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/chat/completions" {
			http.Redirect(w, r, "/api/chat/completions", http.StatusPermanentRedirect)
			return
		}
		if b, _ := io.ReadAll(r.Body); string(b) != string(question.Body("llama3.2", true)) || r.Header.Get("Authorization") == "" {
			t.Errorf("%s %v", b, r.Header)
		}
		writes(200, "application/json", said(`["One more"]`))(w, r)
	})
	if a, err := Ask(t.Context(), e, question, Options{}); err != nil || len(a.Proposals) != 1 {
		t.Error(a, err)
	}
}

// pipes is a listener within the process, so that time may be made up.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	shut  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.shut:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.shut) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	p.conns <- theirs
	return ours, nil
}

// TestAskTime holds that neither silence nor an answer without an end is waited for longer than was said, and that an answer may take its time as long
// as something comes.
func TestAskTime(t *testing.T) {
	every := func(d time.Duration, what string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := io.WriteString(w, what); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				select {
				case <-time.After(d):
				case <-r.Context().Done():
				}
			}
		}
	}
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string
		took   time.Duration
	}{
		"silence":            {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "it said nothing for 1m0s\na model that has to be loaded first may need longer: --timeout 5m", time.Minute},
		"silence midway":     {every(time.Hour, part("[")), "it said nothing for 1m0s\n", time.Minute},
		"an endless stream":  {every(10*time.Second, part("x")), "the answer had no end after 3m0s\n", 3 * time.Minute},
		"only signs of life": {every(10*time.Second, ": alive\n\n"), "the answer had no end after 3m0s\n", 3 * time.Minute},
		"a slow one": {func(w http.ResponseWriter, r *http.Request) {
			for _, p := range []string{part(`["One`), part(" mo"), part(`re"]`), end} {
				time.Sleep(40 * time.Second)
				io.WriteString(w, p)
				w.(http.Flusher).Flush()
			}
		}, "", 160 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := &pipes{conns: make(chan net.Conn), shut: make(chan struct{})}
				s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					io.Copy(io.Discard, r.Body)
					c.answer(w, r)
				})}
				go s.Serve(l)
				defer s.Close()
				began := time.Now()
				a, err := Ask(t.Context(), Endpoint{Address: "http://llm.example/v1/chat/completions", Model: "m"}, question, Options{dial: l.dial})
				if took := time.Since(began); took != c.took {
					t.Errorf("took %v, want %v", took, c.took)
				}
				if c.want == "" && (err != nil || !slices.Equal(a.Proposals, []string{"One more"})) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
					t.Errorf("%q, %v", a.Proposals, err)
				}
			})
		})
	}
}
