package rules

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"image"
	pngenc "image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/charmap"

	"github.com/resgen/resgen/internal/check"
	"github.com/resgen/resgen/internal/compose"
	"github.com/resgen/resgen/internal/date"
	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/disk/disktest"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/posting"
	"github.com/resgen/resgen/internal/render"
	"github.com/resgen/resgen/internal/source"
	"github.com/resgen/resgen/internal/tailor"
	"github.com/resgen/resgen/internal/theme"
)

// options is what a case may want otherwise; its file is options.json.
type options struct {
	Only    string                 `json:"only"`    // this one file is checked by itself
	Publish bool                   `json:"publish"` // the site is built for the public
	Drafts  bool                   `json:"drafts"`
	Base    string                 `json:"base"`    // base URL
	Starter []string               `json:"starter"` // name and employers of the starter
	Chrome  string                 `json:"chrome"`  // the version that the site holds to
	Today   string                 `json:"today"`   // as in "2026-11", which it is when empty
	Replies map[string]check.Reply `json:"replies"` // of hosts that were asked
	Rules   []string               `json:"rules"`   // whose findings are shown; the file's own rule when empty
}

// example is an example of a manual as files: a résumé, or an archive of files. The comment of an
// archive holds commands that are run on them: "$ ln -s ../secret.md content/a.md".
func example(text string) (files []txtar.File, commands []string) {
	a := txtar.Parse([]byte(text))
	if len(a.Files) == 0 {
		return []txtar.File{{Name: "content/resume.md", Data: []byte(text)}}, nil
	}
	for line := range strings.Lines(string(a.Comment)) {
		if c, ok := strings.CutPrefix(strings.TrimSpace(line), "$ "); ok {
			commands = append(commands, c)
		}
	}
	return a.Files, commands
}

// lay writes files below a new folder, runs the commands on them, and returns the folder.
func lay(t testing.TB, files []txtar.File, commands []string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "site")
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		p := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range commands {
		run(t, root, strings.Fields(c))
	}
	return root
}

