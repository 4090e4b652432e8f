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
	"time"

	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

// Options is what the caller may say beside the content.
type Options struct {
	BaseURL string   // wins over the front matter's; "" for none
	Drafts  bool     // draft pages too
	Theme   string   // wins over the front matter's; "" for none
	Paper   string   // "A4" or "Letter"; wins over the front matter's, "" for none
	Site    bool     // a site is made also of one file by itself; else that is printed only
	Matrix  bool     // the targets are those of a matrix: everything that is sent, on each of Papers
	Papers  []string // of a matrix; all for none
	Public  bool     // there is no copy to be sent, and so no target with private values

	Environment []Variable // of those that name private values, and those that private.yaml names
	One         *One       // the only target that is made; nil: all that there are
}

// One names a target, for who wants no other.
type One struct {
	Variant  string // "" for the résumé itself
	Lang     string // of the résumé itself; "" for its main language
	Audience Audience
}

// is reports whether it names a target of a site. It never names a letter.
func (o *One) is(s *Site, t Target) bool {
	switch {
	case t.Audience != o.Audience || t.Letter != nil:
		return false
	case t.Variant != nil || o.Variant != "":
		return t.Variant != nil && t.Variant.Name == o.Variant
	}
	return t.Lang == cmp.Or(o.Lang, s.Lang)
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
	Versions    []*Version           // of the résumé, by language: the main one first; none when there is no résumé
	Variants    []*Variant           // by path
	Letters     []*Letter            // by path
	Others      []*document.Document // postings, variants and letters
	Pages       []*Page              // sorted by path
	Files       []File               // copied as they are, sorted by path
	Menu        []*Page
	Targets     []Target
	Secrets     []Secret // what must not be in anything published

	Photo meta.Name // of what is sent; that of Settings is published

	borrows bool          // private values come from the environment
	inPages []source.Span // what is private in pages
	sends   bool          // there are copies to be sent
	byPath  map[string]*Page
	sources []*Page // those that are made from a document, sorted by its path
	files   map[string]bool
}

// A File is a file of the user's that is published as it is.
type File struct {
	Path    string // below the output folder
	Source  *source.File
	Private bool // it is on what is sent, and not published
}

// A Secret is a value that is never published.
type Secret struct {
	Field string
	Value resume.Value
}

// Compose is the function Compose, which remembers what it can use the next time.
func (m *Memory) Compose(set *source.Set, documents []*document.Document, opts Options) (*Site, diag.List) {
	s := &Site{files: map[string]bool{}, Settings: meta.Defaults(), Lang: "en"}
	var diags diag.List
	drafts := make([]*draft, 0, len(documents))
	var translations []*document.Document
	var private []*document.Document
	for _, d := range m.recall(set, documents) {
		switch d.place {
		case Master:
			s.Master = d.doc
		case Private:
			private = append(private, d.doc)
		case PostingFile, VariantFile, LetterFile:
			s.Others = append(s.Others, d.doc)
		case Translation:
			translations = append(translations, d.doc)
		default:
			if !d.skip || opts.Drafts {
				drafts = append(drafts, d)
				diags = append(diags, d.wrong...)
			}
		}
	}
	base := opts.BaseURL
	if s.Master != nil {
		diags = append(diags, doubts(s.Master)...)
		diags = append(diags, s.speak(translations, opts)...)
		base = cmp.Or(base, s.Settings.BaseURL)
	}
	var problem string
	if s.Base, problem = ParseBase(base); problem != "" {
		diags = append(diags, diag.Diagnostic{Rule: "meta/bad-value", Severity: diag.Error, Span: s.baseSpan(), Message: problem,
			Help: "write it as in https://me.github.io/cv/"})
	}
	pages := s.fromDrafts(drafts)
	values, found := elsewhere(private, opts.Environment)
	diags = append(diags, found...)
	diags = append(diags, s.people(pages, values, opts)...)
	s.unpublish(pages)
	diags = append(append(diags, s.dictionaries(set)...), s.copy(set, pages)...)
	if set.Only == "" || opts.Site {
		diags = append(diags, s.arrange(m, pages)...)
		diags = append(diags, s.unplaced()...)
	}
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
	PostingFile              // a job posting
	VariantFile              // a tailored version
	LetterFile               // a cover letter, or what lies beside one
	Private                  // private.yaml
)

// The folders of content/ whose files are no pages, and are never published or copied.
const (
	JobDir     = "content/jobs/"
	VariantDir = "content/variants/"
	LetterDir  = "content/letters/"
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
	case inFolder(p, JobDir):
		return PostingFile
	case inFolder(p, VariantDir):
		return VariantFile
	case inFolder(p, LetterDir):
		return LetterFile
	case p == "content/resume.md":
		return Master
	case dir == "content/" && isPrivateFile(name):
		return Private
	case dir == "content/" && strings.HasPrefix(name, "resume.") && strings.HasSuffix(name, ".md"):
		return Translation
	}
	return Page_
}

// inFolder reports whether a path is below a folder, in capitals or not: nothing is published for a capital in its folder's name.
func inFolder(p, dir string) bool { return len(p) > len(dir) && strings.EqualFold(p[:len(dir)], dir) }

// A Target is one printed version: of the résumé, a variant or a letter, in a language, on a paper, for an audience.
type Target struct {
	Audience Audience
	Resume   *resume.Resume
	Out      string // file name below the audience's folder
	Paper    string
	Theme    string
	Lang     string
	Pages    int      // most sheets
	Variant  *Variant // nil for the résumé itself, and for a letter
	Letter   *Letter  // nil for a résumé; else Resume is whose name and addresses are its head

	PagesSpan source.Span // where that is said; nowhere when it is not
}

// Main reports whether the target is the résumé itself, neither a variant nor a letter.
func (t Target) Main() bool { return t.Variant == nil && t.Letter == nil }

// Version is the language of the version of the résumé that the target goes with. A letter may be in another one than its head.
func (t Target) Version() string {
	if t.Letter != nil {
		return t.Letter.Version.Lang
	}
	return t.Lang
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

// sortPages puts light before heavy; then the newest first, those without a date last; then goes by
// title and path.
func sortPages(list []*Page) {
	slices.SortFunc(list, func(a, b *Page) int {
		switch {
		case a.Weight != b.Weight:
			return cmp.Compare(a.Weight, b.Weight)
		case a.Date != b.Date:
			return strings.Compare(b.Date, a.Date)
		case a.Title != b.Title:
			return strings.Compare(a.Title, b.Title)
		}
		return strings.Compare(a.Path, b.Path)
	})
}

// dayOf is a date as it stands in feeds and sitemaps: "2026-11-23", "2026-11" or "2026"; "" when
// the text is no date.
func dayOf(text string) string {
	day, _, _ := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	if len(day) >= len("2026-1-2") && day[4] == '-' && strings.Count(day, "-") == 2 {
		t, err := time.Parse("2006-1-2", day)
		if err != nil {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	if d, ok := date.Parse(text); ok {
		return d.String()
	}
	return ""
}
