package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/resgen/resgen/internal/build"
	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/check/rules"
	"github.com/resgen/resgen/internal/chrome"
	"github.com/resgen/resgen/internal/chrome/chrometest"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/report"
)

// lay writes files below a new folder, which it gives with links resolved.
func lay(t testing.TB, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		write(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	return root
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// options are those of a server without a browser.
func options(root string) Options {
	all := rules.All()
	var manual []report.Rule
	for _, r := range all {
		manual = append(manual, report.Rule{ID: r.ID, Level: r.Level, What: r.Doc.What, Why: r.Doc.Why, Bad: r.Doc.Bad, Good: r.Doc.Good, Mend: r.Doc.Mend})
	}
	return Options{
		Source: root,
		Memory: func() *build.Memory { return build.NewMemory(nil, "test") },
		Build: func(_ context.Context, site bool) build.Options {
			return build.Options{Options: compose.Options{Site: site}, Today: date.Date{Year: 2026, Month: 5}, NoPrint: "no Chrome found"}
		},
		Rules: all, Manual: manual, Prefix: func(string) string { return "" }, Version: "test",
	}
}

// browser is a printer with the browser of this machine, for as long as the test runs; the test is skipped without one.
func browser(t testing.TB) *build.Printer {
	t.Helper()
	p := build.NewPrinter(t.Context(), chrometest.Binary(t), chrome.Options{Dir: t.TempDir()})
	t.Cleanup(p.Close)
	return p
}

// printing is options with a printer; without it when that is nil.
func printing(root string, p *build.Printer) Options {
	o := options(root)
	plain := o.Build
	o.Build = func(ctx context.Context, site bool) build.Options {
		b := plain(ctx, site)
		if p != nil {
			b.Printer, b.NoPrint = p, ""
		}
		return b
	}
	return o
}

// A client is the SDK's own, connected in this process.
type client struct {
	*sdk.ClientSession
	t testing.TB
}

func connect(t testing.TB, o Options) client {
	t.Helper()
	theirs, ours := sdk.NewInMemoryTransports()
	ended := make(chan error, 1)
	go func() { ended <- serve(t.Context(), o, theirs) }()
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(t.Context(), ours, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		<-ended
	})
	return client{c, t}
}

type args map[string]any

// call calls a tool.
func (c client) call(name string, a args) *sdk.CallToolResult {
	c.t.Helper()
	res, err := c.CallTool(c.t.Context(), &sdk.CallToolParams{Name: name, Arguments: a})
	if err != nil {
		c.t.Fatalf("%s %v: %v", name, a, err)
	}
	return res
}

// says is the text of an answer that is none of an error.
func (c client) says(name string, a args) string {
	c.t.Helper()
	res := c.call(name, a)
	if res.IsError {
		c.t.Fatalf("%s %v failed: %s", name, a, text(res))
	}
	return text(res)
}

// fails is the words of an answer that is one of an error.
func (c client) fails(name string, a args) string {
	c.t.Helper()
	res := c.call(name, a)
	if !res.IsError {
		c.t.Fatalf("%s %v did not fail: %s", name, a, text(res))
	}
	return text(res)
}

// found is the data of a check.
func (c client) found(a args) (out checked, rules []string) {
	c.t.Helper()
	res := c.call("check", a)
	b, err := json.Marshal(res.StructuredContent)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil || res.IsError {
		c.t.Fatalf("check %v: %v\n%s", a, err, text(res))
	}
	for _, raw := range out.Findings {
		var f struct{ Rule string }
		if err := json.Unmarshal(raw, &f); err != nil {
			c.t.Fatal(err)
		}
		rules = append(rules, f.Rule)
	}
	return out, rules
}

func text(res *sdk.CallToolResult) string {
	var parts []string
	for _, c := range res.Content {
		if t, ok := c.(*sdk.TextContent); ok {
			parts = append(parts, t.Text)
		}
	}
	return strings.Join(parts, "\n")
}

func pictures(res *sdk.CallToolResult) (out [][]byte) {
	for _, c := range res.Content {
		if p, ok := c.(*sdk.ImageContent); ok && p.MIMEType == "image/png" {
			out = append(out, p.Data)
		}
	}
	return out
}

const (
	head = "---\nname: Ada Byron\nemail: ada@example.com\nlocation: London, UK\nnmae: twice\n---\n\n"
	body = "Writes programs for engines, and the notes that others need to run them.\n\n## Experience\n\n### Analyst, Lovelace & Co\n*2019 – present · London*\n\n" +
		"- Responsible for the first program of the engine\n- Wrote notes that 12 readers a day use\n- Taught 3 members of the Society to read tables\n- Drew 9 plates of the mill\n\n## Education\n\n### BSc in Mathematics, University of London\n*2015 – 2018*\n\n- Thesis on the numbers of Bernoulli\n"
)

func site() map[string]string {
	return map[string]string{"content/resume.md": head + body, "content/about.md": "---\ntitle: About\ndraaft: true\n---\n\nMore of me.\n"}
}

// TestTools holds that each tool tells a model what it is for, takes what it says that it takes, and says that it only reads.
func TestTools(t *testing.T) {
	c := connect(t, options(lay(t, site())))
	list, err := c.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"check": "file level limit rule source_only", "explain": "rule", "reader": "audience file print", "rules": "group",
		"sheets": "audience file print sheet text_only width", "tailor": "path posting",
	}
	got := map[string]string{}
	for _, tool := range list.Tools {
		if len(tool.Description) < 80 || !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s: %q, %+v", tool.Name, tool.Description, tool.Annotations)
		}
		var names []string
		for name, p := range tool.InputSchema.(map[string]any)["properties"].(map[string]any) {
			names = append(names, name)
			if about, _ := p.(map[string]any)["description"].(string); about == "" {
				t.Errorf("%s: the argument %s has no description", tool.Name, name)
			}
		}
		slices.Sort(names)
		got[tool.Name] = strings.Join(names, " ")
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got := c.InitializeResult().Instructions; !strings.Contains(got, "call check") || !strings.Contains(got, "left out of all answers") {
		t.Errorf("instructions: %q", got)
	}
}

