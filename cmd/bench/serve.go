package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/chromedp/chromedp"
)

// serveLatency measures from a save to the page as it is served, and as a browser has painted it.
func serveLatency(r *runner) error {
	served, painted := map[int]time.Duration{}, map[int]time.Duration{}
	for _, pages := range []int{10, 10000} {
		ours, _, err := makeSites(filepath.Join(r.mem, fmt.Sprint("serve", pages)), pages)
		if err != nil {
			return err
		}
		if served[pages], painted[pages], err = r.latency(ours); err != nil {
			return err
		}
		name := fmt.Sprintf("serve, %d pages: save to ", pages)
		r.row(name+"served", ms(served[pages]), "30 ms", ratio(served[pages], 30*time.Millisecond), 1, "%.2f")
		r.row(name+"painted", ms(painted[pages]), "80 ms", ratio(painted[pages], 80*time.Millisecond), 1, "%.2f")
		os.RemoveAll(filepath.Dir(ours))
	}
	r.row("serve: served, 10,000 pages over 10", ms(served[10000]), ms(served[10]), ratio(served[10000], served[10]), 1.5, "%.2f")
	r.row("serve: painted, 10,000 pages over 10", ms(painted[10000]), ms(painted[10]), ratio(painted[10000], painted[10]), 1.5, "%.2f")
	return nil
}

var address = regexp.MustCompile(`http://\S+`)

// latency edits one post again and again while resgen serve runs and a browser shows the post.
func (r *runner) latency(site string) (served, painted time.Duration, err error) {
	cmd := exec.CommandContext(r.ctx, r.resgen, "serve", "-s", site)
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "RESGEN_CHROME="+r.chrome)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	out, err := cmd.StderrPipe()
	if err != nil {
		return 0, 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	}()
	lines := bufio.NewReader(out)
	base := ""
	for base == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			return 0, 0, fmt.Errorf("resgen serve ended: %w", err)
		}
		base = address.FindString(line)
	}
	go io.Copy(io.Discard, lines)
	url := base + "posts/p00003/"
	name := filepath.Join(site, "content", "posts", "p00003.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, 0, err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(r.chrome), chromedp.UserDataDir(filepath.Join(r.tmp, "user-profile")))
	actx, stop := chromedp.NewExecAllocator(r.ctx, opts...)
	defer stop()
	ctx, stop2 := chromedp.NewContext(actx, chromedp.WithErrorf(func(string, ...any) {}))
	defer stop2()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return 0, 0, err
	}
	var servedAll, paintedAll []time.Duration
	for i := range 30 {
		word := fmt.Sprintf("edited%04d", i)
		page, err := get(ctx, url)
		if err != nil {
			return 0, 0, err
		}
		if strings.Contains(page, word) {
			return 0, 0, fmt.Errorf("%s is there before it was written", word)
		}
		shown := make(chan error, 1)
		var at time.Time
		go func() {
			// Resolves in the frame after the word was put into the page: it was painted by then.
			_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(
				`new Promise((done,no)=>{setTimeout(()=>no('not painted in 10 s'),10000);const look=()=>document.body.textContent.includes(%q)?requestAnimationFrame(()=>setTimeout(()=>done(true))):requestAnimationFrame(look);look()})`, word), chromedp.EvalAwaitPromise))
			at = time.Now()
			shown <- err
		}()
		time.Sleep(50 * time.Millisecond) // let the page settle, and the question arrive
		saved := time.Now()
		if err := os.WriteFile(name, []byte(string(text)+"\n"+word+"\n"), 0o666); err != nil {
			return 0, 0, err
		}
		for {
			page, err := get(ctx, url)
			if err != nil {
				return 0, 0, err
			}
			if strings.Contains(page, word) {
				break
			}
			time.Sleep(500 * time.Microsecond)
		}
		seen := time.Since(saved)
		select {
		case err := <-shown:
			if err != nil {
				return 0, 0, fmt.Errorf("painting: %w", err)
			}
		case <-time.After(12 * time.Second):
			return 0, 0, fmt.Errorf("painting: no answer")
		}
		if i >= 3 {
			servedAll, paintedAll = append(servedAll, seen), append(paintedAll, at.Sub(saved))
		}
	}
	return medianOf(servedAll), medianOf(paintedAll), nil
}

func get(ctx context.Context, url string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return string(b), err
}
