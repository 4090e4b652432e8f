// Package desk is what the workbench shows of a save, as data.
//
// In: a [live.Save], the one that it is compared with, and the newest state's choices. Out: a [Desk], which serve writes as JSON:
// the sheets with how full they are and what changed on them, the findings with their places on paper, what two readers make of the
// PDF, and the saves of this session; and a [Tailoring], a variant held against its posting. Places are in points, columns in code
// points. It paints nothing, and asks nothing of the world.
package desk

import (
	"slices"
	"strconv"
	"time"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/theme"
)

// A Desk is all that the workbench shows at one time.
type Desk struct {
	Number   int       `json:"desk"` // of the save
	ID       string    `json:"id"`
	Changed  []string  `json:"changed"`
	Clock    string    `json:"clock"`    // "15:04:05"
	Printing bool      `json:"printing"` // a newer one is on its way
	Problem  string    `json:"problem"`  // why there is no print; "" when there is one
	Stages   []Stage   `json:"stages"`
	Ready    float64   `json:"ready"` // milliseconds from the save to the site
	Took     float64   `json:"took"`  // milliseconds from the save to the findings
	Look     Look      `json:"look"`
	Written  Look      `json:"written"`
	Master   string    `json:"master"` // the path of the résumé, whose front matter says what is written; "" when there is none
	Themes   []Theme   `json:"themes"`
	Papers   []string  `json:"papers"`
	Prints   []Print   `json:"prints"`
	Targets  []Target  `json:"targets"` // all that the newest state could print
	Findings []Finding `json:"findings"`
	More     int       `json:"more"` // findings that are left out
	History  []Past    `json:"history"`
	Site     string    `json:"site"` // the address of the site's home
	Editor   bool      `json:"editor"`
	ReadOnly bool      `json:"readonly"`
}

// A Stage is how long a part of the build took.
type Stage struct {
	Stage string  `json:"stage"`
	MS    float64 `json:"ms"`
}

// A Look is a theme and a paper; what is tried may leave either "".
type Look struct {
	Theme string `json:"theme"`
	Paper string `json:"paper"`
}

// A Theme is one that could be tried.
type Theme struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

// A Target is what can be printed. Of variants and letters those are that somebody looked at lately.
type Target struct {
	Target   string `json:"target"` // as [compose.Target] names it
	Name     string `json:"name"`   // "acme/resume.pdf"
	Audience string `json:"audience"`
	Lang     string `json:"lang"`
	Paper    string `json:"paper"`
	Variant  string `json:"variant"` // the path of its file, of a letter, too; "" for the résumé itself
	Posting  string `json:"posting"` // the path of the posting that it is for; "" for none, and where others look on
	Skipped  bool   `json:"skipped"` // it is printed when somebody asks for it
}

// A Past is one save of the session.
type Past struct {
	Number   int      `json:"desk"`
	Clock    string   `json:"clock"`
	Changed  []string `json:"changed"`
	Look     Look     `json:"look"`
	Sheets   int      `json:"sheets"` // of the first print
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	Now      bool     `json:"now"` // it is the one that is shown
}

// View is what a Desk is made of.
type View struct {
	State  *live.State  // the newest
	Past   []*live.Save // the oldest first
	At     int          // the number of the save that is shown; 0 for the newest
	Prefix string       // of addresses: where sheet/KEY/NUMBER.svg and pdf/KEY/NAME.pdf are served
	Shared bool         // others look on: nothing tells of a posting
}

// place is where in the past the save stands that is shown; -1 when it is not there, or nothing was saved yet.
func (v View) place() int {
	if v.At == 0 {
		return len(v.Past) - 1
	}
	return slices.IndexFunc(v.Past, func(s *live.Save) bool { return s.Number == v.At })
}

// Of is the desk of a view; ok is false when the save is not there, or nothing was saved yet.
func Of(v View) (d Desk, ok bool) {
	at := v.place()
	if at < 0 {
		return Desk{}, false
	}
	s := v.Past[at]
	var before *live.Save
	if at > 0 {
		before = v.Past[at-1]
	}
	site := v.State.Result.Site
	d = Desk{
		Number: s.Number, ID: s.ID, Changed: list(s.Changed), Clock: clock(s.At), Printing: v.State.Report == nil,
		Ready: ms(s.Ready), Took: ms(s.Took), Look: Look(s.Look), Written: Look(s.Written),
		Themes: []Theme{}, Papers: meta.Papers(), Stages: []Stage{}, Prints: []Print{}, Targets: []Target{}, History: []Past{}, Site: site.Base.Path,
	}
	if m := site.Master; m != nil {
		d.Master = m.File.Path
	}
	if s.Err != nil {
		d.Problem = s.Err.Error()
	}
	for _, t := range s.Stages {
		d.Stages = append(d.Stages, Stage{t.Stage, ms(t.Took)})
	}
	for _, t := range v.State.Result.Themes() {
		d.Themes = append(d.Themes, themeOf(t))
	}
	for i := range s.Copies {
		d.Prints = append(d.Prints, printOf(v.Prefix, s, i, before))
	}
	for _, t := range site.Targets {
		d.Targets = append(d.Targets, targetOf(t, v))
	}
	d.Findings, d.More = findings(s), s.More
	for i, p := range v.Past {
		d.History = append(d.History, past(p, i == at))
	}
	return d, true
}

func targetOf(t compose.Target, v View) Target {
	out := Target{Target: t.String(), Name: t.Out, Audience: string(t.Audience), Lang: t.Lang, Paper: t.Paper, Skipped: v.State.Result.Skips(t)}
	if t.Variant != nil {
		out.Variant = t.Variant.Doc.File.Path
		if t.Variant.Posting != nil && !v.Shared {
			out.Posting = t.Variant.Posting.File.Path
		}
	}
	if t.Letter != nil {
		out.Variant = t.Letter.Doc.File.Path
	}
	return out
}

func themeOf(t theme.Theme) Theme { return Theme{t.Name, t.About} }

func past(s *live.Save, now bool) Past {
	p := Past{Number: s.Number, Clock: clock(s.At), Changed: list(s.Changed), Look: Look(s.Look), Errors: s.Errors, Warnings: s.Warnings, Now: now}
	if len(s.Copies) > 0 {
		p.Sheets = len(s.Copies[0].Print.Sheets)
	}
	return p
}

// Key names a copy by what its pictures are made of: its bytes, and where its lines come from.
func Key(c *build.Copy) string { return strconv.FormatUint(fingerprint(c), 36) }

func list(names []string) []string { return append([]string{}, names...) } // never nil: JSON has no null for it

func clock(t time.Time) string { return t.Format("15:04:05") }

// ms is a time in milliseconds, to a tenth.
func ms(d time.Duration) float64 {
	return float64(d.Round(100*time.Microsecond)) / float64(time.Millisecond)
}
