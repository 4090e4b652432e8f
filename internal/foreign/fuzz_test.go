package foreign

import (
	"bytes"
	"testing"
	"time"
)

// FuzzRead reads damaged files. Whatever the bytes, there is a sound print or an error, soon.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"groff", "typst", "weasyprint", "libreoffice-table", "encrypted"} {
		f.Add(sample(f, name))
	}
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Rotate 90/Contents 5 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n" +
		"4 0 obj<</First 6 0 R>>endobj\n6 0 obj<</Title(a)/Next 6 0 R/First 6 0 R>>endobj\n" +
		"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 60>>stream\nBT /F1 10 Tf 20 30 Td (one) Tj [(two) -900 (three)] TJ ET /X Do\nendstream endobj\ntrailer<</Root 1 0 R>>"))
	if _, err := read(f, sample(f, "groff")); err != nil { // compiles the reader: an input that takes so long counts as hung
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, pdf []byte) {
		kept := bytes.Clone(pdf)
		begin := time.Now()
		p, err := read(t, pdf)
		if took := time.Since(begin); took > timeLimit+10*time.Second {
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
