package unpack

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
)

// picture takes a picture apart: what is said of it, and what stands behind its end. Of what it shows nothing is read.
func (w *walker) picture(where string, b []byte, depth int) bool {
	rest := -1 // where its end is
	switch {
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		rest = w.png(where, b)
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		rest = w.jpeg(where, b)
	case bytes.HasPrefix(b, []byte("GIF8")) && len(b) > 13:
		w.gif(where, b)
	case bytes.HasPrefix(b, []byte("RIFF")) && len(b) > 12:
		rest = w.riff(where, b)
	case bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		w.about(where, tiff(b))
		w.packets(where, b)
	case bytes.HasPrefix(b, []byte("\x00\x00\x01\x00")) && len(b) > 6: // an icon: pictures at places that its head names
		for i := range min(int(binary.LittleEndian.Uint16(b[4:])), 32) {
			if e := 6 + 16*i; e+16 <= len(b) {
				size, at := int(binary.LittleEndian.Uint32(b[e+8:])), int(binary.LittleEndian.Uint32(b[e+12:]))
				if at > 0 && size > 0 && at < len(b) && size <= len(b)-at {
					w.picture(where, b[at:at+size], depth)
				}
			}
		}
	default:
		return false
	}
	if rest > 0 && rest < len(b) && len(bytes.Trim(b[rest:], "\x00\r\n ")) > 3 {
		w.file(inside(where, "what is behind the picture"), "", b[rest:], depth+1)
	}
	return true
}

// about gives what is said of a picture, in whatever form.
func (w *walker) about(where string, b []byte) {
	w.text(inside(where, "what is said of the picture"), runs(b))
}

// png gives the text of a PNG (PNG specification, 11.3.3 and 11.3.4), and returns where it ends.
func (w *walker) png(where string, b []byte) int {
	at := 8
	for at+12 <= len(b) {
		size := int(binary.BigEndian.Uint32(b[at:]))
		if size < 0 || size > len(b)-at-12 {
			return -1
		}
		kind, data := string(b[at+4:at+8]), b[at+8:at+8+size]
		at += size + 12
		switch kind {
		case "IEND":
			return at
		case "tEXt":
			w.text(inside(where, "a text of the picture"), fromLatin1(bytes.ReplaceAll(data, []byte{0}, []byte("\n"))))
		case "zTXt":
			if key, packed, ok := bytes.Cut(data, []byte{0}); ok && len(packed) > 1 {
				w.text(inside(where, "a text of the picture"), append(fromLatin1(key), fromLatin1(append([]byte("\n"), w.inflated(packed[1:])...))...))
			}
		case "iTXt":
			key, rest, ok := bytes.Cut(data, []byte{0})
			if !ok || len(rest) < 2 {
				continue
			}
			packed := rest[0] == 1
			parts := bytes.SplitN(rest[2:], []byte{0}, 3) // language, key in it, text
			if len(parts) == 3 && packed {
				parts[2] = w.inflated(parts[2])
			}
			w.text(inside(where, "a text of the picture"), bytes.Join(append([][]byte{key}, parts...), []byte("\n")))
		case "IDAT", "PLTE", "IHDR", "fdAT":
		case "iCCP":
			if name, packed, ok := bytes.Cut(data, []byte{0}); ok && len(packed) > 1 {
				w.about(where, append(append(bytes.Clone(name), '\n'), w.inflated(packed[1:])...))
			}
		default: // eXIf, and what others invented
			w.about(where, data)
		}
	}
	return -1
}

// inflated is what zlib packed, as far as the bounds allow.
func (w *walker) inflated(b []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	defer r.Close()
	out, _ := w.unpacked(r)
	return out
}

