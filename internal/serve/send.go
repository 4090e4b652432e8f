package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/resgen/resgen/internal/render"
)

// send writes a body with its type and a tag by its content, so that a browser asks again each
// time and is sent it only when it has changed. key is the content's hash where that is known.
func send(w http.ResponseWriter, r *http.Request, name string, b []byte, key [32]byte, status int) {
	if key == ([32]byte{}) {
		key = sha256.Sum256(b)
	}
	h := w.Header()
	h.Set("Content-Type", render.ContentType(name))
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	if status == http.StatusOK {
		h.Set("ETag", `"`+hex.EncodeToString(key[:8])+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b)) // Safari plays a film only in ranges
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(b)
	}
}

var endOfHead = regexp.MustCompile(`(?i)</head\s*>`)

// inject puts the build id and the script into a page, at the end of its head.
func inject(page []byte, id string) []byte {
	tags := `<meta name="resgen-build" content="` + id + `"><script src="` + Prefix + `live.js" defer></script>`
	at := len(page) // of a layout of the user's without a head: browsers take the tags anywhere but before the doctype
	if loc := endOfHead.FindIndex(page); loc != nil {
		at = loc[0]
	}
	out := make([]byte, 0, len(page)+len(tags))
	out = append(out, page[:at]...)
	out = append(out, tags...)
	return append(out, page[at:]...)
}

// problem is the page that stands in for one that could not be made. live.js looks for its <pre>.
func problem(err error) []byte {
	return []byte(`<!doctype html><html lang="en" data-problem><head><meta charset="utf-8"><title>resgen: this page cannot be shown</title>` +
		`<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="` + Prefix + `problem.css"></head>` +
		`<body><h1>This page cannot be shown</h1><pre>` + html.EscapeString(err.Error()) +
		`</pre><p>It comes back by itself when this is mended.</p></body></html>`)
}
