package serve

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
)

// An event is what the page's script is told. static/serve/live.js reads it.
type event struct {
	ID       string    `json:"id"`
	From     string    `json:"from"`     // the content that came before
	Kind     string    `json:"kind"`     // "css" when nothing but stylesheets differs from From, else "page"
	CSS      []string  `json:"css"`      // their addresses without a query
	OK       bool      `json:"ok"`       // nothing stands in the way of a build
	Printing bool      `json:"printing"` // findings of the print are still to come
	Findings []finding `json:"findings"`
	Notice   string    `json:"notice"` // why there is no print, "" when there is one
}

// A finding is a diagnostic as the overlay shows it.
type finding struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Rule     string `json:"rule"`
	Help     string `json:"help"`
	Excerpt  string `json:"excerpt"` // the line of the source
}

// heartbeat keeps the stream open through proxies and finds out that a browser is gone.
const heartbeat = 20 * time.Second

// events streams states by server-sent events: the current one at once, so that a page that was
// away learns what it missed by comparing IDs, then each newer one.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	changed, stop := s.loop.Subscribe()
	defer stop()
	rc := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	fmt.Fprint(w, "retry: 300\n\n")
	if s.emit(w, rc) != nil {
		return
	}
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	for {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-changed:
			err = s.emit(w, rc)
		case <-tick.C:
			if _, err = fmt.Fprint(w, ": still here\n\n"); err == nil {
				err = rc.Flush()
			}
		}
		if err != nil {
			return
		}
	}
}

func (s *server) emit(w http.ResponseWriter, rc *http.ResponseController) error {
	b, err := json.Marshal(eventOf(s.loop.Current()))
	if err != nil {
		return err
	}
	rc.SetWriteDeadline(time.Now().Add(heartbeat))
	if _, err := fmt.Fprintf(w, "event: build\ndata: %s\n\n", b); err != nil {
		return err
	}
	return rc.Flush()
}

func eventOf(st *live.State) event {
	e := event{ID: st.ID, From: st.From, Kind: "page", OK: true, Printing: st.Report == nil, Findings: []finding{}, CSS: []string{}}
	if st.CSS != nil {
		e.Kind = "css"
		for _, p := range st.CSS {
			e.CSS = append(e.CSS, st.Result.Site.Base.URL(p))
		}
	}
	if st.Err != nil {
		e.Notice = st.Err.Error()
	}
	if st.Report == nil {
		return e
	}
	for _, d := range st.Report.Findings {
		if d.Severity == diag.Error {
			e.OK = false
		}
		p := d.Span.Position()
		line, _, _ := d.Span.File.Line(p.Line)
		e.Findings = append(e.Findings, finding{Path: p.Path, Line: p.Line, Col: p.Col, Severity: d.Severity.String(),
			Message: d.Message, Rule: d.Rule, Help: d.Help, Excerpt: strings.TrimSpace(line)})
	}
	return e
}

func htmlEscape(s string) string { return html.EscapeString(s) }
