package compose

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/source"
)

// copy lists the files that are published as they are: static/ at the site's root, and what
// lies beside the Markdown in content/ (pictures, code) at its own path.
func (s *Site) copy(set *source.Set, pages []*Page) diag.List {
	private, own := s.privatePhoto(set), s.privateFiles(set, pages)
	if set.Only != "" {
		for _, f := range set.All() {
			if source.IsPicture(f.Path) {
				s.files[strings.ToLower(f.Path)] = true
				s.Files = append(s.Files, File{Path: f.Path, Source: f, Private: f == private || own[f]})
			}
		}
		return nil
	}
	var diags diag.List
	seen := map[string]*source.File{}
	for _, folder := range []string{"static", "content"} {
		for _, f := range set.Under(folder) {
			rel := strings.TrimPrefix(f.Path, folder+"/")
			if f == private {
				s.Files = append(s.Files, File{Path: rel, Source: f, Private: true})
				continue
			}
			if Role(set, f.Path) == Private {
				continue
			}
			if strayPrivate().MatchString(path.Base(rel)) {
				diags = append(diags, diag.Diagnostic{Rule: "privacy/no-effect", Severity: diag.Error, Span: f.Top(),
					Message: "the file is named as one of private values, and is not read: what it says is in nothing that you send, and it is not published",
					Help:    "move it to content/private.yaml; what is to be published needs another name"})
				continue
			}
			if folder == "content" && (path.Ext(rel) == ".md" || rel == "dictionary.txt" ||
				s.speaks(rel) || inFolder(f.Path, JobDir) || inFolder(f.Path, VariantDir) || inFolder(f.Path, LetterDir)) {
				continue
			}
			if path.Ext(rel) == ".go" && !strings.Contains(rel, "/") {
				continue // what embeds the folder in a program, as in resgen's own repository
			}
			key := strings.ToLower(rel)
			if other := seen[key]; other != nil {
				diags = append(diags, diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Span: f.Top(),
					Message: fmt.Sprintf("the file would be published at /%s, which is taken", rel),
					Notes:   []diag.Note{{Span: other.Top(), Text: "this one has it"}}, Help: "rename one of the two files"})
				continue
			}
			seen[key] = f
			s.files[key] = true
			s.Files = append(s.Files, File{Path: rel, Source: f, Private: own[f]})
		}
	}
	slices.SortFunc(s.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return diags
}

