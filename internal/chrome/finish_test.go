package chrome

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// printed is a PDF as Chrome wrote it: with a table, whose cells have ids.
func printed(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/print.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func fullInfo() Info {
	return Info{
		Title: "Maya – Engineer", Author: `Maya (M\L) Lindqvist`, Subject: "日本語 & <b> 😀", Keywords: "Go, Kafka,PostgreSQL, ", Lang: "de-CH",
		Date: time.Date(2024, 5, 6, 9, 8, 9, 0, time.FixedZone("", 2*3600)),
	}
}

func TestFinish(t *testing.T) {
	in := printed(t)
	before := bytes.Clone(in)
	out, err := Finish(in, fullInfo())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(in, before) {
		t.Error("the input was changed")
	}
	if again, err := Finish(in, fullInfo()); err != nil || !bytes.Equal(out, again) {
		t.Errorf("the second time gives other bytes (%v)", err)
	}
	if regexp.MustCompile(`D:2026`).Match(out) {
		t.Error("the date of the print is still there")
	}
	for _, want := range []string{"(D:20240506070809+00'00')", "(node00000001)", "(node00000002)", "/Lang (de-CH)", `(Maya \(M\\L\) Lindqvist)`, "(Go, Kafka,PostgreSQL, )", "/Producer (Skia/PDF m", "/Creator (Chromium)"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if n := len(regexp.MustCompile(`\(node0000000[12]\)`).FindAll(out, -1)); n != len(regexp.MustCompile(`\(node\d{8}\)`).FindAll(in, -1)) {
		t.Errorf("%d ids are renumbered", n)
	}

	// What is not named stays as Chrome made it.
	less, err := Finish(in, Info{})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(less, []byte("(D:20000101000000+00'00')")) || !bytes.Contains(less[len(in):], []byte("/Lang (sv)")) || bytes.Contains(less[len(in):], []byte("/Author")) {
		t.Errorf("without information:\n%s", less[len(in):])
	}
}

// TestFinishIgnoresWhenAndWhere plays another print: later, and in a process that has had other pages.
func TestFinishIgnoresWhenAndWhere(t *testing.T) {
	in := printed(t)
	other := regexp.MustCompile(`D:\d{14}`).ReplaceAll(in, []byte("D:20311224180000"))
	ids := regexp.MustCompile(`\(node(\d{8})\)`).FindAllSubmatch(in, -1)
	other = bytes.ReplaceAll(other, ids[0][0], []byte("(node00000999)"))
	other = regexp.MustCompile(`\(node0000[1-8]\d{3}\)|\(node000000\d\d\)`).ReplaceAll(other, []byte("(node00001000)"))
	if bytes.Equal(in, other) {
		t.Fatal("nothing differs before")
	}
	a, err1 := Finish(in, fullInfo())
	b, err2 := Finish(other, fullInfo())
	if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
		t.Errorf("something of the print is left (%v, %v)", err1, err2)
	}
}

// TestFinishAgain finishes a file that has been finished: its tables are a chain.
func TestFinishAgain(t *testing.T) {
	once, err := Finish(printed(t), fullInfo())
	if err != nil {
		t.Fatal(err)
	}
	twice, err := Finish(once, Info{Title: "Again", Date: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	f, err := openPDF(twice)
	if err != nil {
		t.Fatal(err)
	}
	n, err := f.reference("Info")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := f.object(n)
	if title, _ := find(entries, "Title"); err != nil || string(title.value) != "(Again)" {
		t.Errorf("title is %s (%v)", title.value, err)
	}
	if n := bytes.Count(twice, []byte("/Metadata ")); n != 2 { // one for each catalog
		t.Errorf("%d references to metadata", n)
	}
}

func TestFinishTools(t *testing.T) {
	out, err := Finish(printed(t), fullInfo())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, out, 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(t *testing.T, name string, args ...string) string {
		bin, err := exec.LookPath(name)
		if err != nil && os.Getenv("RESGEN_REQUIRE_CHROME") != "" {
			t.Fatal(err)
		}
		if err != nil {
			t.Skip(err)
		}
		b, err := exec.Command(bin, args...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, b)
		}
		return string(b)
	}
	t.Run("qpdf", func(t *testing.T) {
		if s := run(t, "qpdf", "--check", path); strings.Contains(s, "WARNING") {
			t.Error(s)
		}
	})
	t.Run("pdfinfo", func(t *testing.T) {
		s := run(t, "pdfinfo", "-isodates", path)
		for _, want := range []string{"Maya – Engineer", `Maya (M\L) Lindqvist`, "日本語 & <b> 😀", "Go, Kafka,PostgreSQL,", "2024-05-06T07:08:09", "Tagged:          yes", "Metadata Stream: yes"} {
			if !strings.Contains(s, want) {
				t.Errorf("no %q in\n%s", want, s)
			}
		}
	})
}

func TestXMP(t *testing.T) {
	packet := xmp(Info{Title: "a\x00<&>", Author: "Å", Subject: "s", Keywords: "x, y", Lang: "en"}, time.Unix(0, 0).UTC(), "Chromium", "Skia")
	for d := xml.NewDecoder(strings.NewReader(packet)); ; {
		_, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, packet)
		}
	}
	for _, want := range []string{">a\ufffd&lt;&amp;&gt;</rdf:li>", "<rdf:Seq><rdf:li>Å</rdf:li>", "<rdf:li>x</rdf:li><rdf:li>y</rdf:li>", "<pdf:Keywords>x, y<", "<xmp:CreateDate>1970-01-01T00:00:00Z<", "<pdf:Producer>Skia<"} {
		if !strings.Contains(packet, want) {
			t.Errorf("no %q in\n%s", want, packet)
		}
	}
	if s := xmp(Info{}, time.Unix(0, 0), "", ""); strings.Contains(s, "dc:title") || strings.Contains(s, "Keywords") {
		t.Errorf("empty fields in\n%s", s)
	}
}

