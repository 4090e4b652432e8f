package chrome

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// Info is what a PDF says of itself. An empty field is left out.
type Info struct {
	Title    string
	Author   string
	Subject  string
	Keywords string    // separated by commas
	Lang     string    // BCP 47; "" keeps what Chrome took from the page
	Date     time.Time // of creation and of the last change; in UTC, to the second; the zero time becomes 2000-01-01
}

// Finish makes a PDF from Chrome a file to keep: the same input gives the same bytes, on every day and
// from every browser of one version. The date of the print and the numbers of DOM nodes are overwritten
// in place; title, author and so on, which Chrome does not write, are added behind what is there, both
// as document information and as XMP, as is an /ID made from the content. pdf is not changed.
//
// The error is of bytes that are no PDF, or none of the form that Chrome writes, or of a year that does
// not have four digits.
func Finish(pdf []byte, info Info) ([]byte, error) {
	out, err := finish(pdf, info)
	if err != nil {
		return nil, fmt.Errorf("finish the PDF: %w", err)
	}
	return out, nil
}

func finish(pdf []byte, info Info) ([]byte, error) {
	date := info.Date.UTC()
	if info.Date.IsZero() {
		date = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if date.Year() < 0 || date.Year() > 9999 {
		return nil, fmt.Errorf("the year %d does not fit", date.Year())
	}
	f, err := openPDF(slices.Clone(pdf))
	if err != nil {
		return nil, err
	}
	rootNum, err := f.reference("Root")
	if err != nil {
		return nil, err
	}
	root, err := f.object(rootNum)
	if err != nil {
		return nil, err
	}
	infoNum, err := f.reference("Info")
	if err != nil {
		return nil, err
	}
	old, err := f.object(infoNum)
	if err != nil {
		return nil, err
	}
	sizeEntry, _ := find(f.trailer, "Size")
	size, ok := (&lexer{sizeEntry.value, 0}).integer()
	if !ok || size <= max(rootNum, infoNum) {
		return nil, fmt.Errorf("%w: the trailer has no /Size", errForm)
	}
	overwriteDates(old, date)
	f.renumberNodes()

	u := update{b: f.b, offsets: map[int]int{}}
	u.object(infoNum, documentInfo(old, info, date))
	metadata := size
	u.object(rootNum, catalog(root, info, metadata))
	packet := xmp(info, date, plain(old, "Creator"), plain(old, "Producer"))
	u.object(metadata, fmt.Sprintf("<</Type /Metadata\n/Subtype /XML\n/Length %d>> stream\n%s\nendstream", len(packet), packet))
	u.end(f, size+1, rootNum, infoNum)
	return u.b, nil
}

// overwriteDates puts a date where the document information has the time of the print:
// "(D:20261124004648+00'00')".
func overwriteDates(entries []pdfEntry, date time.Time) {
	for _, key := range []string{"CreationDate", "ModDate"} {
		e, ok := find(entries, key)
		if digits, dated := bytes.CutPrefix(e.value, []byte("(D:")); ok && dated && len(digits) > 14 {
			copy(digits, date.Format("20060102150405"))
		}
	}
}

// renumberNodes counts the ids of table cells from 1: Chrome takes the number that the DOM node has in
// its process, which depends on what was printed before. Ids keep their length and their order, since
// they are the keys of a sorted tree.
func (f *pdfFile) renumberNodes() {
	const prefix, width = "(node", len("(node00000000)")
	var at []int
	starts := slices.Sorted(maps.Values(f.offsets))
	for i, start := range starts {
		stop := len(f.b)
		if i+1 < len(starts) {
			stop = starts[i+1]
		}
		key := ""
		for l := (&lexer{f.b[:stop], start}); ; {
			kind, b := l.token()
			if kind == tokenEnd || kind == tokenWord && (string(b) == "stream" || string(b) == "endobj") {
				break
			}
			switch kind {
			case tokenName:
				key = string(b)
			case tokenString:
				id := key == "/ID" || key == "/Headers" || key == "/Names" || key == "/Limits"
				if id && len(b) == width && bytes.HasPrefix(b, []byte(prefix)) {
					at = append(at, l.pos-width)
				}
			}
		}
	}
	ids := make([]string, len(at))
	for i, p := range at {
		ids[i] = string(f.b[p : p+width])
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	for i, p := range at {
		n, _ := slices.BinarySearch(sorted, ids[i])
		copy(f.b[p:], fmt.Sprintf("%s%08d)", prefix, n+1))
	}
}

func documentInfo(old []pdfEntry, info Info, date time.Time) string {
	var b strings.Builder
	b.WriteString("<<")
	text := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "/%s %s\n", key, pdfString(value))
		}
	}
	text("Title", info.Title)
	text("Author", info.Author)
	text("Subject", info.Subject)
	text("Keywords", info.Keywords)
	for _, key := range []string{"Creator", "Producer"} {
		if e, ok := find(old, key); ok {
			fmt.Fprintf(&b, "/%s %s\n", key, e.value)
		}
	}
	d := date.Format("D:20060102150405+00'00'")
	fmt.Fprintf(&b, "/CreationDate (%s)\n/ModDate (%s)>>", d, d)
	return b.String()
}

// catalog is the document's root with the language and the metadata added.
func catalog(root []pdfEntry, info Info, metadata int) string {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range root {
		if e.key == "Metadata" || e.key == "Lang" && info.Lang != "" {
			continue
		}
		fmt.Fprintf(&b, "/%s %s\n", e.key, e.value)
	}
	if info.Lang != "" {
		fmt.Fprintf(&b, "/Lang %s\n", pdfString(info.Lang))
	}
	fmt.Fprintf(&b, "/Metadata %d 0 R>>", metadata)
	return b.String()
}

// An update is an incremental update in the making: what is there stays as it is, byte for byte.
type update struct {
	b       []byte
	offsets map[int]int
}

func (u *update) object(n int, body string) {
	if len(u.b) > 0 && u.b[len(u.b)-1] != '\n' {
		u.b = append(u.b, '\n')
	}
	u.offsets[n] = len(u.b)
	u.b = fmt.Appendf(u.b, "%d 0 obj\n%s\nendobj\n", n, body)
}

// end writes the table of references and the trailer. The /ID is a hash of all that comes before.
func (u *update) end(f *pdfFile, size, root, info int) {
	sum := sha256.Sum256(u.b)
	id := hex.EncodeToString(sum[:16])
	xref := len(u.b)
	u.b = append(u.b, "xref\n"...)
	for _, n := range slices.Sorted(maps.Keys(u.offsets)) {
		u.b = fmt.Appendf(u.b, "%d 1\n%010d 00000 n \n", n, u.offsets[n])
	}
	u.b = fmt.Appendf(u.b, "trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n/ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		size, root, info, f.xref, id, id, xref)
}

// pdfString is a text as a PDF string: as it is when it is plain ASCII, else UTF-16.
func pdfString(s string) string {
	plain := true
	for _, r := range s {
		plain = plain && r >= ' ' && r < 0x7f
	}
	if plain {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	b := []byte{0xfe, 0xff}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return "<" + strings.ToUpper(hex.EncodeToString(b)) + ">"
}

// plain is the text of an entry that Chrome wrote as plain ASCII, without escapes; else "".
func plain(entries []pdfEntry, key string) string {
	e, _ := find(entries, key)
	s := string(e.value)
	if len(s) < 2 || s[0] != '(' || strings.ContainsAny(s, "\\\r\n") {
		return ""
	}
	return s[1 : len(s)-1]
}