func TestCheck(t *testing.T) {
	root := lay(t, site())
	c := connect(t, options(root))
	all, rules := c.found(nil)
	if all.Errors+all.Warnings+all.Infos != len(all.Findings) || all.Unlisted != 0 || all.Others != 0 || !slices.Contains(rules, "meta/unknown-key") {
		t.Errorf("%d, %d, %d of %d\n%v", all.Errors, all.Warnings, all.Infos, len(all.Findings), rules)
	}
	if len(all.Printed) > 0 || len(all.Skipped) == 0 || !strings.Contains(all.Skipped[0], "no Chrome found") {
		t.Errorf("printed %q, skipped %q", all.Printed, all.Skipped)
	}
	text := c.says("check", nil)
	for _, want := range []string{"content/resume.md:5:1: ", "nmae: twice", "did you mean", "sheet rules skipped: no Chrome found"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}

	some := func(a args, keep func(rule, path string, severity string) bool) {
		t.Helper()
		got, rules := c.found(a)
		var want []string
		for _, raw := range all.Findings {
			var f struct{ Rule, Path, Severity string }
			if err := json.Unmarshal(raw, &f); err != nil {
				t.Fatal(err)
			}
			if keep(f.Rule, f.Path, f.Severity) {
				want = append(want, f.Rule)
			}
		}
		if d := cmp.Diff(want, rules); d != "" || len(want) == 0 || len(want) == len(all.Findings) || got.Errors+got.Warnings+got.Infos != len(want) ||
			got.Others != len(all.Findings)-len(want) || !strings.Contains(c.says("check", a), fmt.Sprintf("\n%d other findings were not asked for", got.Others)) {
			t.Errorf("%v: %d of %d: %d, %d, %d\n%s", a, len(want), len(all.Findings), got.Errors, got.Warnings, got.Infos, d)
		}
	}
	some(args{"level": "warning"}, func(_, _, s string) bool { return s != "info" })
	some(args{"rule": "meta"}, func(r, _, _ string) bool { return check.Group(r) == "meta" })
	some(args{"rule": "meta/unknown-key", "file": "content/about.md"}, func(r, p, _ string) bool { return r == "meta/unknown-key" && p == "content/about.md" })
	some(args{"file": filepath.Join(root, "content", "about.md")}, func(_, p, _ string) bool { return p == "content/about.md" })

	few, _ := c.found(args{"limit": 1})
	if len(few.Findings) != 1 || few.Unlisted != len(all.Findings)-1 || few.Errors != all.Errors || !strings.Contains(c.says("check", args{"limit": 1}), "more findings are not listed") {
		t.Errorf("limit 1: %d, %d", len(few.Findings), few.Unlisted)
	}
	if _, first := c.found(args{"limit": all.Errors}); all.Errors > 0 && len(first) != all.Errors {
		t.Errorf("errors first: %v", first)
	}

	// The next call sees what was saved meanwhile.
	write(t, filepath.Join(root, "content", "resume.md"), strings.Replace(head, "nmae: twice\n", "", 1)+body)
	if _, rules := c.found(args{"file": "content/resume.md"}); slices.Contains(rules, "meta/unknown-key") {
		t.Errorf("a finding is left that was mended: %v", rules)
	}
}

