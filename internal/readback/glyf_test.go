package readback

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/sheet"
)

// fontOf is a font file of glyphs, each given as it stands in the table.
func fontOf(glyphs ...[]byte) []byte {
	var loca, data []byte
	for _, g := range glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(data)))
		data = append(data, g...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(data)))
	head := make([]byte, 54)
	binary.BigEndian.PutUint16(head[18:], 1000)
	binary.BigEndian.PutUint16(head[50:], 1)
	tables := []struct {
		tag  string
		data []byte
	}{{"head", head}, {"loca", loca}, {"glyf", data}}
	out := append([]byte{0, 1, 0, 0, 0, byte(len(tables))}, 0, 0, 0, 0, 0, 0)
	at := len(out) + 16*len(tables)
	for _, t := range tables {
		out = append(append(out, t.tag...), 0, 0, 0, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t.data)))
		at += len(t.data)
	}
	for _, t := range tables {
		out = append(out, t.data...)
	}
	return out
}

func dumpPath(p sheet.Path) string {
	var b strings.Builder
	at := p.Points
	for _, op := range p.Ops {
		b.WriteByte(op)
		n := map[byte]int{'M': 2, 'L': 2, 'Q': 4, 'C': 6}[op]
		fmt.Fprint(&b, at[:n])
		at = at[n:]
	}
	return b.String()
}

var (
	// A triangle, and a blob of points that are all off the curve.
	triangle = []byte{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0x37, 0x37, 0x37, 10, 100, 0, 20, 0, 50}
	blob     = []byte{0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0x36 | repeated, 3, 0, 100, 0, 0, 0, 0, 100, 0}
	empty    = []byte{}
)

// compoundOf is a glyph made of others, each moved by (10, 20) and half as large.
func compoundOf(of ...byte) []byte {
	out := []byte{0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0}
	for i, g := range of {
		flags := byte(xyArgs | oneScale)
		if i < len(of)-1 {
			flags |= moreParts
		}
		out = append(out, 0, flags, 0, g, 10, 20, 0x20, 0)
	}
	return out
}

// TestOutlines reads glyphs that are well, and ones that are not.
func TestOutlines(t *testing.T) {
	bomb := [][]byte{triangle} // each made of ten of the one before
	for i := range 9 {
		b := byte(i)
		bomb = append(bomb, compoundOf(b, b, b, b, b, b, b, b, b, b))
	}
	tests := []struct {
		name   string
		glyphs [][]byte
		glyph  int
		want   string
	}{
		{"lines", [][]byte{triangle}, 0, "M[10 -20]L[110 -20]L[110 -70]Z[]"},
		{"off the curve", [][]byte{blob}, 0, "M[50 -50]Q[0 -0 50 -0]Q[100 -0 100 -50]Q[100 -100 100 -100]Q[100 -100 50 -50]Z[]"},
		{"nothing to see", [][]byte{empty, triangle}, 0, ""},
		{"made of another", [][]byte{triangle, compoundOf(0)}, 1, "M[15 -30]L[65 -30]L[65 -55]Z[]"},
		{"made of itself", [][]byte{compoundOf(0)}, 0, ""},
		{"too deep", bomb, 9, ""},
		{"too many", bomb, 5, ""},
		{"cut off", [][]byte{triangle[:18]}, 0, ""},
		{"points that end before they begin", [][]byte{{0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 2, 0, 0}}, 0, ""},
		{"not there", [][]byte{triangle}, 7, ""},
		{"below the first", [][]byte{triangle}, -1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g, ok := readGlyf(fontOf(tt.glyphs...))
			if !ok || g.units != 1000 {
				t.Fatal("not a font", ok, g.units)
			}
			m := meter{left: fuel}
			p := g.outline(tt.glyph, &m)
			if got := dumpPath(p); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if m.left < fuel-2_000_000 {
				t.Errorf("it took %d units", fuel-m.left)
			}
		})
	}
	for n := range fontOf(triangle) {
		if g, ok := readGlyf(fontOf(triangle)[:n]); ok {
			g.outline(0, &meter{left: fuel})
		}
	}
}
