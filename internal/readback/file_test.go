package readback

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

func TestForeign(t *testing.T) {
	with := func(change func(*pdf)) []byte {
		p := newPDF("", "")
		change(p)
		return p.bytes()
	}
	tests := map[string]struct {
		file    []byte
		foreign bool
		want    string // part of the error
	}{
		"empty":           {nil, true, "does not begin with %PDF"},
		"a picture":       {[]byte("\x89PNG\r\n"), true, "does not begin with %PDF"},
		"another maker":   {with(func(p *pdf) { p.objects[1] = "<</Producer (cairo 1.16)>>" }), true, "made by cairo 1.16"},
		"no maker":        {with(func(p *pdf) { p.objects[1] = "<<>>" }), true, "does not say what made it"},
		"encrypted":       {with(func(p *pdf) { p.trailer = "/Encrypt 9 0 R" }), true, "encrypted"},
		"hybrid":          {with(func(p *pdf) { p.trailer = "/XRefStm 9" }), true, "cross-reference stream"},
		"a modern table":  {[]byte("%PDF-1.5\n1 0 obj <</Type /XRef>> stream\nendstream endobj\nstartxref\n9\n%%EOF"), true, "cross-reference stream"},
		"cut off":         {newPDF("", "").bytes()[:300], false, "no startxref"},
		"no number":       {[]byte("%PDF-1.4\nstartxref\nx"), false, "no number"},
		"a wrong number":  {[]byte("%PDF-1.4\nstartxref\n3"), false, "no cross-reference table"},
		"far beyond":      {[]byte("%PDF-1.4\nstartxref\n99999999"), false, "no cross-reference table"},
		"negative":        {[]byte("%PDF-1.4\nstartxref\n-5"), false, "no cross-reference table"},
		"a broken table":  {[]byte("%PDF-1.4\nxref\n0 3\n0000000000 65535 f\nstartxref\n9"), false, "cross-reference entry"},
		"no trailer":      {[]byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f\nstartxref\n9"), false, "no trailer"},
		"trailer is none": {[]byte("%PDF-1.4\nxref\ntrailer 7\nstartxref\n9"), false, "no dictionary"},
		"no pages":        {with(func(p *pdf) { p.objects[3] = "<</Kids []>>" }), false, "no pages"},
		"no catalog":      {with(func(p *pdf) { p.objects[2] = "7" }), false, "no pages"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Read(test.file, sheet.Measure{})
			if err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, ErrForeign) != test.foreign {
				t.Errorf("error %v, want %q, foreign %t", err, test.want, test.foreign)
			}
		})
	}
}

