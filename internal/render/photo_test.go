package render

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"
)

// A JPEG is whole when its end stands behind its scans, whatever stands behind that: phones put a film there.
func TestPictureSizeOfJPEG(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	film := append(bytes.Clone(whole), "film \xff\xda with the sign of a scan"...)
	for name, c := range map[string]struct {
		b  []byte
		ok bool
	}{"whole": {whole, true}, "with a film behind it": {film, true}, "cut off": {whole[:len(whole)-2], false}, "cut off in its head": {whole[:200], false},
		"its first bytes": {whole[:3], false}} {
		if w, h, ok := pictureSize(c.b); ok != c.ok || ok && (w != 40 || h != 30) {
			t.Errorf("%s: %d x %d, %v", name, w, h, ok)
		}
	}
}

// An AVIF is told by its brands from the HEIC of a phone and from a film, which begin in the same way.
func TestPictureOfBrands(t *testing.T) {
	for head, want := range map[string]bool{
		"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1miaf": true, "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00miafavif": true,
		"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heic": false, "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1avif": true,
		"\x00\x00\x00\x14ftypheic\x00\x00\x00\x00mif1avif": false, // behind the end of the box
		"\x00\x00\x00\x20ftypisom\x00\x00\x00\x00isommp42": false, "\xff\xff\xff\xffftypheic": false, "\x00\x00\x00\x00ftypavif\x00\x00\x00\x00": true, "\x00\x00\x00\x1cftypav": false,
	} {
		if _, _, ok := pictureSize([]byte(head)); ok != want {
			t.Errorf("%q: %v", head, ok)
		}
	}
}
