// Package unpacktest makes files in which a text stands where others could read it: packed, encoded, broken by the form of the file. It is for
// tests alone.
package unpacktest

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
	"html"
	"io"
	"net/url"
	"strings"
	"unicode/utf16"
)

// A Form is one way in which a file may hold a text.
type Form struct {
	Name  string // "a comment of a JPEG"
	Ext   string // of the file: ".jpg"
	Bytes []byte
	Where string // in the file, as package unpack says it
	Mixed bool   // the text is in escapes there, and not as it is
}

// Forms is all of them for a text of ASCII with some letters and blanks.
func Forms(text string) []Form {
	const pdf = "%PDF-1.7\n"
	a, b := text[:len(text)/2], text[len(text)/2:]
	numbered := func(text string) (out string) {
		for _, r := range text {
			out += fmt.Sprintf("&#x%x;", r)
		}
		return out
	}
	escaped := strings.NewReplacer("a", "\\u0061", "e", "\\u0065", " ", "\\u0020").Replace(text)
	return []Form{
		{"a text", ".txt", []byte(text), "", false},
		{"a zip in a zip", ".zip", Zip("b.zip", string(Zip("c.txt", text))), "c.txt in b.zip", false},
		{"a name in a zip", ".zip", Zip(text+".txt", ""), "the names in it", false},
		{"behind a program", ".bin", append(bytes.Repeat([]byte{0, 1, 2}, 4000), Zip("c.txt", text)...), "c.txt", false},
		{"gzip", ".txt.gz", Gzip(text), "what is packed", false},
		{"tar in gzip", ".tgz", Gzip(string(tarred("x/a.txt", text))), "x/a.txt in what is packed", false},
		{"UTF-16, little end first", ".dat", append([]byte{0xff, 0xfe}, wide(text, binary.LittleEndian)...), "", false},
		{"UTF-16, big end first", ".dat", append([]byte{0xfe, 0xff}, wide(text, binary.BigEndian)...), "", false},
		{"UTF-16 without a mark", ".dat", wide(text, binary.LittleEndian), "", false},
		{"a picture in an address", ".html", []byte("<img src='data:image/svg+xml;base64," + encoded([]byte("<svg>"+text)) + "'>"), "data in base64", false},
		{"a picture in an escaped address", ".css", []byte("url(data:;base64," + strings.ReplaceAll(encoded([]byte("<svg>"+text+"!!")), "=", "%3D") + ")"), "data in base64", false},
		{"a zip in an address", ".html", []byte("data:application/zip;base64," + encoded(Zip("c.txt", text))), "c.txt in data in base64", false},
		{"a mail", ".eml", []byte("MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded([]byte("see " + text))[:20] + "\r\n" + encoded([]byte("see " + text))[20:] + "\r\n"), "data in base64", false},
		{"a text of a PNG", ".png", png(chunk("tEXt", "Comment\x00"+text)), "a text of the picture", false},
		{"a packed text of a PNG", ".png", png(chunk("zTXt", "Comment\x00\x00"+string(deflated(text)))), "a text of the picture", false},
		{"an international text of a PNG", ".png", png(chunk("iTXt", "Comment\x00\x01\x00en\x00Kommentar\x00"+string(deflated(text)))), "a text of the picture", false},
		{"Exif in a PNG", ".png", png(chunk("eXIf", exif([]byte(text)))), "what is said of the picture", false},
		{"Exif in UTF-16", ".jpg", jpeg(segment(0xe1, "Exif\x00\x00"+exif(wide(text, binary.LittleEndian)))), "what is said of the picture", false},
		{"a comment of a JPEG", ".jpg", jpeg(segment(0xfe, text)), "what is said of the picture", false},
		{"behind a JPEG", ".jpg", append(jpeg(), text...), "what is behind the picture", false},
		{"a zip behind a PNG", ".png", append(png(), Zip("c.txt", text)...), "c.txt", false},
		{"a chunk of a WebP", ".webp", riff("XMP ", "<x:xmpmeta>"+text), "what is said of the picture", false},
		{"a TIFF", ".tif", []byte(exif([]byte(text))), "what is said of the picture", false},
		{"a description in another file", ".mp4", []byte("\x00\x00\x00\x18ftypmp42\xff\xfe<x:xmpmeta>" + text + "</x:xmpmeta>\x00"), "its description", false},
		{"a title of a PDF in UTF-16", ".pdf", []byte(pdf + "1 0 obj << /Title <FEFF" + hex.EncodeToString(wide(text, binary.BigEndian)) + "> >> endobj"), "what is said of the PDF", false},
		{"an address in a PDF", ".pdf", []byte(pdf + "1 0 obj << /URI (" + text + ") >> endobj"), "what is said of the PDF", false},
		{"an object stream of a PDF", ".pdf", []byte(pdf + stream("/Type /ObjStm /Filter /FlateDecode", deflated("<< /Author ("+text+") >>"))), "a stream of the PDF", false},
		{"a description of a PDF", ".pdf", []byte(pdf + stream("/Type /Metadata", []byte("<x:xmpmeta>"+text))), "", false},
		{"a stream in base 85", ".pdf", []byte(pdf + stream("/Filter [/ASCII85Decode /FlateDecode]", in85(deflated("<x:xmpmeta>"+text)))), "a stream of the PDF", false},
		{"a file in a PDF", ".pdf", []byte(pdf + stream("/Type /EmbeddedFile /Filter /FlateDecode", deflated(string(Zip("c.txt", text))))), "c.txt in a file in the PDF", false},
		{"a photograph in a PDF", ".pdf", []byte(pdf + stream("/Subtype /Image /Filter /DCTDecode", jpeg(segment(0xfe, text)))), "what is said of the picture in a picture of the PDF", false},
		{"a PDF in a zip", ".zip", Zip("c.pdf", pdf+"1 0 obj << /Title ("+text+") >> endobj"), "what is said of the PDF in c.pdf", false},
		{"a page", ".html", []byte("<p>" + html.EscapeString(text) + "</p>"), "", false},
		{"across tags", ".html", []byte("<p>" + a + "<em>" + b + "</em></p>"), "", true},
		{"numbers of characters", ".html", []byte("<p>" + numbered(text) + "</p>"), "", true},
		{"a feed", ".xml", []byte("<content type=\"html\">&lt;p&gt;" + a + "&lt;b&gt;" + strings.ReplaceAll(numbered(b), "&", "&amp;") + "&lt;/b&gt;</content>"), "", true},
		{"JSON", ".json", []byte(`{"a":"` + escaped + `"}`), "", true},
		{"an address", ".html", []byte("<a href=\"mailto:x?body=" + url.PathEscape(text) + "\">"), "", true},
		{"an SVG", ".svg", []byte("<svg><text>" + numbered(text) + "</text></svg>"), "", true},
		{"a script with base64", ".js", []byte("atob('" + encoded([]byte("xy"+text+"z")) + "')"), "", true},
		{"split in a document of Word", ".docx", Zip("word/document.xml", "<w:p><w:r><w:t>"+a+"</w:t></w:r><w:r><w:t>"+b+"</w:t></w:r></w:p>"), "word/document.xml", true},
		{"a folded card", ".vcf", []byte("BEGIN:VCARD\r\nNOTE:" + a + "\r\n " + b + "\r\nEND:VCARD\r\n"), "", false},
		{"a quoted card", ".vcf", []byte("BEGIN:VCARD\r\nNOTE;ENCODING=QUOTED-PRINTABLE:" + strings.ReplaceAll(a, "a", "=61") + "=\r\n" + b + "\r\nEND:VCARD\r\n"), "", false},
		{"a style sheet", ".css", []byte(`a::after{content:"` + strings.NewReplacer("a", `\61 `, "e", `\000065`, " ", `\20 `).Replace(text) + `"}`), "", true},
		{"rich text", ".rtf", []byte(`{\rtf1\ansi{\b ` + strings.ReplaceAll(a, "a", `\'61`) + "}" + strings.NewReplacer("e", `\u101?`, " ", `\~`).Replace(b) + "}"), "", true},
		{"a comment of a GIF", ".gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xfe" + string(rune(len(a))) + a + string(rune(len(b))) + b + "\x00;"), "what is said of the picture", false},
		{"a line of a PDF", ".pdf", []byte(pdf + stream("/Filter /FlateDecode", deflated("BT [("+a+") -20 <"+hex.EncodeToString([]byte(b))+">] TJ ET"))), "a stream of the PDF", false},
		{"a title of a PDF", ".pdf", []byte(pdf + "1 0 obj << /Title (" + strings.ReplaceAll(a, "a", "\\141") + "\\\n" + b + ") >> endobj"), "what is said of the PDF", false},
	}
}

// Zip is an archive of files: names and texts in turn.
func Zip(files ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(files); i += 2 {
		f, _ := w.Create(files[i])
		io.WriteString(f, files[i+1])
	}
	w.Close()
	return b.Bytes()
}

// Gzip is a text as gzip packs it.
func Gzip(text string) []byte {
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
