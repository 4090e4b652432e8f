package readback

// A kind says what a [value] is.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text // a string; what its bytes mean depends on where it stands
	name
	array
	dict
	ref
	stream
	keyword // an operator, or a word of the file's structure such as "obj"
	closer  // "]" or ">>"
	end     // of the input
)

// A value is one object of a PDF, or one token of a content stream.
type value struct {
	kind kind
	num  float64 // of a number; 1 or 0 of a boolean; the object number of a ref
	str  []byte  // of a text, name or keyword; the bytes of a stream as they are stored
	list []value // of an array; of a dict or stream, keys and values in turn
}

// is reports whether v is the name or keyword s.
func (v value) is(s string) bool { return string(v.str) == s }

// find is the value of a key of a dict or of a stream's dict as it stands there,
// perhaps a ref; null when the key or the dict is not there.
func (v value) find(key string) value {
	if v.kind != dict && v.kind != stream {
		return value{}
	}
	for i := 0; i+1 < len(v.list); i += 2 {
		if string(v.list[i].str) == key {
			return v.list[i+1]
		}
	}
	return value{}
}

// integer is a number as an int; ok is false when v is no number, or one beyond 2^31.
func (v value) integer() (n int, ok bool) {
	if v.kind != number || v.num < -1<<31 || v.num > 1<<31 {
		return 0, false
	}
	return int(v.num), true
}

// reals are the numbers of an array, into dst; ok is false when v is not an array
// of just so many numbers.
func (v value) reals(dst []float64) (ok bool) {
	if v.kind != array || len(v.list) != len(dst) {
		return false
	}
	for i, e := range v.list {
		if e.kind != number {
			return false
		}
		dst[i] = e.num
	}
	return true
}
