package build

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/resgen/resgen/internal/artifact"
	"github.com/resgen/resgen/internal/cache"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/render"
)

// pictures is what links to pages are shown with: photographs of cards.
type pictures struct {
	list    []artifact.Artifact     // none without a browser
	look    func(artifact.Artifact) // opens an artifact for a check, which needs what a card says and not its picture
	missing int                     // that there would be with a browser
	drawing sync.WaitGroup
}

// cards is the pictures of the site's cards. Each is taken when it is first opened, and not before the prints are made: what somebody
// waits for comes first.
func (r *Result) cards(ctx context.Context) *pictures {
	p := &pictures{}
	said := map[string]func(){}
	for _, c := range r.renderer.Cards() {
		if r.opts.Printer == nil {
			p.missing++
			continue
		}
		held := false
		say := func() { // what stands on it is looked through as text, which a picture has none of
			html, err := c.HTML()
			r.scan.note(c.Path, html, err)
			held = err == nil && r.withholds(html)
		}
		said[c.Path] = say
		p.list = append(p.list, artifact.Artifact{Path: c.Path, Open: sync.OnceValues(func() ([]byte, error) {
			if say(); held {
				return nil, nil // it is not published either
			}
			for _, print := range r.prints {
				<-print.done
			}
			png, err := r.memo.picture(ctx, r, c)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Path, err)
			}
			return png, nil
		})})
	}
	p.look = func(a artifact.Artifact) {
		if say := said[a.Path]; say != nil {
			say()
			return
		}
		a.Open()
	}
	return p
}

// Draw takes the pictures in the background, beside whatever the caller does next. Who opens one waits for it.
func (r *Result) Draw() {
	r.pictures.drawing.Go(func() {
		defer r.times.start("pictures")()
		for _, a := range r.pictures.list { // one after the other: each keeps both the browser and a processor busy
			if _, err := a.Open(); err != nil {
				return // who opens it hears of it
			}
		}
	})
}

// Undrawn is how many pictures there are not, for want of a browser.
func (r *Result) Undrawn() int { return r.pictures.missing }

// picture is the photograph of a card: remembered by this process or on disk, or taken now. One with letters of the machine's fonts is not
// kept on disk: nobody can tell when those change.
func (m *Memory) picture(ctx context.Context, r *Result, c render.Card) ([]byte, error) {
	html, err := c.HTML()
	if err != nil {
		return nil, err
	}
	key := cache.NewKey([]byte("picture 1"), []byte(m.id), []byte(r.opts.Printer.Identity()), html, r.assets.Hash[:])
	return m.pictures.get(ctx, key, func() ([]byte, error) {
		if b, ok := m.stored(r, key); ok {
			if version, png, ok := bytes.Cut(b, []byte{'\n'}); ok && r.opts.Printer.made(string(version)) {
				return png, nil
			}
		}
		png, err := r.opts.Printer.Picture(ctx, chrome.Job{HTML: html, Lookup: r.renderer.Lookup, Private: r.free != nil && r.secret(html), Timeout: r.opts.Timeout},
			chrome.View{Width: render.CardWidth, Height: render.CardHeight})
		if err != nil {
			return nil, err
		}
		if r.opts.Printer.Identity() != "" && c.Own() {
			m.disk.Put(key, append([]byte(r.opts.Printer.Version()+"\n"), png...))
		}
		return png, nil
	})
}

// PNG is what an SVG looks like at a size in px, as PNG: a sheet that somebody wants to look at, a private one perhaps. It asks for
// nothing, and nothing of it is remembered.
func (p *Printer) PNG(ctx context.Context, svg []byte, width, height int, private bool, timeout time.Duration) ([]byte, error) {
	html := fmt.Appendf(nil, "<!DOCTYPE html><style>body{margin:0;background:#fff}svg{display:block;width:%dpx;height:%dpx}</style>", width, height)
	return p.Picture(ctx, chrome.Job{HTML: append(html, svg...), Private: private, Timeout: timeout}, chrome.View{Width: width, Height: height})
}
