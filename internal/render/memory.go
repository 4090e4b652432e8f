package render

import (
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// Memory is what is worth keeping from one build to the next: highlighted code and the facts of
// each file. What it holds is never wrong, for a file never changes; it may be used from several goroutines.
type Memory struct {
	Highlights Highlights
	byFile     sync.Map // *source.File -> *Facts
}

// NewMemory is an empty memory.
func NewMemory() *Memory { return &Memory{} }

// Facts is what was learnt of a file when its page was rendered; nil when it was not yet.
func (m *Memory) Facts(f *source.File) *Facts {
	if v, ok := m.byFile.Load(f); ok {
		return v.(*Facts)
	}
	return nil
}

// Learn is the facts of a document, parsed for them when they are not known.
func (m *Memory) Learn(d *document.Document) *Facts {
	if f := m.Facts(d.File); f != nil {
		return f
	}
	return m.facts(d.Body())
}

func (m *Memory) facts(parsed *document.Document) *Facts {
	v, _ := m.byFile.LoadOrStore(parsed.File, FactsOf(parsed))
	return v.(*Facts)
}

// Forget drops what is known of a file that there is no more.
func (m *Memory) Forget(f *source.File) { m.byFile.Delete(f) }

// withoutTitle is the body less a first heading that says what the page's title says already.
func withoutTitle(d *document.Document, title string) []markup.Block {
	bs := body(d)
	if len(bs) > 0 && bs[0].Kind == markup.Heading && bs[0].Level == 1 &&
		strings.EqualFold(strings.TrimSpace(markup.Plain(bs[0].Inlines)), title) {
		return bs[1:]
	}
	return bs
}

// body is what is published of a page: its blocks less the private ones.
func body(d *document.Document) []markup.Block { return compose.WithoutPrivate(d.Blocks) }

// firstText is the first paragraph as one line of at most 160 characters.
func firstText(d *document.Document) string {
	for _, b := range body(d) {
		if b.Kind == markup.Paragraph {
			return shorten(strings.Join(strings.Fields(markup.Plain(b.Inlines)), " "))
		}
	}
	return ""
}
