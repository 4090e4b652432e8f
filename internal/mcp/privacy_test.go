package mcp

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/chrome/chrometest"
)

// planted is the words of a site that nobody but its writer may see, and what of them no answer holds.
func planted() (files map[string]string, words []string) {
	return map[string]string{
		"content/resume.md": "---\nname: Ada Byron\nemail: ada@hidden.example\nphone: +46 8 5551 7362\nlocation: London, UK\nlinks: [https://github.com/ada, https://hidden.example/ada]\n" +
			"private: [email, 'https://hidden.example/ada', \"Brth name\"]\n---\n\n" +
			"Writes programs for engines, and the notes that others need to run them. <!-- and a comment -->\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present · London*\n\n" +
			"- Wrote notes that 12 readers a day use\n- Responsible for the Xanaduu contract with Javascript <!-- private -->\n- Qwzzy <!-- private -->\n\n" +
			"### Adviser, Umbrelllla <!-- private -->\n*2031 – 2018*\n\n- Helped  with teh  Yoyodynne audit\n\n" +
			"## Education\n\n### BSc in Mathematics, University of London\n*2015 – 2018*\n\n- Thesis on the numbers of Bernoulli\n",
		"content/private.yaml": "phone: +46 8 5551 7362\nemial: zelda@hidden.example\n",
		// It stands on a page as well, on a line of which another rule speaks.
		"content/about.md":     "---\ntitle: About\n---\n\nCall +46 8 5551 7362, or look [here](http://insecure.example/) and [there](nowhere.md) for it.\n",
		"content/posts/one.md": "---\ntitle: One\ndate: 2024-01-02\n---\n\n[broken](nowhere.md) ada@hidden.example\n",
	}, []string{"hidden.example", "5551", "7362", "Xanaduu", "Qwzzy", "Umbrelllla", "2031", "Yoyodynne", "teh", "zelda"}
}

// maybe is the printer of a test that holds without one as well.
func maybe(t *testing.T) *build.Printer {
	t.Helper()
	if _, ok := chrometest.Look(t); !ok || testing.Short() {
		return nil
	}
	return browser(t)
}

// calls is every tool in many ways, and every resource, as they leave: JSON.
func (c client) calls() map[string]string {
	c.t.Helper()
	out := map[string]string{}
	for tool, all := range map[string][]args{
		"check": {nil, {"limit": 500}, {"source_only": true}, {"level": "error"}, {"rule": "privacy"}, {"rule": "text"}, {"file": "content/resume.md"}, {"file": "content/about.md"},
			{"file": "content/private.yaml"}, {"file": "content/posts/one.md"}, {"file": "alone/cv.md"}, {"file": "../x"}},
		"sheets":  {nil, {"sheet": 1, "width": 200}, {"text_only": true}, {"audience": "sent"}, {"audience": "public"}, {"print": "resume.pdf (sent)"}, {"file": "content/about.md"}, {"file": "alone/cv.md", "text_only": true}},
		"reader":  {nil, {"audience": "sent"}, {"print": "x"}, {"file": "alone/cv.md"}},
		"tailor":  {{"posting": "You must know Go, Kafka, PostgreSQL, Haskell, Python, Java, Rust and Terraform."}, {"path": "content/resume.md"}, {"path": "content/jobs/a.md"}},
		"explain": {{"rule": "privacy/published"}, {"rule": "x"}},
		"rules":   {nil},
	} {
		for _, a := range all {
			b, err := json.Marshal(c.call(tool, a))
			if err != nil {
				c.t.Fatal(err)
			}
			out[fmt.Sprintf("%s %v", tool, a)] = string(b)
		}
	}
	for _, uri := range []string{resumeURI, schemaURI} {
		res, err := c.ReadResource(c.t.Context(), &sdk.ReadResourceParams{URI: uri})
		b, _ := json.Marshal(res)
		out[uri] = string(b) + fmt.Sprint(err)
	}
	return out
}

