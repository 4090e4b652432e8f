package serve

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/watch"
)

// browser starts a real browser, as the user's; each tab of it is a context.
func browser(t *testing.T) (tab func(t *testing.T) context.Context) {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chrometest.Binary(t).Path), chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1000, 700))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	first, end := chromedp.NewContext(alloc, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(func() { end(); stop() })
	if err := chromedp.Do(first, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	return func(t *testing.T) context.Context {
		ctx, end := chromedp.NewContext(first)
		t.Cleanup(end)
		return ctx
	}
}

// A page is a tab that shows a page of a bench.
type page struct {
	*testing.T
	ctx context.Context
	*bench
}

func (b *bench) open(t *testing.T, tab context.Context, path string) *page {
	t.Helper()
	p := &page{t, tab, b}
	if err := chromedp.Do(tab, chromedp.Navigate(b.URL+path)); err != nil {
		t.Fatal(err)
	}
	p.until(`document.readyState === "complete"`)
	p.do(`window.mark = document.documentElement`) // gone after a reload
	return p
}

// do runs a script in the page.
func (p *page) do(script string) {
	p.Helper()
	if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`(() => {`+script+`; return true})()`)); err != nil {
		p.Fatalf("%s: %v", script, err)
	}
}

// text is the value of an expression as text.
func (p *page) text(expr string) string {
	p.Helper()
	s, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`String(`+expr+`)`))
	if err != nil {
		p.Fatalf("%s: %v", expr, err)
	}
	return s
}

// until waits for an expression to be true, also across a reload.
func (p *page) until(expr string) {
	p.Helper()
	script := `new Promise((done) => { const end = Date.now() + 2000; const look = () => { let ok = false; try { ok = !!(` + expr + `) } catch {}
		ok ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 5) }; look() })`
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); {
		if ok, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise)); err == nil && ok {
			return
		}
	}
	p.Fatalf("never true: %s\nthe page: %.1500s\nthe overlay: %s", expr, p.text(`document.body.innerText`), p.text(overlay))
}

// overlay is the text of the overlay, null when there is none.
const overlay = `(document.querySelector("resgen-errors")?.shadowRoot.textContent ?? null)`

func long(word string) string {
	return "---\ntitle: First\n---\n\n" + word + "\n\n" + strings.Repeat("A paragraph that makes the page long enough to scroll.\n\n", 80)
}

func resumeWith(line string) map[string]string {
	return map[string]string{"content/resume.md": "---\nname: Ada Byron\ncheck: {rules: {content: off, page/title: off, page/description: off}}\n" + line + "---\nWrites programs.\n"}
}

