package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
)

// A mark is by what an unchanged file is known without reading it, and an unchanged artifact
// without making it.
type mark struct {
	size int64 // bytes
	time int64 // of the last change: nanoseconds since 1970
	key  [32]byte
}

// markOf is the mark of a file that holds the bytes of an artifact with the given Key.
func markOf(info fs.FileInfo, key [32]byte) mark {
	return mark{info.Size(), info.ModTime().UnixNano(), key}
}

// is reports whether a file is the one that was marked, unaltered.
func (m mark) is(info fs.FileInfo) bool {
	return info != nil && info.Mode().IsRegular() && info.Size() == m.size && info.ModTime().UnixNano() == m.time
}

const (
	stateHead = "resgen output state 1\n"
	markSize  = 8 + 8 + 32
)

// encodeState is the marks of a list's entries as Result.State: a head, the hash of the list,
// and the marks in the order of the entries.
func encodeState(l list, marks []mark) []byte {
	sum := sha256.Sum256(l.raw)
	b := make([]byte, 0, len(stateHead)+len(sum)+markSize*len(marks))
	b = append(b, stateHead...)
	b = append(b, sum[:]...)
	for _, m := range marks {
		b = binary.LittleEndian.AppendUint64(b, uint64(m.size))
		b = binary.LittleEndian.AppendUint64(b, uint64(m.time))
		b = append(b, m.key[:]...)
	}
	return b
}

// decodeState is the marks of a list's entries; nil when the state is of another list.
func decodeState(l list, b []byte) []mark {
	sum := sha256.Sum256(l.raw)
	b, ok := bytes.CutPrefix(b, append([]byte(stateHead), sum[:]...))
	if !ok || len(b) != markSize*len(l.entries) {
		return nil
	}
	marks := make([]mark, len(l.entries))
	for i := range marks {
		row := b[i*markSize:]
		marks[i] = mark{
			size: int64(binary.LittleEndian.Uint64(row)),
			time: int64(binary.LittleEndian.Uint64(row[8:])),
			key:  [32]byte(row[16:]),
		}
	}
	return marks
}
