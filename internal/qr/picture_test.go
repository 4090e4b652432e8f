package qr

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/tooltest"
)

// decoded is the text of a picture of a code, by a reader of its own.
func decoded(t *testing.T, picture []byte) string {
	t.Helper()
	reader := tooltest.Need(t, "zbarimg")
	name := filepath.Join(t.TempDir(), "code.png")
	if err := os.WriteFile(name, picture, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-q", "--raw", "-Sbinary", name).Output()
	if err != nil {
		t.Errorf("%s: %v", reader, err)
	}
	return string(out)
}

var texts = []string{
	"https://maya.example",
	"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Åsa Øberg-Müller\r\nN:;Åsa Øberg-Müller;;;\r\nTITLE:Engineer\\, Platform\r\nTEL:+46701740605\r\nEND:VCARD\r\n",
	strings.Repeat("a longer text, ", 40),
}

// TestPNGIsRead has pictures read by a reader of its own: the very text.
func TestPNGIsRead(t *testing.T) {
	for _, text := range texts {
		for _, scale := range []int{3, 12} {
			b, err := PNG(text, scale)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(bytes.NewReader(b)); err != nil || !bytes.Contains(b, []byte(text)) {
				t.Errorf("%q is not in the picture as a text: %v", text, err)
			}
			if got := decoded(t, b); got != text {
				t.Errorf("%d pixels a square: %q is read as %q", scale, text, got)
			}
		}
	}
	if _, err := PNG(strings.Repeat("x", 3000), 4); err == nil {
		t.Error("3000 bytes are drawn")
	}
}

// TestSVGIsRead has the drawing filled in by its path, and read.
func TestSVGIsRead(t *testing.T) {
	for _, text := range texts {
		svg, err := SVG(text, `Åsa "<&>"`)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(svg, []byte("<title>Åsa &#34;&lt;&amp;&gt;&#34;</title>")) {
			t.Errorf("no title in %s", svg[:200])
		}
		side, _ := strconv.Atoi(string(regexp.MustCompile(`viewBox="0 0 (\d+) `).FindSubmatch(svg)[1]))
		const scale = 5
		img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
		for i := range img.Pix {
			img.Pix[i] = 255
		}
		for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllSubmatch(svg, -1) {
			var n [4]int
			for i := range n {
				n[i], _ = strconv.Atoi(string(m[i+1]))
			}
			if n[2] != n[3] {
				t.Fatalf("%s is not closed", m[0])
			}
			for x := n[0] * scale; x < (n[0]+n[2])*scale; x++ {
				for y := n[1] * scale; y < (n[1]+1)*scale; y++ {
					img.SetGray(x, y, color.Gray{0})
				}
			}
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		var read struct {
			Says string `xml:"desc"`
		}
		if err := xml.Unmarshal(svg, &read); err != nil || read.Says != strings.ReplaceAll(text, "\r\n", "\n") {
			t.Errorf("%q is described as %q: %v", text, read.Says, err)
		}
		if got := decoded(t, b.Bytes()); got != text {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
