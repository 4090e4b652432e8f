package readback

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	pdflib "github.com/ledongthuc/pdf"
)

// maxWords bounds what Words reads, in bytes of text.
const maxWords = 16 << 20

// Words is the text of a PDF in the order in which its content stands, as a plain reader by another
// hand (github.com/ledongthuc/pdf) sees it: it knows neither tags nor ActualText nor places, puts a
// line break before each text object, and does not look into forms. Where it differs from the lines
// of [Read], a parser may well do so too.
//
// It is for files that Read took; it does not bound the time that a file made to hurt can take.
func Words(pdf []byte) (words string, err error) {
	defer func() {
		// Its readers of objects report what they do not understand by panicking.
		if v := recover(); v != nil {
			words, err = "", fmt.Errorf("second reader: %v", v)
		}
	}()
	r, err := pdflib.NewReader(bytes.NewReader(pdf), int64(len(pdf)))
	if err != nil {
		return "", fmt.Errorf("second reader: %w", err)
	}
	text, err := r.GetPlainText()
	if err != nil {
		return "", fmt.Errorf("second reader: %w", err)
	}
	b, err := io.ReadAll(io.LimitReader(text, maxWords))
	if err != nil {
		return "", fmt.Errorf("second reader: %w", err)
	}
	if len(b) == maxWords {
		return "", errors.New("second reader: too much text")
	}
	return string(b), nil
}
