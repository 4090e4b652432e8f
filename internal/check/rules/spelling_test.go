package rules

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/diag"
)

// people is the résumés of internal/read/testdata/people, by their names.
func people(t testing.TB) (names []string, texts map[string][]byte) {
	t.Helper()
	files, err := filepath.Glob("../../read/testdata/people/*.md")
	if err != nil || len(files) < 90 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	texts = map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		names, texts[filepath.Base(f)] = append(names, filepath.Base(f)), b
	}
	return names, texts
}

func inputOfText(t testing.TB, text []byte) *check.Input {
	t.Helper()
	return inputOf(t, lay(t, []txtar.File{{Name: "content/resume.md", Data: text}}, nil), options{})
}

// TestSpellingOfPeople holds the rule to what it finds in résumés by many hands: slips, and five in other languages whose
// front matter does not say so. With -update it writes the list anew.
func TestSpellingOfPeople(t *testing.T) {
	const file = "testdata/spelling_people.txt"
	var b strings.Builder
	names, texts := people(t)
	for _, name := range names {
		for _, d := range check.Run([]*check.Rule{textSpelling}, inputOfText(t, texts[name])).Findings {
			fmt.Fprintf(&b, "%s:%d: %s\n", name, d.Span.Position().Line, d.Message)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != b.String() {
		t.Errorf("%v, got\n%s", err, &b)
	}
}

// TestUnknownWords holds what the limit unknownWords says of its source.
func TestUnknownWords(t *testing.T) {
	names, texts := people(t)
	english, others := 0.0, 100.0
	for _, name := range names {
		pass := &check.Pass{Input: inputOfText(t, texts[name])}
		passages := passages(pass)
		s := newSpeller(pass, passages)
		words, unknown := map[string]bool{}, 0
		for _, p := range passages {
			for i := range p.Words {
				if w, ok := p.looked(i); ok && isSmall(w) && !words[w] {
					words[w] = true
					if !s.right(w) {
						unknown++
					}
				}
			}
		}
		switch share := 100 * float64(unknown) / float64(max(len(words), 1)); {
		case len(words) == 0:
		case unEnglish(name):
			others = min(others, share)
		default:
			english = max(english, share)
		}
	}
	if english < 6 || english > 7 || others < 63 || others > 64 {
		t.Errorf("%.1f %% of the words in English, %.1f %% of those in other languages", english, others)
	}
}

// unEnglish reports whether the résumé of a person is in another language than English.
func unEnglish(name string) bool { return "56" <= name && name < "62" }

// TestSpellingOfSlips plants slips of one letter in words of five or more letters, about 300 in all: four in each of 26 résumés in English,
// for each of three seeds. It holds the rule to finding 92 of 100 of those that make no other word. Words of names are let be: a slip makes
// another name of them. Of 2456 slips with 24 other seeds it finds 94 of 100; the
// margin is what chance does to 300.
func TestSpellingOfSlips(t *testing.T) {
	const seeds, files, each = 3, 26, 4
	names, texts := people(t)
	names = slices.DeleteFunc(names, unEnglish)
	planted, found, first := 0, 0, 0
	var missed []string
	for seed := range uint64(seeds) {
		r := rand.New(rand.NewPCG(seed, 4))
		for _, k := range r.Perm(len(names))[:files] {
			bad, slips := withSlips(t, r, texts[names[k]], each)
			planted += len(slips)
			list := check.Run([]*check.Rule{textSpelling}, inputOfText(t, bad)).Findings
			for _, s := range slips {
				i := slices.IndexFunc(list, func(d diag.Diagnostic) bool { return strings.HasPrefix(d.Message, fmt.Sprintf("%q", s.wrong)) })
				if i < 0 {
					missed = append(missed, s.right+" > "+s.wrong)
					continue
				}
				found++
				if _, rest, ok := strings.Cut(list[i].Message, "was "); ok && strings.HasPrefix(rest, fmt.Sprintf("%q", s.right)) {
					first++
				}
			}
		}
	}
	slices.Sort(missed)
	t.Logf("%d of %d found, %d with the right word first; missed: %s", found, planted, first, strings.Join(missed, ", "))
	if planted < 280 || found*100 < planted*92 || first*100 < planted*80 {
		t.Error("too few")
	}
}

// A planted slip.
type planted struct{ right, wrong string }

// withSlips is the text of a résumé with some slips in it, none twice.
func withSlips(t *testing.T, r *rand.Rand, text []byte, n int) (bad []byte, slips []planted) {
	pass := &check.Pass{Input: inputOfText(t, text)}
	passages := passages(pass)
	s := newSpeller(pass, passages)
	var edits []diag.Edit
	type place struct {
		p passage
		i int
	}
	var places []place
	for _, p := range passages {
		for i := range p.Words {
			places = append(places, place{p, i})
		}
	}
	r.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	for _, at := range places {
		word, ok := at.p.looked(at.i)
		span := at.p.wordSpan(at.i, word)
		low := strings.ToLower(word)
		if len(slips) == n || !ok || len(word) < 5 || span.Text() != word || strings.ContainsFunc(word, func(c rune) bool { return c > 127 }) || !s.spelled(low) || s.names[low] {
			continue
		}
		wrong := slip(r, word)
		if s.right(wrong) || wrong == word || slices.ContainsFunc(slips, func(p planted) bool { return p.wrong == wrong }) {
			continue
		}
		slips = append(slips, planted{word, wrong})
		edits = append(edits, diag.Edit{Span: span, New: wrong})
	}
	slices.SortFunc(edits, func(a, b diag.Edit) int { return b.Span.Start - a.Span.Start })
	bad = text
	for _, e := range edits {
		bad = slices.Concat(bad[:e.Span.Start], []byte(e.New), bad[e.Span.End:])
	}
	return bad, slips
}

// slip is a word with a letter left out, doubled, swapped with the next, or another one.
func slip(r *rand.Rand, word string) string {
	i := r.IntN(len(word) - 1)
	c := string(rune('a' + r.IntN(26)))
	switch r.IntN(4) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i+1] + c + word[i+1:]
	case 2:
		return word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]
	}
	return word[:i+1] + c + word[i+2:]
}
