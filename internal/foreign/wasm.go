//go:build !packed

package foreign

import (
	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
)

// initialise starts PDFium from the module that go-pdfium embeds.
func initialise(c webassembly.Config) (pdfium.Pool, error) { return webassembly.Init(c) }
