package convert_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/resgen/resgen/internal/convert"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/export"
	"github.com/resgen/resgen/internal/read"
	"github.com/resgen/resgen/internal/resume"
	"github.com/resgen/resgen/internal/source"
)

func understood(name string, text []byte) *resume.Resume {
	r, _ := read.Resume(document.Parse(source.NewFile(name, text)))
	return r
}

// fixtures is every résumé that stands in a test or in the starter, by where it stands; other Markdown there, too, read as if it were one.
func fixtures(t testing.TB) map[string]*resume.Resume {
	t.Helper()
	out := map[string]*resume.Resume{}
	for _, glob := range []string{"../read/testdata/people/*.md", "../check/testdata/corpus/*.md", "../../content/*.md", "../../content/*/*.md"} {
		paths, err := filepath.Glob(glob)
		if err != nil || len(paths) == 0 {
			t.Fatal(glob, err)
		}
		for _, p := range paths {
			b, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			out[p] = understood(p, b)
		}
	}
	archives, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(err)
	}
	for _, p := range archives {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if filepath.Ext(f.Name) == ".md" {
				out[p+" "+f.Name] = understood(f.Name, f.Data)
			}
		}
		if ok, _ := filepath.Match("../convert/testdata/*", p); ok {
			r, _, _, err := convert.Read(input(t, a))
			if err != nil {
				t.Fatal(err)
			}
			out[p] = r
		}
	}
	return out
}

// TestJSONResumeKept holds that a résumé that was written as JSON Resume is read as it was, to the last field, and written anew to the same bytes.
func TestJSONResumeKept(t *testing.T) {
	for name, r := range fixtures(t) {
		kept(t, name, r)
	}
}

func kept(t *testing.T, name string, r *resume.Resume) {
	t.Helper()
	out := export.JSONResume(r)
	back, format, notes, err := convert.Read(source.NewFile("resume.json", out))
	if err != nil || format != convert.JSONResume || len(notes) > 0 {
		t.Errorf("%s: %v, %s, %v", name, err, format, notes)
		return
	}
	for i, d := range export.Unlike(r, back) {
		if i == 3 {
			break
		}
		t.Errorf("%s: %.2000s", name, d)
	}
	if again := export.JSONResume(back); !bytes.Equal(again, out) {
		t.Errorf("%s: written anew it is another", name)
	}
}

// TestJSONResumeValid holds each to the official schema (npm @jsonresume/schema 1.3.1, JSON Resume v1.0.0), formats and all, and to no
// key that it does not name: what it cannot hold stands below meta.
func TestJSONResumeValid(t *testing.T) {
	b, err := os.ReadFile("testdata/schema/jsonresume.json")
	if err != nil {
		t.Fatal(err)
	}
	schema := func(strict bool) *jsonschema.Schema {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if strict {
			closed(doc)
			doc.(map[string]any)["properties"].(map[string]any)["meta"].(map[string]any)["additionalProperties"] = true
		}
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		if err := c.AddResource("schema.json", doc); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile("schema.json")
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	schemas := []*jsonschema.Schema{schema(false), schema(true)}
	for _, bad := range []string{`{"basics": {"url": "no address"}}`, `{"work": [{"startDate": "2021-3"}]}`, `{"basics": {"email": "a b"}}`} {
		doc, _ := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(bad)))
		if schemas[0].Validate(doc) == nil {
			t.Errorf("%s is valid", bad)
		}
	}
	for name, r := range fixtures(t) {
		out := export.JSONResume(r)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			t.Fatal(name, err)
		}
		for _, s := range schemas {
			if err := s.Validate(doc); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// closed forbids in a schema all keys that it does not name.
func closed(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["properties"]; ok {
			v["additionalProperties"] = false
		}
		for _, x := range v {
			closed(x)
		}
	case []any:
		for _, x := range v {
			closed(x)
		}
	}
}

// FuzzJSONResume hunts for a résumé that is read as another when it was JSON Resume, and for a file that has a meta of ours
// and makes the reader stumble.
func FuzzJSONResume(f *testing.F) {
	archives, _ := filepath.Glob("../read/testdata/*.txtar")
	for _, p := range archives {
		if a, err := txtar.ParseFile(p); err == nil {
			f.Add(a.Files[0].Data, uint16(0), byte(0))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, at uint16, with byte) {
		if !utf8.Valid(text) { // JSON is UTF-8
			return
		}
		r := understood("resume.md", text)
		kept(t, "", r)
		out := export.JSONResume(r)
		if i := int(at); i < len(out) {
			out[i] = with
		}
		if back, _, _, err := convert.Read(source.NewFile("resume.json", out)); err == nil && json.Valid(out) {
			export.JSONResume(back)
			export.Markdown(back, nil)
		}
	})
}
