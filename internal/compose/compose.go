// Package compose makes one site out of parsed documents: which pages there are and at
// which addresses, which lists and tags, which files are copied, and which targets
// are printed.
//
// In: the documents of a source.Set and a few options. Out: a [Site] that never changes, and
// diagnostics. Here private values are taken out of what is public, so that no later
// stage can leak them. It renders nothing and reads no file.
package compose

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Options is what the caller may say beside the content.
type Options struct {
	BaseURL string // wins over the front matter's; "" for none
	Drafts  bool   // draft pages too
}

// A Site is everything that is rendered, printed and checked.
type Site struct {
	Settings    meta.Settings
	Title       string
	Description string
	Lang        string
	Base        Base
	Resume      *resume.Resume // without private values; nil when there is no résumé
	Master      *document.Document
	Others      []*document.Document // postings and variants
	Pages       []*Page              // sorted by path
	Files       []File               // copied as they are, sorted by path
	Menu        []*Page
	Targets     []Target
	Secrets     []Secret // what must not be in anything published

	byPath   map[string]*Page
	bySource map[string]*Page
	files    map[string]bool
}

// A File is a file of the user's that is published as it is.
type File struct {
	Path   string // below the output folder
	Source *source.File
}

// A Secret is a value that is never published.
type Secret struct {
	Field string
	Value resume.Value
}

// Compose makes the site. documents holds every document of the set, pages as heads only;
// their own diagnostics are not repeated. It never fails; what it cannot use it names.
func Compose(set *source.Set, documents []*document.Document, opts Options) (*Site, diag.List) {
	s := &Site{byPath: map[string]*Page{}, bySource: map[string]*Page{}, files: map[string]bool{}, Settings: meta.Defaults(), Lang: "en"}
	var diags diag.List
	var pages []*document.Document
	private := meta.Value{}
	for _, d := range documents {
		switch Role(set, d.File.Path) {
		case Master:
			s.Master = d
		case Private:
			private = d.Meta
		case Posting, Variant:
			s.Others = append(s.Others, d)
		case Translation:
			// its own targets come with the languages
		default:
			pages = append(pages, d)
		}
	}
	base := opts.BaseURL
	if s.Master != nil {
		s.Settings = meta.Decode(s.Master.Meta)
		base = cmp.Or(base, s.Settings.BaseURL)
	}
	var problem string
	if s.Base, problem = ParseBase(base); problem != "" {
		diags = append(diags, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: s.baseSpan(), Message: problem,
			Help: "write it as in https://me.github.io/cv/"})
	}
	if s.Master != nil {
		r, more := read.Resume(s.Master)
		diags = append(diags, more...)
		s.people(r, private)
	}
	diags = append(diags, s.copy(set)...)
	diags = append(diags, s.pages(pages, set, opts)...)
	return s, diags
}

func (s *Site) baseSpan() source.Span {
	if s.Master == nil {
		return source.Span{}
	}
	return meta.Text(s.Master.Meta, meta.ResumeDoc, "base-url").Span
}

// Place is what a file of content/ is for.
type Place uint8

// The places.
const (
	Page_       Place = iota // a page of the site
	Master                   // the résumé
	Translation              // the résumé in another language
	Posting                  // a job posting
	Variant                  // a tailored version
	Private                  // private.yaml
)

// Role is what the file at a path of the set is for. Other files than Markdown and
// private.yaml are no documents; they are pages for this function.
func Role(set *source.Set, p string) Place {
	if set.Only != "" {
		if p == "private.yaml" {
			return Private
		}
		return Master
	}
	switch dir, name := path.Split(p); {
	case dir == "content/jobs/":
		return Posting
	case dir == "content/variants/":
		return Variant
	case p == "content/resume.md":
		return Master
	case p == "content/private.yaml":
		return Private
	case dir == "content/" && strings.HasPrefix(name, "resume.") && strings.HasSuffix(name, ".md"):
		return Translation
	}
	return Page_
}

// people fills in who the site is about, and the targets.
func (s *Site) people(r *resume.Resume, private meta.Value) {
	full := fill(r, private)
	hidden := map[string]bool{}
	for _, n := range s.Settings.Private {
		hidden[strings.ToLower(n.Text)] = true
	}
	for _, f := range private.Fields {
		hidden[f.Key] = true
	}
	s.Resume = public(full, hidden)
	s.Secrets = secrets(full, hidden)
	s.Lang = r.Lang
	s.Title = cmp.Or(s.Settings.Title, r.Name.Text)
	s.Description = cmp.Or(s.Settings.Description, summaryText(r))
	name := s.Settings.PDF.Name
	s.Targets = []Target{
		{Audience: Public, Resume: s.Resume, Out: name, Paper: s.Settings.PDF.Paper, Theme: s.Settings.PDF.Theme.Text, Lang: s.Lang},
		{Audience: Sent, Resume: full, Out: name, Paper: s.Settings.PDF.Paper, Theme: s.Settings.PDF.Theme.Text, Lang: s.Lang},
	}
}

// A Target is one printed version: of a variant, in a language, on a paper, for an audience.
type Target struct {
	Audience Audience
	Resume   *resume.Resume
	Out      string // file name below the audience's folder
	Paper    string
	Theme    string
	Lang     string
}

// Audience is who gets to see a target.
type Audience string

// The audiences: what is published below public/, and what is sent from out/.
const (
	Public Audience = "public"
	Sent   Audience = "sent"
)

// String names the target as findings do.
func (t Target) String() string { return t.Out + " (" + string(t.Audience) + ")" }

// sortPages puts the newest first; then light before heavy, then by title and path. Pages
// without a date come last.
func sortPages(list []*Page) {
	slices.SortFunc(list, func(a, b *Page) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), cmp.Compare(b.Date, a.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Path, b.Path))
	})
}

// dayOf is a date as it stands in feeds and sitemaps: "2026-11-23", "2026-11" or "2026"; "" when
// the text is no date.
func dayOf(text string) string {
	if len(text) >= 10 && text[4] == '-' && text[7] == '-' && validDay(text[:10]) {
		return text[:10]
	}
	if d, ok := date.Parse(text); ok {
		return d.String()
	}
	return ""
}

func validDay(t string) bool {
	for i, c := range []byte(t) {
		if (i == 4 || i == 7) != (c == '-') || c != '-' && (c < '0' || c > '9') {
			return false
		}
	}
	month, day := t[5:7], t[8:10]
	return month >= "01" && month <= "12" && day >= "01" && day <= "31"
}
