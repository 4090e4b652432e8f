package check

import (
	"bytes"
	"encoding/base64"
	"testing"

	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/resume"
)

func sample() []compose.Secret {
	var out []compose.Secret
	for _, s := range [][2]string{{"phone", "+46 70 174 06 05"}, {"email", "a+b@Example.com"}, {"link", "https://x.example/a/"}, {"location", "1 Höfn & Söhne <b>"}, {"location", "Ockham"},
		{"name", "Владимир Ильин"}, {"text", "Earned 400 pounds a year, \"all in\" silver"}, {"text", "東京都千代田区に住んでいます"}, {"phone", "112"}, {"text", "No more than < 40 pounds a year"}} {
		out = append(out, compose.Secret{Field: s[0], Value: resume.Value{Text: s[1]}})
	}
	return out
}

// FuzzSkim holds that what goes through a text once passes over no value that a closer look finds.
func FuzzSkim(f *testing.F) {
	for _, b := range []string{"&#43;46 70 174-06 05", "a\\u002bb%40example.com", "<p>1 H&ouml;fn &amp; So\u0308hne &lt;b></p>", "Earned <em>400</em> pounds a year, &quot;all in&quot; silver", "&amp;#49;12 1&amp;#x31;2",
		"1%2512", "a<b", "ВЛАДИМИР\u00a0ИЛЬИН", "%D0%92%D0%BB%D0%B0%D0%B4%D0%B8%D0%BC%D0%B8%D1%80 Ильин", "YStiQEV4YW1wbGUuY29t", "\\u{31}12", "&#49", "<<>112>", "No more <i>than</i> < 40 pounds a year", "1<a>12</a>", "https://x.example/a", "東京都千代田区に住んで\u200bいます"} {
		f.Add([]byte(b))
	}
	s := NewSearch(sample())
	f.Fuzz(func(t *testing.T, b []byte) {
		seen := make([]bool, len(s.values))
		if s.skim(b, seen) {
			return
		}
		for _, i := range s.always {
			seen[i] = true
		}
		readings := readingsOf(b)
		for i := range s.values {
			if v := &s.values[i]; !seen[i] && v.within(b, readings) {
				t.Errorf("%q is in %q, and was passed over", v.Value.Text, b)
			}
		}
	})
}

// TestSearchOdd holds that a value is found in other letters, other forms of the same letters, and in base64 among other bytes.
func TestSearchOdd(t *testing.T) {
	s := NewSearch(sample())
	for text, want := range map[string]string{
		"1 HÖFN &AMP; SÖHNE &lt;B&gt;":           "1 Höfn & Söhne <b>",
		"1 Ho\u0308fn &amp; So\u0308hne &lt;b>":  "1 Höfn & Söhne <b>",
		"ВЛАДИМИР\u00a0ИЛЬИН":                    "Владимир Ильин",
		"a&#43b&#64Example.com":                  "a+b@Example.com",
		"a\\u{2b}b\\u{40}example.com":            "a+b@Example.com",
		"a%252Bb%2540example.com":                "a+b@Example.com",
		"&amp;lt;a&amp;#43;b@example.com":        "a+b@Example.com",
		"東京都千代田区に住んでいます":                         "東京都千代田区に住んでいます",
		"see " + encode("x a+b@Example.com"):     "a+b@Example.com",
		"see " + encode("xy a+b@Example.com, z"): "a+b@Example.com",
		"see " + encode("xyz a+b@Example.com!"):  "a+b@Example.com",
		"see " + encode("a+b@example.org, xyz"):  "",
	} {
		got := ""
		for _, x := range s.In([]byte(text)) {
			got += x.Value.Text
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	for _, x := range s.values {
		for _, e := range x.exact {
			file := append(append([]byte{0, 1, 2, 3}, e...), 0, 1)
			if got := s.In(file); len(got) != 1 || got[0] != x.Secret {
				t.Errorf("%q in a file that is no text: %v", e, got)
			}
		}
	}
	if got := s.InWords([]byte("nothing 1Höfn&Söhne<b> nothing")); len(got) != 1 {
		t.Errorf("without blanks: %v", got)
	}
	if !bytes.Equal(squeeze([]byte("A-b ö\u2019C")), []byte("aboc")) {
		t.Error(string(squeeze([]byte("A-b ö\u2019C"))))
	}
}

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
