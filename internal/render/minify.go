package render

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
)

// minifier keeps what the standard lets one leave out: end tags, quotes and document tags stay, so
// that a page still reads well in the browser's source view and no other tool trips over it.
var minifier = sync.OnceValue(func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.Add("text/css", &css.Minifier{})
	return m
})

// minified is a page or a style sheet less the blanks and comments that nobody sees. The text stays as it is: the minifier writes
// into what it reads, and a style sheet of ours is read again, by the print and by the checks.
func minified(mediaType string, text []byte) ([]byte, error) {
	out, err := minifier().Bytes(mediaType, bytes.Clone(text))
	if err != nil {
		return nil, fmt.Errorf("minify: %w", err)
	}
	return out, nil
}