// strayPrivate is the names of files that were probably meant to hold private values, wherever they lie: private.yml, Private.yaml, private.yaml.bak.
var strayPrivate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^private(\.[a-z]+(-[a-z0-9]+)*)?\.(yaml|yml|toml|json)(\..*)?$`)
})

// ours is the folders of the site that hold what resgen itself brings.
var ours = []string{"css", "fonts", "themes"}

// unplaced takes files of the user's out that cannot lie beside a page, or another file, because one of the two
// would have to be a folder that holds the other.
func (s *Site) unplaced() diag.List {
	var diags diag.List
	s.Files = slices.DeleteFunc(s.Files, func(f File) bool {
		key := strings.ToLower(f.Path)
		d := diag.Diagnostic{Rule: "page/collision", Severity: diag.Error, Span: f.Source.Top(), Help: "rename one of the two"}
		at, _ := slices.BinarySearchFunc(s.Pages, key+"/", func(p *Page, path string) int { return strings.Compare(p.Path, path) })
		switch {
		case slices.Contains(ours, key):
			d.Message = fmt.Sprintf("the file would be published at /%s, where a folder of resgen's is", f.Path)
		case at < len(s.Pages) && strings.HasPrefix(s.Pages[at].Path, key+"/"):
			d.Message = fmt.Sprintf("the file would be published at /%s, where the folder of a page is", f.Path)
			if doc := s.Pages[at].Doc; doc != nil {
				d.Notes = []diag.Note{{Span: doc.File.Top(), Text: "this page"}}
			}
		default:
			for folder := path.Dir(f.Path); folder != "."; folder = path.Dir(folder) {
				if k := strings.ToLower(folder); s.files[k] || s.PageAt(k) != nil {
					d.Message = fmt.Sprintf("the file would be published below /%s, which is a file", folder)
					break
				}
			}
		}
		if d.Message == "" {
			return false
		}
		diags = append(diags, d)
		return true
	})
	for _, d := range diags {
		_, rel, _ := strings.Cut(d.Span.Path(), "/")
		delete(s.files, strings.ToLower(rel))
	}
	return diags
}

// A Resolved link is what an address in the content comes to.
type Resolved struct {
	URL      string // for a page: "/cv/projects/auth/#why"; as written when it leaves the site
	Abs      string // the whole address; "" when it is a place of the site and the origin is not known
	Page     *Page  // the page that it leads to, nil when it leads to none
	Fragment string // without "#"
	External bool   // it leaves the site
	Found    bool   // it leaves the site, or leads to something that is there
}

// Resolve finds out where an address leads that stands in a file of the content. A relative path is
// counted from that file, as GitHub does it, and may name the Markdown file that a page is made from.
func (s *Site) Resolve(from *source.File, href string) Resolved {
	u, err := url.Parse(href)
	if err != nil {
		return Resolved{URL: href}
	}
	if u.Scheme != "" || u.Host != "" {
		return Resolved{URL: href, Abs: href, External: true, Found: true}
	}
	r := Resolved{Fragment: u.Fragment}
	tail := ""
	if u.RawQuery != "" {
		tail = "?" + u.RawQuery
	}
	if u.Fragment != "" {
		tail += "#" + u.EscapedFragment()
	}
	if u.Path == "" { // a place on this very page
		r.Page = s.from(from.Path)
		r.Found, r.URL = true, tail
		if r.Page != nil && s.Base.Origin != "" {
			r.Abs = s.Base.Abs(r.Page.Path) + tail
		}
		return r
	}
	site := func(p string) Resolved {
		r.Found, r.URL = true, s.Base.URL(p)+tail
		if abs := s.Base.Abs(p); abs != "" {
			r.Abs = abs + tail
		}
		return r
	}
	if !strings.HasPrefix(u.Path, "/") {
		at := path.Join(path.Dir(from.Path), u.Path)
		if p := s.from(at); p != nil {
			r.Page = p
			return site(p.Path)
		}
		if rel, ok := strings.CutPrefix(at, "content/"); ok {
			if p := s.at(rel); p != nil {
				r.Page = p
				return site(p.Path)
			}
			if s.has(rel) {
				return site((&url.URL{Path: rel}).EscapedPath())
			}
		}
		// From the page's own address, as a browser would: "../auth/" on projects/sluice/.
		if own := s.from(from.Path); own != nil {
			rel := strings.TrimPrefix(path.Join("/"+own.Path, u.Path), "/")
			if p := s.at(rel); p != nil {
				r.Page = p
				return site(p.Path)
			}
		}
		return Resolved{URL: href, Fragment: r.Fragment}
	}
	rel := strings.TrimPrefix(path.Clean(u.Path), "/")
	if p := s.at(rel); p != nil {
		r.Page = p
		return site(p.Path)
	}
	if s.has(rel) {
		return site((&url.URL{Path: rel}).EscapedPath())
	}
	return Resolved{URL: s.Base.URL(u.Path) + tail, Fragment: r.Fragment}
}

// at is the page at a path below the site, with or without the slash or index.html at its end.
func (s *Site) at(rel string) *Page {
	rel = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(rel, "index.html"), "/"))
	if rel == "" || rel == "." {
		return s.byPath[""]
	}
	if p := s.byPath[rel+"/"]; p != nil {
		return p
	}
	return s.byPath[rel]
}

// has reports whether a file is published at a path below the site.
func (s *Site) has(rel string) bool {
	if s.files[strings.ToLower(rel)] {
		return true
	}
	switch rel {
	case "feed.xml", "sitemap.xml", "robots.txt":
		return true
	}
	for _, t := range s.Targets {
		if t.Audience == Public && t.Out == rel {
			return true
		}
	}
	return false
}

// PageOf is the page that a file of the content is made into; nil when it is none.
func (s *Site) PageOf(f *source.File) *Page { return s.from(f.Path) }

// PageAt is the page that is written to a file of the output; nil when none is.
func (s *Site) PageAt(out string) *Page {
	if dir, name := path.Split(out); name == "index.html" {
		return s.byPath[dir]
	}
	return s.byPath[out]
}

// from is the page that the file at a path of the content is made into; nil when it is none.
func (s *Site) from(p string) *Page {
	for _, v := range s.Versions {
		if v.Doc.File.Path == p {
			return s.byPath[v.CV] // of a file with several, the main one's
		}
	}
	i, ok := slices.BinarySearchFunc(s.sources, p, func(page *Page, p string) int { return strings.Compare(page.Doc.File.Path, p) })
	if !ok {
		return nil
	}
	return s.sources[i]
}
