package compose

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/locale"
)

// Kind is what a page is; layouts and lists go by it.
type Kind string

// The kinds of pages.
const (
	Home     Kind = "home"
	CV       Kind = "resume"
	Plain    Kind = "page"
	Project  Kind = "project"
	Post     Kind = "post"
	List     Kind = "list"
	Tags     Kind = "tags"
	Tag      Kind = "tag"
	NotFound Kind = "404"
)

// A Page is one web page. It never changes once the site is made.
type Page struct {
	*Words
	Lang       string
	Pages      []*Page // of a list, in its order
	Prev, Next *Page   // older and newer neighbour in its section

	draft *draft // nil for a page that nobody wrote
}

// Words is what a page says of itself, wherever it stands among others: the next site of the same files has the
// same one, so that a save among 10,000 pages need not make them all again.
type Words struct {
	Kind        Kind
	Path        string // below the site: "" for home, "projects/auth/", "404.html"
	Title       string
	Description string
	Date        string // "2026-11-23", "2026-11", "2026" or ""
	Updated     string
	Section     string // the folder that it lies in, "" for none
	Tags        []string
	Role        string
	Result      []string // what came of it, the strongest first
	Stack       []string
	Repo        string
	Link        string
	Weight      int                // in lists; lighter first, those without a weight last
	Doc         *document.Document // head of what it is made from; nil for a page that nobody wrote

	lang string // its own; "" for that of the site
	out  string // Out, when it is known
}

// Out is the file that the page is written to, below the output folder.
func (p *Words) Out() string {
	if p.out != "" {
		return p.out
	}
	if p.Path == "" || strings.HasSuffix(p.Path, "/") {
		return p.Path + "index.html"
	}
	return p.Path
}

// noWeight is the weight of a page without one: it comes behind those that have one.
const noWeight = 1 << 30

// resumePath is where the page of the résumé is.
const resumePath = "resume/"

// fromDrafts is the page of each draft, in their order.
func (s *Site) fromDrafts(drafts []*draft) []*Page {
	room := make([]Page, len(drafts)) // at once, which is faster than each by itself
	pages := make([]*Page, len(drafts))
	for i, d := range drafts {
		room[i] = Page{Words: d.words, Lang: cmp.Or(d.words.lang, s.Lang), draft: d}
		pages[i] = &room[i]
	}
	return pages
}

// unwritten is a page that nobody wrote.
func (s *Site) unwritten(w Words) *Page { return &Page{Words: &w, Lang: s.Lang} }

