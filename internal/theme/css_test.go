package theme

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadStyle(t *testing.T) {
	for css, want := range map[string][]Fault{
		"": nil,
		"/* a } */ @page { margin: 1mm } :root:has(.a) { --x: 1; --y: \"}\" } @media print { h1 { color: red; } }": nil,
		"a { background: url(data:image/png;base64,AAAA) } b { background: url( \"x;}.png\" ) }":                   nil,
		"a { color: red":                                  {{2, `a "{" that is never closed`}},
		"a { color: red } }":                              {{17, `a "}" that closes nothing`}},
		"a { color: red; } /* b":                          {{18, "the comment that begins here is never closed"}},
		"a { content: \"x\n; color: red }":                {{13, "the text in quotes that begins here is never closed"}},
		"a { color red }":                                 {{4, "this is no declaration: it has no colon"}},
		"a { color: red\n  b { top: 0 }\n}":               nil, // as a browser, which takes "color: red b" for a selector
		"a { margin 0; color: red }":                      {{4, "this is no declaration: it has no colon"}},
		"color: red;":                                     {{0, "this stands in no rule"}},
		"a { width: calc(1px + (2px); } b { color: red }": {{15, `a "(" that is never closed`}},
		"a { background: url(x.png\n; }":                  {{19, `a "(" that is never closed`}},
		"a { b c: d }":                                    {{4, `this is no declaration; a ";" before it is missing, or a "{"`}},
	} {
		if diff := cmp.Diff(want, ReadStyle([]byte(css)).Faults); diff != "" {
			t.Errorf("%s\n%s", css, diff)
		}
	}
}

func TestReadStyleParts(t *testing.T) {
	s := ReadStyle([]byte("@import 'a.css'; @import url(https://b.example/c.css);\n@font-face { font-family: \"My Face\"; src: url(\"f.woff2\") format(\"woff2\") }\n" +
		".x { Font: 10pt/1.2 'Inter', \"My Face\", serif; float: right }"))
	if diff := cmp.Diff([]Address{{"a.css", 0}, {"https://b.example/c.css", 29}, {"f.woff2", 101}}, s.Addresses); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"My Face"}, s.Families()); diff != "" {
		t.Error(diff)
	}
	last := s.Declarations[len(s.Declarations)-2]
	if diff := cmp.Diff([]string{"Inter", "My Face", "serif"}, last.Asked()); diff != "" || last.Block != ".x" {
		t.Error(last, diff)
	}
}

// TestReadStyleTime holds that blanks and comments take no more time than other bytes: when each was held against all that was read before
// it, the first of these took 83 s.
func TestReadStyleTime(t *testing.T) {
	for _, css := range []string{"a{b:c" + strings.Repeat(" ", 400_000), strings.Repeat("/**/ ", 100_000)} {
		began := time.Now()
		ReadStyle([]byte(css))
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%.10q…, %d bytes, took %v", css, len(css), took)
		}
	}
}

func FuzzReadStyle(f *testing.F) {
	f.Add("a { b: c } /* d */ @import \"e\"; url(f) 'g' \\h ( ) }")
	f.Fuzz(func(t *testing.T, css string) {
		s := ReadStyle([]byte(css))
		for _, x := range s.Faults {
			if x.At < 0 || x.At > len(css) || x.Text == "" {
				t.Errorf("%+v", x)
			}
		}
		for _, d := range s.Declarations {
			if d.At < 0 || d.At >= len(css) || d.Property == "" && d.Value == "" {
				t.Errorf("%+v", d)
			}
			d.Asked()
		}
		for _, a := range s.Addresses {
			if a.At < 0 || a.At >= len(css) {
				t.Errorf("%+v", a)
			}
		}
	})
}
