//go:build packed

package foreign

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
)

// packed is go-pdfium's module, compressed by cmd/pack: 2.6 MB of 5.8. InitWithWASM keeps the linker from embedding the other.
//
//go:embed pdfium.wasm.gz
var packed []byte

// initialise starts PDFium from its module, which takes some 30 ms to unpack; its compiled form is remembered under the same
// key as that of the other build.
func initialise(c webassembly.Config) (pdfium.Pool, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack PDFium: %w", err)
	}
	c.WASM = make([]byte, binary.LittleEndian.Uint32(packed[len(packed)-4:])) // its length is the last that gzip writes
	if _, err := io.ReadFull(r, c.WASM); err != nil {
		return nil, fmt.Errorf("unpack PDFium: %w", err)
	}
	return webassembly.InitWithWASM(c)
}
