package unpack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"io"
	"path"
	"strings"
)

// unpacked is what a reader gives, as far as the bounds allow; cut says that there was more. What comes before an error counts.
func (w *walker) unpacked(r io.Reader) (b []byte, cut bool) {
	most := max(0, min(w.left, maxPart)) // a text in another encoding may have taken more than was left
	b, _ = io.ReadAll(io.LimitReader(r, int64(most)+1))
	if len(b) > most {
		b, cut = b[:most], true
	}
	w.left -= len(b)
	return b, cut
}

// zip takes a ZIP apart, and so documents of Word, LibreOffice and others. It may have something before it, as those do that unpack themselves.
func (w *walker) zip(where string, b []byte, depth int) bool {
	tail := b[max(0, len(b)-65557):] // where its end is, with the longest comment
	if bytes.IndexByte(tail, 0) < 0 {
		return false // text, as most files are
	}
	end := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if end < 0 {
		if bytes.HasPrefix(b, []byte("PK\x03\x04")) {
			w.skip(where, "is a damaged archive")
		}
		return false
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil && r == nil {
		if bytes.HasPrefix(b, []byte("PK\x03\x04")) {
			w.skip(where, "is a damaged archive")
		}
		return false
	}
	w.text(inside(where, "its comment"), []byte(r.Comment))
	for _, f := range r.File {
		at := inside(where, f.Name)
		w.text(inside(where, "the names in it"), []byte(f.Name+"\n"+f.Comment))
		if f.Flags&1 != 0 {
			w.skip(at, "is encrypted")
			continue
		}
		if w.left <= 0 || w.parts <= 0 {
			w.skip(where, "unpacks to more than %d MB", maxBytes>>20)
			break
		}
		open, err := f.Open()
		if err != nil {
			w.skip(at, "is packed in a way that is not known")
			continue
		}
		body, cut := w.unpacked(open)
		open.Close()
		if cut {
			w.skip(at, "unpacks to more than %d MB", min(len(body), maxPart)>>20)
		}
		w.file(at, f.Name, body, depth+1)
		if ext := path.Ext(f.Name); ext == ".xml" || ext == ".xhtml" {
			w.text(at, paragraphs(body))
		}
	}
	return true
}

// ends is the tags at which a line of an office document ends, or a word.
var ends = strings.NewReplacer("</w:p>", "\n", "</a:p>", "\n", "</text:p>", "\n", "</text:h>", "\n", "<w:br/>", "\n", "<w:tab/>", " ", "<text:line-break/>", "\n",
	"<text:tab/>", " ", "<text:s/>", " ", "</si>", "\n", "</w:tc>", "\n")

// paragraphs is the text of an office document, with an end behind each paragraph; nil for other XML.
func paragraphs(b []byte) []byte {
	for _, end := range []string{"</w:p>", "</a:p>", "</text:p>", "</si>"} {
		if bytes.Contains(b, []byte(end)) {
			return []byte(ends.Replace(string(b)))
		}
	}
	return nil
}

// unknown is the forms of archives that are not taken apart.
var unknown = []struct{ magic, name string }{{"\xfd7zXZ\x00", "an archive of xz"}, {"\x28\xb5\x2f\xfd", "an archive of zstd"}, {"7z\xbc\xaf\x27\x1c", "an archive of 7-Zip"},
	{"Rar!\x1a\x07", "an archive of RAR"}, {"\x04\x22\x4d\x18", "an archive of lz4"}}

// packed takes apart what is compressed as a whole, and tar.
func (w *walker) packed(where, name string, b []byte, depth int) bool {
	inner := func(r io.Reader, what, name string) bool {
		body, cut := w.unpacked(r)
		if cut {
			w.skip(where, "unpacks to more than %d MB", len(body)>>20)
		}
		w.file(inside(where, what), name, body, depth+1)
		return true
	}
	bare := strings.TrimSuffix(name, path.Ext(name))
	for _, u := range unknown {
		if bytes.HasPrefix(b, []byte(u.magic)) {
			w.skip(where, "is %s", u.name)
			return true
		}
	}
	switch {
	case bytes.HasPrefix(b, []byte("\x1f\x8b\x08")):
		r, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return false
		}
		w.text(inside(where, "its name"), []byte(r.Name+"\n"+r.Comment))
		return inner(r, "what is packed", bare)
	case bytes.HasPrefix(b, []byte("BZh")) && len(b) > 10 && bytes.HasPrefix(b[4:], []byte("\x31\x41\x59\x26\x53\x59")):
		return inner(bzip2.NewReader(bytes.NewReader(b)), "what is packed", bare)
	case len(b) > 262 && string(b[257:262]) == "ustar":
		r := tar.NewReader(bytes.NewReader(b))
		for {
			h, err := r.Next()
			if err != nil || w.left <= 0 || w.parts <= 0 {
				return true
			}
			w.text(inside(where, "the names in it"), []byte(h.Name+"\n"+h.Linkname+"\n"+h.Uname+"\n"+h.Gname))
			body, cut := w.unpacked(r)
			if cut {
				w.skip(inside(where, h.Name), "has more than %d MB", len(body)>>20)
			}
			w.file(inside(where, h.Name), h.Name, body, depth+1)
		}
	}
	return false
}
