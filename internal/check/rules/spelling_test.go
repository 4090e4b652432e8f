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

// TestSpellingOfSlips plants slips of one letter in words of five or more letters, five in each of 40 résumés in English, and holds the rule to
// finding 93 of 100 of those that make no other word. Words of names are let be: a slip makes another name of them.
func TestSpellingOfSlips(t *testing.T) {
	const files, each = 44, 5
	names, texts := people(t)
	r := rand.New(rand.NewPCG(4, 4))
	planted, found, first := 0, 0, 0
	var missed []string
	for _, k := range r.Perm(len(names))[:files] {
		text := texts[names[k]]
		if names[k] >= "56" && names[k] < "62" {
			continue // in other languages
		}
		pass := &check.Pass{Input: inputOfText(t, text)}
		passages := passages(pass)
		s := newSpeller(pass, passages)
		bad := text
		slips := map[string]string{} // wrong -> right
		var edits []diag.Edit
		var starts []int
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
		for try := 0; len(places) > 0 && try < 2000 && len(slips) < each; try++ {
			at := places[r.IntN(len(places))]
			p, i := at.p, at.i
			word, ok := p.looked(i)
			span := p.wordSpan(i, word)
			if !ok || len(word) < 5 || span.Text() != word || strings.ContainsFunc(word, func(c rune) bool { return c > 127 }) || !s.spelled(strings.ToLower(word)) || s.names[strings.ToLower(word)] {
				continue
			}
			wrong := slip(r, word)
			if s.right(wrong) || wrong == word || slips[wrong] != "" || slices.Contains(starts, span.Start) {
				continue
			}
			slips[wrong], starts = word, append(starts, span.Start)
			edits = append(edits, diag.Edit{Span: span, New: wrong})
		}
		slices.SortFunc(edits, func(a, b diag.Edit) int { return b.Span.Start - a.Span.Start })
		for _, e := range edits {
			bad = slices.Concat(bad[:e.Span.Start], []byte(e.New), bad[e.Span.End:])
		}
		planted += len(slips)
		list := check.Run([]*check.Rule{textSpelling}, inputOfText(t, bad)).Findings
		for wrong, word := range slips {
			i := slices.IndexFunc(list, func(d diag.Diagnostic) bool { return strings.HasPrefix(d.Message, fmt.Sprintf("%q", wrong)) })
			if i < 0 {
				missed = append(missed, word+" > "+wrong)
				continue
			}
			found++
			if _, rest, ok := strings.Cut(list[i].Message, "was "); ok && strings.HasPrefix(rest, fmt.Sprintf("%q", word)) {
				first++
			}
		}
	}
	slices.Sort(missed)
	t.Logf("%d of %d found, %d with the right word first; missed: %s", found, planted, first, strings.Join(missed, ", "))
	if planted < 150 || found*100 < planted*93 {
		t.Error("too few")
	}
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
