package serve

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/desk"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
)

// An event is what the page's script is told. live.js reads it.
type event struct {
	ID       string    `json:"id"`
	Desk     int       `json:"desk"`     // the number of the newest save that has its findings; 0 before the first
	From     string    `json:"from"`     // the content that came before
	Kind     string    `json:"kind"`     // "css" when nothing but stylesheets differs from From, else "page"
	CSS      []string  `json:"css"`      // their addresses without a query
	Files    []string  `json:"files"`    // the addresses of other files that differ from From: pictures and the like
	Printing bool      `json:"printing"` // findings of the print are still to come; Findings are those of the content before
	Findings []finding `json:"findings"` // errors first, at most mostFindings
	More     int       `json:"more"`     // findings that were left out
}

// mostFindings is how many findings are told: each save tells each tab anew, and nobody reads more at once.
const mostFindings = 100

// A finding is a diagnostic as the overlay shows it.
type finding struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Rule     string `json:"rule"`
	Help     string `json:"help"`
	Excerpt  string `json:"excerpt"` // the line of the source; "" of one that others may not see
}

// events streams states by server-sent events: the current one at once, so that a page that was
// away learns what it missed by comparing IDs, then each newer one. A browser that does not read for the time of a heartbeat
// is let go; it connects anew. With ?sheets, as the workbench asks, it also tells of pictures as soon as they are painted.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	changed, stop := s.loop.Subscribe()
	defer stop()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return
	}
	rc := http.NewResponseController(w)
	write := func(text string) error {
		if err := rc.SetWriteDeadline(time.Now().Add(s.heartbeat)); err != nil {
			return err
		}
		if _, err := w.Write([]byte(text)); err != nil {
			return err
		}
		return rc.Flush()
	}
	tick := time.NewTicker(s.heartbeat)
	defer tick.Stop()
	sheets := make(chan string, 1)
	follow := r.URL.Query().Has("sheets") && !s.readOnly // where others look on, a print is looked at for what is private first
	text := "retry: 300\n\n" + s.message(s.loop.Current())
	for write(text) == nil {
		select {
		case <-r.Context().Done():
			return
		case <-changed:
			st := s.loop.Current()
			text = s.message(st)
			if follow && st.Report == nil {
				go s.tellAhead(r.Context(), st, sheets)
			}
		case text = <-sheets:
		case <-tick.C: // keeps the stream open through proxies, and finds out that a browser is gone
			text = ": still here\n\n"
		}
	}
}

// tellAhead makes the event that tells of the pictures of a state before its findings are there; none of one without a print.
func (s *server) tellAhead(ctx context.Context, st *live.State, to chan<- string) {
	e, ok := s.ahead(ctx, st)
	if !ok {
		return
	}
	b, err := json.Marshal(e)
	if err != nil {
		panic("serve: an event is not JSON: " + err.Error())
	}
	select {
	case to <- fmt.Sprintf("event: sheets\ndata: %s\n\n", b):
	case <-ctx.Done():
	}
}

// message is a state as a server-sent event.
func (s *server) message(st *live.State) string {
	b, err := json.Marshal(s.event(st))
	if err != nil {
		panic("serve: an event is not JSON: " + err.Error()) // it holds strings and numbers alone
	}
	return fmt.Sprintf("event: build\ndata: %s\n\n", b)
}

func (s *server) event(st *live.State) event {
	e := event{ID: st.ID, From: st.From, Kind: "page", CSS: []string{}, Files: []string{}, Printing: st.Report == nil, Findings: []finding{}}
	if past := s.loop.Past(); len(past) > 0 {
		e.Desk = past[len(past)-1].Number
	}
	base := st.Result.Site.Base
	for _, p := range st.CSS {
		e.Kind = "css"
		e.CSS = append(e.CSS, base.URL(p))
	}
	changed := st.Changed
	if s.readOnly {
		changed = live.Named(st.Result.Set, changed)
	}
	for _, p := range changed {
		if _, rel, ok := strings.Cut(p, "/"); ok && st.CSS == nil && path.Ext(p) != ".md" && !strings.HasPrefix(p, "layouts/") {
			e.Files = append(e.Files, base.URL(rel))
		}
	}
	if st.Err != nil {
		what, help, _ := strings.Cut(st.Err.Error(), "\n")
		e.Findings = append(e.Findings, finding{Severity: diag.Error.String(), Message: what, Help: help})
	}
	if st.Last == nil {
		return e
	}
	for _, errors := range []bool{true, false} {
		for _, d := range st.Last.Findings {
			switch {
			case (d.Severity == diag.Error) != errors:
			case len(e.Findings) == mostFindings:
				e.More++
			default:
				e.Findings = append(e.Findings, findingOf(d))
			}
		}
	}
	return e
}

func findingOf(d diag.Diagnostic) finding {
	p := d.Span.Position()
	line := ""
	if !d.Private {
		line, _, _ = d.Span.File.Line(p.Line)
	}
	return finding{Path: p.Path, Line: p.Line, Col: p.Col, Severity: d.Severity.String(),
		Message: d.Message, Rule: d.Rule, Help: d.Help, Excerpt: desk.Excerpt(line, p.Col)}
}
