package build

import (
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/sheet"
)

// TestScanPrint holds that a print is looked through as each of its readers sees it: they do not always agree.
func TestScanPrint(t *testing.T) {
	secret := compose.Secret{Field: "email", Value: resume.Value{Text: "ada@example.com"}}
	line := func(text string) []sheet.Sheet { return []sheet.Sheet{{Lines: []sheet.Line{{Text: text}}}} }
	for name, test := range map[string]struct {
		print sheet.Print
		hits  int
	}{
		"first reader":  {sheet.Print{Sheets: line("write to ada@example.com"), Words: "write"}, 1},
		"second reader": {sheet.Print{Sheets: line("write"), Words: "write to ada@example.com"}, 1},
		"both":          {sheet.Print{Sheets: line("ada@example.com"), Words: "ada@example.com"}, 1},
		"none":          {sheet.Print{Sheets: line("write to us"), Words: "write to us"}, 0},
	} {
		s := newScan([]compose.Secret{secret}, func([]byte) ([]byte, string) { return nil, "" })
		s.print("resume.pdf", &test.print)
		s.note("resume.pdf", []byte("%PDF-1.4 no PDF at all"), nil)
		got := s.found()
		if len(got) != test.hits {
			t.Errorf("%s: %v", name, got)
		}
		for _, h := range got {
			if h != (check.Published{Path: "resume.pdf", Secret: secret, How: "the text of the PDF"}) {
				t.Errorf("%s: %+v", name, h)
			}
		}
	}
}

// TestUnpack holds that a print comes back from disk as it went there, and that one that was cut is a miss.
func TestUnpack(t *testing.T) {
	v := &printed{PDF: []byte("%PDF-1.4\xff\x00"), Chrome: "Chrome 1", Words: "Ada \"Byron\"",
		Measure: measure{Measure: sheet.Measure{Width: 3, Blocks: []sheet.Block{{Text: "Ada"}}}, Sources: []string{"a.md:1"}}}
	b, err := v.pack()
	if err != nil {
		t.Fatal(err)
	}
	got, ok := unpackPrint(b)
	if !ok || string(got.PDF) != string(v.PDF) || got.Chrome != v.Chrome || got.Words != v.Words || got.Measure.Width != 3 || got.Measure.Sources[0] != "a.md:1" {
		t.Errorf("%v %+v", ok, got)
	}
	for n := range len(b) - len(v.PDF) {
		if got, ok := unpackPrint(b[:n]); ok {
			t.Fatalf("%d of %d bytes: %+v", n, len(b), got)
		}
	}
	for i := range 8 {
		bad := append([]byte(nil), b...)
		bad[i] ^= 0x80
		if _, ok := unpackPrint(bad); ok {
			t.Errorf("a length with byte %d changed is taken", i)
		}
	}
}