// TestAgain holds that nothing is built twice for the same files, and that what changed is.
func TestAgain(t *testing.T) {
	root := lay(t, site())
	s := newSession(t.Context(), options(root))
	defer s.close()
	built := func(file string, printed bool) *attempt {
		t.Helper()
		a, _, err := s.build(t.Context(), file, printed)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := built("", true)
	if built("", true) != first || built("content/about.md", true) != first {
		t.Error("the same files were built twice")
	}
	if built("", false) == first {
		t.Error("a build without a print is the one with it")
	}
	write(t, filepath.Join(root, "content", "about.md"), "---\ntitle: Else\n---\n")
	if built("", true) == first {
		t.Error("a change was not built")
	}
}

// TestFile holds that a Markdown file which is no part of the site is a résumé by itself, and what files there are.
func TestFile(t *testing.T) {
	files := site()
	files["drafts/cv.md"], files["notes.txt"], files["cv.pdf"] = head+body, "x", "%PDF-"
	root := lay(t, files)
	outside := lay(t, map[string]string{"secret.md": head + body})
	disktest.Link(t, filepath.Join(outside, "secret.md"), filepath.Join(root, "link.md"))
	c := connect(t, options(root))
	if _, rules := c.found(args{"file": "drafts/cv.md"}); !slices.Contains(rules, "meta/unknown-key") {
		t.Errorf("a file by itself: %v", rules)
	}
	for file, want := range map[string]string{
		"../secret.md":                      "lies outside of the site's folder",
		filepath.Join(outside, "secret.md"): "lies outside of the site's folder",
		"content/../../x.md":                "lies outside of the site's folder",
		"link.md":                           "lies outside of the site's folder",
		"nothing.md":                        "there is no file",
		"notes.txt":                         "neither a file of the site nor Markdown",
		"cv.pdf":                            "resgen check FILE.pdf",
		strings.Repeat("a", 5000) + "/x.md": "there is no file",
		"content/resume.md\x00":             "there is no file",
		"content":                           "neither a file of the site nor Markdown",
	} {
		if got := c.fails("check", args{"file": file}); !strings.Contains(got, want) {
			t.Errorf("%q: %q, want %q", file, got, want)
		}
	}
	if got := c.fails("sheets", args{"file": "content/about.md"}); !strings.Contains(got, "of the site, only its résumé is") {
		t.Error(got)
	}

	o := options(root)
	o.Prefix = func(string) string { return "cv" }
	if _, rules := connect(t, o).found(args{"file": "cv/content/about.md"}); !slices.Contains(rules, "meta/unknown-key") {
		t.Errorf("a path as the assistant names it: %v", rules)
	}
	one := connect(t, options(filepath.Join(root, "drafts", "cv.md")))
	if _, rules := one.found(nil); !slices.Contains(rules, "meta/unknown-key") {
		t.Errorf("a site of one file: %v", rules)
	}
	if got := connect(t, options(t.TempDir())).fails("check", nil); !strings.Contains(got, "there is no content/") {
		t.Error(got)
	}
}

// TestArguments holds that what is wrong with arguments is one line that says what, and where.
func TestArguments(t *testing.T) {
	c := connect(t, options(lay(t, site())))
	for _, a := range []struct {
		tool string
		args any
		want string
	}{
		{"check", args{"levle": "error"}, `check: there is no argument "levle"; it takes file, level, limit, rule, source_only`},
		{"check", args{"level": "loud"}, `check: level "loud" must be error, warning or info`},
		{"check", args{"level": "off"}, `check: level "off" must be error, warning or info`},
		{"check", args{"level": 3}, "check: level must be a string, not number"},
		{"check", args{"source_only": "yes"}, "check: source_only must be true or false, not string"},
		{"check", args{"limit": 1.5}, "check: limit must be a whole number, not number"},
		{"check", args{"limit": -1}, "check: limit -1 must be from 1 to 500"},
		{"check", args{"rule": "sheet/stranded-headin"}, `check: there is no rule "sheet/stranded-headin"; did you mean "sheet/stranded-heading"?; ` + "`resgen rules` lists them"},
		{"check", []int{1}, "check: the arguments must be an object"},
		{"explain", nil, "explain: the argument rule is missing; the tool rules lists them"},
		{"explain", args{"rule": "sheet/cuont"}, `explain: there is no rule "sheet/cuont"; did you mean "sheet/count"?; ` + "`resgen rules` lists them"},
		{"rules", args{"group": "shet"}, `rules: there is no group "shet"; the groups are `},
		{"sheets", args{"width": 99999}, "sheets: width 99999 must be from 200 to 1600"},
		{"sheets", args{"audience": "all"}, `sheets: audience "all" must be public or sent`},
		{"sheets", args{"audience": "sent"}, "sheets: the copy that is sent has private values in it; it is shown by a server that was started with --private: resgen mcp --private"},
		{"sheets", nil, "sheets: there is no print: no Chrome found; check works without one"},
		{"reader", nil, "reader: there is no print: no Chrome found; check works without one"},
	} {
		res, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: a.tool, Arguments: a.args})
		if err != nil {
			t.Fatal(err)
		}
		if got := text(res); !res.IsError || !strings.HasPrefix(got, a.want) || strings.Contains(got, "\n") {
			t.Errorf("%s %v: %q, want %q", a.tool, a.args, got, a.want)
		}
	}
}

