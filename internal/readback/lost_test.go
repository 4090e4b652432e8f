package readback

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

// boxFont is a font with two-byte codes as Skia writes it, whose map knows "a" to "i" as 1 to 9, and nothing of glyph 0.
const boxFont = `/Font <</F1 <</Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Own /Encoding /Identity-H /ToUnicode 8 0 R
/DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Own /DW 500>>]>>>>`

// TestBoxes holds that boxes for characters that no font has are told from text that was cut off, in the text of the page and
// in what a style puts there.
func TestBoxes(t *testing.T) {
	box := func(text string) sheet.Lost { return sheet.Lost{Block: 0, Text: text, NoGlyph: true} }
	tests := map[string]struct {
		content string
		nodes   []sheet.Node
		lost    []sheet.Lost
	}{
		"none": {"/P <</MCID 0>> BDC <000100020003> Tj EMC", []sheet.Node{{Text: "abc"}}, nil},
		"in the text": {"/P <</MCID 0>> BDC <0001000200000003> Tj EMC", []sheet.Node{{Text: "ab𒅴c"}},
			[]sheet.Lost{box("𒅴")}},
		"two at the end": {"/P <</MCID 0>> BDC <0001000200000000> Tj EMC", []sheet.Node{{Text: "ab 漢字"}},
			[]sheet.Lost{box("漢字")}},
		"all of it": {"/P <</MCID 0>> BDC <0000> Tj EMC", []sheet.Node{{Text: "漢"}}, []sheet.Lost{box("漢")}},
		"one for two characters": {"/P <</MCID 0>> BDC <000100000002> Tj EMC", []sheet.Node{{Text: "a👩🏽b"}},
			[]sheet.Lost{box("👩🏽")}},
		"far less than was lost": {"/P <</MCID 0>> BDC <00010000> Tj EMC", []sheet.Node{{Text: "a bcdefghi"}},
			[]sheet.Lost{{Text: "bcdefghi"}, box("")}},
		"hidden from readers": {"/P <</MCID 0>> BDC <00010002> Tj EMC /Artifact BMC 0 -12 Td <00030000> Tj EMC", []sheet.Node{{Text: "ab"}, {Text: "c漢"}},
			[]sheet.Lost{box("漢")}},
		"before": {"<0000> Tj /P <</MCID 0>> BDC 5 0 Td <00010002> Tj EMC", []sheet.Node{{Text: "ab"}},
			[]sheet.Lost{box("")}},
		"in a marker": {"/Lbl <</MCID 2>> BDC <0000> Tj EMC /P <</MCID 3>> BDC 15 0 Td <00010002> Tj EMC", []sheet.Node{{Text: "ab"}},
			[]sheet.Lost{box("")}},
		"twice before": {"<0000> Tj /P <</MCID 0>> BDC 5 0 Td <00010002> Tj EMC 10 0 Td <0000> Tj", []sheet.Node{{Text: "ab"}},
			[]sheet.Lost{box("")}},
		"in the margin": {"/P <</MCID 0>> BDC <00010002> Tj EMC 0 -60 Td <000100000002> Tj", []sheet.Node{{Text: "ab"}},
			[]sheet.Lost{{Block: -1, NoGlyph: true}}},
		"not painted":      {"3 Tr <0000> Tj 0 Tr /P <</MCID 0>> BDC 5 0 Td <00010002> Tj EMC", []sheet.Node{{Text: "ab"}}, nil},
		"by other words":   {"/Span <</ActualText (>)>> BDC <0000> Tj EMC /P <</MCID 0>> BDC 5 0 Td <00010002> Tj EMC", []sheet.Node{{Text: "ab"}}, []sheet.Lost{box("")}},
		"no page is known": {"/P <</MCID 0>> BDC <00010000> Tj EMC", nil, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF("BT /F1 10 Tf 10 88 Td "+test.content+" ET", boxFont)
			file.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K 10 0 R>>>>"
			file.stream(8, "", "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> <0061> endbfrange")
			file.objects[10] = "<</S /Document /Pg 4 0 R /K [<</S /P /K 0>> <</S /L /K <</S /LI /K [<</S /Lbl /K 2>> <</S /LBody /K 3>>]>>>>]>>"
			p, err := Read(file.bytes(), sheet.Measure{Texts: test.nodes, Blocks: make([]sheet.Block, 1)})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, p)
			if diff := cmp.Diff(test.lost, p.Lost); diff != "" {
				t.Error(diff)
			}
		})
	}
}
