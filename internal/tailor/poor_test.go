package tailor

import (
	"math"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/source"
)

const wanted = "Requirements\n- Go\n- Kafka\n\nNice to have\n- Redis\n"

// TestSelectPoor selects from what is hardly a résumé, and for what is hardly a posting.
func TestSelectPoor(t *testing.T) {
	const head = "---\nname: Ada Byron\n---\n\n"
	for name, tt := range map[string]struct {
		text, ad string
		want     string // bullets that are in, by their first letters
	}{
		"nothing":             {"", wanted, ""},
		"a name":              {head, wanted, ""},
		"one bullet":          {head + "## Experience\n\n### Engineer, Acme\n*2020 – present*\n\n- A of Go\n", wanted, "A"},
		"no bullets":          {head + "## Experience\n\n### Engineer, Acme\n*2020 – present*\n\nWrote Go.\n", wanted, ""},
		"no dates":            {head + "## Experience\n\n### Engineer, Acme\n\n- A\n- B\n\n### Engineer, Initech\n\n- C\n- D of Go\n", wanted, "A B C D"},
		"no terms":            {head + "## Experience\n\n### Engineer, Acme\n*2020 – present*\n\n- A of Go\n- B\n", "", "A B"},
		"sections of bullets": {head + "## Talks\n\n- A\n- B of Kafka\n\n## Interests\n\n- C\n", wanted, "A B"}, // interests are as one
	} {
		r := written(tt.text)
		s := pick(r, posting.Read(source.NewFile("a.txt", []byte(tt.ad))), fakeOptions(1))
		var in []string
		for _, b := range allBullets(s.Resume) {
			in = append(in, plainText(nil, b.Blocks)[:1])
		}
		if got := strings.Join(in, " "); got != tt.want {
			t.Errorf("%s: %q is in, want %q", name, got, tt.want)
		}
		for _, fault := range faults(r, s, fakeOptions(1)) {
			t.Errorf("%s: %s", name, fault)
		}
		s.Explained()
	}
}

// TestOver says by how much what must be in is too much.
func TestOver(t *testing.T) {
	r := masters(t)["master"]
	o := fakeOptions(1)
	for _, b := range allBullets(r)[:40] {
		o.Pins = append(o.Pins, b.Span)
	}
	s := pick(r, adverts(t)[0].Posting, o)
	if real := sum(Measure(fakedOn(s.Resume, 1e6))) - fakeArea; s.Over <= 0 || math.Abs(s.Over-real) > fakeLine {
		t.Errorf("%.0f points over, want %.0f", s.Over, real)
	}
	for _, p := range o.Pins {
		if !is(s, Choice{Span: p}) {
			t.Errorf("line %d is pinned and not in", p.Position().Line)
		}
	}
}

// TestPinnedEntry holds that an entry that is pinned is told, and that what is pinned of an old job leaves no gap above it.
func TestPinnedEntry(t *testing.T) {
	r := masters(t)["master"]
	for _, ad := range adverts(t)[:10] {
		for _, s := range r.Sections {
			for i := range s.Entries {
				e := &s.Entries[i]
				o := fakeOptions(2)
				o.Pins = []source.Span{e.Span}
				got := pick(r, ad.Posting, o)
				for _, fault := range faults(r, got, Options{Bounds: o.Bounds, Today: o.Today}) {
					t.Errorf("%s for %s: %s", e.Title.Text, ad.name, fault)
				}
				told := 0
				for _, b := range topItems(e.Body) {
					if is(got, Choice{Span: b.Span}) {
						told++
					}
				}
				if !is(got, Choice{Span: e.Span}) || told == 0 && len(topItems(e.Body)) > 0 {
					t.Errorf("%q is pinned and not told for %s", e.Title.Text, ad.name)
				}
			}
		}
	}
}

// FuzzSelect looks for a résumé or a posting of which a selection breaks what it promises.
func FuzzSelect(f *testing.F) {
	for _, text := range []string{"", "## Experience\n\n### A, B\n*2020 – present*\n\n- Go 40 %\n- Kafka\n  - x\n\n## Projects\n\n### C\n\n- Redis\n\n## Talks\n- D\n"} {
		f.Add(text, wanted, 300.0, 3)
	}
	f.Add("### A, B\n*2001*\n- x\n- y\n### C, D\n*1999*\n- z\n## Experience\n#### E\n*2024*\n1. Go\n2. C\n", "Go", 100.0, 0)
	f.Fuzz(func(t *testing.T, text, ad string, room float64, pin int) {
		if len(text) > 1<<14 || math.IsNaN(room) || room < 0 || room > 1e5 {
			return
		}
		r := written(text)
		o := fakeOptions(1)
		o.Room = room
		if bs := allBullets(r); len(bs) > 0 && pin > 0 {
			o.Pins = []source.Span{bs[pin%len(bs)].Span}
		}
		s := pick(r, posting.Read(source.NewFile("a.txt", []byte(ad))), o)
		for _, fault := range faults(r, s, o) {
			if !strings.Contains(fault, "points, and") && !strings.Contains(fault, "says nothing") { // nothing is printed of some
				t.Fatalf("%s in %q", fault, text)
			}
		}
		s.Explained()
	})
}
