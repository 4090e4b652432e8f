package unpack_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/unpack"
	"github.com/resgen/resgen/internal/unpack/unpacktest"
)

const word = "1 Hidden Road, Ockham"

// all is every part of a file, each behind its place.
func all(name string, b []byte) (string, []string) {
	var out strings.Builder
	unseen := unpack.Walk(name, b, func(p unpack.Part) { fmt.Fprintf(&out, "[%s] %s\n", p.Where, p.Bytes) })
	return out.String(), unseen
}

// TestWalk holds that a text is found wherever others could read it, and that it is said where.
func TestWalk(t *testing.T) {
	for _, form := range unpacktest.Forms(word) {
		t.Run(form.Name, func(t *testing.T) {
			got, unseen := all("a"+form.Ext, form.Bytes)
			found := form.Mixed // as it is said there, others take it apart
			for part := range strings.SplitSeq(got, "\n[") {
				where, text, _ := strings.Cut(strings.TrimPrefix(part, "["), "] ")
				found = found || where == form.Where && strings.Contains(text, word)
			}
			if !found || unseen != nil {
				t.Errorf("not found in %q; unseen %q:\n%q", form.Where, unseen, got)
			}
		})
	}
}

// TestUnseen holds that what cannot be looked into is named.
func TestUnseen(t *testing.T) {
	locked := unpacktest.Zip("c.txt", word)
	for _, magic := range []string{"PK\x03\x04", "PK\x01\x02"} {
		i := bytes.Index(locked, []byte(magic))
		flags := i + 6
		if magic[2] == 1 {
			flags = i + 8
		}
		locked[flags] |= 1
	}
	deep := word
	for range 8 {
		deep = string(unpacktest.Zip("a.zip", deep))
	}
	zeros := string(unpacktest.Gzip(strings.Repeat("\x00", 40<<20)))
	latin := "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n" + strings.Repeat("\xe9 quoted ", 3<<20) // in UTF-8 it is longer
	for _, tt := range []struct {
		name string
		b    []byte
		want string
	}{
		{"encrypted", locked, "c.txt is encrypted"},
		{"deep", []byte(deep), "is packed 5 times over"},
		{"large", []byte(zeros), "unpacks to more than 32 MB"},
		{"large within", unpacktest.Zip("a.gz", zeros, "b.gz", zeros, "c.gz", zeros, "d.gz", zeros), "b.gz unpacks to more than 32 MB"},
		{"large in another encoding", unpacktest.Zip("a.txt", latin, "b.txt", latin, "c.txt", latin), "more than"},
		{"damaged", unpacktest.Zip("c.txt", word)[:40], "is a damaged archive"},
		{"7-Zip", []byte("7z\xbc\xaf\x27\x1c\x00\x04"), "is an archive of 7-Zip"},
	} {
		if _, unseen := all("a", tt.b); !strings.Contains(strings.Join(unseen, "; "), tt.want) {
			t.Errorf("%s: %q", tt.name, unseen)
		}
	}
}

func FuzzWalk(f *testing.F) {
	for _, form := range unpacktest.Forms(word) {
		f.Add(form.Bytes)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, first := 0, true
		unpack.Walk("a.css", b, func(p unpack.Part) {
			if first && !bytes.Equal(p.Bytes, b) {
				t.Error("the file itself is not the first part")
			}
			first = false
			n += len(p.Bytes)
		})
		if n > 400<<20 {
			t.Errorf("%d bytes of %d", n, len(b))
		}
	})
}

func BenchmarkWalk(b *testing.B) {
	page := []byte(strings.Repeat("<p>Latency of the <em>ledger</em> was 480 ms &amp; is 95 ms.</p>\n", 120))
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		unpack.Walk("index.html", page, func(unpack.Part) {})
	}
}
