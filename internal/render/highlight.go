package render

import (
	"crypto/sha256"
	"html"
	"strings"
	"sync"
)

// memoLimit is how many bytes of coloured code Highlights keeps: about 500 screens of code.
const memoLimit = 8 << 20

// Highlights colours code and remembers it by its content, for a site shows the same code build
// after build. The zero value is ready; it may be used from several goroutines.
type Highlights struct {
	mu   sync.Mutex
	done map[[sha256.Size]byte]string
	size int // bytes in done
}

// HTML is a block of code as HTML: raw, escaped, with spans of the classes below around what
// languages.txt knows about it. Without its tags it is raw, byte for byte. Info is what stands
// behind a fence, such as "go", "Go title=x" or "{.go}"; without a language that is known the code is
// escaped and no more.
//
// The classes are short ones that other highlighters use too; their colours are site.css's:
//
//	c comment     k keyword          na attribute, key   gi added line
//	s string      kt built-in type   nt tag, section     gd removed line
//	m number      kc constant        nb variable,        gu place in a diff
//	cp directive                        annotation
func (h *Highlights) HTML(info, raw string) string {
	lang := languageOf(info)
	if lang == nil {
		return html.EscapeString(raw)
	}
	key := sha256.Sum256([]byte(lang.name + "\x00" + raw))
	h.mu.Lock()
	out, ok := h.done[key]
	h.mu.Unlock()
	if ok {
		return out
	}
	out = highlight(lang, raw)
	h.keep(key, out)
	return out
}

// keep remembers out. Over the limit it forgets everything else: what is still shown comes back
// at the next build, and nothing has to be noted about when it was used.
func (h *Highlights) keep(key [sha256.Size]byte, out string) {
	cost := len(out) + len(key)
	if cost > memoLimit {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.done[key]; ok {
		return // another goroutine was faster
	}
	if h.done == nil || h.size+cost > memoLimit {
		h.done, h.size = map[[sha256.Size]byte]string{}, 0
	}
	h.done[key] = out
	h.size += cost
}

// languageOf is the language that an info string names first; nil when it is not known.
func languageOf(info string) *language {
	name := strings.TrimLeft(info, " \t{.")
	if i := strings.IndexAny(name, " \t,;:{}"); i >= 0 {
		name = name[:i]
	}
	if lang, ok := languages()[strings.ToLower(name)]; ok {
		return lang()
	}
	return nil
}

// highlight is one pass over the code; see scanner.
func highlight(lang *language, raw string) string {
	s := scanner{in: raw}
	s.out.Grow(2 * len(raw))
	s.scan(lang, len(raw))
	s.flush()
	return s.out.String()
}
