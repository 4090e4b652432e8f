package read

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/source"
)

// TestContactIsKept holds that no word of contact: is lost, in whatever form it is written, and that each stands where it says.
func TestContactIsKept(t *testing.T) {
	for text, want := range map[string]string{
		"contact: {Citizenship: Swedish, Driving licence: B}":                            "Citizenship=Swedish; Driving licence=B",
		"contact: [Swedish citizen, 'Licence: B']":                                       "=Swedish citizen; =Licence: B",
		"contact: [{Date of birth: 3 May 1990}, {Citizenship: Swedish}]":                 "Date of birth=3 May 1990; Citizenship=Swedish",
		"contact:\n  - Date of birth: 1990-05-03\n    Citizenship: Swedish\n  - Own car": "Date of birth=1990-05-03; Citizenship=Swedish; =Own car",
		"contact: [{label: Telegram, value: '@ada'}, {name: Shoe size, text: 42}]":       "Telegram=@ada; Shoe size=42",
		"contact: [{label: Telegram, value: '@ada', since: 2019}]":                       "Telegram=@ada; since=2019",
		"contact: [{value: Swedish citizen}]":                                            "=Swedish citizen",
		"contact: [{name: Ada}, {Own car: true}, {Driving licence: }]":                   "name=Ada; Own car=true; =Driving licence",
		"contact: [{Visa: [H1B, O1]}, {Service: {done: 2010, rank: none}}, [one, two]]":  "Visa=H1B, O1; Service=done: 2010, rank: none; =one, two",
		"contact: {Visa: [H1B, O1], Born: 1990, Relocation: false}":                      "Visa=H1B, O1; Born=1990; Relocation=false",
	} {
		f := source.NewFile("resume.md", []byte("---\nname: Ada Byron\n"+text+"\n---\nText.\n"))
		r, diags := Resume(document.Parse(f))
		var got, said []string
		for _, c := range r.Contact {
			got = append(got, c.Label+"="+c.Value.Text)
			said = append(said, fields(c.Label+" "+c.Value.Text)...)
			if !strings.Contains(text, strings.Trim(c.Value.Span.Text(), "'")) || c.Label != "" && c.LabelSpan.Text() != c.Label {
				t.Errorf("%s: %q stands at %q, its label %q at %q", text, c.Value.Text, c.Value.Span.Text(), c.Label, c.LabelSpan.Text())
			}
		}
		if s := strings.Join(got, "; "); s != want || len(diags) > 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v", text, s, want, diags)
		}
		for _, w := range fields(strings.TrimPrefix(text, "contact")) {
			if !slices.Contains(said, w) && !slices.Contains([]string{"label", "value", "name", "text"}, w) {
				t.Errorf("%s: %q is lost", text, w)
			}
		}
	}
}

// fields is the words of a text.
func fields(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
