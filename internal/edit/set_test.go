package edit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/edit"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// TestSet sets pdf.theme to swiss, in front matter of every form.
func TestSet(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"braces, there":             {"---\nname: Ada\npdf: {pages: 2, theme: classic} # mine\n---\nbody\n", "---\nname: Ada\npdf: {pages: 2, theme: swiss} # mine\n---\nbody\n"},
		"braces, not there":         {"---\npdf: {pages: 2, paper: A4} # mine\n# end\n---\n", "---\npdf: {pages: 2, paper: A4, theme: swiss} # mine\n# end\n---\n"},
		"braces over lines":         {"---\npdf: {\n  pages: 2,\n  paper: A4,\n}\n---\n", "---\npdf: {\n  pages: 2,\n  paper: A4,\n  theme: swiss,\n}\n---\n"},
		"empty braces":              {"---\npdf: {}\n---\n", "---\npdf: {theme: swiss}\n---\n"},
		"all in braces":             {"---\n{name: Ada, lang: en}\n---\n", "---\n{name: Ada, lang: en, pdf: {theme: swiss}}\n---\n"},
		"lines, there":              {"---\npdf:\n    theme:   classic   # serif\n    pages: 2\n---\n", "---\npdf:\n    theme:   swiss   # serif\n    pages: 2\n---\n"},
		"lines, not there":          {"---\npdf:\n    pages: 2   # two\n\n# who\nname: Ada\n---\nx", "---\npdf:\n    pages: 2   # two\n    theme: swiss\n\n# who\nname: Ada\n---\nx"},
		"lines, a map last":         {"---\npdf:\n  options:\n    accent: \"#123456\"\nname: Ada\n---\n", "---\npdf:\n  options:\n    accent: \"#123456\"\n  theme: swiss\nname: Ada\n---\n"},
		"lines, a long text last":   {"---\npdf:\n  name: |+\n    a\n\nname: Ada\n---\n", "---\npdf:\n  theme: swiss\n  name: |+\n    a\n\nname: Ada\n---\n"},
		"double quotes":             {"---\npdf: {theme: \"classic\"}\n---\n", "---\npdf: {theme: \"swiss\"}\n---\n"},
		"single quotes":             {"---\npdf:\n  theme: 'classic'\n---\n", "---\npdf:\n  theme: 'swiss'\n---\n"},
		"a block of lines":          {"---\npdf:\n  theme: |\n    classic\n  pages: 2\n---\n", "---\npdf:\n  theme: swiss\n  pages: 2\n---\n"},
		"a number":                  {"---\npdf: {theme: 7}\n---\n", "---\npdf: {theme: swiss}\n---\n"},
		"nothing behind the key":    {"---\npdf:\n  theme: # later\nname: Ada\n---\n", "---\npdf:\n  theme: swiss # later\nname: Ada\n---\n"},
		"nothing behind the block":  {"---\npdf:\n  # theme: modern\nname: Ada\n---\n", "---\npdf: {theme: swiss}\n  # theme: modern\nname: Ada\n---\n"},
		"no block":                  {"---\nname: Ada\n\n# the end\n---\n# T\n", "---\nname: Ada\npdf: {theme: swiss}\n\n# the end\n---\n# T\n"},
		"closed by dots":            {"---\nname: Ada\n...\nbody\n", "---\nname: Ada\npdf: {theme: swiss}\n...\nbody\n"},
		"empty":                     {"---\n---\nbody\n", "---\npdf: {theme: swiss}\n---\nbody\n"},
		"comments alone":            {"---\n# name: Ada\n---\nbody\n", "---\n# name: Ada\npdf: {theme: swiss}\n---\nbody\n"},
		"no front matter":           {"# Ada\n\ntext\n", "---\npdf: {theme: swiss}\n---\n\n# Ada\n\ntext\n"},
		"no front matter, a blank":  {"\n# Ada\n", "---\npdf: {theme: swiss}\n---\n\n# Ada\n"},
		"no front matter, a rule":   {"---\n\ntext\n\n---\n", "---\npdf: {theme: swiss}\n---\n\n---\n\ntext\n\n---\n"},
		"nothing at all":            {"", "---\npdf: {theme: swiss}\n---\n"},
		"byte order mark":           {"\ufeff# Ada\n", "\ufeff---\npdf: {theme: swiss}\n---\n\n# Ada\n"},
		"CRLF, lines":               {"---\r\npdf:\r\n  pages: 2\r\nname: Ada\r\n---\r\nb\r\n", "---\r\npdf:\r\n  pages: 2\r\n  theme: swiss\r\nname: Ada\r\n---\r\nb\r\n"},
		"CRLF, no block":            {"\ufeff---\r\nname: Ada\r\n---\r\n", "\ufeff---\r\nname: Ada\r\npdf: {theme: swiss}\r\n---\r\n"},
		"CRLF, none":                {"# Ada\r\n", "---\r\npdf: {theme: swiss}\r\n---\r\n\r\n# Ada\r\n"},
		"a merge beside":            {"---\nbase: &b {x: 1}\ny:\n  <<: *b\npdf: {pages: 2}\n---\n", "---\nbase: &b {x: 1}\ny:\n  <<: *b\npdf: {pages: 2, theme: swiss}\n---\n"},
		"a merge in the block":      {"---\nbase: &b {pages: 1}\npdf:\n  <<: *b\n  paper: A4\n---\n", "---\nbase: &b {pages: 1}\npdf:\n  <<: *b\n  paper: A4\n  theme: swiss\n---\n"},
		"another key twice":         {"---\nlang: en\nlang: de\npdf: {pages: 2}\n---\n", "---\nlang: en\nlang: de\npdf: {pages: 2, theme: swiss}\n---\n"},
		"TOML, there":               {"+++\nname = \"Ada\"\n[pdf]\ntheme = \"classic\" # serif\npages = 2\n+++\n", "+++\nname = \"Ada\"\n[pdf]\ntheme = \"swiss\" # serif\npages = 2\n+++\n"},
		"TOML, literal":             {"+++\n[pdf]\ntheme = 'classic'\n+++\n", "+++\n[pdf]\ntheme = 'swiss'\n+++\n"},
		"TOML, lines of text":       {"+++\n[pdf]\ntheme = '''\nclassic'''\n+++\n", "+++\n[pdf]\ntheme = 'swiss'\n+++\n"},
		"TOML, not there":           {"+++\n[pdf]\n  pages = 2 # two\n\n[check]\npreset = \"strict\"\n+++\n", "+++\n[pdf]\n  pages = 2 # two\n  theme = \"swiss\"\n\n[check]\npreset = \"strict\"\n+++\n"},
		"TOML, a table in it":       {"+++\n[pdf]\npages = 2\n[pdf.options]\nphoto = \"on\"\n+++\n", "+++\n[pdf]\npages = 2\ntheme = \"swiss\"\n[pdf.options]\nphoto = \"on\"\n+++\n"},
		"TOML, only a table in it":  {"+++\n[pdf.options]\nphoto = \"on\"\n+++\n", "+++\n[pdf.options]\nphoto = \"on\"\n\n[pdf]\ntheme = \"swiss\"\n+++\n"},
		"TOML, an empty table":      {"+++\n[pdf] # sheets\n[check]\npreset = \"strict\"\n+++\n", "+++\n[pdf] # sheets\ntheme = \"swiss\"\n[check]\npreset = \"strict\"\n+++\n"},
		"TOML, braces":              {"+++\npdf = { pages = 2 } # sheets\n+++\n", "+++\npdf = { pages = 2, theme = \"swiss\" } # sheets\n+++\n"},
		"TOML, braces, there":       {"+++\npdf = { theme = \"classic\", pages = 2 }\n+++\n", "+++\npdf = { theme = \"swiss\", pages = 2 }\n+++\n"},
		"TOML, empty braces":        {"+++\npdf = {}\n+++\n", "+++\npdf = {theme = \"swiss\"}\n+++\n"},
		"TOML, dots, there":         {"+++\npdf.theme = \"classic\"\npdf.pages = 2\n+++\n", "+++\npdf.theme = \"swiss\"\npdf.pages = 2\n+++\n"},
		"TOML, dots, not there":     {"+++\npdf.pages = 2\nname = \"Ada\"\n+++\n", "+++\npdf.pages = 2\npdf.theme = \"swiss\"\nname = \"Ada\"\n+++\n"},
		"TOML, dots in a table":     {"+++\n[pdf]\noptions.photo = \"on\"\n+++\n", "+++\n[pdf]\ntheme = \"swiss\"\noptions.photo = \"on\"\n+++\n"},
		"TOML, no table":            {"+++\nname = \"Ada\"\n\n[check]\npreset = \"strict\"\n+++\nb", "+++\nname = \"Ada\"\n\n[check]\npreset = \"strict\"\n\n[pdf]\ntheme = \"swiss\"\n+++\nb"},
		"TOML, empty, CRLF":         {"+++\r\n+++\r\n", "+++\r\n[pdf]\r\ntheme = \"swiss\"\r\n+++\r\n"},
		"JSON, there":               {"{\n  \"pdf\": {\"theme\": \"classic\"}\n}\n\nbody\n", "{\n  \"pdf\": {\"theme\": \"swiss\"}\n}\n\nbody\n"},
		"JSON, not there":           {"{\n  \"pdf\": {\"pages\": 2}\n}\n", "{\n  \"pdf\": {\"pages\": 2, \"theme\": \"swiss\"}\n}\n"},
		"JSON, lines":               {";;;\n{\n\t\"pdf\": {\n\t\t\"pages\": 2\n\t}\n}\n;;;\n", ";;;\n{\n\t\"pdf\": {\n\t\t\"pages\": 2,\n\t\t\"theme\": \"swiss\"\n\t}\n}\n;;;\n"},
		"JSON, no block":            {";;;\n{\n  \"name\": \"Ada\"\n}\n;;;\n", ";;;\n{\n  \"name\": \"Ada\",\n  \"pdf\": {\"theme\": \"swiss\"}\n}\n;;;\n"},
		"JSON, null":                {"{\"pdf\": null}\n", "{\"pdf\": {\"theme\": \"swiss\"}}\n"},
		"JSON, an empty object":     {"{}\n", "{\"pdf\": {\"theme\": \"swiss\"}}\n"},
		"JSON, nothing":             {";;;\n;;;\n", ";;;\n{\"pdf\": {\"theme\": \"swiss\"}}\n;;;\n"},
		"as it is":                  {"---\npdf: {theme: 'swiss'}\n---\n", "---\npdf: {theme: 'swiss'}\n---\n"},
		"a key of the same name":    {"---\ntheme: dark\npdf: {theme: a}\n---\n", "---\ntheme: dark\npdf: {theme: swiss}\n---\n"},
		"quoted keys in YAML":       {"---\n\"pdf\": {\"pages\": 2}\n---\n", "---\n\"pdf\": {\"pages\": 2, theme: swiss}\n---\n"},
		"a list above the block":    {"---\nlinks:\n- a\n- b\npdf:\n  pages: 2\nprivate:\n- phone\n---\n", "---\nlinks:\n- a\n- b\npdf:\n  pages: 2\n  theme: swiss\nprivate:\n- phone\n---\n"},
		"a list below all, no pdf":  {"---\nlinks:\n- a\n- b # two\n---\n", "---\nlinks:\n- a\n- b # two\npdf: {theme: swiss}\n---\n"},
		"a comment behind the list": {"---\nlinks:\n  - a\n  # - b\n---\n", "---\nlinks:\n  - a\npdf: {theme: swiss}\n  # - b\n---\n"},
	} {
		t.Run(name, func(t *testing.T) {
			f := source.NewFile("content/resume.md", []byte(c.src))
			got, err := edit.SetAll(f, edit.Setting{Path: []string{"pdf", "theme"}, Text: "swiss"})
			if err != nil {
				t.Fatal(err)
			}
			if string(got.New.Bytes) != c.want || got.Old != f {
				t.Errorf("got\n%q, want\n%q", got.New.Bytes, c.want)
			}
		})
	}
}

