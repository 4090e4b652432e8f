package serve

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/live"
	"github.com/resgen/resgen/internal/source"
)

// acted is what the workbench had done.
type acted struct {
	mu   sync.Mutex
	done []string
}

func (a *acted) add(format string, args ...any) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.done = append(a.done, fmt.Sprintf(format, args...))
	return nil
}

func (a *acted) has(what string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return strings.Contains(strings.Join(a.done, "\n"), what)
}

// workbench serves the loop of a bench with acts that are only noted down.
func (b *bench) workbench() (*bench, *acted) {
	b.t.Helper()
	a := &acted{}
	acts := Acts{
		Open: func(f *source.File, line, col int) error { return a.add("open %s:%d:%d", f.Path, line, col) },
		Write: func(f *source.File, l live.Look) error {
			return a.add("write theme %q and paper %q to %s", l.Theme, l.Paper, f.Path)
		},
		Fix: func(d diag.Diagnostic) error { return a.add("fix %s", d.Rule) },
	}
	ctx, cancel := context.WithCancel(b.t.Context())
	srv := httptest.NewUnstartedServer(handler(b.Loop, Options{Bind: "127.0.0.1", Acts: acts}, time.Minute))
	srv.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	srv.Start()
	b.t.Cleanup(func() { cancel(); srv.CloseClientConnections(); srv.Close() })
	other := *b
	other.Server = srv
	return &other, a
}

// paperWith is a résumé of two sheets with a bullet of some words, and a slip.
func paperWith(bullet string) map[string]string {
	var b strings.Builder
	b.WriteString("---\nname: Ada Byron\nemail: ada@example.com\npdf: {theme: classic}\n---\nWrites programs for engines and\nmends the looms of mills.\n\n## Experience\n\n### Engineer, Mill\n*2019 – 2021*\n\n- " + bullet + "\n- Helped with the the looms\n")
	for i := range 40 {
		fmt.Fprintf(&b, "- Wrote program number %d for the engine of the mill, with %d operations a second on cards of its own and no fault in a year\n", i, 7*i+3)
	}
	return map[string]string{"content/resume.md": b.String()}
}

// watched is a tab whose pages note their faults: what the policy of the page refuses, and what fails.
func watched(t *testing.T) context.Context {
	t.Helper()
	tab := browser(t)(t)
	const watch = `window.faults = []; addEventListener("securitypolicyviolation", (e) => faults.push(e.violatedDirective + " " + e.blockedURI));
		addEventListener("error", (e) => faults.push(e.message)); addEventListener("unhandledrejection", (e) => faults.push(String(e.reason)))`
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tab, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: watch}); err != nil {
		t.Fatal(err)
	}
	return tab
}

// doubleClick clicks twice on a word of a line of the sheets that holds some text.
func (p *page) doubleClick(line, word string) {
	p.Helper()
	p.do(fmt.Sprintf(`document.querySelector("#stage").scrollTo(0, 0); const text = [...document.querySelectorAll("text.line tspan")].find((l) => l.textContent.includes(%q)).firstChild;
		const r = document.createRange(); r.setStart(text, text.data.indexOf(%q)); r.setEnd(text, text.data.indexOf(%[2]q) + %[3]d); window.at = r.getBoundingClientRect()`, line, word, len(word)))
	var x, y float64
	if _, err := fmt.Sscan(p.text(`(at.left + at.width / 2) + " " + (at.top + at.height / 2)`), &x, &y); err != nil {
		p.Fatal(err)
	}
	for _, clicks := range []int64{1, 2} {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			_, err := chromedp.Call(p.ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: clicks})
			if err != nil {
				p.Fatal(err)
			}
		}
	}
}

