package rules

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
)

var linkBroken = &check.Rule{
	ID:    "link/broken",
	Level: diag.Error,
	Needs: check.Site,
	Doc: check.Doc{
		What: "A link or a picture of a page or of the résumé leads to a page, a file or a place on a page that there is not. " +
			"Addresses of other hosts are not looked at: nothing is asked of the network.",
		Why: "A dead link in a portfolio says that its owner did not look.",
		Bad: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](projects/engin.md)
*1843*
-- content/projects/engine.md --
# Engine

See [how it is built](#mill).
`,
		Good: `-- content/resume.md --
---
name: Ada Byron
---

## Projects

### [Engine](projects/engine.md)
*1843*
-- content/projects/engine.md --
# Engine

See [how it is built](#mill).

## Mill
`,
		Mend: "Write the address as the path from the file that it stands in, as GitHub reads it; it may name the Markdown file of a " +
			"page. A path from the top of the site begins with a slash. When an address is at most 25 % away from a right one, the " +
			"finding names that. Postings, variants, letters and drafts are not published, so nothing can lead to them.",
	},
	Limits: []*check.Limit{nearName},
	Run:    runLinkBroken,
}

func runLinkBroken(p *check.Pass) {
	l := &links{Pass: p, files: map[string]string{}, places: map[*document.Document][]string{}, looks: 20_000}
	for _, f := range p.Site.Files {
		l.files[strings.ToLower(f.Path)] = f.Path
	}
	for _, t := range p.Written() {
		for _, ref := range p.Addresses(t) {
			l.check(t, ref, "link")
		}
		for _, ref := range t.Facts.Images {
			l.check(t, ref, "picture")
		}
	}
}

// links is one look at all addresses of a site.
type links struct {
	*check.Pass
	files  map[string]string               // published files: their paths in lower case -> as they are
	places map[*document.Document][]string // what ids found
	looks  int                             // addresses that may still be compared in search of the one that was meant
}

// check reports an address that leads nowhere; what is "link" or "picture".
func (l *links) check(t check.Written, ref render.Ref, what string) {
	switch to := l.Site.Resolve(t.Doc.File, ref.URL); {
	case ref.URL == "":
		l.Report(diag.Diagnostic{Span: ref.Span, Message: "the " + what + " has no address", Help: "write the address, or take the " + what + " out"})
	case dead(ref.URL) != "":
		l.Report(diag.Diagnostic{Span: ref.Span, Message: lost(ref.URL, what) + ": " + dead(ref.URL),
			Help: "put a file into static/, or beside this one, and name that; or take the " + what + " out"})
	case to.External:
	case !to.Found:
		// Of a file by itself it is not known what lies beside it. A picture at the root of a site has no place on its sheet
		// for sure; of others sheet/missing-file tells.
		if l.Set.Only == "" || what == "picture" && strings.HasPrefix(ref.URL, "/") {
			l.nowhere(t.Doc.File, ref, what)
		}
	case to.Fragment != "":
		l.fragment(t, ref, to)
	case to.Page == nil:
		l.letterCase(ref, to, what)
	}
}

// lost is how a finding begins: a link leads somewhere, a picture is there.
func lost(address, what string) string {
	if what == "picture" {
		return fmt.Sprintf("the picture %s is not there", quoteURL(address))
	}
	return fmt.Sprintf("the %s to %s leads nowhere", what, quoteURL(address))
}

// dead says why an address can't work for anybody else; "" when it may.
func dead(address string) string {
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || strings.ContainsAny(scheme, "/?#.") {
		return ""
	}
	switch scheme = strings.ToLower(strings.TrimSpace(scheme)); {
	case scheme == "file" || len(scheme) == 1: // "C:\cv.pdf"
		return "it works on your machine only"
	case scheme == "javascript" || scheme == "vbscript" || scheme == "data" || scheme == "blob" || scheme == "about":
		return scheme + ": is not published"
	}
	return ""
}

// nowhere reports an address of the site that leads to nothing.
func (l *links) nowhere(from *source.File, ref render.Ref, what string) {
	d := diag.Diagnostic{Span: ref.Span, Message: lost(ref.URL, what), Help: "mend the address, or take the " + what + " out"}
	u, err := url.Parse(ref.URL)
	if err != nil {
		d.Message += ": that is no address"
		l.Report(d)
		return
	}
	at := path.Join(path.Dir(from.Path), u.Path)
	if strings.HasPrefix(u.Path, "/") {
		at = path.Join("content", u.Path)
	}
	if why := l.unpublished(at); why != "" {
		d.Message += ": " + why
		d.Help = "name something else, or take the " + what + " out"
	} else if near := l.meant(from, u.Path); near != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", near)
		d.Help = ""
	}
	l.Report(d)
}

// unpublished says why a file that is there is not published; "" when there is none such.
func (l *links) unpublished(at string) string {
	if l.Set.Unusable(at) {
		return "the file is there, and could not be used"
	}
	if _, ok := l.Set.File(at); !ok || !strings.HasPrefix(at, "content/") {
		return ""
	}
	switch compose.Role(l.Set, at) {
	case compose.PostingFile:
		return "it is a job posting, which is not published"
	case compose.VariantFile:
		return "it is a variant, which is not published"
	case compose.LetterFile:
		return "it belongs to a letter, which is not published"
	case compose.Private:
		return "it is private"
	}
	for _, d := range l.Documents {
		if draft, ok := d.Meta.Get("draft"); d.File.Path == at && ok && draft.Truth() {
			return "it is a draft, which is not published"
		}
	}
	return "the file is there, and is not published"
}

// fragment reports a place on a page that the page does not have.
func (l *links) fragment(t check.Written, ref render.Ref, to compose.Resolved) {
	place, _, _ := strings.Cut(to.Fragment, ":~:") // what follows is for the browser: text to look for
	if place == "" || place == "top" || strings.HasPrefix(place, "fn:") || strings.HasPrefix(place, "fnref:") {
		return
	}
	doc := t.Doc
	if !strings.HasPrefix(ref.URL, "#") {
		if to.Page == nil || to.Page.Doc == nil {
			return // a place in a file, or on a page that only a layout knows
		}
		doc = to.Page.Doc
	}
	ids, known := l.ids(doc)
	if !known || slices.Contains(ids, place) {
		return
	}
	d := diag.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("the link leads to the place %q, which %s does not have", place, doc.File.Path),
		Help: "give the heading that is meant an id: {#" + place + "}"}
	if near := l.closest(place, ids); near != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", "#"+near)
		d.Help = ""
	}
	l.Report(d)
}

// ids is the places of a document that a link may lead to; known is false when its body was not
// looked at.
func (l *links) ids(doc *document.Document) (ids []string, known bool) {
	r := l.ResumeOf(doc)
	if r == nil {
		facts := l.Facts(doc)
		if facts == nil {
			return nil, false
		}
		return facts.IDs, true
	}
	if ids, known = l.places[doc]; known {
		return ids, true
	}
	ids = slices.Clone(render.FactsOf(doc).IDs)
	for _, s := range r.Sections {
		ids = append(ids, s.ID)
		for _, e := range s.Entries {
			ids = append(ids, e.ID)
		}
	}
	l.places[doc] = ids
	return ids, true
}

// letterCase reports an address that fits a file but for capital letters: it works on the machine
// of most authors and on no host that runs Linux.
func (l *links) letterCase(ref render.Ref, to compose.Resolved, what string) {
	rel, _, _ := strings.Cut(strings.TrimPrefix(to.URL, l.Site.Base.Path), "?")
	if plain, err := url.PathUnescape(rel); err == nil {
		rel = plain
	}
	if is, ok := l.files[strings.ToLower(rel)]; ok && is != rel {
		l.Report(diag.Diagnostic{Span: ref.Span, Message: fmt.Sprintf("%s on most hosts: the file is %q", lost(ref.URL, what), is),
			Help: "write capital letters as the file's name has them"})
	}
}
