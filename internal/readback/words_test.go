package readback

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWords shows that the two readers agree on what a good print says, and where they do not on
// another.
func TestWords(t *testing.T) {
	for name, same := range map[string]bool{"resume": true, "shrunk": true, "untagged": true, "type3": false, "hostile": false} {
		t.Run(name, func(t *testing.T) {
			s := readSample(t, name)
			p, err := Read(s.pdf, s.measure)
			if err != nil {
				t.Fatal(err)
			}
			words, err := Words(s.pdf)
			if err != nil {
				t.Fatal(err)
			}
			var a, b flat
			for _, sh := range p.Sheets {
				for _, l := range sh.Lines {
					a.add(0, l.Text)
				}
			}
			b.add(0, words)
			if diff := cmp.Diff(string(a.runes), string(b.runes)); (diff == "") != same {
				t.Errorf("the same: %t, want %t\n%s", !same, same, diff)
			}
		})
	}
}

func TestWordsOfNoPDF(t *testing.T) {
	for _, in := range []string{"", "%PDF-1.4", "%PDF-1.4\nstartxref\n9\n%%EOF", strings.Repeat("x", 2000)} {
		if _, err := Words([]byte(in)); err == nil || !strings.HasPrefix(err.Error(), "second reader: ") {
			t.Errorf("%.20q: error %v", in, err)
		}
	}
}
