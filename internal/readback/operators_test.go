package readback

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

// TestText holds the operators of text to the text and the place of what they show.
func TestText(t *testing.T) {
	tests := map[string]struct{ content, want string }{
		"Tj":                      {"BT /F1 10 Tf 20 30 Td (Hello) Tj ET", "20 70 25 Hello"},
		"TJ":                      {"BT /F1 10 Tf 20 30 Td [(He) -20 (llo)] TJ ET", "20 70 25.2 Hello"},
		"TJ with a wide gap":      {"BT /F1 10 Tf 20 30 Td [(He) -300 (llo)] TJ ET", "20 70 28 He llo"},
		"TJ backwards":            {"BT /F1 10 Tf 20 30 Td [(He) 100 (llo)] TJ ET", "20 70 24 Hello"},
		"quote":                   {"BT /F1 10 Tf 12 TL 20 30 Td (a) ' ET", "20 82 5 a"},
		"double quote":            {"BT /F1 10 Tf 12 TL 20 30 Td 3 1 (a b) \" ET", "20 82 20 a b"},
		"T*":                      {"BT /F1 10 Tf 12 TL 20 30 Td (a) Tj T* (b) Tj ET", "20 70 5 a|20 82 5 b"},
		"TD sets the leading":     {"BT /F1 10 Tf 20 30 TD 0 -11 TD (a) Tj T* (b) Tj ET", "20 81 5 a|20 92 5 b"},
		"Tm":                      {"BT /F1 10 Tf 2 0 0 2 20 30 Tm (a) Tj ET", "20 70 10 a"},
		"Tc":                      {"BT /F1 10 Tf 1 Tc 20 30 Td (ab) Tj ET", "20 70 11 ab"},
		"Tc that parts letters":   {"BT /F1 10 Tf 1.6 Tc 20 30 Td (ab) Tj ET", "20 70 11.6 a b"},
		"Tw":                      {"BT /F1 10 Tf 4 Tw 20 30 Td (a b) Tj ET", "20 70 19 a b"},
		"Tz":                      {"BT /F1 10 Tf 50 Tz 20 30 Td (ab) Tj ET", "20 70 5 ab"},
		"Ts":                      {"BT /F1 10 Tf 20 30 Td 3 Ts (a) Tj ET", "20 67 5 a"},
		"cm":                      {"q 1 0 0 1 5 5 cm BT /F1 10 Tf 20 30 Td (a) Tj ET Q", "25 65 5 a"},
		"Q brings the font back":  {"BT /F1 10 Tf ET q BT /F1 20 Tf ET Q BT 20 30 Td (a) Tj ET", "20 70 5 a"},
		"q too many":              {strings.Repeat("q ", 400) + "2 0 0 2 0 0 cm " + strings.Repeat("Q ", 400) + "BT /F1 10 Tf 20 30 Td (a) Tj ET", "20 70 5 a"},
		"Q too many":              {"Q Q BT /F1 10 Tf 20 30 Td (a) Tj ET Q", "20 70 5 a"},
		"EMC too many":            {"EMC BT /F1 10 Tf 20 30 Td (a) Tj ET EMC", "20 70 5 a"},
		"two objects, one word":   {"BT /F1 10 Tf 20 30 Td (a) Tj ET BT 25 30 Td (b) Tj ET", "20 70 10 ab"},
		"two objects, two words":  {"BT /F1 10 Tf 20 30 Td (a) Tj ET BT 27 30 Td (b) Tj ET", "20 70 12 a b"},
		"far apart":               {"BT /F1 10 Tf 20 30 Td (a) Tj ET BT 90 30 Td (b) Tj ET", "20 70 5 a|90 70 5 b"},
		"raised":                  {"BT /F1 10 Tf 20 30 Td (a) Tj ET BT /F1 6 Tf 25 34 Td (2) Tj ET", "20 70 8 a2"},
		"spaces at the ends":      {"BT /F1 10 Tf 20 30 Td ( a ) Tj ET", "25 70 5 a"},
		"spaces only":             {"BT /F1 10 Tf 20 30 Td (   ) Tj ET", ""},
		"no font":                 {"BT 20 30 Td (a) Tj ET", ""},
		"unknown font":            {"BT /F9 10 Tf 20 30 Td (a) Tj ET", ""},
		"size 0":                  {"BT /F1 0 Tf 20 30 Td (a) Tj ET", ""},
		"no operands":             {"BT /F1 Tf Td Tj Tm cm re TJ gs Do BDC sc (a) Tj ET", ""},
		"ActualText":              {"BT /F1 10 Tf 20 30 Td /Span <</ActualText <FEFF00DF>>> BDC (SS) Tj EMC (x) Tj ET", "20 70 15 ßx"},
		"ActualText is for once":  {"BT /F1 10 Tf 20 30 Td /Span <</ActualText (fi)>> BDC (1) Tj (2) Tj EMC ET", "20 70 10 fi"},
		"WinAnsi":                 {"BT /F1 10 Tf 20 30 Td (\\226\\344) Tj ET", "20 70 10 –ä"},
		"control characters":      {"BT /F1 10 Tf 20 30 Td /S <</ActualText (a\\nb)>> BDC (x) Tj EMC ET", "20 70 5 a b"},
		"an image in the content": {"BI /W 1 /H 1 ID \x00EI\xff EI BT /F1 10 Tf 20 30 Td (a) Tj ET", "20 70 5 a"},
		"a comment":               {"BT /F1 10 Tf % (no) Tj\n20 30 Td (a) Tj ET", "20 70 5 a"},
		"stray brackets":          {"] >> } BT /F1 10 Tf 20 30 Td (a) Tj ET", "20 70 5 a"},
		"not closed":              {"BT /F1 10 Tf 20 30 Td (a) Tj (b", "20 70 5 a"},
		"nested marked content":   {strings.Repeat("/P BMC ", 400) + strings.Repeat("EMC ", 400) + "BT /F1 10 Tf 20 30 Td (a) Tj ET", "20 70 5 a"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, l := range readText(t, test.content) {
				got = append(got, fmt.Sprintf("%v %v %v %s", l.Rect.X, l.Base, l.Rect.W, l.Text))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColors(t *testing.T) {
	tests := map[string]struct {
		content string
		want    sheet.Color
	}{
		"black":          {"", sheet.Color{A: 1}},
		"g":              {".5 g", sheet.Color{R: .5, G: .5, B: .5, A: 1}},
		"rg":             {".1 .2 .3 rg", sheet.Color{R: .1, G: .2, B: .3, A: 1}},
		"k":              {"0 1 1 0 k", sheet.Color{R: 1, A: 1}},
		"sc":             {"/DeviceRGB cs 0 0 1 sc", sheet.Color{B: 1, A: 1}},
		"cs resets":      {"1 0 0 rg /DeviceRGB cs", sheet.Color{A: 1}},
		"a pattern":      {"1 0 0 rg /Pattern cs /P0 scn", sheet.Color{A: 1}},
		"stroked":        {"1 0 0 rg 0 1 0 RG 1 Tr", sheet.Color{G: 1, A: 1}},
		"invisible":      {"1 0 0 rg 3 Tr", sheet.Color{R: 1}},
		"alpha":          {"1 0 0 rg /G1 gs", sheet.Color{R: 1, A: .5}},
		"alpha and Q":    {"q /G1 gs Q", sheet.Color{A: 1}},
		"out of range":   {"9 -3 .5 rg", sheet.Color{R: 1, B: .5, A: 1}},
		"unknown state":  {"/G9 gs", sheet.Color{A: 1}},
		"too few, a gap": {"1 0 rg", sheet.Color{A: 1}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF(test.content+" BT /F1 10 Tf 20 30 Td (a) Tj ET", helvetica+"/ExtGState <</G1 <</ca .5>>>>").bytes()
			p, err := Read(file, sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, p.Sheets[0].Lines[0].Runs[0].Color); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestMarks holds what is painted without being text to its boxes, clipped.
func TestMarks(t *testing.T) {
	tests := map[string]struct {
		content string
		want    []sheet.Rect
	}{
		"filled":        {"10 20 30 40 re f", []sheet.Rect{{X: 10, Y: 40, W: 30, H: 40}}},
		"turned over":   {"40 60 -30 -40 re f*", []sheet.Rect{{X: 10, Y: 40, W: 30, H: 40}}},
		"a line":        {"2 w 10 50 m 90 50 l S", []sheet.Rect{{X: 9, Y: 49, W: 82, H: 2}}},
		"a curve":       {"0 0 m 10 10 20 10 30 0 c f", []sheet.Rect{{X: 0, Y: 90, W: 30, H: 10}}},
		"clipped":       {"q 0 0 20 100 re W n 10 20 30 40 re f Q 0 0 1 1 re f", []sheet.Rect{{X: 10, Y: 40, W: 10, H: 40}, {X: 0, Y: 99, W: 1, H: 1}}},
		"clipped away":  {"0 0 5 5 re W n 10 20 30 40 re f", nil},
		"off the sheet": {"300 20 30 40 re f", nil},
		"transparent":   {"/G0 gs 10 20 30 40 re f", nil},
		"no path":       {"f S B n", nil},
		"shading":       {"q 0 0 10 10 re W n /S0 sh Q", []sheet.Rect{{X: 0, Y: 90, W: 10, H: 10}}},
		"image":         {"q 30 0 0 20 5 5 cm /I0 Do Q", []sheet.Rect{{X: 5, Y: 75, W: 30, H: 20}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF(test.content, "/ExtGState <</G0 <</ca 0>>>> /XObject <</I0 6 0 R>>")
			file.stream(6, "/Subtype /Image", "")
			p, err := Read(file.bytes(), sheet.Measure{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, p.Sheets[0].Marks); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestForm follows a form: its matrix, its box, the opacity of a group, and its own marked content.
func TestForm(t *testing.T) {
	file := newPDF("/P <</MCID 0>> BDC BT /F1 10 Tf 20 30 Td (page) Tj ET EMC /G1 gs /X0 Do BT 20 10 Td (after) Tj ET", helvetica+
		"/ExtGState <</G1 <</ca .5>>>> /XObject <</X0 6 0 R>>")
	file.stream(6, "/Subtype /Form /Matrix [1 0 0 1 0 40] /BBox [0 0 35 50] /StructParents 1 /Group <</S /Transparency>> /Resources <<"+helvetica+">>",
		"/P <</MCID 0>> BDC BT /F1 10 Tf 20 10 Td (form) Tj ET EMC")
	file.objects[2] = "<</Pages 3 0 R /StructTreeRoot 7 0 R /MarkInfo <</Marked true>>>>"
	file.objects[7] = "<</K <</S /Document /K [8 0 R 9 0 R]>>>>"
	file.objects[8] = "<</S /P /Pg 4 0 R /K <</Type /MCR /Stm 6 0 R /MCID 0>>>>"
	file.objects[9] = "<</S /P /Pg 4 0 R /K 0>>"
	p, err := Read(file.bytes(), sheet.Measure{})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, p)
	var got []string
	for _, l := range p.Sheets[0].Lines {
		got = append(got, fmt.Sprintf("%d %v %v %s", l.Order, l.Base, l.Runs[0].Color.A, l.Text))
	}
	if diff := cmp.Diff([]string{"1 70 1 page", "0 50 0.5 form", "-1 90 0.5 after"}, got); diff != "" {
		t.Error(diff)
	}
	if !p.Info.Tagged {
		t.Error("not tagged")
	}
}