func TestInBrowser(t *testing.T) {
	tab := browser(t)
	files := resumeWith("")
	maps.Copy(files, map[string]string{"content/posts/first.md": long("before"), "static/custom.css": `@import "more.css"; body { color: rgb(1, 1, 1) }`,
		"static/more.css": "h1 { color: rgb(1, 1, 1) }", "content/posts/pic.md": "![a picture](pic.png)\n", "content/posts/pic.png": picture(10)})
	const first = "/posts/first/"

	t.Run("an edit keeps the scroll and does not reload", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		p.do(`scrollTo(0, 900)`)
		for _, word := range []string{"once", "twice"} {
			b.save(map[string]string{"content/posts/first.md": long(word)})
			p.until(fmt.Sprintf(`document.body.textContent.includes(%q)`, word))
			if got := p.text(`scrollY + " " + (window.mark === document.documentElement)`); got != "900 true" {
				t.Errorf("scroll, and whether the page was kept: %s", got)
			}
		}
	})

	t.Run("a page with scripts is loaded anew and keeps the scroll", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		b.save(map[string]string{"layouts/_footer.html": "", "layouts/single.html": `<!doctype html><html><head><title>x</title></head><body><script>window.ran = true</script>{{ .Page.Content }}</body></html>`})
		p := b.open(t, tab(t), first)
		p.do(`scrollTo(0, 900)`)
		b.save(map[string]string{"content/posts/first.md": long("after")})
		p.until(`document.body.textContent.includes("after") && scrollY === 900 && window.ran && !window.mark`)
	})

	t.Run("light or dark is kept from page to page and through an exchange", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		tab := tab(t)
		// What the root says when the body begins: from there on something may be painted.
		early := `new MutationObserver(() => { if (document.body && !window.early) window.early = document.documentElement.dataset.scheme || "none" }).observe(document, {childList: true, subtree: true})`
		if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(tab, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: early}); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}); err != nil {
			t.Fatal(err)
		}
		const colours = `[window.early, getComputedStyle(document.documentElement).backgroundColor, localStorage.getItem("scheme")].join(" ")`
		p := b.open(t, tab, "/")
		light := p.text(colours)
		p.do(`document.querySelector(".scheme").click()`)
		if got := p.text(colours); !strings.HasSuffix(got, "rgb(23, 24, 26) dark") {
			t.Errorf("dark was chosen: %s, before that %s", got, light)
		}
		p = b.open(t, tab, first)
		if got := p.text(colours); got != "dark rgb(23, 24, 26) dark" {
			t.Errorf("on the next page: %s", got)
		}
		b.save(map[string]string{"content/posts/first.md": long("after")})
		p.until(`document.body.textContent.includes("after")`)
		if got := p.text(colours + ` + (window.mark === document.documentElement)`); got != "dark rgb(23, 24, 26) darktrue" {
			t.Errorf("after an exchange of the body: %s", got)
		}
		p.do(`document.querySelector(".scheme svg").dispatchEvent(new MouseEvent("click", {bubbles: true}))`) // light is what the system asks for
		if got := p.text(colours); got != "dark rgb(251, 250, 247) " {
			t.Errorf("light was chosen again: %s", got)
		}
	})

	t.Run("a stylesheet is exchanged alone", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		p.do(`window.body = document.body; scrollTo(0, 900)`)
		b.save(map[string]string{"static/custom.css": `@import "more.css"; body { color: rgb(2, 2, 2) }`})
		p.until(`getComputedStyle(document.body).color === "rgb(2, 2, 2)"`)
		b.save(map[string]string{"static/more.css": "h1 { color: rgb(3, 3, 3) }"})
		p.until(`getComputedStyle(document.querySelector("h1")).color === "rgb(3, 3, 3)"`)
		if got := p.text(`scrollY + " " + (window.body === document.body)`); got != "900 true" {
			t.Errorf("scroll, and whether the content was kept: %s", got)
		}
		p.until(`document.querySelectorAll('link[href*="custom.css"]').length === 1`)
		b.save(map[string]string{"content/posts/first.md": long("after")}) // and the page that comes has the same sheets
		p.until(`document.body.textContent.includes("after") && getComputedStyle(document.body).color === "rgb(2, 2, 2)"`)
	})

	t.Run("a picture of the same name", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), "/posts/pic/")
		p.until(`document.images[0].naturalWidth === 10`)
		b.save(map[string]string{"content/posts/pic.png": picture(20)})
		p.until(`document.images[0].naturalWidth === 20`)
	})

	t.Run("the overlay", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		b.save(resumeWith("emial: ada@example.com\n"))
		p.until(overlay + `?.includes('content/resume.md:4:1: error: unknown key "emial"; did you mean "email"? [meta/unknown-key]')`)
		if !strings.Contains(p.text(overlay), "emial: ada@example.com") || !strings.Contains(p.text(`document.body.textContent`), "before") {
			t.Errorf("the line of the source and the page below: %s", p.text(overlay))
		}
		p.watchOverlay()
		b.save(map[string]string{"content/posts/first.md": long("after")}) // it is still wrong, and the overlay stays
		p.until(`document.body.textContent.includes("after")`)
		b.settle()
		p.until(overlay + ` !== null`)
		if got := p.text(`window.flickers`); got != "0" {
			t.Errorf("the overlay went away and came back %s times", got)
		}

		p.press(kb.Escape)
		p.until(overlay + ` === null`)
		b.save(map[string]string{"content/posts/first.md": long("once more")})
		p.until(`document.body.textContent.includes("once more")`)
		b.settle()
		if got := p.text(overlay); got != "null" {
			t.Errorf("what was hidden is back: %s", got)
		}
		b.save(resumeWith("hedline: Engineer\n"))
		p.until(overlay + `?.includes("hedline")`)
		b.save(resumeWith(""))
		p.until(overlay + ` === null`)
	})

	t.Run("a layout that fails", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		b.save(map[string]string{"layouts/single.html": `<!doctype html><html><head></head><body>{{ .Page.Nothing }}</body></html>`})
		p.until(overlay + `?.includes("Nothing")`)
		b.settle()
		p.until(overlay + `?.includes("page/layout")`) // the finding comes behind the page's own failure
		if got := p.text(overlay); strings.Count(got, "page/layout") != 1 || !strings.HasPrefix(got, "1 error") || !strings.Contains(p.text(`document.body.textContent`), "before") {
			t.Errorf("the overlay, over the last good page: %s", got)
		}
		other := b.open(t, tab(t), first) // opened only now: there is no last good page
		other.until(`document.querySelector("pre").textContent.includes("Nothing")`)
		b.save(map[string]string{"layouts/single.html": `<!doctype html><html><head></head><body>mended {{ .Page.Content }}</body></html>`})
		for _, p := range []*page{p, other} {
			p.until(`document.body.textContent.includes("mended") && ` + overlay + ` === null`)
		}
	})

	t.Run("a page that goes and comes", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		b.remove("content/posts/first.md")
		p.until(overlay + `?.includes("there is no page at this address any more")`)
		b.save(map[string]string{"content/posts/first.md": long("back")})
		p.until(`document.body.textContent.includes("back") && ` + overlay + ` === null`)
	})

	t.Run("a burst ends on the last save", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for i := range 10 {
			b.save(map[string]string{"content/posts/first.md": long(fmt.Sprintf("save-%d.", i))})
			<-tick.C
		}
		p.until(`document.body.textContent.includes("save-9.")`)
	})

	t.Run("a restart of the server", func(t *testing.T) {
		b := &bench{t: t, root: t.TempDir()}
		b.write(files)
		stop := b.serve("127.0.0.1:0", build.Options{}, time.Minute)
		at := b.Listener.Addr().String()
		p := b.open(t, tab(t), first)
		p.do(`scrollTo(0, 900)`)
		stop()
		b.write(map[string]string{"content/posts/first.md": long("while it was away")})
		stop = b.serve(at, build.Options{}, time.Minute)
		p.until(`document.body.textContent.includes("while it was away")`)
		if got := p.text(`scrollY + " " + (window.mark === document.documentElement)`); got != "900 true" {
			t.Errorf("scroll, and whether the page was kept: %s", got)
		}
		p.do(`window.body = document.body`)
		stop()
		b.serve(at, build.Options{}, time.Minute) // the same content again: there is nothing to do
		b.save(resumeWith("emial: x\n"))
		p.until(overlay + ` !== null`)
		b.save(map[string]string{"content/posts/first.md": long("and on")})
		p.until(`document.body.textContent.includes("and on")`)
	})

	t.Run("the connection was down", func(t *testing.T) {
		b := start(t, files, build.Options{}, time.Minute)
		p := b.open(t, tab(t), first)
		p.do(`dispatchEvent(new Event("pagehide"))`) // as in the cache of back and forward
		b.save(map[string]string{"content/posts/first.md": long("unseen")})
		b.save(map[string]string{"content/posts/first.md": long("missed")})
		p.do(`dispatchEvent(new Event("online"))`)
		p.until(`document.body.textContent.includes("missed")`)
	})
}

// watchOverlay counts how often the overlay is there and then is not.
func (p *page) watchOverlay() {
	p.do(`window.flickers = 0; let there = true; const look = () => {
		const is = !!document.querySelector("resgen-errors"); if (there && !is) window.flickers++; there = is; requestAnimationFrame(look) }; look()`)
}

func (p *page) press(key string) {
	p.Helper()
	if err := chromedp.Do(p.ctx, chromedp.KeyEvent(key)); err != nil {
		p.Fatal(err)
	}
}

// settle waits for the findings of the newest build, and for tabs to have heard of them.
func (b *bench) settle() {
	b.t.Helper()
	b.stream().until(func(e event) bool { return !e.Printing })
}

func (b *bench) remove(names ...string) {
	b.t.Helper()
	for _, name := range names {
		if err := os.Remove(filepath.Join(b.root, filepath.FromSlash(name))); err != nil {
			b.t.Fatal(err)
		}
	}
	slices.Sort(names)
	b.changes <- watch.Change{Paths: names}
}

// picture is a PNG of some width, in pixels.
func picture(width int) string {
	m := image.NewGray(image.Rect(0, 0, width, 10))
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.String()
}
