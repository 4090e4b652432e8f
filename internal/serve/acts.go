package serve

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/desk"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/theme"
)

// Acts is what the workbench may have done, by the caller, who alone writes files and starts programs. What is nil cannot be done.
type Acts struct {
	Open  func(f *source.File, line, col int) error  // shows a place in the user's editor; both from 1, col in code points
	Write func(f *source.File, look live.Look) error // sets what is not "" in the front matter of f, the résumé
	Fix   func(d diag.Diagnostic) error              // applies a safe fix to the file
}

// newToken is the token that acts must come with. Another site can neither read it nor send it: it is in a page of this
// origin, and goes in a header.
func newToken() string { return rand.Text() }

// mostSaid bounds what an act says, in bytes.
const mostSaid = 4 << 10

// act answers to what the workbench wants done; own is the address below Prefix.
func (s *server) act(w http.ResponseWriter, r *http.Request, own string) {
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Cache-Control", "no-store")
	do := map[string]func(*json.Decoder) (any, error){"look": s.tryLook, "write": s.writeLook, "open": s.openEditor, "fix": s.applyFix}[own]
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case do == nil:
		readOnly(w)
	case s.readOnly:
		http.Error(w, "resgen: others can reach this server, and so it is for reading", http.StatusForbidden)
	case subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Resgen-Token")), []byte(s.token)) != 1:
		http.Error(w, "resgen: this page is of another session; load it anew", http.StatusForbidden)
	case kind != "application/json":
		http.Error(w, "resgen: an act is said in JSON", http.StatusUnsupportedMediaType)
	default:
		in := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostSaid))
		in.DisallowUnknownFields()
		switch v, err := do(in); {
		case err != nil:
			answer(w, r, http.StatusConflict, map[string]string{"error": err.Error()})
		case v == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			answer(w, r, http.StatusOK, v)
		}
	}
}

var errUnread = errors.New("what was sent cannot be read")

// looked reads a look and refuses one that there is not.
func (s *server) looked(in *json.Decoder) (live.Look, error) {
	var look desk.Look
	if in.Decode(&look) != nil {
		return live.Look{}, errUnread
	}
	if look.Theme != "" && !slices.ContainsFunc(s.loop.Current().Result.Themes(), func(t theme.Theme) bool { return t.Name == look.Theme }) {
		return live.Look{}, errors.New("there is no theme of that name")
	}
	if look.Paper != "" && !slices.Contains(meta.Papers(), look.Paper) {
		return live.Look{}, errors.New("there is no paper of that name")
	}
	return live.Look(look), nil
}

// tryLook has the sheets printed in a look.
func (s *server) tryLook(in *json.Decoder) (any, error) {
	look, err := s.looked(in)
	if err == nil {
		s.loop.Try(look)
	}
	return nil, err
}

// writeLook has a look written to the front matter, which then says it by itself.
func (s *server) writeLook(in *json.Decoder) (any, error) {
	look, err := s.looked(in)
	if err != nil {
		return nil, err
	}
	if s.acts.Write == nil {
		return nil, errors.New("this server writes nothing")
	}
	master := s.loop.Current().Result.Site.Master
	if master == nil {
		return nil, errors.New("there is no résumé to write it to")
	}
	if err := s.acts.Write(master.File, look); err != nil {
		return nil, err
	}
	s.loop.Try(live.Look{}, master.File.Path)
	return map[string]string{"path": master.File.Path}, nil
}

// openEditor shows a place of a file of the site in the editor.
func (s *server) openEditor(in *json.Decoder) (any, error) {
	var at struct {
		Path string `json:"path"`
		Line int    `json:"line"`
		Col  int    `json:"col"`
		Word string `json:"word"` // that is meant, when one is
		Nth  int    `json:"nth"`  // which of several, from 0
		End  int    `json:"end"`  // the last line that it can stand in
	}
	if in.Decode(&at) != nil {
		return nil, errUnread
	}
	if s.acts.Open == nil {
		return nil, errors.New("no editor is known; start resgen serve with --editor")
	}
	f, ok := s.loop.Current().Result.Set.File(at.Path)
	if !ok {
		return nil, errors.New("there is no such file in the site")
	}
	line, col := seek(f, max(at.Line, 1), max(at.Col, 1), at.End, at.Word, at.Nth)
	return nil, s.acts.Open(f, line, col)
}

// seek is where a word stands, the nth time counted from 0, from a place on to the end of another line; the place itself when it does not:
// some things a sheet says in other words than the source. col counts code points.
func seek(f *source.File, line, col, end int, word string, nth int) (int, int) {
	inWord := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }
	for n := line; n <= end && word != ""; n++ {
		text, _, ok := f.Line(n)
		if !ok {
			break
		}
		from := 0
		if n == line {
			for range col - 1 {
				_, size := utf8.DecodeRuneInString(text[from:])
				if size == 0 {
					break
				}
				from += size
			}
		}
		for {
			i := strings.Index(text[from:], word)
			if i < 0 {
				break
			}
			i += from
			from = i + len(word)
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[from:])
			if inWord(before) || inWord(after) {
				continue
			}
			if nth == 0 {
				return n, utf8.RuneCountInString(text[:i]) + 1
			}
			nth--
		}
	}
	return line, col
}

// applyFix applies the fix of a finding, by its number on the desk of a save.
func (s *server) applyFix(in *json.Decoder) (any, error) {
	var which struct {
		Desk   int `json:"desk"`
		Number int `json:"number"`
	}
	if in.Decode(&which) != nil {
		return nil, errUnread
	}
	if s.acts.Fix == nil {
		return nil, errors.New("this server writes nothing")
	}
	for _, save := range s.loop.Past() {
		if save.Number != which.Desk {
			continue
		}
		if l := save.Findings; which.Number >= 1 && which.Number <= len(l) && l[which.Number-1].Fix != nil && l[which.Number-1].Fix.Safe {
			return struct{}{}, s.acts.Fix(l[which.Number-1])
		}
	}
	return nil, errors.New("there is no such finding any more that could be mended")
}
