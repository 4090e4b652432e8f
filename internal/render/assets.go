package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/static"
)

// An asset is a file that is published, or handed to the printing browser, as it is.
type asset struct {
	path  string
	bytes []byte
	hash  [32]byte
}

// builtinAssets is every embedded file of static/, hashed once.
var builtinAssets = sync.OnceValue(func() []asset {
	var out []asset
	fsys := static.FS()
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(fsys, p)
			out = append(out, asset{p, b, sha256.Sum256(b)})
		}
		return err
	})
	return out
})

// Assets is every file that is copied: the user's before ours of the same path. It never changes.
type Assets struct {
	Hash   [32]byte // of all paths and contents
	list   []asset  // sorted by path
	byPath map[string]asset
}

// NewAssets gathers the files of a site.
func NewAssets(site *compose.Site) *Assets {
	a := &Assets{byPath: map[string]asset{}}
	for _, b := range builtinAssets() {
		a.byPath[b.path] = b
	}
	for _, f := range site.Files {
		a.byPath[f.Path] = asset{f.Path, f.Source.Bytes, f.Source.Hash}
	}
	for _, f := range a.byPath {
		a.list = append(a.list, f)
	}
	slices.SortFunc(a.list, func(x, y asset) int { return cmp.Compare(x.path, y.path) })
	h := sha256.New()
	for _, f := range a.list {
		h.Write([]byte(f.path))
		h.Write([]byte{0})
		h.Write(f.hash[:])
	}
	copy(a.Hash[:], h.Sum(nil))
	return a
}

// Find is the bytes and content type of the asset at a path below the site.
func (a *Assets) Find(p string) (body []byte, contentType string, ok bool) {
	f, ok := a.byPath[p]
	return f.bytes, ContentType(p), ok
}

// contentTypes is our own table: mime.TypeByExtension asks the machine, and would give another
// answer on another one.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf", ".pdf": "application/pdf",
	".mp4": "video/mp4", ".webm": "video/webm",
}

// ContentType is the media type of a file by its name.
func ContentType(p string) string {
	ext := strings.ToLower(path.Ext(p))
	return cmp.Or(contentTypes[ext], mime.TypeByExtension(ext), "application/octet-stream")
}

// assetURL is the address of an asset below the base path, with a few digits of its hash, so that
// a browser keeps it until it changes.
func (r *Renderer) assetURL(p string) string {
	p = strings.TrimPrefix(p, "/")
	f, ok := r.assets.byPath[p]
	if !ok {
		return r.site.Base.URL(p)
	}
	return r.site.Base.URL(p) + "?h=" + hex.EncodeToString(f.hash[:4])
}
