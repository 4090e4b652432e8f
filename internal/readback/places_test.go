package readback

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

func TestPlaces(t *testing.T) {
	file := newPDF("", "")
	file.objects[2] = `<</Pages 3 0 R
		/Dests <</b0 [4 0 R /XYZ 0 90 0] /#25C3#25BCber [6 0 R /XYZ 0 50 0] /gone [99 0 R /XYZ 0 0 0] /odd 7>>
		/Names <</Dests <</Kids [<</Names [(tree) <</D [6 0 R /Fit]>>]>>]>>>>
		/Outlines <</First 10 0 R>>>>`
	file.objects[3] = "<</Kids [4 0 R 6 0 R] /MediaBox [0 0 200 100]>>"
	file.objects[4] = `<</Parent 3 0 R /Annots [
		<</Subtype /Link /Rect [10 20 30 40] /A <</S /URI /URI (https://a.example/)>>>>
		<</Subtype /Link /Rect [30 40 10 20] /Dest /#25C3#25BCber>>
		<</Subtype /Link /Rect [0 0 1 1] /A <</S /GoTo /D (tree)>>>>
		<</Subtype /Link /Rect [0 0 1 1] /A <</S /GoTo /D [6 0 R /Fit]>>>>
		<</Subtype /Link /Rect [0 0 1 1] /Dest [99 0 R]>>
		<</Subtype /Link /A <</URI (no place)>>>>
		<</Subtype /Widget /Rect [0 0 1 1] /A <</URI (no link)>>>> 7]>>`
	file.objects[6] = "<</Parent 3 0 R>>"
	file.objects[10] = "<</Title (One) /Dest [4 0 R /XYZ 0 0 0] /First 11 0 R /Next 12 0 R>>"
	file.objects[11] = "<</Title <FEFF00DC> /Dest /tree /Next 11 0 R>>"
	file.objects[12] = "<</Title (Two) /Dest [6 0 R /Fit]>>"
	m := sheet.Measure{
		Margins: [4]float64{20, 10, 5, 15},
		Blocks:  []sheet.Block{{ID: "b0"}, {ID: "über"}, {ID: "tree"}, {ID: "gone"}, {ID: "odd"}, {ID: "b0", Text: "with text", Sheet: 9, Y: 9}},
	}
	p, err := Read(file.bytes(), m)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	type at struct {
		Sheet, Last int
		Y           float64
	}
	var got []at
	for _, b := range p.Blocks {
		got = append(got, at{b.Sheet, b.Last, b.Y})
	}
	// Chrome leaves the top margin, 20, out of y.
	if diff := cmp.Diff([]at{{1, 1, 30}, {2, 2, 70}, {2, 2, 20}, {}, {}, {}}, got); diff != "" {
		t.Error(diff)
	}
	links := []sheet.Link{
		{Rect: sheet.Rect{X: 10, Y: 60, W: 20, H: 20}, URI: "https://a.example/"},
		{Rect: sheet.Rect{X: 10, Y: 60, W: 20, H: 20}, URI: "#%C3%BCber"},
		{Rect: sheet.Rect{X: 0, Y: 99, W: 1, H: 1}, URI: "#tree"},
		{Rect: sheet.Rect{X: 0, Y: 99, W: 1, H: 1}, URI: "#page=2"},
	}
	if diff := cmp.Diff(links, p.Sheets[0].Links); diff != "" {
		t.Error(diff)
	}
	outline := []sheet.Heading{{Title: "One", Level: 1, Sheet: 1}, {Title: "Ü", Level: 2, Sheet: 2}, {Title: "Two", Level: 1, Sheet: 2}}
	if diff := cmp.Diff(outline, p.Outline); diff != "" {
		t.Error(diff)
	}
}

func TestArea(t *testing.T) {
	// The page is 200 x 100; Chrome cuts the content to 180 x 80.
	const content = "10 10 180 80 re W n /P <</MCID 0>> BDC BT /F1 10 Tf 20 30 Td (a) Tj ET EMC"
	tests := map[string]struct {
		measure sheet.Measure
		want    sheet.Rect
	}{
		"not measured":          {sheet.Measure{}, sheet.Rect{X: 10, Y: 10, W: 180, H: 80}},
		"margins":               {sheet.Measure{Margins: [4]float64{1, 2, 3, 4}}, sheet.Rect{X: 4, Y: 1, W: 194, H: 96}},
		"margins and size":      {sheet.Measure{Margins: [4]float64{1, 2, 3, 4}, Width: 51, Height: 60}, sheet.Rect{X: 4, Y: 1, W: 51, H: 60}},
		"a part of a pixel":     {sheet.Measure{Margins: [4]float64{1, 2, 3, 4}, Width: 51.1, Height: 60}, sheet.Rect{X: 4, Y: 1, W: 51.75, H: 60}},
		"no margins, a size":    {sheet.Measure{Width: 200.25, Height: 100}, sheet.Rect{W: 200, H: 100}},
		"wider than the sheet":  {sheet.Measure{Margins: [4]float64{0, 0, 0, 50}, Width: 500}, sheet.Rect{X: 50, W: 150, H: 100}},
		"margins leave nothing": {sheet.Measure{Margins: [4]float64{90, 0, 90, 0}}, sheet.Rect{W: 200, H: 100}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF(content, helvetica)
			file.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K <</S /P /Pg 4 0 R /K 0>>>>>>"
			p, err := Read(file.bytes(), test.measure)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, p.Sheets[0].Area); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestScale prints text of 10 pt that was asked for at other sizes.
func TestScale(t *testing.T) {
	tests := map[string]struct {
		sizes []float64 // asked for, one a word of the text
		want  float64
	}{
		"as asked for":       {[]float64{10, 10, 10}, 1},
		"rounded by Chrome":  {[]float64{10.04, 10.04, 10.04}, 1},
		"shrunk":             {[]float64{12.5, 12.5, 12.5}, 0.8},
		"most say":           {[]float64{20, 10, 10}, 1},
		"sizes not known":    {[]float64{0, 0, 0}, 1},
		"smaller by a hair":  {[]float64{10.06, 10.06, 10.06}, 0.994},
		"larger than wanted": {[]float64{8, 8, 8}, 1.25},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := sheet.Measure{}
			for i, size := range test.sizes {
				m.Blocks = append(m.Blocks, sheet.Block{Size: size})
				m.Texts = append(m.Texts, sheet.Node{Block: i, Text: "word" + string(rune('a'+i))})
			}
			p, err := Read(newPDF("BT /F1 10 Tf 10 90 Td (worda) Tj 0 -20 Td (wordb) Tj 0 -20 Td (wordc) Tj ET", helvetica).bytes(), m)
			if err != nil {
				t.Fatal(err)
			}
			if p.Scale != test.want {
				t.Errorf("scale %v, want %v", p.Scale, test.want)
			}
		})
	}
}
