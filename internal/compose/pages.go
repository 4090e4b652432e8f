package compose

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
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
	Kind        Kind
	Path        string // below the site: "" for home, "projects/auth/", "404.html"
	Title       string
	Description string
	Date        string // "2026-11-23", "2026-11", "2026" or ""
	Updated     string
	Section     string // the folder that it lies in, "" for none
	Tags        []string
	Role        string
	Stack       []string
	Repo        string
	Link        string
	Lang        string
	Weight      int                // in lists; lighter first, those without a weight last
	Doc         *document.Document // head of what it is made from; nil for a page that nobody wrote
	Pages       []*Page            // of a list, in its order
	Prev, Next  *Page              // older and newer neighbour in its section
}

// Out is the file that the page is written to, below the output folder.
func (p *Page) Out() string {
	if p.Path == "" || strings.HasSuffix(p.Path, "/") {
		return p.Path + "index.html"
	}
	return p.Path
}

const noWeight = 1 << 30

// pages makes the pages of the site.
func (s *Site) pages(docs []*document.Document, set *source.Set, opts Options) diag.List {
	if set.Only != "" {
		return nil
	}
	var diags diag.List
	add := func(p *Page) *Page {
		key := strings.ToLower(p.Path)
		if old := s.byPath[key]; old != nil || s.files[strings.ToLower(p.Out())] {
			d := diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Message: fmt.Sprintf("the page would be /%s, which is taken", p.Path),
				Help: "rename one of the two files"}
			if p.Doc != nil {
				d.Span = p.Doc.File.Top()
			}
			if old != nil && old.Doc != nil {
				d.Notes = []diag.Note{{Span: old.Doc.File.Top(), Text: "this one has it"}}
			}
			diags = append(diags, d)
			return old
		}
		s.byPath[key] = p
		s.Pages = append(s.Pages, p)
		return p
	}

	home := &Page{Kind: Home, Title: s.Title, Description: s.Description, Lang: s.Lang}
	add(home)
	if s.Resume != nil {
		cv := add(&Page{Kind: CV, Path: "resume/", Title: "Résumé", Description: s.Description, Doc: s.Master, Lang: s.Lang})
		s.bySource[s.Master.File.Path] = cv
	}
	add(&Page{Kind: NotFound, Path: "404.html", Title: "Page not found", Lang: s.Lang})

	sections := map[string]*Page{}
	tagged := map[string][]*Page{}
	names := map[string]string{} // the spelling of a tag that came first
	for _, d := range docs {
		p := s.page(d)
		if draft := boolOf(d.Meta, "draft"); draft && !opts.Drafts {
			continue
		}
		if p.Kind == List && p.Section != "" {
			if sections[p.Section] == nil {
				sections[p.Section] = p
				s.bySource[d.File.Path] = p
				add(p)
			}
			continue
		}
		if p.Path == "" { // content/index.md is the home page's text
			home.Doc, home.Title, home.Description = d, cmp.Or(p.Title, home.Title), cmp.Or(p.Description, home.Description)
			s.bySource[d.File.Path] = home
			continue
		}
		if add(p) != p {
			continue
		}
		s.bySource[d.File.Path] = p
		if p.Section != "" && p.Kind != Plain {
			if sections[p.Section] == nil {
				sections[p.Section] = add(&Page{Kind: List, Path: p.Section + "/", Section: p.Section, Title: listTitle(p.Section), Lang: s.Lang})
			}
			sections[p.Section].Pages = append(sections[p.Section].Pages, p)
		}
		for _, t := range p.Tags {
			key := Slug(t)
			if _, ok := names[key]; !ok {
				names[key] = t
			}
			tagged[key] = append(tagged[key], p)
		}
	}
	for _, list := range sections {
		sortPages(list.Pages)
		for i, p := range list.Pages {
			if i > 0 {
				p.Next = list.Pages[i-1]
			}
			if i+1 < len(list.Pages) {
				p.Prev = list.Pages[i+1]
			}
		}
		if len(list.Pages) > 0 {
			list.Updated = latest(list.Pages)
		}
	}
	if len(tagged) > 0 {
		tags := &Page{Kind: Tags, Path: "tags/", Title: "Tags", Lang: s.Lang}
		for _, key := range slices.Sorted(maps.Keys(tagged)) {
			p := &Page{Kind: Tag, Path: "tags/" + key + "/", Title: names[key], Pages: tagged[key], Updated: latest(tagged[key]), Lang: s.Lang}
			sortPages(p.Pages)
			tags.Pages = append(tags.Pages, add(p))
		}
		add(tags)
	}
	s.menu(sections)
	slices.SortFunc(s.Pages, func(a, b *Page) int { return cmp.Compare(a.Path, b.Path) })
	return diags
}