// TestPrivate plants private values in every place where they may stand, and looks for them in all that leaves.
func TestPrivate(t *testing.T) {
	p := maybe(t)
	for name, spoil := range map[string]func(map[string]string){
		"as it is": func(map[string]string) {},
		"mended": func(f map[string]string) {
			f["content/resume.md"] = strings.Replace(f["content/resume.md"], `, "Brth name"`, "", 1)
		},
		"nowhere else": func(f map[string]string) {
			f["content/resume.md"] = strings.Replace(f["content/resume.md"], `, "Brth name"`, "", 1)
			delete(f, "content/about.md")
			delete(f, "content/posts/one.md")
		},
		"front matter that cannot be read": func(f map[string]string) {
			f["content/resume.md"] = strings.Replace(f["content/resume.md"], "name: Ada", "name: [Ada", 1)
		},
		"in the summary, too": func(f map[string]string) {
			f["content/resume.md"] = strings.Replace(strings.Replace(f["content/resume.md"], `, "Brth name"`, "", 1), "to run them.", "to run them: ask ada@hidden.example.", 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			files, words := planted()
			files["alone/cv.md"] = files["content/resume.md"]
			files["alone/private.yaml"] = files["content/private.yaml"]
			spoil(files)
			root := lay(t, files)
			o := printing(root, p)
			all := connect(t, o).calls()
			for call, got := range all {
				for _, w := range words {
					if strings.Contains(got, w) {
						t.Errorf("%s: %q leaves:\n%s", call, w, around(got, w))
					}
				}
			}
			if name == "nowhere else" && !strings.Contains(all[resumeURI], `email: ******************\n`) {
				t.Errorf("the source has no stars:\n%s", all[resumeURI])
			}
			if got := all["check map[limit:500]"]; !strings.Contains(got, `is written \"…\"`) && name == "nowhere else" {
				t.Errorf("no finding speaks of a private line, and so this test looks at nothing:\n%s", got)
			}

			if p != nil {
				for call, want := range map[string]string{"as it is": "nothing of the résumé is shown, as it cannot be told what is private: content/resume.md:7:",
					"front matter that cannot be read": "nothing of the résumé is shown", "in the summary, too": "something private stands in the print",
					"mended": "sheet 1 of 1 of resume.pdf (public)", "nowhere else": "sheet 1 of 1 of resume.pdf (public)"} {
					if call == name && !strings.Contains(all["sheets map[text_only:true]"], want) {
						t.Errorf("sheets: %s", all["sheets map[text_only:true]"])
					}
				}
			}

			// With --private they do, or there would be nothing to keep back.
			o.Private = true
			everything := strings.Join(values(connect(t, o).calls()), "\n")
			for _, w := range words {
				if !strings.Contains(everything, w) && name != "nowhere else" && name != "front matter that cannot be read" {
					t.Errorf("%q does not leave with --private, and so this test looks at nothing", w)
				}
			}
		})
	}
}

// around is a word with what stands around it.
func around(text, word string) string {
	at := strings.Index(text, word)
	return text[max(at-300, 0):min(at+300, len(text))]
}

func values(m map[string]string) (out []string) {
	for v := range maps.Values(m) {
		out = append(out, v)
	}
	return out
}

// TestPrivatePicture holds that a picture is the one of a résumé that never had the private values.
func TestPrivatePicture(t *testing.T) {
	with := "---\nname: Ada Byron\nemail: ada@example.com\nphone: +46 8 5551 7362\nprivate: [phone]\n---\n\n" + body
	without := strings.NewReplacer("phone: +46 8 5551 7362\n", "", "private: [phone]\n", "").Replace(with)
	p := browser(t)
	picture := func(resume string, private bool, a args) []byte {
		t.Helper()
		o := printing(lay(t, map[string]string{"content/resume.md": resume}), p)
		o.Private = private
		res := connect(t, o).call("sheets", a)
		all := pictures(res)
		if len(all) != 1 {
			t.Fatalf("%d pictures: %s", len(all), text(res))
		}
		return all[0]
	}
	public := picture(with, false, nil)
	if !bytes.Equal(public, picture(without, false, nil)) {
		t.Error("the picture of a résumé with a private value is not the one of the résumé without it")
	}
	if bytes.Equal(public, picture(with, true, args{"audience": "sent"})) {
		t.Error("the picture of the copy that is sent is the one of the published copy")
	}
}

// TestSealed holds that an answer with a private value in it is held back, wherever that stands.
func TestSealed(t *testing.T) {
	s := newSession(t.Context(), options(lay(t, map[string]string{"content/resume.md": "---\nname: Ada Byron\nphone: +46 8 5551 7362\nprivate: [phone]\n---\n\n" + body})))
	defer s.close()
	a, _, err := s.build(t.Context(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	in := func(text string, data any) error {
		out := &answer{from: a}
		out.text("first")
		out.text(text)
		if err := out.structured(data); err != nil {
			t.Fatal(err)
		}
		return s.sealed(out)
	}
	for _, err := range []error{in("call 08-555 173 62", nil), in("", map[string]string{"a": "+46 8 5551 7362"}), in("", []any{1, []string{"0046855517362"}})} {
		if err == nil || !strings.Contains(err.Error(), "the private phone stands in the answer") {
			t.Errorf("it leaves: %v", err)
		}
	}
	if err := in("call somebody", []string{"Ada Byron"}); err != nil {
		t.Error(err)
	}
	s.opts.Private = true
	if err := in("call 08-555 173 62", nil); err != nil {
		t.Errorf("with --private: %v", err)
	}
}

// TestReadOnly holds that no file of the site changes, comes or goes, whatever is called.
func TestReadOnly(t *testing.T) {
	files, _ := planted()
	files["alone/cv.md"] = files["content/resume.md"]
	root := lay(t, files)
	before := tree(t, root)
	o := printing(root, maybe(t))
	for _, private := range []bool{false, true} {
		o.Private = private
		connect(t, o).calls()
	}
	if d := cmp.Diff(before, tree(t, root)); d != "" {
		t.Error(d)
	}
}

// tree is what can be told of every file and folder below a folder.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var sum [32]byte
		if info.Mode().IsRegular() {
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			sum = sha256.Sum256(b)
		}
		out[p] = fmt.Sprint(info.Mode(), info.Size(), info.ModTime(), sum)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
