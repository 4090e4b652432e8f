package render

import (
	"fmt"
	"strings"

	xhtml "golang.org/x/net/html"
)

type htmlToken = xhtml.Token

// sscan reads "path@start-end".
func sscan(src string, start, end *int) (int, error) {
	return fmt.Sscanf(src[strings.LastIndexByte(src, '@')+1:], "%d-%d", start, end)
}
