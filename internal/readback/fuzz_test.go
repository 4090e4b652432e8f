package readback

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	"github.com/resgen/resgen/internal/sheet"
)

// FuzzRead reads damaged files. Whatever the bytes, there is a sound Print or an error, soon.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"shrunk", "type3", "untagged"} {
		f.Add(thin(f, readSample(f, name).pdf))
	}
	p := newPDF("BT /F1 10 Tf 20 30 Td /P <</MCID 0>> BDC [(one) -300 (two)] TJ EMC (three) ' ET q 1 0 0 1 5 5 cm 0 0 9 9 re W n /X0 Do Q", helvetica+"/XObject <</X0 6 0 R>>")
	p.stream(6, "/Subtype /Form /StructParents 1 /Resources <<"+helvetica+">>", "/P <</MCID 0>> BDC BT /F1 8 Tf (form) Tj ET EMC")
	p.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K [<</S /P /Pg 4 0 R /K 0>> <</S /LI /K [<</S /Lbl /K <</Type /MCR /Pg 4 0 R /Stm 6 0 R /MCID 0>>>>]>>]>> /Dests <</a [4 0 R /XYZ 0 5 0]>> /Outlines <</First 7 0 R>> /Names <</Dests <</Names [(b) [4 0 R]]>>>>>>"
	p.objects[7] = "<</Title (T) /Dest /a /Next 7 0 R>>"
	f.Add(p.bytes())
	f.Add(revised(p.bytes(), lastTable(p.bytes()), map[int]string{1: "<</Producer (x)>>"}, ""))
	m := sheet.Measure{
		Blocks: []sheet.Block{{ID: "a", Size: 10}, {ID: "b", Text: "three"}},
		Texts:  []sheet.Node{{Block: 0, Text: "one two"}, {Block: 1, Text: "three"}, {Block: -1, Text: "form"}},
	}
	f.Fuzz(func(t *testing.T, pdf []byte) {
		kept := bytes.Clone(pdf)
		begin := time.Now()
		p, err := Read(pdf, m)
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		if err == nil {
			sound(t, p)
		}
		if !bytes.Equal(kept, pdf) {
			t.Error("the file was changed")
		}
	})
}

// thin is a file without its fonts' outlines, which nobody reads, and with nothing compressed: so
// the fuzzer gets at what matters.
func thin(t testing.TB, pdf []byte) []byte {
	t.Helper()
	f, err := open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	slim := newPDF("", "")
	slim.objects = map[int]string{}
	for n, o := range f.objects {
		v := f.object(n)
		if o.offset < 0 {
			continue
		}
		raw := pdf[o.offset:]
		raw = raw[bytes.Index(raw, []byte("obj"))+4:]
		raw = raw[:bytes.Index(raw, []byte("endobj"))]
		switch {
		case v.find("Filter").kind == null:
			slim.objects[n] = string(raw)
		case v.find("Length1").kind == null:
			dict := raw[bytes.Index(raw, []byte("<<"))+2 : bytes.Index(raw, []byte("/Filter"))]
			slim.stream(n, string(dict), string(f.content(v)))
		}
	}
	root := strconv.Itoa(int(f.trailers[0].find("Root").num))
	return bytes.Replace(slim.bytes(), []byte("/Root 2 0 R"), []byte("/Root "+root+" 0 R"), 1)
}
