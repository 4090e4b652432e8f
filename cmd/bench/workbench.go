package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/source"
)

// workbench measures from a save of the starter's résumé to the new sheets as the workbench has painted them, each save in turn with
// one bare warm print of the same HTML by a browser of its own.
func workbench(r *runner) error {
	const bound = 110 * time.Millisecond // issue 6
	painted := map[int]time.Duration{}
	for _, pages := range []int{10, 10000} {
		ours, floor, err := r.sheetLatency(pages)
		if err != nil {
			return err
		}
		painted[pages] = ours
		name := fmt.Sprintf("workbench, %d pages: save to sheets painted", pages)
		r.row(name, ms(ours), ms(bound), ratio(ours, bound), 1, "%.2f")
		r.row("  against one bare warm print", ms(ours), ms(floor), ratio(ours, floor), 3.5, "%.2f")
	}
	r.row("workbench: painted, 10,000 pages over 10", ms(painted[10000]), ms(painted[10]), ratio(painted[10000], painted[10]), 1.5, "%.2f")
	return nil
}

// word is one that no save had before, of this run or of another: a print of the same text is remembered, also on disk.
func (r *runner) word() string {
	r.words++
	return fmt.Sprintf("edited%d", r.words)
}

// A resume is the starter's, with a word that changes from save to save.
type resume struct {
	file string
	text []byte
}

// starterWith makes a site of the starter with posts beside it, in a folder of that name.
func (r *runner) starterWith(name string, posts int) (site string, doc resume, err error) {
	site = filepath.Join(r.mem, name)
	if _, err := r.once(command{args: []string{r.resgen, "new", "-q", site}}, false); err != nil {
		return "", resume{}, err
	}
	files := map[string]string{}
	for i := range posts {
		files[fmt.Sprintf("content/posts/p%05d.md", i)] = post(i)
	}
	if err := writeAll(site, files); err != nil {
		return "", resume{}, err
	}
	doc.file = filepath.Join(site, "content", "resume.md")
	doc.text, err = os.ReadFile(doc.file)
	if err == nil && !bytes.Contains(doc.text, []byte("Cut p99")) {
		err = fmt.Errorf("the starter does not say Cut p99 any more")
	}
	return site, doc, err
}

// save writes the résumé with a word and tells when.
func (d resume) save(word string) (time.Time, error) {
	at := time.Now()
	return at, os.WriteFile(d.file, bytes.Replace(d.text, []byte("Cut p99"), []byte("Cut "+word+" p99"), 1), 0o666)
}

// sheetLatency is the medians of saves to painted sheets and of bare prints.
func (r *runner) sheetLatency(pages int) (painted, printed time.Duration, err error) {
	site, doc, err := r.starterWith(fmt.Sprint("workbench", pages), pages)
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(site)
	print, end, err := r.barePrint(doc)
	if err != nil {
		return 0, 0, err
	}
	defer end()
	s, t, stop, err := r.watched(site, "_resgen/")
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	fmt.Fprintf(os.Stderr, "  %d pages; load average %s\n", pages, load())
	var ours, floor, found []time.Duration
	for i := range r.saves + 3*warmups {
		took, err := print(i)
		if err != nil {
			return 0, 0, err
		}
		time.Sleep(time.Duration(200+i*137%100) * time.Millisecond)
		word := r.word()
		saved, err := doc.save(word)
		if err != nil {
			return 0, 0, err
		}
		at, err := t.shows(word, 10*time.Second)
		if err != nil {
			return 0, 0, err
		}
		if i >= 3*warmups {
			d, err := s.desk(r)
			if err != nil {
				return 0, 0, err
			}
			ours, floor, found = append(ours, at.Sub(saved)), append(floor, took), append(found, d)
		}
		time.Sleep(100 * time.Millisecond)
	}
	parts, err := t.measures()
	fmt.Fprintf(os.Stderr, "  the quickest: %s, and of the bare prints %s\n", ms(slices.Min(ours)), ms(slices.Min(floor)))
	fmt.Fprintf(os.Stderr, "  in the server from the settled change to the findings %s; in the page from the event to drawn %s, to painted %s\n", ms(medianOf(found)), parts["resgen:drawn"], parts["resgen:painted"])
	return medianOf(ours), medianOf(floor), err
}

// desk is how long the newest save took to its findings, as the server says.
func (s *server) desk(r *runner) (time.Duration, error) {
	body, err := get(r.ctx, s.base+"_resgen/desk")
	if err != nil {
		return 0, err
	}
	var d struct {
		Took float64 // milliseconds
	}
	err = json.Unmarshal([]byte(body), &d)
	return time.Duration(d.Took * float64(time.Millisecond)), err
}

// measures is the medians of what the workbench measured itself, by name.
func (t *tab) measures() (map[string]string, error) {
	return chromedp.Run(t.ctx, chromedp.Evaluate[map[string]string](`(() => {
		const out = {};
		for (const name of ["resgen:drawn", "resgen:painted"]) {
			const all = performance.getEntriesByName(name).map((e) => e.duration).sort((a, b) => a - b);
			out[name] = all.length ? Math.round(all[all.length >> 1]) + " ms" : "unknown";
		}
		return out;
	})()`))
}

// barePrint gives a function that prints the HTML of a résumé in a warm browser and does nothing else.
func (r *runner) barePrint(doc resume) (print func(i int) (time.Duration, error), stop func(), err error) {
	bin, err := r.binary()
	if err != nil {
		return nil, nil, err
	}
	site, err := r.starter("bare")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(site)
	if err := os.WriteFile(filepath.Join(site, "content", "resume.md"), doc.text, 0o666); err != nil {
		return nil, nil, err
	}
	set, err := source.Read(site)
	if err != nil {
		return nil, nil, err
	}
	html, lookup, err := build.Build(r.ctx, set, build.NewMemory(nil, ""), build.Options{}).PrintedCopy(compose.Sent)
	if err != nil {
		return nil, nil, err
	}
	dir, err := os.MkdirTemp(r.tmp, "bare-chrome-")
	if err != nil {
		return nil, nil, err
	}
	printer := build.NewPrinter(r.ctx, bin, chrome.Options{Dir: dir})
	return func(i int) (time.Duration, error) {
		page := bytes.Replace(html, []byte("<title>"), fmt.Appendf(nil, "<title>%d ", i), 1) // so that nothing remembers it
		began := time.Now()
		_, err := printer.Print(r.ctx, chrome.Job{HTML: page, Lookup: lookup, Resolve: func(string) source.Span { return source.Span{} }})
		return time.Since(began), err
	}, printer.Close, nil
}