// run does what the few commands of examples do, on every system alike.
func run(t testing.TB, root string, words []string) {
	t.Helper()
	p := filepath.Join(root, filepath.FromSlash(words[len(words)-1]))
	var err error
	switch strings.Join(words[:len(words)-1], " ") {
	case "iconv -t latin1":
		var b []byte
		if b, err = os.ReadFile(p); err == nil {
			if b, err = charmap.ISO8859_1.NewEncoder().Bytes(b); err == nil {
				err = os.WriteFile(p, b, 0o644)
			}
		}
	case "draw " + words[1]: // draw 600x750 FILE.png
		var w, h int
		if _, err = fmt.Sscanf(words[1], "%dx%d", &w, &h); err == nil {
			var png bytes.Buffer
			if err = (&pngenc.Encoder{CompressionLevel: pngenc.BestSpeed}).Encode(&png, image.NewGray(image.Rect(0, 0, w, h))); err == nil {
				err = os.WriteFile(p, png.Bytes(), 0o644)
			}
		}
	case "zip -e " + words[min(2, len(words)-1)]: // an archive beside a file; the case says that it is encrypted
		err = os.WriteFile(filepath.Join(root, filepath.FromSlash(words[2])), []byte("PK\x03\x04"), 0o644)
	case "truncate -s 5M":
		err = os.Truncate(p, 5<<20)
	default:
		if len(words) != 4 || words[0] != "ln" || words[1] != "-s" {
			t.Fatalf("no such command: %q", words)
		}
		disktest.Link(t, filepath.FromSlash(words[2]), p)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// themes is the themes that tests know of.
var themes = []theme.Theme{{Name: "classic"}, {Name: "modern", Accent: "#1f4e79"}}

// inputOf takes files through the stages before the check, as build does.
func inputOf(t testing.TB, root string, o options) *check.Input {
	t.Helper()
	var set *source.Set
	var err error
	if o.Only != "" {
		set, err = source.ReadFile(filepath.Join(root, o.Only))
	} else {
		set, err = source.Read(root)
	}
	if err != nil {
		t.Fatal(err)
	}
	today, ok := date.Parse(cmp.Or(o.Today, "2026-11"))
	if !ok {
		t.Fatalf("today is %q", o.Today)
	}
	in := &check.Input{Replies: o.Replies, Set: set, Today: today, Themes: themes, PageThemes: themes, Publish: o.Publish, Starter: o.Starter, Chrome: o.Chrome, NoPrint: "the test prints nothing"}
	for _, p := range set.Problems() {
		in.Stages = append(in.Stages, diag.Diagnostic{Rule: p.Rule, Severity: diag.Error, Span: p.Span, Message: p.Text, Help: p.Help})
	}
	for _, f := range set.All() {
		role := compose.Role(set, f.Path)
		markdown := filepath.Ext(f.Path) == ".md" && (o.Only != "" || strings.HasPrefix(f.Path, "content/"))
		switch {
		case role == compose.Private:
			in.Documents = append(in.Documents, document.Data(f))
		case markdown && role == compose.Page_:
			in.Documents = append(in.Documents, document.Head(f))
		case markdown, role == compose.PostingFile:
			in.Documents = append(in.Documents, document.Parse(f))
		}
	}
	doctypes := map[compose.Place]meta.Doctype{compose.Page_: meta.PageDoc, compose.PostingFile: meta.JobDoc, compose.VariantFile: meta.VariantDoc, compose.LetterFile: meta.LetterDoc, compose.Private: meta.PrivateDoc}
	for _, d := range in.Documents {
		in.Stages = append(in.Stages, d.Diags...)
		in.Stages = append(in.Stages, meta.Check(d.Meta, doctypes[compose.Role(set, d.File.Path)])...)
	}
	site, diags := compose.Compose(set, in.Documents, compose.Options{BaseURL: o.Base, Drafts: o.Drafts})
	in.Site = site
	in.Stages = append(in.Stages, diags...)
	if len(set.Under("layouts")) > 0 {
		_, diags = render.ParseLayouts(set)
		in.Stages = append(in.Stages, diags...)
	}
	if len(set.Under("static")) > 0 {
		assets := render.NewAssets(site)
		in.Stages = append(in.Stages, assets.Faults()...)
		in.Themes = append(in.Themes[:len(in.Themes):len(in.Themes)], assets.Themes()...)
	}
	in.Facts = render.NewMemory().Learn
	in.Postings = func(d *document.Document) *posting.Posting {
		if d == nil {
			return nil
		}
		return posting.Read(d.File)
	}
	return in
}

// publish scans a file of the output, as build does. A name such as "resume.pdf (text of the
// PDF)" says how it was read.
func publish(in *check.Input, name string, b []byte) {
	p, how, _ := strings.Cut(name, " (")
	if why, ok := strings.CutPrefix(how, "unseen: "); ok {
		in.Output = append(in.Output, check.Published{Path: p, Unseen: strings.TrimSuffix(why, ")")})
		return
	}
	for _, s := range check.Secrets(b, in.Site.Secrets) {
		in.Output = append(in.Output, check.Published{Path: p, Secret: s, How: strings.TrimSuffix(how, ")")})
	}
}

// print adds a print, given as JSON, for the public target.
func addPrint(t testing.TB, in *check.Input, data []byte) {
	t.Helper()
	if len(in.Site.Targets) == 0 {
		t.Fatal("a case with sheets needs a résumé")
	}
	var short shortPrint
	decode(t, data, &short)
	target := in.Site.Targets[0]
	for _, at := range in.Site.Targets {
		if at.Out == short.Target {
			target = at
		}
	}
	pr := check.Printed{Target: target, Print: readSheets(t, in.Set, target.Resume, data)}
	if target.Variant != nil {
		pr.Selection = &tailor.Selection{Line: 14, Over: 14 * short.TooMany}
	}
	if len(pr.Print.Blocks) == 0 {
		pr.Target = compose.Target{} // nobody knows what a PDF of others was made from
	}
	if short.Foreign {
		in.PDF = in.Site.Master.File
	}
	in.Prints = append(in.Prints, pr)
	own := *in.Site // it is all that is printed
	own.Targets = []compose.Target{target}
	in.Site = &own
}

// show writes findings as want files have them.
func show(list diag.List, rules ...string) string {
	var b strings.Builder
	at := func(s source.Span) string {
		if !s.Known() {
			return "-"
		}
		p := s.Position()
		return p.Path + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
	}
	for _, d := range list {
		shown := false
		for _, r := range rules {
			shown = shown || r == d.Rule
		}
		if !shown {
			continue
		}
		b.WriteString(at(d.Span) + ": " + d.Severity.String() + ": " + d.Message + " [" + d.Rule + "]\n")
		if d.Help != "" {
			b.WriteString("\thelp: " + d.Help + "\n")
		}
		for _, n := range d.Notes {
			b.WriteString("\tnote: " + at(n.Span) + ": " + n.Text + "\n")
		}
		if d.Fix != nil {
			b.WriteString("\tfix: " + d.Fix.Message + "\n")
		}
	}
	return b.String()
}

func decode(t testing.TB, data []byte, to any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
}
