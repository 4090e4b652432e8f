// Package source holds the user's files as they were read: bytes, spans, and the
// way from a byte offset to a line and column.
//
// In: a folder, or one file. Out: a [Set] of immutable files and a list of
// [Problem] values for what could not be used (a file that is not UTF-8, one
// that is too large, a link that leaves the folder). It is the only package that
// reads content; it never parses what it reads and never writes.
package source

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"sync"
	"unicode/utf8"
)

// A File is one file as it was read. It never changes; edits make a new File.
type File struct {
	Path  string    // slash-separated, relative to the site's root
	Bytes []byte    // never modified
	Hash  [32]byte  // SHA-256 of Bytes
	ID    [4]uint64 // tells files apart by their path and bytes: a hash of both

	variable bool // it is a variable of the environment: Path is its name

	lines  func() []int // where each line starts, found when it is first asked for
	sheets []int        // of a print, the line on which each sheet begins; else nil
}

// NewFile makes a File from bytes that the caller hands over for good.
func NewFile(path string, b []byte) *File {
	f := &File{Path: path, Bytes: b, Hash: sha256.Sum256(b)}
	both := sha256.Sum256(append(f.Hash[:len(f.Hash):len(f.Hash)], path...))
	for i := range f.ID {
		f.ID[i] = binary.LittleEndian.Uint64(both[8*i:])
	}
	f.lines = sync.OnceValue(func() []int { return lineStarts(b) })
	return f
}

// NewVariable makes a File of a variable of the environment, so that what is said of its value has a place. It is in no [Set].
func NewVariable(name, value string) *File {
	f := NewFile(name, []byte(value))
	f.variable = true
	return f
}

// IsVariable reports whether it is no file, but a variable of the environment.
func (f *File) IsVariable() bool { return f != nil && f.variable }

// lineStarts is the offset at which each line begins. A line ends at "\n", "\r\n" or a lone "\r".
func lineStarts(b []byte) []int {
	starts := []int{0}
	for i, c := range b {
		if c == '\n' || c == '\r' && (i+1 == len(b) || b[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// Span is the span of the bytes from start to end, cut to the file's size.
func (f *File) Span(start, end int) Span {
	if f == nil {
		return Span{}
	}
	start = min(max(start, 0), len(f.Bytes))
	end = min(max(end, start), len(f.Bytes))
	return Span{File: f, Start: start, End: end}
}

// Whole is the span of the whole file.
func (f *File) Whole() Span { return f.Span(0, len(f.Bytes)) }

// Top is the empty span before the file's first byte: where a finding goes that
// is about what the file does not have.
func (f *File) Top() Span { return f.Span(0, 0) }

// A Span is a byte range of one file. The zero Span is "nowhere".
type Span struct {
	File  *File
	Start int // byte offset, 0-based
	End   int // byte offset behind the last byte, >= Start
}

// Known reports whether the span points into a file.
func (s Span) Known() bool { return s.File != nil }

// Text is the text that the span covers; "" when nowhere.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return string(s.File.Bytes[s.Start:s.End])
}

// Path is the file's path, or "" when nowhere.
func (s Span) Path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}

// Sub is the part of the span from byte i to byte j, counted from its start.
func (s Span) Sub(i, j int) Span { return s.File.Span(s.Start+i, s.Start+j) }

// Join is the smallest span that covers s and t, which are in one file; a span
// that is nowhere is left out of the account.
func (s Span) Join(t Span) Span {
	switch {
	case s.File == nil:
		return t
	case t.File == nil || t.File != s.File:
		return s
	}
	return Span{File: s.File, Start: min(s.Start, t.Start), End: max(s.End, t.End)}
}

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool {
	return s.File != nil && s.File == t.File && s.Start <= t.Start && t.End <= s.End
}

// A Position is a place as people and editors name it.
type Position struct {
	Path   string
	Line   int // 1-based; 0 when nowhere
	Col    int // 1-based, in code points
	Offset int // 0-based, in bytes
	Sheet  int // of a print without a source: the 1-based sheet; 0 for what is on none, and in any other file
	Row    int // the 1-based line on that sheet; Line counts through all of them
}

// Position is where the span starts. A line ends at "\n", "\r\n" or a lone "\r".
func (s Span) Position() Position { return s.File.position(s.Start) }

// EndPosition is where the span ends (the place behind its last byte).
func (s Span) EndPosition() Position { return s.File.position(s.End) }

func (f *File) position(offset int) Position {
	if f == nil {
		return Position{}
	}
	offset = min(max(offset, 0), len(f.Bytes))
	starts := f.lines()
	line, found := slices.BinarySearch(starts, offset)
	if found {
		line++
	}
	start := starts[line-1]
	p := Position{Path: f.Path, Line: line, Col: utf8.RuneCount(f.Bytes[start:offset]) + 1, Offset: offset}
	p.Sheet, p.Row = f.place(line)
	return p
}

// Line is the text of the 1-based line n without its line end, and the byte
// offset at which it starts; ok is false when the file has no such line.
func (f *File) Line(n int) (text string, offset int, ok bool) {
	if f == nil || n < 1 {
		return "", 0, false
	}
	starts := f.lines()
	if n > len(starts) {
		return "", 0, false
	}
	offset, end := starts[n-1], len(f.Bytes)
	if n < len(starts) {
		end = starts[n] - 1
		if end > offset && f.Bytes[end] == '\n' && f.Bytes[end-1] == '\r' {
			end--
		}
	}
	return string(f.Bytes[offset:end]), offset, true
}
