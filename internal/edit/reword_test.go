package edit

import (
	"strings"
	"testing"

	"github.com/resgen/resgen/internal/document"
	"github.com/resgen/resgen/internal/markup"
	"github.com/resgen/resgen/internal/source"
)

const twoBullets = "---\nname: Ada\n---\n\n## Work\n\n- Moved **40** reports\n  to Go, with care <!-- #reports tags=\"go\" -->\n- Ran `k8s` <!-- allow text/typo: it is one -->\n  - inner\n\n[care]: https://mill.example\n"

// spanOf is the text of the n-th bullet.
func spanOf(f *source.File, n int) source.Span {
	for b := range markup.Blocks(document.Parse(f).Blocks) {
		if b.Kind == markup.Item {
			if n--; n < 0 {
				in := b.Inlines
				if len(in) == 0 {
					in = b.Blocks[0].Inlines
				}
				for in[len(in)-1].Kind == markup.RawHTML {
					in = in[:len(in)-1]
				}
				s := in[0].Span.Join(in[len(in)-1].Span)
				return s.Sub(0, len(strings.TrimRight(s.Text(), " \n\r")))
			}
		}
	}
	return source.Span{}
}

// TestReword holds that the words of one bullet change and no other byte does, whatever the line ends, and that a text which would be more than that
// is not put there.
func TestReword(t *testing.T) {
	for _, ends := range []string{"\n", "\r\n"} {
		for _, c := range []struct {
			n              int
			text, from, to string
			err            string
		}{
			{0, "Moved 41 reports to Go", "Moved **40** reports\n  to Go, with care", "Moved 41 reports to\n  Go", ""},
			{0, "Short", "Moved **40** reports\n  to Go, with care", "Short", ""},
			{1, "Ran Kubernetes for [all](https://mill.example)", "Ran `k8s`", "Ran Kubernetes for [all](https://mill.example)", ""},
			{2, "another", "inner", "another", ""},
			{1, "two\nlines", "", "", "r.md:9: the new text must be one line"},
			{1, " ", "", "", "r.md:9: the new text must be one line"},
			{1, "# heading", "", "", "cannot be put there without changing something else"},
			{1, "- list", "", "", "cannot be put there without changing something else"},
			{1, "[x] task", "", "", "cannot be put there without changing something else"},
			{1, "a <!-- #b -->", "", "", "cannot be put there without changing something else"},
			{1, "a <!-- allow text/typo: it is one -->", "", "", "cannot be put there without changing something else"},
			{1, "a <!--", "", "", "cannot be put there without changing something else"},
			{1, "with [care]", "", "", "cannot be put there without changing something else"}, // a link, in this file
			{1, "```", "", "", "bullet"},
		} {
			whole := strings.ReplaceAll(twoBullets, "\n", ends)
			f := source.NewFile("r.md", []byte(whole))
			got, err := Reword(f, spanOf(f, c.n), c.text)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) || got.New != nil {
					t.Errorf("%d %q: %v", c.n, c.text, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%d %q: %v", c.n, c.text, err)
				continue
			}
			want := strings.Replace(whole, strings.ReplaceAll(c.from, "\n", ends), strings.ReplaceAll(c.to, "\n", ends), 1)
			if string(got.New.Bytes) != want {
				t.Errorf("%d %q:\n%q\nwant\n%q", c.n, c.text, got.New.Bytes, want)
			}
		}
	}
	f := source.NewFile("r.md", []byte(twoBullets))
	for _, at := range []source.Span{{}, f.Span(0, 5), f.Top(), source.NewFile("r.md", []byte(twoBullets)).Span(40, 45)} {
		if _, err := Reword(f, at, "x"); err == nil {
			t.Errorf("%v was reworded", at)
		}
	}
}

// FuzzReword holds that whatever a bullet is reworded to, the file says the same but for it, or is left alone.
func FuzzReword(f *testing.F) {
	for _, s := range []string{"Moved 41", "# a", "a <!-- b", "`", "**a", "[care]", "a\tb", "1. a", "---", "a  ", "a\\"} {
		f.Add(s)
	}
	file := source.NewFile("r.md", []byte(twoBullets))
	at := spanOf(file, 1)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Reword(file, at, text)
		if err != nil {
			return
		}
		got := string(c.New.Bytes)
		if !strings.HasPrefix(got, twoBullets[:at.Start]) || !strings.HasSuffix(got, twoBullets[at.End:]) {
			t.Fatalf("%q changed more: %q", text, got)
		}
		before, after := document.Parse(file), document.Parse(c.New)
		if len(before.Allows) != len(after.Allows) || len(before.Comments) != len(after.Comments) || len(before.Diags) != len(after.Diags) {
			t.Fatalf("%q: %q", text, got)
		}
	})
}
