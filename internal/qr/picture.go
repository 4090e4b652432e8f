// Package qr draws a text as a QR code (ISO/IEC 18004): as SVG, as PNG, and with half blocks for a terminal.
//
// In: a text of up to some 2,000 bytes. Out: the picture, with the light edge four squares wide that readers need, the same for the same text.
// What the text means is its callers' business.
package qr

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"

	"github.com/skip2/go-qrcode"
)

// bitmap is the squares of a code, row by row, true where it is dark. A seventh of it may be unreadable: it is printed, folded and photographed.
func bitmap(text string) ([][]bool, error) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("draw a QR code of %d bytes: %w", len(text), err)
	}
	return code.Bitmap(), nil
}

// PNG is the code as a picture in black and white, of which each square is scale pixels wide.
func PNG(text string, scale int) ([]byte, error) {
	dark, err := bitmap(text)
	if err != nil {
		return nil, err
	}
	side := len(dark) * scale
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if dark[y/scale][x/scale] {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("write a PNG: %w", err)
	}
	return described(b.Bytes(), text), nil
}

// described is a picture with what it says as a text of it (PNG specification, 11.3.3.4), behind its head: what looks through files for
// something private does not read squares.
func described(picture []byte, text string) []byte {
	const head = 8 + 4 + 4 + 13 + 4 // the signature, and the first chunk
	data := append([]byte("iTXtDescription\x00\x00\x00\x00\x00"), text...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)-len("iTXt")))
	chunk = append(chunk, data...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(data))
	return slices.Concat(picture[:head], chunk, picture[head:])
}

// SVG is the code as a drawing without a size of its own. name says to those who cannot see it what it is, and a description what it says,
// which what looks through files for something private reads, too.
func SVG(text, name string) ([]byte, error) {
	dark, err := bitmap(text)
	if err != nil {
		return nil, err
	}
	var label, says, path bytes.Buffer
	if err := xml.EscapeText(&label, []byte(strings.ToValidUTF8(name, "\ufffd"))); err != nil {
		return nil, fmt.Errorf("write an SVG: %w", err)
	}
	if err := xml.EscapeText(&says, []byte(strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd"))); err != nil {
		return nil, fmt.Errorf("write an SVG: %w", err)
	}
	for y, row := range dark {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			start := x
			for x < len(row) && row[x] {
				x++
			}
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", start, y, x-start, x-start)
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" role="img" shape-rendering="crispEdges"><title>%[2]s</title><desc>%[4]s</desc><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="%[3]s"/></svg>`+"\n",
		len(dark), label.Bytes(), path.Bytes(), says.Bytes())
	return b.Bytes(), nil
}
