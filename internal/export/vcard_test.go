package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/resgen/resgen/internal/resume"
)

const contact = `---
name: María José Carreño Quiñones; Jr.
headline: Engineer, Platform
email: maria@example.com
phone: +44 (0)20 7946-0018
location: Bilbao, País Vasco, España
links:
  - https://mariajose-carreno-quinones.example/una/dirección/bastante/larga?con=acentos
  - https://github.com/mjcarreno
lang: es
---

## Experiencia

### Ingeniera sénior, Compañía Eléctrica del Norte y del Noroeste de la Península e Hijos
*2021 – presente*

- x

### Ingeniera, Vieja
*2019 – 2021*

- y
`

func TestVCard(t *testing.T) {
	_, r := parsed(contact)
	got := strings.ReplaceAll(string(VCard(r)), "\r\n", "\n")
	want := `BEGIN:VCARD
VERSION:4.0
FN:María José Carreño Quiñones\; Jr.
N:;María José Carreño Quiñones\; Jr.;;;
TITLE:Ingeniera sénior
ORG:Compañía Eléctrica del Norte y del Noroeste de la Península e Hijos
EMAIL:maria@example.com
TEL;VALUE=uri:tel:+442079460018
ADR;LABEL="Bilbao, País Vasco, España":;;;Bilbao;País Vasco;;España
URL:https://mariajose-carreno-quinones.example/una/direcci%C3%B3n/bastante/
 larga?con=acentos
URL:https://github.com/mjcarreno
X-SOCIALPROFILE;TYPE=github;X-USER="mjcarreno":https://github.com/mjcarreno
LANG:es
END:VCARD
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got = strings.ReplaceAll(Card(r), "\r\n", "\n")
	want = `BEGIN:VCARD
VERSION:4.0
FN:María José Carreño Quiñones\; Jr.
N:;María José Carreño Quiñones\; Jr.;;;
TITLE:Engineer\, Platform
EMAIL:maria@example.com
TEL:+442079460018
URL:https://mariajose-carreno-quinones.example/una/direcci%C3%B3n/bastante/larga?con=acentos
END:VCARD
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTelephone(t *testing.T) {
	for text, want := range map[string]string{
		"+46 70 174 06 05": "+46701740605", "+44 (0)20 7946 0018": "+442079460018", "+1 (503) 555-0148": "+15035550148", "tel:+15035550148": "+15035550148",
		"08-123 45 67": "", "+46 70 174 06 05 ext. 3": "", "+12": "", "": "", "+1234567890123456": "",
	} {
		if got := telephone(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestVCardLines holds the cards of all people to the form of RFC 6350: lines of 75 bytes at most, whole characters, no other line end, and
// each property with a name.
func TestVCardLines(t *testing.T) {
	people, err := filepath.Glob("../read/testdata/people/*.md")
	if err != nil || len(people) == 0 {
		t.Fatal(err)
	}
	for _, p := range people {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		_, r := parsed(string(b))
		checkCard(t, p, string(VCard(r)), 75)
		checkCard(t, p, Card(r), 1<<20)
	}
}

func checkCard(t *testing.T, name, text string, most int) {
	t.Helper()
	if !strings.HasPrefix(text, "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:") || !strings.HasSuffix(text, "\r\nEND:VCARD\r\n") {
		t.Errorf("%s: not a card: %q", name, text)
	}
	for l := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(l) > most || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
			t.Errorf("%s: a line of %d bytes: %q", name, len(l), l)
		}
	}
	for l := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n ", ""), "\r\n") {
		property, _, ok := strings.Cut(l, ":")
		if l != "" && (!ok || property == "" || strings.ToUpper(property[:1]) != property[:1]) {
			t.Errorf("%s: %q is no property", name, l)
		}
	}
}

// FuzzVCard hunts for a text that breaks out of its line.
func FuzzVCard(f *testing.F) {
	f.Add("Maya", "a\r\nb", "+46 1", "Bonn;\\,\"^", "https://x.example/ü")
	f.Fuzz(func(t *testing.T, name, title, phone, place, link string) {
		_, r := parsed("")
		r.Name.Text, r.Headline.Text, r.Phone.Text, r.Location.Text = name, title, phone, place
		r.Links = []resume.Link{{URL: link}}
		checkCard(t, "", string(VCard(r)), 75)
		checkCard(t, "", Card(r), 1<<20)
	})
}

// TestVCardLinks holds a card to addresses of the web.
func TestVCardLinks(t *testing.T) {
	r := &resume.Resume{Name: resume.Value{Text: "Ada"}, Links: []resume.Link{{URL: "javascript:alert(1)"}, {URL: "data:text/html,x"}, {URL: "file:///etc/passwd"}, {URL: "https://ada.example"}}}
	for _, card := range []string{string(VCard(r)), Card(r)} {
		if strings.Count(card, "URL:") != 1 || !strings.Contains(card, "URL:https://ada.example") {
			t.Errorf("%s", card)
		}
	}
}
