package theme

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

func TestLengths(t *testing.T) {
	l := lengths{em: 10, vars: map[string]string{"--size": "10pt", "--line": "calc(var(--size) * 1.3)", "--loop": "var(--loop)", "--none": ""}}
	for text, want := range map[string]float64{
		"12pt": 12, "1in": 72, "25.4mm": 72, "96px": 72, "2em": 20, ".5": .5, "-3pt": -3, "0": 0,
		"calc(1pt + 2 * (3pt - 1pt))":        5,
		"var(--line)":                        13,
		"var(--missing, 4pt)":                4,
		"min(170mm, 47.5 * var(--size))":     475,
		"max(1pt, 2pt, 0)":                   2,
		"clamp(9pt, 12pt, 11pt)":             11,
		"round(13.4pt, .75pt)":               13.5,
		"round(up, 13.1pt, 1px)":             13.5,
		"round(down, 13.6px, 1px)":           9.75,
		"calc(4 * var(--line) / 2)":          26,
		" calc( -1 * ( 2pt ) ) ":             -2,
		"clamp(-1, var(--size) / 10pt, .25)": .25,
	} {
		if got, ok := l.value(text); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "auto", "12%", "3vw", "var(--loop)", "var(--none)", "var(--missing)", "calc(1pt", "1pt 2pt", "1/0", "min()", "round(1pt, 0)", "clamp(1,2)", strings.Repeat("(", 99)} {
		if got, ok := l.value(text); ok {
			t.Errorf("%q is %v; it is no length", text, got)
		}
	}
	many := lengths{vars: map[string]string{}}
	for i := range 60 {
		many.vars[fmt.Sprintf("--v%d", i)] = fmt.Sprintf("calc(var(--v%d) + var(--v%d))", i+1, i+1)
	}
	began := time.Now()
	if _, ok := many.value("var(--v30)"); ok || time.Since(began) > time.Second {
		t.Errorf("variables that name each other twice have a value, or take %v", time.Since(began))
	}
}

func TestMatches(t *testing.T) {
	main := node{name: "main", classes: []string{"resume", "sheet", "head-left"}}
	root := node{name: "html", inside: main.classes}
	in := func(nodes ...node) chain { return append(chain{root, {name: "body"}, main}, nodes...) }
	head := node{name: "header", classes: []string{"r-head"}}
	heading := in(node{name: "section", classes: []string{"r-section", "r-skills"}}, node{name: "h2"})
	for _, tt := range []struct {
		c        chain
		selector string
		weight   int // -1 for no match
	}{
		{heading, "h2", 1},
		{heading, "H2, h3", 1},
		{heading, ".r-section h2", 11},
		{heading, ".r-skills > h2", 11},
		{heading, "main > h2", -1},
		{heading, "main h2", 2},
		{heading, "h3 + h2", -1},
		{heading, ".r-section > :not(h2)", -1},
		{heading, "h2::before", -1},
		{heading, "h2:first-child", -1},
		{heading, "#skills", -1},
		{heading, "*", 0},
		{heading, ":is(h1, h2)", 1},
		{heading, ".sheet :is(h1, .r-skills) h2", 21},
		{in(head), ".r-head", 10},
		{in(head), ":not(.head-left) > .r-head:not(.r-pictured)", -1},
		{in(head), ".head-left .r-head", 20},
		{in(head), ".r-head:not(.r-pictured)", 20},
		{in()[:1], ":root", 10},
		{in()[:1], ":root:has(.letter)", -1},
		{in()[:1], ":root:has(.head-left)", 20},
		{in(), "", -1},
		{in(), ")(", -1},
		{in(), ":is(", -1},
	} {
		w, ok := tt.c.matches(tt.selector)
		if !ok {
			w = -1
		}
		if w != tt.weight {
			t.Errorf("%q counts %d, want %d", tt.selector, w, tt.weight)
		}
	}
}

func TestSet(t *testing.T) {
	css := `@page { margin: 10mm 20mm; }
:root { --size: 10pt; --line: 13pt; --quarter: 3pt; --text: "Inter", sans-serif; --accent: #123; --measure: 150mm; --hang: 4mm }
:root:has(.density-tight) { --quarter: 2pt }
.sheet { max-inline-size: calc(var(--measure) + var(--hang)); padding-inline: var(--hang) 0; padding-block: 2mm 0 }
b, h1, h2, h3 { font-weight: 600 }
h1 { font-size: calc(var(--size) * 2); line-height: 1.5; text-transform: none }
h2 { color: var(--accent); margin-block: 4pt 2pt; border-block-end: 1pt solid var(--accent); padding-block-end: 3pt }
.r-head { text-align: center } .head-left .r-head { text-align: start }
.r-organization { font-style: italic }`
	s := Set(Chosen{Paper: "A4", Options: map[string]string{"density": "tight"}}, []byte(css))
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > .01 {
			t.Errorf("%s is %.2f, want %.2f", what, got, want)
		}
	}
	mm := 72 / 25.4
	near("left", s.Left, (20+(170-154)/2+4)*mm)
	near("right", s.Right, (20+(170-154)/2)*mm)
	near("top", s.Top, 12*mm)
	near("quarter", s.Quarter, 2)
	near("name", s.Name.Size, 20)
	near("its line", s.Name.Line, 30)
	near("before a heading", s.Heading.Before, 4)
	near("after it", s.Heading.After, 2)
	if s.Rule != (Rule{Side: "below", Width: 1, Colour: "#112233", Space: 3}) || s.Heading.Colour != "#112233" || !s.Heading.Bold || s.Text.Bold || !s.Centred || !s.Organization.Italic {
		t.Errorf("%+v", s)
	}
	if s := Set(Chosen{Paper: "A4", Options: map[string]string{"head": "left"}}, []byte(css)); s.Centred {
		t.Error("the option head: left does not hold")
	}
	if s := Set(Chosen{Paper: "Letter", Accent: "#b00", Space: 2, Leading: .9, Type: 1.1, RTL: true}, []byte(css)); s.Heading.Colour != "#bb0000" || s.Left > s.Right || s.Width != 612 {
		t.Errorf("%+v", s)
	} else {
		near("fitted size", s.Size, 11)
		near("fitted lead", s.Lead, 11.7)
		near("fitted space", s.Quarter, 6)
	}
}

// FuzzSet reads a setting off any text: it must come to an end, and give a sheet that text can stand on.
func FuzzSet(f *testing.F) {
	f.Add("@page{margin:-1e9mm}:root{--size:1e300pt;--line:var(--line)}h2{border:1pt solid}")
	f.Add(".sheet{max-inline-size:1px;padding-inline:900mm}")
	f.Fuzz(func(t *testing.T, css string) {
		s := Set(Chosen{Paper: "A4", Space: 1}, []byte(css))
		if width := s.Width - s.Left - s.Right - s.Indent; !(width > 50) || !(s.Size > 0) || !(s.Lead > 0) || !(s.Name.Size > 0) || !(s.Name.Line > 0) || !(s.Top >= 0) || math.IsInf(s.Lead, 0) {
			t.Errorf("%+v", s)
		}
	})
}