// TestRevisions reads a file that was added to twice: newer objects win, freed ones are gone, and
// the maker is still known when the newest revision names another.
func TestRevisions(t *testing.T) {
	one := newPDF("BT /F1 10 Tf 10 50 Td (old) Tj ET", helvetica)
	one.objects[1] = "<</Producer (Skia/PDF m156) /Title (Old)>>"
	file := one.bytes()
	file = revised(file, lastTable(file), map[int]string{
		1: "<</Producer (resgen) /Title (New) /Author <FEFF00C50073> /Subject (S) /Keywords (k, l)>>",
		2: "<</Pages 3 0 R /Lang (sv) /Metadata 9 0 R /ViewerPreferences <</DisplayDocTitle true>>>>",
		9: "<</Type /Metadata /Length 3>> stream\nxmp\nendstream",
	}, "")
	file = revised(file, lastTable(file), map[int]string{5: "<</Length 37>> stream\nBT /F1 10 Tf 10 50 Td (newest) Tj ET  \nendstream"}, "")
	p, err := Read(file, sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Sheets[0].Lines[0].Text; got != "newest" {
		t.Errorf("text %q", got)
	}
	want := sheet.Info{Title: "New", Author: "Ås", Subject: "S", Keywords: "k, l", Lang: "sv", ShowTitle: true, XMP: true}
	if diff := cmp.Diff(want, p.Info); diff != "" {
		t.Error(diff)
	}
	if p.Producer != "resgen" || p.Bytes != len(file) {
		t.Errorf("producer %q, %d bytes", p.Producer, p.Bytes)
	}
	if words, err := Words(file); err != nil || strings.TrimSpace(words) != "newest" {
		t.Errorf("the second reader says %q, %v", words, err)
	}
}

// lastTable is where the newest cross-reference table of a file stands.
func lastTable(file []byte) int { return bytes.LastIndex(file, []byte("\nxref\n")) + 1 }

// TestStreams reads content however it is stored.
func TestStreams(t *testing.T) {
	const content = "BT /F1 10 Tf 10 50 Td (text) Tj ET"
	deflated := func(s string) string {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		fmt.Fprint(z, s)
		z.Close()
		return b.String()
	}
	tests := map[string]struct {
		object string // number 5
		want   string
	}{
		"plain":             {"<</Length 34>> stream\n" + content + "\nendstream", "text"},
		"after CR LF":       {"<</Length 34>> stream\r\n" + content + "\r\nendstream", "text"},
		"length elsewhere":  {"<</Length 8 0 R>> stream\n" + content + "\nendstream", "text"},
		"length is wrong":   {"<</Length 12>> stream\n" + content + "\nendstream", "text"},
		"length is itself":  {"<</Length 5 0 R>> stream\n" + content + "\nendstream", "text"},
		"no length":         {"<<>> stream\n" + content + "\nendstream", "text"},
		"no end":            {"<</Length 34>> stream\n" + content, "text"}, // up to the end of the next stream
		"deflated":          {"<</Filter /FlateDecode>> stream\n" + deflated(content) + "\nendstream", "text"},
		"one filter":        {"<</Filter [/FlateDecode]>> stream\n" + deflated(content) + "\nendstream", "text"},
		"no filter":         {"<</Filter []>> stream\n" + content + "\nendstream", "text"},
		"damaged at end":    {"<</Filter /FlateDecode>> stream\n" + deflated(content + strings.Repeat(" ", 99))[:40] + "\nendstream", "text"},
		"not deflated":      {"<</Filter /FlateDecode>> stream\n" + content + "\nendstream", ""},
		"an unknown filter": {"<</Filter /LZWDecode>> stream\n" + content + "\nendstream", ""},
		"two filters":       {"<</Filter [/A /B]>> stream\n" + content + "\nendstream", ""},
		"in parts":          {"[6 0 R 7 0 R 42 0 R]", "text"},
		"no stream":         {"12", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF("", helvetica)
			file.objects[5] = test.object
			file.stream(6, "", content[:20])
			file.stream(7, "", content[20:])
			file.objects[8] = "34"
			p, err := Read(file.bytes(), sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, l := range p.Sheets[0].Lines {
				got += l.Text
			}
			if got != test.want {
				t.Errorf("text %q, want %q", got, test.want)
			}
		})
	}
}

// TestBounds gives it files that were made to hurt.
func TestBounds(t *testing.T) {
	bomb := func(content string, resources string, more func(*pdf)) []byte {
		var b bytes.Buffer
		z, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
		fmt.Fprint(z, content)
		z.Close()
		p := newPDF("", helvetica+resources)
		p.stream(5, "/Filter /FlateDecode", b.String())
		if more != nil {
			more(p)
		}
		return p.bytes()
	}
	const million = 1 << 20
	tests := map[string][]byte{
		"q":          bomb(strings.Repeat("q ", 4*million), "", nil),
		"brackets":   bomb(strings.Repeat("[", 4*million), "", nil),
		"lists":      bomb(strings.Repeat("[1 2 3]", million), "", nil),
		"operands":   bomb(strings.Repeat("1 ", 4*million), "", nil),
		"glyphs":     bomb("BT /F1 9 Tf "+strings.Repeat("(aaaaaaaaaaaaaaaa) Tj ", million), "", nil),
		"lines":      bomb("BT /F1 9 Tf "+strings.Repeat("(a) Tj 0 -1 Td ", million), "", nil),
		"rectangles": bomb(strings.Repeat("0 0 9 9 re f ", million), "", nil),
		"marked":     bomb(strings.Repeat("/P BMC ", million), "", nil),
		"spaces":     bomb(strings.Repeat(" ", 30*million), "", nil),
		"forms": bomb(strings.Repeat("/X0 Do ", 1000), "/XObject <</X0 6 0 R>>", func(p *pdf) {
			p.stream(6, "/Subtype /Form /Resources <</XObject <</X0 6 0 R>>>>", strings.Repeat("/X0 Do ", 100))
		}),
		"pages": bomb("", "", func(p *pdf) {
			p.objects[3] = "<</Kids [" + strings.Repeat("<</Kids [3 0 R]>> <<>> ", 100_000) + "]>>"
		}),
		"tags": bomb("", "", func(p *pdf) {
			p.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K 6 0 R>>>>"
			p.objects[6] = "<</S /P /K [6 0 R " + strings.Repeat("<</K 6 0 R>> ", 100_000) + "]>>"
		}),
		"deep tags": bomb("", "", func(p *pdf) {
			p.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K 10 0 R>>>>"
			for i := 10; i < 5000; i++ {
				p.objects[i] = fmt.Sprintf("<</K %d 0 R>>", i+1)
			}
		}),
		"outline": bomb("", "", func(p *pdf) {
			p.objects[2] = "<</Pages 3 0 R /Outlines <</First 6 0 R>>>>"
			p.objects[6] = "<</Title (a) /Next 6 0 R /First 6 0 R>>"
		}),
		"references": bomb("", "", func(p *pdf) {
			p.objects[2] = "<</Pages 3 0 R /Lang 6 0 R>>"
			p.objects[6] = "7 0 R"
			p.objects[7] = "6 0 R"
		}),
		"names": bomb("", "", func(p *pdf) {
			p.objects[2] = "<</Pages 3 0 R /Names <</Dests 6 0 R>>>>"
			p.objects[6] = "<</Kids [6 0 R 6 0 R 6 0 R 6 0 R 6 0 R 6 0 R 6 0 R 6 0 R]>>"
		}),
	}
	for name, file := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			p, err := Read(file, sheet.Measure{Texts: []sheet.Node{{Text: strings.Repeat("abcdefghij", 1000)}}})
			// The bound is for a slow machine under the race detector; it takes a second at most.
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			switch {
			case err == nil:
				sound(t, p)
			case !errors.Is(err, errTooMuch):
				t.Error(err)
			}
		})
	}
}

// TestBombs holds that a small file cannot cost much time: streams of compressed nothing, and one stream painted many times.
func TestBombs(t *testing.T) {
	empty := "\x78\x01" + strings.Repeat("\x00\x00\x00\xff\xff", 400_000) // stored blocks of no bytes, which never end
	refs := "/Contents [" + strings.Repeat("5 0 R ", 100_000) + "]"
	for name, p := range map[string]*pdf{
		"empty blocks": newPDF("", helvetica),
		"a long text":  newPDF(strings.Repeat("q Q ", 100_000), helvetica),
	} {
		if name == "empty blocks" {
			p.stream(5, "/Filter /FlateDecode", empty)
		}
		p.objects[4] = strings.Replace(p.objects[4], "/Contents 5 0 R", refs, 1)
		begin := time.Now()
		Read(p.bytes(), sheet.Measure{})
		if took := time.Since(begin); took > time.Minute {
			t.Errorf("%s: read in %v", name, took)
		}
	}
}
