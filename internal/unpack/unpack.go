// Package unpack takes a file apart, as far as others can: archives, office documents, PDFs, pictures with what cameras and editors
// wrote into them, texts in other encodings and with escapes of their own.
//
// In: the bytes of a file, whatever they are. Out: [Part] values, the file itself first, each with where in it that stood. It is for
// whoever must know what a file says before it is published; what a part says, the caller finds out.
//
// It reads no disk, runs nothing, and knows no words. It never fails: what it does not understand is a part as it is, and what it cannot look
// into, because it is encrypted or would take more than its bounds, it names. A file made to hurt costs no more than the bounds.
package unpack

import (
	"bytes"
	"fmt"
)

// A Part is something that stands in a file.
type Part struct {
	Where string // in the file: "word/document.xml", "the comment of the picture"; "" for the file itself
	Bytes []byte
	Text  bool // it is text, whatever its bytes look like
	PDF   bool // it is a PDF, whose text is to be read by somebody who can
}

// The bounds for one file.
const (
	maxDepth = 5        // of what is packed in what is packed
	maxBytes = 96 << 20 // of all parts together, the file itself left out
	maxPart  = 32 << 20 // of one part
	maxParts = 20_000
)

// Walk gives each part of a file to a caller, and returns why it could not look into all of it; none for most.
func Walk(name string, b []byte, each func(Part)) (unseen []string) {
	w := &walker{each: each, left: maxBytes, parts: maxParts}
	w.file("", name, b, 0)
	return w.unseen
}

type walker struct {
	each   func(Part)
	left   int // bytes that may still be unpacked
	parts  int // that may still be given
	unseen []string
}

// skip notes that a part could not be looked into; each reason is said once.
func (w *walker) skip(where, format string, args ...any) {
	why := fmt.Sprintf(format, args...)
	if where != "" {
		why = where + " " + why
	}
	for _, have := range w.unseen {
		if have == why {
			return
		}
	}
	if len(w.unseen) < 3 {
		w.unseen = append(w.unseen, why)
	}
}

// give gives a part to the caller.
func (w *walker) give(p Part) bool {
	if w.parts--; w.parts < 0 {
		w.skip("", "holds more than %d parts", maxParts)
		return false
	}
	w.each(p)
	return true
}

// text gives a part that is text.
func (w *walker) text(where string, b []byte) {
	if len(b) > 0 {
		w.give(Part{Where: where, Bytes: b, Text: true})
	}
}

// inside is where a part of a part stands.
func inside(where, what string) string {
	switch {
	case where == "":
		return what
	case what == "":
		return where
	}
	return what + " in " + where
}

// file gives a file, or a part that is one, and takes it apart.
func (w *walker) file(where, name string, b []byte, depth int) {
	if len(b) == 0 {
		return
	}
	pdf := isPDF(b)
	if !w.give(Part{Where: where, Bytes: b, PDF: pdf}) {
		return
	}
	if depth == maxDepth {
		if packed(b) {
			w.skip(where, "is packed %d times over", maxDepth)
		}
		return
	}
	switch {
	case pdf:
		w.pdf(where, b, depth)
		w.zip(where, b, depth) // some are both
	case w.zip(where, b, depth), w.packed(where, name, b, depth), w.picture(where, b, depth):
	default:
		w.written(where, name, b, depth)
	}
}

// packed reports whether a file is one that would be taken apart.
func packed(b []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "\x1f\x8b", "BZh", "%PDF-"} {
		if bytes.HasPrefix(b, []byte(magic)) {
			return true
		}
	}
	return false
}
