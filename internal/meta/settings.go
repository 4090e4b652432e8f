package meta

import (
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// Settings is what a résumé's front matter says about how to build it. Who the person is
// stands in resume.Resume.
type Settings struct {
	Title        string // "" for the person's name
	Description  string
	BaseURL      string // as written
	Noindex      bool
	Private      []Name // fields that are never published
	Dictionaries []Dictionary
	SiteTheme    Name // of the pages; "" for that of the sheets
	PDF          PDF
	Photo        Name     // a picture, relative to the résumé; "" when there is none
	Send         []string // forms beside the PDF of what is sent, of [Forms], each once
	Publish      []string // the same of what is published
	Check        CheckSettings
}

// A Name is a word of the front matter and where it stands.
type Name struct {
	Text string
	Span source.Span
}

// A Dictionary is a file of words of a language.
type Dictionary struct {
	Lang Name // in small letters, without a region: "de"
	File Name // beside the résumé, ending in .dic
}

// PDF is how the sheets are printed.
type PDF struct {
	Pages     int // most sheets, 1..30
	PagesSpan source.Span
	Fit       bool        // the sheets are filled, and not exceeded, by setting them tighter or looser
	Paper     string      // "A4" or "Letter"
	PaperSpan source.Span // where it is said; nowhere when it is not
	Theme     Name
	Options   []Chosen
	Name      string // file name, ending in .pdf
	Chrome    Name   // version of the browser that printed what was looked at, "156" or in full; "" when none is recorded
}

// Chosen is an option of a theme that was chosen, as written.
type Chosen struct {
	Name   Name
	Value  Name   // all of it, unless it is a list
	Values []Name // of a list, or of a text that is split at commas
}

// CheckSettings is what the check says, and how loudly.
type CheckSettings struct {
	Preset string // Minimal, Recommended or Strict
	Levels []Level
	Limits []Limit
	FailOn diag.Severity
}

// The presets: how much is said of what nobody set a level of.
const (
	Minimal     = "minimal"     // errors alone
	Recommended = "recommended" // each finding at its own level
	Strict      = "strict"      // information counts as a warning
)

// Presets is all of them.
func Presets() []string { return []string{Minimal, Recommended, Strict} }

// A Limit is one number that the user set for a rule, as written.
type Limit struct {
	Rule  Name
	Name  Name // which of the rule's limits; "" when the rule's only one
	Value Name
}

// A Level is one rule's level as the user set it.
type Level struct {
	Rule  Name
	Level diag.Severity
	Word  Name // as written; Level is Off when it is no level
	Known bool // Word is a level
}

// Defaults is the settings of a résumé that says nothing.
func Defaults() Settings {
	return Settings{
		PDF:   PDF{Pages: 2, Paper: "A4", Theme: Name{Text: "classic"}, Name: "resume.pdf"},
		Check: CheckSettings{Preset: Recommended, FailOn: diag.Error},
	}
}

// Decode reads the settings out of a résumé's front matter. What is absent, or what [Check]
// finds wrong, keeps its default.
func Decode(v Value) Settings {
	s := Defaults()
	for _, f := range v.Fields {
		k := find(Keys(ResumeDoc), f.Key)
		if k == nil {
			continue
		}
		switch k.Name {
		case "title":
			setText(&s.Title, f.Value)
		case "description":
			setText(&s.Description, f.Value)
		case "base-url":
			setText(&s.BaseURL, f.Value)
		case "photo":
			if f.Value.Kind == String {
				s.Photo = Name{strings.TrimSpace(f.Value.Text), f.Value.Span}
			}
		case "noindex":
			s.Noindex = f.Value.Truth()
		case "private":
			s.Private = append(s.Private, Names(f.Value)...) // of a doubled key, both count
		case "site":
			if t, ok := f.Value.Get("theme"); ok && t.Kind == String {
				s.SiteTheme = Name{t.Text, t.Span}
			}
		case "pdf":
			s.PDF.decode(f.Value)
		case "forms":
			send, publish := f.Value, Value{}
			if f.Value.Kind == Map {
				send, _ = f.Value.Get("send")
				publish, _ = f.Value.Get("publish")
			}
			s.Send, s.Publish = formsIn(send), formsIn(publish)
		case "dictionaries":
			for _, f := range f.Value.Fields {
				lang, _, _ := strings.Cut(strings.ToLower(f.Key), "-")
				s.Dictionaries = append(s.Dictionaries, Dictionary{Name{lang, f.KeySpan}, Name{strings.TrimSpace(f.Value.Text), f.Value.Span}})
			}
		case "check":
			s.Check.decode(f.Value)
		}
	}
	return s
}

func (p *PDF) decode(v Value) {
	if n, ok := v.Get("pages"); ok {
		p.PagesSpan = n.Span
		if i, ok := whole(n); ok && i >= 1 && i <= 30 {
			p.Pages = i
		}
	}
	if f, ok := v.Get("fit"); ok {
		p.Fit = f.Truth()
	}
	if w, ok := v.Get("paper"); ok {
		for _, paper := range Papers() {
			if strings.EqualFold(paper, w.Text) {
				p.Paper, p.PaperSpan = paper, w.Span
			}
		}
	}
	if t, ok := v.Get("theme"); ok && t.Kind == String {
		p.Theme = Name{t.Text, t.Span}
	}
	options, _ := v.Get("options")
	for _, f := range options.Fields {
		c := Chosen{Name: Name{f.Key, f.KeySpan}, Value: Name{f.Value.Text, f.Value.Span}, Values: Names(f.Value)}
		if f.Value.Kind == Bool { // YAML 1.1 reads a bare "on" and "off" as true and false
			word := "off"
			if f.Value.Truth() {
				word = "on"
			}
			c.Values = []Name{{word, f.Value.Span}}
		}
		p.Options = append(p.Options, c)
	}
	if c, ok := v.Get("chrome"); ok && (c.Kind == Number || c.Kind == String) {
		p.Chrome = Name{strings.TrimSpace(c.Text), c.Span}
	}
	if n, ok := v.Get("name"); ok && n.Kind == String && n.Text != "" && !strings.ContainsAny(n.Text, `/\`) && n.Text[0] != '.' {
		p.Name = strings.TrimSuffix(n.Text, ".pdf") + ".pdf"
	}
}

func (c *CheckSettings) decode(v Value) {
	if w, ok := v.Get("fail-on"); ok {
		if s, ok := diag.ParseSeverity(w.Text); ok {
			c.FailOn = s
		}
	}
	if w, ok := v.Get("preset"); ok {
		for _, preset := range Presets() {
			if strings.EqualFold(preset, w.Text) {
				c.Preset = preset
			}
		}
	}
	limits, _ := v.Get("limits")
	for _, f := range limits.Fields {
		rule := Name{f.Key, f.KeySpan}
		if f.Value.Kind != Map {
			c.Limits = append(c.Limits, Limit{Rule: rule, Value: Name{f.Value.Text, f.Value.Span}})
			continue
		}
		for _, g := range f.Value.Fields {
			c.Limits = append(c.Limits, Limit{Rule: rule, Name: Name{g.Key, g.KeySpan}, Value: Name{g.Value.Text, g.Value.Span}})
		}
	}
	rules, _ := v.Get("rules")
	for _, f := range rules.Fields {
		level, known := diag.ParseSeverity(f.Value.Text)
		if f.Value.Kind == Bool && !f.Value.Truth() { // YAML 1.1 reads a bare "off" as false
			level, known = diag.Off, true
		}
		c.Levels = append(c.Levels, Level{Rule: Name{f.Key, f.KeySpan}, Level: level, Word: Name{f.Value.Text, f.Value.Span}, Known: known})
	}
}

func setText(to *string, v Value) {
	if v.Kind == String {
		*to = strings.TrimSpace(v.Text)
	}
}

// Text is the text of a key of the doctype, by its name or an alias; "" when absent or no
// text, number or date.
func Text(v Value, d Doctype, name string) Name {
	for _, f := range v.Fields {
		if k := find(Keys(d), f.Key); k != nil && k.Name == name {
			switch f.Value.Kind {
			case String, Number, Date:
				return Name{strings.TrimSpace(f.Value.Text), f.Value.Span}
			}
		}
	}
	return Name{}
}

// Names is a value as a list of words: the items of a list, or a text split at commas.
func Names(v Value) []Name {
	switch v.Kind {
	case List:
		var out []Name
		for _, e := range v.List {
			if t := strings.TrimSpace(e.Text); t != "" {
				out = append(out, Name{t, e.Span})
			}
		}
		return out
	case String, Number:
		var out []Name
		for w := range strings.SplitSeq(v.Text, ",") {
			if w = strings.TrimSpace(w); w != "" {
				out = append(out, Name{w, v.Span})
			}
		}
		return out
	}
	return nil
}

// formsIn is the known forms that a value names, in the order of [Forms].
func formsIn(v Value) []string {
	var out []string
	for _, form := range Forms() {
		if slices.ContainsFunc(Names(v), func(n Name) bool { return strings.EqualFold(n.Text, form) }) {
			out = append(out, form)
		}
	}
	return out
}
