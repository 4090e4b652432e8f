package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// probe runs in every document of a tab. It sees in the microtask after a change of the document that a word of ours
// came, and puts a mark into the page, which so is painted in the same frame as the word; the browser then tells when
// that frame was presented (Element Timing). In the workbench it is the pictures of other addresses that come, whose text is not
// seen; which word is on them is looked up when they were presented. Told is how long ago that was.
const probe = `(() => {
	if (top !== self) return;
	const find = (text) => /edited\d+/.exec(text)?.[0] ?? "";
	const shown = () => {
		const sheets = document.querySelector("#sheets");
		return sheets ? [...sheets.querySelectorAll(".picture")].map((p) => p.address).filter(Boolean).join() : find(document.body?.textContent);
	};
	const word = async (what) => {
		if (!what.startsWith("/")) return what;
		const all = await Promise.all(what.split(",").map(async (address) => (await fetch(address)).text()));
		return find(all.join());
	};
	let last = "";
	new PerformanceObserver((list) => {
		for (const e of list.getEntries()) {
			word(e.identifier).then((w) => bench(JSON.stringify({ word: w, lag: performance.now() - e.renderTime })));
			e.element?.remove();
		}
	}).observe({ type: "element" });
	new MutationObserver(() => {
		const what = shown();
		if (!what || what === last) return;
		last = what;
		const mark = document.createElement("p");
		mark.setAttribute("elementtiming", what);
		mark.textContent = "mark";
		Object.assign(mark.style, { position: "fixed", left: 0, top: 0, margin: 0, zIndex: 2147483647 });
		document.documentElement.append(mark);
	}).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["d", "transform"] });
})()`

// A browser is one that a user of a site would have: not the one that prints.
type browser struct {
	ctx  context.Context
	stop func()
}

// A tab shows a page of a server.
type tab struct {
	ctx     context.Context
	close   func()
	painted chan painting
}

// A painting is a word that was seen in a tab, and when.
type painting struct {
	word string
	at   time.Time
}

func (r *runner) openBrowser() (*browser, error) {
	profile, err := os.MkdirTemp(r.tmp, "user-profile-")
	if err != nil {
		return nil, err
	}
	// 1600 by 1000 is the window of a laptop: the workbench shows two sheets side by side in it.
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(r.chrome), chromedp.UserDataDir(filepath.Join(profile, "data")), chromedp.WindowSize(1600, 1000))
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	actx, stop := chromedp.NewExecAllocator(r.ctx, opts...)
	ctx, end := chromedp.NewContext(actx, chromedp.WithErrorf(func(string, ...any) {}))
	b := &browser{ctx, func() { end(); stop() }}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		b.stop()
		return nil, err
	}
	return b, nil
}

// open shows a page in a new tab and begins to look for words in it.
func (b *browser) open(url string) (*tab, error) {
	ctx, end := chromedp.NewContext(b.ctx)
	t := &tab{ctx, end, make(chan painting, 100)}
	told := chromedp.Events(ctx, runtime.BindingCalled)
	if _, err := chromedp.Call(ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "bench"}); err != nil {
		end()
		return nil, err
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: probe}); err != nil {
		end()
		return nil, err
	}
	go func() {
		for e, err := range told {
			if err != nil {
				return
			}
			at := time.Now()
			var said struct {
				Word string
				Lag  float64 // milliseconds
			}
			if json.Unmarshal([]byte(e.Payload), &said) == nil {
				t.painted <- painting{said.Word, at.Add(-time.Duration(said.Lag * float64(time.Millisecond)))}
			}
		}
	}()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		end()
		return nil, fmt.Errorf("%s: %w", url, err)
	}
	return t, nil
}

// shows waits until a word was painted and tells when.
func (t *tab) shows(word string, patience time.Duration) (time.Time, error) {
	late := time.After(patience)
	for {
		select {
		case p := <-t.painted:
			if p.word == word {
				return p.at, nil
			}
		case <-late:
			return time.Time{}, fmt.Errorf("%s was not painted in %s", word, patience)
		case <-t.ctx.Done():
			return time.Time{}, t.ctx.Err()
		}
	}
}