func TestFinishErrors(t *testing.T) {
	in := printed(t)
	replace := func(old, new string) []byte {
		t.Helper()
		out := bytes.Replace(in, []byte(old), []byte(new), 1)
		if bytes.Equal(in, out) {
			t.Fatalf("no %q in the PDF", old)
		}
		return out
	}
	for _, tt := range []struct {
		name string
		pdf  []byte
		want string
	}{
		{"empty", nil, "no header"},
		{"no PDF", []byte("<html>"), "no header"},
		{"cut", in[:len(in)-100], "no startxref"},
		{"only a header", []byte("%PDF-1.4\n"), "no startxref"},
		{"a wild offset", regexp.MustCompile(`startxref\n\d+`).ReplaceAll(in, []byte("startxref\n999999999")), "do not end"},
		{"an offset elsewhere", regexp.MustCompile(`startxref\n\d+`).ReplaceAll(in, []byte("startxref\n20")), "no table"},
		{"a damaged table", replace("xref\n0 ", "xref\n0x"), "no trailer"},
		{"no root", replace("/Root ", "/Rxxt "), "the trailer has no /Root"},
		{"no information", replace("/Info ", "/Inxx "), "the trailer has no /Info"},
		{"no size", replace("/Size ", "/Sxxx "), "no /Size"},
		{"encrypted", replace("/Size ", "/Encrypt 1 0 R /Size "), "encrypted"},
		{"an object elsewhere", replace("1 0 obj", "7 0 obj"), "object 1 is not where it should be"},
		{"a loop of tables", bytes.Replace(in, []byte("/Size "), append([]byte("/Prev "), append(regexp.MustCompile(`startxref\n(\d+)`).FindSubmatch(in)[1], " /Size "...)...), 1), "do not end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Finish(tt.pdf, Info{})
			if !errors.Is(err, errForm) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := Finish(in, Info{Date: time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC)}); err == nil {
		t.Error("a year of five digits is taken")
	}
}

// small is a PDF of a few objects: a seed that the fuzzer can take apart in no time.
func small(prev int, objects ...string) []byte {
	b := []byte("%PDF-1.4\n")
	table := "xref\n0 1\n0000000000 65535 f \n"
	for i, o := range objects {
		table += fmt.Sprintf("%d 1\n%010d 00000 n \n", i+1, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	trailer := fmt.Sprintf("<</Size %d/Root 1 0 R/Info 2 0 R", len(objects)+1)
	if prev > 0 {
		trailer += fmt.Sprintf("/Prev %d", prev)
	}
	return fmt.Appendf(b, "%strailer\n%s>>\nstartxref\n%d\n%%%%EOF", table, trailer, len(b))
}

func FuzzFinish(f *testing.F) {
	f.Add(small(0, "<</Type/Catalog/Lang(sv)/X[<<>>(a\\))<41>%c\n]>>", "<</Title(x)/CreationDate(D:20261124004648+00'00')>>",
		"<</ID (node00000016)/A[<</Headers[(node00000017)]>>]>>", "<</Length 3>> stream\n(no\nendstream"), "Maya – X", "a,b")
	f.Add(small(9, "<<>>", "<<>>"), "", "")
	f.Add([]byte("%PDF-1.4 startxref 0"), "", "")
	f.Fuzz(func(t *testing.T, pdf []byte, title, keywords string) {
		out, err := Finish(pdf, Info{Title: title, Keywords: keywords})
		if err != nil {
			return
		}
		if len(out) <= len(pdf) {
			t.Fatal("nothing was added")
		}
		if _, err := Finish(out, Info{}); err != nil {
			t.Fatalf("the result cannot be read: %v", err)
		}
	})
}
