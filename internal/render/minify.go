package render

import (
	"fmt"
	"sync"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// minifier keeps what the standard lets one leave out: end tags, quotes and document tags stay, so
// that a page still reads well in the browser's source view and no other tool trips over it.
var minifier = sync.OnceValue(func() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	return m
})

// minified is a page less the blanks and comments that nobody sees.
func minified(page []byte) ([]byte, error) {
	out, err := minifier().Bytes("text/html", page)
	if err != nil {
		return nil, fmt.Errorf("minify: %w", err)
	}
	return out, nil
}
