package unpack_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/resgen/resgen/internal/unpack"
)

const word = "1 Hidden Road, Ockham"

// all is every part of a file, each behind its place.
func all(name string, b []byte) (string, []string) {
	var out strings.Builder
	unseen := unpack.Walk(name, b, func(p unpack.Part) { fmt.Fprintf(&out, "[%s] %s\n", p.Where, p.Bytes) })
	return out.String(), unseen
}

func zipped(files ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		f, _ := w.Create(files[i])
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.Bytes()
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func deflated(text string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func tarred(name, text string) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))})
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

func wide(text string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func chunk(kind, data string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func png(chunks ...[]byte) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	for _, c := range append([][]byte{chunk("IHDR", "0123456789abc")}, chunks...) {
		b = append(b, c...)
	}
	return append(b, chunk("IEND", "")...)
}

func segment(marker byte, data string) []byte {
	return append([]byte{0xff, marker, byte((len(data) + 2) >> 8), byte(len(data) + 2)}, data...)
}

func jpeg(segments ...[]byte) []byte {
	b := []byte{0xff, 0xd8}
	for _, s := range segments {
		b = append(b, s...)
	}
	return append(b, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0, 0xff, 0xd9)
}

func riff(kind, data string) []byte {
	body := "WEBP" + kind + string(binary.LittleEndian.AppendUint32(nil, uint32(len(data)))) + data
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func stream(dict string, data []byte) string {
	return fmt.Sprintf("1 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n", dict, len(data), data)
}

func exif(text []byte) string { // one value at offset 26 that a directory at 8 names
	b := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	b = binary.LittleEndian.AppendUint16(b, 0x9c9c)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = binary.LittleEndian.AppendUint32(b, 26)
	return string(append(append(b, 0, 0, 0, 0), text...))
}

func encoded(b []byte) string { return base64.StdEncoding.EncodeToString(b) }

func in85(b []byte) []byte {
	out := make([]byte, ascii85.MaxEncodedLen(len(b)))
	return append(out[:ascii85.Encode(out, b)], "~>"...)
}

// TestWalk holds that a text is found wherever others could read it, and that it is said where.
func TestWalk(t *testing.T) {
	const pdf = "%PDF-1.7\n"
	for _, tt := range []struct {
		name, file string
		b          []byte
		where      string
	}{
		{"a text", "a.txt", []byte(word), ""},
		{"a document of Word", "a.docx", zipped("word/document.xml", "<w:p><w:t>1 Hidden Road, Ock</w:t><w:t>ham</w:t></w:p>", "docProps/core.xml", word), "docProps/core.xml"},
		{"a zip in a zip", "a.zip", zipped("b.zip", string(zipped("c.txt", word))), "c.txt in b.zip"},
		{"a name in a zip", "a.zip", zipped(word+".txt", ""), "the names in it"},
		{"behind a program", "a.bin", append(bytes.Repeat([]byte{0, 1, 2}, 4000), zipped("c.txt", word)...), "c.txt"},
		{"gzip", "a.txt.gz", gzipped(word), "what is packed"},
		{"tar in gzip", "a.tgz", gzipped(string(tarred("x/a.txt", word))), "x/a.txt in what is packed"},
		{"UTF-16, little end first", "a.txt", append([]byte{0xff, 0xfe}, wide(word, binary.LittleEndian)...), ""},
		{"UTF-16, big end first", "a.txt", append([]byte{0xfe, 0xff}, wide(word, binary.BigEndian)...), ""},
		{"UTF-16 without a mark", "a.txt", wide(word, binary.LittleEndian), ""},
		{"a picture in an address", "a.html", []byte("<img src='data:image/svg+xml;base64," + encoded([]byte("<svg>"+word)) + "'>"), "data in base64"},
		{"a picture in an escaped address", "a.css", []byte("url(data:;base64," + strings.ReplaceAll(encoded([]byte("<svg>"+word+"!!")), "=", "%3D") + ")"), "data in base64"},
		{"a zip in an address", "a.html", []byte("data:application/zip;base64," + encoded(zipped("c.txt", word))), "c.txt in data in base64"},
		{"a mail", "a.eml", []byte("MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded([]byte("see "+word))[:20] + "\r\n" + encoded([]byte("see " + word))[20:] + "\r\n"), "data in base64"},
		{"a folded card", "a.vcf", []byte("BEGIN:VCARD\r\nADR:1 Hidden R\r\n oad, Ock\r\n ham\r\nEND:VCARD\r\n"), ""},
		{"a quoted card", "a.vcf", []byte("BEGIN:VCARD\r\nADR;ENCODING=QUOTED-PRINTABLE:1 Hidden=\r\n Road=2C Ockham\r\nEND:VCARD\r\n"), ""},
		{"a style sheet", "a.css", []byte(`a::after{content:"1 \48idden\20 Road, Ockha\00006D"}`), ""},
		{"rich text", "a.rtf", []byte(`{\rtf1\ansi{\b 1 Hid\'64en} Ro\u97?d,\~Ockham}`), ""},
		{"a text of a PNG", "a.png", png(chunk("tEXt", "Comment\x00"+word)), "a text of the picture"},
		{"a packed text of a PNG", "a.png", png(chunk("zTXt", "Comment\x00\x00"+string(deflated(word)))), "a text of the picture"},
		{"an international text of a PNG", "a.png", png(chunk("iTXt", "Comment\x00\x01\x00en\x00Kommentar\x00"+string(deflated(word)))), "a text of the picture"},
		{"Exif in a PNG", "a.png", png(chunk("eXIf", exif([]byte(word)))), "what is said of the picture"},
		{"Exif in UTF-16", "a.jpg", jpeg(segment(0xe1, "Exif\x00\x00"+exif(wide(word, binary.LittleEndian)))), "what is said of the picture"},
		{"a comment of a JPEG", "a.jpg", jpeg(segment(0xfe, word)), "what is said of the picture"},
		{"behind a JPEG", "a.jpg", append(jpeg(), word...), "what is behind the picture"},
		{"a zip behind a PNG", "a.png", append(png(), zipped("c.txt", word)...), "c.txt"},
		{"a chunk of a WebP", "a.webp", riff("XMP ", "<x:xmpmeta>"+word), "what is said of the picture"},
		{"a comment of a GIF", "a.gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xfe\x0a1 Hidden R\x0boad, Ockham\x00;"), "what is said of the picture"},
		{"a TIFF", "a.tif", []byte(exif([]byte(word))), "what is said of the picture"},
		{"a description in another file", "a.mp4", []byte("\x00\x00\x00\x18ftypmp42\xff\xfe<x:xmpmeta>" + word + "</x:xmpmeta>\x00"), "its description"},
		{"a stream of a PDF", "a.pdf", []byte(pdf + stream("/Filter /FlateDecode", deflated("BT (1 Hidden R) Tj [(oa) -20 (d)] TJ ET BT [(1 Hid) 3 (den Road, ) <4f636b68616d>] TJ ET"))), "a stream of the PDF"},
		{"a title of a PDF", "a.pdf", []byte(pdf + "1 0 obj << /Title (1 Hid\\144en\\040Road, Ock\\\nham) >> endobj"), "what is said of the PDF"},
		{"a title of a PDF in UTF-16", "a.pdf", []byte(pdf + "1 0 obj << /Title <FEFF" + hex.EncodeToString(wide(word, binary.BigEndian)) + "> >> endobj"), "what is said of the PDF"},
		{"an address in a PDF", "a.pdf", []byte(pdf + "1 0 obj << /URI (" + word + ") >> endobj"), "what is said of the PDF"},
		{"an object stream of a PDF", "a.pdf", []byte(pdf + stream("/Type /ObjStm /Filter /FlateDecode", deflated("<< /Author ("+word+") >>"))), "a stream of the PDF"},
		{"a description of a PDF", "a.pdf", []byte(pdf + stream("/Type /Metadata", []byte("<x:xmpmeta>"+word))), ""},
		{"a stream in base 85", "a.pdf", []byte(pdf + stream("/Filter [/ASCII85Decode /FlateDecode]", in85(deflated("<x:xmpmeta>"+word)))), "a stream of the PDF"},
		{"a file in a PDF", "a.pdf", []byte(pdf + stream("/Type /EmbeddedFile /Filter /FlateDecode", deflated(string(zipped("c.txt", word))))), "c.txt in a file in the PDF"},
		{"a photograph in a PDF", "a.pdf", []byte(pdf + stream("/Subtype /Image /Filter /DCTDecode", jpeg(segment(0xfe, word)))), "what is said of the picture in a picture of the PDF"},
		{"a PDF in a zip", "a.zip", zipped("c.pdf", pdf+"1 0 obj << /Title ("+word+") >> endobj"), "what is said of the PDF in c.pdf"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, unseen := all(tt.file, tt.b)
			found := false
			for part := range strings.SplitSeq(got, "\n[") {
				where, text, _ := strings.Cut(strings.TrimPrefix(part, "["), "] ")
				text = strings.NewReplacer("<w:t>", "", "</w:t>", "", "\u00a0", " ").Replace(text)
				found = found || where == tt.where && strings.Contains(text, word)
			}
			if !found || unseen != nil {
				t.Errorf("not found in %q; unseen %q:\n%q", tt.where, unseen, got)
			}
		})
	}
}

// TestUnseen holds that what cannot be looked into is named.
func TestUnseen(t *testing.T) {
	locked := zipped("c.txt", word)
	for _, magic := range []string{"PK\x03\x04", "PK\x01\x02"} {
		i := bytes.Index(locked, []byte(magic))
		flags := i + 6
		if magic[2] == 1 {
			flags = i + 8
		}
		locked[flags] |= 1
	}
	deep := word
	for range 8 {
		deep = string(zipped("a.zip", deep))
	}
	zeros := string(gzipped(strings.Repeat("\x00", 40<<20)))
	for _, tt := range []struct {
		name string
		b    []byte
		want string
	}{
		{"encrypted", locked, "c.txt is encrypted"},
		{"deep", []byte(deep), "is packed 5 times over"},
		{"large", []byte(zeros), "unpacks to more than 32 MB"},
		{"large within", zipped("a.gz", zeros, "b.gz", zeros, "c.gz", zeros, "d.gz", zeros), "b.gz unpacks to more than 32 MB"},
		{"damaged", zipped("c.txt", word)[:40], "is a damaged archive"},
		{"7-Zip", []byte("7z\xbc\xaf\x27\x1c\x00\x04"), "is an archive of 7-Zip"},
	} {
		if _, unseen := all("a", tt.b); !strings.Contains(strings.Join(unseen, "; "), tt.want) {
			t.Errorf("%s: %q", tt.name, unseen)
		}
	}
}

func FuzzWalk(f *testing.F) {
	for _, b := range [][]byte{zipped("c.txt", word), gzipped(word), tarred("a", word), png(chunk("zTXt", "a\x00\x00"+string(deflated(word)))), jpeg(segment(0xe1, exif([]byte(word)))),
		riff("EXIF", exif([]byte(word))), []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00aaabbb\x21\xfe\x02ab\x00;"), []byte(exif([]byte(word))), []byte("\x00\x00\x01\x00\x01\x00"),
		[]byte("%PDF-1.7\n" + stream("/Filter /FlateDecode", deflated("(a\\051) <61> [(b)]"))), []byte("data:;base64,YWJj"), []byte("\xff\xfea\x00"), []byte(`{\rtf1 \'64}`), []byte(`<a style="\64 ">`),
		[]byte("BEGIN:VCARD\nN:a\n b\nENCODING=b:YWJj\n"), []byte("MIME-Version: 1\nContent-Transfer-Encoding: base64\n\nYWJj")} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, first := 0, true
		unpack.Walk("a.css", b, func(p unpack.Part) {
			if first && !bytes.Equal(p.Bytes, b) {
				t.Error("the file itself is not the first part")
			}
			first = false
			n += len(p.Bytes)
		})
		if n > 400<<20 {
			t.Errorf("%d bytes of %d", n, len(b))
		}
	})
}

func BenchmarkWalk(b *testing.B) {
	page := []byte(strings.Repeat("<p>Latency of the <em>ledger</em> was 480 ms &amp; is 95 ms.</p>\n", 120))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		unpack.Walk("index.html", page, func(unpack.Part) {})
	}
}
