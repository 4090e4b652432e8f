package cli

import (
	"encoding/json"
	"io"
	"math"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/report"
)

// toolsSchema is the version of what serve --json writes. Fields may come; one that goes, or means something else, makes a new version.
const toolsSchema = 1

// tools is told what serve does in JSON, an object a line. A nil one is told nothing.
type tools struct {
	mu sync.Mutex
	w  io.Writer
}

func (t *tools) write(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic("cli: a line is not JSON: " + err.Error()) // it holds strings and numbers alone
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.w.Write(append(b, '\n')) // who listened and is gone misses nothing
}

type servingLine struct {
	Event     string   `json:"event"` // "serving"
	Schema    int      `json:"schema"`
	Site      string   `json:"site"`
	Workbench string   `json:"workbench"`
	Network   []string `json:"network"`
	Root      string   `json:"root"`
	PID       int      `json:"pid"`
	Prints    bool     `json:"prints"`
	MS        float64  `json:"ms"`
}

// serving says that the server answers.
func (t *tools) serving(at where, j *job, ready time.Duration) {
	if t == nil {
		return
	}
	t.write(servingLine{"serving", toolsSchema, at.site, at.workbench, append([]string{}, at.network...), j.set.Root, os.Getpid(), j.printer != nil, inMS(ready)})
}

type saveLine struct {
	Event   string    `json:"event"` // "save"
	ID      string    `json:"id"`
	Time    time.Time `json:"time"`
	Changed []string  `json:"changed"`
	First   bool      `json:"first"`
	Look    struct {
		Theme string `json:"theme"`
		Paper string `json:"paper"`
	} `json:"look"`
	Prints   []printLine `json:"prints"`
	Errors   int         `json:"errors"`
	Warnings int         `json:"warnings"`
	Infos    int         `json:"infos"`
	More     struct {
		Errors   int `json:"errors"`
		Warnings int `json:"warnings"`
		Infos    int `json:"infos"`
	} `json:"more"`
	Ready   float64     `json:"ready"`
	Took    float64     `json:"took"`
	Stages  []stageLine `json:"stages"`
	Problem string      `json:"problem"`
}

type printLine struct {
	Name     string  `json:"name"`
	Audience string  `json:"audience"`
	Sheets   int     `json:"sheets"`
	Filled   float64 `json:"filled"` // how much of the last sheet is taken, from 0 to 1
}

type stageLine struct {
	Stage string  `json:"stage"`
	MS    float64 `json:"ms"`
}

type errorLine struct {
	Event   string `json:"event"` // "error"
	Save    string `json:"save"`  // its id; "" when resgen ends because of it
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Help    string `json:"help"`
}

// save tells of a save, unless quiet, and of its errors.
func (t *tools) save(s *saved, quiet bool) {
	l := saveLine{Event: "save", ID: s.id, Time: s.clock.UTC().Round(time.Millisecond), Changed: append([]string{}, s.changed...), First: s.changed == nil,
		Prints: []printLine{}, Errors: s.found[0], Warnings: s.found[1], Infos: s.found[2], Ready: inMS(s.ready), Took: inMS(s.took), Stages: []stageLine{}}
	l.Look.Theme, l.Look.Paper = s.look.Theme, s.look.Paper
	if s.before != nil {
		l.More.Errors, l.More.Warnings, l.More.Infos = s.found[0]-s.before[0], s.found[1]-s.before[1], s.found[2]-s.before[2]
	}
	for _, p := range s.prints {
		l.Prints = append(l.Prints, printLine{p.Target.Out, string(p.Target.Audience), len(p.Print.Sheets), math.Round(p.Print.Filled()*1000) / 1000})
	}
	for _, st := range s.stages {
		l.Stages = append(l.Stages, stageLine{st.Stage, inMS(st.Took)})
	}
	var errors []errorLine
	if s.problem != nil {
		what, help, _ := strings.Cut(s.problem.Error(), "\n")
		l.Problem = what
		errors = append(errors, errorLine{Message: what, Help: help})
	}
	for _, d := range s.errors {
		e := errorLine{Rule: d.Rule, Message: d.Message, Help: d.Help}
		if d.Span.Known() {
			p := d.Span.Position()
			e.Path, e.Line, e.Col = p.Path, p.Line, p.Col
		}
		errors = append(errors, e)
	}
	if !quiet {
		t.write(l)
	}
	for _, e := range errors {
		e.Event, e.Save = "error", s.id
		t.write(e)
	}
}

// note tells what had better be known.
func (t *tools) note(text string) {
	t.write(struct {
		Event string `json:"event"`
		Text  string `json:"text"`
	}{"note", report.Plain(text)})
}

// failure tells why resgen ends.
func (t *tools) failure(err error) {
	if t == nil {
		return
	}
	what, help, _ := strings.Cut(err.Error(), "\n")
	t.write(errorLine{Event: "error", Message: what, Help: help})
}

// inMS is a time in milliseconds, to a hundredth.
func inMS(d time.Duration) float64 { return math.Round(d.Seconds()*1e5) / 100 }
