package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/desk"
)

// policy is what the workbench's own pages may do: run and wear what this server sends, ask it for more, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// workbench answers below Prefix; own is the rest of the address.
func (s *server) workbench(w http.ResponseWriter, r *http.Request, own string) {
	w.Header().Set("Content-Security-Policy", policy)
	kind, rest, _ := strings.Cut(own, "/")
	switch {
	case own == "":
		b, _ := parts.ReadFile("workbench.html")
		send(w, r, "workbench.html", bytes.ReplaceAll(b, []byte("{{TOKEN}}"), []byte(s.token)), [32]byte{}, http.StatusOK)
	case own == "events":
		s.events(w, r)
	case own == "live.js":
		send(w, r, "live.js", script, [32]byte{}, http.StatusOK)
	case own == "desk":
		s.desk(w, r)
	case own == "tailor":
		s.tailoring(w, r)
	case own == "explain":
		s.explain(w, r)
	case kind == "sheet":
		s.sheet(w, r, rest)
	case kind == "pdf":
		s.pdf(w, r, rest)
	default:
		if b, ok := part(own); ok {
			send(w, r, own, b, [32]byte{}, http.StatusOK)
			return
		}
		http.NotFound(w, r)
	}
}

// desk answers with what the workbench shows: of the newest save, or of the one that ?at= names. ?print= is the target that is
// looked at, which is printed first from the next build on; ?ask= one that is to be printed now, when it is not.
func (s *server) desk(w http.ResponseWriter, r *http.Request) {
	if print := r.URL.Query().Get("print"); print != "" {
		s.loop.Prefer(print)
	}
	if print := r.URL.Query().Get("ask"); print != "" {
		s.loop.Ask(print)
	}
	v, ok := s.view(w, r)
	if !ok {
		return
	}
	d, ok := desk.Of(v)
	if !ok {
		http.Error(w, "resgen: that save is not kept any more", http.StatusNotFound)
		return
	}
	d.Editor, d.ReadOnly = s.acts.Open != nil && !s.readOnly, s.readOnly
	answer(w, r, http.StatusOK, d)
}

// view is what of this session a request is about: the newest save, or the one that ?at= names. ok is false when it was answered
// already, since that is no number.
func (s *server) view(w http.ResponseWriter, r *http.Request) (v desk.View, ok bool) {
	v = desk.View{State: s.loop.Current(), Past: s.loop.Past(), Prefix: Prefix, Shared: s.readOnly}
	if text := r.URL.Query().Get("at"); text != "" {
		var err error
		if v.At, err = strconv.Atoi(text); err != nil || v.At <= 0 {
			http.Error(w, "resgen: at= is no number of a save", http.StatusBadRequest)
			return v, false
		}
	}
	return v, true
}

// tailoring answers with how the print of ?print= stands to its posting, in the save of ?at=. It is asked for beside the desk, which
// does not wait for it.
func (s *server) tailoring(w http.ResponseWriter, r *http.Request) {
	v, ok := s.view(w, r)
	if !ok {
		return
	}
	t, ok := desk.Tailored(v, r.URL.Query().Get("print"))
	if !ok {
		http.Error(w, "resgen: there is no such print for a posting", http.StatusNotFound)
		return
	}
	answer(w, r, http.StatusOK, t)
}

// explain answers with a rule's manual.
func (s *server) explain(w http.ResponseWriter, r *http.Request) {
	rule, err := check.Select(s.loop.Rules(), r.URL.Query().Get("rule"))
	if err != nil {
		http.Error(w, "resgen: "+err.Error(), http.StatusNotFound)
		return
	}
	answer(w, r, http.StatusOK, map[string]string{
		"rule": rule.ID, "what": rule.Doc.What, "why": rule.Doc.Why, "bad": rule.Doc.Bad, "good": rule.Doc.Good, "mend": rule.Doc.Mend,
	})
}

// answer writes a value as JSON.
func answer(w http.ResponseWriter, r *http.Request, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic("serve: an answer is not JSON: " + err.Error()) // it holds strings and numbers alone
	}
	send(w, r, "answer.json", b, [32]byte{}, status)
}
