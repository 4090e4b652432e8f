package compose

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

// An asked is an address that stands in a text.
type asked struct {
	from *source.File
	url  string
}

// asksOf is the addresses of links and pictures in blocks.
func asksOf(from *source.File, blocks []markup.Block) []asked {
	var out []asked
	for b := range markup.Blocks(blocks) {
		for in := range markup.Walk(b.Inlines) {
			if in.URL != "" && (in.Kind == markup.Link || in.Kind == markup.Image) {
				out = append(out, asked{from, in.URL})
			}
		}
	}
	return out
}

// privateFiles is the files beside the Markdown that only private text asks for, or a letter: the scan of a signature, a certificate. They go with
// that text, and are not published. One that anything else of the site names is.
func (s *Site) privateFiles(set *source.Set, pages []*Page) map[*source.File]bool {
	var asks []asked
	private := func(from *source.File, blocks []markup.Block) {
		for _, b := range privateBlocks(blocks) {
			asks = append(asks, asksOf(from, []markup.Block{*b})...)
		}
	}
	for _, v := range s.Versions {
		private(v.Doc.File, v.Doc.Blocks)
	}
	closed := map[*source.File]bool{} // nothing of it is published
	for _, v := range s.Variants {
		if private(v.Doc.File, v.Doc.Blocks); !v.Settings.Publish {
			closed[v.Doc.File] = true
			asks = append(asks, asksOf(v.Doc.File, v.Doc.Blocks)...)
		}
	}
	for _, l := range s.Letters {
		closed[l.Doc.File] = true
		asks = append(asks, asksOf(l.Doc.File, l.Doc.Blocks)...)
	}
	for _, p := range pages {
		asks = append(asks, p.draft.asks...)
	}
	out := map[*source.File]bool{}
	for _, a := range asks {
		if f := s.besideText(set, a); f != nil && !out[f] {
			out[f] = true
		}
	}
	if len(out) == 0 {
		return nil
	}
	hidden := map[*source.File][]source.Span{}
	for _, at := range s.Unpublished() {
		if at.Known() {
			hidden[at.File] = append(hidden[at.File], at)
		}
	}
	for _, f := range set.All() {
		if !source.Text(f.Path) || closed[f] || Role(set, f.Path) == PostingFile || Role(set, f.Path) == Private {
			continue
		}
		text := f.Bytes
		if len(hidden[f]) > 0 {
			text = bytes.Clone(text)
		}
		for _, at := range hidden[f] {
			clear(text[at.Start:at.End])
		}
		for own := range out {
			name := path.Base(own.Path)
			if own != f && (bytes.Contains(text, []byte(name)) || bytes.Contains(text, []byte((&url.URL{Path: name}).EscapedPath()))) {
				delete(out, own)
			}
		}
	}
	return out
}

// besideText is the file of content/ that an address leads to; nil for none, and for what is no file to be copied.
func (s *Site) besideText(set *source.Set, a asked) *source.File {
	u, err := url.Parse(a.url)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return nil
	}
	at := path.Join(path.Dir(a.from.Path), u.Path)
	if strings.HasPrefix(u.Path, "/") && set.Only == "" {
		at = path.Join("content", u.Path)
	}
	f, ok := set.File(strings.TrimPrefix(at, "/"))
	if !ok || set.Only == "" && !strings.HasPrefix(at, "content/") || slices.Contains([]string{".md", ".yaml", ".txt"}, path.Ext(at)) {
		return nil
	}
	return f
}
