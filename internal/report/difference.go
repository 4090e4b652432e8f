package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/resgen/resgen/internal/diff"
)

// A Comparison is the differences of two résumés. What must not be told is in none of it: the caller sees to that.
type Comparison struct {
	Title    string // whose they are
	Sides    [2]Side
	Diff     *diff.Diff
	Coverage []diff.Covering
	Notes    []string // what a reader must know of how they were compared
}

// A Side is one of two résumés.
type Side struct {
	Name     string // as the user names it: "HEAD~1", "acme"
	About    string // what that is: "1b3f0c2 Add the ledger"; "" when the name says it
	Sheets   int    // 0 when nobody printed them
	Filled   float64
	Pictures [][]byte // SVG by sheet, trusted; nil of one that is not shown
}

// sheets says how many there are, and how full the last one is: "2 sheets, the last 62 % full".
func (s Side) sheets() string {
	text := count(s.Sheets, "sheet")
	if s.Filled == 0 {
		return text
	}
	full := fmt.Sprintf("%.0f %% full", math.Round(s.Filled*100))
	if s.Sheets > 1 {
		full = "the last " + full
	}
	return text + ", " + full
}

// sheets says what became of the sheets; "" when nobody printed one of the sides.
func (c *Comparison) sheets() string {
	a, b := c.Sides[0], c.Sides[1]
	switch {
	case a.Sheets == 0 || b.Sheets == 0:
		return ""
	case a.sheets() == b.sheets():
		return b.sheets() + ", as before"
	}
	return a.sheets() + " → " + b.sheets()
}

// told is what is compared, for a title: "HEAD~1 → working tree".
func (c *Comparison) told() string { return fold(c.Sides[0].Name) + " → " + fold(c.Sides[1].Name) }

// counts is what became of the résumé in numbers, by kind: "bullets: 2 added, 1 reworded".
func (c *Comparison) counts() []string {
	var out []string
	for _, k := range []struct {
		name  string
		kinds []diff.Kind
	}{
		{"head", []diff.Kind{diff.Field}}, {"sections", []diff.Kind{diff.Section}}, {"entries", []diff.Kind{diff.Entry}},
		{"dates and titles", []diff.Kind{diff.Part}}, {"bullets and paragraphs", []diff.Kind{diff.Bullet, diff.Text}},
		{"skills", []diff.Kind{diff.Group, diff.Skill}}, {"links", []diff.Kind{diff.Link}},
	} {
		n := c.Diff.Count(k.kinds...)
		if k.name == "dates and titles" || k.name == "links" { // those of what came or went are a part of it
			n = diff.Count{}
			for x := range c.Diff.All() {
				if x.State == diff.Kept || x.State == diff.Reworded {
					n = n.Plus(x.Own(k.kinds...))
				}
			}
		}
		var parts []string
		for _, p := range []struct {
			n    int
			what string
		}{{n.Added, "added"}, {n.Removed, "taken out"}, {n.Reworded, "reworded"}, {n.Moved, "moved"}} {
			if p.n > 0 {
				if p.what == "reworded" && len(k.kinds) == 1 && k.kinds[0] != diff.Section {
					p.what = "changed"
				}
				parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
			}
		}
		if parts != nil {
			out = append(out, k.name+": "+strings.Join(parts, ", "))
		}
	}
	return out
}

// whence is where something stood that was moved; "" for what was not.
func whence(c *diff.Change) string {
	switch {
	case !c.Moved:
		return ""
	case c.Away():
		from := c.A.Up().Name()
		if from == "" && c.A.Up() != nil {
			from = "another " + string(c.A.Up().Kind)
		}
		return "moved here from " + from
	}
	return fmt.Sprintf("moved from place %d to %d", c.A.Place(), c.B.Place())
}

// untold reports whether x is the link of a text that came or went as a whole, or of an entry's head that did: that says enough.
func untold(c, x *diff.Change) bool {
	return (x.Kind == diff.Link || x.Kind == diff.Part) && (c.State == diff.Added || c.State == diff.Removed)
}

// beside is what the head of an entry says besides its name: where, when.
func beside(n *diff.Node) []string {
	var out []string
	for _, x := range n.Nodes {
		if x.Kind == diff.Part && x.Label != "title" && x.Label != "organization" && x.Label != "link" && x.Text != n.Name() {
			out = append(out, x.Text)
		}
	}
	return out
}

// label is what a value is called, with the place where it says so: "dates".
func label(c *diff.Change) string {
	n := c.Node()
	switch c.Kind {
	case diff.Field, diff.Part:
		return n.Label
	case diff.Link:
		return "the link behind it"
	}
	return ""
}

// A covered is what became of a class of a posting's terms: "5 of 8 shown → 7".
type covered struct{ class, text string }

func coverage(c diff.Covering) []covered {
	var out []covered
	for i, class := range []string{"required", "preferred"} {
		all := c.Required[1].All
		if i == 1 {
			all = c.Preferred[1].All
		}
		if all == 0 {
			continue
		}
		was, is := c.Shown[0][i], c.Shown[1][i]
		text := fmt.Sprintf("%d of %d shown", was, all)
		if was == is {
			text += ", as before"
		} else {
			text += fmt.Sprintf(" → %d of %d", is, all)
		}
		out = append(out, covered{class, text})
	}
	for _, l := range []struct {
		name  string
		turns []diff.Turn
	}{{"gained", c.Gained}, {"lost", c.Lost}} {
		var names []string
		for _, t := range l.turns {
			class := ""
			if t.Term.Class.String() != "required" {
				class = t.Term.Class.String() + "; "
			}
			names = append(names, fmt.Sprintf("%s (%s%s → %s)", t.Term.Written, class, t.Was, t.Is))
		}
		if names != nil {
			out = append(out, covered{l.name, strings.Join(names, ", ")})
		}
	}
	return out
}

// posting is what a posting is called.
func posting(c diff.Covering) string {
	title := c.Posting.Title.Text
	if title == "" {
		title = c.Posting.File.Path
	}
	if c.Posting.Company.Known() {
		title += ", " + c.Posting.Company.Text
	}
	return title
}

// skills is what became of a group of skills: those that came, those that went, whether the rest is in another order.
func skills(c *diff.Change) (added, removed []string, moved bool) {
	for _, s := range c.Changes {
		switch {
		case s.State == diff.Added:
			added = append(added, s.B.Text)
		case s.State == diff.Removed:
			removed = append(removed, s.A.Text)
		case s.Away():
			from := s.A.Up().Name()
			if from == "" {
				from = "another group"
			}
			added = append(added, fmt.Sprintf("%s (from %s)", s.B.Text, from))
		case s.State == diff.Reworded:
			added, removed = append(added, s.B.Text), append(removed, s.A.Text)
		default:
			moved = moved || s.Moved
		}
	}
	return added, removed, moved
}
