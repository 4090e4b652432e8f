package source

import (
	"slices"
	"strings"
)

// NewPrint makes a File of a PDF without a source: its text, line by line, as it was read back from its sheets. Its
// positions have a sheet and a row; its first line is empty and on no sheet: there stands what is about the
// whole file, which [File.Top] names.
func NewPrint(path string, sheets [][]string) *File {
	var b strings.Builder
	b.WriteByte('\n')
	starts := make([]int, len(sheets))
	line := 2
	flat := strings.NewReplacer("\n", " ", "\r", " ")
	for i, rows := range sheets {
		starts[i] = line
		line += len(rows)
		for _, row := range rows {
			b.WriteString(flat.Replace(row))
			b.WriteByte('\n')
		}
	}
	f := NewFile(path, []byte(b.String()))
	f.sheets = starts
	return f
}

// IsPrint reports whether the file was made by [NewPrint]: its places are sheets and rows.
func (f *File) IsPrint() bool { return f != nil && f.sheets != nil }

// Row is the span of the 1-based row of a 1-based sheet of a print, without its line end; nowhere when there is none.
func (f *File) Row(sheet, row int) Span {
	if !f.IsPrint() || sheet < 1 || sheet > len(f.sheets) || row < 1 {
		return Span{}
	}
	n := f.sheets[sheet-1] + row - 1
	if sheet < len(f.sheets) && n >= f.sheets[sheet] {
		return Span{}
	}
	text, at, ok := f.Line(n)
	if !ok || at == len(f.Bytes) {
		return Span{}
	}
	return f.Span(at, at+len(text))
}

// place is the sheet and the row of a line; 0 and 0 for the first line of a print, and in any other file.
func (f *File) place(line int) (sheet, row int) {
	sheet, found := slices.BinarySearch(f.sheets, line)
	if found {
		for sheet++; sheet < len(f.sheets) && f.sheets[sheet] == line; sheet++ { // those before have no lines
		}
	}
	if sheet == 0 {
		return 0, 0
	}
	return sheet, line - f.sheets[sheet-1] + 1
}
