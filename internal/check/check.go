// Package check holds rules against what was written and what was printed.
//
// A [Rule] is a value: an ID, a default level, what it needs, its manual, and a function.
// The [Pass] is that function's only door: documents, facts of pages, sheets, output; it
// never sees a file, a clock or a browser. [Run] runs a list of rules, applies the
// user's levels and exceptions, and says which rules could not run and why.
// It never changes what it looks at.
package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/recognize"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/spell"
	"github.com/resgen/resgen/internal/tailor"
	"github.com/resgen/resgen/internal/theme"
)

// Needs is what must be there for a rule to run.
type Needs uint8

// What a rule may need.
const (
	Text   Needs = iota // the résumé and what the site is composed of; runs while the rest is made
	Site                // findings of stages and what is known of each page, too, and the prints, if there are any; runs once
	Sheets              // a print; runs once for each printed target
	Output              // the bytes of what is published
)

var needNames = [...]string{"text", "site", "sheet", "output"}

// String names the need as summaries do: "14 sheet rules skipped".
func (n Needs) String() string { return needNames[n] }

// A Rule is one thing that resgen looks at.
type Rule struct {
	ID    string        // group/slug; reads as "allow <rule>"
	Level diag.Severity // unless the user sets another; Off for a rule that must be asked for
	Needs Needs
	// Publish says that the rule looks only at what is built for the public.
	Publish bool
	// Page says that a rule about sheets needs what the page said before it was printed, too. It is not run on a PDF
	// without a source.
	Page bool
	// Resume says that a rule about sheets looks for what a résumé has. It is not run on letters.
	Resume bool
	// PDF says that a rule about the text looks at what was read from a PDF, too, where that is all that there is. It runs
	// once for each print then.
	PDF bool
	// Once says that the rule looks at all versions of the résumé by itself, so that it is not run for each.
	Once bool
	// Langs is the languages of a résumé that the rule knows; nil for a rule that looks at no wording. On
	// others it does not run, and is counted as skipped.
	Langs  []string
	Spells bool // it also knows each language that the user brings a dictionary for
	// Yields is the rules that know better what is wrong where both find something; all of them are about text. Where one of
	// these has spoken, this one is silent, if it asks Pass.Said.
	Yields []string
	Limits []*Limit // that are its own
	Doc    Doc
	Run    func(*Pass) // nil for a rule whose findings an earlier stage makes
}

// A Doc is a rule's manual. All of it is required; tests run Bad and Good.
type Doc struct {
	What string // what it looks for: a sentence
	Why  string // why that matters to the person
	Bad  string // content that it fires on: a résumé, or a txtar archive of files
	Good string // the same content, mended: the rule is quiet
	Mend string // what to do about it
}

// A Printed target is what came out of the printer for one target.
type Printed struct {
	Target  compose.Target // the zero Target of a PDF that others made
	Print   *sheet.Print
	Reading *recognize.Reading // when it was read already; else it is read when a rule asks for it

	Selection *tailor.Selection // of a variant that was selected; else nil
}

// Input is all that there is to check.
type Input struct {
	Set        *source.Set
	Site       *compose.Site
	Documents  []*document.Document // all of them, pages as heads
	Facts      func(*document.Document) *render.Facts
	Themes     []theme.Theme                             // of the sheets, by name
	PageThemes []theme.Theme                             // of the pages, by name
	Stages     diag.List                                 // findings of the stages before, each under the ID of its rule
	Prints     []Printed                                 // empty when nothing was printed
	Postings   func(*document.Document) *posting.Posting // what a document says as a posting; nil for none
	NoPrint    string                                    // why nothing was printed: "no Chrome found"; "" when it was
	// PDF is the text of a PDF without a source, which is then all that is checked: by the rules that need a
	// print and nothing else. Site has the settings, and PDF as its master document.
	PDF     *source.File
	Output  []Published
	Replies map[string]Reply // by address, of those that were asked for and did not lead somewhere; nil when nobody asked
	Today   date.Date        // of the build; unknown when nobody said
	Levels  []Level          // from the command line; they win over the front matter's
	Starter []string         // name and employers of the starter, when Publish
	Chrome  string           // the version that the site holds to, in full; "" when it holds to none
	Publish bool             // the site is being built for the public: CI is set, or a base URL was given on the command line

	limits     map[*Limit]float64 // as the user set them
	dictionary *spell.Dictionary  // the user's, for the résumé's language
	readings   []*reading         // of Prints; what several rules look at is read once
	lang       *string            // Language, once it is known
	taken      taken              // what several rules look at is taken apart once
	unjudged   []unjudged         // what rules could not look at
	written    []Written          // once a rule asked for it
}

// Settings is what the front matter says; the defaults where there is no site.
func (in *Input) Settings() meta.Settings {
	if in.Site == nil {
		return meta.Defaults()
	}
	return in.Site.Settings
}

// Resume is the résumé as it was written, private values included; nil when there is none.
func (in *Input) Resume() *resume.Resume {
	if in.Site == nil {
		return nil
	}
	for _, t := range in.Site.Targets {
		if t.Audience == compose.Sent && t.Resume != nil {
			return t.Resume
		}
	}
	return in.Site.Resume
}

