package readback

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

// A pdf is a small PDF in the making, as Skia would write it: object 1 is the information, 2 the
// catalog, 3 the page tree, 4 the only page, 5 its content.
type pdf struct {
	objects map[int]string
	trailer string // more entries
}

// newPDF is a page of 200 by 100 points with the content and resources.
func newPDF(content, resources string) *pdf {
	p := &pdf{objects: map[int]string{
		1: "<</Producer (Skia/PDF m156)>>",
		2: "<</Type /Catalog /Pages 3 0 R>>",
		3: "<</Type /Pages /Kids [4 0 R] /Count 1>>",
		4: "<</Type /Page /Parent 3 0 R /MediaBox [0 0 200 100] /Contents 5 0 R /Resources <<" + resources + ">>>>",
	}}
	p.stream(5, "", content)
	return p
}

func (p *pdf) stream(n int, dict, content string) {
	p.objects[n] = fmt.Sprintf("<<%s /Length %d>> stream\n%s\nendstream", dict, len(content), content)
}

// bytes is the file.
func (p *pdf) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	writeRevision(&b, p.objects, p.trailer)
	return b.Bytes()
}

// revised is a file with further objects behind its end: an incremental update.
func revised(file []byte, prev int, objects map[int]string, trailer string) []byte {
	b := bytes.NewBuffer(slices.Clone(file))
	b.WriteByte('\n')
	writeRevision(b, objects, fmt.Sprintf("/Prev %d %s", prev, trailer))
	return b.Bytes()
}

func writeRevision(b *bytes.Buffer, objects map[int]string, trailer string) {
	var numbers []int
	for n := range objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	at := map[int]int{}
	for _, n := range numbers {
		at[n] = b.Len()
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", n, objects[n])
	}
	xref := b.Len()
	b.WriteString("xref\n")
	for _, n := range numbers {
		fmt.Fprintf(b, "%d 1\n%010d 00000 n \n", n, at[n])
	}
	fmt.Fprintf(b, "trailer\n<</Size 100 /Root 2 0 R /Info 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", trailer, xref)
}

// helvetica is a simple font whose glyphs are all half an em wide.
var helvetica = "/Font <</F1 <</Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Helvetica-Bold /FirstChar 0 /LastChar 255 /Widths [" +
	strings.Repeat("500 ", 256) + "]>>>>"

// readText reads a page with the content, set in helvetica as /F1, and gives its lines.
func readText(t *testing.T, content string) []sheet.Line {
	t.Helper()
	p, err := Read(newPDF(content, helvetica).bytes(), sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	return p.Sheets[0].Lines
}