// arrange gives the pages that somebody wrote their places, and adds those that nobody needs to write.
func (s *Site) arrange(m *Memory, written []*Page) diag.List {
	var diags diag.List
	s.byPath = make(map[string]*Page, len(written)+16)
	s.Pages = make([]*Page, 0, len(written)+16)
	s.sources = make([]*Page, 0, len(written))
	// add gives a page its path, unless another page or a file of the user's has it.
	add := func(p *Page) bool {
		if old := s.byPath[p.Path]; old != nil || s.files[p.Out()] {
			d := diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Message: fmt.Sprintf("the page would be /%s, which is taken", p.Path),
				Help: "rename one of the two files"}
			if p.Doc != nil {
				d.Span = p.Doc.File.Top()
			} else if i := slices.IndexFunc(s.Files, func(f File) bool { return strings.EqualFold(f.Path, p.Out()) }); i >= 0 {
				d.Span, d.Message = s.Files[i].Source.Top(), fmt.Sprintf("the file would be published at /%s, where a page is that resgen makes", p.Out())
				d.Help = "rename it"
			}
			if old != nil && old.Doc != nil {
				d.Notes = []diag.Note{{Span: old.Doc.File.Top(), Text: "this one has it"}}
			}
			diags = append(diags, d)
			return false
		}
		s.byPath[p.Path] = p // paths are slugs, and so in lower case
		s.Pages = append(s.Pages, p)
		return true
	}

	home := s.unwritten(Words{Kind: Home, Title: s.Title, Description: s.Description})
	add(home)
	if s.Resume != nil {
		add(s.unwritten(Words{Kind: CV, Path: resumePath, Title: locale.Of(s.Lang).Word("Résumé"), Description: s.Description, Doc: s.Master}))
		s.translated(add)
	}
	add(s.unwritten(Words{Kind: NotFound, Path: "404.html", Title: locale.Of(s.Lang).Word("Page not found")}))

	sections := map[string]*Page{}
	placed := make([]*Page, len(written)) // what each of written is in the site; nil for what has no place
	for i, p := range written {           // before the pages that they list
		switch {
		case p.Kind != List:
		case p.Section == "" && home.Doc == nil: // content/index.md is the home page's text
			home.Doc, home.Title, home.Description = p.Doc, cmp.Or(p.Title, home.Title), cmp.Or(p.Description, home.Description)
			placed[i] = home
		case add(p):
			own := *p.Words // what it lists adds to them
			own.Title = cmp.Or(own.Title, s.listTitle(p.Section))
			p.Words, sections[p.Section], placed[i] = &own, p, p
		}
	}
	made := 0
	for i, p := range written {
		if p.Kind == List || !add(p) {
			continue
		}
		placed[i] = p
		if p.Section != "" && p.Kind != Plain && sections[p.Section] == nil {
			list := s.unwritten(Words{Kind: List, Path: Slug(p.Section) + "/", Section: p.Section, Title: s.listTitle(p.Section)})
			sections[p.Section] = list
			add(list)
		}
		p.draft.now = p
		made++
	}
	for _, p := range placed {
		if p != nil {
			s.sources = append(s.sources, p)
		}
	}

	// All pages are put in order once; whatever list they are appended to then is in order.
	tags := map[string]*tagged{}
	for _, p := range m.sorted(made) {
		if list := sections[p.Section]; list != nil && p.Section != "" && p.Kind != Plain {
			if n := len(list.Pages); n > 0 {
				p.Next, list.Pages[n-1].Prev = list.Pages[n-1], p
			}
			list.Pages = append(list.Pages, p)
			list.Updated = max(list.Updated, p.Date, p.Updated)
		}
		for i, key := range p.draft.tags {
			t := tags[key]
			if t == nil {
				t = &tagged{page: s.unwritten(Words{Kind: Tag, Path: "tags/" + key + "/"}), first: p}
				tags[key] = t
			}
			t.add(p, p.Tags[i])
		}
	}
	if len(tags) > 0 {
		all := s.unwritten(Words{Kind: Tags, Path: "tags/", Title: locale.Of(s.Lang).Word("Tags")})
		for _, key := range slices.Sorted(maps.Keys(tags)) {
			all.Pages = append(all.Pages, tags[key].page)
			add(tags[key].page)
		}
		add(all)
	}
	s.menu(sections)
	slices.SortFunc(s.Pages, func(a, b *Page) int { return strings.Compare(a.Path, b.Path) })
	return diags
}

// A tagged is the page of a tag that is being made.
type tagged struct {
	page  *Page
	first *Page // the page that has the tag and the first path of all: its spelling counts
}

func (t *tagged) add(p *Page, spelling string) {
	if t.page.Title == "" || p.draft.at < t.first.draft.at {
		t.first, t.page.Title = p, spelling
	}
	t.page.Pages = append(t.page.Pages, p)
	t.page.Updated = max(t.page.Updated, p.Date, p.Updated)
}

func (s *Site) menu(sections map[string]*Page) {
	for _, p := range s.Pages {
		if p.Kind == CV && p.Path == resumePath {
			s.Menu = append(s.Menu, p)
		}
	}
	first := []string{"projects", "posts"}
	for _, name := range first {
		if p := sections[name]; p != nil {
			s.Menu = append(s.Menu, p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		if !slices.Contains(first, name) {
			s.Menu = append(s.Menu, sections[name])
		}
	}
	var own []*Page
	for _, p := range s.Pages {
		if p.Kind == Plain && p.Section == "" {
			own = append(own, p)
		}
	}
	sortPages(own)
	s.Menu = append(s.Menu, own...)
}

// wordBreaks is what parts words in the names of files.
var wordBreaks = strings.NewReplacer("-", " ", "_", " ")

// signs is what a name may hold that would be lost in an address.
var signs = strings.NewReplacer("++", "pp", "#", "sharp", "&", " and ")
