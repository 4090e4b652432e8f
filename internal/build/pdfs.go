package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"sync"

	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/foreign"
	"github.com/resgen/resgen/internal/readback"
)

// pdfs reads the text of PDFs that the user publishes: once each, as they rarely change. Those of other programs PDFium reads too, if that is allowed.
type pdfs struct {
	disk *cache.Cache
	id   string // of this build of resgen

	mu    sync.Mutex
	known map[cache.Key]pdfWords
}

type pdfWords struct {
	text   []byte
	unread string // why nobody could read it; "" when somebody did
}

// mostPDFs is how many texts are remembered.
const mostPDFs = 50

// wordsOf is the text of a PDF as each reader has it, and why nobody can read it. folder is that of PDFium's compiled form, which reads
// what is not of Chrome; "" for nobody else.
func (p *pdfs) wordsOf(ctx context.Context, pdf []byte, folder string) (words []byte, unread string) {
	hash := sha256.Sum256(pdf)
	other := folder != "" && !bytes.Contains(pdf, []byte("Skia/PDF"))
	kind := []byte("words")
	if other {
		kind = []byte("words of both")
	}
	key := cache.NewKey([]byte("pdf 1"), []byte(p.id), kind, hash[:])
	p.mu.Lock()
	w, ok := p.known[key]
	p.mu.Unlock()
	if ok {
		return w.text, w.unread
	}
	if b, ok := p.disk.Get(key); ok {
		return b, ""
	}
	if t, err := readback.Words(pdf); err == nil {
		w.text = []byte(t)
	}
	if other {
		print, err := foreign.Read(ctx, pdf, foreign.Options{Cache: folder})
		switch {
		case err == nil:
			w.text = append(append(w.text, '\n'), text(print)...)
		case ctx.Err() != nil:
			return w.text, ""
		case errors.Is(err, foreign.ErrEncrypted):
			w.unread = "is encrypted"
		case len(w.text) == 0:
			w.unread = "cannot be read: it " + err.Error()
		}
	}
	p.mu.Lock()
	if p.known == nil || len(p.known) > mostPDFs {
		p.known = map[cache.Key]pdfWords{}
	}
	p.known[key] = w
	p.mu.Unlock()
	if other && w.unread == "" {
		p.disk.Put(key, w.text)
	}
	return w.text, w.unread
}
