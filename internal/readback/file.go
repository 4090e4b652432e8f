package readback

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A file is a PDF with its objects, which are read when they are asked for.
type file struct {
	data     []byte
	objects  map[int]*object
	trailers []value // newest first
	meter    meter

	inflater io.ReadCloser // kept for the next stream
	stack    []value       // kept for the next lexer
}

// An object is where the file's newest word on an object number stands.
type object struct {
	offset int // -1: freed
	oldest int // where the file's first word on it stands
	read   bool
	value  value
}

// open reads the cross-reference tables.
func open(pdf []byte) (*file, error) {
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, fmt.Errorf("%w: it does not begin with %%PDF", ErrForeign)
	}
	f := &file{data: pdf, objects: map[int]*object{}, meter: meter{left: fuel}}
	tail := max(0, len(pdf)-4096)
	at := bytes.LastIndex(pdf[tail:], []byte("startxref"))
	if at < 0 {
		return nil, errors.New("damaged PDF: no startxref at its end")
	}
	l := f.lexer(tail + at + len("startxref"))
	offset, ok := l.next().integer()
	if !ok {
		return nil, errors.New("damaged PDF: startxref has no number")
	}
	seen := map[int]bool{}
	for ok && !seen[offset] {
		seen[offset] = true
		trailer, err := f.table(offset)
		if err != nil {
			return nil, err
		}
		f.trailers = append(f.trailers, trailer)
		offset, ok = trailer.find("Prev").integer()
	}
	return f, f.known()
}

// known is an ErrForeign unless Skia wrote the file, or at least its first revision: whoever adds to a
// file may put a name of their own into the information.
func (f *file) known() error {
	for _, t := range f.trailers {
		if t.find("Encrypt").kind != null {
			return fmt.Errorf("%w: it is encrypted", ErrForeign)
		}
	}
	made := textString(f.get(f.trailers[0].find("Info"), "Producer"))
	first := f.trailers[len(f.trailers)-1].find("Info")
	if o := f.objects[int(first.num)]; first.kind == ref && o != nil {
		first = f.parse(int(first.num), o.oldest)
	}
	switch {
	case strings.HasPrefix(made, skia), strings.HasPrefix(textString(f.get(first, "Producer")), skia):
		return nil
	case made == "":
		return fmt.Errorf("%w: it does not say what made it", ErrForeign)
	}
	return fmt.Errorf("%w: it was made by %s", ErrForeign, made)
}

// skia is how the name of the maker begins: "Skia/PDF m156".
const skia = "Skia/PDF"

// table reads one cross-reference table and its trailer. What is known already is newer.
func (f *file) table(offset int) (trailer value, err error) {
	l := f.lexer(offset)
	first := l.next()
	if first.kind == number {
		return value{}, fmt.Errorf("%w: it has a cross-reference stream", ErrForeign)
	}
	if first.kind != keyword || !first.is("xref") {
		return value{}, fmt.Errorf("damaged PDF: no cross-reference table at byte %d", offset)
	}
	for {
		v := l.next()
		if v.kind == keyword && v.is("trailer") {
			break
		}
		start, ok := v.integer()
		count, ok2 := l.next().integer()
		if !ok || !ok2 || start < 0 {
			return value{}, fmt.Errorf("damaged PDF: no trailer behind the cross-reference table at byte %d", offset)
		}
		for n := start; n < start+count; n++ {
			at, ok := l.next().integer()
			l.next() // the generation
			use := l.next()
			if !ok || use.kind != keyword {
				return value{}, fmt.Errorf("damaged PDF: cross-reference entry of object %d", n)
			}
			if !use.is("n") {
				at = -1
			}
			if f.objects[n] == nil {
				f.objects[n] = &object{offset: at}
			}
			f.objects[n].oldest = at
		}
	}
	l.refs = true
	trailer = l.next()
	if trailer.kind != dict {
		return value{}, fmt.Errorf("damaged PDF: the trailer at byte %d is no dictionary", offset)
	}
	if trailer.find("XRefStm").kind != null {
		return value{}, fmt.Errorf("%w: it has a cross-reference stream", ErrForeign)
	}
	return trailer, nil
}

