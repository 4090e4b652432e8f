package document

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/source"
)

// comparePlain reads a block with both YAML readers, if the plain one will have it.
func comparePlain(t *testing.T, block string) (taken bool) {
	t.Helper()
	f := source.NewFile("test.md", []byte(block))
	plain, full := &Document{File: f, MetaSpan: f.Whole()}, &Document{File: f, MetaSpan: f.Whole()}
	got, ok := plain.readPlainYAML()
	if !ok {
		return false
	}
	want := full.readFullYAML()
	same := cmp.Comparer(func(a, b *source.File) bool { return a == b })
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Errorf("plain reader of %q (-full +plain):\n%s\nfull reader reports %v", block, diff, full.Diags)
	}
	if diff := cmp.Diff(full.Diags, plain.Diags, same); diff != "" {
		t.Errorf("reports for %q (-full +plain):\n%s", block, diff)
	}
	return true
}

var plainBlocks = []struct {
	block string
	taken bool
}{
	{"title: What an idempotency key has to remember\ndate: 2026-06-01\ntags: [go, postgresql, \"two words\"]\ndraft: false\n", true},
	{"title: \"a: b\"\r\nphone: +46 70 174 06 05\r\nurl: https://x.example/y#z\r\n\r\n", true},
	{"links: [https://github.com/x, https://x.example/a?b=c]\nempty: []\n", true},
	{"a: 1\nb: 1.5\nc: 0x1F\nd: 1_000\ne: null\nf: True\ng: +4670\nh: 007\ni: 1e3\nj: 12:30\n", true},
	{"a: x\na: y\nb: 'q'\na: z\n", true},
	{"null: a\nTrue: b\nno: c\n_x-1: d\n", true},
	{"a: Stockholm, Sweden (remote) - or [not]\n", true},
	{"a: b: c\n", false},
	{"a: b # c\n", false},
	{"# c\na: b\n", false},
	{"a: b\n  c\n", false},
	{"a:\n", false},
	{"a: |\n  b\n", false},
	{"a: {b: c}\n", false},
	{"a: [b, c\n", false},
	{"a: [b, [c]]\n", false},
	{"a: [b, c,]\n", false},
	{"a: 'it''s'\n", false},
	{"a: \"\\n\"\n", false},
	{"a: *b\n", false},
	{"a: -1\n", false},
	{"- a\n", false},
	{"", false},
}

func TestPlainYAML(t *testing.T) {
	for _, c := range plainBlocks {
		if taken := comparePlain(t, c.block); taken != c.taken {
			t.Errorf("plain reader takes %q: %v, want %v", c.block, taken, c.taken)
		}
	}
}

// TestPlainYAMLRandom compares the readers on lines thrown together.
func TestPlainYAMLRandom(t *testing.T) {
	pieces := strings.Split(`a|b c|key|k8s|: |:| |  |,|, |[|]|"|'|#| #|-|- |+|1|2024-01-02|0|.|true|null|~|é|日本|/|(|)|&|*|!|>|{|}|%|@|?|? |=|_|$|<<|\|x: [|x: |y: "|z: '|https://x.y/z`, "|")
	pieces = append(pieces, "\n", "\r\n", "\nk: ", "\nl: [", "\nm: a", "|")
	r := rand.New(rand.NewPCG(1, 1))
	taken := 0
	for range 20000 {
		var b strings.Builder
		b.WriteString("k: ")
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if comparePlain(t, b.String()) {
			taken++
		}
		if t.Failed() {
			break
		}
	}
	if taken < 500 {
		t.Errorf("the plain reader took %d blocks only", taken)
	}
}

func FuzzPlainYAML(f *testing.F) {
	for _, c := range plainBlocks {
		f.Add([]byte(c.block))
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		if len(block) < maxHead && !bytes.Contains(block, []byte("\n---")) {
			comparePlain(t, string(block))
		}
	})
}