func TestWorkbenchInBrowser(t *testing.T) {
	binary := chrometest.Binary(t)
	printer := build.NewPrinter(t.Context(), binary, chrome.Options{Dir: t.TempDir(), CI: true})
	t.Cleanup(func() { printer.Close() })
	tab := watched(t)
	b := start(t, paperWith("Cut the cards of the loom"), build.Options{Printer: printer}, time.Minute)
	b, acts := b.workbench()
	p := b.open(t, tab, "/_resgen/")
	const sheets = `[...document.querySelectorAll("#sheets .picture:not(.over) text.line")].map((l) => l.textContent).join("")`
	p.until(sheets + `.includes("Cut the cards of the loom")`)

	t.Run("a save is shown in place", func(t *testing.T) {
		p := &page{t, tab, b}
		p.press("+")
		p.press("+")
		p.do(`document.querySelector("#stage").scrollTo(40, 300); window.paper = document.querySelector(".paper")`)
		const view = `[document.querySelector("#stage").scrollLeft, document.querySelector("#stage").scrollTop, document.querySelector("[data-key=zoom]").textContent].join()`
		before := p.text(view)
		b.save(paperWith("Halved the cards of the loom"))
		p.until(sheets + `.includes("Halved the cards of the loom")`)
		if after := p.text(view); after != before || strings.Contains(after, ",0,") {
			t.Errorf("scroll and zoom: %s, before %s", after, before)
		}
		if got := p.text(`window.paper === document.querySelector(".paper") && window.mark === document.documentElement`); got != "true" {
			t.Error("the sheet was made anew")
		}
		if got := p.text(`document.querySelectorAll(".changed").length`); got != "1" {
			t.Errorf("%s lines glow, want 1", got)
		}
		p.press("w")
	})

	t.Run("a finding leads to its place and to the editor", func(t *testing.T) {
		p := &page{t, tab, b}
		const typo = `[...document.querySelectorAll(".finding")].find((f) => f.textContent.includes('"the" stands twice'))`
		p.until(typo)
		p.do(typo + `.querySelector(".head").click()`)
		p.until(`document.querySelector(".pin.chosen")?.dataset.finding === ` + typo + `.dataset.finding && document.querySelector(".box.chosen")`)
		p.press("?")
		p.until(`document.querySelector(".manual pre")`)
		p.press("e")
		p.press("f")
		p.do(`document.querySelector(".finding.chosen .head").click()`) // chooses nothing
		p.until(`!document.querySelector(".chosen")`)
		p.do(`document.querySelector(".pin.error").click()`)
		p.until(`document.querySelector(".finding.chosen.error")`)
		p.do(`const line = [...document.querySelectorAll("text.line")].find((l) => l.textContent.includes("number 5 ")); line.dispatchEvent(new MouseEvent("dblclick", {bubbles: true}))`)
		p.eventually(acts, "open content/resume.md:15")
		p.eventually(acts, "fix text/typo")
		p.eventually(acts, "open content/resume.md:21")
		p.press(kb.Escape)
		// A word leads to its own line, though the line that was printed comes from two.
		p.doubleClick("looms of", "looms")
		p.eventually(acts, "open content/resume.md:7:11")
	})

	t.Run("a theme is tried by key and written when that is confirmed", func(t *testing.T) {
		p := &page{t, tab, b}
		p.press("]")
		p.until(`document.querySelector(".trying")?.textContent.includes("engineer")`)
		p.press("u")
		p.until(`!document.querySelector(".trying")`)
		p.press("[")
		p.until(`document.querySelector(".trying")?.textContent.includes("book")`)
		if acts.has("write") {
			t.Error("it was written unasked")
		}
		p.press("W")
		p.until(`document.querySelector("#confirm[open]")?.textContent.match(/content\/resume\.md:.*pdf\.themeclassicbook/)`)
		p.press(kb.Enter)
		p.eventually(acts, `write theme "book" and paper "" to content/resume.md`)
		p.until(`!document.querySelector("dialog")`)
		p.until(`!document.querySelector(".trying")`) // it was only noted down, so it is as before
	})

	t.Run("the saves before", func(t *testing.T) {
		p := &page{t, tab, b}
		const saves = `document.querySelector("#tab-history .n").textContent`
		before := p.text(saves)
		b.save(paperWith("Burnt the cards of the loom"))
		p.until(sheets + `.includes("Burnt the cards") && ` + saves + ` !== "` + before + `"`) // with its findings
		p.press(",")
		p.until(`document.querySelector(".notice.past")`)
		for end := time.Now().Add(15 * time.Second); time.Now().Before(end) && p.text(sheets+`.includes("Cut the cards")`) != "true"; {
			p.press(",")
		}
		p.until(sheets + `.includes("Cut the cards")`)
		before = p.text(saves)
		b.save(paperWith("Sold the cards of the loom")) // what is looked at stays
		p.until(saves + ` !== "` + before + `"`)
		p.press("n")
		p.until(sheets + `.includes("Sold the cards") && !document.querySelector(".notice.past")`)
		p.press("c")
		p.until(`document.querySelectorAll(".paper").length % 2 === 0 && document.querySelector(".changed.gone") && document.querySelector(".changed.come")`)
		p.press("d")
		p.until(`[...document.querySelectorAll("#history del")].map((e) => e.textContent).join() === "Burnt" && document.querySelector("#history ins").textContent === "Sold"`)
		p.press(kb.Escape)
		p.until(`!document.querySelector(".changed.gone")`)
	})

	t.Run("what is copied is clean", func(t *testing.T) {
		p := &page{t, tab, b}
		p.until(sheets + `.includes("Sold the cards") && !` + sheets + `.includes("Burnt the cards")`)
		got := p.text(`(() => { const s = getSelection(); s.selectAllChildren(document.querySelector(".lines")); const data = new DataTransfer();
			document.querySelector("#stage").dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true})); s.removeAllRanges(); return data.getData("text/plain") })()`)
		want := "Engineer\t2019 – 2021\nMill\n- Sold the cards of the loom\n- Helped with the the looms\n- Wrote program number 0 for the engine of the mill, with 3 operations a second on cards of its own and no fault in a year\n- Wrote program number 1 "
		if !strings.Contains(got, want) || strings.Contains(got, "  ") {
			t.Errorf("%.600s", got)
		}
	})

	t.Run("the mouse selects over lines", func(t *testing.T) {
		p := &page{t, tab, b}
		p.do(`getSelection().removeAllRanges(); document.querySelector("#stage").scrollTo(0, 0)`)
		const middle = `(() => { const r = [...document.querySelectorAll("text.line")].find((l) => l.textContent.includes(%q)).querySelector("tspan:last-of-type").getBoundingClientRect(); return %s })()`
		at := func(line, of string) (v float64) {
			if _, err := fmt.Sscan(p.text(fmt.Sprintf(middle, line, of)), &v); err != nil {
				t.Fatal(err)
			}
			return v
		}
		for i, m := range []struct {
			kind input.DispatchMouseEventType
			line string
			part string
		}{
			{input.DispatchMouseEventTypeMousePressed, "number 1 ", "r.left + r.width / 3"}, {input.DispatchMouseEventTypeMouseMoved, "number 1 ", "r.left + r.width / 2"},
			{input.DispatchMouseEventTypeMouseMoved, "number 2 ", "r.left + r.width / 2"}, {input.DispatchMouseEventTypeMouseReleased, "number 2 ", "r.left + r.width / 2"},
		} {
			_, err := chromedp.Call(tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: m.kind, X: at(m.line, m.part), Y: at(m.line, "r.top + r.height / 2"),
				Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1})
			if err != nil {
				t.Fatal(i, err)
			}
		}
		if got := p.text(`getSelection().toString()`); !strings.Contains(got, "and no\nfault in a year") || !strings.Contains(got, "number 2") || strings.Contains(got, "number 1 ") {
			t.Errorf("selected: %q", got)
		}
		// The text lies where it is drawn.
		const off = `Math.max(...[...document.querySelectorAll(".picture:not(.over)")].map((p) => { const [a, b] = [...p.children].map((s) => s.getScreenCTM());
			return Math.max(Math.abs(a.a - b.a), Math.abs(a.e - b.e), Math.abs(a.f - b.f)) }))`
		if got := p.text(off); got != "0" {
			t.Errorf("the text is %s pixels off the picture", got)
		}
	})

	t.Run("a computer that slept", func(t *testing.T) {
		wire := newWire(t, b.Listener.Addr().String())
		slept := *b
		slept.Server = &httptest.Server{URL: wire.address}
		p := slept.open(t, tab, "/_resgen/")
		p.until(sheets + `.includes("Sold the cards") && document.querySelector("#status .connection").textContent === "Live"`)
		wire.dead.Store(true) // its connections look open and bring nothing
		b.save(paperWith("Woke the cards of the loom"))
		if reported(t, b.Loop, b.Current().ID) == nil {
			t.Fatal("the save has no findings")
		}
		if got := p.text(sheets + `.includes("Woke the cards")`); got != "false" {
			t.Error("the connection is not dead")
		}
		wire.dead.Store(false) // of those that are made from now on
		p.do(`const now = Date.now; Date.now = () => now() + 60_000`)
		p.until(sheets + `.includes("Woke the cards")`)
		if got := p.text(`faults.join("\n")`); got != "" {
			t.Errorf("faults of the page: %s", got)
		}
	})

	t.Run("pictures are mended to what they would be anew", func(t *testing.T) {
		p := b.open(t, tab, "/_resgen/")
		p.do(mended + `.then((what) => { window.said = what }, (err) => { window.said = String(err) })`)
		p.until(`window.said !== undefined`)
		if got := p.text(`said`); got != "" {
			t.Error(got)
		}
	})

	if got := p.text(`faults.join("\n")`); got != "" {
		t.Errorf("faults of the page: %s", got)
	}
}

