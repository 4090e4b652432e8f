package readback

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

func TestToUnicode(t *testing.T) {
	m := toUnicode([]byte(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0003> <0020> <0CF2> <00660066> <0042> <D83DDE00> endbfchar
3 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <0059>] <0030> <0031> <00660069> endbfrange
endcmap (broken) beginbfchar <0001> nothing <0002> endbfchar`), &meter{left: 1e4})
	tests := map[uint32]string{
		0x03: " ", 0xCF2: "ff", 0x42: "😀", 0x10: "A", 0x12: "C", 0x13: "", 0x20: "X", 0x21: "Y", 0x22: "", 0x30: "fi", 0x31: "fj", 0: "", 0x01: "",
	}
	for code, want := range tests {
		if got := m.text(code); got != want {
			t.Errorf("code %#x is %q, want %q", code, got, want)
		}
	}
}

// TestFonts reads each kind of font that Skia writes, and its widths by where the third glyph begins.
func TestFonts(t *testing.T) {
	const about = " /FontDescriptor <</FontName /ABCDEF+Some-Bold /Ascent 900 /Descent -200"
	tests := map[string]struct {
		font, show string
		x          float64 // end of the text
		text       string
		want       sheet.Font
	}{
		"TrueType": {
			"/Subtype /TrueType /BaseFont /ABCDEF+Some-Bold /FirstChar 65 /Widths [100 200 300]" + about + " /FontFile2 7 0 R>>", "(ABC)",
			6, "ABC", sheet.Font{Name: "Some-Bold", Family: "Some", Type: "TrueType", Embedded: true},
		},
		"Type1, not embedded": {
			"/Subtype /Type1 /BaseFont /Some,Bold /FirstChar 65 /Widths [100 200]" + about + " /MissingWidth 400>>", "(AZ)",
			5, "AZ", sheet.Font{Name: "Some,Bold", Family: "Some", Type: "Type1"},
		},
		"CID with arrays and ranges": {
			"/Subtype /Type0 /BaseFont /ABCDEF+Some /DescendantFonts [<</Subtype /CIDFontType2 /DW 700 /W [1 [100 200] 5 7 300]" + about + " /FontFile2 7 0 R>>>>]", "<0001000200060009>",
			13, "", sheet.Font{Name: "Some", Family: "Some", Type: "TrueType", Embedded: true},
		},
		"CID with PostScript outlines": {
			"/Subtype /Type0 /BaseFont /Some /DescendantFonts [<</Subtype /CIDFontType0" + about + " /FontFamily (Some Family) /FontFile3 7 0 R>>>>]", "<0001>",
			10, "", sheet.Font{Name: "Some", Family: "Some Family", Type: "CIDFontType0", Embedded: true},
		},
		"Type3": {
			"/Subtype /Type3 /FontMatrix [.002 0 0 -.002 0 0] /FirstChar 65 /Widths [100 200 300]" + about + ">> /ToUnicode 8 0 R", "(ABC)",
			12, "xyz", sheet.Font{Name: "Some-Bold", Family: "Some", Type: "Type3", Embedded: true},
		},
		"Type3 without a name": {
			"/Subtype /Type3 /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65 /Widths [100 200 300] /ToUnicode 8 0 R", "(ABC)",
			6, "xyz", sheet.Font{Type: "Type3", Embedded: true},
		},
		"broken widths": {
			"/Subtype /Type0 /BaseFont /Some /DescendantFonts [<</Subtype /CIDFontType2 /DW 700 /W [1 /x 3 [] 9 8 7 [1]]>>]", "<0001>",
			7, "", sheet.Font{Name: "Some", Family: "Some", Type: "TrueType"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			// A bar behind the text says where it ended.
			file := newPDF(fmt.Sprintf("BT /F2 10 Tf 10 50 Td %s Tj /F1 10 Tf (|) Tj ET", test.show), helvetica[:len(helvetica)-2]+"/F2 6 0 R>>")
			file.objects[6] = "<</Type /Font " + test.font + ">>"
			file.stream(7, "", "")
			file.stream(8, "", "1 beginbfrange <41> <43> <0078> endbfrange")
			p, err := Read(file.bytes(), sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, p)
			last := p.Sheets[0].Lines[0].Runs
			if got := last[len(last)-1].Rect.X - 10; length(got) != test.x {
				t.Errorf("the text is %v pt wide, want %v", got, test.x)
			}
			if want := test.text + "|"; p.Sheets[0].Lines[0].Text != want {
				t.Errorf("text %q, want %q", p.Sheets[0].Lines[0].Text, want)
			}
			found := false
			for _, f := range p.Fonts {
				found = found || f == test.want
			}
			if !found {
				t.Errorf("fonts %s", cmp.Diff(test.want, p.Fonts))
			}
		})
	}
}
