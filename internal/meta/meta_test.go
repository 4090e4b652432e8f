package meta_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/meta"
)

func str(s string) meta.Value             { return meta.Value{Kind: meta.String, Text: s} }
func num(s string) meta.Value             { return meta.Value{Kind: meta.Number, Text: s} }
func m(f ...meta.Field) meta.Value        { return meta.Value{Kind: meta.Map, Fields: f} }
func f(k string, v meta.Value) meta.Field { return meta.Field{Key: k, Value: v} }

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		in   meta.Value
		want string // rule and the message, one a line
	}{
		{"clean", m(f("name", str("A")), f("pdf", m(f("pages", num("2")), f("paper", str("a4"))))), ""},
		{"other programs' keys", m(f("layout", str("x")), f("permalink", str("x")), f("basics", m()), f("zzz_whatever", num("1"))), ""},
		{"blank", m(f("phone", meta.Value{})), ""},
		{"near", m(f("emial", str("x"))), `meta/unknown-key unknown key "emial"; did you mean "email"?`},
		{"near in case", m(f("Headline", str("x"))), `meta/unknown-key unknown key "Headline"; did you mean "headline"?`},
		{"own block", m(f("pdf", m(f("colour", str("red"))))), `meta/unknown-key unknown key "pdf.colour"`},
		{"own block, near", m(f("pdf", m(f("pagse", num("2"))))), `meta/unknown-key unknown key "pdf.pagse"; did you mean "pages"?`},
		{"type", m(f("name", meta.Value{Kind: meta.List})), `meta/wrong-type "name" is a list; it must be a text`},
		{"range", m(f("pdf", m(f("pages", num("0"))))), `meta/bad-value "pdf.pages" is 0; it must be a whole number from 1 to 30`},
		{"fraction", m(f("pdf", m(f("pages", num("1.5"))))), `meta/bad-value "pdf.pages" is 1.5; it must be a whole number from 1 to 30`},
		{"word", m(f("pdf", m(f("paper", str("A3"))))), `meta/bad-value "pdf.paper" is "A3"; it must be one of A4, Letter`},
		{"item", m(f("private", meta.Value{Kind: meta.List, List: []meta.Value{m()}})), `meta/wrong-type "an item of private" is a map; it must be a text`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range meta.Check(tt.in, meta.ResumeDoc) {
				got = append(got, d.Rule+" "+d.Message)
			}
			if g := strings.Join(got, "\n"); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestDecode(t *testing.T) {
	s := meta.Decode(m(f("baseURL", str(" https://x.example/ ")), f("private", str("phone, email")),
		f("pdf", m(f("pages", num("99")), f("paper", str("letter")), f("name", str("../x")))),
		f("check", m(f("fail-on", str("warning")), f("preset", str("Strict")), f("limits", m(f("a/b", num("40")), f("c/d", m(f("body", num("9")), f("any", num("7")))))), f("rules", m(f("a/b", meta.Value{Kind: meta.Bool, Text: "false"}), f("c/d", str("loud"))))))))
	if s.BaseURL != "https://x.example/" || len(s.Private) != 2 || s.PDF.Pages != 2 || s.PDF.Paper != "Letter" || s.PDF.Name != "resume.pdf" {
		t.Errorf("%+v", s)
	}
	if s.Check.FailOn != diag.Warning || s.Check.Preset != meta.Strict {
		t.Errorf("%+v", s.Check)
	}
	if l := s.Check.Limits; len(l) != 3 || l[0].Rule.Text != "a/b" || l[0].Name.Text != "" || l[0].Value.Text != "40" || l[2].Rule.Text != "c/d" || l[2].Name.Text != "any" {
		t.Errorf("limits %+v", l)
	}
	if l := s.Check.Levels; len(l) != 2 || !l[0].Known || l[0].Level != diag.Off || l[1].Known {
		t.Errorf("levels %+v", l)
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"kitten", "sitting", 3}, {"emial", "email", 1}, {"é", "e", 1}} {
		if got := meta.Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestNearestWithin(t *testing.T) {
	names := []string{"phone", "", "email", "emails"}
	for _, tt := range []struct {
		word string
		off  int
		want string
	}{
		{"emial", 1, "email"},  // and "emails" is two off
		{"emailt", 1, "email"}, // "emails" is as near, and later
		{"PHONE", 0, "phone"},
		{"phnoe", 0, ""},
		{"fax", 2, ""},
		{"a", 9, "email"},
		{"", 0, ""},
	} {
		if got := meta.NearestWithin(tt.word, names, tt.off); got != tt.want {
			t.Errorf("NearestWithin(%q) at most %d off is %q, want %q", tt.word, tt.off, got, tt.want)
		}
	}
}

// TestJSONSchema holds that the schema is JSON and knows every key of the table, aliases too.
func TestJSONSchema(t *testing.T) {
	for _, d := range []meta.Doctype{meta.ResumeDoc, meta.PageDoc, meta.JobDoc, meta.VariantDoc, meta.LetterDoc} {
		var s struct {
			Properties map[string]json.RawMessage
		}
		if err := json.Unmarshal(meta.JSONSchema(d), &s); err != nil {
			t.Fatal(err)
		}
		for _, k := range meta.Keys(d) {
			for _, name := range append([]string{k.Name}, k.Aliases...) {
				if s.Properties[name] == nil {
					t.Errorf("the schema of doctype %d lacks %q", d, name)
				}
			}
			if k.Doc == "" || !strings.HasSuffix(k.Doc, ".") {
				t.Errorf("key %q: its sentence is %q", k.Name, k.Doc)
			}
		}
	}
}
