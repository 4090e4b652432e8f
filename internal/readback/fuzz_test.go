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

// FuzzDraw draws damaged files. Whatever the bytes, there is a drawing or an error, soon.
func FuzzDraw(f *testing.F) {
	for _, name := range []string{"shrunk", "type3", "untagged", "hostile"} {
		f.Add(readSample(f, name).pdf)
		f.Add(thin(f, readSample(f, name).pdf))
	}
	p := newPDF("/P0 gs /Pattern cs /P1 scn 5 5 90 90 re f* /P2 scn 1 2 m 3 4 5 6 v 7 8 9 10 y h b [3 1] 2 d S BT /F1 10 Tf 2 Tr (a) Tj ET q 0 0 9 9 re W* n /X0 Do Q",
		"/Font <</F1 <</Type /Font /Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 /LastChar 97 /Widths [500] /Encoding <</Differences [97 /a]>> /CharProcs <</a 7 0 R>> /Resources <</Font <</F1 9 0 R>>>>>>>>"+
			"/ExtGState <</P0 <</SMask <</S /Alpha /G 6 0 R>> /BM /Multiply /ca .5 /LJ 1>>>> /XObject <</X0 8 0 R>>"+
			"/Pattern <</P1 10 0 R /P2 <</PatternType 2 /Shading <</ShadingType 3 /Coords [0 0 0 0 0 9] /Function <</FunctionType 3 /Bounds [.5] /Functions [<</FunctionType 2 /C0 [0 0 1] /C1 [1]>> <</FunctionType 2>>]>>>>>>>>")
	p.stream(6, "/Subtype /Form /Group <<>> /BBox [0 0 50 50] /Resources <</ExtGState <</P0 <</SMask <</S /Alpha /G 6 0 R>>>>>>>>", "/P0 gs 0 0 9 9 re f")
	p.stream(7, "", "500 0 d0 0 0 500 500 re f BT /F1 9 Tf (a) Tj ET")
	p.stream(8, "/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceRGB", "abcdef")
	p.objects[9] = "<</Type /Font /Subtype /Type3 /CharProcs <</a 7 0 R>> /Encoding <</Differences [97 /a]>> /FontMatrix [1 0 0 1 0 0] /Resources <</Font <</F1 9 0 R>>>>>>"
	p.stream(10, "/PatternType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources <</Pattern <</P1 10 0 R>>>>", "/P1 scn 0 0 5 5 re f")
	f.Add(p.bytes())
	p = newPDF("/Pattern cs /P1 scn 5 5 90 90 re f", "/Pattern <</P1 <</PatternType 2 /Shading <</ShadingType 1 /ColorSpace /DeviceRGB /Domain [0 9 0 9] /Function 6 0 R>>>>>>")
	p.stream(6, "/FunctionType 4 /Domain [0 9 0 9] /Range [0 1 0 1 0 1]", "{ 9 div exch dup mul 0.5 lt {0 exch}{1 exch 2 copy pop 3 1 roll pop} ifelse 0 index }")
	f.Add(p.bytes())
	f.Fuzz(func(t *testing.T, pdf []byte) {
		begin := time.Now()
		d, err := Draw(pdf)
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		if err != nil {
			return
		}
		for _, s := range d.Sheets {
			soundItems(t, d, &s, s.Items)
		}
	})
}

// soundItems holds what is painted to what is there.
func soundItems(t *testing.T, d *sheet.Drawing, c *sheet.Canvas, items []sheet.Item) {
	t.Helper()
	within := func(what string, i, n, least int) {
		t.Helper()
		if i < least || i >= n {
			t.Fatalf("%s %d of %d", what, i, n)
		}
	}
	for _, i := range items {
		within("clip", i.Clip, len(c.Clips), -1)
		within("mask", i.Mask, len(c.Masks), -1)
		within("gradient", i.Gradient, len(d.Gradients), -1)
		for _, v := range i.Path.Points {
			if v != v || v > 1e6 || v < -1e6 {
				t.Fatalf("a point at %v", v)
			}
		}
		switch i.Kind {
		case sheet.Glyphs:
			within("face", i.Face, len(d.Faces), 0)
			for _, g := range i.Glyphs {
				within("glyph", g.Glyph, len(d.Faces[i.Face].Glyphs), 0)
			}
		case sheet.Image:
			within("picture", i.Picture, len(d.Pictures), 0)
			within("soft mask", i.Soft, len(d.Pictures), -1)
		case sheet.Group:
			soundItems(t, d, c, i.Items)
		}
	}
}
