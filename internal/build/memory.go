package build

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
)

// Memory is what one build leaves for the next. Each value is remembered under everything that it
// was made from, and so is never wrong. One build at a time may use it; the renderers that it
// serves may run beside.
type Memory struct {
	disk   *cache.Cache // nil: nothing is remembered between runs
	id     string       // of this build of resgen
	render *render.Memory

	site       compose.Memory
	parsed     []parsed // sorted by path
	layoutSet  []*source.File
	layoutsOf  *render.Layouts
	layoutDiag diag.List
	assetFiles []compose.File
	assetsOf   *render.Assets
	postings   postings

	pdfs     *pdfs
	prints   flights[*printed]
	pictures flights[[]byte]
}

// NewMemory is an empty memory over a cache on disk, which may be nil. id tells builds of resgen
// apart, so that a newer one does not trust what an older one remembered.
func NewMemory(disk *cache.Cache, id string) *Memory {
	return &Memory{disk: disk, id: id, render: render.NewMemory(), pdfs: &pdfs{disk: disk, id: id}}
}

// A parsed is a document and what was found wrong with its head.
type parsed struct {
	doc   *document.Document
	diags diag.List
}

// documents parses what was not parsed before: résumés, postings, variants and letters whole, pages
// by their heads, private.yaml as data. The findings are those about heads.
func (m *Memory) documents(set *source.Set) ([]*document.Document, diag.List) {
	now := make([]parsed, 0, len(m.parsed)+1)
	var fresh []int // places of files that are not parsed yet
	var files []*source.File
	old := m.parsed
	for _, f := range set.All() {
		for len(old) > 0 && old[0].doc.File != f && old[0].doc.File.Path <= f.Path { // changed, or gone
			m.render.Forget(old[0].doc.File)
			old = old[1:]
		}
		switch {
		case len(old) > 0 && old[0].doc.File == f:
			now, old = append(now, old[0]), old[1:]
		case isDocument(set, f.Path):
			fresh, files = append(fresh, len(now)), append(files, f)
			now = append(now, parsed{})
		}
	}
	for _, p := range old {
		m.render.Forget(p.doc.File)
	}
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(files); i += workers {
				now[fresh[i]] = parse(set, files[i])
			}
		})
	}
	wg.Wait()
	m.parsed = now
	docs := make([]*document.Document, len(now))
	var diags diag.List
	for i, p := range now {
		docs[i] = p.doc
		diags = append(diags, p.diags...)
	}
	return docs, diags
}

// isDocument reports whether the file at a path of the set is parsed.
func isDocument(set *source.Set, p string) bool {
	if compose.Role(set, p) == compose.Private {
		return true
	}
	if compose.Role(set, p) == compose.PostingFile { // pasted, or saved from a browser
		switch strings.ToLower(path.Ext(p)) {
		case ".md", ".txt", ".html", ".htm":
			return true
		}
	}
	return p == set.Only || path.Ext(p) == ".md" && strings.HasPrefix(p, "content/")
}

func parse(set *source.Set, f *source.File) parsed {
	var d *document.Document
	switch compose.Role(set, f.Path) {
	case compose.Private:
		d = document.Data(f)
	case compose.Page_:
		d = document.Head(f)
	default:
		d = document.Parse(f)
	}
	return parsed{d, slices.Concat(d.Diags, meta.Check(d.Meta, Doctype(set, f.Path)))}
}

func (m *Memory) layouts(set *source.Set) (*render.Layouts, diag.List) {
	own := set.Under("layouts")
	if m.layoutsOf == nil || !slices.Equal(own, m.layoutSet) {
		m.layoutsOf, m.layoutDiag = render.ParseLayouts(set)
		m.layoutSet = own
	}
	return m.layoutsOf, m.layoutDiag
}

func (m *Memory) assets(site *compose.Site) *render.Assets {
	if m.assetsOf == nil || !slices.Equal(site.Files, m.assetFiles) {
		m.assetsOf, m.assetFiles = render.NewAssets(site), site.Files
	}
	return m.assetsOf
}