// jpeg gives the segments of a JPEG that are no picture (ITU-T T.81, annex B), and returns where it ends.
func (w *walker) jpeg(where string, b []byte) int {
	for at := 2; at+4 <= len(b); {
		if b[at] != 0xff {
			return -1
		}
		marker := b[at+1]
		if marker == 0xff {
			at++
			continue
		}
		if marker == 0xd9 {
			return at + 2
		}
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		if size < 2 || at+2+size > len(b) {
			return -1
		}
		switch data := b[at+4 : at+2+size]; {
		case marker >= 0xe0 && marker <= 0xef, marker == 0xfe: // of programs, and comments
			w.about(where, data)
		case marker == 0xda: // up to the next one that is no restart
			at += 2 + size
			for at+1 < len(b) && (b[at] != 0xff || b[at+1] == 0 || b[at+1] >= 0xd0 && b[at+1] <= 0xd7) {
				at++
			}
			if at+1 < len(b) && b[at+1] == 0xd9 {
				return at + 2
			}
			continue
		}
		at += 2 + size
	}
	return -1
}

// gif gives the comments and the text of a GIF, whose blocks of up to 255 bytes break words (GIF89a, 24 to 26).
func (w *walker) gif(where string, b []byte) {
	at := 13
	if b[10]&0x80 != 0 {
		at += 3 << (b[10]&7 + 1)
	}
	blocks := func() (data []byte) {
		for at < len(b) && b[at] != 0 {
			end := min(at+1+int(b[at]), len(b))
			data, at = append(data, b[at+1:end]...), end
		}
		at++
		return data
	}
	for at+1 < len(b) {
		switch b[at] {
		case 0x21:
			label := b[at+1]
			at += 2
			if data := blocks(); label != 0xf9 {
				w.about(where, data)
			}
		case 0x2c:
			if at+10 > len(b) {
				return
			}
			flags := b[at+9]
			at += 10
			if flags&0x80 != 0 {
				at += 3 << (flags&7 + 1)
			}
			at++ // the size of a code
			for at < len(b) && b[at] != 0 {
				at += 1 + int(b[at])
			}
			at++
		default:
			return
		}
	}
}

// riff gives the chunks of a WebP, or of sound or film, that are no picture, and returns where it ends.
func (w *walker) riff(where string, b []byte) int {
	end := min(8+int(binary.LittleEndian.Uint32(b[4:])), len(b))
	for at := 12; at+8 <= end; {
		kind, size := string(b[at:at+4]), int(binary.LittleEndian.Uint32(b[at+4:]))
		if size < 0 || size > end-at-8 {
			break
		}
		switch kind {
		case "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "data", "fmt ":
		default:
			if kind != "LIST" || !bytes.HasPrefix(b[at+8:], []byte("movi")) {
				w.about(where, b[at+8:at+8+size])
			}
		}
		at += 8 + size + size%2
	}
	return end
}

// tiff is the part of a TIFF that its directories are in: the values that stand at places which they name, but for the picture itself.
func tiff(b []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	var out []byte
	seen := map[int]bool{}
	var directory func(at, depth int)
	directory = func(at, depth int) {
		if at < 8 || at+2 > len(b) || seen[at] || depth > 8 || len(seen) > 64 {
			return
		}
		seen[at] = true
		n := int(order.Uint16(b[at:]))
		for i := range n {
			e := at + 2 + 12*i
			if e+12 > len(b) {
				return
			}
			tag, kind, count, value := order.Uint16(b[e:]), order.Uint16(b[e+2:]), int(order.Uint32(b[e+4:])), int(order.Uint32(b[e+8:]))
			switch {
			case tag == 0x8769 || tag == 0x8825 || tag == 0xa005 || tag == 0x014a: // further directories
				directory(value, depth+1)
			case tag == 0x0111 || tag == 0x0144: // where the picture is
			case kind == 1 || kind == 2 || kind == 6 || kind == 7:
				if count > 4 && value > 0 && value < len(b) && count <= len(b)-value && count < 1<<20 {
					out = append(append(out, b[value:value+count]...), 0)
				} else if count <= 4 {
					out = append(append(out, b[e+8:e+12]...), 0)
				}
			}
		}
		if next := at + 2 + 12*n; next+4 <= len(b) {
			directory(int(order.Uint32(b[next:])), depth+1)
		}
	}
	if len(b) >= 8 {
		directory(int(order.Uint32(b[4:])), 0)
	}
	return out
}