// mended changes the picture of a sheet at random, has the page mend it, and says what is not as if it had been read anew, or that what
// did not change was replaced.
const mended = `(async () => {
	const { become, parse } = await import("/_resgen/workbench/mend.js");
	const desk = await (await fetch("/_resgen/desk")).json();
	const first = await (await fetch(desk.prints[0].sheets[0].svg)).text();
	let seed = 7;
	const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
	const edits = [
		(s, at) => s.slice(0, at) + '<path fill="#123456" d="M1 2z"/>' + s.slice(at),
		(s, at) => s.slice(0, at) + '<g><text class="line" y="7"><tspan x="1">new</tspan> words</text></g>' + s.slice(at),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/<path [^>]*>/, ""),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/<text [^]*?<\/text>/, ""),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/ d="M\d+/, ' d="M5'),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/ (y|x|transform)="[^"]*"/, ""),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/>[a-zA-Z ]+</, ">other<"),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/>([a-zA-Z ]+)</, ">$1 and on<"),
		(s, at) => s.slice(0, at) + s.slice(at).replace(/ and on</, "<"),
	];
	const root = parse(first);
	root.classList.add("drawn");
	let was = first;
	for (let i = 0; i < 120; i++) {
		let now = i % 40 === 39 ? first : was;
		for (let n = random(3); n >= 0; n--) now = edits[random(edits.length)](now, now.indexOf("<", 200 + random(now.length - 400)));
		become(root, was, now);
		const want = parse(now);
		want.classList.add("drawn");
		if (!root.isEqualNode(want)) {
			const [is, ought] = [root.outerHTML, want.outerHTML];
			let at = 0;
			while (at < is.length && is[at] === ought[at]) at++;
			return "change " + i + ": is " + is.slice(at - 80, at + 80) + ", ought to be " + ought.slice(at - 80, at + 80);
		}
		was = now;
	}
	const [kept, same] = [root.querySelector("path"), root.querySelectorAll("path").length];
	const now = was.replace(/<\/g>(?![^]*<\/g>)/, "<text>end</text></g>");
	become(root, was, now);
	return root.querySelector("path") === kept && root.querySelectorAll("path").length === same && root.textContent.endsWith("end") ? "" : "all was replaced for one word";
})()`

