package chrome

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// streams is every compressed stream of a PDF, unpacked: what is drawn, and the fonts.
func streams(t *testing.T, pdf []byte) [][]byte {
	t.Helper()
	var out [][]byte
	for _, at := range regexp.MustCompile(`/FlateDecode[^>]*>> stream\r?\n`).FindAllIndex(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(pdf[at[1]:]))
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		t.Fatal("no streams in the PDF")
	}
	return out
}

// TestDestinations checks that each block gets a destination, and that nothing on paper moves by it.
func TestDestinations(t *testing.T) {
	b, job := warm(t), resume(70)
	// A style that sees any element that is added to the page.
	job.HTML = bytes.Replace(job.HTML, []byte("<body>"), []byte("<style>main:last-child{letter-spacing:.3px} body:last-child{padding-left:1px}</style><body>"), 1)
	with := mustPrint(t, b, job)
	plain := job
	plain.HTML = regexp.MustCompile(` data-src=("[^"]*")`).ReplaceAll(job.HTML, []byte(" data-sxx=$1"))
	without := mustPrint(t, b, plain)
	if n := len(with.Measure.Blocks); n != 71 || len(without.Measure.Blocks) != 0 {
		t.Fatalf("%d and %d blocks", n, len(without.Measure.Blocks))
	}
	if !slices.EqualFunc(streams(t, with.PDF), streams(t, without.PDF), bytes.Equal) {
		t.Error("the destinations change what is drawn")
	}
	for _, block := range with.Measure.Blocks {
		if !bytes.Contains(with.PDF, []byte("/"+block.ID+" [")) {
			t.Errorf("no destination %s", block.ID)
		}
	}
	if bytes.Contains(without.PDF, []byte("/Dests")) {
		t.Error("a page without sources has destinations")
	}
	for _, want := range []string{"/StructTreeRoot", "/Outlines", "/Lang (en)"} {
		if !bytes.Contains(with.PDF, []byte(want)) {
			t.Errorf("the PDF has no %s", want)
		}
	}
}

// TestSameBytes prints the same page in two browsers, first and after others, in four tabs: the first
// page of a tab is loaded in another way than those that follow.
func TestSameBytes(t *testing.T) {
	job := resume(60)
	job.HTML = bytes.Replace(job.HTML, []byte("</main>"), []byte("<table><tr><th>A<th>B<tr><td>1<td>2</table></main>"), 1)
	info := Info{Title: "Maya", Lang: "en", Date: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
	finished := func(res Result) []byte {
		pdf, err := Finish(res.PDF, info)
		if err != nil {
			t.Fatal(err)
		}
		return pdf
	}
	first := finished(mustPrint(t, warm(t), job))
	second := launch(t, Options{Tabs: 4})
	check := func(what string, pdf []byte) {
		t.Helper()
		if !bytes.Equal(first, pdf) {
			t.Errorf("%s: another PDF", what)
			dir := t.ArtifactDir()
			_ = os.WriteFile(dir+"/first.pdf", first, 0o644)
			_ = os.WriteFile(dir+"/other.pdf", pdf, 0o644)
		}
	}
	check("another browser", finished(mustPrint(t, second, job)))
	for range 2 {
		mustPrint(t, second, Job{HTML: []byte("<table><tr><th>x</table>")})
		check("after another page", finished(mustPrint(t, second, job)))
	}
	var wg sync.WaitGroup
	results := make([]Result, 12)
	for i := range results {
		wg.Go(func() { results[i], _ = second.Print(t.Context(), job) })
	}
	wg.Wait()
	for _, res := range results {
		check("beside others", finished(res))
	}
}

// TestFilesChange checks that a tab that has seen a file prints what the file is now: style sheets
// below style sheets, and in every tab.
func TestFilesChange(t *testing.T) {
	b := launch(t, Options{Tabs: 3})
	size := func(job Job) float64 {
		res, err := b.Print(t.Context(), job)
		if err != nil {
			t.Error(err)
			return 0
		}
		return res.Measure.Blocks[0].Size
	}
	for i := range 6 {
		px := 12 + 4*(i/2)
		job := Job{HTML: []byte(`<!doctype html><link rel=stylesheet href=a.css><p data-src=a@0-1>x`), Lookup: files(map[string]string{
			"/a.css": `@import "b.css"`, "/b.css": fmt.Sprintf("p{font-size:%dpx}", px),
		})}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if got, want := size(job), float64(px)*.75; got != want {
					t.Errorf("print %d: %v pt, want %v", i, got, want)
				}
			})
		}
		wg.Wait()
	}
	if got := size(Job{HTML: []byte(`<link rel=stylesheet href=a.css><p data-src=a@0-1>x`)}); got != 12 {
		t.Errorf("a file that is gone still makes it %v pt", got)
	}
}

