package document_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/resgen/resgen/internal/diag"
	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/meta"
	"github.com/resgen/resgen/internal/source"
)

// TestLineEnds reads a page as Windows and old editors leave it.
func TestLineEnds(t *testing.T) {
	const page = "---\ntitle: a page\nlist:\n  - é: \"x\" # c\n    y: |\n      two\n      lines\n---\n# Head\n\n- a <!-- #x -->\n  b\\\n  c\n\n```\ncode\n```\n"
	want := dump(parse(page))
	for name, src := range map[string]string{
		"byte order mark": "\ufeff" + page,
		"blank lines":     "\n \n" + page,
		"CRLF":            strings.ReplaceAll(page, "\n", "\r\n"),
		"all":             "\ufeff\r\n" + strings.ReplaceAll(page, "\n", "\r\n"),
	} {
		d := parse(src)
		reportFaults(t, d)
		if diff := cmp.Diff(want, strings.ReplaceAll(dump(d), `\r\n`, `\n`)); diff != "" {
			t.Errorf("%s (-without +with):\n%s", name, diff)
		}
	}
}

func TestSpansOfHead(t *testing.T) {
	for _, c := range []struct{ src, meta, body string }{
		{"---\na: b\n---\nbody\n", "a: b\n", "body\n"},
		{"---\na: b\n...\nbody\n---\n", "a: b\n", "body\n---\n"},
		{"---\na: b\n---", "a: b\n", ""},
		{"---\n---\n", "", ""},
		{"+++  \na = 1\n+++\t\n\nbody", "a = 1\n", "\nbody"},
		{"{\"a\": 1} \nbody", "{\"a\": 1}", "body"},
		{"{\n\"a\": }\n}\nbody", "{\n\"a\": }\n}", "body"},
		{"\ufeffbody", "", "body"},
		{"---\na: b", "", "a: b"},
		{"---", "", "---"},
		{" ---\na: b\n---\n", "", " ---\na: b\n---\n"},
		{"", "", ""},
	} {
		d := document.Head(source.NewFile("x.md", []byte(c.src)))
		if d.MetaSpan.Text() != c.meta || d.BodySpan.Text() != c.body {
			t.Errorf("%q: front matter %q, body %q", c.src, d.MetaSpan.Text(), d.BodySpan.Text())
		}
	}
}

// TestHeadAndBody reads a file in two steps, from several goroutines.
func TestHeadAndBody(t *testing.T) {
	f := source.NewFile("x.md", []byte("---\na: b\na: c\n---\n# T {#x}\n\n- y <!-- #x -->\n"))
	head := document.Head(f)
	if head.Blocks != nil || len(head.Diags) != 1 {
		t.Fatalf("Head gave %d blocks and %v", len(head.Blocks), head.Diags)
	}
	want := dump(document.Parse(f))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := dump(head.Body()); got != want {
				t.Errorf("Body gave\n%s\nwant\n%s", got, want)
			}
		})
	}
	wg.Wait()
	if len(head.Diags) != 1 || head.Blocks != nil {
		t.Error("Body changed the head")
	}
	if whole := head.Body(); whole.Body() != whole {
		t.Error("Body of a whole document is another one")
	}
}

// TestHeadBounds reads front matter that is too large, too deep, or too much.
func TestHeadBounds(t *testing.T) {
	repeat := strings.Repeat
	bomb := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(repeat(fmt.Sprintf("*%c, ", c-1), 10), ", "))
	}
	for name, c := range map[string]struct{ src, want string }{
		"bomb":          {"---\n" + bomb + "---\n", "stand for more than 10000 values"},
		"large":         {"---\n" + repeat("a: b\n", 20000) + "---\n", "longer than 64 KB"},
		"large JSON":    {"{\"a\": \"" + repeat("b", 70000) + "\"}\n", "longer than 64 KB"},
		"keys":          {"---\n" + repeat("a:\n", 6000) + "---\n", "more than 5000 keys"},
		"YAML brackets": {"---\na: " + repeat("[", 30000) + "\n---\n", "nests too deep"},
		"YAML dashes":   {"---\n" + repeat("- ", 30000) + "\n---\n", "nests too deep"},
		"YAML stairs":   {"---\n" + stairs(200) + "---\n", "nests too deep"},
		"JSON":          {";;;\n" + repeat("[", 30000) + "\n;;;\n", "nests too deep"},
		"TOML":          {"+++\na = " + repeat("[", 5000) + repeat("]", 5000) + "\n+++\n", "nests too deep"},
		"TOML keys":     {"+++\na" + repeat(".a", 5000) + " = 1\n+++\n", "nests too deep"},
		"itself":        {"---\na: &a [*a]\n---\n", "nothing is named &a before this"},
	} {
		d := parse(c.src + "body\n")
		reportFaults(t, d)
		if d.Meta.Kind != meta.Null || len(d.Diags) != 1 || !strings.Contains(d.Diags[0].Message, c.want) || d.Diags[0].Severity != diag.Error {
			t.Errorf("%s: %s, %v", name, d.Meta.Kind, d.Diags)
		}
		if len(d.Blocks) != 1 {
			t.Errorf("%s: the body has %d blocks", name, len(d.Blocks))
		}
	}
}

func TestData(t *testing.T) {
	d := document.Data(source.NewFile("private.yaml", []byte("# not in the repository\nphone: +46 70 174 06 05\nhome: {city: Uppsala}\n")))
	reportFaults(t, d)
	phone, _ := d.Meta.Get("phone")
	if phone.Text != "+46 70 174 06 05" || phone.Span.Text() != phone.Text || len(d.Diags) != 0 || len(d.Body().Blocks) != 0 {
		t.Errorf("got %+v, %v", d.Meta, d.Diags)
	}
	for _, src := range []string{"- a\n", "a: b: c\n", strings.Repeat("a: b\n", 20000)} {
		d := document.Data(source.NewFile("private.yaml", []byte(src)))
		reportFaults(t, d)
		if d.Meta.Kind != meta.Null || len(d.Diags) != 1 {
			t.Errorf("%q...: %s, %v", clip(src)[:6], d.Meta.Kind, d.Diags)
		}
	}
}

func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// TestStarter reads the content that resgen brings along.
func TestStarter(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../../content", func(path string, e os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		d := document.Parse(source.NewFile(path, b))
		reportFaults(t, d)
		for _, x := range d.Diags {
			t.Errorf("%s:%d: %s", path, x.Span.Position().Line, x.Message)
		}
		read++
		return nil
	})
	if err != nil || read == 0 {
		t.Errorf("read %d files: %v", read, err)
	}
}
