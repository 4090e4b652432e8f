package serve

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
)

// spliced makes a text of another one as the page does it.
func spliced(t *testing.T, old string, parts []json.RawMessage) string {
	t.Helper()
	was := utf16.Encode([]rune(old))
	var out []uint16
	for _, p := range parts {
		var at [2]int
		var text string
		switch {
		case json.Unmarshal(p, &text) == nil:
			out = append(out, utf16.Encode([]rune(text))...)
		case json.Unmarshal(p, &at) == nil && 0 <= at[0] && at[0] < at[1] && at[1] <= len(was):
			out = append(out, was[at[0]:at[1]]...)
		default:
			t.Fatalf("%s is no part of a text of %d units", p, len(was))
		}
	}
	return string(utf16.Decode(out))
}

func TestSplices(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	line := func(y int) string {
		return fmt.Sprintf(`<path transform="matrix(1 0 0 1 %d %d)" d="%s"/><text y="%d">%s`+"\n"+`</text>`, r.IntN(2), y, strings.Repeat("M1 2z", r.IntN(60)), y, []string{"Zürich 𝒳", "né <b>", "plain", ""}[r.IntN(4)])
	}
	for range 300 {
		var a, b []string
		for i := range r.IntN(40) {
			a = append(a, line(i))
		}
		for _, l := range a {
			switch r.IntN(12) {
			case 0: // gone
			case 1:
				b = append(b, line(r.IntN(40)))
			case 2:
				b = append(b, line(r.IntN(40)), l)
			case 3: // moved
				b = append(b, strings.ReplaceAll(l, "matrix(1", "matrix(2"))
			default:
				b = append(b, l)
			}
		}
		old, now := strings.Join(a, ""), strings.Join(b, "")
		said, err := json.Marshal(splices([]byte(old), []byte(now)))
		if err != nil {
			t.Fatal(err)
		}
		var parts []json.RawMessage
		if err := json.Unmarshal(said, &parts); err != nil {
			t.Fatal(err)
		}
		if got := spliced(t, old, parts); got != now {
			t.Fatalf("%q of %q makes %q, want %q", said, old, got, now)
		}
	}
	// What stays is not sent, and what has moved sends its place alone.
	outline := ` d="` + strings.Repeat("M1 2z", 1000) + `"/>`
	old := `<svg><path y="1"` + outline + `<path y="2"` + strings.ReplaceAll(outline, "M1", "M3") + `</svg>`
	said, _ := json.Marshal(splices([]byte(old), []byte(strings.ReplaceAll(old, `y="2"`, `y="3"`))))
	if len(said) > 80 {
		t.Errorf("%d bytes are sent: %.200s", len(said), said)
	}
	if got := splices([]byte(old), []byte(`<svg>`+strings.Repeat(`<path d="`+strings.Repeat("z", 1000)+`"/>`, 300)+`</svg>`)); got != nil {
		t.Errorf("more is sent than is worth it: %d parts", len(got))
	}
}