// TestTabsDoNotShare opens all tabs at once, while the first is still getting ready.
func TestTabsDoNotShare(t *testing.T) {
	b := launch(t, Options{Tabs: 4})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			want := fmt.Sprint("page ", i)
			res, err := b.Print(t.Context(), Job{HTML: []byte("<p>" + want)})
			if err != nil || len(res.Measure.Texts) != 1 || res.Measure.Texts[0].Text != want {
				t.Errorf("%s: printed %v (%v)", want, res.Measure.Texts, err)
			}
		})
	}
	wg.Wait()
	seen := map[target.ID]bool{}
	for _, tab := range b.proc.idle {
		seen[chromedp.FromContext(tab.ctx).Target.TargetID] = true
	}
	if len(seen) != len(b.proc.idle) {
		t.Errorf("%d tabs have %d pages", len(b.proc.idle), len(seen))
	}
}

// TestKnownFilesAreNotSentAgain: that is what makes a warm print fast.
func TestKnownFilesAreNotSentAgain(t *testing.T) {
	b := launch(t, Options{Tabs: 1})
	job := resume(5)
	var asked atomic.Int32
	lookup := job.Lookup
	job.Lookup = func(url string) ([]byte, string, bool) { asked.Add(1); return lookup(url) }
	var got []int32
	for range 5 {
		mustPrint(t, b, job)
		got = append(got, asked.Swap(0))
	}
	t.Log(got)
	// The first page is gone to, the second is the first that is set, and from then on each file is asked
	// for once, to see whether it changed.
	if first, last := got[0], got[4]; first < 2 || last > first {
		t.Errorf("files that were asked for: %d", got)
	}
}

