package chrome

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// An asset is a file that a page was given.
type asset struct {
	body []byte
	kind string // content type
}

// stale reports whether the tab has files in its memory that the job would answer otherwise.
// setDocumentContent does not ask again for what the tab once got. (With "Cache-Control: no-store" it
// asks for everything each time, and a warm print takes half as long again.)
func (t *tab) stale(job *Job) bool {
	t.mu.Lock()
	served := maps.Clone(t.served) // a late answer may still add to it
	t.mu.Unlock()
	const most = 500 // pictures of many pages: begin anew before they fill the memory
	if len(served) > most {
		return true
	}
	for url, was := range served {
		if job.Lookup == nil {
			return true
		}
		body, kind, ok := job.Lookup(url)
		if !ok || kind != was.kind || !bytes.Equal(body, was.body) {
			return true
		}
	}
	return false
}

// answer gives a request what belongs to it, or "not found".
func (t *tab) answer(ev *fetch.EventRequestPaused) {
	res := fetch.FulfillRequestParams{RequestID: ev.RequestID, ResponseCode: 404}
	if body, kind, ok := t.find(ev); ok {
		res.ResponseCode = 200
		res.Body = body
		res.ResponseHeaders = []*fetch.HeaderEntry{
			{Name: "Content-Type", Value: kind},
			{Name: "Cache-Control", Value: "no-cache"}, // a page that is gone to anew asks anew
		}
	}
	// An error is that of a tab that is gone, or of a page that has been replaced.
	_, _ = chromedp.Call(t.ctx, fetch.FulfillRequest, res)
}

// find is what belongs to a request; what there is not is noted.
func (t *tab) find(ev *fetch.EventRequestPaused) (body []byte, kind string, ok bool) {
	t.mu.Lock()
	html, lookup := t.html, t.lookup
	t.mu.Unlock()
	url := ev.Request.URL
	if ev.ResourceType == network.ResourceTypeDocument && url == origin+"/" {
		return html, "text/html; charset=utf-8", true
	}
	path, own := strings.CutPrefix(url, origin)
	if path == "/favicon.ico" && ev.ResourceType == network.ResourceTypeOther {
		return nil, "", false // a full Chrome's own wish, not the page's
	}
	if own && lookup != nil {
		body, kind, ok = lookup(path)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if ok {
		t.served[path] = asset{body, kind}
	} else {
		t.missing = append(t.missing, url)
	}
	return body, kind, ok
}

// asked is what the page asked for so far and was not given.
func (t *tab) asked() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.missing)
}