// Posting is what a variant's posting says; nil when it names none.
func (in *Input) Posting(v *compose.Variant) *posting.Posting {
	if v == nil {
		return nil
	}
	return in.posting(v.Posting)
}

func (in *Input) posting(d *document.Document) *posting.Posting {
	if d == nil || in.Postings == nil {
		return nil
	}
	return in.Postings(d)
}

// Addressee is who a letter goes to: its posting's company, and the role that it is for.
func (in *Input) Addressee(l *compose.Letter) (company, role string) {
	return Addressee(in.posting(l.Posting))
}

// Addressee is the company of a posting, which may be nil, and the role that it is for; "" where it does not say so.
func Addressee(ad *posting.Posting) (company, role string) {
	if ad == nil {
		return "", ""
	}
	return ad.Company.Text, ad.Title.Text
}

// Pages is how many sheets the target may have, and where that is said.
func (p *Pass) Pages() (int, source.Span) {
	if p.Target.Pages > 0 {
		return p.Target.Pages, p.Target.PagesSpan
	}
	pdf := p.Settings().PDF
	return pdf.Pages, pdf.PagesSpan
}

// A Level is the level of a rule, or of a group of rules, as the user sets it.
type Level struct {
	Rule  string
	Level diag.Severity
}

// Published is one file of the output in which a secret stands, or that was not looked through. A [Search] finds them; the caller runs it
// over each file, and what is in it, as its bytes pass by, so that no file is made twice.
type Published struct {
	Path   string
	Secret compose.Secret
	How    string // where in the file: "the text of the PDF", "word/document.xml"; "" when in its bytes
	Line   int    // of a text, where it stands as it is; 0 when that is not known
	Unseen string // why it was not looked through: "is encrypted"; then there is no secret
}

// ItsName is how a secret stands in the name of a file.
const ItsName = "its name"

// A Pass is one run of one rule, for one target when the rule needs sheets.
type Pass struct {
	*Input
	Target compose.Target // of a rule that needs sheets
	Print  *sheet.Print
	Choice *tailor.Selection // of a rule that needs sheets, where the target was selected; else nil
	rule   *Rule
	out    *diag.List
	target string
	read   *reading
	said   said
}

// Report adds a finding. Rule and target are filled in, and the rule's level where the finding has none
// of its own; a level that the user set wins over both. A fix is of one file: what of it is in others than its first edit is left to the next
// round, which finds it again.
func (p *Pass) Report(d diag.Diagnostic) {
	if x := d.Fix; x != nil && len(x.Edits) > 1 {
		other := func(e diag.Edit) bool { return e.Span.File != x.Edits[0].Span.File }
		if slices.ContainsFunc(x.Edits, other) {
			one := *x
			one.Edits = slices.DeleteFunc(slices.Clone(x.Edits), other)
			d.Fix = &one
		}
	}
	d.Rule = p.rule.ID
	if d.Severity == diag.Off {
		d.Severity = p.rule.Level
	}
	d.Target = p.target
	*p.out = append(*p.out, d)
}

// Reportf adds a finding at a place.
func (p *Pass) Reportf(span source.Span, format string, args ...any) {
	p.Report(diag.Diagnostic{Span: span, Message: fmt.Sprintf(format, args...)})
}

// Skip says that the rule could not look at some of a print, and why: "24 lines run from right to left". It is counted in the summary.
func (p *Pass) Skip(reason string) {
	u := unjudged{p.rule, reason}
	if !slices.Contains(p.Input.unjudged, u) {
		p.Input.unjudged = append(p.Input.unjudged, u)
	}
}

// unjudged is a rule that could not look at something, and why.
type unjudged struct {
	rule   *Rule
	reason string
}

// skips is what rules could not look at, by their group and the reason.
func skips(parts []*Input) []Skip {
	var out []Skip
	for _, in := range parts {
		for _, u := range in.unjudged {
			group, _, _ := strings.Cut(u.rule.ID, "/")
			if i := slices.IndexFunc(out, func(s Skip) bool { return s.Needs == group && s.Reason == u.reason }); i >= 0 {
				out[i].Count++
			} else {
				out = append(out, Skip{group, 1, u.reason})
			}
		}
	}
	return out
}

// A Report is what a check came to.
type Report struct {
	Findings diag.List
	Unlisted diag.List // of a rule that found very many in a file, those that one finding stands for
	Skipped  []Skip
	Rules    int // rules that ran
	Recall   []Recall
}

// A Skip is a number of rules that could not run.
type Skip struct {
	Needs  string
	Count  int
	Reason string
}

// Select is the rule with the ID; an unknown one is an error that names the nearest.
func Select(rules []*Rule, id string) (*Rule, error) {
	for _, r := range rules {
		if r.ID == id {
			return r, nil
		}
	}
	d := unknownRule(rules, id, source.Span{})
	return nil, fmt.Errorf("%s; `resgen rules` lists them", d.Message)
}

// unknownRule is the finding for the name of a rule that there is not.
func unknownRule(rules []*Rule, name string, span source.Span) diag.Diagnostic {
	d := diag.Diagnostic{Rule: "meta/unknown-rule", Severity: diag.Error, Span: span, Message: fmt.Sprintf("there is no rule %q", name)}
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID
	}
	if near := meta.NearestWithin(name, ids, 3); near != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", near)
	}
	return d
}
