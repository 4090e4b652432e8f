package build

import (
	"path"
	"sync"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
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

	docs       map[*source.File]*document.Document
	layoutSet  []*source.File
	layoutsOf  *render.Layouts
	layoutDiag diag.List
	assetFiles []compose.File
	assetsOf   *render.Assets

	mu     sync.Mutex
	prints map[[32]byte]*flight
}

// NewMemory is an empty memory over a cache on disk, which may be nil. id tells builds of resgen
// apart, so that a newer one does not trust what an older one remembered.
func NewMemory(disk *cache.Cache, id string) *Memory {
	return &Memory{disk: disk, id: id, render: render.NewMemory(), prints: map[[32]byte]*flight{}}
}

// documents parses what was not parsed before: résumés, postings and variants whole, pages
// by their heads, private.yaml as data.
func (m *Memory) documents(set *source.Set) []*document.Document {
	var files []*source.File
	for _, f := range set.All() {
		if path.Ext(f.Path) == ".md" && (set.Only != "" || path.Dir(f.Path) == "content" || len(f.Path) > 8 && f.Path[:8] == "content/") || compose.Role(set, f.Path) == compose.Private {
			files = append(files, f)
		}
	}
	out := make([]*document.Document, len(files))
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(files); i += workers {
				f := files[i]
				if d := m.docs[f]; d != nil {
					out[i] = d
					continue
				}
				switch compose.Role(set, f.Path) {
				case compose.Private:
					out[i] = document.Data(f)
				case compose.Page_:
					out[i] = document.Head(f)
				default:
					out[i] = document.Parse(f)
				}
			}
		})
	}
	wg.Wait()
	docs := make(map[*source.File]*document.Document, len(out))
	for _, d := range out {
		docs[d.File] = d
	}
	m.docs = docs
	m.render.Forget(set)
	return out
}

func (m *Memory) layouts(set *source.Set) (*render.Layouts, diag.List) {
	own := set.Under("layouts")
	if m.layoutsOf == nil || !same(own, m.layoutSet) {
		m.layoutsOf, m.layoutDiag = render.ParseLayouts(set)
		m.layoutSet = own
	}
	return m.layoutsOf, m.layoutDiag
}

func (m *Memory) assets(site *compose.Site) *render.Assets {
	if m.assetsOf == nil || !same(site.Files, m.assetFiles) {
		m.assetsOf, m.assetFiles = render.NewAssets(site), site.Files
	}
	return m.assetsOf
}

func same[T comparable](a, b []T) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