func TestExplain(t *testing.T) {
	c := connect(t, options(lay(t, site())))
	for _, r := range rules.All() {
		got := c.says("explain", args{"rule": r.ID})
		if !strings.HasPrefix(got, r.ID) || !strings.Contains(got, "How to mend it") || strings.Contains(got, "\x1b") {
			t.Errorf("%s:\n%s", r.ID, got)
		}
	}
	all := c.says("rules", nil)
	if n := strings.Count(all, "\n") + 1; n != len(rules.All()) {
		t.Errorf("%d rules are listed", n)
	}
	if got := c.says("rules", args{"group": "sheet"}); !strings.HasPrefix(got, "sheet/") || strings.Contains(got, "meta/") {
		t.Error(got)
	}
}

func TestResources(t *testing.T) {
	root := lay(t, site())
	c := connect(t, options(root))
	read := func(uri string) string {
		t.Helper()
		res, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
		if err != nil {
			t.Fatal(err)
		}
		return res.Contents[0].Text
	}
	if got := read(resumeURI); got != head+body {
		t.Errorf("nothing is private, and the source is\n%s", got)
	}
	if got := read(schemaURI); !json.Valid([]byte(got)) || !strings.Contains(got, `"private"`) {
		t.Error(got)
	}
	list, err := c.ListResources(t.Context(), nil)
	if err != nil || len(list.Resources) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	if err := os.Remove(filepath.Join(root, "content", "resume.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: resumeURI}); err == nil || !strings.Contains(err.Error(), "no résumé") {
		t.Errorf("no résumé: %v", err)
	}
}

// FuzzArguments holds that arguments of any bytes are taken or refused with one line.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{"", "null", "{}", `{"level":"error"}`, `{"level":{}}`, `{"x":1}`, `[`, `{"limit":1e999}`, "{\"\\n\":1}", `{"file":"a"`, `{"File":"a"} {}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, err := decode[checkArgs](raw)
		if err != nil && (err.Error() == "" || bytes.ContainsAny([]byte(oneLine(err.Error())), "\r\n")) {
			t.Errorf("%q", err)
		}
		decode[sheetsArgs](raw)
	})
}
