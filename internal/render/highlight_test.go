package render

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var updateHighlight = flag.Bool("update", false, "rewrite the .want files of testdata/highlight")

// classes are those that HTML's comment promises, all of which have a colour.
var classes = strings.Fields("c s m k kt kc cp na nt nb gi gd gu")

var spanTag = regexp.MustCompile(`<span class="([a-z]+)">|</span>`)

// TestHighlight colours each file of testdata/highlight as the language that its name ends with.
// In the .want files «k func» stands for a span of class k; their last line always ends.
func TestHighlight(t *testing.T) {
	archives, err := filepath.Glob("testdata/highlight/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		rewritten := &txtar.Archive{Comment: a.Comment}
		want := map[string]string{}
		for _, f := range a.Files {
			want[f.Name] = string(f.Data)
		}
		for _, f := range a.Files {
			name, isWant := strings.CutSuffix(f.Name, ".want")
			if isWant {
				continue
			}
			_, lang, _ := strings.Cut(name, ".")
			var got string
			t.Run(name, func(t *testing.T) {
				got = strings.TrimSuffix(marked(new(Highlights).HTML(lang, string(f.Data))), "\n") + "\n"
				if d := cmp.Diff(want[name+".want"], got); d != "" && !*updateHighlight {
					t.Errorf("-want +got, -update rewrites:\n%s", d)
				}
			})
			rewritten.Files = append(rewritten.Files, f, txtar.File{Name: name + ".want", Data: []byte(got)})
		}
		if *updateHighlight {
			if err := os.WriteFile(path, txtar.Format(rewritten), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// marked is HTML as it is easy to read.
func marked(out string) string {
	return html.UnescapeString(spanTag.ReplaceAllStringFunc(out, func(tag string) string {
		if m := spanTag.FindStringSubmatch(tag); m[1] != "" {
			return "«" + m[1] + " "
		}
		return "»"
	}))
}

// TestLanguages holds languages.txt to its own head, and the classes to the style sheet.
func TestLanguages(t *testing.T) {
	seen := map[string]bool{}
	for names, body := range sections(languagesText) {
		first, _, _ := strings.Cut(names, " ")
		lang := newLanguage(first)
		if err := lang.read(body); err != nil {
			t.Error(err)
		}
		for name := range strings.FieldsSeq(names) {
			if seen[name] || name != strings.ToLower(name) {
				t.Errorf("%s stands for two languages, or is not in lower case", name)
			}
			seen[name] = true
		}
		for word, class := range lang.words {
			if lang.nocase && word != strings.ToLower(word) {
				t.Errorf("%s: %s can never be found", first, word)
			}
			knownClass(t, first, class)
		}
		for _, class := range lang.first {
			knownClass(t, first, class)
		}
		for _, rules := range lang.rules {
			for _, r := range rules {
				knownClass(t, first, r.class)
			}
		}
		for _, r := range lang.lines {
			knownClass(t, first, r.class)
		}
		for _, k := range []*keyRule{lang.key, lang.label} {
			if k != nil {
				knownClass(t, first, k.class)
			}
		}
	}
	css, err := os.ReadFile("../../static/css/site.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, class := range classes {
		if !regexp.MustCompile(`(?m)^pre :is\(.*\.` + class + `[,)]`).Match(css) {
			t.Errorf("site.css has no colour for .%s", class)
		}
	}
	for _, name := range strings.Fields("go python java kotlin scala c c++ c# objective-c rust swift javascript typescript jsx tsx " +
		"php ruby perl lua elixir erlang haskell clojure r julia dart zig nix bash sh zsh console powershell sql postgres mysql " +
		"yaml toml ini json jsonc xml html svg css scss dockerfile makefile hcl terraform nginx protobuf graphql diff http markdown groovy") {
		if !seen[name] {
			t.Errorf("%s is missing", name)
		}
	}
}

func knownClass(t *testing.T, lang, class string) {
	t.Helper()
	for _, c := range classes {
		if c == class {
			return
		}
	}
	t.Errorf("%s: the class %q is not one of %v", lang, class, classes)
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, body := range []string{"spam c", "span c //", "span c // eol rune", "span s ' ' hole=", "sigil nb @ what", "word k", "use nobody", "heredoc"} {
		if err := newLanguage("x").read(body); err == nil || !strings.Contains(err.Error(), body) {
			t.Errorf("%q: got %v", body, err)
		}
	}
}

func TestInfo(t *testing.T) {
	const code, coloured = "nil <", `<span class="kc">nil</span> &lt;`
	for info, want := range map[string]string{
		"go": coloured, "Go": coloured, " golang ": coloured, "go title=x": coloured, "go{1,3}": coloured, "{.go}": coloured,
		"{.go #id}": coloured, "go,linenos": coloured, "go:main.go": coloured,
		"": "nil &lt;", "text": "nil &lt;", "go2": "nil &lt;", "{": "nil &lt;", "[go]": "nil &lt;",
	} {
		if got := new(Highlights).HTML(info, code); got != want {
			t.Errorf("%q: got %s", info, got)
		}
	}
}

func TestHighlightsForget(t *testing.T) {
	var h Highlights
	block := strings.Repeat("x", memoLimit/8)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { h.HTML("go", fmt.Sprint(i, block)) })
	}
	all.Wait()
	if h.size > memoLimit || h.size == 0 || len(h.done) == 0 {
		t.Errorf("%d bytes in %d blocks", h.size, len(h.done))
	}
	kept := len(h.done)
	h.HTML("go", strings.Repeat("x", memoLimit+1))
	if len(h.done) != kept {
		t.Error("a block over the limit was kept")
	}
	first := h.HTML("go", "nil")
	if again := h.HTML("go", "nil"); again != first {
		t.Errorf("%s became %s", first, again)
	}
}

// plain is HTML without its tags, unescaped.
func plain(out string) string { return html.UnescapeString(spanTag.ReplaceAllString(out, "")) }

// names are one name of each language.
func names() (names []string) {
	for n := range sections(languagesText) {
		first, _, _ := strings.Cut(n, " ")
		names = append(names, first)
	}
	return names
}

// FuzzHighlight holds that nothing is lost, doubled or left unescaped, in every language.
func FuzzHighlight(f *testing.F) {
	for _, s := range []string{"", "\"", "'", "`${`}`${", "<<A\n<<B\nA\n", "/*/*", "r#\"", "$$a$$", "--[==[ ]=]", "a: |\n  b\n c", "<a b='<script>\"</script>x",
		"<style>a{b:c", "#{}#{#{", "\\", "x = /[/]/ / 2", "\xff\xc3('\xe2\x82", "'\\", "1e+0x.5..6", "&lt;&#34;<span class=\"k\">", "$ a \\\nb\nc", "\r\n- - a: b\r\n"} {
		f.Add(s)
	}
	langs := names()
	f.Fuzz(func(t *testing.T, raw string) {
		for _, name := range langs {
			out := highlight(languageOf(name), raw)
			if strings.Count(out, "<span") != strings.Count(out, "</span>") || strings.ContainsAny(spanTag.ReplaceAllString(out, ""), "<>\"'") {
				t.Fatalf("%s: %q is not well formed", name, out)
			}
			if got := plain(out); got != raw {
				t.Fatalf("%s: %q became %q", name, raw, got)
			}
		}
	})
}

// TestLinear colours 32 KB of what invites to look ahead or to begin again. The measure is ordinary
// code of that size, on the same machine and under the same race detector: 50 times its time is never
// needed, and were the time quadratic, it would be a thousand times.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const size = 32 << 10
	took := func(lang *language, unit string) time.Duration {
		raw := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		highlight(lang, raw)
		return time.Since(start)
	}
	ordinary := took(languageOf("go"), "if a == 1 { return \"b\" } // c\n")
	for _, unit := range []string{"\"", "'", "`", "/", "=/[", "#", "r#", "[=", "$a", "<<A ", "<<'", "- ", "{", "${", "`${", "\"#{", "/*", "(*",
		"<a", "<script>", "</", "&", "a:", "\\", "\n", "|\n", " ", "%{", "'a"} {
		for _, name := range names() {
			lang := languageOf(name)
			best := took(lang, unit)
			for try := 0; best > 50*ordinary && try < 5; try++ { // the machine has other things to do
				best = min(best, took(lang, unit))
			}
			if best > 50*ordinary {
				t.Errorf("%s: %d bytes of %q take %v, ordinary code %v", name, size, unit, best, ordinary)
			}
		}
	}
}

func BenchmarkHighlight(b *testing.B) {
	file, err := os.ReadFile("highlight_scan.go")
	if err != nil {
		b.Fatal(err)
	}
	sample := strings.Repeat(string(file), 1<<20/len(file)+1)[:1<<20]
	for _, in := range []struct{ name, raw string }{
		{"600B", sample[:600]},
		{"6KB", sample[:6<<10]},
		{"1MB", sample},
		{"1MB-quotes", strings.Repeat(`"`, 1<<20)},
		{"1MB-open-quotes", strings.Repeat("\"\n", 1<<19)},
	} {
		b.Run(in.name, func(b *testing.B) {
			lang := languageOf("go")
			b.SetBytes(int64(len(in.raw)))
			b.ReportAllocs()
			for b.Loop() {
				highlight(lang, in.raw)
			}
		})
	}
	b.Run("remembered", func(b *testing.B) {
		var h Highlights
		for b.Loop() {
			h.HTML("go", sample[:600])
		}
	})
	b.Run("read-go", func(b *testing.B) {
		for names, body := range sections(languagesText) {
			if strings.HasPrefix(names, "go ") {
				for b.Loop() {
					_ = newLanguage("go").read(body)
				}
			}
		}
	})
}
