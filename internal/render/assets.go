package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"mime"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/theme"
	"github.com/resgen/resgen/static"
)

// An asset is a file that is published, or handed to the printing browser, as it is.
type asset struct {
	path  string
	bytes func() []byte // of ours: read when they are asked for, as most faces never are
	hash  func() [32]byte
	ours  bool
}

// published is the file as it is published: as it stands, but for our own style sheets, whose comments and blanks are most of what
// a first view would wait for besides fonts. Those that print sheets come from [Assets.Find], as they stand.
func (f asset) published() artifact.Artifact {
	if !f.ours || path.Ext(f.path) != ".css" {
		return artifact.Artifact{Path: f.path, Key: f.hash(), Open: func() ([]byte, error) { return f.bytes(), nil }}
	}
	hash := f.hash()
	return artifact.Artifact{Path: f.path, Key: sha256.Sum256(append([]byte("minified\n"), hash[:]...)),
		Open: func() ([]byte, error) { return minified("text/css", f.bytes()) }}
}

// builtinAssets is every embedded file of static/, hashed when it is asked for and once.
var builtinAssets = sync.OnceValue(func() []asset {
	var out []asset
	fsys := static.FS()
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b := sync.OnceValue(func() []byte {
				b, _ := fs.ReadFile(fsys, p)
				return b
			})
			out = append(out, asset{p, b, sync.OnceValue(func() [32]byte { return sha256.Sum256(b()) }), true})
		}
		return err
	})
	return out
})

// Assets is every file that is copied: the user's before ours of the same path. It never changes.
type Assets struct {
	Hash   [32]byte // of the paths and contents of the user's; ours are those of the program
	open   [32]byte // the same of those that are published
	list   []asset  // sorted by path
	byPath map[string]asset
	sent   map[string]asset // those that are on what is sent alone; they are in none of the above
	themes []theme.Theme
	pages  []theme.Theme   // of the pages
	named  map[string]bool // folders of our faces that style sheets and scripts of the user's name: "fonts/inter/"
	faults diag.List
}

// NewAssets gathers the files of a site.
func NewAssets(site *compose.Site) *Assets {
	a := &Assets{byPath: map[string]asset{}, sent: map[string]asset{}, named: map[string]bool{}}
	for _, b := range builtinAssets() {
		a.byPath[b.path] = b
	}
	for _, f := range site.Files {
		if f.Private {
			a.sent[f.Path] = asset{f.Path, func() []byte { return f.Source.Bytes }, func() [32]byte { return f.Source.Hash }, false}
			continue
		}
		if ext := path.Ext(f.Path); ext == ".css" || ext == ".html" || ext == ".js" || ext == ".svg" {
			a.name(f.Source.Bytes)
		}
		if b, ok := a.byPath[f.Path]; ok && b.ours && bytes.Equal(b.bytes(), f.Source.Bytes) {
			continue // a copy of ours, as in resgen's own repository
		}
		a.byPath[f.Path] = asset{f.Path, func() []byte { return f.Source.Bytes }, func() [32]byte { return f.Source.Hash }, false}
	}
	for _, f := range a.byPath {
		a.list = append(a.list, f)
	}
	slices.SortFunc(a.list, func(x, y asset) int { return cmp.Compare(x.path, y.path) })
	h := sha256.New()
	for _, f := range a.list {
		if !f.ours {
			hash := f.hash()
			h.Write([]byte(f.path))
			h.Write([]byte{0})
			h.Write(hash[:])
		}
	}
	copy(a.open[:], h.Sum(nil))
	for _, p := range slices.Sorted(maps.Keys(a.sent)) {
		hash := a.sent[p].hash()
		h.Write([]byte(p))
		h.Write([]byte{1})
		h.Write(hash[:])
	}
	copy(a.Hash[:], h.Sum(nil))
	a.readThemes(site)
	return a
}

// name notes which folders of faces a file names.
func (a *Assets) name(text []byte) {
	for {
		_, rest, ok := bytes.Cut(text, []byte("fonts/"))
		if !ok {
			return
		}
		if face, _, ok := bytes.Cut(rest[:min(len(rest), 80)], []byte("/")); ok {
			a.named["fonts/"+string(face)+"/"] = true
		}
		text = rest
	}
}

// Themes is every theme of the sheets, the user's and ours, by name.
func (a *Assets) Themes() []theme.Theme { return a.themes }

// PageThemes is every theme of the pages, the user's and ours, by name.
func (a *Assets) PageThemes() []theme.Theme { return a.pages }

// Faults is what is wrong with the user's style sheets, the heads of themes among it.
func (a *Assets) Faults() diag.List { return a.faults }

// Find is the bytes and content type of the asset at a path below the site.
func (a *Assets) Find(p string) (body []byte, contentType string, ok bool) {
	f, ok := a.byPath[p]
	if !ok {
		return nil, "", false
	}
	return f.bytes(), ContentType(p), true
}

// FindSent is the same for what is sent, which a private file may be on.
func (a *Assets) FindSent(p string) (body []byte, contentType string, ok bool) {
	if f, ok := a.sent[p]; ok {
		return f.bytes(), ContentType(p), true
	}
	return a.Find(p)
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
	if strings.ContainsAny(p, "%?#") { // in the name of a file they are no signs of an address
		p = strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(p)
	}
	if !ok {
		return r.site.Base.URL(p)
	}
	hash := f.hash()
	return r.site.Base.URL(p) + "?h=" + hex.EncodeToString(hash[:4])
}