// page is the page of one document.
func (s *Site) page(d *document.Document) *Page {
	rel := strings.TrimPrefix(strings.TrimSuffix(d.File.Path, path.Ext(d.File.Path)), "content/")
	dir, name := path.Split(rel)
	section, _, _ := strings.Cut(strings.Trim(dir, "/"), "/")
	text := func(key string) string { return meta.Text(d.Meta, meta.PageDoc, key).Text }
	p := &Page{Kind: Plain, Doc: d, Section: section, Weight: noWeight,
		Description: text("summary"), Date: dayOf(text("date")), Updated: dayOf(text("updated")),
		Role: text("role"), Repo: text("repo"), Link: text("url"), Lang: cmp.Or(text("lang"), s.Lang)}
	p.Title = cmp.Or(text("title"), FirstHeading(d), sectionTitle(name))
	if w, err := strconv.Atoi(text("weight")); err == nil {
		p.Weight = w
	}
	for _, f := range d.Meta.Fields {
		switch f.Key {
		case "tags":
			for _, n := range meta.Names(f.Value) {
				if Slug(n.Text) != "" {
					p.Tags = append(p.Tags, n.Text)
				}
			}
		case "stack":
			for _, n := range meta.Names(f.Value) {
				p.Stack = append(p.Stack, n.Text)
			}
		}
	}
	var folders []string
	for f := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if f != "" {
			folders = append(folders, Slug(f))
		}
	}
	if name == "index" || name == "_index" {
		p.Kind = List
		if len(folders) > 1 {
			p.Kind, p.Section = Plain, section
		}
	} else {
		folders = append(folders, cmp.Or(Slug(name), "page"))
		switch section {
		case "projects":
			p.Kind = Project
		case "":
		default:
			p.Kind = Post
		}
	}
	if len(folders) > 0 {
		p.Path = strings.Join(folders, "/") + "/"
	}
	return p
}

// FirstHeading is the text of the first line of a document's body when that is a level-one heading,
// so that a page needs no title of its own in the front matter; "" otherwise.
func FirstHeading(d *document.Document) string {
	body := strings.TrimLeft(d.BodySpan.Text(), "\ufeff \r\n")
	if rest, ok := strings.CutPrefix(body, "# "); ok {
		line, _, _ := strings.Cut(rest, "\n")
		return strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "#"))
	}
	return ""
}

func (s *Site) menu(sections map[string]*Page) {
	for _, p := range s.Pages {
		if p.Kind == CV {
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

func latest(list []*Page) string {
	day := ""
	for _, p := range list {
		day = max(day, p.Date, p.Updated)
	}
	return day
}

func boolOf(v meta.Value, key string) bool {
	b, _ := v.Get(key)
	return b.Truth()
}

// listTitle is the title of a folder's list that has no page of its own.
func listTitle(folder string) string {
	if folder == "posts" {
		return "Writing"
	}
	return sectionTitle(folder)
}

// sectionTitle is a folder's or file's name as a title: "open-source" is "Open source".
func sectionTitle(name string) string {
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	for i, r := range name {
		return name[:i] + string(unicode.ToUpper(r)) + name[i+len(string(r)):]
	}
	return name
}

// Slug is a name as it stands in an address: lower case, letters and digits of any script, dashes
// between them; a few signs are spelled out so that "C++" and "C#" are told apart.
func Slug(name string) string {
	name = strings.NewReplacer("++", "pp", "#", "sharp", "&", " and ").Replace(strings.ToLower(name))
	var b strings.Builder
	dash := false
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
			continue
		}
		dash = true
	}
	return b.String()
}