func TestPrintLimit(t *testing.T) {
	b := warm(t)
	block := make(chan struct{})
	defer close(block)
	begin := time.Now()
	_, err := b.Print(t.Context(), Job{HTML: []byte("<img src=x.png>"), Timeout: 300 * time.Millisecond, Lookup: func(string) ([]byte, string, bool) {
		<-block
		return nil, "", false
	}})
	if err == nil || !strings.Contains(err.Error(), "print with Chrome: the tab was lost: not done within 300ms (the second try") {
		t.Errorf("error is %v", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
}

func TestPrintIsCancelled(t *testing.T) {
	b := warm(t)
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
	ctx, cancel := context.WithCancelCause(t.Context())
	newer := errors.New("a newer one came")
	asked, answer := make(chan struct{}), make(chan struct{})
	defer close(answer)
	go func() {
		<-asked
		cancel(newer)
	}()
	_, err := b.Print(ctx, Job{HTML: []byte("<img src=x.png>"), Lookup: func(string) ([]byte, string, bool) {
		close(asked)
		<-answer
		return nil, "", false
	}})
	if !errors.Is(err, newer) {
		t.Errorf("error is %v", err)
	}
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
	if _, err := b.Print(ctx, Job{}); !errors.Is(err, newer) {
		t.Errorf("with a context that is done: %v", err)
	}
}

// TestQueueIsLeft cancels a job that waits for a tab.
func TestQueueIsLeft(t *testing.T) {
	b := launch(t, Options{Tabs: 1})
	asked, answer := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := b.Print(t.Context(), Job{HTML: []byte("<img src=x.png>"), Lookup: func(string) ([]byte, string, bool) {
			close(asked)
			<-answer
			return nil, "", false
		}})
		if err != nil {
			t.Error(err)
		}
	})
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := b.Print(ctx, Job{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	close(answer)
	wg.Wait()
}

// kill does to Chrome what the system does when memory runs out.
func kill(t *testing.T, b *Browser) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := chromedp.FromContext(b.proc.ctx).Browser.Process().Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
}

func TestBrowserIsKilled(t *testing.T) {
	b := launch(t, Options{})
	var times atomic.Int32
	job := func(kills int32) Job {
		times.Store(0)
		return Job{HTML: []byte("<img src=x.png><p data-src=a@0-1>x"), Lookup: func(string) ([]byte, string, bool) {
			if times.Add(1) <= kills {
				kill(t, b)
			}
			return nil, "", false
		}}
	}
	for range 2 { // again and again, once for each job
		if res := mustPrint(t, b, job(1)); len(res.Measure.Blocks) != 1 {
			t.Errorf("blocks are %v", res.Measure.Blocks)
		}
	}
	_, err := b.Print(t.Context(), job(9))
	if err == nil || !strings.Contains(err.Error(), "the browser was lost: signal: killed (the second try; at the first: the browser was lost: signal: killed)") {
		t.Errorf("error is %v", err)
	}
	mustPrint(t, b, job(0))

	// All jobs under way are done in one new browser.
	var wg sync.WaitGroup
	var once sync.Once
	for range 6 {
		wg.Go(func() {
			_, err := b.Print(t.Context(), Job{HTML: []byte("<img src=x.png>"), Lookup: func(string) ([]byte, string, bool) {
				once.Do(func() { kill(t, b) })
				return nil, "", false
			}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestTabCrashes(t *testing.T) {
	b := launch(t, Options{})
	tries := 0
	crash := func(limit int) (int, error) {
		tries = 0
		return do(t.Context(), b, 0, func(ctx context.Context, tb *tab, stop func() error) (int, error) {
			if tries++; tries > limit {
				res, err := tb.print(ctx, &Job{HTML: []byte("<p>x")}, stop)
				return len(res.PDF), err
			}
			_, err := chromedp.Call(ctx, page.Crash, cdp.Empty{})
			return 0, err
		})
	}
	begin := time.Now()
	if n, err := crash(1); err != nil || n == 0 {
		t.Errorf("after one crash: %d bytes, %v", n, err)
	}
	if _, err := crash(2); err == nil || !strings.Contains(err.Error(), "the tab was lost: the page crashed (the second try") {
		t.Errorf("after two crashes: %v", err)
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("crashes took %v to be noticed", took)
	}
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
}

func TestPageGoesElsewhere(t *testing.T) {
	b := warm(t)
	res, err := b.Print(t.Context(), Job{HTML: []byte(`<meta http-equiv=refresh content="0;url=/other"><p>x`), Timeout: 5 * time.Second,
		Lookup: files(map[string]string{"/other": "<p>other"})})
	// Whether it is printed in time is a matter of luck; what must not come is another page.
	if err != nil && !errors.Is(err, errLeft) {
		t.Errorf("error is %v", err)
	}
	if err == nil && len(res.Measure.Texts) > 0 && res.Measure.Texts[0].Text != "x" {
		t.Errorf("printed %v", res.Measure.Texts)
	}
	for range 3 {
		if m := mustPrint(t, b, Job{HTML: []byte("<p>next")}).Measure; m.Texts[0].Text != "next" {
			t.Errorf("the next page is %v", m.Texts)
		}
	}
}

func TestOddPages(t *testing.T) {
	b := warm(t)
	for _, html := range []string{"", "x", "<frameset><frame></frameset>", "<html manifest=x><head></head></html>", "\xff\xfe<p>", "<p data-src=''>x",
		"<base href='http://elsewhere.example/'><p>x", "<dialog open>x</dialog>", "<template shadowrootmode=open><p>x</template>", "<plaintext>x", "<svg><foreignObject><p data-src=a>x",
		"<style>@page{size:0 0}</style>", "<style>@page{margin:50cm}</style>x", "<style>@page{size:100vw}</style>", "<style>*{all:unset;display:none}</style>x"} {
		res, err := b.Print(t.Context(), Job{HTML: []byte(html), Timeout: 5 * time.Second})
		if err == nil && !bytes.HasPrefix(res.PDF, []byte("%PDF")) {
			t.Errorf("%q: no PDF", html)
		}
		t.Logf("%q: %v", html, err)
	}
	mustPrint(t, b, Job{HTML: []byte("<p>x")})
}

func TestScreenshot(t *testing.T) {
	b := launch(t, Options{Tabs: 1})
	html := `<!doctype html><style>body{margin:0;height:100vh;background:url(green.svg)} @media (prefers-color-scheme:dark){body{background:#f00}} @media print{body{background:#000}}</style>`
	job := Job{HTML: []byte(html), Lookup: files(map[string]string{"/green.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="#0f0" d="M0 0h9v9H0z"/></svg>`})}
	before := mustPrint(t, b, job)
	for _, tt := range []struct {
		view View
		want string
	}{{View{Width: 120, Height: 63}, "00ff00"}, {View{Width: 60, Height: 30, Dark: true}, "ff0000"}} {
		b, err := b.Screenshot(t.Context(), job, tt.view)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size.X != tt.view.Width || size.Y != tt.view.Height {
			t.Errorf("%+v: size %v", tt.view, size)
		}
		r, g, bl, _ := img.At(5, 5).RGBA()
		if got := fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, bl>>8); got != tt.want {
			t.Errorf("%+v: colour %s, want %s", tt.view, got, tt.want)
		}
	}
	if after := mustPrint(t, b, job); !slices.EqualFunc(streams(t, before.PDF), streams(t, after.PDF), bytes.Equal) {
		t.Error("a picture changes the print after it")
	}
}