// A wire leads to a server, and can be dead: then what its streams of events bring stays on the way for good.
type wire struct {
	address string
	dead    atomic.Bool
}

func newWire(t *testing.T, to string) *wire {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{address: "http://" + ln.Addr().String()}
	var running sync.WaitGroup
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); ln.Close(); running.Wait() })
	running.Go(func() {
		for {
			in, err := ln.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				continue
			}
			var stream atomic.Bool
			pipe := func(to, from net.Conn, asks bool) {
				defer to.Close()
				b := make([]byte, 64<<10)
				for lost := false; ; {
					n, err := from.Read(b)
					if err != nil {
						return
					}
					if asks && bytes.Contains(b[:n], []byte("/_resgen/events")) {
						stream.Store(true)
					}
					if lost = lost || !asks && stream.Load() && w.dead.Load(); lost {
						continue
					}
					if _, err := to.Write(b[:n]); err != nil {
						return
					}
				}
			}
			context.AfterFunc(ctx, func() { in.Close(); out.Close() })
			running.Go(func() { pipe(out, in, true) })
			running.Go(func() { pipe(in, out, false) })
		}
	})
	return w
}

// eventually waits for something to be done.
func (p *page) eventually(a *acted, what string) {
	p.Helper()
	for end := time.Now().Add(10 * time.Second); !a.has(what); p.text(`0`) {
		if time.Now().After(end) {
			a.mu.Lock()
			defer a.mu.Unlock()
			p.Fatalf("never done: %s; only %q", what, a.done)
		}
	}
}