// TestSetTexts sets one key to texts that forms of front matter would read as something else.
func TestSetTexts(t *testing.T) {
	for _, src := range []string{
		"---\na: {b: x}\n---\n", "---\na:\n  b: 'x'\n---\n", "---\na:\n  b: \"x\"\n---\n", "---\nc: 1\n---\n", "body\n",
		"+++\na.b = 'x'\n+++\n", "+++\n[a]\nb = \"x\"\n+++\n", ";;;\n{\"a\": {\"b\": \"x\"}}\n;;;\n",
	} {
		for _, text := range []string{"A4", "swiss", "x y", "true", "No", "7", "1e3", "2024-01-01", "", " ", "a: b", "a #b", "#1f4e79", "- a", "*a", "&a", "!a", "{a}", "[a", "a, b", `"`, `\`, `C:\n`, "it's", "'", "é", "日本", "@x", "%", "|", ">", "?", "---", "~", ".5", "<&>", "a\u00a0b"} {
			f := source.NewFile("x.md", []byte(src))
			c, err := edit.SetAll(f, edit.Setting{Path: []string{"a", "b"}, Text: text})
			if err != nil {
				t.Errorf("%q to %q: %v", src, text, err)
				continue
			}
			a, _ := document.Head(c.New).Meta.Get("a")
			if b, _ := a.Get("b"); b.Kind != meta.String || b.Text != text {
				t.Errorf("%q to %q gave %q", src, text, c.New.Bytes)
			}
		}
	}
}

// TestSetRefuses holds that what cannot be done safely is not done, and why.
func TestSetRefuses(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"---\npdf: {theme: a}\nname: x\npdf: {pages: 2}\n---\n", "x.md:4: the key pdf is given twice; remove one of the two"},
		{"---\npdf:\n  theme: a\n  theme: b\n---\n", "x.md:4: the key pdf.theme is given twice; remove one of the two"},
		{"+++\n[pdf]\ntheme = 'a'\n[pdf]\npages = 2\n+++\n", "x.md:4: the key pdf is given twice; remove one of the two"},
		{"---\npdf: &p {theme: a}\nx: *p\n---\n", "x.md:2: pdf is written with the anchor &p, and so may mean more than itself; write it out"},
		{"---\npdf: # sheets\n  &p\n  theme: a\n---\n", "x.md:2: pdf is written with the anchor &p, and so may mean more than itself; write it out"},
		{"---\npdf: {theme: &t a}\nx: *t\n---\n", "x.md:2: pdf.theme is written with the anchor &t, and so may mean more than itself; write it out"},
		{"---\nx: &t {theme: a}\npdf: *t\n---\n", "x.md:3: pdf is written with the alias *t, and so may mean more than itself; write it out"},
		{"---\npdf: {theme: !!str a}\n---\n", "x.md:2: pdf.theme is written with the tag !!str, and so may mean more than itself; write it out"},
		{"---\nx: &t\n  theme: a\npdf:\n  <<: *t\n---\n", "x.md:3: pdf.theme comes from here by a merge (<<); write it out where it is meant"},
		{"---\nx: &t\n  pdf: {theme: a}\n<<: *t\n---\n", "x.md:3: pdf comes from here by a merge (<<); write it out where it is meant"},
		{"---\npdf: classic\n---\n", "x.md:2: pdf must be keys with values, and is a text"},
		{"---\npdf: {theme: [a, b]}\n---\n", "x.md:2: pdf.theme is a list and not a text; change it by hand"},
		{"---\npdf: [\n---\n", "x.md:2: the front matter cannot be read: "},
		{"---\npdf: {}\n", "x.md:1: the front matter that begins here is never closed; mend that first"},
		{"---\n? pdf\n: ? pages\n  : 2\n---\n", "x.md:2: pdf.theme cannot be set here without changing something else; write it by hand"},
	} {
		f := source.NewFile("x.md", []byte(c.src))
		edits, err := edit.Set(f, []string{"pdf", "theme"}, "swiss")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || edits != nil {
			t.Errorf("%q: %v, %v\nwant %s", c.src, edits, err, c.want)
		}
	}
	f := source.NewFile("x.md", []byte("---\na: b\n---\n"))
	for _, c := range []struct {
		path []string
		text string
	}{{nil, "x"}, {[]string{""}, "x"}, {[]string{"a\nb"}, "x"}, {[]string{"a"}, "x\ny: z"}, {[]string{"a"}, "\xff"}, {[]string{"a"}, strings.Repeat("x", 1001)}} {
		if edits, err := edit.Set(f, c.path, c.text); err == nil {
			t.Errorf("%q to %.10q: %v", c.path, c.text, edits)
		}
	}
	if c, err := edit.SetAll(f, edit.Setting{[]string{"c"}, "d"}, edit.Setting{[]string{"c", "e"}, "f"}); err == nil || c.New != nil {
		t.Errorf("one of two was set: %v", c)
	}
}

// TestSetOnDisk writes two keys at once, and nothing when somebody else wrote meanwhile.
func TestSetOnDisk(t *testing.T) {
	root := t.TempDir()
	name := filepath.Join(root, "resume.md")
	const src = "---\r\npdf: {pages: 2, theme: classic}\r\n---\r\n"
	if err := os.WriteFile(name, []byte(src), 0o640); err != nil {
		t.Fatal(err)
	}
	c, err := edit.SetAll(source.NewFile("resume.md", []byte(src)), edit.Setting{[]string{"pdf", "theme"}, "swiss"}, edit.Setting{[]string{"pdf", "paper"}, "Letter"})
	if err == nil {
		err = c.Write(root)
	}
	got, _ := os.ReadFile(name)
	info, _ := os.Stat(name)
	if want := "---\r\npdf: {pages: 2, theme: swiss, paper: Letter}\r\n---\r\n"; err != nil || string(got) != want || disktest.HasModes && info.Mode().Perm() != 0o640 {
		t.Errorf("%v: %q, %v", err, got, info.Mode())
	}
	if err := c.Write(root); err == nil || !strings.Contains(err.Error(), "it changed since it was read") {
		t.Errorf("written over what changed: %v", err)
	}
}

// TestSetStarter sets a key in each file that resgen brings along.
func TestSetStarter(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../../content", func(path string, e os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		_, err = edit.Set(source.NewFile(path, b), []string{"pdf", "theme"}, "swiss")
		return err
	})
	if err != nil || read == 0 {
		t.Errorf("%d files: %v", read, err)
	}
}

// FuzzSet holds that a key that was set has its text, that all else is as it was, and that to set it again does nothing.
func FuzzSet(f *testing.F) {
	for _, src := range []string{
		"---\nname: Ada\npdf: {pages: 2, theme: classic} # c\n---\nbody\n", "---\r\npdf:\r\n  pages: 2\r\n  name: |+\r\n    x\r\n\r\n---\r\n",
		"---\na: &a {theme: x}\npdf: {<<: *a}\n---\n", "---\n{pdf: {}}\n---\n", "---\n# c\n...\n---\n", "---\n\nrule\n\n---\n", "\ufeff\n# T\n",
		"+++\npdf.pages = 2\n[pdf.options]\na = 1\n[[z]]\n[pdf]\n+++\n", "+++\npdf = { a = [1,\n2] }\n+++\n", ";;;\n{\"pdf\": null,\n\"a\": 1}\n;;;\n", "{\"pdf\": {}}\nbody",
	} {
		f.Add(src, "swiss")
		f.Add(src, "a: 'b\" #\\")
	}
	f.Fuzz(func(t *testing.T, src, text string) {
		for _, path := range [][]string{{"pdf", "theme"}, {"theme"}, {"pdf", "options", "a.b"}} {
			old := source.NewFile("x.md", []byte(src))
			edits, err := edit.Set(old, path, text)
			if err != nil {
				if edits != nil || strings.Contains(err.Error(), "\n") {
					t.Errorf("%v with %q", edits, err)
				}
				continue
			}
			now := source.NewFile("x.md", edit.Apply(old, edits))
			a, b := document.Head(old), document.Head(now)
			was, is, at := leaves(a.Meta), leaves(b.Meta), strings.Join(path, "\x00")
			for n := range path { // a map in place of nothing
				was = slices.DeleteFunc(was, func(s string) bool { return s == strings.Join(path[:n], "\x00")+"\x01nothing\x01" })
			}
			was = slices.DeleteFunc(was, func(s string) bool { return strings.HasPrefix(s, at+"\x01") })
			was = append(was, at+"\x01text\x01"+text)
			slices.Sort(was)
			if slices.Sort(is); !slices.Equal(was, is) {
				t.Errorf("%q: the values\n%q became\n%q", now.Bytes, was, is)
			}
			if !strings.HasSuffix(b.BodySpan.Text(), a.BodySpan.Text()) {
				t.Errorf("%q: the body became %q", src, b.BodySpan.Text())
			}
			if again, err := edit.Set(now, path, text); err != nil || again != nil {
				t.Errorf("%q: set again, it is %v, %v", now.Bytes, again, err)
			}
		}
	})
}

// leaves is every value that is no map, with its path and kind.
func leaves(v meta.Value) (out []string) {
	var walk func(v meta.Value, path string)
	walk = func(v meta.Value, path string) {
		if v.Kind == meta.Map {
			for _, f := range v.Fields {
				walk(f.Value, strings.TrimPrefix(path+"\x00"+f.Key, "\x00"))
			}
			return
		}
		text := v.Text
		for i, x := range v.List {
			text += fmt.Sprint(i, leaves(x))
		}
		out = append(out, path+"\x01"+v.Kind.String()+"\x01"+text)
	}
	walk(v, "")
	return out
}
