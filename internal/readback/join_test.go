package readback

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/sheet"
)

// TestJoin prints lines of text, each in marked content of its own, and joins them with the nodes of
// a page: block i is node i's unless said otherwise.
func TestJoin(t *testing.T) {
	type line struct {
		block int
		text  string
	}
	tests := map[string]struct {
		content string
		nodes   []sheet.Node
		want    []line
		lost    []sheet.Lost
	}{
		"two blocks": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC /P <</MCID 1>> BDC 0 -12 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: 1, Text: "two"}},
			[]line{{0, "one"}, {1, "two"}}, nil,
		},
		"two blocks on a row": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC /P <</MCID 1>> BDC 90 0 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: 1, Text: "two"}},
			[]line{{0, "one"}, {1, "two"}}, nil,
		},
		"one block on a row": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC /P <</MCID 1>> BDC 90 0 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: 0, Text: "two"}},
			[]line{{0, "one two"}}, nil,
		},
		"painted in another order than tagged": {
			"/P <</MCID 1>> BDC 0 -12 Td (two two) Tj EMC /P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: 1, Text: "two two"}},
			[]line{{1, "two two"}, {0, "one"}}, nil,
		},
		"no source": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC /P <</MCID 1>> BDC 0 -12 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: -1, Text: "two"}},
			[]line{{0, "one"}, {-1, "two"}}, nil,
		},
		"a block that is not there": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC",
			[]sheet.Node{{Block: 7, Text: "one"}},
			[]line{{-1, "one"}}, nil,
		},
		"lost": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC /P <</MCID 1>> BDC 0 -12 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one and a half"}, {Block: 1, Text: "two"}, {Block: 2, Text: "three"}, {Block: -1, Text: " four "}},
			[]line{{0, "one"}, {1, "two"}}, []sheet.Lost{{Block: 0, Text: "and a half"}, {Block: 2, Text: "three"}, {Block: -1, Text: "four"}},
		},
		"lost over two nodes": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one a"}, {Block: 0, Text: "é. "}},
			[]line{{0, "one"}}, []sheet.Lost{{Block: 0, Text: "aé."}},
		},
		"only white space is not lost": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "\n one \u00ad\u200b"}, {Block: 1, Text: " "}},
			[]line{{0, "one"}}, nil,
		},
		"cut off": {
			"q 10 0 12 200 re W n /P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC Q",
			[]sheet.Node{{Block: 0, Text: "one"}},
			[]line{{0, "one"}}, []sheet.Lost{{Block: 0, Text: "e"}},
		},
		"before and after": {
			"0 -12 Td (>) Tj /P <</MCID 0>> BDC 5 0 Td (one) Tj EMC 15 0 Td (<) Tj",
			[]sheet.Node{{Block: 0, Text: "one"}},
			[]line{{0, ">one<"}}, nil,
		},
		"in the margin": {
			"0 -80 Td (1 of 2) Tj 0 60 Td /P <</MCID 0>> BDC (one) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}},
			[]line{{-1, "1 of 2"}, {0, "one"}}, nil,
		},
		"aria-hidden": {
			"/P <</MCID 0>> BDC 0 -12 Td (one) Tj EMC 0 -12 Td (hid) Tj 0 -12 Td (den) Tj /P <</MCID 1>> BDC 0 -12 Td (two) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "one"}, {Block: 2, Text: "hidden"}, {Block: 1, Text: "two"}},
			[]line{{0, "one"}, {2, "hid"}, {2, "den"}, {1, "two"}}, nil,
		},
		"a marker": {
			"/Lbl <</MCID 2>> BDC 0 -12 Td (1.) Tj EMC /P <</MCID 3>> BDC 15 0 Td (1. item) Tj EMC",
			[]sheet.Node{{Block: 1, Text: "1. item"}},
			[]line{{1, "1. 1. item"}}, nil,
		},
		"a marker without an item": {
			"/Lbl <</MCID 2>> BDC 0 -12 Td (1.) Tj EMC",
			[]sheet.Node{{Block: 1, Text: "lost"}},
			[]line{{-1, "1."}}, []sheet.Lost{{Block: 1, Text: "lost"}},
		},
		"repeated in its element": {
			"/P <</MCID 0>> BDC 0 -12 Td (head of all) Tj EMC /P <</MCID 1>> BDC 0 -12 Td (row) Tj EMC /P <</MCID 0>> BDC 0 -12 Td (head of all) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "head of all"}, {Block: 1, Text: "row"}},
			[]line{{0, "head of all"}, {1, "row"}, {0, "head of all"}}, nil,
		},
		"in capitals": {
			"/P <</MCID 0>> BDC 0 -12 Td (STRASSE) Tj EMC",
			[]sheet.Node{{Block: 0, Text: "Straße"}},
			[]line{{0, "STRASSE"}}, nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			file := newPDF("BT /F1 10 Tf 10 100 Td "+test.content+" ET", helvetica)
			file.objects[2] = "<</Pages 3 0 R /StructTreeRoot <</K 10 0 R>>>>"
			file.objects[10] = "<</S /Document /Pg 4 0 R /K [<</S /P /K 0>> <</S /P /K 1>> <</S /L /K <</S /LI /K [<</S /Lbl /K 2>> <</S /LBody /K 3>>]>>>>]>>"
			m := sheet.Measure{Texts: test.nodes, Blocks: make([]sheet.Block, 3)}
			p, err := Read(file.bytes(), m)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, p)
			var got []line
			for _, l := range p.Sheets[0].Lines {
				got = append(got, line{l.Block, l.Text})
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(line{})); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.lost, p.Lost); diff != "" {
				t.Error(diff)
			}
		})
	}
}
