package readback

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// show is a value as text.
func show(v value) string {
	parts := func(open, close string) string {
		var s []string
		for _, e := range v.list {
			s = append(s, show(e))
		}
		return open + strings.Join(s, " ") + close
	}
	switch v.kind {
	case boolean:
		return fmt.Sprint(v.num == 1)
	case number:
		return fmt.Sprint(v.num)
	case text:
		return fmt.Sprintf("%q", v.str)
	case name:
		return "/" + string(v.str)
	case array:
		return parts("[", "]")
	case dict:
		return parts("<", ">")
	case ref:
		return fmt.Sprintf("ref %v", v.num)
	case keyword:
		return "word " + string(v.str)
	case closer:
		return "closer"
	}
	return "null"
}

func TestLexer(t *testing.T) {
	tests := map[string]struct {
		in   string
		refs bool
		want string // the values, parted by semicolons
	}{
		"numbers":            {"1 -2 +3 4.5 -.25 .3 7. 0012", false, "1; -2; 3; 4.5; -0.25; 0.3; 7; 12"},
		"broken numbers":     {"1.2.3 12ab - . 1-2 x", false, "1.2; 12; -0; 0; 1; word x"},
		"huge":               {strings.Repeat("9", 500) + " ." + strings.Repeat("3", 500), false, "1e+12; 0.3333333333333333"},
		"exact":              {".29999999 13.3299999 -.23999999", false, "0.29999999; 13.3299999; -0.23999999"},
		"words":              {"true false null obj", false, "true; false; null; word obj"},
		"names":              {"/Name /A#20B /#zz /a#2 //b", false, "/Name; /A B; /#zz; /a#2; /; /b"},
		"strings":            {`(a) (a(b)c) (\n(a)) () (\(\)\\) (\n\r\t\b\f) (\101\7\0533) (x\q)`, false, `"a"; "a(b)c"; "\n(a)"; ""; "()\\"; "\n\r\t\b\f"; "A\a+3"; "xq"`},
		"line ends":          {"(a\r\nb) (a\rb) (a\\\r\nb) (a\\\nb)", false, `"a\nb"; "a\nb"; "ab"; "ab"`},
		"open strings":       {`(a(b`, false, `"a(b"`},
		"open after escape":  {`(a\`, false, `"a"`},
		"hex":                {"<48 65> <4> <> <4x8> <48", false, `"He"; "@"; ""; "H"; "H"`},
		"arrays":             {"[1 [2] (a) x /b] ]", false, `[1 [2] "a" /b]; closer`},
		"dictionaries":       {"<</A 1 /B <</C [2]>> /D>> >>", false, `</A 1 /B </C [2]>>; closer`},
		"a value for no key": {"<</A 1 2 /B 3>>", false, "</A 1 /B 3>"},
		"a reference":        {"[1 0 R 2 3 0 R 4 0 Rx 5 6]", true, "[ref 1 2 ref 3 4 0 5 6]"},
		"no references":      {"1 0 R", false, "1; 0; word R"},
		"comments":           {"1 % 2\n3 %", false, "1; 3"},
		"stray":              {"} ) {", false, "word }; word ); word {"},
		"too deep":           {strings.Repeat("[", 100) + "1", false, strings.Repeat("[", 65) + strings.Repeat("]", 65)},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := &lexer{data: []byte(test.in), refs: test.refs, meter: &meter{left: 1e6}}
			var got []string
			for v := l.next(); v.kind != end; v = l.next() {
				got = append(got, show(v))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestLexerStops holds it to the meter.
func TestLexerStops(t *testing.T) {
	l := &lexer{data: []byte(strings.Repeat("1 ", 100)), meter: &meter{left: 10}}
	n := 0
	for l.next().kind != end {
		n++
	}
	if n != 10 {
		t.Errorf("%d values with fuel for 10", n)
	}
}

func TestTextString(t *testing.T) {
	tests := map[string]string{
		"(plain)":                            "plain",
		"<FEFF00DC0062D83DDE00>":             "Üb😀",
		"<EFBBBFC3BC>":                       "ü",
		"<EFBBBFFF>":                         "\uFFFD",
		"(\\204\\200\\240\\374\\030\\215)":   "—•€ü˘“",
		"<FEFF00>":                           "",
		"12":                                 "",
		"<FEFFD83D>":                         "\uFFFD",
		"(D:20261124000149+00'00') % a date": "D:20261124000149+00'00'",
	}
	for in, want := range tests {
		l := &lexer{data: []byte(in), meter: &meter{left: 100}}
		if got := textString(l.next()); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}