func (f *file) lexer(offset int) *lexer {
	if offset < 0 || offset > len(f.data) {
		offset = len(f.data)
	}
	return &lexer{data: f.data, pos: offset, meter: &f.meter}
}

// resolve follows references to what they stand for; null for what is not there.
func (f *file) resolve(v value) value {
	for range 8 {
		if v.kind != ref {
			return v
		}
		v = f.object(int(v.num))
	}
	return value{}
}

// get is the value of a key of v, both resolved.
func (f *file) get(v value, key string) value {
	v = f.resolve(v)
	f.meter.spend(1 + len(v.list)/16)
	return f.resolve(v.find(key))
}

// object reads an object, once.
func (f *file) object(n int) value {
	o := f.objects[n]
	if o == nil {
		return value{}
	}
	if !o.read {
		o.read = true // before it is: a stream's Length may be the stream itself
		o.value = f.parse(n, o.offset)
	}
	return o.value
}

// parse reads the object with the number at a place; null when it does not stand there.
func (f *file) parse(n, offset int) value {
	if offset < 0 {
		return value{}
	}
	l := f.lexer(offset)
	l.refs = true
	number, ok := l.next().integer()
	l.next()
	if word := l.next(); !ok || number != n || word.kind != keyword || !word.is("obj") {
		return value{}
	}
	l.stack = f.stack
	v := l.next()
	f.stack = l.stack[:0]
	switch v.kind {
	case keyword, closer, end:
		return value{}
	case dict:
		if word := l.next(); word.kind == keyword && word.is("stream") {
			v.kind = stream
			v.str = f.body(l.pos, v)
		}
	}
	return v
}

// body is a stream's bytes as they are stored; at is behind the word "stream".
func (f *file) body(at int, dict value) []byte {
	rest := f.data[at:]
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[2:]
	case bytes.HasPrefix(rest, []byte("\n")):
		rest = rest[1:]
	}
	const mark = "endstream"
	if n, ok := f.resolve(dict.find("Length")).integer(); ok && n >= 0 && n <= len(rest) &&
		bytes.HasPrefix(bytes.TrimLeft(rest[n:min(n+16, len(rest))], "\r\n"), []byte(mark)) {
		return rest[:n]
	}
	f.meter.spend(len(rest) / 16)
	if n := bytes.Index(rest, []byte(mark)); n >= 0 {
		return rest[:n]
	}
	return nil
}

// content is a stream's bytes as they were before they were compressed. It is nil for filters that
// Skia does not use on what we read.
func (f *file) content(v value) []byte {
	if v.kind != stream {
		return nil
	}
	filter := f.resolve(v.find("Filter"))
	if filter.kind == array && len(filter.list) == 1 {
		filter = f.resolve(filter.list[0])
	}
	switch {
	case filter.kind == null || filter.kind == array && len(filter.list) == 0:
		return v.str
	case filter.kind != name || !filter.is("FlateDecode") || f.resolve(v.find("DecodeParms")).kind != null:
		return nil
	}
	if f.inflater == nil {
		z, err := zlib.NewReader(bytes.NewReader(v.str))
		if err != nil {
			return nil
		}
		f.inflater = z
	} else if f.inflater.(zlib.Resetter).Reset(bytes.NewReader(v.str), nil) != nil {
		return nil
	}
	// Empty blocks cost their reader time and give nothing, so that what goes in is paid for as well.
	if !f.meter.spend(1 + len(v.str)/16) {
		return nil
	}
	out := make([]byte, 0, min(6*len(v.str)+512, 1<<20))
	for {
		n, err := f.inflater.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		if err != nil || !f.meter.spend(1+n/4) { // what is damaged at its end is read up to there
			return out
		}
		if len(out) == cap(out) {
			out = append(out, 0)[:len(out)]
		}
	}
}
