package check_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/resume"
)

func secret(field, value string) compose.Secret {
	return compose.Secret{Field: field, Value: resume.Value{Text: value}}
}

func TestSecrets(t *testing.T) {
	const phone = "+46 70 174 06 05"
	tests := []struct {
		name, field, value, text string
		want                     bool
	}{
		{"as it is", "email", "ada@example.com", "<p>ada@example.com</p>", true},
		{"in capitals", "email", "ada@example.com", "Ada@Example.COM", true},
		{"capitals in the secret", "email", "Ada@Example.com", "ada@example.com", true},
		{"escaped for HTML", "location", "Höfn & \"Söhne\"", "<p>H&ouml;fn &amp; &#34;S&#xF6;hne&quot;</p>", true},
		{"escaped for JSON", "location", "1 Höfn <b>", `{"a":"1 H\u00f6fn \u003cb\u003e"}`, true},
		{"escaped for JavaScript", "email", "a+b@example.com", `"a\x2bb@example.com"`, true},
		{"escaped for an address", "email", "a+b@example.com", "mailto:a%2Bb%40example.com", true},
		{"escaped twice, as in a feed", "email", "a+b@example.com", "&lt;p&gt;&lt;b&gt;a&amp;#43;b&lt;/b&gt;@example.com&lt;/p&gt;", true},
		{"across tags", "text", "Earned 400 pounds a year", "<li>Earned <em>400 pounds</em>\n  a year</li>", true},
		{"across lines", "location", "1 Hidden Road, Ockham", "1 Hidden\n Road,\u00a0Ockham", true},
		{"in an attribute", "email", "ada@example.com", `<a href="mailto:ada@example.com">write</a>`, true},
		{"in a longer word", "location", "Ockham", "<p>Ockhamite, and preOckham</p>", false},
		{"at the end of a word of another script", "location", "Ulm", "<p>Ulmöl</p>", false},
		{"nowhere", "email", "ada@example.com", "<p>eve@example.com</p>", false},
		{"of no text", "text", "", "<p>anything</p>", false},

		{"an address", "link", "https://github.com/ada", `<a href="https://github.com/ada">`, true},
		{"an address with a slash", "link", "https://github.com/ada/", "see https://github.com/ada.", true},
		{"an address below it", "link", "https://github.com/ada", "https://github.com/ada/engine", false},
		{"another address", "link", "https://github.com/ada", "https://github.com/ada-b https://github.com/adam", false},

		{"a number as it is", "phone", phone, "call +46 70 174 06 05", true},
		{"a number without blanks", "phone", phone, "tel:+46701740605", true},
		{"a number with other signs", "phone", phone, "+46 (0)70-174.06/05", true},
		{"a number with the zero", "phone", phone, "call 070-174 06 05 now", true},
		{"a number with 00", "phone", phone, "0046701740605", true},
		{"a number in tags", "phone", phone, "<span>070</span>\n<span>174</span> <span>0605</span>", true},
		{"a number with odd blanks", "phone", phone, "070\u2011174\u00a006\u202f05", true},
		{"a number with entities", "phone", phone, "&#43;46&nbsp;70 174 0605", true},
		{"a number in JSON", "phone", phone, `{"telephone":"\u002b46701740605"}`, true},
		{"a number in an address", "phone", phone, "https://wa.me/?p=%2B46%2070%20174%2006%2005", true},
		{"a number behind a year", "phone", phone, "in 2024 070 174 06 05", true},
		{"a number of another person", "phone", phone, "+46 70 174 06 06", false},
		{"digits inside of longer ones", "phone", phone, "1234567890701740605", false},
		{"digits that go on", "phone", phone, "07017406051", false},
		{"a short number", "phone", "112", "call 112", true},
		{"a short number in others", "phone", "112", "4112", false},
		{"a national number", "phone", "020 7946 0018", "+44 20 7946 0018", true},
		{"a number under another label", "mobile", phone, "0701740605", true},
		{"digits of what is no number", "text", "Earned 4,000,000 pounds", "4000000", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := check.Secrets([]byte(tt.text), []compose.Secret{secret("other", "not in there"), secret(tt.field, tt.value)})
			if (len(got) == 1) != tt.want || len(got) == 1 && got[0].Field != tt.field {
				t.Errorf("%q in %q: %v", tt.value, tt.text, got)
			}
		})
	}
}

// TestSecretsBinary holds that digits of a binary file, which mean nothing, are no telephone numbers, and
// that a value is found there all the same.
func TestSecretsBinary(t *testing.T) {
	secrets := []compose.Secret{secret("phone", "+46 70 174 06 05"), secret("email", "ada@example.com")}
	font := append([]byte("wOF2\x00\x01\x00\x00"), "46 70-174.06 05"...)
	if got := check.Secrets(font, secrets); got != nil {
		t.Errorf("digits in a font: %v", got)
	}
	if got := check.Secrets(append(font, "ada@example.com"...), secrets); len(got) != 1 || got[0].Field != "email" {
		t.Errorf("a value in a binary file: %v", got)
	}
	latin := append([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "0701740605"...)
	if got := check.Secrets(latin, secrets); got != nil {
		t.Errorf("digits in a file that is no UTF-8: %v", got)
	}
	// Text stays text where its first 8,000 bytes end within a character.
	long := []byte(strings.Repeat("x", 7999) + "é 070 174 06 05")
	if got := check.Secrets(long, secrets); len(got) != 1 {
		t.Errorf("a number in a long text: %v", got)
	}
}

func FuzzSecrets(f *testing.F) {
	for _, s := range []string{"&#43;46", "\\u002b", "%2B", "<p", "&", "\\", "%", "&#x10FFFF;", "070-174 06 05", "<a<b>>"} {
		f.Add([]byte(s))
	}
	secrets := []compose.Secret{secret("phone", "+46 70 174 06 05"), secret("email", "ada@example.com"), secret("link", "https://x.example/a/")}
	f.Fuzz(func(t *testing.T, b []byte) {
		check.Secrets(b, secrets)
		// Blanks around a text keep it a word of its own; the text before must be none that is still open.
		if bytes.ContainsAny(b, "<&\\%") {
			return
		}
		if got := check.Secrets(append(bytes.Clone(b), "\n\nada@example.com\n"...), secrets); len(got) == 0 {
			t.Errorf("not found behind %q", b)
		}
	})
}

func BenchmarkSecrets(b *testing.B) {
	page := []byte(strings.Repeat("<p>Latency of the <em>ledger</em> was 480 ms &amp; is 95 ms.</p>\n", 120))
	few := []compose.Secret{secret("phone", "+46 70 174 06 05"), secret("email", "ada@example.com")}
	many := append([]compose.Secret{secret("location", "Ockham")}, few...)
	for i := range 20 {
		many = append(many, secret("text", fmt.Sprintf("Negotiated contract %d with hospitals, which nobody may know", i)))
	}
	font := make([]byte, len(page))
	for i := range font {
		font[i] = byte(i * i >> 3)
	}
	for _, bench := range []struct {
		name    string
		secrets []compose.Secret
		file    []byte
	}{{"page", few, page}, {"page and many", many, page}, {"font", few, font}} {
		b.Run(bench.name, func(b *testing.B) {
			s := check.NewSearch(bench.secrets)
			b.SetBytes(int64(len(bench.file)))
			for b.Loop() {
				if found := s.In(bench.file); found != nil {
					b.Fatal(found)
				}
			}
		})
	}
}
