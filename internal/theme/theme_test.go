package theme

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	got, err := Parse("swiss", []byte("/* about: A grid.\n   faces: inter, ibm-plex-mono\n   accent: #b3261e\n   option rule: thin, thick\n\n   Swiss: two axes.\n*/\n.sheet {}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Name != "swiss" || got.About != "A grid." || !cmp.Equal(got.Faces, []string{"inter", "ibm-plex-mono"}) || got.Accent != "#b3261e" {
		t.Errorf("%+v", got)
	}
	if o, ok := got.Option("rule"); !ok || !cmp.Equal(o.Values, []string{"thin", "thick"}) {
		t.Errorf("rule: %+v, %v", o, ok)
	}
	if o, ok := got.Option("accent"); !ok || o.Kind != Colour {
		t.Errorf("accent: %+v, %v", o, ok)
	}
	if _, ok := got.Option("swiss"); ok {
		t.Error("prose is taken for an option")
	}
	plain, err := Parse("plain", []byte("body { color: red }"))
	if err != nil || plain.Faces != nil {
		t.Errorf("%+v, %v", plain, err)
	}
	if _, ok := plain.Option("accent"); ok {
		t.Error("a theme without an accent has one to choose")
	}
	if _, ok := plain.Option("density"); !ok {
		t.Error("the common options are not there")
	}
}

func TestParseErrors(t *testing.T) {
	for css, want := range map[string]string{
		"/* option Rule: a, b */":                                "no word",
		"/* option density: a, b */":                             "already",
		"/* option rule: thin */":                                "two values",
		"/* option rule: thin, A B */":                           "two values",
		"/* accent: #eee */":                                     "too light",
		"/* faces: " + strings.Repeat("inter, ", 65) + "*/":      "64 at most",
		"/* option rule: " + strings.Repeat("thin, ", 65) + "*/": "64 options at most",
		"/*" + strings.Repeat("option x: a, b\n", 2) + "*/":      "already",
		"/* accent: red */":                                      "no colour",
	} {
		if _, err := Parse("x", []byte(css)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", css, err, want)
		}
	}
}

func TestParsePlace(t *testing.T) {
	css := "\n/* about: x\n   accent: #eee\n*/"
	_, err := Parse("x", []byte(css))
	var f *Fault
	if !errors.As(err, &f) || css[f.At:f.At+6] != "accent" {
		t.Errorf("%+v", err)
	}
}

func TestProblem(t *testing.T) {
	for colour, want := range map[string]string{
		"#000": "", "#767676": "", "#1f4e79": "", "#777777": "too light", "#fff": "too light", "1f4e79": "no colour",
		"#12345": "no colour", "#gggggg": "no colour", "": "no colour", "#+12345": "no colour",
	} {
		if got := Problem(colour); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%q %q, want %q", colour, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("/* about: x\nfaces: a,b\noption a: b, c */")
	f.Fuzz(func(t *testing.T, css string) {
		th, err := Parse("x", []byte(css))
		if err != nil {
			return
		}
		for _, o := range th.Options() {
			if got, ok := th.Option(o.Name); !ok || got.Name != o.Name {
				t.Errorf("%q is no option of its theme", o.Name)
			}
		}
	})
}
